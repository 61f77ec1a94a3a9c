"""Knows whether a session's files are already what a rendering would make.

A stamp holds a digest of everything that shapes the files, and what the files were when they were
written. It is kept in the cache; without it the session is rendered again.
"""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from mmc_audio.library.names import SessionPaths
from mmc_audio.speech.cache import Store

PACKAGE = Path(__file__).parents[1]


def inputs_digest(*parts: object) -> str:
    """Digest of all that shapes a session, the program itself included.

    Args:
        parts: frozen data whose `repr` says everything.
    """
    text = "\0".join((_program(), *map(repr, parts)))
    return sha256(text.encode()).hexdigest()


def is_current(store: Store, paths: SessionPaths, digest: str) -> bool:
    """Whether the files of the session are there, untouched since a rendering of `digest`."""
    kept = store.get(_key(paths))
    if kept is None:
        return False
    stamp: dict[str, object] = json.loads(kept)
    return stamp == {"digest": digest, "files": _state(paths.all())}


def set_stamp(store: Store, paths: SessionPaths, digest: str) -> None:
    """Remember that the session's files were made from `digest`."""
    stamp = {"digest": digest, "files": _state(paths.all())}
    store.put(_key(paths), json.dumps(stamp).encode())


def _key(paths: SessionPaths) -> str:
    return f"stamp 1 {paths.mp3.absolute()}"


def _state(files: Iterable[Path]) -> list[list[int]]:
    """Size and time of change of each file; zeros for one that is not there."""
    return [_of(path) for path in files]


def _of(path: Path) -> list[int]:
    try:
        status = path.lstat()
    except OSError:
        return [0, 0]
    return [status.st_size, status.st_mtime_ns]


@cache
def _program() -> str:
    """Changes whenever the program does."""
    files = sorted(PACKAGE.rglob("*.py"))
    return sha256(repr([(str(f.name), *_of(f)) for f in files]).encode()).hexdigest()
