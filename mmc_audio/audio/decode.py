"""Files of sound become mono PCM at our rate: by libsndfile, whatever the file says it is."""

from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE

if TYPE_CHECKING:
    from soundfile import SoundFile

CONTAINERS = frozenset({"WAV", "WAVEX", "RF64", "W64", "MP3", "FLAC", "OGG", "AIFF"})
"""What libsndfile may find in a file; it knows many more that nobody plays."""

BLOCK = 1 << 18
"""Samples decoded at a time: a file of many channels would need much memory as a whole."""

LOWEST_HZ, HIGHEST_HZ = 1_000, 768_000
"""Sample rates of sound; a file may claim any other."""

Floats = npt.NDArray[np.float32]


def decoded(file: BinaryIO, longest_s: int) -> Mono | None:
    """The sound in `file`, its first `longest_s` seconds at most; None if it is no sound."""
    from soundfile import SoundFile, SoundFileError

    try:
        with SoundFile(file) as sound:
            if sound.format in CONTAINERS and LOWEST_HZ <= sound.samplerate <= HIGHEST_HZ:
                return _pcm(_mono(sound, longest_s), sound.samplerate)
    except SoundFileError:
        return None
    return None


def _mono(sound: "SoundFile", longest_s: int) -> Floats:
    """The mean of the channels, full scale at 32768.

    Frames are read until there are no more: how many there are is only what the file claims.
    """
    left, blocks = longest_s * sound.samplerate, [np.zeros(0, np.float32)]
    size = BLOCK // sound.channels
    while left > 0 and len(block := sound.read(min(size, left), "float32", always_2d=True)):
        full = np.clip(np.nan_to_num(block), -1, 1)
        blocks.append(full.mean(axis=1, dtype=np.float32) * np.float32(32768))
        left -= len(block)
    return np.concatenate(blocks)


def _pcm(mono: Floats, rate: int) -> Mono:
    import soxr

    if rate != SAMPLE_RATE:
        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    return np.asarray(np.clip(np.rint(mono), -32768, 32767), np.int16)
