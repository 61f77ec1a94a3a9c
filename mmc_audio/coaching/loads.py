"""How heavy a set is, and how that is spoken."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Literal

from mmc_audio.coaching.steps import SpokenLoad
from mmc_audio.plan.model import Load
from mmc_audio.units import KG_PER_LB

LIGHTER = 0.85
"""A tired day takes 15 % off the load (10 to 20 % is usual)."""

MassUnit = Literal["kg", "lb"]

PLATE_STEPS: Mapping[MassUnit, float] = {"kg": 2.5, "lb": 5.0}
"""What loads are rounded to, unless the plan says otherwise."""

EMPTY_BAR: Mapping[MassUnit, float] = {"kg": 20.0, "lb": 45.0}
"""What a usual barbell weighs."""


@dataclass(frozen=True, slots=True)
class ResolvedLoad:
    """A load with all that can be known of it."""

    load: Load | None = None
    spoken: SpokenLoad | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class KnownMaximum:
    """What is known of the lifter and the equipment."""

    one_rm: Load | None = None
    """The exercise's one-repetition maximum in kg or lb."""
    step: Load | None = None
    """The smallest step of the plates at hand."""
    training_max: float = 100
    """Percent of the maximum that percentages in the plan are of."""
    barbell: bool = False
    """Whether the exercise is done with a barbell: no load is under the empty bar then."""


def resolve_load(
    load: Load | None, known: KnownMaximum, *, tired: bool, changed: bool = False
) -> ResolvedLoad:
    """The load of a set, lightened on a tired day.

    Args:
        load: as planned.
        known: of the lifter and the equipment.
        tired: whether to take some off.
        changed: whether it is no longer what the lifter wrote, so that it is rounded to the plates.
    """
    if load is None:
        return ResolvedLoad()
    if tired:
        load = _lighter(load)
    spoken = _spoken(load, known, as_written=not (tired or changed))
    of_bar = _of_bar(spoken, known) if load.unit == "percent" else None
    return ResolvedLoad(load, spoken, of_bar or _percent(load, known))


def _of_bar(spoken: SpokenLoad, known: KnownMaximum) -> float | None:
    """Per cent of the maximum that the empty bar is, where it is more than was asked for."""
    best = known.one_rm
    if spoken.kind != "bar" or best is None or best.value <= 0:
        return None
    return 100 * EMPTY_BAR["lb" if best.unit == "lb" else "kg"] / best.value


def _lighter(load: Load) -> Load:
    if load.unit == "rpe":
        return _scaled(load, lambda value: max(1.0, value - 1))
    if load.how == "assisted" or load.unit in {"pin", "band", "bar"}:
        return load
    return _scaled(load, lambda value: value * LIGHTER)


def _scaled(load: Load, change: Callable[[float], float]) -> Load:
    high = change(load.high) if load.high else 0
    return load.model_copy(update={"value": change(load.value), "high": high})


def _percent(load: Load, known: KnownMaximum) -> float | None:
    """Of the one-repetition maximum, of the upper end of a range."""
    if load.unit == "percent":
        return load.most * known.training_max / 100
    best = known.one_rm
    if best is None or best.value <= 0 or load.unit not in ("kg", "lb") or load.how in _ON_BODY:
        return None
    return 100 * _in_kg(_total(load), load.unit) / _in_kg(best.value, best.unit)


_ON_BODY = ("added", "assisted")


def _total(load: Load) -> float:
    """All that is on the bar."""
    if load.how != "side" or load.unit not in ("kg", "lb"):
        return load.most
    return EMPTY_BAR[load.unit] + 2 * load.most


def _in_kg(value: float, unit: str) -> float:
    return value * KG_PER_LB if unit == "lb" else value


def _spoken(load: Load, known: KnownMaximum, *, as_written: bool) -> SpokenLoad:
    """`as_written`: what the lifter wrote in kilos or pounds is said as written."""
    match load.unit:
        case "percent":
            return _of_maximum(load, known)
        case "rpe":
            low = max(0.0, 10 - load.most)
            return SpokenLoad("reserve", low, high=10 - load.value if load.high else 0)
        case "kg" | "lb" as unit:
            exact = SpokenLoad("weight", load.value, unit, load.pair, load.high, load.how)
            return exact if as_written else rounded(exact, known)
        case "pin":
            return SpokenLoad("pin", load.value)
        case "bar" | "band" | "bodyweight" as kind:
            return SpokenLoad(kind, name=load.name)


def _of_maximum(load: Load, known: KnownMaximum) -> SpokenLoad:
    best = known.one_rm
    if best is None or (best.unit != "kg" and best.unit != "lb"):
        return SpokenLoad("percent", load.value, high=load.high)
    share = best.value * known.training_max / 10_000
    step = known.step.value if known.step and known.step.unit == best.unit else 0
    if load.most * share < (step or PLATE_STEPS[best.unit]) and not known.barbell:
        return SpokenLoad("percent", load.value, high=load.high)  # no plate is so light
    spoken = SpokenLoad("weight", load.value * share, best.unit, high=load.high * share)
    return rounded(spoken, known)


def rounded(spoken: SpokenLoad, known: KnownMaximum) -> SpokenLoad:
    """Down to a step of the plates, so that no load is over what was asked for.

    A barbell is never under the empty bar. What is lighter than one step is said as it is, in
    halves.
    """
    if spoken.unit == "":
        return spoken
    plates, step = PLATE_STEPS[spoken.unit], known.step
    if step and step.unit == spoken.unit and step.value:
        plates = step.value
    value = _down(spoken.value, plates) or max(0.5, _down(spoken.value, 0.5))
    high = _down(spoken.high, plates)
    bar = EMPTY_BAR[spoken.unit]
    if known.barbell and not spoken.how and max(value, high) <= bar:
        return SpokenLoad("bar") if value < bar else replace(spoken, value=bar, high=0)
    if known.barbell and not spoken.how:
        value = max(value, bar)
    return replace(spoken, value=value, high=high if high > value else 0)


def _down(value: float, step: float) -> float:
    return floor(value / step + 1e-9) * step


HELD = frozenset({"dumbbell", "kettlebells", "cable", "machine", "ez bar", "band"})
"""Where one of these will do as well, a load may be under the empty bar."""


def needs_bar(equipment: Collection[str]) -> bool:
    """Whether it is done with a barbell, so that no load is under the empty one."""
    return "barbell" in equipment and not HELD & {*equipment}
