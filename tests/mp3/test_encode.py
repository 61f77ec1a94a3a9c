from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc_audio.errors import MmcError
from mmc_audio.mp3.encode import _scaled, encode_blocks, encode_section
from mmc_audio.mp3.frames import BIT_RATES, count_frames, frame_bytes, frame_offsets, header
from mmc_audio.mp3.settings import EncoderSettings
from mmc_audio.units import FRAME, SAMPLE_RATE, samples


def section(frames, *places, length=400):
    """Silence with bursts of noise, as dark as speech, that begin at `places`."""
    pcm = np.zeros(frames * FRAME, np.int16)
    white = np.random.default_rng(3).standard_normal(length)
    noise = (1500 * np.convolve(white, np.hanning(20), "same")).astype(np.int16)
    for place in places:
        pcm[place : place + length] = noise[: max(len(pcm) - place, 0)]
    return pcm


def clicks(rng, frames):
    """A section with clicks at random places, and the places."""
    pcm = np.zeros(frames * FRAME, np.int16)
    count = rng.integers(1, 6)
    places = np.unique(rng.integers(2400, len(pcm) - 2400, count) // 500 * 500)
    pcm[places], pcm[places + 1] = 30_000, -30_000
    return pcm, places


def test_forty_sections_join_to_the_exact_length_with_each_click_in_its_place(decode):
    rng = np.random.default_rng(11)
    stream, expected, start = b"", [], 0
    for frames in rng.integers(5, 400, 40):
        pcm, places = clicks(rng, int(frames))
        stream += encode_section(pcm)
        expected += (start + places).tolist()
        start += len(pcm)
    heard = decode(stream).astype(float)
    assert len(heard) == start
    edges = np.correlate(heard, [1, -1], "valid")
    found = [place - 60 + int(edges[place - 60 : place + 60].argmax()) for place in expected]
    assert np.abs(np.array(found) - expected).max() <= 0.05 / 1000 * SAMPLE_RATE


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 120), st.lists(st.integers(1105, 100_000), max_size=5))
def test_a_section_has_exactly_its_frames(frames, places):
    pcm = section(frames, *(p for p in places if p + 450 < frames * FRAME))
    assert count_frames(encode_section(pcm)) == frames


def test_the_same_sound_gives_the_same_bytes_on_every_thread():
    pcm = section(200, 3000, 90_000, 150_000)
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(encode_section, [pcm] * 8))) == 1


def test_silence_between_sounds_does_not_change_how_they_are_heard(decode):
    """Sounds far apart are encoded on their own; near ones together. Both are heard alike."""
    burst = section(8, 2400, length=3000)
    near = np.concatenate([burst, burst])
    far = np.concatenate([burst, np.zeros(60 * FRAME, np.int16), burst])
    near_heard, far_heard = decode(encode_section(near)), decode(encode_section(far))
    first, last = slice(0, len(burst)), slice(-len(burst), None)
    np.testing.assert_array_equal(far_heard[first], far_heard[last])
    difference = near_heard[last].astype(int) - far_heard[last]
    assert np.std(difference) < 0.1 * np.std(far_heard[last])
    assert not far_heard[12 * FRAME : 64 * FRAME].any()


@pytest.mark.parametrize("bit_rate", [48, 96, 160, 192, 224, 256])
def test_levels_are_heard_as_they_were_mixed(decode, bit_rate):
    pcm = np.zeros(60 * FRAME, np.int16)
    tone = 9000 * np.sin(2 * np.pi * 800 * np.arange(50_000) / SAMPLE_RATE)
    pcm[4000:54_000] = tone
    heard = decode(encode_section(pcm, EncoderSettings(bit_rate=bit_rate)))
    ratio = np.std(heard[9000:49_000]) / np.std(pcm[9000:49_000])
    assert abs(20 * np.log10(ratio)) < 0.02


