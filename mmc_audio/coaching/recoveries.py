"""What is done in the pauses of intervals."""

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.plan.choices import Recovery

_USUAL = {
    "run": Recovery.WALK,
    "walk": Recovery.EASY,
    "bike": Recovery.EASY,
    "glide": Recovery.EASY,
    "stairs": Recovery.EASY,
}
"""By the motion of an exercise; after any other one rests."""


def recovery_of(asked: Recovery | None, exercise: Exercise) -> Recovery:
    """What is done between rounds: as the plan says, else as it is usual."""
    return asked or _USUAL.get(exercise.motion, Recovery.REST)


def moves(asked: Recovery | None) -> bool:
    """Whether one goes on moving, so that there is no time for a sigh or closed eyes."""
    return asked not in (None, Recovery.REST)
