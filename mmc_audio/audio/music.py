"""Reads the user's music file."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from mmc_audio.errors import InputError, MissingError, UnavailableError
from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE

if TYPE_CHECKING:
    from pydub import AudioSegment

FORMATS = frozenset({"wav", "mp3", "flac", "ogg", "opus", "m4a", "aac", "aif", "aiff"})
"""Kinds of file by their suffix: never guessed from the content, which could be a playlist."""

LONGEST_S = 20 * 60
"""Longer music is cut here, and looped: 106 MB in memory."""

SHORTEST_S = 1

LARGEST_BYTES = 1_000_000_000


def read_music(path: Path) -> Mono:
    """The music in `path` as mono PCM at SAMPLE_RATE, its first LONGEST_S at most.

    Raises:
        MissingError: if there is no such file.
        UnavailableError: if it needs ffmpeg and there is none.
        InputError: if it is no music, too short or too large.
    """
    kind = kind_of(path)
    try:
        with path.open("rb") as file:
            pcm = _decode(file, kind, path)
    except OSError as error:
        raise MissingError(f"music {path}: {error.strerror or error}; check the path") from error
    if len(pcm) < SHORTEST_S * SAMPLE_RATE or not pcm.any():
        raise too_little(path)
    return pcm


def too_little(path: Path) -> InputError:
    """Says that there is nothing to hear in the music in `path`."""
    return InputError(f"music {path}: shorter than a second, or silent; choose another file")


def kind_of(path: Path) -> str:
    """Which of FORMATS the music in `path` is; reads nothing of it.

    Raises:
        MissingError: if there is no such file.
        InputError: if it is no kind of music, or too large.
    """
    kind = path.suffix.lower().lstrip(".")
    if not path.is_file():
        raise MissingError(f"music {path}: no such file; check the path")
    if kind not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise InputError(f"music {path}: not a kind of file that can be read; use {known}")
    if path.stat().st_size > LARGEST_BYTES:
        raise InputError(f"music {path}: larger than 1 GB; use a shorter piece")
    return kind


def _decode(file: BinaryIO, kind: str, path: Path) -> Mono:
    """Decode with pydub, which reads plain .wav by itself and the rest through ffmpeg.

    On import it warns of a missing ffmpeg; that is told better here, when one is needed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.exceptions import CouldntDecodeError

    if kind != "wav":
        _need_ffmpeg(path)
    try:
        name = _FFMPEG_NAMES.get(kind, kind)
        return _mono(AudioSegment.from_file(file, format=name, duration=LONGEST_S))
    except FileNotFoundError:
        _need_ffmpeg(path)
        raise
    except (CouldntDecodeError, EOFError, IndexError, KeyError, ValueError) as error:
        raise InputError(f"music {path}: cannot be decoded; is it a whole {kind} file?") from error


_FFMPEG_NAMES = {"opus": "ogg", "m4a": "mp4", "aif": "aiff"}


def _need_ffmpeg(path: Path) -> None:
    from shutil import which

    if not (which("ffmpeg") and which("ffprobe")):
        raise UnavailableError(f"music {path}: needs ffmpeg; install it, or give the music as .wav")


_SAMPLES = {1: np.int8, 2: np.int16, 4: np.int32}
"""By their bytes; pydub makes four of three."""


def _mono(segment: "AudioSegment") -> Mono:
    """The whole frames of `segment`: a file that was cut may end within one.

    Raises:
        KeyError: for samples of an odd width.
    """
    import soxr

    kind, frames = _SAMPLES[segment.sample_width], len(segment.raw_data) // segment.frame_width
    samples = np.frombuffer(segment.raw_data, kind, frames * segment.channels)
    mono = samples.reshape(-1, segment.channels).mean(axis=1, dtype=np.float32)
    mono *= np.float32(2.0 ** (16 - 8 * segment.sample_width))
    if segment.frame_rate != SAMPLE_RATE:
        mono = soxr.resample(mono, segment.frame_rate, SAMPLE_RATE)
    return np.asarray(np.clip(np.rint(mono), -32768, 32767), np.int16)
