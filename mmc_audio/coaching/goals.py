"""What a goal changes where the plan leaves it open: sets, reps, tempo and rest.

Growth comes from hard sets of about ten with rests that allow the next one, strength from few heavy
reps and long rests, endurance from many with short ones (ACSM 2009; Grgic 2018); the connection is
learned with lighter, slower reps, a skill with few that are alike. What the plan writes goes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.plan.model import Goal


@dataclass(frozen=True, slots=True)
class GoalDose:
    """How a goal is trained. What is left as it is here is the exercise's own."""

    sets: int = 0
    """0 for as many as the exercise has."""
    reps: tuple[int, int] = (1, 1000)
    """The exercise's own are brought within."""
    rest_s: tuple[float, float] = (0, 3600)
    """The same for the rest."""
    tempo: str = ""
    slower_s: int = 0
    """Seconds that the lowering takes longer than usual."""
    rpe: int = 7
    """Of a first plan; 7 leaves three good reps, and with them room for attention."""


GOAL_DOSES: Mapping[Goal, GoalDose] = {
    Goal.HYPERTROPHY: GoalDose(sets=4, reps=(8, 12), rest_s=(90, 3600)),
    Goal.MUSCLE_CONNECTION: GoalDose(sets=3, reps=(12, 15), rest_s=(45, 60), slower_s=1),
    Goal.MAX_STRENGTH: GoalDose(sets=4, reps=(3, 5), rest_s=(150, 3600), tempo="2-0-1-1", rpe=8),
    Goal.POWER: GoalDose(sets=5, reps=(3, 5), rest_s=(120, 3600), tempo="2-0-X-1"),
    Goal.ENDURANCE: GoalDose(sets=2, reps=(15, 20), rest_s=(30, 45), tempo="2-0-2-0"),
    Goal.SKILL: GoalDose(sets=3, reps=(6, 8), rest_s=(60, 90), tempo="3-1-3-0"),
}
"""For general fitness an exercise is done as the catalogue says: moderate, at its own tempo."""


def effort(goal: Goal) -> int:
    """How hard the sets of a first plan are for a goal, as RPE."""
    return GOAL_DOSES.get(goal, GoalDose()).rpe


def dosed(exercise: Exercise, goal: Goal) -> Exercise:
    """The exercise as it is usually done for a goal.

    Lifts only: what is held, thrown, or done by the clock or in another kind of training has its
    own dose.
    """
    asked = GOAL_DOSES.get(goal)
    lifted = exercise.metric == "reps" and exercise.contraction == "dynamic"
    if asked is None or not lifted or exercise.modality != "resistance":
        return exercise
    own = exercise.defaults
    usual = replace(
        own,
        sets=asked.sets or own.sets,
        reps=int(_within(own.reps, asked.reps)),
        rest_s=_within(own.rest_s, asked.rest_s),
    )
    return replace(exercise, defaults=usual, tempo=_tempo(exercise.tempo, asked))


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def _tempo(own: str | None, asked: GoalDose) -> str | None:
    """The tempo for the goal; a lift that is quick by nature stays so."""
    if own is None or "X" in own:
        return own
    lowering, rest = own.split("-", 1)
    slower = f"{int(lowering) + asked.slower_s}-{rest}" if lowering.isdigit() else own
    return asked.tempo or slower
