"""All that `mmc-audio explain` knows, and how a word is understood."""

from collections.abc import Mapping

from mmc_audio._lib import suggest
from mmc_audio.advice.topics import TOPICS
from mmc_audio.advice.why import WHY, Why
from mmc_audio.advice.why_weeks import WEEKS

EXPLAINED: Mapping[str, Why] = {**WHY, **WEEKS, **TOPICS}
"""By id of the rule, or by the word for what the coach does."""


def nearest(word: str) -> str | None:
    """The id meant by `word`: in any case, with or without `W-`; None where nothing is like it."""
    near = suggest.nearest(_plain(word), TOPICS, like=0.8)
    return next(iter(near or suggest.nearest(full(word), EXPLAINED, like=0.5)), None)


def full(word: str) -> str:
    """`load` as `W-LOAD`, `breath` as `BREATH`."""
    upper = _plain(word)
    return upper if upper.startswith("W-") or upper in TOPICS else f"W-{upper}"


def _plain(word: str) -> str:
    return word.strip().upper().replace("_", "-")
