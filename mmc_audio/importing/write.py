"""Imported plans onto the disk: nothing is overwritten, and a second import changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from mmc_audio._lib.atomic import create
from mmc_audio.errors import OutputError
from mmc_audio.importing.flow import FileToWrite


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What became of one file."""

    path: Path
    new: bool
    """False where it is there from an earlier import, and stays as it is."""
    changed: bool = False
    """Whether a file that stays differs from what would be written now."""


def write_files(folder: Path, files: Sequence[FileToWrite]) -> list[WrittenFile]:
    """Write what is new.

    A file that was imported from the same workout is kept, changed by hand or not. Where another
    file is in the way, a number is added to the name of a single plan.

    Raises:
        OutputError: if a file cannot be written, or another is where a plan of a program belongs.
    """
    if len(files) > 1:
        _check_program(folder, files)
    return [_write(folder, file) for file in files]


def _check_program(folder: Path, files: Sequence[FileToWrite]) -> None:
    """A program names its plans, so these cannot move out of the way."""
    for file in files:
        before = _content(folder / file.path)
        if before is not None and not before.startswith(file.first_line + "\n"):
            what = "another file is in the way; name an empty folder with -o"
            raise OutputError(f"{folder / file.path}: {what}")


def _write(folder: Path, file: FileToWrite) -> WrittenFile:
    for number in count(1):
        path = folder / _numbered(file.path, number)
        before = _content(path)
        if before is None:
            _create(path, file.text)
            return WrittenFile(path, new=True)
        if before.startswith(file.first_line + "\n"):
            return WrittenFile(path, new=False, changed=before != file.text)
    raise AssertionError


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name.removesuffix('.yaml')}-{number}.yaml"


def _content(path: Path) -> str | None:
    """What is there; None where nothing is, the empty text where it is no text file."""
    if not (path.exists() or path.is_symlink()):
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _create(path: Path, text: str) -> None:
    try:
        new = create(path, text.encode("utf-8"))
    except ValueError as error:
        what = "it is no file name; choose another folder with -o"
        raise OutputError(f"{path}: {what}") from error
    if not new:
        raise OutputError(f"{path}: it is there already; import it again")
