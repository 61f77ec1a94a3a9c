"""What the catalogue knows of an exercise, as far as a player shows it."""

from functools import cache

from mmc_audio.errors import MmcError
from mmc_audio.library.view import Movement


@cache
def movement(exercise: str) -> Movement | None:
    """What the catalogue knows of an exercise id; None for an exercise that a plan defines."""
    from mmc_audio.coaching.catalogue import load_catalogue

    try:
        found = load_catalogue().find(exercise)
    except MmcError:
        return None
    return Movement(
        found.name,
        found.muscle_group or None,
        found.feel.target or None,
        found.feel.elsewhere or None,
        dict(found.phase_words),
    )
