"""What a speech engine is, and how one is found."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Mono = npt.NDArray[np.int16]
"""Mono PCM, 16 bit, shape (samples,)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """All that decides how a text sounds, besides the engine."""

    text: str
    voice: str
    """Voice id, resolved by the engine; never empty."""
    pace: int
    """Words per minute."""


@dataclass(frozen=True, slots=True, eq=False)
class RawSound:
    """What an engine gives back: untrimmed, at its own rate."""

    pcm: Mono
    rate: int
    """Samples per second (Hz)."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A spoken text that does not know yet when it will be heard; at SAMPLE_RATE, levelled."""

    pcm: Mono
    onset: int
    """Samples before the voice is heard: a soft attack that is placed before the cue's time."""

    def __post_init__(self) -> None:
        self.pcm.flags.writeable = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine offers."""

    id: str
    name: str
    language: str
    """BCP 47, lower case, such as `en-us`."""
    gender: str = ""


class Engine(Protocol):
    """What a plug-in offers. Caching, trimming, resampling, levelling and time limits are done
    for it: `speak` runs in a worker process that may be killed.
    """

    name: str
    version: str
    """Changes whenever the same text would sound different; part of every cache key."""

    def voices(self) -> list[Voice]:
        """The voices that can speak here.

        Raises:
            UnavailableError: if the engine cannot run here, with what to install.
        """

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak. The same utterance always gives the same samples.

        Raises:
            SpeechError: if it cannot be spoken.
        """
