"""One gain for each voice, so that a session comes out at the same loudness whoever speaks it.

A gain for each clip would raise a soft `and rest` to the level of a count. So a passage that is
like a session is spoken once, measured, and the gain that brings it to the target is kept.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import TYPE_CHECKING

from mmc_audio.speech.engine import RawSound, Utterance
from mmc_audio.units import Ms, samples

if TYPE_CHECKING:
    from mmc_audio.speech.engine import Mono

TARGET_LUFS = -19.0
"""Of a mono session; the same loudness as -16 LUFS in stereo (AES TD1004)."""
PACE = 150
MOST_DB = 24.0
ROUNDS = 2
"""The first gain misses by what the clips' limiter takes, up to 0.5 dB."""
VERSION = "passage 3"

PASSAGE: tuple[tuple[str, Ms], ...] = (
    ("Stand tall. Let your shoulders drop, and soften your belly.", 4_500),
    ("In", 2_000),
    ("Sip", 1_000),
    ("Sigh it out", 6_000),
    ("Feel the front of the upper arm shorten as the elbow bends.", 5_000),
    ("Lower", 1_000),
    ("Two", 1_000),
    ("Three", 1_000),
    ("Curl", 1_000),
    ("Squeeze", 1_000),
    ("One", 1_000),
    ("Where did you feel that most: front of the upper arm, or front of the shoulder?", 11_000),
    ("Keep the elbows still.", 3_000),
    ("Rest. Shake it out, and breathe slowly.", 6_000),
    ("Four", 1_000),
    ("Five", 1_000),
    ("Set two of three, biceps curl.", 4_000),
    ("One", 1_500),
    ("Two", 1_500),
    ("Three", 1_500),
    ("Lower", 2_000),
    ("Curl", 1_000),
    ("Squeeze", 1_000),
    ("Four", 1_500),
    ("Five", 1_500),
    ("Two", 1_000),
    ("One", 1_000),
)
"""What is spoken, and the time from its start to the next. The mix of counts and sentences was
fitted so that three whole sessions (legs, pull, push) in six voices came out at -18.4 to -19.4."""

Level = Callable[["Mono"], float]
"""Loudness of mono PCM at SAMPLE_RATE, in LUFS; -inf for silence."""


def passage(voice: str) -> list[Utterance]:
    """The texts to speak, each once."""
    return [Utterance(text, voice, PACE) for text in dict(PASSAGE)]


def gain_db(sounds: Mapping[str, RawSound], level: Level) -> float:
    """The gain in dB that brings a voice to TARGET_LUFS, in tenths.

    Args:
        sounds: the passage as the voice speaks it, by text.
        level: measures loudness.
    """
    gain = 0.0
    for _ in range(ROUNDS):
        loudness = level(_performed(sounds, gain))
        if not isfinite(loudness):
            return 0.0
        gain = round(min(max(gain + TARGET_LUFS - loudness, -MOST_DB), MOST_DB), 1)
    return gain


def _performed(sounds: Mapping[str, RawSound], gain: float) -> "Mono":
    """The passage as it is heard at `gain` dB."""
    import numpy as np

    from mmc_audio.speech.trim import clip

    pieces = []
    for text, least_ms in PASSAGE:
        pcm = clip(sounds[text], gain).pcm
        pieces += [pcm, np.zeros(max(samples(least_ms) - len(pcm), 0), np.int16)]
    return np.concatenate(pieces)
