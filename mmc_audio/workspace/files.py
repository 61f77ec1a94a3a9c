"""The files of a workspace that the studio may read and write, and what they said before.

A file is named by its path from the workspace, with `/`. A name that leads out of it, through `..`
or a link, or to a kind of file that is not a coach's, means no file.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from threading import Lock

from mmc_audio._lib.atomic import FileGroup, as_output_error
from mmc_audio.errors import InputError, MissingError, OutputError
from mmc_audio.workspace.days import is_program
from mmc_audio.workspace.history import KeptStates, KeptText

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


class WorkspaceFiles:
    """Reads and writes files of one folder.

    Args:
        folder: the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._kept = KeptStates(self.folder, self.every)
        self._saving = Lock()

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
        path, data = self.path(name), _encoded(name, text)

        def unchanged() -> None:
            if self.version(name) != version:
                what = f"{name} was changed by someone else; keep yours, or take theirs"
                raise ChangedOutsideError(what)

        with self._saving:
            unchanged()
            self._kept.begin()
            if version:
                self._kept.keep(name, path.read_bytes())
            with FileGroup(path.parent, first=unchanged) as group:
                group.write(path.name, data)
            with suppress(OutputError):  # what is in the file is kept at the latest with the next
                self._kept.keep(name, data)
                if not version:
                    self._kept.note_begun(name)
        return FileText(name, text, _version(data))

    def was_begun(self, name: str) -> bool:
        """Whether there was no such file until it was saved here, in this run or an earlier one."""
        return self._kept.was_begun(name)

    def remove(self, name: str) -> None:
        """Take a file away; what it said is kept.

        Raises:
            OutputError: if it cannot be removed; it is as it was then.
            InputError: if the workspace has no such name.
        """
        path = self.path(name)
        with self._saving, as_output_error(path):
            self._kept.keep(name, path.read_bytes())
            self._kept.forget_begun(name)
            path.unlink()

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

    def plans(self, within: str = "") -> list[str]:
        """The names of all plans: in the workspace, or a folder of it, and in its `plans`."""
        names = self._yaml(self.folder / within)
        return sorted(name for name in names if not is_program(str(self.folder / name)))

    def _yaml(self, place: Path) -> Iterator[str]:
        for folder in (place, place / "plans"):
            for path in sorted(folder.glob("[!.]*.yaml")) if folder.is_dir() else ():
                name = path.relative_to(self.folder).as_posix()
                if path.name != "lexicon.yaml" and path.is_file() and self._is_within(path):
                    yield name

    def every(self) -> list[str]:
        """The names of all files that the studio may write."""
        found = []
        for place, folders, names in os.walk(self.folder):
            folders[:] = [each for each in folders if not each.startswith(".")]
            for each in names:
                name = Path(place, each).relative_to(self.folder).as_posix()
                with suppress(InputError):
                    self.path(name)
                    found.append(name)
        return sorted(found)

    def history(self, name: str) -> list[KeptText]:
        """What a file said before, the newest first."""
        path = self.path(name)
        states = self._kept.states(name)
        if not states or not path.is_file():
            return states
        now = path.read_bytes() == self._kept.read(name, [states[0].id])[0]
        return states[1:] if now else states

    def kept(self, name: str, id_: str) -> str:
        """The text of an earlier state.

        Raises:
            MissingError: if there is none of that id.
        """
        self.path(name)
        return _text(self._kept.read(name, [id_])[0])

    def texts_before(self, name: str, most: int = UNDONE) -> list[str]:
        """The last of what a file said before, the oldest first; `most` of them."""
        ids = [each.id for each in reversed(self.history(name)[:most])]
        texts = [_text(each) for each in self._kept.read(name, ids)]
        # The same text is kept twice where git could not keep it at first.
        return [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]

    @property
    def about_history(self) -> str:
        """Where the history is kept."""
        return self._kept.about


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        what = f"{name}: {text[error.start]!r} is half a character"
        raise InputError(f"{what}; write it anew, nothing was saved") from error


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _version(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
