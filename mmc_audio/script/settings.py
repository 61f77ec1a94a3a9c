"""What the value of a setting means: `@pace 110`, `@gap 0.4`, `@voice en-gb`, `@volume -3`."""

import re
from collections.abc import Callable

from mmc_audio.plan.bounds import PACES
from mmc_audio.script.directive import LineError, nearest
from mmc_audio.script.model import SETTINGS
from mmc_audio.script.times import parse_time
from mmc_audio.units import Ms

GAP_MOST = 60_000
"""The longest gap (ms); a longer silence is a line of its own, `[90s]`."""

VOLUME_RANGE = (-40.0, 6.0)
"""dB, relative to the level of the voice."""

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)


def pace(value: str) -> int:
    """Words per minute.

    Raises:
        ValueError: `what; fix`.
    """
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) not in PACES:
        bounds = f"{PACES[0]} to {PACES[-1]}"
        raise ValueError(f"pace {value} is no pace; write {bounds} words per minute")
    return int(value)


def gap(value: str) -> Ms:
    """Milliseconds; a bare number is seconds.

    Raises:
        ValueError: `what; fix`.
    """
    ms = parse_time(f"{value}s" if _NUMBER.fullmatch(value) else value)
    if ms > GAP_MOST:
        raise ValueError(f"gap {value} is longer than 60 s; write a silence such as [90s] instead")
    return ms


def volume(value: str) -> float:
    """Decibels.

    Raises:
        ValueError: `what; fix`.
    """
    number = re.sub(r"\s*db$", "", value, flags=re.IGNORECASE).replace("\u2212", "-")
    low, high = VOLUME_RANGE
    if not _NUMBER.fullmatch(number) or not low <= float(number) <= high:
        raise ValueError(f"volume {value} is no volume; write {low:g} to {high:g} dB, such as -3")
    return float(number)


_READ: dict[str, Callable[[str], object]] = {"pace": pace, "gap": gap, "volume": volume}
"""By the setting's name: what its value means; others are taken as they are."""

_ABOVE_ALL_SECTIONS = ("title", "language")
_KNOWN = (*SETTINGS, *_ABOVE_ALL_SECTIONS)
_SETTING = re.compile(r"@\s*(\w*)([:=]?)\s*(.*)", re.DOTALL)


def read_setting(text: str, *, above: bool) -> tuple[str, str]:
    """Name and value, spaces collapsed, of a line that begins with `@`.

    Args:
        text: the line.
        above: whether it stands before the first section.

    Raises:
        LineError: for an unknown setting, a value it cannot have, or the wrong place.
    """
    name, sign, value = _SETTING.findall(text)[0]
    name, value = name.lower(), " ".join(value.split())
    if name not in _KNOWN:
        guess = nearest(name, _KNOWN) or f"write one of {', '.join(_KNOWN)}"
        raise LineError(f"@{name} is no setting; {guess}")
    if name in _ABOVE_ALL_SECTIONS and not above:
        raise LineError(f"@{name} holds for the whole script; move it above the first section")
    if sign:
        raise LineError(f"@{name} needs no {sign}; write a space instead")
    _check_value(name, value)
    return name, value


def _check_value(name: str, value: str) -> None:
    if not value:
        raise LineError(f"@{name} needs a value; write it after the name")
    try:
        _READ.get(name, str)(value)
    except ValueError as error:
        raise LineError(str(error)) from None
