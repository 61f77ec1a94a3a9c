"""A voice that was just installed is heard, in a worker as any other time it speaks."""

from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.speak import Speaker
from mmc_audio.speech.voice_files.audition import PACE, Audition, kept_audition, words_alone
from mmc_audio.speech.voice_files.installed import InstalledVoice


def listened(voice: InstalledVoice) -> Audition | None:
    """What is heard of `voice`; None where it could not be kept.

    Raises:
        SpeechError: if it does not speak.
        UnavailableError: if its engine cannot start.
    """
    word = next(iter(words_alone(voice.language)), "1")
    with Speaker(find_engine(voice.engine), None, 1) as speaker:
        speaker.clip(Utterance(word, voice.name, PACE))
    return kept_audition(voice)
