import io

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from mmc_audio.errors import MmcError
from mmc_audio.mp3.encode import encode_section
from mmc_audio.mp3.frames import frame_offsets
from mmc_audio.mp3.id3 import Tags, id3_tag
from mmc_audio.mp3.join import cut, info_frame, join
from mmc_audio.mp3.settings import EncoderSettings
from mmc_audio.units import FRAME, SAMPLE_RATE


def noise_section(frames, seed=0):
    rng = np.random.default_rng(seed)
    pcm = np.zeros(frames * FRAME, np.int16)
    body = np.convolve(rng.standard_normal(len(pcm) - 6000), np.hanning(8), "same")
    pcm[3000:-3000] = 4000 * body
    return pcm


@pytest.fixture(scope="module")
def sections():
    return [encode_section(noise_section(400, seed)) for seed in range(4)]


@pytest.fixture
def mp3(sections):
    out = io.BytesIO()
    join(out, id3_tag(Tags("Session", 1000)), sections)
    return out.getvalue()


def test_the_whole_is_its_sections_sample_for_sample(mp3, sections, decode):
    np.testing.assert_array_equal(decode(mp3), decode(b"".join(sections)))
    assert len(decode(mp3)) == 1600 * FRAME


def test_it_says_what_was_written(sections):
    out = io.BytesIO()
    joined = join(out, b"", sections)
    assert joined.frames == 1600
    assert joined.samples == 1600 * FRAME
    assert joined.size == len(out.getvalue()) == out.tell()


def test_a_stranger_reads_the_length_from_the_first_frame(mp3, tmp_path):
    path = tmp_path / "a.mp3"
    path.write_bytes(mp3)
    info = MP3(path).info
    assert info.length == pytest.approx(1600 * FRAME / SAMPLE_RATE, abs=1e-6)
    assert info.bitrate_mode is BitrateMode.CBR
    assert info.bitrate == 96_000


@pytest.mark.parametrize("second", [1.0, 7.77, 20.002, 38.5])
def test_seeking_is_exact(mp3, decode, second):
    whole, part = decode(mp3), decode(mp3, "-ss", str(second))
    start = round(second * SAMPLE_RATE)
    assert abs(len(whole) - len(part) - start) <= 1
    np.testing.assert_allclose(
        part[3 * FRAME :], whole[len(whole) - len(part) :][3 * FRAME :], atol=1
    )


@pytest.mark.parametrize("second", [1.0, 7.77, 20.002, 38.5])
def test_fast_seeking_as_browsers_do_it_lands_within_a_frame(mp3, decode, second):
    whole = decode(mp3).astype(float)
    part = decode(mp3, "-fflags", "fastseek", "-ss", str(second)).astype(float)[4000:12_000]
    near = round(second * SAMPLE_RATE) + 4000
    window = whole[near - 4000 : near + 12_000]
    landed = int(np.correlate(window, part, "valid").argmax()) - 4000
    assert abs(landed) <= FRAME


def test_the_first_frame_says_nothing_of_a_delay():
    """Where LAME would write its name and delays there are zeros."""
    frame = info_frame(1600, 500_000)
    assert frame[21:25] == b"Info"
    assert int.from_bytes(frame[29:33], "big") == 1600
    assert int.from_bytes(frame[33:37], "big") == 500_000
    assert not any(frame[137:])
    table = list(frame[37:137])
    assert table == sorted(table)
    assert (table[0], table[50], table[99]) == (0, 128, 253)


@pytest.mark.parametrize("bit_rate", [32, 64, 128, 320])
def test_every_bit_rate_has_room_for_it(bit_rate):
    settings = EncoderSettings(bit_rate=bit_rate)
    out = io.BytesIO()
    pcm = noise_section(30)
    assert join(out, b"", [encode_section(pcm, settings)], settings).frames == 30


def test_sections_are_taken_one_by_one(sections):
    """The next section is made only when the one before is written."""
    out, taken = io.BytesIO(), []

    def one_by_one():
        for section in sections:
            taken.append(out.tell())
            yield section

    join(out, b"", one_by_one())
    lengths = [len(section) for section in sections[:-1]]
    assert np.diff(taken).tolist() == lengths


def test_nothing_to_join():
    with pytest.raises(MmcError, match="no sections"):
        join(io.BytesIO(), b"", [])


def test_a_damaged_section_is_not_joined(sections):
    with pytest.raises(MmcError, match="cut short"):
        join(io.BytesIO(), b"", [sections[0][:-7]])


@pytest.mark.parametrize("frames", [1, 1023, 1024, 1025, 1600])
def test_a_piece_is_cut_out_frame_by_frame(mp3, sections, frames):
    whole = b"".join(sections)
    file = io.BytesIO(mp3)
    file.seek(len(mp3) - len(whole))
    end = [*frame_offsets(whole), len(whole)][frames]
    pieces = list(cut(file, frames))
    assert b"".join(pieces) == whole[:end]
    assert len(pieces) == (1 if frames <= 1024 else 2)
    assert file.read() == whole[end:]


def test_more_frames_than_there_are_cannot_be_cut(mp3, sections):
    file = io.BytesIO(mp3)
    file.seek(len(mp3) - len(sections[-1]))
    with pytest.raises(MmcError, match="damaged"):
        list(cut(file, 401))
