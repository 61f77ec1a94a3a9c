"""The silent engine's lengths stand in for those of a real voice."""

import statistics

import pytest

from mmc_audio.speech.clip_cache import ClipCache
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines.silent import SilentEngine, seconds
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.speak import Speaker

CUES = [
    "One", "Two", "Three", "Seven", "Ten", "In", "Squeeze", "Lower slowly", "Chest proud.",
    "Elbows still, and let only the forearm move.", "Set 2 of 3, biceps curl.",
    "Where did you feel that most: front of the upper arm, or front of the shoulder?",
    "Two breaths in through the nose, the second one small, then one long sigh out.",
    "Picture the muscle as a rope that gets shorter. Stay with it to the top.",
    "Breathe normally, and notice what let go.", "Rest. Shake out your arms.",
]  # fmt: skip


@pytest.mark.parametrize("pace", [110, 150, 180])
def test_lengths_are_near_those_of_espeak(tmp_path, pace):
    with Speaker(find_engine("espeak"), ClipCache(tmp_path), 2) as speaker:
        real = speaker.lengths([Utterance(text, "en-us", pace) for text in CUES])
    errors = [seconds(u.text, pace) * 1000 / ms - 1 for u, ms in real.items()]
    assert statistics.median(map(abs, errors)) < 0.12
    assert max(map(abs, errors)) < 0.35
    assert abs(statistics.mean(errors)) < 0.06


def test_length_goes_with_the_pace():
    assert seconds("Squeeze", 300) == seconds("Squeeze", 150) / 2


def test_the_sound_is_silence_of_that_length():
    sound = SilentEngine().speak(Utterance("Squeeze", "silence", 150))
    assert not any(sound.pcm)
    assert len(sound.pcm) / 2 / sound.rate == pytest.approx(seconds("Squeeze", 150), abs=1e-4)
