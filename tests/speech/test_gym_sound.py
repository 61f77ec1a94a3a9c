"""A voice made for the gym, as measured: what is filtered, how far loud and soft are apart."""

import numpy as np
import pytest

from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.gym_sound import MAKEUP_DB, RATIO, THRESHOLD_DB, for_the_gym
from mmc_audio.speech.speak import Speaker
from mmc_audio.speech.trim import clip
from mmc_audio.units import SAMPLE_RATE, gain


def tone(hz, decibels, seconds=1.0):
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (gain(decibels) * np.sqrt(2) * np.sin(2 * np.pi * hz * at)).astype(np.float32)


def level(wave):
    middle = wave[len(wave) // 4 : -len(wave) // 4].astype(np.float64)
    return 10 * np.log10(np.mean(middle * middle))


@pytest.mark.parametrize(
    ("hz", "decibels"), [(60, -12.4), (250, -3.2), (1000, 0.6), (2800, 6.0), (8000, 0.4)]
)
def test_soft_sounds_are_filtered_only(hz, decibels):
    assert level(for_the_gym(tone(hz, -60))) + 60 - MAKEUP_DB == pytest.approx(decibels, abs=0.5)


def test_four_decibels_more_come_out_as_one():
    soft, loud = (level(for_the_gym(tone(1000, THRESHOLD_DB + db))) for db in (8, 16))
    assert loud - soft == pytest.approx(8 / RATIO, abs=0.1)


def test_the_length_stays_and_nothing_sounds_before_the_voice():
    wave = np.concatenate([np.zeros(4_410, np.float32), tone(500, -20, 0.3)])
    made = for_the_gym(wave)
    assert len(made) == len(wave)
    assert np.abs(made[:4_400]).max() < 1e-4


@pytest.mark.parametrize("length", [1, 100, 5_000])
def test_any_length_of_silence_stays_silence(length):
    assert not for_the_gym(np.zeros(length, np.float32)).any()


def test_the_engine_speaks_once_and_both_clips_begin_together():
    sound = find_engine("hibari").speak(Utterance("Lower, and feel it lengthen.", "heart", 150))
    room, gym = (clip(sound, 7.0, gym=gym) for gym in (False, True))
    assert isinstance(gym, Clip)
    heard = [c.onset - (c.vowel or 0) for c in (room, gym)]
    assert abs(heard[0] - heard[1]) < 0.03 * SAMPLE_RATE
    assert np.abs(gym.pcm).max() <= gain(-2.9) * 32_767


def test_a_clip_for_the_gym_has_a_key_of_its_own():
    with Speaker(find_engine("espeak"), None, 1) as speaker:
        keys = {speaker.key(Utterance("Two", "en-us", 150, gym)) for gym in (False, True)}
    assert len(keys) == 2
