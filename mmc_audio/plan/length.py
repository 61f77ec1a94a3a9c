"""About how long a plan lasts, in whole numbers and before anything is expanded.

It guards against plans that no one can mean; the timeline knows the real length.
"""

from functools import singledispatch
from typing import TYPE_CHECKING

from mmc_audio.plan.clocked import AmrapItem, EmomItem, ForTimeItem
from mmc_audio.plan.groups import IntervalItem, SupersetItem
from mmc_audio.plan.items import ExerciseItem
from mmc_audio.plan.routines import Routine
from mmc_audio.units import Ms

if TYPE_CHECKING:
    from mmc_audio.plan.model import Plan, WorkItem

MAX_SESSION_MS: Ms = 12 * 3_600_000

_REP_MS: Ms = 5_000
_BREATH_MS: Ms = 10_000
_METRE_MS: Ms = 1000
_SET_MS: Ms = 50_000
"""A set of ten at five seconds, where the plan leaves it to the catalogue."""
_REST_MS: Ms = 90_000
_SETUP_MS: Ms = 40_000
_SWITCH_MS: Ms = 5_000
_ROUTINE_MS: Ms = 240_000
_CYCLE_MS: Ms = 10_000


def estimate_ms(plan: "Plan") -> Ms:
    """About how long the session lasts, with usual values for what the plan leaves out."""
    routines = [*(plan.prepare or ()), *(plan.close or ())]
    return sum(map(_routine_ms, routines)) + sum(map(_item_ms, plan.work))


def work_ms(plan: "Plan") -> Ms:
    """About how long the work alone lasts."""
    return sum(map(_item_ms, plan.work))


def too_long(plan: "Plan") -> str:
    """What is wrong with a plan that lasts over 12 hours; empty for any other."""
    length = estimate_ms(plan)
    if length <= MAX_SESSION_MS:
        return ""
    hours = -(-length // 3_600_000)
    what = f"the session would last about {hours} hours, and 12 are the most"
    return f"{what}; write fewer sets or shorter times"


def _routine_ms(routine: Routine) -> Ms:
    whole = {key: value for key, value in routine.options.items() if isinstance(value, int)}
    times = sum(value for key, value in whole.items() if key.endswith("_ms"))
    cycles = max((value for key, value in whole.items() if not key.endswith("_ms")), default=0)
    return _ROUTINE_MS + times + cycles * _CYCLE_MS


@singledispatch
def _item_ms(item: "WorkItem") -> Ms:
    raise TypeError(type(item))


@_item_ms.register
def _exercise_ms(item: ExerciseItem) -> Ms:
    usual = 3 if item.counts_reps else 1
    rest = _REST_MS if item.rest_ms is None else item.rest_ms
    return _SETUP_MS + (item.sets or usual) * (_set_ms(item) + rest)


@_item_ms.register
def _superset_ms(item: SupersetItem) -> Ms:
    rest = _REST_MS if item.rest_ms is None else item.rest_ms
    members = sum(_set_ms(member) for member in item.superset)
    return _SETUP_MS * len(item.superset) + item.rounds * (members + rest)


@_item_ms.register
def _interval_ms(item: IntervalItem) -> Ms:
    once = item.interval.work_ms + item.interval.interval_rest_ms
    return _SETUP_MS + item.interval.rounds * once + (item.rest_ms or 0)


@_item_ms.register
def _emom_ms(item: EmomItem) -> Ms:
    return _SETUP_MS + item.emom.every_ms * item.emom.rounds + (item.rest_ms or 0)


@_item_ms.register
def _rounds_ms(item: AmrapItem) -> Ms:
    return _SETUP_MS + item.amrap.time_ms + (item.rest_ms or 0)


@_item_ms.register
def _for_time_ms(item: ForTimeItem) -> Ms:
    return _SETUP_MS + item.for_time.cap_ms + (item.rest_ms or 0)


def _set_ms(item: ExerciseItem) -> Ms:
    """One set, on both sides where the plan says so."""
    one = item.amrap_ms or item.hold_ms or item.duration_ms or _counted_ms(item)
    if item.side != "each":
        return one
    return 2 * one + (_SWITCH_MS if item.switch_ms is None else item.switch_ms)


def _counted_ms(item: ExerciseItem) -> Ms:
    if item.distance_m:
        return item.distance_m * _METRE_MS
    if item.breaths:
        return item.breaths * _BREATH_MS
    if item.reps is None:
        return _SET_MS
    return item.reps.high * (item.tempo.rep_ms if item.tempo else _REP_MS)
