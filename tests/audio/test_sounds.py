import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.audio.sounds import BREATH_TONES, RECIPES, sound, sound_length_ms
from mmc_audio.script.cue import SOUNDS
from mmc_audio.units import SAMPLE_RATE, gain, samples

VOICE_PEAK_DB = -3.0


def peak_db(pcm):
    return 20 * np.log10(np.abs(pcm.astype(float)).max() / 32767)


def test_every_sound_that_is_made_is_a_word_of_the_script():
    assert {*RECIPES} == {*SOUNDS}


@pytest.mark.parametrize("name", SOUNDS)
def test_every_sound_of_the_script_lasts_as_long_as_it_says(name):
    assert len(sound(name)) == samples(sound_length_ms(name))


@pytest.mark.parametrize("name", SOUNDS)
def test_sounds_stay_under_the_voice(name):
    assert VOICE_PEAK_DB - 12 <= peak_db(sound(name)) <= VOICE_PEAK_DB - 6


def test_a_tick_is_ten_decibels_under_the_voice():
    assert peak_db(sound("tick")) <= VOICE_PEAK_DB - 10


@pytest.mark.parametrize("name", SOUNDS)
def test_sounds_begin_and_end_softly(name):
    pcm = np.abs(sound(name).astype(float)) / 32767
    fade = samples(10)
    ramp = 1.7 * gain(peak_db(sound(name))) * (0.51 - 0.5 * np.cos(np.pi * np.arange(fade) / fade))
    assert (pcm[:fade] <= ramp).all()
    assert (pcm[::-1][:fade] <= ramp).all()


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_the_same_every_time_and_cannot_be_changed(name):
    first = sound(name).copy()
    sound.cache_clear()
    np.testing.assert_array_equal(sound(name), first)
    with pytest.raises(ValueError, match="read-only"):
        sound(name)[0] = 1


@given(st.sampled_from(SOUNDS), st.integers(0, 12_000))
def test_only_breath_tones_are_drawn_out_and_all_can_be_cut(name, length_ms):
    natural = sound_length_ms(name)
    expected = length_ms if name in BREATH_TONES else min(length_ms, natural)
    assert len(sound(name, length_ms)) == samples(expected)


def quarters(pcm):
    return [float((part.astype(float) ** 2).mean()) for part in np.array_split(pcm, 4)]


def brightness(pcm):
    """Frequency below which half the power is, in Hz."""
    power = np.abs(np.fft.rfft(pcm.astype(float))) ** 2
    middle = np.searchsorted(np.cumsum(power), power.sum() / 2)
    return middle * SAMPLE_RATE / len(pcm)


def test_the_in_breath_swells_and_the_out_breath_ebbs():
    rise, fall = quarters(sound("rise", 4000)), quarters(sound("fall", 4000))
    assert rise[0] < rise[1] < rise[2]
    assert fall[3] < fall[2] < fall[1]


def test_the_in_breath_climbs_and_the_out_breath_sinks():
    first, second = np.array_split(sound("rise", 4000), 2)
    assert brightness(first) < brightness(second)
    first, second = np.array_split(sound("fall", 4000), 2)
    assert brightness(first) > brightness(second)
