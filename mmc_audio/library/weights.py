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


def effort_words(text: str | None) -> str:
    """A load that is no weight, as a lifter reads it: `65 %`, `2 good reps left`, `bar`."""
    try:
        load = parse_load(text or "")
    except ValueError:
        return text or ""
    if load.unit == "percent":
        return f"{_range(load.value, load.high)} %"
    if load.unit == "rpe":  # repetitions in reserve are 10 minus the RPE (Zourdos 2016)
        left = _range(10 - load.most, 10 - load.value if load.high else 0)
        return "1 good rep left" if left == "1" else f"{left} good reps left"
    return "" if _unit(load) in UNITS else (text or "")


def _range(low: float, high: float) -> str:
    return f"{low:g}\u2013{high:g}" if high else f"{low:g}"


def weight_words(load: float | None, unit: str | None) -> str:
    """`22.5 kg each`, `pin 4`, or nothing."""
    if load is None:
        return ""
    return f"pin {load:g}" if unit == "pin" else f"{load:g} {unit or ''}".strip()
