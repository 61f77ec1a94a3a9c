"""The situations a template can meet: every exercise, and every kind of plan for some of each kind.

They are plans like any other, made into sessions by `coaching`.
"""

import hashlib
import marshal
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.catalogue.own_files import own_state
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.routine_options import OPTIONS
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.translation import current_translation
from mmc_audio.errors import MmcError
from mmc_audio.plan.model import (
    ExerciseItem,
    Interval,
    IntervalItem,
    Load,
    Plan,
    ProfileFlag,
    Reps,
    Routine,
    SupersetItem,
)
from mmc_audio.templates.files import Library
from mmc_audio.templates.own_routines import own_routines, template_of
from mmc_audio.templates.rendering import Moment
from mmc_audio.templates.write import moments

TITLE = "Session"
"""Of all plans, so that moments that differ in nothing else are met once."""

AT_ONCE = 12
"""Exercises in one plan."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A moment, and what led to it."""

    moment: Moment
    description: str
    """In a coach's words: `Plank, external, 15 s rest`."""


EVERY: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "internal, learning": ({"stage": "learn", "focus": "internal"}, {"sets": 2}),
}
"""Plans for every exercise: what the plan says, and what each exercise says."""

FAMILIES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "external, integrating": ({"stage": "integrate", "focus": "external"}, {"sets": 2}),
}
"""Plans for one exercise of each family, since those of a family share their external words."""

SOME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "sparse talk, 15 s rest": ({"talk": "sparse"}, {"sets": 2, "rest_ms": 15_000}),
    "full talk, low readiness": ({"talk": "full", "readiness": "low"}, {"sets": 3}),
    "30 s rest": ({}, {"sets": 2, "rest_ms": 30_000}),
    "three minutes rest, spotter": ({"spotter": True}, {"sets": 3, "rest_ms": 180_000}),
    "no rest": ({}, {"sets": 2, "rest_ms": 0}),
    "heavy": ({}, {"sets": 2, "load": Load(unit="percent", value=85)}),
    "by effort": ({}, {"sets": 2, "load": Load(unit="rpe", value=7.5)}),
    "own weight": ({}, {"sets": 3, "load": Load(unit="bodyweight", value=0)}),
    "two dumbbells": ({}, {"sets": 1, "load": Load(unit="kg", value=22.5, pair=True)}),
    "every flag": ({"profile": frozenset(ProfileFlag)}, {"sets": 2}),
    "tennis": ({"sport": "tennis", "goal": "skill"}, {"sets": 2}),
    "right side": ({}, {"sets": 2, "side": "right"}),
    "each side": ({}, {"sets": 2, "side": "each"}),
    "one rep": ({}, {"sets": 1, "reps": Reps(low=1, high=1)}),
    "8 to 30 reps": ({}, {"sets": 2, "reps": Reps(low=8, high=30)}),
    "AMRAP": ({}, {"sets": 2, "amrap_ms": 60_000}),
    "hold of 10 s": ({}, {"sets": 2, "hold_ms": 10_000}),
    "hold of a minute": ({}, {"sets": 2, "hold_ms": 60_000}),
    "five minutes": ({}, {"sets": 1, "duration_ms": 300_000}),
    "ten breaths": ({}, {"sets": 2, "breaths": 10}),
    "sets that differ": ({}, {"sets": "5 @ 40kg, 3 @ 50kg, 1+ @ 60kg", "rest_ms": 60_000}),
    "to the end": ({}, {"sets": 2, "reps": "failure", "up_to": 12, "note": "Seat at four"}),
    "warm-up": ({}, {"sets": 1, "load": "60kg", "warmup": "auto", "rest_ms": 90_000}),
    "warm-up, no load": ({}, {"sets": 1, "warmup": ["5 @ 50%"]}),
    "drops": ({}, {"sets": 1, "load": "20kg", "drops": 2}),
    "cluster": ({}, {"sets": 2, "reps": "2+2+2", "only": "eccentric"}),
    "twenty-ones": ({}, {"sets": 1, "reps": "7 low + 7 high + 7 full", "rest_ms": 60_000}),
    "rest-pause": ({}, {"sets": 1, "rest_pause": {"pauses": 2}}),
    "distance": ({}, {"sets": 2, "distance": "40m"}),
    "a pin, a band": ({}, {"reps": 5, "load": ["pin 4", "green band", "bar", "+10kg", "70-75%"]}),
}
"""Plans for some exercises of each kind. Those that make no sense for one are passed over."""


