"""The bytes of a plan, a program or a script: from a file, a pipe or standard input."""

import shlex
import stat
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from mmc_audio._lib.suggest import nearest
from mmc_audio._lib.yaml_tree import MAX_BYTES
from mmc_audio.errors import MissingError, Place


def shown(path: Path | str) -> str:
    """The name of a plan's file in messages."""
    return "<stdin>" if str(path) == "-" else str(path)


def read_file(path: Path | str, limit: int = MAX_BYTES) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input for `-`, and the name for messages.

    At most one byte more than `limit` is read.

    Raises:
        MissingError: if it is not there, is a folder, or cannot be read.
    """
    if str(path) == "-":
        return _read_stdin(limit), shown(path)
    try:
        status = Path(path).stat()
        read = _piped if stat.S_ISFIFO(status.st_mode) else _read
        return read(Path(path), status.st_ino, limit), shown(path)
    except FileNotFoundError as error:
        what = f"there is no such file; {_meant(Path(path))}"
        raise MissingError(what, Place(str(path))) from error
    except IsADirectoryError as error:
        command = f"mmc-audio batch {shlex.quote(str(path))}"
        what = f"is a folder; name a file in it, or render all its plans: {command}"
        raise MissingError(what, Place(str(path))) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no file name"
        raise MissingError(f"cannot be read: {why}; check it", Place(str(path))) from error


ALIKE, ALIKE_FROM_THE_SECOND_LETTER = 0.8, 0.9
"""How alike two file names must be, endings aside, for one to be the other misspelt; 0 to 1.

People seldom miss the first letter: `nothere` is 0.83 like `other`, and is another word."""


def _meant(path: Path) -> str:
    """What to do about a missing file: the name of one whose name is almost the same."""
    try:
        by_stem = {each.stem: each.name for each in sorted(path.parent.iterdir()) if each.is_file()}
    except (OSError, ValueError):
        by_stem = {}
    alike = [stem for stem in by_stem if stem[:1].lower() == path.stem[:1].lower()]
    near = nearest(path.stem, alike, like=ALIKE)
    near = near or nearest(path.stem, by_stem, like=ALIKE_FROM_THE_SECOND_LETTER)
    return f"did you mean {path.parent / by_stem[near[0]]}?" if near else "check the path"


def _read(path: Path, _inode: int, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit + 1)


@lru_cache(8)
def _piped(path: Path, inode: int, limit: int) -> bytes:
    """As `_once`, for a pipe that has a name, such as `<(…)` gives."""
    return _read(path, inode, limit)


def _read_stdin(limit: int) -> bytes:
    if sys.stdin is None:
        raise MissingError("standard input is closed; name a file instead of -")
    try:
        return _once(sys.stdin.buffer, limit)
    except (OSError, ValueError) as error:
        raise MissingError("standard input cannot be read; name a file instead of -") from error


@lru_cache(1)
def _once(stream: BinaryIO, limit: int) -> bytes:
    """A stream gives its bytes once; they are kept, to find the place of a mistake in them."""
    return stream.read(limit + 1)
