"""The last look at a text before an engine, whoever gave it: clean, with a sound, not too long."""

from mmc_audio.errors import SpeechError
from mmc_audio.speech.said.clean import clean, has_sound

LONGEST_TEXT = 600


def no_sound(written: str) -> SpeechError:
    """The error for a text in which nothing can be said."""
    return SpeechError(f"nothing to say in '{written[:40]}'; write words, or [2s] for silence")


def sanitised(text: str) -> str:
    """What is given to the engine for `text`.

    Raises:
        SpeechError: if nothing is left that can be said, or the text is too long.
    """
    found = clean(text)
    if not has_sound(found):
        raise no_sound(text)
    if len(found) > LONGEST_TEXT:
        raise SpeechError(
            f"'{found[:37]}...' has {len(found)} characters, more than {LONGEST_TEXT}; "
            "write it as several lines"
        )
    return found