def situations(
    only: Collection[str] | None = None, library: Library | None = None
) -> Iterator[Situation]:
    """Every moment that the templates are made for, no two the same.

    Args:
        only: the templates that are asked about; None for all.
        library: the templates, for the coach's own routines.
    """
    own = list(of_routines(library)) if library else []
    yield from (each for each in own if only is None or each.moment.template in only)
    others = None if only is None else set(only) - {each.moment.template for each in own}
    if others is None or others:
        yield from _met(_plans(), others)


def situations_at_once(
    only: Collection[str] | None = None, library: Library | None = None
) -> list[Situation]:
    """As `situations`. Of some templates they are kept: who writes words tries them repeatedly."""
    if only is None:
        return list(situations(None, library))
    own = [each for each in of_routines(library) if each.moment.template in only] if library else []
    others = frozenset(only) - {each.moment.template for each in own}
    return [*own, *(_built_in(others, (current_translation(), own_state())) if others else ())]


@lru_cache(maxsize=1)
def _built_in(only: frozenset[str], state: tuple[object, ...]) -> tuple[Situation, ...]:
    """The situations of the built-in moments, as long as the coach's own files stay as they are."""
    del state
    return tuple(situations(only))


def of_exercise(exercise: Exercise, template: str) -> Iterator[Situation]:
    """The situations that a template meets with one exercise, the usual one first."""
    kinds = {"as usual": ({}, {"sets": 3}), **EVERY, **SOME}
    plans = [(about, _plan(plan, [_item(exercise, item)])) for about, (plan, item) in kinds.items()]
    yield from _met(plans, {template})


def of_rare_moments(template: str) -> Iterator[Situation]:
    """Situations of a template that is not heard in a usual plan: routines, groups, the clock."""
    few = _one_of_each_kind(load_catalogue().exercises)
    kinds = (_routines(few), _against_the_clock(few), _grouped_work(few))
    yield from _met(chain(*kinds), {template})


def _met(plans: Iterable[tuple[str, Plan]], only: Collection[str] | None) -> Iterator[Situation]:
    """The moments of plans, no two the same; plans that make no sense are passed over."""
    seen: set[bytes] = set()
    catalogue = load_catalogue()
    for description, plan in plans:
        try:
            session = build_session(plan, catalogue)
        except MmcError:
            continue
        for moment in moments(session):
            if only is not None and moment.template not in only:
                continue
            # The second version of the format writes values alone, not which are one object.
            values = marshal.dumps((moment.template, {**moment.context}), 2)
            key = hashlib.sha256(values).digest()
            if key not in seen:
                seen.add(key)
                yield Situation(moment, _reported(moment, description))


def of_routines(library: Library) -> Iterator[Situation]:
    """Each routine of the coach's own, before and after the work, with its usual options."""
    own = own_routines(library)
    for name in own:
        asked = (Routine(routine=name),)
        plan = _plan({"prepare": asked, "close": asked}, [ExerciseItem(exercise="plank")])
        try:
            session = build_session(plan, load_catalogue(), own=own)
        except MmcError:  # what is wrong with its head is reported for the file
            continue
        for moment in moments(session):
            if moment.template == template_of(name):
                yield Situation(moment, f"in a plan that names {name}")


def of_plan(plan: Plan) -> list[Situation]:
    """The moments of a plan of the user's own.

    Raises:
        PlanError: as `build_session`.
    """
    session = build_session(plan, load_catalogue())
    return [Situation(moment, _reported(moment, plan.title)) for moment in moments(session)]


def _reported(moment: Moment, description: str) -> str:
    name = moment.context.get("exercise", {}).get("name")
    number = moment.context.get("set", {}).get("number")
    parts = (name, f"set {number}" if number else None, description)
    return ", ".join(part for part in parts if part)


def _plans() -> Iterator[tuple[str, Plan]]:
    exercises = load_catalogue().exercises
    yield from _tried(EVERY, exercises)
    yield from _tried(FAMILIES, _one_of_each_family(exercises))
    few = _one_of_each_kind(exercises)
    for description, (plan, item) in SOME.items():
        # One plan for each, since one that makes no sense would take the others with it.
        for each in few:
            yield description, _plan(plan, [_item(each, item)])
    yield from _ramps(few)
    yield from _grouped_work(few)
    yield from _against_the_clock(few)
    yield from _routines(few)


