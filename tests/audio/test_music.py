import shutil
import struct
import subprocess
import wave

import numpy as np
import pytest

from mmc_audio.audio.music import read_music
from mmc_audio.errors import InputError, MissingError, UnavailableError

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg")


@pytest.fixture
def tone(tmp_path):
    """Two seconds of 440 Hz at 48 kHz, stereo: left loud, right silent."""
    path = tmp_path / "tone.wav"
    left = (16_000 * np.sin(2 * np.pi * 440 * np.arange(96_000) / 48_000)).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        file.writeframes(np.stack([left, np.zeros_like(left)], axis=1).tobytes())
    return path


def frequency(pcm):
    return np.abs(np.fft.rfft(pcm.astype(float))).argmax() * 44_100 / len(pcm)


def test_a_wav_needs_no_tool_and_becomes_mono_at_our_rate(tone, monkeypatch):
    monkeypatch.setenv("PATH", "")
    pcm = read_music(tone)
    assert len(pcm) == pytest.approx(88_200, abs=2)
    assert frequency(pcm) == pytest.approx(440, abs=1)
    assert np.abs(pcm[4000:-4000]).max() == pytest.approx(8000, rel=0.02)


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["mp3", "flac", "ogg", "m4a"])
def test_other_kinds_are_read_through_ffmpeg(tone, kind):
    path = tone.with_suffix(f".{kind}")
    subprocess.run(["ffmpeg", "-v", "error", "-i", tone, path], check=True)
    pcm = read_music(path)
    assert len(pcm) == pytest.approx(88_200, abs=3000)
    assert frequency(pcm) == pytest.approx(440, abs=2)


def test_without_ffmpeg_it_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "song.mp3"
    path.write_bytes(b"x")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnavailableError, match=r"needs ffmpeg; install it, or give .* \.wav"):
        read_music(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingError, match="no such file"):
        read_music(tmp_path / "no.wav")


@pytest.mark.parametrize("name", ["list.m3u8", "notes.txt", "http.wav.exe", "noending"])
def test_only_kinds_of_music(tmp_path, name):
    (tmp_path / name).write_bytes(b"#EXTM3U")
    with pytest.raises(InputError, match="not a kind of file"):
        read_music(tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"\x00" * 99])
def test_a_broken_wav(tmp_path, content):
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.wav"):
        read_music(tmp_path / "a.wav")


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_wav_that_was_cut_plays_as_far_as_it_goes(tmp_path, width):
    wave_of = np.sin(2 * np.pi * 440 * np.arange(88_200) / 44_100)
    high = 2 ** (8 * width - 2)
    samples = np.repeat(np.rint(high * wave_of).astype(np.int64), 2) + 128 * (width == 1)
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, width, 44_100, 0, "NONE", ""))
        file.writeframes(samples.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes())
    path.write_bytes(path.read_bytes()[:-1])
    pcm = read_music(path)
    assert len(pcm) == 88_199
    assert frequency(pcm) == pytest.approx(440, abs=1)
    assert np.abs(pcm).max() == pytest.approx(16_384, rel=0.01)


@pytest.mark.parametrize("bits", [0, 40, 64])
def test_samples_of_an_odd_width(tone, bits):
    content = tone.read_bytes()
    tone.write_bytes(content[:34] + struct.pack("<H", bits) + content[36:])
    with pytest.raises(InputError, match="cannot be decoded"):
        read_music(tone)


def test_silence_is_no_music(tmp_path):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(2 * 88_200))
    with pytest.raises(InputError, match="silent"):
        read_music(path)
