"""A voice tried out: three lines as a session has them."""

from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.say import spoken_text
from mmc_audio.speech.engine import Clip
from mmc_audio.speech.said import NO_LEXICON
from mmc_audio.units import samples

LINES = {
    "en": (
        "Stand tall. Let your shoulders drop, and breathe out slowly.",
        "One. Two. Three. Lower, and feel the muscle lengthen.",
        "Rest sixty seconds. Where did you feel that most?",
    ),
}
"""By language; in other languages numbers are said."""
NUMBERS = ("1, 2, 3.", "10, 9, 8, 7.", "20, 30, 60.")
PAUSE_MS = 700


def tried(voice: str, engine: str | None, language: str, pace: int | None = None) -> Clip:
    """Three lines spoken by a voice, one after another.

    Args:
        voice: its id, as `resolve_voice` gave it.
        engine: its engine.
        language: of the lines, BCP 47.
        pace: words per minute; None for the usual one.

    Raises:
        UnavailableError: if it cannot speak.
    """
    import numpy as np

    choice = Overrides(engine, voice, pace)
    lines = LINES.get(language.partition("-")[0], NUMBERS)
    clips = [spoken_text(line, choice, language, NO_LEXICON).clip() for line in lines]
    pause = np.zeros(samples(PAUSE_MS), np.int16)
    return Clip(np.concatenate([part for clip in clips for part in (clip.pcm, pause)]), 0)
