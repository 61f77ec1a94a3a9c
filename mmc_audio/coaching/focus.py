"""Where the attention goes: to the muscle, or to the effect on the world.

Internal focus serves growth and connection (Schoenfeld and Contreras 2016; Schoenfeld 2018) up to
moderate loads (Calatayud 2016); external focus serves strength, power, endurance and running
economy (Grgic 2021, 2022; Schuecker 2009). Never both in one set.
"""

from collections.abc import Mapping

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.steps import Focus
from mmc_audio.plan.model import Goal, Plan, Stage

GOAL_FOCUS: dict[Goal, Focus] = {
    Goal.HYPERTROPHY: "internal",
    Goal.MUSCLE_CONNECTION: "internal",
    Goal.GENERAL: "internal",
    Goal.MAX_STRENGTH: "external",
    Goal.POWER: "external",
    Goal.ENDURANCE: "external",
    Goal.SKILL: "external",
}

COMPLEXITY: Mapping[Stage, int] = {Stage.LEARN: 2, Stage.BUILD: 3, Stage.INTEGRATE: 4}
"""The most complex exercise a stage asks for, from 1 (one joint) to 4 (sequenced or ballistic)."""

SWITCH_PCT = 70
"""Above this share of the one-rep maximum `auto` turns external: between the 60 % at which
attention still changed muscle activity and the 80 % at which it did not (Calatayud 2016)."""


def decide(asked: str | None, plan: Plan, exercise: Exercise, percent: float | None) -> Focus:
    """The focus of one set.

    Args:
        asked: what the plan's item says: internal, external, auto or nothing.
        plan: its own focus counts where the item says nothing, its goal where that is `auto`.
        exercise: one that is external by nature, such as a swing, stays so.
        percent: of the one-rep maximum, if known.
    """
    choice = asked or plan.focus
    if choice != "auto":
        return "internal" if choice == "internal" else "external"
    too_heavy = percent is not None and percent > SWITCH_PCT
    if too_heavy or exercise.default_focus == "external":
        return "external"
    return GOAL_FOCUS[plan.goal]
