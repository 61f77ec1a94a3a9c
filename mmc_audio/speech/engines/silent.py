"""Silence as long as speech would be: for tests, dry runs and timing a plan without a voice."""

import re

from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice

RATE = 22_050
WORDS = re.compile(r"\w+(?:['\u2019]\w+)*")


class SilentEngine:
    """Digital silence of the length the `espeak` voice would need, give or take."""

    name = "silent"
    version = "1"
    traits = Traits(audible=False, here=True)

    def voices(self) -> list[Voice]:
        """One voice, for every language."""
        return [Voice("silence", "Silence", "en")]

    def speak(self, utterance: Utterance) -> RawSound:
        """Silence; never fails."""
        count = round(seconds(utterance.text, utterance.pace) * RATE)
        return RawSound(bytes(2 * count), RATE)


def seconds(text: str, pace: int) -> float:
    """Seconds an English text takes at `pace` words per minute, estimated."""
    words = WORDS.findall(text)
    return (0.2 + 0.36 * len(words)) * 150 / pace
