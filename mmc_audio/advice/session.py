"""Advice on the session as a whole: talk, rests, order, activation, length, music."""

from collections.abc import Iterator

from mmc_audio.advice.case import Advice, AdvisedWork, Case, Severity, Verdict
from mmc_audio.advice.load import LOST
from mmc_audio.coaching import drills
from mmc_audio.coaching.routines import PREPARE
from mmc_audio.coaching.steps import RoutineStep, SetStep
from mmc_audio.plan.model import Goal, Stage

TALK = 0.35
"""The most speech a set should hold, as a share of its time; counts are not speech."""

ANSWER_REST_MS = 30_000
"""The shortest rest with room for a question and its answer."""

HEAVY_REST_MS = 120_000
"""The rest that heavy sets of trained lifters did best with, or more (Grgic 2018)."""

LONG_MS, VERY_LONG_MS = 60 * 60_000, 90 * 60_000
FREE = 3
"""Complexity from which an exercise is done first, while fresh."""

QUIET_BED_DB = -20
"""Music this far under the voice leaves it easy to follow (WCAG 2.0, technique G56)."""


def talk(case: Case) -> Iterator[Advice]:
    """W-TALK: sets in which more is said than can be followed."""
    shares = case.heard.talk if case.heard else {}
    for task in case.tasks:
        share = max((shares.get(index, 0.0) for index in task.indexes), default=0.0)
        if share > TALK:
            what = (
                f"{task.name}: {100 * share:.0f} % of a set is speech, and {100 * TALK:.0f} % is "
                "plenty; slow the tempo, or write talk: sparse"
            )
            yield task.finding("W-TALK", "warning", what, talk="sparse")


def rest(case: Case) -> Iterator[Advice]:
    """W-REST: rests too short to recover in, or to answer."""
    for task in case.tasks:
        rests = [step.rest_ms for step in task.sets if _is_rest(step)]
        if rests and (said := _rest(case, task, min(rests) // 1000)):
            yield task.finding("W-REST", *said)


def _is_rest(step: SetStep) -> bool:
    """Whether what follows a set is a rest, and no change of plates or of stations."""
    return bool(step.rest_ms) and not step.in_superset and step.next_role == "work"


def _rest(case: Case, task: AdvisedWork, seconds: int) -> Verdict:
    if (task.percent or 0) >= LOST and seconds * 1000 < HEAVY_REST_MS:
        grave = case.plan.goal in (Goal.MAX_STRENGTH, Goal.POWER)
        what = f"{task.name}: {seconds} s of rest between heavy sets is short; write rest: 2m"
        return "warning" if grave else "info", f"{what} or more"
    if task.focus == "internal" and task.reps and seconds * 1000 < ANSWER_REST_MS:
        what = f"{task.name}: a rest of {seconds} s has no room to ask where it was felt"
        return "info", f"{what}; write rest: 45s or more"
    return None


def order(case: Case) -> Iterator[Advice]:
    """W-ORDER: a demanding lift after its own muscles were tired; learners do so on purpose."""
    if case.plan.stage is Stage.LEARN:
        return
    for index, task in enumerate(case.tasks):
        if _comes_first(task) and (before := _tiring(case.tasks[:index], task)):
            what = (
                f"{task.name} comes after {before.exercise.name}, which tires what it needs; "
                "do it first, while fresh"
            )
            yield task.finding("W-ORDER", "info", what)


def _comes_first(task: AdvisedWork) -> bool:
    x = task.exercise
    return x.mechanic == "compound" and x.complexity >= FREE and x.modality == "resistance"


def _tiring(before: tuple[AdvisedWork, ...], task: AdvisedWork) -> AdvisedWork | None:
    needed = set(task.exercise.target)
    alone = (t for t in before if t.exercise.mechanic == "isolation" and len(t.sets) > 1)
    return next((t for t in alone if needed & set(t.exercise.target)), None)


def activation(case: Case) -> Iterator[Advice]:
    """W-ACTIVATION: work that a drill would prepare, and none comes before it."""
    plan = case.plan
    ready = any(_activates(moment) for moment in case.session.moments)
    if ready or not case.inward or "activation" not in PREPARE[plan.modality]:
        return
    muscle = drills.called_for(task.exercise for task in case.tasks if _felt(task))
    if drill := drills.drill_for(muscle):
        learning = plan.stage is Stage.LEARN and case.inward
        severity: Severity = "warning" if learning else "info"
        what = (
            f"nothing prepares the {muscle.replace('_', ' ')} before the work; add "
            f"activation: {{muscle: {muscle}}} ({drill.name}) under prepare"
        )
        suggest = {"activation": muscle}
        yield Advice("W-ACTIVATION", severity, what, key="prepare", suggest=suggest)


def _activates(moment: object) -> bool:
    return isinstance(moment, RoutineStep) and moment.routine in ("activation", "cannot_feel_it")


def _felt(task: AdvisedWork) -> bool:
    return task.focus == "internal" and isinstance(task.steps[0], SetStep)


def length(case: Case) -> Iterator[Advice]:
    """W-LENGTH: longer than attention is fresh."""
    ms = case.heard.length_ms if case.heard else 0
    if ms > LONG_MS and case.plan.modality != "running":
        severity: Severity = "warning" if ms > VERY_LONG_MS else "info"
        what = (
            f"the session lasts {ms / 60_000:.0f} minutes, and attention tires; split it, or keep "
            "the connection for its first half and let the rest run outward"
        )
        yield Advice("W-LENGTH", severity, what, key="work")


def music(case: Case) -> Iterator[Advice]:
    """W-MUSIC: a bed that may carry words, or is loud."""
    bed = case.plan.bed
    if bed is None:
        return
    if not bed.instrumental:
        what = (
            f"{bed.file} may have words in it, and words pull attention away; take instrumental "
            "music and say so (instrumental: true)"
        )
        yield Advice("W-MUSIC", "warning", what, key="bed", suggest={"instrumental": "true"})
    if bed.level_db > QUIET_BED_DB:
        what = f"music at {bed.level_db:g} dB competes with the voice; write level: {QUIET_BED_DB}"
        yield Advice("W-MUSIC", "info", what, key="bed", suggest={"level": QUIET_BED_DB})
