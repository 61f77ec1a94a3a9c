"""The files in a folder of templates, which may be anywhere: a link may lead to a whole disk."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from mmc_audio.errors import Place, TemplateError

MAX_DEPTH = 4
MAX_WALKED = 5000
"""Files and folders looked at in a folder of templates: one that leads to a home folder, by a link
or a mistake, is refused before it was searched."""
NAME = re.compile(r"\w[\w .-]*")
"""A file or folder that is looked at."""


def walk(folder: Path) -> Iterator[Path]:
    """The files in a folder of templates, whatever their names; hidden ones are passed over.

    Raises:
        TemplateError: if a folder cannot be read, or is all of a disk or much of it.
    """
    refuse_whole_disk(folder)
    for number, entry in enumerate(_walk(folder, MAX_DEPTH)):
        if number == MAX_WALKED:
            raise too_many_files(folder)
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)


def refuse_whole_disk(folder: Path) -> None:
    """Raise TemplateError if `folder` is the root of a disk, perhaps by a link."""
    if folder.resolve() == Path(folder.resolve().anchor):
        what = "leads to the whole disk; name the folder that is meant"
        raise TemplateError(what, Place(str(folder)))


def too_many_files(folder: Path) -> TemplateError:
    """Says that `folder` holds more than MAX_WALKED files."""
    what = f"holds more than {MAX_WALKED} files; name the folder that is meant"
    return TemplateError(what, Place(str(folder)))


def _walk(folder: Path, depth: int) -> Iterator["os.DirEntry[str]"]:
    """The files and folders in `folder`, each folder before what is in it."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        what = f"the folder cannot be read: {error.strerror}; check its permissions"
        raise TemplateError(what, Place(str(folder))) from error
    for entry in entries:
        if not entry.name.startswith("."):
            yield entry
        if entry.is_dir(follow_symlinks=False) and depth > 1 and NAME.fullmatch(entry.name):
            yield from _walk(Path(entry.path), depth - 1)
