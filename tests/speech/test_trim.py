"""Clips begin where the voice is heard, and their edges are soft."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc_audio.speech.engine import RawSound
from mmc_audio.speech.trim import (
    CEILING,
    FADE,
    FULL_SCALE,
    LEAD,
    TAIL,
    WINDOW,
    bounds,
    clip,
    limited,
)
from mmc_audio.units import SAMPLE_RATE, gain


def tone(seconds, level=0.5, rate=SAMPLE_RATE):
    t = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * 440 * t)).astype(np.float32)


def silence(seconds, rate=SAMPLE_RATE):
    return np.zeros(round(seconds * rate), np.float32)


def raw(wave, rate=SAMPLE_RATE):
    return RawSound(np.round(wave * 32_767).astype(np.int16).tobytes(), rate)


def heard_at(pcm):
    """The first whole 2 ms window as a level meter hears it: 34 dB below the loudest, or more."""
    wave = pcm.astype(np.float64) / 32_768
    windows = np.sqrt((wave[: len(wave) // WINDOW * WINDOW].reshape(-1, WINDOW) ** 2).mean(1))
    return int(np.argmax(windows > max(windows.max() * gain(-34), gain(-52)))) * WINDOW


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_silence_around_a_sound_is_cut(rate):
    wave = np.concatenate([silence(0.3, rate), tone(0.5, rate=rate), silence(0.7, rate)])
    made = clip(raw(wave, rate))
    heard = (len(made.pcm) - made.onset) / SAMPLE_RATE
    assert heard == pytest.approx(0.5, abs=0.006)
    assert made.onset <= LEAD


@given(st.integers(0, 5_000), st.floats(0.02, 0.9), st.floats(0, 0.02))
@settings(max_examples=40)
def test_the_onset_is_where_a_level_meter_hears_it(lead, level, hiss):
    wave = np.concatenate([np.zeros(lead, np.float32), tone(0.3, level), silence(0.2)])
    noise = np.random.default_rng(lead).normal(0, hiss * level * gain(-34), len(wave))
    made = clip(raw(wave + noise.astype(np.float32)))
    assert abs(made.onset - heard_at(made.pcm)) <= WINDOW


def test_a_soft_attack_is_kept_before_the_onset():
    soft = tone(0.02, 0.5 * gain(-42))
    wave = np.concatenate([silence(0.1), soft, tone(0.3), silence(0.1)])
    made = clip(raw(wave))
    assert 0.018 < made.onset / SAMPLE_RATE < 0.03


def test_a_long_soft_attack_and_tail_are_cut():
    murmur = tone(1.0, 0.5 * gain(-42))
    made = clip(raw(np.concatenate([murmur, tone(0.3), murmur])))
    assert made.onset <= LEAD + WINDOW
    assert len(made.pcm) <= 0.3 * SAMPLE_RATE + LEAD + TAIL + 2 * WINDOW


def test_edges_do_not_click():
    pcm = clip(raw(tone(0.3))).pcm.astype(int)
    assert abs(pcm[0]) <= 200
    assert abs(pcm[-1]) <= 400
    assert np.abs(pcm[:FADE]).max() < np.abs(pcm).max()


def test_digital_silence_is_kept_whole():
    made = clip(raw(silence(0.5)))
    assert len(made.pcm) == round(0.5 * SAMPLE_RATE)
    assert made.onset == 0
    assert bounds(silence(0)) == (0, 0, 0)


def test_gain_is_gain():
    quiet, loud = clip(raw(tone(0.3, 0.1))), clip(raw(tone(0.3, 0.1)), 6.0)
    ratio = loud.pcm.max() / quiet.pcm.max()
    assert ratio == pytest.approx(gain(6.0), rel=0.01)


@given(st.integers(0, 2_000), st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=50))
def test_nothing_is_louder_than_the_ceiling(seed, spikes):
    wave = np.random.default_rng(seed).normal(0, 0.2, 3_000).astype(np.float32)
    wave[:: 3_000 // len(spikes)][: len(spikes)] += np.array(spikes, np.float32)
    held = limited(wave)
    assert len(held) == len(wave)
    assert np.abs(held).max() <= CEILING * 1.0001
    assert np.abs(clip(raw(np.clip(wave, -1, 1)), 9.0).pcm.astype(int)).max() <= CEILING * 32_768


def test_the_limiter_leaves_alone_what_is_far_from_a_peak():
    wave = tone(1.0, 0.1)
    wave[20_000] = 1.5
    held = limited(wave)
    np.testing.assert_array_equal(held[:18_000], wave[:18_000])
    np.testing.assert_array_equal(held[22_000:], wave[22_000:])
    assert limited(tone(0.2)) is not None


@given(st.integers(0, 400))
def test_any_length_is_a_clip(count):
    wave = np.full(count, 0.5, np.float32)
    made = clip(raw(wave))
    assert 0 <= made.onset <= len(made.pcm) <= count
    assert np.abs(made.pcm.astype(int)).max(initial=0) <= FULL_SCALE


def test_a_meter_that_is_a_little_keener_or_duller_hears_the_same_onset():
    hiss = np.random.default_rng(0).normal(0, 1, round(0.06 * SAMPLE_RATE))
    just = (0.5 / np.sqrt(2) * gain(-33) * hiss).astype(np.float32)
    made = clip(raw(np.concatenate([silence(0.1), just, tone(0.3), silence(0.1)])))
    for decibels in (-1, 1):
        quietly = made.pcm[: made.onset].astype(np.float64)
        heard = heard_at(np.concatenate([quietly * gain(decibels), made.pcm[made.onset :]]))
        assert made.onset - heard <= 2 * WINDOW
