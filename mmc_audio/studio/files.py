"""The files of a workspace that the studio may read and write, and what they said before.

A file is named by its path from the workspace, with `/`. A name that leads out of it, through `..`
or a link, or to a kind of file that is not a coach's, means no file.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from mmc_audio._lib.atomic import FileGroup, as_output_error
from mmc_audio.errors import InputError, MissingError, OutputError
from mmc_audio.workspace.days import is_program

HISTORY = ".history"
"""In the workspace: what each file said before, by its name and the time."""
MOST_KEPT = 200
"""Earlier states of one file."""
UNDONE = 20
"""Saves that can be undone one after the other; the others are in the history."""
LARGEST = 1 << 20
ENDINGS = (".yaml", ".yml", ".cues.j2")


class ChangedOutsideError(OutputError):
    """Raised when a file is to be saved that someone else has changed since it was read."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as it was read."""

    name: str
    text: str
    version: str
    """Changes with its bytes; empty where there is no file yet."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file said before."""

    id: str
    when: datetime
    """Until when it said so, in local time."""


class WorkspaceFiles:
    """Reads and writes files of one folder.

    Args:
        folder: the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def path(self, name: str) -> Path:
        """Where the file `name` is, or would be.

        Raises:
            InputError: if that is no file of the workspace.
        """
        pure = PurePosixPath(name)
        plain = not any(part.startswith(".") or "\\" in part or ":" in part for part in pure.parts)
        ours = name.endswith(ENDINGS) and name == pure.as_posix() and not pure.is_absolute()
        path = self.folder.joinpath(*pure.parts)
        if plain and ours and name.isprintable() and self._is_within(path):
            return path
        raise InputError(f"{name!r} is no plan or template of this folder; choose one of the list")

    def _is_within(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.folder) and not path.is_symlink()
        except (OSError, ValueError):
            return False

    def read(self, name: str) -> FileText:
        """The file `name`.

        Raises:
            InputError: if the workspace has no such name, or it is no text.
            MissingError: if it cannot be read.
        """
        path = self.path(name)
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise MissingError(f"{name} cannot be read: {error.strerror}; look again") from error
        if len(data) > LARGEST:
            raise InputError(f"{name} is larger than 1 MiB; that is no plan")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name} is not UTF-8; save it as UTF-8") from error
        return FileText(name, text.replace("\r\n", "\n"), _version(data))

    def version(self, name: str) -> str:
        """The version of the file as it is now; empty where there is none."""
        try:
            return _version(self.path(name).read_bytes())
        except OSError:
            return ""

    def save(self, name: str, text: str, version: str) -> FileText:
        """Write a file, whole or not at all, and keep what it said before.

        Args:
            name: the file's.
            text: what it is to say.
            version: of the file that the text was made from; empty for a new one.

        Raises:
            ChangedOutsideError: if the file is another one now; nothing is written.
            OutputError: if it cannot be written; it is as it was then.
            InputError: if the workspace has no such name.
        """
        path = self.path(name)
        if self.version(name) != version:
            raise ChangedOutsideError(
                f"{name} was changed by someone else; keep yours, or take theirs"
            )
        data = text.encode()
        if version and version != _version(data):
            self._keep(name, path)
        with FileGroup(path.parent) as group:
            group.write(path.name, data)
        return FileText(name, text, _version(data))

    def free_name(self, folder: str, base: str, taken: Collection[str] = ()) -> str:
        """A name in `folder` that no file has: `plans/monday.yaml`, `plans/monday-2.yaml`.

        Args:
            folder: in the workspace.
            base: the name without its ending.
            taken: names that are not free either.
        """
        number, name = 1, f"{folder}/{base}.yaml"
        while name in taken or self.path(name).exists():
            number += 1
            name = f"{folder}/{base}-{number}.yaml"
        return name

    def plans(self) -> list[str]:
        """The names of all plans: in the workspace itself and in its folder `plans`."""
        return sorted(name for name in self._yaml() if not is_program(str(self.folder / name)))

    def _yaml(self) -> Iterator[str]:
        for folder in (self.folder, self.folder / "plans"):
            for path in sorted(folder.glob("[!.]*.yaml")) if folder.is_dir() else ():
                name = path.relative_to(self.folder).as_posix()
                if path.name != "lexicon.yaml" and path.is_file() and self._is_within(path):
                    yield name

    def history(self, name: str) -> list[Kept]:
        """What is kept of a file, the newest first."""
        folder = self._history_of(name)
        names = sorted((path.name for path in folder.glob("2*")), reverse=True)
        return [Kept(each, _moment(each)) for each in names]

    def kept(self, name: str, id_: str) -> str:
        """The text of an earlier state.

        Raises:
            MissingError: if there is none of that id.
        """
        if id_ not in {each.id for each in self.history(name)}:
            raise MissingError("this earlier state is not kept any more; choose another one")
        return (self._history_of(name) / id_).read_text("utf-8")

    def texts_before(self, name: str) -> list[str]:
        """The last of what a file said before, the oldest first."""
        return [self.kept(name, each.id) for each in reversed(self.history(name)[:UNDONE])]

    def _history_of(self, name: str) -> Path:
        self.path(name)
        return self.folder / HISTORY / name

    def _keep(self, name: str, path: Path) -> None:
        folder = self._history_of(name)
        with as_output_error(folder):
            folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S-%f")
        with FileGroup(folder) as group:
            group.write(moment, path.read_bytes())
        for old in self.history(name)[MOST_KEPT:]:
            (folder / old.id).unlink(missing_ok=True)


def _version(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _moment(name: str) -> datetime:
    return datetime.strptime(name, "%Y-%m-%d-%H%M%S-%f").astimezone()
