"""Whether a session's files are already what a rendering would make.

A stamp holds a digest of everything that shapes the files, and what the files were when they were
written. It is kept in the cache; without it the session is rendered again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mmc_audio._lib.content_key import content_key
from mmc_audio._lib.store import Store
from mmc_audio.speech.tool_versions import SESSION, versions
from mmc_audio.templates.files import builtin_templates_dir

PACKAGE = Path(__file__).parents[1]


def inputs_digest(*parts: object) -> str:
    """Digest of all that shapes a session, the program itself included.

    Args:
        parts: frozen data, as `content_key` takes it.
    """
    return content_key(program_digest(), *parts)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What files should have been made from, and were if it is current."""

    store: Store
    """Where stamps are kept."""
    digest: str
    """As `inputs_digest` gives it."""
    groups: tuple[tuple[Path, ...], ...]
    """Files that belong together; the first one's path names the group."""

    def is_current(self) -> bool:
        """Whether all files are there, untouched since they were made from the digest."""
        return all(self._kept(files) == self._now(files) for files in self.groups)

    def set(self) -> None:
        """Remember that the files were made from the digest.

        To be called before another rendering can put its own in their place.
        """
        for files in self.groups:
            self.store.put(_key(files), json.dumps(self._now(files)).encode())

    def _kept(self, files: Sequence[Path]) -> object:
        kept = self.store.get(_key(files))
        return kept and json.loads(kept)

    def _now(self, files: Sequence[Path]) -> object:
        return {"digest": self.digest, "files": state_of(files)}


def _key(files: Sequence[Path]) -> str:
    return f"stamp 2 {files[0].absolute()}"


def state_of(files: Iterable[Path]) -> list[list[str | int]]:
    """Place, size and time of change of each file; zeros for one that is not there."""
    return [[str(path.absolute()), *_of(path)] for path in files]


def folder_state(folder: Path) -> list[list[str | int]]:
    """`state_of` all files in a folder."""
    return state_of(sorted(path for path in folder.rglob("*") if path.is_file()))


def _of(path: Path) -> tuple[int, int]:
    try:
        status = path.lstat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


@cache
def program_digest() -> str:
    """Changes whenever the program does, or what it brings along, or what it is made with."""
    files = {*PACKAGE.rglob("*.*"), *builtin_templates_dir().rglob("*.*")}
    ours = sorted(path for path in files if path.suffix != ".pyc")
    return content_key(state_of(ours), versions(SESSION))
