"""Reads the user's music file: by libraries that have no network, whatever the file says it is.

A playlist named `.mp3` made ffmpeg's probe open the addresses in it. So libsndfile reads all it
can, and the rest goes to ffmpeg under a fixed format, with no protocol but that of files.
"""

from hashlib import file_digest
from math import isfinite
from pathlib import Path

import numpy as np

from mmc_audio._lib.child import run_program
from mmc_audio._lib.process import find_program
from mmc_audio.audio.decode import decoded
from mmc_audio.audio.loudness import integrated_lufs
from mmc_audio.errors import InputError, MissingError, UnavailableError
from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE

BY_FFMPEG = {"m4a": "mp4", "aac": "aac"}
"""Kinds that libsndfile does not know, and what ffmpeg calls them."""

FORMATS = frozenset({"wav", "mp3", "flac", "ogg", "opus", "aif", "aiff", *BY_FFMPEG})
"""Kinds of file by their suffix."""

LONGEST_S = 20 * 60
"""Longer music is cut here, and looped: 106 MB in memory."""

SHORTEST_S = 1

LARGEST_BYTES = 1_000_000_000

FFMPEG_S = 120
"""How long ffmpeg may take."""


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
            pcm = _by_ffmpeg(path, kind) if kind in BY_FFMPEG else decoded(file, LONGEST_S)
    except OSError as error:
        raise _unreadable(path, error) from error
    if pcm is None:
        raise _undecodable(path, kind)
    if len(pcm) < SHORTEST_S * SAMPLE_RATE or not pcm.any():
        raise _too_little(path)
    return pcm


def measured(path: Path) -> tuple[Mono, float]:
    """The music in `path` as `read_music` gives it, and its loudness in LUFS.

    Raises:
        MmcError: as `read_music`; InputError also if it is silent.
    """
    music = read_music(path)
    lufs = integrated_lufs(music)
    if not isfinite(lufs):
        raise _too_little(path)
    return music, lufs


def music_digest(path: Path) -> str:
    """Changes with the bytes of the music in `path`.

    Raises:
        MissingError: if it cannot be read.
        InputError: if it is no kind of music, or too large.
    """
    kind_of(path)
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> MissingError:
    return MissingError(f"music {path}: {error.strerror or error}; check the path")


def _too_little(path: Path) -> InputError:
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


def _undecodable(path: Path, kind: str) -> InputError:
    return InputError(f"music {path}: cannot be decoded; is it a whole {kind} file?")


def _by_ffmpeg(path: Path, kind: str) -> Mono:
    """Decode with ffmpeg, which is not asked what the file is, and may open no address.

    Raises:
        UnavailableError: if there is no ffmpeg.
        InputError: if it cannot decode the file.
    """
    ffmpeg = find_program("ffmpeg")
    if ffmpeg is None:
        raise UnavailableError(f"music {path}: needs ffmpeg; install it, or give the music as .mp3")
    command = [
        ffmpeg, "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe",
        "-f", BY_FFMPEG[kind], "-i", f"file:{path.absolute()}", "-map", "0:a:0",
        "-t", str(LONGEST_S), "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le", "pipe:1",
    ]  # fmt: skip
    ran = run_program(command, FFMPEG_S)
    if not ran.well:
        raise _undecodable(path, kind)
    return np.frombuffer(ran.out, "<i2").astype(np.int16)
