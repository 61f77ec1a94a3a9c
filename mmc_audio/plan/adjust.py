"""A lighter or heavier day: the few ways in which a program changes a plan."""

from dataclasses import dataclass, fields
from functools import singledispatch
from typing import TypeVar

from mmc_audio.plan.model import (
    ExerciseItem,
    IntervalItem,
    Load,
    Model,
    Plan,
    SupersetItem,
    WorkItem,
)

USUAL_SETS = 3
"""Sets of an exercise whose plan leaves them to the catalogue, for scaling."""

SCALED_LOADS = frozenset({"percent", "kg", "lb"})
"""Efforts (RPE) are felt anew each day and stay as they are."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a day changes in its plan; None changes nothing."""

    title: str | None = None
    sets: int | None = None
    """Percent of the sets and rounds; at least one is left."""
    load: int | None = None
    """Percent of the load."""
    rest: int | None = None
    """Percent of the rests that the plan writes."""
    readiness: str | None = None

    def over(self, other: "Adjustment") -> "Adjustment":
        """This adjustment, and the other where this one says nothing."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Adjustment(**{k: getattr(other, k) if v is None else v for k, v in mine.items()})


def adjusted(plan: Plan, by: Adjustment) -> Plan:
    """The plan of an adjusted day."""
    work = tuple(_item(item, by) for item in plan.work)
    return _with(plan, work=work, title=by.title, readiness=by.readiness)


def _with(model: M, **values: object) -> M:
    """A copy with those values that are not None."""
    return model.model_copy(update={k: v for k, v in values.items() if v is not None})


def _share(value: int, percent: int | None, least: int = 0) -> int:
    """`percent` of a whole number, rounded half up."""
    return value if percent is None else max(least, (value * percent + 50) // 100)


@singledispatch
def _item(item: WorkItem, _by: Adjustment) -> WorkItem:
    raise TypeError(type(item))


@_item.register
def _exercise(item: ExerciseItem, by: Adjustment) -> ExerciseItem:
    lighter = _with(item, load=_load(item.load, by.load), rest_ms=_rest(item.rest_ms, by))
    continuous = item.duration_ms is not None and item.sets is None
    if by.sets is None or continuous:
        return lighter
    return _with(lighter, sets=min(100, _share(item.sets or USUAL_SETS, by.sets, 1)))


@_item.register
def _superset(item: SupersetItem, by: Adjustment) -> SupersetItem:
    members = tuple(_with(each, load=_load(each.load, by.load)) for each in item.superset)
    rounds = min(100, _share(item.rounds, by.sets, 1))
    return _with(item, superset=members, rounds=rounds, rest_ms=_rest(item.rest_ms, by))


@_item.register
def _interval(item: IntervalItem, by: Adjustment) -> IntervalItem:
    rounds = min(200, _share(item.interval.rounds, by.sets, 1))
    inner = _with(item.interval, rounds=rounds, rest_ms=_rest(item.interval.rest_ms, by))
    return _with(item, interval=inner)


def _rest(rest_ms: int | None, by: Adjustment) -> int | None:
    return None if rest_ms is None else _share(rest_ms, by.rest)


def _load(load: Load | None, percent: int | None) -> Load | None:
    if load is None or percent is None or load.unit not in SCALED_LOADS:
        return load
    most = 150.0 if load.unit == "percent" else 1000.0
    return _with(load, value=min(most, round(load.value * percent / 100, 3)))
