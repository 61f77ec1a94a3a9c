"""What the value of a setting means: `@pace 110`, `@gap 0.4`, `@voice en-gb`, `@volume -3`."""

import re
from collections.abc import Callable

from mmc_audio.script.times import parse_time
from mmc_audio.units import Ms

PACE_RANGE = (80, 400)
"""Words per minute, as the plan's own `pace`."""

GAP_MOST = 60_000
"""The longest gap (ms); a longer silence is a line of its own, `[90s]`."""

VOLUME_RANGE = (-40.0, 6.0)
"""dB, relative to the level of the voice."""

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)


def pace(value: str) -> int:
    """Words per minute.

    Raises:
        ValueError: `what; mend`.
    """
    low, high = PACE_RANGE
    if not re.fullmatch(r"[0-9]{1,4}", value) or not low <= int(value) <= high:
        raise ValueError(f"pace {value} is no pace; write {low} to {high} words per minute")
    return int(value)


def gap(value: str) -> Ms:
    """Milliseconds; a bare number is seconds.

    Raises:
        ValueError: `what; mend`.
    """
    ms = parse_time(f"{value}s" if _NUMBER.fullmatch(value) else value)
    if ms > GAP_MOST:
        raise ValueError(f"gap {value} is longer than 60 s; write a silence such as [90s] instead")
    return ms


def volume(value: str) -> float:
    """Decibels.

    Raises:
        ValueError: `what; mend`.
    """
    number = re.sub(r"\s*db$", "", value, flags=re.IGNORECASE).replace("\u2212", "-")
    low, high = VOLUME_RANGE
    if not _NUMBER.fullmatch(number) or not low <= float(number) <= high:
        raise ValueError(f"volume {value} is no volume; write {low:g} to {high:g} dB, such as -3")
    return float(number)


READERS: dict[str, Callable[[str], object]] = {
    "pace": pace,
    "gap": gap,
    "voice": str,
    "volume": volume,
    "title": str,
    "language": str,
}
"""By the setting's name: what its value means."""

ABOVE_ALL_SECTIONS = ("title", "language")
"""Settings that stand before the first section only."""
