from math import inf

import numpy as np
import pytest

from mmc_audio.audio.limiter import true_peaks
from mmc_audio.audio.loudness import CHUNK, integrated_lufs, step_powers
from mmc_audio.units import SAMPLE_RATE


def sine(hz, level_db=0.0, seconds=5.0, phase=0.0):
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hz * time + phase)
    return np.rint(32767 * wave).astype(np.int16)


def true_peak_db(pcm):
    """Highest level between the samples, dBTP."""
    return 20 * np.log10(true_peaks((pcm / 32768).astype(np.float32)).max())


def words(seconds=40):
    """Noise that comes and goes like speech, at several levels."""
    rng = np.random.default_rng(4)
    noise = np.convolve(rng.standard_normal(seconds * SAMPLE_RATE), np.hanning(20), "same")
    level = np.repeat(rng.choice([0, 0.02, 0.2, 1.0], seconds * 2), SAMPLE_RATE // 2)
    return (1200 * noise * level).astype(np.int16)


SOUNDS = {
    "speech": words,
    "noise": lambda: (2000 * np.random.default_rng(0).standard_normal(200_000)).astype(np.int16),
    "60 Hz": lambda: sine(60, -20),
    "4 kHz": lambda: sine(4000, -20),
    "speech and a long rest": lambda: np.concatenate([words(20), np.zeros(2_000_000, np.int16)]),
}


def measured(ffmpeg, pcm):
    out = ffmpeg(
        *("-f", "s16le", "-ar", "44100", "-ac", "1", "-i", "-"),
        *("-af", "ebur128=peak=true", "-f", "null", "-"),
        stdin=pcm.tobytes(),
    ).stderr.decode()
    summary = out[out.rindex("Summary:") :].split()
    return tuple(float(summary[summary.index(key) + 1]) for key in ("I:", "Peak:"))


@pytest.mark.parametrize("name", SOUNDS)
def test_it_reads_what_ffmpeg_reads(ffmpeg, name):
    pcm = SOUNDS[name]()
    loudness, peak = measured(ffmpeg, pcm)
    assert integrated_lufs(pcm) == pytest.approx(loudness, abs=0.1)
    assert true_peak_db(pcm) == pytest.approx(peak, abs=0.2)


def test_the_reference_tone_of_the_standard():
    """997 Hz at full scale in one channel reads -3.01 LUFS."""
    assert integrated_lufs(sine(997)) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("by", [-6.0, 4.0])
def test_level_goes_straight_through(by):
    pcm = words()
    quieter = (pcm * 10 ** (by / 20)).astype(np.int16)
    assert integrated_lufs(quieter) == pytest.approx(integrated_lufs(pcm) + by, abs=0.1)


def test_rests_do_not_count():
    pcm = words(10)
    rest = np.zeros(20 * SAMPLE_RATE, np.int16)
    assert integrated_lufs(np.concatenate([pcm, rest])) == pytest.approx(
        integrated_lufs(pcm), abs=0.3
    )


def test_long_sound_is_weighted_in_pieces_without_a_seam():
    pcm = sine(50, -10, seconds=3 * CHUNK / SAMPLE_RATE + 1)
    powers = step_powers(pcm)[10:]
    assert powers.max() / powers.min() == pytest.approx(1, abs=1e-3)


def test_silence_and_scraps():
    assert integrated_lufs(np.zeros(SAMPLE_RATE, np.int16)) == -inf
    with pytest.raises(ValueError, match="400 ms"):
        integrated_lufs(np.ones(SAMPLE_RATE // 4, np.int16))


def test_a_peak_between_samples():
    tone = sine(SAMPLE_RATE / 4, -6.0, phase=np.pi / 4)
    assert np.abs(tone.astype(int)).max() < 0.36 * 32768
    assert true_peak_db(tone[1000:-1000]) == pytest.approx(-6.0, abs=0.2)
