"""What the page shows of words: plain data and lines."""

import json
from typing import Any

from mmc_audio.studio.moments import HeardLine
from mmc_audio.studio.shown import clock
from mmc_audio.studio.words_desk import MomentEntry, WordsRemark

BUILT_IN = "built in"
ORIGINS = {"workspace": "yours", "yours": "yours", "built-in": BUILT_IN}


def origin_shown(origin: str) -> str:
    """Whose words they are: `yours`, `built in`, or the pack's name."""
    return ORIGINS.get(origin, origin)


def about_shown(moment: MomentEntry) -> str:
    """Whose words they are, and what they are for."""
    origin = origin_shown(moment.origin)
    return f"{origin[:1].upper()}{origin[1:]}. {moment.about}"


def words_remark(remark: WordsRemark) -> str:
    """What is to be said of words, in one line."""
    line = f"Line {remark.line}: " if remark.line else ""
    where = f" ({remark.where})" if remark.where else ""
    return f"{line}{remark.what}{where}"


def line_shown(line: HeardLine) -> dict[str, Any]:
    """A line as the list of lines takes it."""
    text = f"♪ {line.text}" if line.what == "sound" else line.text
    return {"at": clock(line.at_s), "text": text, "what": line.what}


def example(value: object) -> str:
    """A value in few characters."""
    return as_script(value)[:60]


def as_script(value: object) -> str:
    """As JavaScript may have it, whatever is in it."""
    return json.dumps(value, default=str)
