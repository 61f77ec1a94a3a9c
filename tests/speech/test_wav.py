"""Sound files of every kind that programs write become mono 16 bit."""

import io
import struct
import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import SpeechError
from mmc_audio.speech.engine import RawSound
from mmc_audio.speech.wav import read_sound

HALF = 16_384


def riff(pcm, *, tag=1, channels=1, rate=22_050, bits=16, extra=b""):
    block = channels * bits // 8
    head = struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits) + extra
    chunks = b"fmt " + struct.pack("<I", len(head)) + head
    chunks += b"data" + struct.pack("<I", len(pcm)) + pcm
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def aiff(pcm, *, kind=b"", bits=16, channels=1, rate=22_050):
    exponent = rate.bit_length() - 1
    extended = struct.pack(">HQ", 16_383 + exponent, rate << (63 - exponent))
    count = len(pcm) * 8 // bits // channels
    comm = struct.pack(">hIh", channels, count, bits) + extended + kind
    chunks = b"COMM" + struct.pack(">I", len(comm)) + comm
    chunks += b"SSND" + struct.pack(">I", 8 + len(pcm)) + bytes(8) + pcm
    return b"FORM" + struct.pack(">I", 4 + len(chunks)) + (b"AIFC" if kind else b"AIFF") + chunks


def test_what_the_wave_module_writes_is_read():
    pcm = np.arange(-1000, 1000, dtype="<i2").tobytes()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(pcm)
    assert read_sound(file.getvalue()) == RawSound(pcm, 16_000)


@pytest.mark.parametrize(
    "data",
    [
        riff(struct.pack("<h", HALF) * 10),
        riff(struct.pack("<hh", HALF + 100, HALF - 100) * 10, channels=2),
        riff(b"\xc0" * 10, bits=8),
        riff(b"\0\0\x40" * 10, bits=24),
        riff(struct.pack("<i", HALF << 16) * 10, bits=32),
        riff(struct.pack("<f", 0.5) * 10, tag=3, bits=32),
        riff(struct.pack("<d", 0.5) * 10, tag=3, bits=64),
        riff(struct.pack("<h", HALF) * 10, tag=0xFFFE,
             extra=struct.pack("<HHIH", 22, 16, 4, 1) + bytes(14)),
        aiff(struct.pack(">h", HALF) * 10),
        aiff(struct.pack(">hh", HALF, HALF) * 10, channels=2),
        aiff(struct.pack("<h", HALF) * 10, kind=b"sowt\0\0"),
        aiff(struct.pack(">h", HALF) * 10, kind=b"NONE\0\0"),
        aiff(struct.pack(">f", 0.5) * 10, kind=b"fl32\0\0", bits=32),
        aiff(b"\x40\0\0" * 10, bits=24),
    ],
)  # fmt: skip
def test_every_kind_is_the_same_sound(data):
    sound = read_sound(data)
    assert sound.rate == 22_050
    assert np.frombuffer(sound.pcm, np.int16).tolist() == [HALF] * 10


def test_float_out_of_range_is_held():
    data = struct.pack("<4f", 2.0, -2.0, float("nan"), float("inf"))
    sound = read_sound(riff(data, tag=3, bits=32))
    assert np.frombuffer(sound.pcm, np.int16).tolist() == [32_767, -32_768, 0, 0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b"ID3\4" + bytes(100), "no WAV"),
        (b"RIFF\0\0\0\0WAVE", "without format"),
        (b"FORM\0\0\0\0AIFF", "without format"),
        (riff(b"", tag=0x55), "kind 85"),
        (riff(b"", channels=0), "0 channels"),
        (riff(b"", channels=99), "99 channels"),
        (aiff(b"", kind=b"ulaw\0\0"), "ulaw"),
        (aiff(b"").replace(struct.pack(">H", 16_383 + 14), b"\x7f\xff"), "rate"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(SpeechError, match=reason):
        read_sound(data)


@given(st.data())
def test_damaged_files_are_sounds_or_errors_never_crashes(data):
    base = data.draw(st.sampled_from([
        riff(bytes(60), channels=2), riff(bytes(60), bits=24), aiff(bytes(60)),
        riff(bytes(64), tag=3, bits=32),
    ]))  # fmt: skip
    broken = bytearray(base[: data.draw(st.integers(12, len(base)))])
    for _ in range(data.draw(st.integers(0, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        sound = read_sound(bytes(broken))
    except SpeechError:
        return
    assert len(sound.pcm) % 2 == 0
