"""Files that appear whole or not at all.

A group of files is written under hidden names in its own folders, forced to the disk, and renamed
at the end, all within a moment. What fails or is killed before that leaves the earlier files as
they were. Hidden files of processes that are gone are swept when the next group is begun.

Hand-written: atomicwrites, which is no longer kept, and its like write one file, and a session is
several that must change together.
"""

import errno
import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BufferedWriter, FileIO
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from mmc_audio._lib.locked_folder import alone
from mmc_audio.errors import OutputError

_PART = re.compile(r"\.mmc-(?P<host>[0-9a-f]{8})-(?P<pid>\d{1,10})-\d+\.part")
_number = count()


class FileGroup:
    """Files that belong together, in one folder and perhaps in others beside it; a context manager.

    Files appear, in the order they were added, when the block ends without an error.

    Args:
        folder: where files go that name no other.
        then: called when all have appeared, while the folder is still locked.
        first: called before any appears, while the folder is locked already: what it raises leaves
            all files as they were.

    Raises:
        OutputError: if the folder or a file in it cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        then: Callable[[], None] = lambda: None,
        *,
        first: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self._then = then
        self._first = first
        self._parts: dict[Path, Path] = {}
        self._begun: set[Path] = set()
        self._outdated: list[Path] = []

    def __enter__(self) -> Self:
        self._begin(self.folder)
        return self

    def _begin(self, folder: Path) -> None:
        """Make `folder`, and sweep it, when its first file is opened."""
        if folder not in self._begun:
            with as_output_error(folder):
                folder.mkdir(parents=True, exist_ok=True)
                sweep(folder)
            self._begun.add(folder)

    @contextmanager
    def open(self, name: str, folder: Path | None = None) -> Iterator[BinaryIO]:
        """A new file, seekable, that will be called `name`, in `folder` or the group's own."""
        place = folder or self.folder
        self._begin(place)
        part = hidden_part(place)
        target = place / name
        if target.is_dir():
            raise OutputError(f"{target}: a folder is in the way; move it, or choose another -o")
        self._parts[part] = target
        with as_output_error(target):
            raw = _PartFile(part, target)
        with BufferedWriter(cast("FileIO", raw), 1 << 20) as file:
            yield file
            file.flush()
            with as_output_error(target):
                os.fsync(file.fileno())

    def write(self, name: str, content: bytes, folder: Path | None = None) -> None:
        """A new file with this content."""
        with self.open(name, folder) as file:
            file.write(content)

    def read(self, name: str) -> BinaryIO:
        """What was written for `name` in the group's own folder, before it appears."""
        target = self.folder / name
        return next(part for part, to in self._parts.items() if to == target).open("rb")

    def remove(self, path: Path) -> None:
        """A file that goes when the others have appeared."""
        self._outdated.append(path)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._appear()
        finally:
            for part in self._parts:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
            for folder in self._begun - {self.folder}:
                with suppress(OSError):  # not empty: all is well
                    folder.rmdir()
                    folder.parent.rmdir()

    def _appear(self) -> None:
        """Rename all; a Ctrl-C on the way is obeyed when the last one is renamed."""
        with alone(self.folder):
            self._first()
            try:
                self._rename()
            except KeyboardInterrupt:
                self._rename()
                raise
            self._then()

    def _rename(self) -> None:
        for part, target in self._parts.items():
            with as_output_error(target), suppress(FileNotFoundError):
                part.replace(target)
        for path in self._outdated:
            with as_output_error(path):
                path.unlink(missing_ok=True)


def create(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all.

    Returns:
        False if something is there already; it stays as it is.

    Raises:
        OutputError: if it cannot be written.
    """
    if path.exists() or path.is_symlink():
        return False
    with FileGroup(path.absolute().parent) as group:
        group.write(path.name, content)
    return True


class _PartFile(FileIO):
    """A file whose writing errors name the file that it was to become."""

    def __init__(self, part: Path, target: Path) -> None:
        super().__init__(part, "xb")
        self._target = target

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        with as_output_error(self._target):
            return super().write(data) or 0


@contextmanager
def as_output_error(path: Path) -> Iterator[None]:
    """Turn an error of the system inside the block into one the user can act on.

    Raises:
        OutputError: naming `path`, the reason, and for a full disk the space left.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(path, error)}") from error


def _reason(path: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC and _no_more_files(path):
        return "no more files fit on this disk; remove some, or choose another folder"
    if error.errno == errno.ENOSPC:
        free = free_bytes(path)
        return f"the disk is full ({free // 1_000_000} MB free); make room or choose another folder"
    fix = _FIXES.get(error.errno or 0, "check the folder, or choose another with -o")
    return f"{(error.strerror or str(error)).lower()}; {fix}"


def _no_more_files(path: Path) -> bool:
    """Whether the disk has room, but no inode for another file."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        disk = os.statvfs(_existing(path))
    except OSError:
        return False
    return disk.f_files > 0 and disk.f_favail == 0 and disk.f_bavail > 0


_FIXES = {
    errno.EDQUOT: "remove files of yours, or choose another folder with -o",
    errno.EACCES: "choose a folder you may write to with -o",
    errno.EPERM: "choose a folder you may write to with -o",
    errno.EROFS: "choose a folder you may write to with -o",
    errno.ENOTDIR: "a file is in the way; move it, or choose another folder with -o",
    errno.EEXIST: "a file is in the way; move it, or choose another folder with -o",
    errno.EISDIR: "a folder is in the way; move it, or choose another folder with -o",
    errno.EFBIG: "files may not grow that large here; raise the limit (ulimit -f)",
}


def free_bytes(path: Path) -> int:
    """Space left where `path` is or would be."""
    return shutil.disk_usage(_existing(path)).free


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.absolute().parents) if place.exists())


def check_writable(folder: Path, *, needed: int = 0) -> None:
    """Find out before the long work whether `folder` can be written, and sweep it.

    Nothing is left behind; the folder need not exist yet.

    Args:
        folder: where files will be written.
        needed: bytes that should be free.

    Raises:
        OutputError: if it is a file, a link that leads nowhere, closed to us, or too full.
    """
    with as_output_error(folder):
        _try(folder, _existing(folder))
        free = free_bytes(folder)
    if free < needed:
        raise OutputError(
            f"{folder}: needs {needed // 1_000_000} MB and has {free // 1_000_000} MB free; "
            "make room or choose another folder with -o"
        )


def _try(folder: Path, existing: Path) -> None:
    """Make a file in `existing`, the part of `folder` that is there, and remove it."""
    if folder.is_symlink() and not folder.exists():
        raise OutputError(f"{folder}: is a link that leads nowhere; fix it, or choose another -o")
    if not existing.is_dir():
        raise OutputError(f"{existing}: is a file, not a folder; choose another folder with -o")
    sweep(existing)
    trial = hidden_part(existing)
    trial.touch(exist_ok=False)
    trial.unlink()


def sweep(folder: Path) -> None:
    """Remove what processes of this machine left behind when they were killed."""
    for path in folder.iterdir():
        found = _PART.fullmatch(path.name)
        if found and found["host"] == _host() and not _alive(int(found["pid"])):
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _alive(pid: int) -> bool:
    if os.name != "posix":
        return pid == os.getpid()
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def hidden_part(folder: Path) -> Path:
    """A hidden name that no other file has, and that says whose it is."""
    return folder / f".mmc-{_host()}-{os.getpid()}-{next(_number)}.part"


def _host() -> str:
    """This machine, in eight characters: the folder may be shared with others."""
    return sha256(socket.gethostname().encode()).hexdigest()[:8]
