"""Which stage of the connection a session of a program is in: by its week, and by the log."""

from collections.abc import Sequence

from mmc_audio.coaching.memory import Memory
from mmc_audio.plan.model import Plan, Stage

STAGES: Sequence[Stage] = (Stage.LEARN, Stage.BUILD, Stage.INTEGRATE)

WEEKS = 2
"""Weeks of a program that a stage lasts, where the plan says none."""


def stage_now(plan: Plan, memory: Memory) -> Stage:
    """The plan's stage; where it says none and belongs to a program, the one of its week.

    It opens by two weeks each: learn, build, integrate. While more exercises are lost than found
    in the log, the session stays one stage earlier.
    """
    if not memory.week or "stage" in plan.model_fields_set:
        return plan.stage
    states = [each.state for each in memory.last.values()]
    behind = states.count("lost") > states.count("found")
    place = min((memory.week - 1) // WEEKS, len(STAGES) - 1)
    return STAGES[max(0, place - behind)]


def next_stage(stage: Stage) -> Stage | None:
    """The stage after `stage`; None after the last."""
    following = STAGES.index(stage) + 1
    return STAGES[following] if following < len(STAGES) else None
