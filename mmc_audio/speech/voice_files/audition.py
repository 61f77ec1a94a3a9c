"""How fast a voice speaks by itself, so that 150 means 150 words a minute for every voice.

It is measured when a voice first speaks, and what was found is kept beside it. The model says how
long each phoneme would last, so no sound is made for that.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from mmc_audio._lib.whole import write_whole
from mmc_audio.speech.voice_files.installed import voices_folder

PASSAGE = (
    "Stand tall, let your shoulders drop, and soften your belly. Keep the elbows still, and feel "
    "the front of the upper arm shorten as the hand comes up. Lower it slowly, all the way, until "
    "the muscle is long. Where did you feel that most: in the front of the upper arm, or in the "
    "front of the shoulder?"
)
WORDS = len(PASSAGE.split())
LEAST, MOST = 0.3, 4.0
"""Stretches that are believed."""

Seconds = Callable[[str, float], float]
"""How long a text lasts where the voice's own lengths are stretched by a factor."""


@dataclass(frozen=True, slots=True)
class VoiceTempo:
    """How long PASSAGE lasts: a part that does not change, and one that grows with the stretch.

    Models round each phoneme's length, and pauses stay as they are: so there are two parts.
    """

    fixed_s: float
    stretched_s: float

    def stretch(self, pace: int) -> float:
        """The factor on the voice's own lengths that gives `pace` words per minute."""
        wanted = (WORDS * 60 / pace - self.fixed_s) / self.stretched_s
        return min(max(wanted, LEAST), MOST)


TRIED = 1.0, 1.6
"""Stretches at which a voice is measured: the paces of sessions are between them."""


def voice_tempo(engine: str, voice: str, seconds: Seconds) -> VoiceTempo:
    """The tempo of a voice: kept, or measured now."""
    if kept := _kept(engine, voice):
        return kept
    low, high = (seconds(PASSAGE, stretch) for stretch in TRIED)
    grows = max((high - low) / (TRIED[1] - TRIED[0]), 0.1)
    tempo = VoiceTempo(round(low - grows * TRIED[0], 3), round(grows, 3))
    with suppress(OSError):  # measured again next time: the same voice gives the same
        write_whole(_path(engine, voice), json.dumps(asdict(tempo)).encode())
    return tempo


def _path(engine: str, voice: str) -> Path:
    return voices_folder() / engine / f"{voice}.tempo"


def _kept(engine: str, voice: str) -> VoiceTempo | None:
    try:
        tempo = VoiceTempo(**json.loads(_path(engine, voice).read_text("utf-8")))
        tempo.stretch(150)
    except (OSError, ValueError, TypeError, ZeroDivisionError):
        return None
    return tempo if tempo.stretched_s > 0 else None
