"""Knows, without reading a plan, that its session lies there as it would be made now.

Where nothing has changed, reading the plan and writing its script would take longer than all the
rest. So a rendering leaves a note of what it was made from - the plan's bytes, the templates, the
program, who speaks, the music - and of what it left. Any doubt means the long way, which finds out
for itself.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio.errors import MmcError
from mmc_audio.pipeline.stamp import program_digest, state_of
from mmc_audio.speech.cache import Store

if TYPE_CHECKING:
    from mmc_audio.pipeline.choice import Choice

FORMAT = "shortcut 2"


@dataclass(frozen=True, slots=True)
class Note:
    """What a rendering left behind."""

    engine: tuple[str, str]
    """Name and version."""
    collection: str
    name: str
    files: tuple[str, ...]
    """All that belongs to the session; the MP3 first."""
    playlists: tuple[str, ...]
    """Of the tracks it is cut into."""
    bed: str
    """Path of the music; empty where there is none."""
    title: str
    duration_s: float
    cues: int
    notes: int


@dataclass(frozen=True, slots=True)
class Shortcut:
    """The way past reading the plan at `path`."""

    store: Store
    path: Path
    output: Path
    choice: "Choice"
    folders: Sequence[Path]
    """Where templates are looked for."""

    def note(self, identify: Callable[[str], tuple[str, str]]) -> Note | None:
        """What the last rendering left, if it would be made again; None in any doubt.

        Args:
            identify: name and version of the engine of a name, as it is now.
        """
        if not self._lasts():
            return None
        try:
            kept = json.loads(self.store.get(self._key()) or b"{}")
            note = _note(kept["note"])
            now = self._digest(note)
            same = kept["digest"] == now and identify(note.engine[0]) == note.engine
        except (OSError, ValueError, KeyError, TypeError, MmcError):
            return None
        return note if same else None

    def keep(self, note: Note) -> None:
        """Remember what a rendering left."""
        if not self._lasts():
            return
        try:
            digest = self._digest(note)
        except OSError:
            return
        kept = {"digest": digest, "note": [getattr(note, name) for name in Note.__slots__]}
        self.store.put(self._key(), json.dumps(kept).encode())

    def _lasts(self) -> bool:
        """Whether the plan can be read twice: standard input and pipes cannot."""
        return str(self.path) != "-" and self.path.is_file()

    def _key(self) -> str:
        return "\0".join((FORMAT, str(self.path.absolute()), str(self.output.absolute())))

    def _digest(self, note: Note) -> str:
        """Of all that the session is made from, and of the files that are left.

        Raises:
            OSError: if the plan or the music cannot be read.
        """
        parts = (
            program_digest(),
            sha256(self.path.read_bytes()).hexdigest(),
            repr(self.choice),
            *(state_of(_files(folder)) for folder in self.folders),
            sha256(Path(note.bed).read_bytes()).hexdigest() if note.bed else "",
            state_of(map(Path, note.files)),
        )
        return sha256(repr(parts).encode()).hexdigest()


def _note(kept: list[Any]) -> Note:
    engine, collection, name, files, playlists, *rest = kept
    return Note(tuple(engine), collection, name, tuple(files), tuple(playlists), *rest)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
