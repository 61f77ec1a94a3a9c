"""A lighter or heavier day: the few ways in which a program changes a plan."""

from functools import singledispatch
from typing import Annotated, TypeVar

from pydantic import Field

from mmc_audio.plan.base import Model
from mmc_audio.plan.bounds import HEAVIEST
from mmc_audio.plan.choices import Readiness
from mmc_audio.plan.clocked import AmrapItem, EmomItem, ForTimeItem
from mmc_audio.plan.kinds import Notation, pattern
from mmc_audio.plan.model import ExerciseItem, IntervalItem, Load, Plan, SupersetItem, WorkItem
from mmc_audio.plan.notation.percent import parse_percent
from mmc_audio.plan.set_plan import SetPlan
from mmc_audio.plan.values import Title

USUAL_SETS = 3
"""Sets of an exercise whose plan leaves them to the catalogue, for scaling."""

SCALED_LOADS = frozenset({"percent", "kg", "lb"})
"""Efforts (RPE) are felt anew each day and stay as they are."""

M = TypeVar("M", bound=Model)

Percent = Annotated[
    int, Notation("a share such as 60%", parse_percent, pattern("[0-9]+\\s*%"), int)
]


class Adjustment(Model):
    """What a day changes in its plan; None changes nothing."""

    NOUN = "an adjustment"

    title: Title | None = Field(None, description="The session's name on such a day.")
    sets: Percent | None = Field(
        None, description="Share of the sets and rounds; at least one is left."
    )
    load: Percent | None = Field(None, description="Share of the load.")
    rest: Percent | None = Field(None, description="Share of the rests that the plan writes.")
    readiness: Readiness | None = Field(None, description="As in a plan.")

    def adjustment(self) -> "Adjustment":
        """Itself, without what a day or the deload says besides."""
        return Adjustment(**{name: getattr(self, name) for name in Adjustment.model_fields})

    def over(self, other: "Adjustment") -> "Adjustment":
        """This adjustment, and the other where this one says nothing."""
        mine = {name: getattr(self, name) for name in Adjustment.model_fields}
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
    if item.each:
        lighter = _with(lighter, each=_each(item, by, len(item.each)))
    one = item.sets is None and not item.counts_reps
    if by.sets is None or one:
        return lighter
    count = min(100, _share(item.sets or USUAL_SETS, by.sets, 1))
    return _with(lighter, sets=count, each=_each(item, by, count))


def _each(item: ExerciseItem, by: Adjustment, count: int) -> tuple[SetPlan, ...]:
    """The sets that differ: the first of them, or the last again where there are more."""
    lighter = [_with(one, load=_load(one.load, by.load)) for one in item.each]
    more = lighter[-1:] * max(0, count - len(lighter))
    return tuple([*lighter, *more][:count])


@_item.register
def _superset(item: SupersetItem, by: Adjustment) -> SupersetItem:
    members = tuple(
        _with(each, load=_load(each.load, by.load), rest_ms=_rest(each.rest_ms, by))
        for each in item.superset
    )
    rounds = min(100, _share(item.rounds, by.sets, 1))
    return _with(item, superset=members, rounds=rounds, rest_ms=_rest(item.rest_ms, by))


@_item.register
def _interval(item: IntervalItem, by: Adjustment) -> IntervalItem:
    rounds = min(200, _share(item.interval.rounds, by.sets, 1))
    inner = _with(item.interval, rounds=rounds)
    return _with(item, interval=inner, rest_ms=_rest(item.rest_ms, by))


@_item.register
def _emom(item: EmomItem, by: Adjustment) -> EmomItem:
    rounds = min(100, _share(item.emom.rounds, by.sets, 1))
    return _with(item, emom=_with(item.emom, rounds=rounds), rest_ms=_rest(item.rest_ms, by))


@_item.register
def _rounds(item: AmrapItem, by: Adjustment) -> AmrapItem:
    time_ms = max(30_000, _share(item.amrap.time_ms, by.sets, 1))
    return _with(item, amrap=_with(item.amrap, time_ms=min(3_600_000, time_ms)))


@_item.register
def _for_time(item: ForTimeItem, by: Adjustment) -> ForTimeItem:
    rounds = min(100, _share(item.for_time.rounds, by.sets, 1))
    return _with(item, for_time=_with(item.for_time, rounds=rounds))


def _rest(rest_ms: int | None, by: Adjustment) -> int | None:
    return None if rest_ms is None else _share(rest_ms, by.rest)


def _load(load: Load | None, percent: int | None) -> Load | None:
    if load is None or percent is None or load.unit not in SCALED_LOADS:
        return load
    return _with(load, value=min(HEAVIEST[load.unit], round(load.value * percent / 100, 3)))
