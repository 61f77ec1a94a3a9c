"""Silence as long as speech would be: for tests, dry runs and timing a plan without a voice."""

import re
from functools import lru_cache

from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice

RATE = 22_050
PACE = 150
START_S = 0.16
COSTS_S = (
    (re.compile(r"[aeiouy]+", re.IGNORECASE), 0.069),
    (re.compile(r"[^\W\d_aeiouy]", re.IGNORECASE), 0.047),
    (re.compile(r"\w+(?:['\u2019]\w+)*"), 0.087),
    (re.compile(r"\d"), 0.146),
    (re.compile(r"[,;:]\s"), 0.35),
    (re.compile(r"[.!?]\s"), 0.45),
)
"""Seconds at PACE for each group of vowels, consonant, word, digit, pause and stop: fitted to the
`espeak` voice en-us on 450 cues at 110 to 180 words per minute. Half of them are within 6 % of
that voice, 95 % within 21 %; the mean error is -1 %."""
SILENT_E = re.compile(r"(?<=\w\w[^\W\d_aeiouylr])e(?=s?\b)", re.IGNORECASE)


class SilentEngine:
    """Digital silence of the length that the `espeak` voice would need."""

    name = "silent"
    version = "1"
    traits = Traits(audible=False, here=True)

    def voices(self) -> list[Voice]:
        """One voice, for every language."""
        return [Voice("silence", "Silence", "mul")]

    def speak(self, utterance: Utterance) -> RawSound:
        """Silence; never fails."""
        return RawSound(bytes(2 * round(seconds(utterance.text, utterance.pace) * RATE)), RATE)


def seconds(text: str, pace: int) -> float:
    """Seconds an English text takes at `pace` words per minute, estimated."""
    return _at_usual_pace(text) * PACE / pace


@lru_cache(maxsize=8192)  # the same lines come in set after set, and in every situation of lint
def _at_usual_pace(text: str) -> float:
    heard = SILENT_E.sub("", text)
    return START_S + sum(cost * len(what.findall(heard)) for what, cost in COSTS_S)
