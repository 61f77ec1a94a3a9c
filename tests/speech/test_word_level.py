"""Counts, phase words and breath words are equally loud in the finished MP3."""

import json
import subprocess

import numpy as np
import pytest
from programs import need

from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech.word_level import MOST_DB, TARGET_DB, is_short, level_db, levelled
from mmc_audio.units import SAMPLE_RATE, gain

COUNTS = [
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
    "Twenty",
]
PHASES = [
    "Lower",
    "Curl",
    "Squeeze",
    "Press",
    "Pull",
    "Push",
    "Up",
    "Down",
    "Hold",
    "Stretch",
    "Lift",
    "Drive",
    "Extend",
    "Rest",
]
BREATH = ("In", "Out", "Sip", "Sigh it out", "Breathe in")
WORST_DB = 3.0


def script():
    lines = [f"[2s, count] {word}" for word in COUNTS]
    lines += [f"[2s, concentric] {word}" for word in PHASES]
    lines += [f"[2s, breath] {word}" for word in BREATH]
    return "# Words\n" + "\n".join(lines) + "\n[setup] Stand tall, and let your shoulders drop.\n"


def measures(part):
    """RMS of a cue as heard, and of its loudest 100 and 200 ms, dBFS."""
    power = part.astype(float) ** 2
    yield power.mean()
    for ms in (100, 200):
        width = SAMPLE_RATE * ms // 1000
        yield np.convolve(np.pad(power, width), np.full(width, 1 / width), "valid")[::441].max()


@pytest.mark.parametrize("engine", ["espeak", "hibari"])
def test_short_words_are_within_three_decibels(engine, tmp_path):
    (tmp_path / "words.cues").write_text(script())
    choice = Overrides(engine=engine)
    with Renderer(choice, cache=tmp_path / "cache", folders=[]) as renderer:
        mp3 = renderer.render(str(tmp_path / "words.cues"), tmp_path / "out").mp3
    command = [need("ffmpeg"), "-v", "error", "-i", mp3, "-f", "s16le", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    sound = np.frombuffer(raw, np.int16) / 32768
    cues = json.loads(mp3.with_suffix(".cues.json").read_text())["cues"][:-1]
    parts = [sound[int(c["start_s"] * SAMPLE_RATE) : int(c["end_s"] * SAMPLE_RATE)] for c in cues]
    levels = 10 * np.log10([list(measures(part)) for part in parts])
    assert len(levels) == len(COUNTS) + len(PHASES) + len(BREATH)
    assert (np.ptp(levels, axis=0) <= WORST_DB).all(), np.ptp(levels, axis=0)


def word(amplitude, ms=400):
    time = np.arange(SAMPLE_RATE * ms // 1000) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * 200 * time)).astype(np.float32)


@pytest.mark.parametrize("amplitude", [0.15, 0.2, 0.3])
def test_a_word_comes_to_the_level_of_all(amplitude):
    wave = word(amplitude)
    assert level_db(levelled(wave, 0, len(wave))) == pytest.approx(TARGET_DB, abs=0.1)


def test_a_whisper_stays_soft_and_a_gain_has_its_bound():
    soft, softer = word(gain(-19)), word(gain(-40))
    assert level_db(levelled(soft, 0, len(soft))) == pytest.approx(
        level_db(soft) + MOST_DB, abs=0.1
    )
    np.testing.assert_array_equal(levelled(softer, 0, len(softer)), softer)


def test_what_is_long_or_silent_stays_as_it_is():
    long, silent = word(0.05, ms=1500), np.zeros(5000, np.float32)
    np.testing.assert_array_equal(levelled(long, 0, len(long)), long)
    np.testing.assert_array_equal(levelled(silent, 0, 5000), silent)
    np.testing.assert_array_equal(levelled(silent, 0, 0), silent)


def test_counts_are_short_and_sentences_are_not():
    assert all(map(is_short, (*COUNTS, *PHASES, *BREATH)))
    assert not is_short("Keep the elbows still.")
