import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mmc_audio.audio.limiter import CEILING_DB, WINDOW, limit, true_peaks
from mmc_audio.units import SAMPLE_RATE, gain

CEILING = gain(CEILING_DB)


def sine(hz, level=1.0, count=8000, phase=0.0):
    time = np.arange(count) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * hz * time + phase)).astype(np.float32)


@given(hnp.arrays(np.float32, st.integers(1, 4000), elements=st.floats(-0.5, 0.5, width=32)))
def test_quiet_sound_is_not_touched(sound):
    np.testing.assert_array_equal(limit(sound.copy()), sound)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.floats(0.5, 3.0))
def test_nothing_passes_the_ceiling(seed, level):
    rng = np.random.default_rng(seed)
    smooth = np.convolve(rng.standard_normal(6000), np.hanning(9) / 4, "same")
    limited = limit((level * smooth).astype(np.float32))
    assert true_peaks(limited).max() <= CEILING * 1.005


@pytest.mark.parametrize("hz", [100, 997, 5000, 11025])
def test_a_loud_tone_is_turned_down_evenly(hz):
    limited = limit(sine(hz, phase=np.pi / 4))[2000:6000]
    loudest = float(true_peaks(limited)[50:-50].max())
    assert CEILING * 0.97 <= loudest <= CEILING * 1.001


def test_only_the_surroundings_of_a_peak_are_touched():
    sound = sine(300, level=0.3, count=20_000)
    sound[10_000:10_040] = 1.2 * np.hanning(40)
    limited = limit(sound.copy())
    changed = np.flatnonzero(limited != sound)
    assert len(changed)
    assert 10_000 - 3 * WINDOW < changed.min() < changed.max() < 10_040 + 3 * WINDOW


def test_the_gain_bends_without_a_step():
    sound = sine(300, level=0.3, count=20_000)
    loud = sound.copy()
    loud[10_000:10_040] = 1.2 * np.hanning(40)
    applied = limit(loud.copy()) / np.where(np.abs(loud) > 1e-3, loud, np.nan)
    assert np.nanmax(np.abs(np.diff(applied))) < 0.01


def test_true_peaks_see_between_the_samples():
    tone = sine(SAMPLE_RATE / 4, phase=np.pi / 4)
    assert np.abs(tone).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peaks(tone)[200:-200].max() == pytest.approx(1.0, abs=5e-3)
