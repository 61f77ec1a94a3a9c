"""What the files of a workspace said before: commits where git is there, else dated copies.

A state is kept when it is saved, and so is what another program wrote before it is replaced. A
folder without a repository gets one of its own. Nothing is ever added to a repository that the
coach, or somebody else, began: such a folder has copies under `.history`.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mmc_audio._lib.atomic import FileGroup, as_output_error
from mmc_audio.errors import MissingError, OutputError
from mmc_audio.workspace.git_history import GitHistory, is_in_repository

FOLDER = ".history"
"""In the workspace: copies of each file, by its name and the time."""
MOST_KEPT = 200
"""Earlier states of one file that are shown, and copies that are kept."""
_MOMENT = "%Y-%m-%d-%H%M%S-%f"
_BEGUN = "begun"
"""Beside the copies of a file: there was none until it was saved here."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """What a file said before."""

    id: str
    when: datetime
    """When it was kept, in local time."""


@dataclass(slots=True)
class DatedCopies:
    """Copies of files, in a folder for each of them.

    Args:
        folder: the workspace.
    """

    folder: Path

    def states(self, name: str) -> list[KeptText]:
        """What is kept of a file, the newest first."""
        place = self._place(name)
        names = sorted((path.name for path in place.glob("2*")), reverse=True)
        return [KeptText(each, _moment(each)) for each in names]

    def read(self, name: str, id_: str) -> bytes:
        """One of the states."""
        return (self._place(name) / id_).read_bytes()

    def keep(self, name: str, data: bytes) -> None:
        """Keep a state, unless it is the newest one.

        Raises:
            OutputError: if it cannot be written.
        """
        states = self.states(name)
        if states and self.read(name, states[0].id) == data:
            return
        place = self._place(name)
        with as_output_error(place):
            place.mkdir(parents=True, exist_ok=True)
        with FileGroup(place) as group:
            group.write(datetime.now().astimezone().strftime(_MOMENT), data)
        with as_output_error(place):
            for old in states[MOST_KEPT - 1 :]:
                (place / old.id).unlink(missing_ok=True)

    def note_begun(self, name: str) -> None:
        """Remember that there was no such file until now.

        Raises:
            OutputError: if that cannot be written.
        """
        place = self._place(name)
        with as_output_error(place):
            place.mkdir(parents=True, exist_ok=True)
            (place / _BEGUN).touch()

    def forget_begun(self, name: str) -> None:
        """The file goes: one that is there later may be somebody else's."""
        (self._place(name) / _BEGUN).unlink(missing_ok=True)

    def was_begun(self, name: str) -> bool:
        """Whether that was remembered."""
        return (self._place(name) / _BEGUN).is_file()

    def _place(self, name: str) -> Path:
        place = self.folder / FOLDER / name
        if place.resolve() != place:
            raise OutputError(f"{FOLDER} leads out of this folder; remove the link")
        return place


@dataclass(slots=True)
class KeptStates:
    """All that is kept of a workspace's files.

    Args:
        folder: the workspace, without links in its path.
        every: the names of all its files, for the first commit.
    """

    folder: Path
    every: Callable[[], list[str]]
    _copies: DatedCopies = field(init=False)
    _git: GitHistory = field(init=False)

    def __post_init__(self) -> None:
        self._copies, self._git = DatedCopies(self.folder), GitHistory(self.folder)

    @property
    def about(self) -> str:
        """Where it is kept, for the coach."""
        if self._git.is_ours() or self._git.can_begin():
            return "Each save is kept as a commit in this folder's own git repository."
        if self._git.is_there and is_in_repository(self.folder):
            return f"Each save is kept in {FOLDER}; your own git repository stays as it is."
        return f"Each save is kept as a dated copy in {FOLDER}."

    def begin(self) -> None:
        """Make the folder's repository before its first file is changed, if it can have one."""
        if not self._git.is_ours() and self._git.can_begin():
            with suppress(OutputError):  # then states are kept as copies, and it is tried again
                self._git.begin(self.every())

    def keep(self, name: str, data: bytes) -> None:
        """Keep a state of a file, unless it is the newest one: as a copy where git cannot.

        Raises:
            OutputError: if it cannot be kept.
        """
        try:
            if self._git.is_ours():
                self._git.keep(name, data)
                return
        except OutputError:  # such as while somebody else holds its lock
            pass
        self._copies.keep(name, data)

    def note_begun(self, name: str) -> None:
        """Remember that there was no such file until now: undo may take it away again.

        Raises:
            OutputError: if that cannot be written.
        """
        self._copies.note_begun(name)

    def forget_begun(self, name: str) -> None:
        """The file goes: one that is there later may be somebody else's."""
        self._copies.forget_begun(name)

    def was_begun(self, name: str) -> bool:
        """Whether there was no such file until it was saved here, in this run or an earlier one."""
        return self._copies.was_begun(name)

    def states(self, name: str) -> list[KeptText]:
        """What is kept of a file, the newest first."""
        commits = self._git.states(name, MOST_KEPT) if self._git.is_ours() else []
        found = [KeptText(id_, datetime.fromtimestamp(at).astimezone()) for id_, at in commits]
        return sorted([*found, *self._copies.states(name)], key=lambda one: one.when, reverse=True)

    def read(self, name: str, ids: list[str]) -> list[bytes]:
        """Some of the states.

        Raises:
            MissingError: if one is not kept.
        """
        known = {each.id for each in self.states(name)}
        if not known.issuperset(ids):
            raise MissingError("this earlier state is not kept any more; choose another one")
        copies = {each.id for each in self._copies.states(name)}
        commits = [each for each in ids if each not in copies]
        texts = dict(zip(commits, self._git.read(name, commits), strict=True))
        return [self._copies.read(name, id_) if id_ in copies else texts[id_] for id_ in ids]


def _moment(name: str) -> datetime:
    return datetime.strptime(name, _MOMENT).astimezone()
