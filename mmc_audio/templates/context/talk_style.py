"""How the reps of a set are talked through: by the set, the plan, and the side that works."""

from mmc_audio.coaching.rep_lines import TalkStyle
from mmc_audio.coaching.steps import RepsDose, SetStep
from mmc_audio.plan.model import Plan


def talk_style(step: SetStep, plan: Plan, index: int) -> TalkStyle:
    """How the reps of one side are talked through; `index` is 1 for the second side."""
    assert isinstance(step.dose, RepsDose)
    reps = step.dose.reps
    external = step.focus == "external"
    return TalkStyle(
        reps=step.guided or reps.high,
        enough=reps.low if reps.low < reps.high and not step.guided else 0,
        open_end=reps.open,
        goes_on=bool(step.guided),
        set_number=step.number,
        opening=_opening(step, index),
        external=external,
        external_phase=step.exercise.external_phase,
        exhale=step.exercise.exhale,
        quiet=step.heavy or (step.ballistic and not external),
        sparse=step.talk in ("sparse", "silent"),
        full=step.talk == "full",
        checks=checks(step, plan),
        ballistic=step.ballistic,
        alternates=step.alternates,
    )


def checks(step: SetStep, plan: Plan) -> int:
    """How many questions of form a set asks: one more on a tired day and with much talk."""
    return 2 if plan.readiness == "low" or step.talk == "full" else 1


def _opening(step: SetStep, index: int) -> str:
    """What the first rep speaks to, so that no sentence comes back in the next set.

    The effort, the lowering, the squeeze where there is one; only a trigger in even sets of sides.
    """
    assert isinstance(step.dose, RepsDose)
    if step.focus == "external":
        return "external"
    if step.dose.where in ("low", "high") or step.talk == "sparse":
        return "trigger"  # other words speak of the whole way, and sparse talk has a word only
    if len(step.sides) == 2:
        return ("lift", "lower")[index] if step.place % 2 else "trigger"
    squeezes = step.dose.tempo.peak > 0 and bool(step.exercise.cues.squeeze)
    order = ("lift", "lower", "squeeze") if squeezes else ("lift", "lower")
    return order[(step.place - 1) % len(order)]
