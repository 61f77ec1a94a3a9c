"""How heavy a set is, and how that is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Literal

from mmc_audio.coaching.steps import SpokenLoad
from mmc_audio.plan.model import Load

LIGHTER = 0.85
"""A tired day takes 15 % off the load (10 to 20 % is usual)."""

PLATE_STEPS: Mapping[Literal["kg", "lb"], float] = {"kg": 2.5, "lb": 5.0}
"""What loads are rounded to, unless the plan says otherwise."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A load with all that can be known of it."""

    load: Load | None = None
    spoken: SpokenLoad | None = None
    percent: float | None = None


def resolve(load: Load | None, one_rm: Load | None, step: Load | None, *, tired: bool) -> Resolved:
    """The load of a set, lightened on a tired day.

    Args:
        load: as planned.
        one_rm: the exercise's one-repetition maximum in kg or lb, if known.
        step: the smallest step of the plates at hand.
        tired: whether to take some off.
    """
    if load is None:
        return Resolved()
    if tired:
        load = _lighter(load)
    elif load.unit == "kg" or load.unit == "lb":
        # What the lifter wrote is said as written.
        exact = SpokenLoad("weight", load.value, load.unit, load.pair)
        return Resolved(load, exact, _percent(load, one_rm))
    return Resolved(load, _spoken(load, one_rm, step), _percent(load, one_rm))


def _lighter(load: Load) -> Load:
    if load.unit == "rpe":
        return load.model_copy(update={"value": max(1.0, load.value - 1)})
    return load.model_copy(update={"value": load.value * LIGHTER})


def _percent(load: Load, one_rm: Load | None) -> float | None:
    if load.unit == "percent":
        return load.value
    if one_rm is not None and one_rm.unit == load.unit and one_rm.value > 0:
        return 100 * load.value / one_rm.value
    return None


def _spoken(load: Load, one_rm: Load | None, step: Load | None) -> SpokenLoad:
    if load.unit == "percent":
        if one_rm is None or (one_rm.unit != "kg" and one_rm.unit != "lb"):
            return SpokenLoad("percent", load.value)
        return _weight(load.value / 100 * one_rm.value, one_rm.unit, step)
    if load.unit == "kg" or load.unit == "lb":
        return replace(_weight(load.value, load.unit, step), pair=load.pair)
    if load.unit == "rpe":
        return SpokenLoad("reserve", max(0.0, 10 - load.value))
    return SpokenLoad("bodyweight")


def _weight(value: float, unit: Literal["kg", "lb"], step: Load | None) -> SpokenLoad:
    plates = step.value if step and step.unit == unit and step.value else PLATE_STEPS[unit]
    rounded = max(1, floor(value / plates + 0.5 + 1e-9)) * plates
    return SpokenLoad("weight", rounded, unit)
