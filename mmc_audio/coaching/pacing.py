"""Who sets the pace of a set: the voice, or the lifter.

From 80 % of the one-rep maximum on, for power, and where each rep has a start of its own, a voice
that counts seconds is in the way: the lifter gets one word, silence, and a rest of the full length.
An open end and a range are the lifter's to decide too: a range is counted to its lower number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.steps import RepsDose, SetStep
from mmc_audio.plan.model import ExerciseItem, Goal, Plan
from mmc_audio.units import Ms

HEAVY_REP_MS: Ms = 5000
"""A heavy rep with the breath before it, in a recording that cannot know: two seconds down, one or
two up, one or two to breathe and brace."""

LEAST_MS: Ms = 6000
"""The shortest silence that a lifter is left in."""

HEAVY_REST_MS: Ms = 150_000
"""Between heavy sets where the plan says nothing: two minutes or more did best (Grgic 2018)."""


FEW_REPS = 6
HARD_RPE = 9.0
"""Where no maximum is known: so few reps for maximal strength, or so hard, are heavy."""

FEWEST_REPS = 5
"""So few reps of a written weight, with a rest written that heavy sets need, are heavy too: five is
the most that 85 % of the maximum allows (NSCA)."""


def all_paced(steps: Sequence[SetStep], item: ExerciseItem, plan: Plan) -> list[SetStep]:
    """The sets of an item, each with its silence where the lifter sets the pace.

    A heavy set makes the lighter ones around it self-paced, too, with attention on the effect
    unless the plan asks otherwise: one exercise has one way to be done.
    """
    heavy = any(_is_heavy(step, plan) or _rests_as_heavy(step, item) for step in steps)
    free = item.focus in (None, "auto") and plan.focus == "auto"
    return [
        _paced(
            replace(step, with_heavy=heavy, focus="external" if heavy and free else step.focus),
            item,
            plan,
        )
        for step in steps
    ]


def _paced(step: SetStep, item: ExerciseItem, plan: Plan) -> SetStep:
    if not isinstance(step.dose, RepsDose) or item.pace == "counted":
        return step
    reps = step.dose.reps
    rep_ms = _rep_ms(step, step.dose)
    if item.pace == "self" or reps.open or _needs_silence(step, plan):
        return replace(step, free_ms=max(LEAST_MS, reps.high * rep_ms))
    if reps.low < reps.high:
        free = max(LEAST_MS, (reps.high - reps.low) * rep_ms)
        return replace(step, free_ms=free, guided=reps.low)
    return step


def _is_heavy(step: SetStep, plan: Plan) -> bool:
    """80 % and more; where that is not known, few reps for strength, or an effort near the end."""
    if step.percent is not None or not step.loaded or not isinstance(step.dose, RepsDose):
        return step.heavy
    few = step.dose.reps.high <= FEW_REPS
    hard = step.load is not None and step.load.unit == "rpe" and step.load.most >= HARD_RPE
    return few and (hard or plan.goal is Goal.MAX_STRENGTH)


def _rests_as_heavy(step: SetStep, item: ExerciseItem) -> bool:
    """Whether a weight is written, few reps of it, and a rest as between heavy sets."""
    dose, load = step.dose, step.load
    if step.percent is not None or item.tempo is not None or load is None:
        return False
    if not isinstance(dose, RepsDose):
        return False
    written = load.unit in {"kg", "lb"} and load.how != "assisted"
    few = dose.reps.high <= FEWEST_REPS and step.role == "work"
    return written and few and (item.rest_ms or 0) >= HEAVY_REST_MS


def _needs_silence(step: SetStep, plan: Plan) -> bool:
    """Whether a metronome would be in the way."""
    quick = isinstance(step.dose, RepsDose) and bool(step.dose.tempo.fast)
    started_anew = quick and step.exercise.reset_s > 0
    return step.with_heavy or plan.goal is Goal.POWER or started_anew


def _rep_ms(step: SetStep, dose: RepsDose) -> Ms:
    """How long a rep takes where nobody counts it."""
    reset = round(1000 * step.exercise.reset_s)
    if step.with_heavy and not step.own_tempo:
        return HEAVY_REP_MS + reset
    return dose.tempo.rep_ms + reset + (1000 if step.with_heavy else 0)


def rest_ms(item: ExerciseItem, step: SetStep) -> Ms:
    """The rest after a set: as planned, else as the exercise needs it, else as the load does."""
    if item.rest_ms is not None:
        return item.rest_ms
    usual = round(1000 * step.exercise.defaults.rest_s)
    return max(usual, HEAVY_REST_MS) if step.heavy else usual


def sides_of(item: ExerciseItem, exercise: Exercise) -> tuple[str, ...]:
    """Left and right, one of them, or none where both sides work together."""
    side = item.side or ("each" if exercise.laterality == "unilateral" else None)
    return ("left", "right") if side == "each" else (str(side),) if side else ()


SWITCH_MS: Ms = 5_000
SWITCH_LOADED_MS: Mapping[str, Ms] = {"barbell": 15_000, "dumbbell": 10_000, "kettlebells": 10_000}
SWITCH_OTHER_MS: Ms = 8_000
"""Time to change sides: with a body alone, with what is held and put down, at a machine."""

STATION_MS: Ms = 10_000
"""Time to walk to other equipment within a superset."""


def switch_ms(item: ExerciseItem, step: SetStep) -> Ms:
    """The time to change sides: as planned, else by what has to be put down for it."""
    if item.switch_ms is not None:
        return item.switch_ms
    if not step.loaded:
        return SWITCH_MS
    tools = (SWITCH_LOADED_MS[t] for t in step.exercise.equipment if t in SWITCH_LOADED_MS)
    return next(tools, SWITCH_OTHER_MS)


def walk_ms(one: SetStep, other: SetStep) -> Ms:
    """The time from one exercise of a superset to the next, where the plan says nothing."""
    tools = {*one.exercise.equipment} | {*other.exercise.equipment}
    shared = {*one.exercise.equipment} & {*other.exercise.equipment}
    return STATION_MS if tools - {"body only"} and not shared else 0
