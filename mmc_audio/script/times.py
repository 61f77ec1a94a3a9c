"""Times as they are written in a script: `2s`, `0.5s`, `250ms`, `1:30`, `2m30s`."""

import re
from fractions import Fraction

from mmc_audio.units import Ms

LONGEST = 12 * 3_600_000
"""The longest time a script may ask for, 12 h: a section is one track and is mixed in memory."""

FORMS = "2s, 0.5s, 250ms, 1:30 or 2m30s"

_UNITS = {"h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
_NAMES = {"min": "m", "sec": "s", "second": "s", "seconds": "s", "minute": "m", "minutes": "m"}
_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_PART = re.compile(rf"({_NUMBER})\s*([a-z]+)\s*", re.ASCII)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)", re.ASCII)
_BARE = re.compile(_NUMBER, re.ASCII)
_LIKE_A_TIME = re.compile(
    r"[-+\u2212\u2013]?\.?[0-9]|[-+\u2212\u2013]?(?:nan|inf|infinity)$", re.IGNORECASE
)
_MOST_DIGITS = 24


def looks_like_time(text: str) -> bool:
    """Whether `text` is meant as a time, right or wrong."""
    return _LIKE_A_TIME.match(text) is not None


def parse_time(text: str) -> Ms:
    """Milliseconds in a time as written.

    Raises:
        ValueError: `what; mend`, if it is no time, negative, finer than a millisecond or longer
            than 12 h.
    """
    if text[:1] in ("-", "\u2212", "\u2013"):
        raise ValueError(f"{text} is negative; a time is 0s or more")
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"{text[:12]}... is too long for a time; write one such as {FORMS}")
    return _whole(_clock(text) if ":" in text else _units(text.lower()), text)


def _clock(text: str) -> Fraction:
    match = _CLOCK.fullmatch(text)
    if not match or float(match[3]) >= 60:
        raise ValueError(f"{text} is no time; write minutes and seconds such as 1:30")
    return Fraction(int(match[1] or 0) * 3600 + int(match[2]) * 60) * 1000 + _thousand(match[3])


def _units(text: str) -> Fraction:
    if _BARE.fullmatch(text):
        raise ValueError(f"{text} has no unit; write {text}s for seconds")
    parts = [(number, _NAMES.get(unit, unit)) for number, unit in _PART.findall(text)]
    order = [list(_UNITS).index(unit) for _, unit in parts if unit in _UNITS]
    known = len(order) == len(parts) and not _PART.sub("", text)
    if not parts or not known or sorted(set(order)) != order:
        raise ValueError(f"{text} is no time; write one such as {FORMS}")
    return sum((_thousand(number) / 1000 * _UNITS[unit] for number, unit in parts), Fraction())


def _thousand(number: str) -> Fraction:
    return Fraction(number) * 1000


def _whole(ms: Fraction, text: str) -> Ms:
    if ms.denominator != 1:
        raise ValueError(f"{text} is finer than a millisecond; write {format_time(round(ms))}")
    if ms > LONGEST:
        raise ValueError(f"{text} is longer than 12 hours; a section lasts at most 12 h")
    return int(ms)


def format_time(ms: Ms) -> str:
    """`ms` as a script writes it: `0.25s`, `75s`, from two minutes on `2m30s`."""
    minutes, rest = divmod(ms, 60_000) if ms >= 120_000 else (0, ms)
    seconds = f"{rest // 1000}.{rest % 1000:03d}".rstrip("0").removesuffix(".") + "s"
    return f"{minutes}m{seconds if rest else ''}" if minutes else seconds
