"""The music under a session: its samples, its loudness, and a digest of its bytes."""

from hashlib import file_digest
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.errors import MissingError

if TYPE_CHECKING:
    from mmc_audio.speech.engine import Mono


def measured(path: Path) -> "tuple[Mono, float]":
    """The music in `path` as `audio.music.read_music` gives it, and its loudness in LUFS.

    Raises:
        MissingError: if there is no such file.
        UnavailableError: if it needs ffmpeg and there is none.
        InputError: if it is no music, too short, too large, or silent.
    """
    from mmc_audio.audio.loudness import integrated_lufs
    from mmc_audio.audio.music import read_music, too_little

    music = read_music(path)
    lufs = integrated_lufs(music)
    if not isfinite(lufs):
        raise too_little(path)
    return music, lufs


def music_digest(path: Path) -> str:
    """Changes with the bytes of the music in `path`.

    Raises:
        MissingError: if it cannot be read.
        InputError: if it is no kind of music, or too large.
    """
    from mmc_audio.audio.music import kind_of

    kind_of(path)
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        what = f"music {path}: {error.strerror or error}; check the path"
        raise MissingError(what) from error
