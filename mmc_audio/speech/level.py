"""One gain for each voice, so that a session comes out at the same loudness whoever speaks it.

A gain for each clip would raise a soft `and rest` to the level of a count. So a passage that is
like a session is spoken once, measured, and the gain that brings it to the target is kept.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import TYPE_CHECKING

from mmc_audio.speech.engine import Utterance
from mmc_audio.units import Ms, samples

if TYPE_CHECKING:
    from mmc_audio.speech.engine import Clip, Mono

TARGET_LUFS = -19.0
"""Of a mono session; the same loudness as -16 LUFS in stereo (AES TD1004)."""
PACE = 150
MOST_DB = 24.0
VERSION = "passage 1"

PASSAGE: tuple[tuple[str, Ms], ...] = (
    ("Stand tall. Let your shoulders drop, and soften your belly.", 4_500),
    ("In", 2_000),
    ("Sip", 1_000),
    ("Sigh it out", 6_000),
    ("Feel the front of the upper arm shorten as the elbow bends.", 5_000),
    ("Lower", 1_000),
    ("2", 1_000),
    ("3", 1_000),
    ("Curl", 1_000),
    ("Squeeze", 1_000),
    ("1", 1_000),
    ("Where did you feel that most: front of the upper arm, or front of the shoulder?", 11_000),
    ("Keep the elbows still.", 3_000),
    ("Rest. Shake it out, and breathe slowly.", 6_000),
    ("4", 1_000),
    ("5", 1_000),
    ("Set 2 of 3, biceps curl.", 4_000),
)
"""What is spoken, and the time from its start to the next, as in a session."""

Level = Callable[["Mono"], float]
"""Loudness of mono PCM at SAMPLE_RATE, in LUFS; -inf for silence."""


def passage(voice: str) -> list[Utterance]:
    """The texts to speak, in order."""
    return [Utterance(text, voice, PACE) for text, _ in PASSAGE]


def gain_db(clips: Mapping[str, "Clip"], level: Level) -> float:
    """The gain in dB that brings a voice to TARGET_LUFS, in tenths.

    Args:
        clips: the passage as the voice speaks it, by text.
        level: measures loudness.
    """
    import numpy as np

    pieces = []
    for text, least_ms in PASSAGE:
        pcm = clips[text].pcm
        pieces += [pcm, np.zeros(max(samples(least_ms) - len(pcm), 0), np.int16)]
    loudness = level(np.concatenate(pieces))
    if not isfinite(loudness):
        return 0.0
    return round(min(max(TARGET_LUFS - loudness, -MOST_DB), MOST_DB), 1)
