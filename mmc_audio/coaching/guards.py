"""What a person's day or body asks to leave out or to soften. Flags never add a treatment."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mmc_audio.coaching.steps import HoldDose, RoutineStep, SetStep, Step
from mmc_audio.plan.model import Plan, ProfileFlag

ADDING = frozenset({ProfileFlag.DESK_WORKER, ProfileFlag.HIGH_STRESS})
"""Flags that add something; all others soften or leave out, and ask for a clinician's word."""
MEDICAL = frozenset(ProfileFlag) - ADDING

LONGEST_HOLD_MS = 20_000
"""Longest hold for those whom straining endangers: long static effort raises blood and eye
pressure."""

_STRAIN = frozenset({"pregnant", "hypertension", "glaucoma"})
_LYING = frozenset({"pregnant"})


def soften(steps: Iterable[Step], plan: Plan) -> Iterator[Step]:
    """The steps as this profile may do them: shorter holds, no long time on the back."""
    for step in steps:
        if isinstance(step, SetStep) and plan.profile & _STRAIN:
            yield _shorter_hold(step)
        elif isinstance(step, RoutineStep) and plan.profile & _LYING:
            yield _seated(step)
        else:
            yield step


def _shorter_hold(step: SetStep) -> SetStep:
    if isinstance(step.dose, HoldDose) and step.dose.ms > LONGEST_HOLD_MS:
        return replace(step, dose=HoldDose(LONGEST_HOLD_MS))
    return step


def _seated(step: RoutineStep) -> RoutineStep:
    if step.options.get("posture") == "lying":
        return replace(step, options={**step.options, "posture": "seated"})
    return step


def eyes_may_close(plan: Plan) -> bool:
    """Whether closed eyes are offered: not to those whom looking inward may distress."""
    return "trauma_sensitive" not in plan.profile
