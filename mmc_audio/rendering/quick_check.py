"""Whether a plan's session is up to date, found out without reading the plan.

Where nothing has changed, reading the plan and writing its script would take longer than all the
rest. So a rendering leaves a note of what it was made from - the plan's bytes, the templates, the
program, who speaks, the music - and of what it left. Any doubt means the long way, which finds out
for itself.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio._lib.content_key import content_key
from mmc_audio._lib.store import Store
from mmc_audio.coaching.names_file import names_file
from mmc_audio.errors import MmcError, UnavailableError
from mmc_audio.rendering.own_content import own_state
from mmc_audio.rendering.speakers import usual_state
from mmc_audio.rendering.up_to_date import Stamp, folder_state, program_digest, state_of
from mmc_audio.rendering.usual_formats import usual_formats
from mmc_audio.speech.config import config_table, preferred_voice
from mmc_audio.speech.said.lexicon_files import lexicon_files

if TYPE_CHECKING:
    from mmc_audio.rendering.overrides import Overrides

Assumed = tuple[int | None, int | None, str]
"""Line and column of a name of an exercise, and what it was taken for."""

FORMAT = "shortcut 5"
LARGEST_READ = 1_000_000_000
"""Bytes; music of more is refused, so there is no need to read it."""


@dataclass(frozen=True, slots=True)
class RenderRecord:
    """What a rendering left behind."""

    engine: tuple[str, str]
    """Name and version."""
    collection: str
    name: str
    files: tuple[tuple[str, ...], ...]
    """All that belongs to the session, in the groups of its stamp; the MP3 first."""
    stamp: str
    """Digest in the stamp of the files."""
    playlists: tuple[str, ...]
    """Of the tracks it is cut into."""
    bed: str
    """Path of the music; empty where there is none."""
    title: str
    duration_s: float
    cues: int
    notes: int
    inputs: str
    """As `QuickCheck.inputs` gave it before the plan was read."""
    music: str
    """As `as_it_is` gave it before the music was read."""
    memory: tuple[str, ...] = ()
    """What was remembered, one line each."""
    assumed: tuple[Assumed, ...] = ()
    """What was not certain of the plan's names."""


@dataclass(frozen=True, slots=True)
class QuickCheck:
    """Compares what the last rendering of the plan at `path` noted with what is there now."""

    store: Store
    path: Path
    output: Path
    choice: "Overrides"
    folders: Sequence[Path]
    """Where templates are looked for."""
    log: Path | None = None
    """The practice log, whose sets the coach answers."""

    def inputs(self) -> str:
        """Digest of the plan, the templates and the program, as they are now.

        Empty where there is nothing to compare: standard input and pipes can be read once only.
        """
        if str(self.path) == "-" or not (plan := as_it_is(self.path)):
            return ""
        templates = [folder_state(folder) for folder in self.folders]
        lexicons = state_of([*lexicon_files(self.path), names_file()])
        usual = "" if self.choice.engine else usual_state()
        mine = (plan, self.choice, usual, _usual_output(), as_it_is(self.log))
        return content_key(program_digest(), *mine, templates, lexicons, own_state())

    def note(self, inputs: str, identify: Callable[[str], tuple[str, str]]) -> RenderRecord | None:
        """What the last rendering left, if it would be made again; None in any doubt.

        Args:
            inputs: as `inputs` gives it now.
            identify: name and version of the engine of a name, as it is now.
        """
        try:
            note = _note(json.loads(self.store.get(self._key()) or b"[]"))
            same = (
                note.inputs == inputs
                and note.music == as_it_is(Path(note.bed) if note.bed else None)
                and note.engine == identify(note.engine[0])
                and Stamp(self.store, note.stamp, _paths(note.files)).is_current()
            )
        except (ValueError, TypeError, MmcError):
            return None
        return note if same else None

    def keep(self, note: RenderRecord) -> None:
        """Note what a rendering left behind, for the next run."""
        if note.inputs:
            kept = [getattr(note, name) for name in RenderRecord.__slots__]
            self.store.put(self._key(), json.dumps(kept).encode())

    def _key(self) -> str:
        return "\0".join((FORMAT, str(self.path.absolute()), str(self.output.absolute())))


def _usual_output() -> tuple[object, ...] | str:
    """What the user's configuration says of every session; or why it is unknown."""
    try:
        usual = preferred_voice()
        return usual.loudness, usual.pace, usual_formats(), str(config_table("training"))
    except UnavailableError as error:
        return error.what


def as_it_is(path: Path | None) -> str:
    """State and content of a file; empty for none, and for a pipe, which cannot be read again.

    The state tells a file that was changed and changed back while it was read. Of a file that is
    larger than any music that is read, the state has to do: it is refused in a moment.
    """
    if path is None or not path.is_file():
        return ""
    state = state_of([path])
    if path.stat().st_size > LARGEST_READ:
        return str(state)
    try:
        with path.open("rb") as file:
            return f"{state} {file_digest(file, 'sha256').hexdigest()}"
    except OSError:
        return ""


def _note(kept: list[Any]) -> RenderRecord:
    engine, collection, name, files, stamp, playlists, *rest = kept
    groups = tuple(map(tuple, files))
    return RenderRecord(tuple(engine), collection, name, groups, stamp, tuple(playlists), *rest)


def _paths(groups: Iterable[Iterable[str]]) -> tuple[tuple[Path, ...], ...]:
    return tuple(tuple(map(Path, files)) for files in groups)
