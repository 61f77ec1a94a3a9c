"""A load as a number and what it counts: so it is logged, changed by a tap, drawn over time."""

from mmc_audio.plan.amounts import Load
from mmc_audio.plan.notation.weight import parse_load

MASSES = ("kg", "lb")
WAYS = ("each", "added", "assisted", "per side")
"""In each of two hands; on top of the body's weight; taken off it; on each side of a bar."""

UNITS = (*MASSES, *(f"{mass} {way}" for mass in MASSES for way in WAYS), "pin")
"""What a logged load may be counted in. A percentage or an effort is no load that was lifted."""


def weight_of(text: str | None) -> tuple[float, str] | None:
    """The number and unit of a load as it is written, such as `2x22.5kg`; None where it has none.

    Of a range it is the upper end.
    """
    try:
        load = parse_load(text or "")
    except ValueError:
        return None
    unit = _unit(load)
    return (load.most, unit) if unit in UNITS else None


def _unit(load: Load) -> str:
    way = "each" if load.pair else "per side" if load.how == "side" else load.how
    return f"{load.unit} {way}".strip()


def weight_words(load: float | None, unit: str | None) -> str:
    """`22.5 kg each`, `pin 4`, or nothing."""
    if load is None:
        return ""
    return f"pin {load:g}" if unit == "pin" else f"{load:g} {unit or ''}".strip()
