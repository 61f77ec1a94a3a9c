"""Numbers, weights, lengths and distances as apps and people write them."""

import re
from typing import Literal

from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.units import Ms

MassUnit = Literal["kg", "lb"]

NUMBER = r"[0-9]+(?:[.,][0-9]+)?"

MASS_UNITS: dict[str, MassUnit] = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "#"), "lb"),
}
METRES = {
    **dict.fromkeys(("m", "mtr", "meter", "meters", "metre", "metres"), 1.0),
    **dict.fromkeys(("km", "k", "kilometer", "kilometers", "kilometre", "kilometres"), 1000.0),
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), 0.9144),
    **dict.fromkeys(("ft", "feet", "foot"), 0.3048),
}

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUPED_DOT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
_PLAIN = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,12})?")


def number(text: str) -> float | None:
    """`62.5`, `62,5`, `1,250`, `1.250,5`; None for what is no number.

    A comma before exactly three digits groups thousands, unless the number begins with 0.
    """
    bare = text.strip().replace(" ", "")
    if _GROUPED.fullmatch(bare):
        return float(bare.replace(",", ""))
    if _GROUPED_DOT.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else None


def whole(text: str) -> int | None:
    """A whole number, also written `8.0`; None for anything else."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def mass_unit(text: str) -> MassUnit | None:
    """`kg` or `lb` for what apps call them; None for another unit."""
    return MASS_UNITS.get(text.strip().lower().rstrip("."))


def metres(value: float, unit: str) -> float | None:
    """A distance in metres; None for a unit that is none."""
    factor = METRES.get(unit.strip().lower().rstrip("."))
    return None if factor is None else round(value * factor, 2)


_PRIMES = re.compile(r"""([0-9]+)\s*(''|["\u2033\u201d]|['\u2032\u2019])""")


def length(text: str) -> Ms | None:
    """`0:00:45`, `90s`, `2 min`, `2'`, `30"`, `1'30"`, `1,5 min`; None for what is none."""
    plain = _PRIMES.sub(lambda m: f"{m[1]}{'s' if m[2] not in _MINUTES else 'm'} ", text)
    plain = re.sub("(?<=[0-9]),(?=[0-9])", ".", plain.strip().rstrip("."))
    try:
        return parse_duration(plain)
    except ValueError:
        return _clock(plain)


_MINUTES = "'\u2032\u2019"


def _clock(text: str) -> Ms | None:
    """`0:00:45` or `PT90S`, which are no notation of a plan."""
    iso = re.fullmatch(r"P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?", text)
    if iso:
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    parts = text.split(":")
    if len(parts) == 3 and all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        hours_, minutes_, seconds_ = map(int, parts)
        return ((hours_ * 60 + minutes_) * 60 + seconds_) * 1000
    return None


def seconds_ms(value: float | None) -> Ms | None:
    """Seconds as milliseconds; None for none, zero or less."""
    return round(value * 1000) if value and value > 0 else None
