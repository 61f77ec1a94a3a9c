"""Which safety lines a session has, and where: they depend on the work, never on stage or talk."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mmc_audio.coaching.steps import (
    AmrapDose,
    BreathsDose,
    HoldDose,
    IntervalStep,
    RepsDose,
    Session,
    SetStep,
    WorkStep,
)
from mmc_audio.units import Ms

CRAMPING = frozenset({"hamstrings", "calves", "tibialis"})
"""Muscle groups that cramp when they are shortened hard."""

DEMANDING = frozenset({"quadriceps", "glutes", "hamstrings", "lower back"})
"""Groups whose sets of several joints leave a lifter light-headed."""

ROOM_MS: Ms = 20_000
"""A rest with time for one more sentence, what the next set takes of it aside."""


def with_warnings(work: Iterable[WorkStep]) -> Iterator[WorkStep]:
    """The work, each step with the keys of the safety lines that are said there.

    `sharp_pain` comes before the first set, `cramp` before the first that may cramp; `faint` comes
    in the rest after the first that may make faint. `balance` and `jump` stand in for an exercise
    that has no safety line of its own.
    """
    steps = list(work)
    fainting = _first(steps, lambda step: _may_faint(step) and _has_room(step))
    cramping = _first(steps, _may_cramp)
    for index, step in enumerate(steps):
        pain = "sharp_pull" if step.exercise.motion == "stretch" else "sharp_pain"
        before = [pain] * (index == 0) + ["cramp"] * (index == cramping)
        before += ["warm_up"] * (index == 0 and _starts_cold(step))
        after = ("faint",) * (index == fainting) + _way(step, steps[index + 1 : index + 2])
        yield replace(step, warn_before=(*before, *_of_kind(step)), warn_after=after)


def _starts_cold(step: WorkStep) -> bool:
    """Whether a session begins with something heavy or thrown, and no lighter set before it."""
    thrown = step.exercise.contraction == "ballistic" and step.exercise.weighted
    heavy = isinstance(step, SetStep) and step.with_heavy and step.role != "warmup"
    return thrown or heavy


def _way(step: WorkStep, following: list[WorkStep]) -> tuple[str, ...]:
    """How to get from a pose on the floor to one that is not, and back, where there is time."""
    slow = step.exercise.modality in ("yoga", "pilates") and _own_ms(step) >= WAY_MS
    if not following or not slow:
        return ()
    lies, will_lie = (bool(LYING & {*one.exercise.demands}) for one in (step, following[0]))
    return ("after_lying",) * (lies and not will_lie) + ("to_floor",) * (will_lie and not lies)


LYING = frozenset({"supine", "prone"})
WAY_MS: Ms = 15_000


def _first(steps: list[WorkStep], fits: Callable[[WorkStep], bool]) -> int:
    """The index of the first step that fits; -1 for none."""
    return next((index for index, step in enumerate(steps) if fits(step)), -1)


def _own_ms(step: WorkStep) -> Ms:
    """How much of the rest belongs to this step's section."""
    return step.rest_ms - step.tail_ms - step.next_ready_ms


def _has_room(step: WorkStep) -> bool:
    """Whether a sentence fits behind the step; behind the last one it always does."""
    return step.last or _own_ms(step) >= ROOM_MS


def _may_cramp(step: WorkStep) -> bool:
    exercise = step.exercise
    short = exercise.mechanic == "isolation" or exercise.isometric
    if exercise.motion == "stretch":
        return False
    return exercise.muscle_group in CRAMPING and short and "cramp" not in exercise.safety


def _may_faint(step: WorkStep) -> bool:
    """Hard effort, or big muscles in standing work."""
    if isinstance(step, IntervalStep):
        return True
    if isinstance(step.dose, HoldDose | BreathsDose):
        return False
    open_end = isinstance(step.dose, RepsDose) and step.dose.reps.open
    big = step.exercise.mechanic == "compound" and step.exercise.muscle_group in DEMANDING
    return step.with_heavy or open_end or isinstance(step.dose, AmrapDose) or big


def _of_kind(step: WorkStep) -> Iterator[str]:
    """What an exercise of its kind calls for where it says nothing itself."""
    if step.exercise.safety or (isinstance(step, SetStep) and not step.first):
        return
    if "jump" in step.exercise.demands:
        yield "jump"
    elif "fall_risk" in step.exercise.demands:
        yield "balance"


def has_braced(step: SetStep, session: Session) -> bool:
    """Whether how to brace was said before this set: it is said in full once a session."""
    heavy = (each for each in session.sets if each.heavy or each.with_heavy)
    return next((each.order for each in heavy), step.order) < step.order
