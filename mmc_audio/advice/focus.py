"""Advice on what attention is asked to hold: complexity, tempo, repetitions, focus."""

from collections.abc import Callable, Iterator

from mmc_audio.advice.case import Advice, AdvisedWork, Case, Verdict
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.focus import COMPLEXITY
from mmc_audio.coaching.steps import TimeDose
from mmc_audio.plan.model import ExerciseItem, Goal

QUICK_MS, SLOW_MS = 3_000, 10_000
"""A rep shorter than the first leaves attention behind (Calatayud 2018); longer than the second
grows less (Schoenfeld 2015)."""

LONG_REP_MS, MANY_LONG_REPS = 8_000, 8
"""From here on a set is over a minute under tension."""

MANY_REPS = 15
"""More than the trials of attention used in a set: minds wander."""

SLOW_DRILL_MS = 4_000
"""A skill done this slowly is a drill, in which attention may look inside."""


def complexity(case: Case) -> Iterator[Advice]:
    """W-COMPLEX: an exercise with more to think of than the stage has room for."""
    limit = COMPLEXITY[case.plan.stage]
    seen: set[str] = set()
    for task in case.tasks if case.inward else ():
        over = task.exercise.complexity - limit
        if over > 0 and task.exercise.id not in seen:
            seen.add(task.exercise.id)
            yield _complex(case, task, plainly=task.focus == "external" and over < 2)


def _complex(case: Case, task: AdvisedWork, *, plainly: bool) -> Advice:
    primer = isolation_for(task.exercise, case.catalogue.exercises)
    fix = f"find the muscle first with {primer.name}" if primer else "find the muscle first alone"
    what = (
        f"{task.name} asks much at once for stage {case.plan.stage} (complexity "
        f"{task.exercise.complexity}, {COMPLEXITY[case.plan.stage]} is the most); {fix}, "
        "and come back to it in a later stage"
    )
    suggest = {"exercise": primer.id} if primer else {}
    return task.finding("W-COMPLEX", "info" if plainly else "warning", what, **suggest)


def isolation_for(exercise: Exercise, known: tuple[Exercise, ...]) -> Exercise | None:
    """The simplest exercise for the same muscle alone; one with the same equipment before others.

    An exercise's own equipment is the first that it lists: a band leg extension may be done with a
    dumbbell, but nobody with a dumbbell in hand thinks of it first.

    None where the catalogue has none, as for an exercise that the plan brings itself.
    """
    kinds = {"resistance", exercise.modality}
    alone = [e for e in known if e.mechanic == "isolation" and e.complexity == 1]
    alone = [e for e in alone if e.modality in kinds]
    fits = [e for e in alone if e.id != exercise.id and _shared(e, exercise)]
    return min(fits, key=lambda e: _distance(e, exercise), default=None)


def _shared(one: Exercise, other: Exercise) -> bool:
    return bool(set(one.target) & set(other.target)) or one.muscle_group == other.muscle_group


def _distance(one: Exercise, other: Exercise) -> tuple[int, int, int]:
    targets = list(other.target)
    first = min((targets.index(t) for t in one.target if t in targets), default=len(targets))
    equipped = bool({*one.equipment[:1]} & {*other.equipment, "body only"})
    # A drill or a hold finds a muscle too, but repetitions carry over best.
    return first, one.metric != "reps", not equipped


def tempo(case: Case) -> Iterator[Advice]:
    """W-TEMPO: reps too quick to feel, or slower than helps."""
    for task in case.tasks:
        if task.reps and (said := _tempo(task, task.reps.tempo.rep_ms, task.reps.reps.high)):
            yield task.finding("W-TEMPO", *said)


def _tempo(task: AdvisedWork, rep_ms: int, reps: int) -> Verdict:
    if task.sets[0].self_paced and not task.sets[0].guided:
        return _own_pace(task, rep_ms)
    each = f"{task.name}: a rep of {rep_ms / 1000:g} s"
    if rep_ms < QUICK_MS and task.focus == "internal" and not thrown(task.exercise):
        return "warning", f"{each} is over before it is felt; write tempo: 3-0-2-1, or go external"
    if rep_ms > SLOW_MS:
        return "warning", f"{each} is slower than helps; 5 to 8 s are plenty, such as 3-1-2-1"
    if rep_ms >= LONG_REP_MS and reps >= MANY_LONG_REPS:
        whole = reps * rep_ms / 1000
        return "info", f"{each}, {reps} times, is {whole:g} s of work; lighten it, or do fewer"
    return None


