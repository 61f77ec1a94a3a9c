"""Advice on load: what attention can still steer, and what needs care."""

from collections.abc import Iterator, Mapping

from mmc_audio.advice.case import Advice, AdvisedWork, Case, Severity, Verdict
from mmc_audio.coaching.focus import SWITCH_PCT
from mmc_audio.coaching.from_log import CAP_PCT
from mmc_audio.coaching.steps import SetStep
from mmc_audio.plan.model import ExerciseItem, Stage

FELT, FADING, LOST = 60, 70, 80
"""Per cent of the one-repetition maximum: up to the first, attention changed muscle activity; from
the last on it did not; between them nobody looked (Calatayud 2016)."""

SUGGESTED: Mapping[Stage, float] = {Stage.LEARN: 60, Stage.BUILD: 65, Stage.INTEGRATE: 70}
"""What to take instead."""

PINNING = frozenset(
    {"bench_press", "incline_press", "close_grip_bench_press", "back_squat", "front_squat",
     "box_squat"}
)  # fmt: skip
"""Lifts that can hold a lifter under the bar."""

HEAVY_ALONE, HEAVIER_ALONE = 75.0, 85.0
"""Per cent from which such a lift asks for company, and from which it asks for it firmly."""

NEEDS_WARM_UP = 70.0
STRAINING = frozenset({"pregnant", "hypertension", "glaucoma"})
HARD_EFFORT = 9.0
"""RPE: one good repetition left, or none."""


def load(case: Case) -> Iterator[Advice]:
    """W-LOAD: heavier than the stage and the focus allow."""
    for task in case.tasks:
        percent = task.percent
        if percent is None:
            continue
        if task.focus == "internal":
            yield from _inward(case, task, percent)
        elif _turned_by_load(case, task, percent):
            yield _turned(case, task, percent)


def _inward(case: Case, task: AdvisedWork, percent: float) -> Iterator[Advice]:
    band = _band(percent)
    if band is None:
        return
    over = percent > CAP_PCT[case.plan.stage]
    severity = "warning" if over and band == "info" else band
    cap = f", and stage {case.plan.stage} goes up to {CAP_PCT[case.plan.stage]:g} %" if over else ""
    what = f"{task.name} at {percent:g} % {_ROOM[band]}{cap}; {_lighter(case, task, severity)}"
    yield task.finding("W-LOAD", severity, what, **_suggestion(case, task))


def _band(percent: float) -> Severity | None:
    if percent >= LOST:
        return "strong"
    return "warning" if percent > FADING else "info" if percent > FELT else None


_ROOM: Mapping[Severity, str] = {
    "info": "is a little over the 60 % at which attention is known to reach the muscle",
    "warning": "leaves little room for attention to the muscle",
    "strong": "is too heavy for attention to the muscle",
}


def _lighter(case: Case, task: AdvisedWork, severity: Severity) -> str:
    if severity == "info":
        return "stay if you still feel the muscle work, else take 60 %"
    percent = SUGGESTED[case.plan.stage]
    weight = case.spoken(task, percent)
    known = f" ({weight})" if weight else ""
    return f"go external (focus: external), or lighten to {percent:g} %{known}"


def _suggestion(case: Case, task: AdvisedWork) -> dict[str, str | float]:
    percent = SUGGESTED[case.plan.stage]
    weight = case.spoken(task, percent)
    suggest: dict[str, str | float] = {"load": f"{percent:g}%"}
    return suggest | {"weight": weight} if weight else suggest


def _turned_by_load(case: Case, task: AdvisedWork, percent: float) -> bool:
    """Whether only the load turned the attention outward."""
    chosen = task.asked in (None, "auto") and case.plan.focus == "auto"
    by_nature = task.exercise.default_focus == "external"
    return chosen and case.inward and not by_nature and percent > SWITCH_PCT


def _turned(case: Case, task: AdvisedWork, percent: float) -> Advice:
    what = (
        f"{task.name} at {percent:g} % is cued by its effect, not by its muscle; "
        f"{_lighter(case, task, 'warning').removeprefix('go external (focus: external), or ')} "
        "to train the connection, or leave it so for strength"
    )
    return task.finding("W-LOAD", "info", what, **_suggestion(case, task))


def solo(case: Case) -> Iterator[Advice]:
    """W-SOLO: under a heavy bar with nobody by."""
    if case.plan.spotter:
        return
    for task in case.tasks:
        if task.exercise.id in PINNING and (why := _alone(task)):
            severity, reason = why
            fix = "set the safety arms or ask someone to stand by (spotter: true), and leave two"
            yield task.finding("W-SOLO", severity, f"{task.name} {reason} alone; {fix} reps")


def _alone(task: AdvisedWork) -> Verdict:
    percent = task.percent or 0
    if task.to_the_end:
        return "strong", "to the last possible rep"
    if percent >= HEAVY_ALONE:
        return "strong" if percent >= HEAVIER_ALONE else "warning", f"at {percent:g} %"
    if task.rpe is not None and task.rpe >= HARD_EFFORT:
        return "warning", f"at RPE {task.rpe:g}"
    return None


def warm_up(case: Case) -> Iterator[Advice]:
    """W-WARMUP: a heavy set that no lighter one prepared, once for each muscle group."""
    prepared: set[str] = set()
    for task in case.tasks:
        groups = {task.exercise.muscle_group}
        heavy = task.percent is not None and task.percent >= NEEDS_WARM_UP
        warmed = isinstance(task.item, ExerciseItem) and task.item.warmup
        if heavy and not warmed and not groups & prepared and "*" not in prepared:
            yield _cold(case, task)
        prepared |= {"*"} if task.exercise.contraction == "cyclic" else groups


def _cold(case: Case, task: AdvisedWork) -> Advice:
    first, second = (case.spoken(task, percent) for percent in (50, 70))
    known = f" ({first} and {second})" if first else ""
    what = (
        f"{task.name} at {task.percent:g} % with no lighter set before it; write `warmup: auto`, "
        f"or 8 reps at 50 % and 3 at 70 %{known} as items of their own"
    )
    return task.finding("W-WARMUP", "warning", what, reps=8, load="50%")


def strain(case: Case) -> Iterator[Advice]:
    """W-STRAIN: hard straining for those whom their profile asks to be gentle with."""
    flags = sorted(case.plan.profile & STRAINING)
    for task in case.tasks if flags else ():
        if (severity := _straining(task)) and task.sets:
            reason = " and ".join(flags)
            what = (
                f"{_effort(task, task.sets[0])} with {reason} in the profile strains hard; "
                "lighten it, keep some reps in hand, and ask your clinician what suits you"
            )
            yield task.finding("W-STRAIN", severity, what)


def _straining(task: AdvisedWork) -> Severity | None:
    percent = task.percent or 0
    if task.to_the_end or percent >= LOST or (task.rpe or 0) >= HARD_EFFORT:
        return "strong"
    return "warning" if percent > SWITCH_PCT else None


def _effort(task: AdvisedWork, first: SetStep) -> str:
    if task.to_the_end:
        return f"{task.name} for as many reps as possible"
    if first.percent is not None:
        return f"{task.name} at {first.percent:g} %"
    return f"{task.name} at RPE {task.rpe:g}"