def test_long_sound_is_fed_in_pieces_without_a_seam(monkeypatch):
    pcm = section(500, 3000, 300_000, length=200_000)
    whole = encode_section(pcm)
    monkeypatch.setattr("mmc_audio.mp3.encode.PIECE", 10_001)
    assert encode_section(pcm) == whole


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 60_000), min_size=2, max_size=30))
def test_sound_may_come_in_blocks_of_any_size(lengths):
    """Whatever the blocks, with silence between them left out or not, the frames are the same."""
    pcm = section(1200, 3000, 4000, 90_000, 400_000, length=40_000)
    pcm[200_000:230_000] = pcm[3000:33_000]
    edges = [0, *(sum(lengths[: n + 1]) for n in range(len(lengths))), len(pcm)]
    blocks = [(a, pcm[a:b]) for a, b in pairwise(edges) if pcm[a:b].any()]
    assert encode_blocks(blocks, len(pcm)) == encode_section(pcm)


def test_the_first_frame_needs_nothing_from_frames_before_it():
    frames = encode_section(section(40, 3000, 30_000))
    main_data_begin = frames[4] << 1 | frames[5] >> 7
    assert main_data_begin == 0


@settings(max_examples=20, deadline=None)
@given(st.sampled_from((48, 64, 96, 128)), st.integers(10, 400))
def test_the_bit_rate_is_constant_over_any_length(bit_rate, frames):
    stream = encode_section(section(frames, 3000), EncoderSettings(bit_rate=bit_rate))
    exact = frames * FRAME // 8 * 1000 * bit_rate / SAMPLE_RATE
    assert abs(len(stream) - exact) < 3


def test_no_place_is_further_than_a_frame_from_where_the_bit_rate_puts_it():
    stream = encode_section(section(900, 3000, 200_000, 700_000))
    per_frame = 144 * 96_000 / SAMPLE_RATE
    off = [abs(at - number * per_frame) for number, at in enumerate(frame_offsets(stream))]
    assert max(off) < per_frame


def test_sound_where_no_decoder_hears_it_is_refused():
    with pytest.raises(ValueError, match="begin and end in silence"):
        encode_section(section(10, 500))
    with pytest.raises(ValueError, match="begin and end in silence"):
        encode_section(section(10, 10 * FRAME - 20))


@pytest.mark.parametrize("length", [0, 1, FRAME - 1, FRAME + 1])
def test_only_whole_frames(length):
    with pytest.raises(ValueError, match="whole frames"):
        encode_section(np.zeros(length, np.int16))


def test_true_peak_grows_little(decode):
    """Noise limited to -1.5 dBTP stays under -1 in the MP3 as played."""
    rng = np.random.default_rng(2)
    voice = np.convolve(rng.standard_normal(60_000), np.hanning(12), "same")
    voice *= np.sin(np.arange(60_000) / 2000) ** 2
    pcm = np.zeros(80 * FRAME, np.int16)
    pcm[4000:64_000] = voice / np.abs(voice).max() * 32767 * 10 ** (-1.6 / 20)
    heard = decode(encode_section(pcm))
    assert np.abs(heard.astype(int)).max() / 32768 < 10 ** (-1 / 20)


@pytest.mark.parametrize("rate", BIT_RATES)
def test_headers_know_their_frames_length(rate):
    assert frame_bytes(header(rate)) == 144_000 * rate // SAMPLE_RATE


@pytest.mark.parametrize("junk", [b"\x00" * 400, b"ID3\x03", b"\xff\xfb", b"\xff\xfb\xf0\x00" * 99])
def test_junk_is_no_frame(junk):
    with pytest.raises(MmcError, match="damaged"):
        count_frames(junk)


def test_a_cut_stream_is_noticed():
    stream = encode_section(section(10, 3000))
    with pytest.raises(MmcError, match="cut short"):
        count_frames(stream[:-1])
    assert samples(1000) == SAMPLE_RATE


@pytest.mark.parametrize("peak", [32767, -32768])
@pytest.mark.parametrize("bit_rate", [48, 96, 160, 192, 224, 256])
def test_the_loudest_sample_keeps_its_sign(peak, bit_rate):
    """Made louder by what LAME takes away, it could go over the edge of 16 bits: a loud click."""
    pcm = np.full(FRAME, peak, np.int16)
    scaled = _scaled(pcm, EncoderSettings(bit_rate=bit_rate))
    assert (np.sign(scaled.astype(int)) == np.sign(peak)).all()
    assert (np.abs(scaled.astype(int)) >= 32000).all()
