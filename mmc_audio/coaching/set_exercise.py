"""The exercise of one set, changed where the set is held although the exercise is a lift."""

from dataclasses import replace

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.outward import outward
from mmc_audio.coaching.steps import HoldDose, SetStep
from mmc_audio.coaching.texts import routines


def exercise_of_set(step: SetStep) -> Exercise:
    """The exercise of a set with words for the way in which it is done there."""
    exercise = outward(step.exercise) if step.focus == "external" else step.exercise
    moves = exercise.contraction in ("dynamic", "ballistic")
    if isinstance(step.dose, HoldDose) and moves:
        return replace(exercise, contraction="isometric", breath=routines()["held_breath"])
    return exercise