def _own_pace(task: AdvisedWork, rep_ms: int) -> Verdict:
    """Heavy work with a tempo: a load like that has its own."""
    heavy = next((one for one in task.sets if one.heavy and one.own_tempo), None)
    if heavy is None or rep_ms <= HEAVY_REP_MS:
        return None
    what = f"{task.name} at {heavy.percent:g} % with a rep of {rep_ms / 1000:g} s strains without"
    return "warning", f"{what} training more; take the tempo out, and set the pace yourself"


HEAVY_REP_MS = 5_000
"""A heavy rep that is longer was slowed down on purpose."""


def thrown(exercise: Exercise) -> bool:
    """Whether it is quick by nature."""
    return exercise.contraction == "ballistic" or "X" in (exercise.tempo or "")


def reps(case: Case) -> Iterator[Advice]:
    """W-REPS: more reps than attention stays for, or one side short of one."""
    for task in case.tasks:
        dose = task.reps
        if dose and (odd := _odd(task)):
            what = f"{task.name} takes turns, and {odd} reps leave one side short; the session has"
            even = dose.reps.high
            yield task.finding("W-REPS", "info", f"{what} {even}, so write reps: {even}", reps=even)
        if dose and task.focus == "internal" and dose.reps.high > MANY_REPS:
            what = (
                f"{task.name}: {dose.reps.high} reps are long to stay with; "
                "8 to 12 a set, slower or in more sets, keep the mind on the muscle"
            )
            yield task.finding("W-REPS", "info", what, reps=12)


def _odd(task: AdvisedWork) -> int:
    """The odd number of reps that the plan asks of an exercise that takes turns; 0 for none."""
    reps = task.item.reps if isinstance(task.item, ExerciseItem) else None
    alternates = bool(task.sets) and task.sets[0].alternates
    return reps.high if reps and alternates and not reps.open and reps.high % 2 else 0


def focus(case: Case) -> Iterator[Advice]:
    """W-FOCUS: attention asked to go where it does not serve the goal."""
    if case.plan.focus == "internal" and not case.inward:
        yield Advice("W-FOCUS", "warning", _against(case.plan.goal), key="focus")
    for task in case.tasks:
        if said := next(filter(None, (check(case, task) for check in _MISFITS)), None):
            yield task.finding("W-FOCUS", *said)


def _against(goal: Goal) -> str:
    return f"focus: internal for goal {goal} costs force or economy; write focus: auto"


def _quick(_: Case, task: AdvisedWork) -> Verdict:
    rep_ms = task.reps.tempo.rep_ms if task.reps else 0
    if task.asked == "internal" and thrown(task.exercise) and rep_ms < QUICK_MS:
        what = f"{task.name} is too quick to be felt from inside; give it focus: external"
        return "warning", f"{what}, or slow it down as a drill"
    return None


def _running(case: Case, task: AdvisedWork) -> Verdict:
    asked = task.asked or (case.plan.focus if case.inward else "")
    long = bool(task.sets) and isinstance(task.sets[0].dose, TimeDose)
    if asked == "internal" and long and task.exercise.contraction == "cyclic":
        return "warning", f"{task.name} costs more breath when watched from inside; focus: external"
    return None


def _test(_: Case, task: AdvisedWork) -> Verdict:
    if task.asked == "internal" and task.to_the_end:
        what = f"{task.name} for as many reps as possible is cued by its effect, whatever is asked"
        return "info", f"{what}; count reps instead, to look inside"
    return None


def _goal(case: Case, task: AdvisedWork) -> Verdict:
    slow = bool(task.reps) and task.reps is not None and task.reps.tempo.rep_ms >= SLOW_DRILL_MS
    drill = slow and case.plan.goal in (Goal.SKILL, Goal.GENERAL)
    if task.asked == "internal" and not case.inward and not drill:
        return "warning", f"{task.name}: {_against(case.plan.goal)}"
    return None


def _outward(case: Case, task: AdvisedWork) -> Verdict:
    wants = case.plan.goal in (Goal.HYPERTROPHY, Goal.MUSCLE_CONNECTION)
    light = task.percent is None or task.percent <= MODERATE
    if task.asked == "external" and wants and light and task.exercise.default_focus == "internal":
        what = f"{task.name} has focus: external, and the goal is {case.plan.goal}"
        return "info", f"{what}; write focus: internal to practise the connection here"
    return None


MODERATE = 60
_MISFITS: tuple[Callable[[Case, AdvisedWork], Verdict], ...] = (
    _quick,
    _running,
    _test,
    _goal,
    _outward,
)
"""Looked at in this order; the first one is reported."""
