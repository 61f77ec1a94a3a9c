import numpy as np
import pytest

from mmc_audio.script.cue import Cue, Source
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.timeline.model import (
    DroppedLine,
    PlacedCue,
    PlacedMark,
    PlacedSound,
    PlacedState,
    SectionTimeline,
    Timeline,
)


def cue(text, at_ms, end_ms, *labels, slot=None, factor=1.0, line=1):
    written = Cue((text,), labels=labels, source=Source("sets/reps.cues.j2", line))
    said = Utterance(text, "en-us", round(150 * factor))
    return PlacedCue(written, said, factor, at_ms, end_ms, slot, 0.0)


SIGH = SectionTimeline(
    "Physiological sigh",
    {},
    20_000,
    (
        cue("Two breaths in, <one> long sigh & out [slowly].", 0, 3100, "setup", line=2),
        cue("In", 4000, 4340, "breath", slot=(4000, 6000), line=4),
        cue("Out", 6000, 6510, "breath", slot=(6000, 12_000), line=6),
    ),
    (PlacedSound("rise", 4000, 6000, 0.0), PlacedSound("fall", 6000, 12_000, 0.0)),
    (),
    (DroppedLine("Picture a lake.", Source("breath.cues.j2", 9), "block of 30 s had 2.1 s left"),),
)
SET_2 = {
    "exercise": "biceps_curl", "set": "2", "sets": "3", "step": "biceps_curl", "load": "20kg",
    "reps": "2", "name": "Biceps curl", "muscle": "biceps", "group": "biceps",
    "target": "front of the upper arm", "avoid": "forearms", "setup": "Elbows at your sides",
    "dose": "reps", "tempo": "3-0-1-0", "span": "ready",
}  # fmt: skip
WORK = {**SET_2, "span": "work"}
CURL = SectionTimeline(
    "Biceps curl 2/3",
    SET_2,
    15_000,
    (
        cue("Ready", 0, 500, "countdown", line=11),
        cue("Shorten", 1000, 1533, "focus", "concentric", slot=(1000, 2000), factor=1.2, line=13),
        cue("Lower it slowly", 2000, 3100, "eccentric", slot=(2000, 5000), line=14),
        cue("Shorten", 5000, 5600, "focus", "concentric", slot=(5000, 6000), line=13),
        cue(
            "Where did you feel that most: in the front of the upper arm, or in the forearm?",
            *(9000, 13_000, "checkin"),
            line=20,
        ),
    ),
    (PlacedSound("bell", 500, 1000, 0.0),),
    (
        PlacedMark("Wdh. 1", 1000, {"span": "work", "rep": "1"}),
        PlacedMark("Wdh. 2", 5000, {"rep": "2"}),
        PlacedMark("Pause", 8000, {"span": "rest"}),
    ),
    (),
    (
        PlacedState(1000, {**WORK, "rep": "1"}),
        PlacedState(5000, {**WORK, "rep": "2"}),
        PlacedState(8000, {**SET_2, "span": "rest"}),
    ),
)


@pytest.fixture
def timeline():
    """A short session: breath, then a set with its rest."""
    return Timeline("Pull day, biceps focus", "en", "en-us", (SIGH, CURL))


@pytest.fixture
def clips():
    """Gives every utterance the same short tone."""
    tone = (9000 * np.sin(np.arange(12_000) / 15)).astype(np.int16)
    return lambda utterance: Clip(tone.copy(), 0)