def _tried(
    plans: dict[str, tuple[dict[str, Any], dict[str, Any]]], exercises: Iterable[Exercise]
) -> Iterator[tuple[str, Plan]]:
    """Each kind of plan with all of `exercises`, some at a time."""
    for description, (plan, item) in plans.items():
        for some in _in_groups(exercises):
            yield description, _plan(plan, [_item(each, item) for each in some])


def _plan(plan: dict[str, Any], work: list[Any]) -> Plan:
    return Plan(**{"prepare": (), "close": ()} | plan, title=TITLE, work=tuple(work))


def _item(exercise: Exercise, item: dict[str, Any]) -> ExerciseItem:
    return ExerciseItem(exercise=exercise.id, **item)


def _in_groups(exercises: Iterable[Exercise]) -> Iterator[list[Exercise]]:
    waiting = list(exercises)
    while waiting:
        some, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        yield some


def _one_of_each_kind(exercises: Iterable[Exercise]) -> list[Exercise]:
    """The first exercise of each combination of what templates look at."""
    kinds = {
        (each.modality, each.metric, each.contraction, each.laterality): each
        for each in reversed(list(exercises))
    }
    return list(kinds.values())


def _one_of_each_family(exercises: Iterable[Exercise]) -> list[Exercise]:
    """The first exercise of each family, and all that have none."""
    return list({each.family or each.id: each for each in reversed(list(exercises))}.values())


def _ramps(few: list[Exercise]) -> Iterator[tuple[str, Plan]]:
    """One exercise after itself, heavier."""
    for each in few:
        loads = (Load(unit="kg", value=40), Load(unit="kg", value=60))
        for rest_ms in (15_000, 90_000):
            work = [_item(each, {"sets": 1, "load": load, "rest_ms": rest_ms}) for load in loads]
            yield f"then heavier, {rest_ms // 1000} s rest", _plan({}, work)


def _grouped_work(few: list[Exercise]) -> Iterator[tuple[str, Plan]]:
    for one, other in zip(few, [*few[1:], few[0]], strict=True):
        pair = tuple(ExerciseItem(exercise=each.id) for each in (one, other))
        yield "superset", _plan({}, [SupersetItem(superset=pair, rounds=2)])
        for work_ms, rest_ms in ((20_000, 10_000), (60_000, 60_000)):
            interval = Interval(
                exercise=one.id, work_ms=work_ms, interval_rest_ms=rest_ms, rounds=3
            )
            description = f"intervals of {work_ms // 1000} s"
            yield description, _plan({}, [IntervalItem(interval=interval), _item(other, {})])


def _against_the_clock(few: list[Exercise]) -> Iterator[tuple[str, Plan]]:
    for one, other in zip(few, [*few[1:], few[0]], strict=True):
        do = [f"10 {one.name}", f"30s {other.name}"]
        for rounds in (1, 4):
            emom = {"emom": {"every": 60, "rounds": rounds, "do": do}, "rest": 60}
            yield f"emom of {rounds}", _plan({}, [emom, _item(other, {})])
        yield "rounds", _plan({}, [{"amrap": {"time": 180, "do": do}}])
        yield "for time", _plan({}, [{"for_time": {"cap": 240, "rounds": 2, "do": do[:1]}}])


def _routines(few: list[Exercise]) -> Iterator[tuple[str, Plan]]:
    work = [_item(few[0], {"sets": 1})]
    for name, options in OPTIONS.items():
        for description, values in _variants(options):
            routine = Routine(routine=name, options=values)
            yield description, _plan({"prepare": (routine,)}, work)
            flags = frozenset({"trauma_sensitive", "pregnant"})
            yield description, _plan({"prepare": (routine,), "profile": flags}, work)
    for modality in sorted({each.modality for each in few}):
        yield modality, _plan({"modality": modality, "prepare": "usual"}, work)


def _variants(options: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401  # a table of Known
    yield "as usual", {}
    for name, known in options.items():
        extremes = (known.low, known.high) if known.high else ()
        for value in (*known.choices, *extremes):
            yield f"{name} {value}", {name: value}
