"""Times as they stand in a script: `2s`, `0.5s`, `250ms`, `1:30`, `2m30s`.

The notation is the plan's, but for a bare number, which needs its unit here: `[2]` may be meant as
anything.
"""

import re
from functools import lru_cache

from mmc_audio.plan.notation.duration import (
    MAX_DURATION_MS,
    DurationError,
    format_duration,
    parse_duration,
)
from mmc_audio.plan.notation.number import decimal
from mmc_audio.units import Ms

LONGEST: Ms = MAX_DURATION_MS
"""The longest time a script may ask for, and the longest section, 12 h."""

_LIKE_A_TIME = re.compile(
    r"[-+\u2212\u2013]?\.?[0-9]|[-+\u2212\u2013]?(?:nan|inf|infinity)$", re.IGNORECASE
)
_FIXES = {
    r"[-\u2212\u2013].*": "is negative; a time is 0s or more",
    r"[0-9.]+": "has no unit; write s after it for seconds",
    r".*\.[0-9]{4,}.*": "is finer than a millisecond; write three decimals at most",
}
_FORMS = "write a time such as 2s, 0.5s, 250ms, 1:30 or 2m30s, at most 12h"
_MOST_SHOWN = 24


def looks_like_time(text: str) -> bool:
    """Whether `text` is meant as a time, right or wrong."""
    return _LIKE_A_TIME.match(text) is not None


@lru_cache(maxsize=1024)
def parse_time(text: str) -> Ms:
    """Milliseconds in a time as written.

    Raises:
        ValueError: `what; fix`, if it is no time, negative, finer than a millisecond or longer
            than 12 h.

    A script has few different times and many lines, so they are kept.
    """
    for pattern, fix in _FIXES.items():
        if re.fullmatch(pattern, text):
            raise ValueError(f"{text[:_MOST_SHOWN]} {fix}")
    try:
        return parse_duration(text)
    except DurationError as error:
        raise ValueError(f"{error.what}; {_FORMS}") from None


def format_time(ms: Ms) -> str:
    """`ms` as a script writes it: `0.25s`, `75s`, from two minutes on `2:30`."""
    return f"{decimal(ms)}s" if ms < 120_000 else format_duration(ms)
