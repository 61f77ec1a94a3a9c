"""The exercises of a plan as the exporters print them, and what they all leave out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from mmc_audio.coaching.clocked import clock_of
from mmc_audio.importing.model import LoadUnit, Weight, WorkoutSet
from mmc_audio.importing.plan_values import BREATH_MS
from mmc_audio.plan.clocked import AmrapItem, ClockedItem, EmomItem, ForTimeItem
from mmc_audio.plan.model import ExerciseItem, IntervalItem, Load, Plan, SupersetItem
from mmc_audio.plan.notation.tempo import format_tempo
from mmc_audio.plan.notation.weight import format_load

_OURS = ("voice", "bed", "templates", "profile", "prepare", "close", "readiness", "stage")
"""Keys that only a voice needs."""
_OWN_WORDS = {
    "cues": "its own cues",
    "variant": "the variant",
    "focus": "the focus",
    "start_phase": "the start phase",
    "switch_ms": "the time to change sides",
    "warmup": "the warm-up sets",
    "drops": "the drop sets",
    "rest_pause": "rest-pause",
    "myo": "myo-reps",
    "only": "lowering only",
    "note": "the note",
}


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An exercise with sets that are all alike, as a plan has it."""

    name: str
    sets: int | None
    one: WorkoutSet
    group: str | None = None


def counted_items(plan: Plan) -> list[CountedItem]:
    """The exercises of a plan; those of a superset share a group, intervals are holds by the clock.

    A set whose number the plan leaves to the catalogue has `sets` None.
    """
    return [one for n, item in enumerate(plan.work) for one in _counted(item, chr(65 + n % 26))]


def said_name(name: str) -> str:
    """`biceps_curl` as people write it."""
    return name.replace("_", " ")


def seconds_of(one: WorkoutSet) -> int | None:
    """The length of a set in seconds; breaths as about their time."""
    length = one.length_ms or (one.breaths or 0) * BREATH_MS
    return round(length / 1000) or None


def without_maxima(plan: Plan) -> list[str]:
    """The line for a form that has no maxima."""
    return ["one_rm: it has no place for maxima"] if plan.one_rm else []


def ours_only(plan: Plan, *, clocked: bool = False) -> list[str]:
    """What no other app has: each line says one thing; `clocked` has work against the clock."""
    lost = [f"{key}: only a voice needs it" for key in _OURS if key in plan.model_fields_set]
    for item in plan.work:
        if isinstance(item, EmomItem | AmrapItem | ForTimeItem) and not clocked:
            lost.append(f"{clocked_name(item)}: its exercises are written, the clock is left out")
        for each in item.superset if isinstance(item, SupersetItem) else (item,):
            if isinstance(each, ExerciseItem):
                lost += _own(each)
    return lost


def clocked_name(item: ClockedItem) -> str:
    """The key of an item of work against the clock."""
    return next(key for key in ("emom", "amrap", "for_time") if hasattr(item, key))


def _own(item: ExerciseItem) -> Iterator[str]:
    for key, words in _OWN_WORDS.items():
        if getattr(item, key) is not None:
            yield f"{item.exercise}: {words}"


def _counted(
    item: ExerciseItem | SupersetItem | IntervalItem | ClockedItem, group: str
) -> Iterator[CountedItem]:
    if isinstance(item, ExerciseItem):
        for one, same in groupby(exercise_sets(item)):
            count = len(list(same)) if item.each else item.sets
            yield CountedItem(said_name(item.exercise), count, one)
    elif isinstance(item, SupersetItem):
        for member in item.superset:
            one = exercise_set(member.model_copy(update={"rest_ms": item.rest_ms}))
            yield CountedItem(said_name(member.exercise), item.rounds, one, group)
    elif isinstance(item, IntervalItem):
        inner = item.interval
        one = WorkoutSet(length_ms=inner.work_ms, rest_ms=inner.interval_rest_ms)
        yield CountedItem(said_name(inner.exercise), inner.rounds, one)
    else:
        _, bouts, _, rounds = clock_of(item)
        for bout in bouts:
            done = exercise_set(ExerciseItem(**bout.model_dump(exclude={"position"})))
            yield CountedItem(said_name(bout.exercise), rounds, done, group)


_SIDES: Mapping[str, Literal["each", "left", "right"]] = {
    "each": "each",
    "left": "left",
    "right": "right",
}


def exercise_sets(item: ExerciseItem) -> list[WorkoutSet]:
    """The sets of an item that differ; a single one where all are alike."""
    each = [item.model_copy(update=one.given()) for one in item.each] or [item]
    return [exercise_set(one) for one in each]


def exercise_set(item: ExerciseItem) -> WorkoutSet:
    """One set of an item of a plan."""
    load = item.load
    effort = load.value if load and load.unit == "rpe" else None
    length = item.hold_ms or item.duration_ms or item.amrap_ms
    return WorkoutSet(
        reps=(item.reps.low, item.reps.high) if item.reps else None,
        open_end=bool(item.reps and item.reps.open),
        all_out=item.amrap_ms is not None or _to_failure(item),
        weight=_known(load) if load and effort is None else None,
        effort=effort,
        length_ms=length,
        breaths=item.breaths,
        distance_m=item.distance_m,
        rest_ms=item.rest_ms,
        tempo=format_tempo(item.tempo) if item.tempo else None,
        side=_SIDES[item.side.value] if item.side else None,
    )


def _to_failure(item: ExerciseItem) -> bool:
    return bool(item.reps and item.reps.open and item.reps.low == 1)


def _known(load: Load) -> Weight:
    if load.unit in {"bar", "pin", "band"} or load.how == "side":
        return Weight(load.value, "named", name=format_load(load))
    unit: LoadUnit = next(unit for unit in get_args(LoadUnit) if unit == load.unit)
    change = next((how for how in _CHANGES if how == load.how), None)
    return Weight(load.value, unit, load.high or None, load.pair, change)


_CHANGES: tuple[Literal["added", "assisted"], ...] = ("added", "assisted")


def lines_of(parts: Iterable[str]) -> str:
    """Lines as a text."""
    return "".join(f"{part}\n" for part in parts)
