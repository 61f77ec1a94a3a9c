"""Durations: rests, holds, work by the clock."""

import re

from mmc_audio.plan.notation.number import decimal, folded, quoted, thousandths
from mmc_audio.units import Ms

MAX_DURATION_MS: Ms = 12 * 3_600_000

_UNITS: dict[str, Ms] = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
_UNIT_NAMES = {
    "h": "h hr hrs hour hours", "m": "m min mins minute minutes",
    "s": "s sec secs second seconds", "ms": "ms msec",
}  # fmt: skip
_UNIT_OF = {name: unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
_NEXT_UNIT = {"": "s", "h": "m", "m": "s"}
_PARTS = re.compile(r"([0-9.]+)\s*([a-z]*)\s*")


class DurationError(ValueError):
    """Raised for what is no duration, or too long; `what` is wrong, `fix` is what to write."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what}; {fix}")
        self.what = what


def parse_duration(text: str) -> Ms:
    """`90s`, `1:30`, `1:02:03`, `2m30`, `2 min 30 s`, `1h`, `500ms`; a bare number is seconds.

    At most 12 hours.
    """
    bare = folded(text)
    length = _clock(bare) if ":" in bare else _with_units(bare)
    if length is None:
        raise DurationError(f"{quoted(text)} is no duration", _duration_hint(bare))
    if length > MAX_DURATION_MS:
        raise DurationError(f"{quoted(text)} is longer than 12 hours", "write a shorter time")
    return length


def format_duration(ms: Ms) -> str:
    """`1:30`, `0:45`, `1:02:03`; `1.5s` where it is not whole seconds."""
    if ms % 1000:
        return f"{decimal(ms)}s"
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes_left = divmod(minutes, 60)
    return f"{hours}:{minutes_left:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _duration_hint(bare: str) -> str:
    if bare.startswith("-"):
        return "write a length that is not negative"
    if re.search("[0-9],[0-9]", bare):
        return "write the decimals after a dot, such as 1.5s"
    return "write 90s, 1:30, 2m30s or a number of seconds"


def _clock(bare: str) -> Ms | None:
    match = re.fullmatch(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])", bare)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match[1] is not None and (minutes > 59 or len(match[2]) != 2):
        return None
    return (hours * 3600 + minutes * 60 + seconds) * 1000


def _with_units(bare: str) -> Ms | None:
    parts = _PARTS.findall(bare)
    if not parts or _PARTS.sub("", bare):
        return None
    total, above = 0, ""
    for number, name in parts:
        unit = _UNIT_OF.get(name) if name else _NEXT_UNIT.get(above)
        length = _part(number, unit, above)
        if length is None or unit is None:
            return None
        total, above = total + length, unit
    return total


def _part(number: str, unit: str | None, above: str) -> Ms | None:
    """One `2m` of a duration, after a part in the unit `above`; None if it cannot follow."""
    milli = thousandths(number, padded=bool(above))
    if unit is None or milli is None or milli * _UNITS[unit] % 1000:
        return None
    length = milli * _UNITS[unit] // 1000
    return length if not above or length < _UNITS[above] > _UNITS[unit] else None


_REST = re.compile(
    r"none|no|no rest|without"
    r"|(?P<time>[0-9].*?) (?:rest|between(?: all| the)? sets|between|b/w sets)"
)
"""What people write for a rest besides its time."""
REST_PATTERN = "[Nn]one|[Nn]o|[Nn]o [Rr]est|[0-9][0-9A-Za-z.: ]*\\s(?:rest|between.*)"


def time_of_rest(text: str) -> str:
    """The time in `90s between sets`; `0s` for `none`; any other text as it is."""
    said = _REST.fullmatch(folded(text))
    return (said["time"] or "0s") if said else text
