"""Music under a session goes on where one chapter ends and the next begins."""

import json

import numpy as np
import pytest
import soundfile

from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.units import SAMPLE_RATE

PLAN = """\
title: Bed
bed: {file: hum.wav, level: -20}
prepare: none
work:
  - {exercise: biceps_curl, sets: 3, reps: 3, rest: 20s}
close: none
"""
HUM_HZ = 130.0


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A session with a steady hum under it, rendered, and its sheet."""
    folder = tmp_path_factory.mktemp("bed")
    time = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    soundfile.write(folder / "hum.wav", 0.3 * np.sin(2 * np.pi * HUM_HZ * time), SAMPLE_RATE)
    (folder / "bed.yaml").write_text(PLAN)
    choice = Overrides(engine="silent")
    with Renderer(choice, cache=folder / "cache", folders=[]) as renderer:
        mp3 = renderer.render(str(folder / "bed.yaml"), folder / "out").mp3
    return mp3, json.loads(mp3.with_suffix(".cues.json").read_text())


@pytest.fixture
def heard(session, ffmpeg):
    """The session as a plain decoder plays it, full scale at 1.0."""
    raw = ffmpeg("-v", "error", "-i", session[0], "-f", "s16le", "-").stdout
    return np.frombuffer(raw, np.int16) / 32768


def levels_db(sound, at):
    """Level of 20 ms windows of the hum around a sample, dBFS."""
    size = SAMPLE_RATE // 50
    turns = np.exp(-2j * np.pi * HUM_HZ * np.arange(size) / SAMPLE_RATE)
    starts = range(at - 10 * size, at + 10 * size, size // 4)
    return [
        20 * np.log10(abs(np.dot(sound[s : s + size], turns)) * 2 / size + 1e-9) for s in starts
    ]


def test_the_bed_does_not_dip_at_joins(session, heard):
    joins = [round(one["start_s"] * SAMPLE_RATE) for one in session[1]["sections"][1:]]
    assert len(joins) >= 3
    for join in joins:
        levels = levels_db(heard, join)
        assert min(levels) > min(levels[0], levels[-1]) - 1.5  # what coding adds to a hum


def test_the_length_stays_exact(session, heard):
    assert len(heard) / SAMPLE_RATE == pytest.approx(session[1]["duration_s"], abs=1e-4)
