"""The exercise of one set, changed where the set is held although the exercise is a lift."""

from dataclasses import replace

from mmc_audio.coaching.exercise import Exercise, Wordings
from mmc_audio.coaching.outward import outward
from mmc_audio.coaching.steps import HoldDose, SetStep
from mmc_audio.coaching.texts import phrases, routines


def exercise_of_set(step: SetStep) -> Exercise:
    """The exercise of a set with words for the way in which it is done there."""
    exercise = outward(step.exercise) if step.focus == "external" else step.exercise
    if step.sides:
        exercise = replace(exercise, form_check=_of_one_side(exercise.form_check))
    moves = exercise.contraction in ("dynamic", "ballistic")
    if isinstance(step.dose, HoldDose) and moves:
        return replace(exercise, contraction="isometric", breath=routines()["held_breath"])
    return exercise


def _of_one_side(asked: Wordings) -> Wordings:
    """A question without the wordings that ask about two sides, where others are left."""
    two = set(phrases()["for_two_sides"])
    return tuple(text for text in asked if two.isdisjoint(text.lower().split())) or asked
