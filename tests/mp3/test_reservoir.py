"""Sections of a sound that goes on, each encoded on its own, are heard as one."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc_audio.mp3.encode import encode_between
from mmc_audio.mp3.frames import frame_bytes, frame_offsets, header
from mmc_audio.mp3.reservoir import (
    HEAD,
    REACH,
    SIDE_INFO,
    _back,
    _coded,
    _CodedFrame,
    _packed,
    _sized,
)
from mmc_audio.mp3.settings import EncoderSettings
from mmc_audio.units import AROUND, FRAME, SAMPLE_RATE

FRAMES = 240
WORST_DB = 1.5
"""How much louder the coding noise may be at a join than elsewhere."""


def music(frames):
    """Chords and noise, so that the encoder fills and uses its reservoir."""
    rng = np.random.default_rng(4)
    time = np.arange(frames * FRAME) / SAMPLE_RATE
    chord = sum(np.sin(2 * np.pi * hz * time) for hz in (220, 330, 441.3, 1000, 3000))
    bursts = np.repeat(rng.random(frames // 8 + 1) ** 3, 8 * FRAME)[: len(time)]
    wave = chord + 3 * bursts * rng.standard_normal(len(time))
    return (8000 * wave / np.abs(wave).max()).astype(np.int16)


SOUND = music(FRAMES)


def section(first, end, bit_rate=96):
    """The frames of SOUND from one number to another, encoded on their own."""
    padded = np.pad(SOUND, AROUND)
    pcm = padded[first * FRAME : end * FRAME + 2 * AROUND]
    return encode_between([(-AROUND, pcm)], (end - first) * FRAME, EncoderSettings(bit_rate))


def noise_db(heard, place):
    """Coding noise around a sample, dBFS."""
    part = slice(max(place - FRAME, 0), place + FRAME)
    error = heard[part].astype(float) - SOUND[part]
    return 10 * np.log10(np.mean(error**2) / 32768**2)


@pytest.fixture(scope="module")
def cuts():
    return (0, 60, 101, 102, 150, 200, FRAMES)


def test_no_seam_is_heard(cuts, decode):
    apart = decode(b"".join(section(a, b) for a, b in pairwise(cuts)))
    whole = decode(section(0, FRAMES))
    assert len(apart) == len(whole) == FRAMES * FRAME
    for cut in cuts[1:-1]:
        assert noise_db(apart, cut * FRAME) <= noise_db(whole, cut * FRAME) + WORST_DB


def test_a_section_alone_is_heard_from_its_first_frames_on(decode):
    """A track may begin with it: no decoder misses data of the frames before."""
    alone, whole = decode(section(100, 200)), decode(section(0, FRAMES))
    difference = alone[2 * FRAME :].astype(float) - whole[102 * FRAME : 200 * FRAME]
    assert np.sqrt(np.mean(difference**2)) < 0.03 * 32768


@settings(max_examples=12, deadline=None)
@given(st.integers(0, FRAMES - 1), st.integers(1, 60), st.sampled_from([48, 64, 96, 128]))
def test_frames_hold_their_own_data_at_a_constant_rate(first, count, bit_rate):
    end = min(first + count, FRAMES)
    stream = section(first, end, bit_rate)
    coded, offsets = list(_coded(stream)), list(frame_offsets(stream))
    assert len(coded) == end - first
    assert _back(coded[0].head) == 0
    per_frame = FRAME / 8 * 1000 * bit_rate / SAMPLE_RATE
    late = [abs(offset - number * per_frame) for number, offset in enumerate(offsets)]
    assert max(late) <= 2 * per_frame + 512


def test_a_frame_is_as_small_as_what_it_holds_allows():
    head = header(96)
    size = frame_bytes(head)
    assert frame_bytes(_sized(head, size, size)[:4]) == size
    assert frame_bytes(_sized(head, size + 1, size)[:4]) == size + 1


def test_no_frame_points_further_back_than_nine_bits_can_say():
    empty = _CodedFrame(header(96) + bytes(SIDE_INFO), b"")
    packed = _packed([empty] * 20, 96)
    heads = [packed[at : at + HEAD] for at in frame_offsets(packed)]
    assert len(heads) == 20
    assert max(map(_back, heads)) == REACH
