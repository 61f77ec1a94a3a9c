"""What the marks of scripts begin that were written before marks had attributes.

This is the only place where a mark's words are read: scripts written by hand for earlier versions
say `## Rep 3` and `## Left` without braces. docs/cue-script.md names these words.
"""

import re
from collections.abc import Mapping

from mmc_audio.script.model import Mark

_COUNTED = re.compile(
    r"(?P<what>rep|repetition|round|breath)\s+(?P<number>[1-9]\d{0,3})(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE | re.ASCII,
)
_NAMES = {"repetition": "rep"}
_SIDES = ("left", "right")


def begun_by(mark: Mark) -> Mapping[str, str]:
    """The attributes of `mark`; where it has none, those its words stood for before."""
    if mark.attributes:
        return mark.attributes
    words = mark.text.casefold()
    if words in _SIDES:
        return {"side": words}
    if found := _COUNTED.fullmatch(words):
        return {_NAMES.get(found["what"], found["what"]): found["number"]}
    return {}
