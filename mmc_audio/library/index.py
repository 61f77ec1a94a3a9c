"""Which finished sessions are in the output folder, and how their files are opened.

A session is finished when its MP3 and its cue sheet are both there under their final names. All
else in the folder does not exist for the outside: dot files, temporary files, links, pipes,
folders within folders. Files are opened beneath the folder, one name at a time, never through a
link, and are read from that open file to the end, even when a new rendering replaces them.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from mmc_audio.errors import MissingError
from mmc_audio.library.sheet import Sheet, read_sheet
from mmc_audio.library.summary import SheetSummary, SummaryShelf

MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".cues.json": "application/json",
    ".chapters.json": "application/json+chapters",
    ".lrc": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".jpg": "image/jpeg",
}
"""What may be handed out, by the end of its name, and as what."""

COVERS = ("cover.jpg", "folder.jpg")

MOST_IN_MEMORY = 4
"""Cue sheets that are kept after they were read: phones ask for the same few."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,119}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HAS_DIR_FD = os.open in os.supports_dir_fd


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open for reading, and what was true of it when it was opened."""

    file: BinaryIO
    size: int
    """Bytes."""
    modified_ns: int
    """Nanoseconds since 1970."""
    tag: str
    """Changes whenever the file is replaced; safe in addresses and ETags."""
    media_type: str

    def read(self, count: int) -> bytes:
        """Exactly the next `count` bytes: an answer's header has promised that many.

        Raises:
            EOFError: if somebody cut the file short.
        """
        data = self.file.read(count)
        while len(data) < count:
            more = self.file.read(count - len(data))
            if not more:
                raise EOFError("a file became shorter while it was being sent")
            data += more
        return data


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A finished session, as the index knows it."""

    collection: str
    name: str
    size: int
    """Bytes of the MP3."""
    modified: float
    """When the MP3 was written, in seconds since 1970."""
    tag: str
    """Changes whenever the MP3 is replaced."""
    summary: SheetSummary = field(repr=False, compare=False)
    """What a list says of it."""
    read: Callable[[], Sheet] = field(repr=False, compare=False)
    """Reads its cue sheet."""
    covers: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    """Ends of the names of the files that belong to it, such as `.vtt`."""

    @property
    def key(self) -> str:
        """`collection/name`: the same for every rendering of this session."""
        return f"{self.collection}/{self.name}"

    @property
    def sheet(self) -> Sheet:
        """The cue sheet as it was written.

        Raises:
            MissingError: if it is gone meanwhile.
        """
        return self.read()

    @property
    def title(self) -> str:
        """What the session is called."""
        return self.summary.title or self.name

    @property
    def date(self) -> str | None:
        """The ISO date its name begins with, if it does."""
        found = _DATE.match(self.name)
        return found.group() if found else None

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.summary.duration_s


class SessionIndex:
    """The output folder, read-only, as the outside may see it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._summaries = SummaryShelf(output)
        self._recent: dict[tuple[str, str], Sheet] = {}

    def sessions(self) -> list[StoredSession]:
        """All finished sessions, by collection and name. A folder that is not there has none."""
        found = [
            session
            for collection in _names(self.output, folders=True)
            if _SLUG.fullmatch(collection)
            for session in self._collection(collection)
        ]
        self._summaries.keep()
        return sorted(found, key=lambda session: session.key)

    def session(self, collection: str, name: str) -> StoredSession:
        """One finished session.

        Raises:
            MissingError: if there is none of that name.
        """
        if _SLUG.fullmatch(collection):
            for session in self._collection(collection):
                if session.name == name:
                    return session
        raise MissingError(
            f"no finished session '{collection}/{name}' in {self.output}; render it first"
        )

    def open(self, collection: str, name: str) -> OpenFile:
        """Open one file of a finished session, or a cover, for reading.

        Raises:
            MissingError: if it is no such file, whatever else may be there.
        """
        kind = _kind(name)
        if not _SLUG.fullmatch(collection) or kind is None or not self._belongs(collection, name):
            raise MissingError(f"no file '{collection}/{name}' among the finished sessions")
        return _open(self.output, collection, name)

    def _belongs(self, collection: str, name: str) -> bool:
        if name in COVERS:
            return any(True for _ in self._collection(collection))
        base = name.removesuffix(_kind(name) or "")
        names = set(_names(self.output / collection, folders=False))
        return f"{base}.mp3" in names and f"{base}.cues.json" in names

    def _collection(self, collection: str) -> Iterator[StoredSession]:
        names = set(_names(self.output / collection, folders=False))
        for name in sorted(names):
            base = name.removesuffix(".mp3")
            if base != name and _SLUG.fullmatch(base) and f"{base}.cues.json" in names:
                try:
                    yield self._read(collection, base, names)
                except (MissingError, ValueError):
                    continue  # being replaced, or no cue sheet: not a finished session

    def _read(self, collection: str, base: str, names: set[str]) -> StoredSession:
        audio = _open(self.output, collection, f"{base}.mp3")
        audio.file.close()
        tag = self._tag_of_sheet(collection, base)
        read = partial(self._sheet, collection, base)
        summary = self._summaries.of(f"{collection}/{base}.cues.json", tag, read)
        if summary is None:
            raise ValueError("a damaged cue sheet")
        return StoredSession(
            collection,
            base,
            audio.size,
            audio.modified_ns / 1e9,
            audio.tag,
            summary,
            read,
            frozenset(names.intersection(COVERS)),
            frozenset(end for end in MEDIA_TYPES if base + end in names),
        )

    def _tag_of_sheet(self, collection: str, base: str) -> str:
        opened = _open(self.output, collection, f"{base}.cues.json")
        opened.file.close()
        return opened.tag

    def _sheet(self, collection: str, base: str) -> Sheet:
        """A cue sheet; the last few that were read are in memory."""
        name = f"{base}.cues.json"
        opened = _open(self.output, collection, name)
        with opened.file as file:
            key = (f"{collection}/{name}", opened.tag)
            sheet = self._recent.get(key) or read_sheet(file)
        self._recent[key] = sheet
        for old in list(self._recent)[:-MOST_IN_MEMORY]:
            self._recent.pop(old, None)
        return sheet


def _kind(name: str) -> str | None:
    """The end of a file's name, if it is one that may be handed out."""
    if name in COVERS:
        return ".jpg"
    for end in MEDIA_TYPES:
        if end != ".jpg" and name.endswith(end) and _SLUG.fullmatch(name.removesuffix(end)):
            return end
    return None


def _names(folder: Path, *, folders: bool) -> list[str]:
    """Names of the plain files, or of the folders, in `folder`; links are neither."""
    try:
        with os.scandir(folder) as entries:
            return [
                entry.name
                for entry in entries
                if (entry.is_dir if folders else entry.is_file)(follow_symlinks=False)
            ]
    except OSError:
        return []


def _open(root: Path, collection: str, name: str) -> OpenFile:
    try:
        descriptor = _open_beneath(root, collection, name)
    except OSError as error:
        raise MissingError(f"cannot open {collection}/{name}: {error.strerror}") from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise MissingError(f"{collection}/{name} is not a plain file")
    what = f"{status.st_ino}-{status.st_size}-{status.st_mtime_ns}"
    return OpenFile(
        os.fdopen(descriptor, "rb", buffering=0),
        status.st_size,
        status.st_mtime_ns,
        sha256(what.encode()).hexdigest()[:16],
        MEDIA_TYPES[_kind(name) or ".mp3"],
    )


def _open_beneath(root: Path, collection: str, name: str) -> int:
    """Open `root/collection/name`, no part of which below `root` may be a link."""
    if not _HAS_DIR_FD:
        folder, path = root / collection, root / collection / name
        if folder.is_symlink() or path.is_symlink():
            raise OSError(0, "is a link")
        return os.open(path, _READ)
    flags = os.O_RDONLY | os.O_DIRECTORY
    root_fd = os.open(root, flags)
    try:
        folder_fd = os.open(collection, flags | _NO_FOLLOW, dir_fd=root_fd)
    finally:
        os.close(root_fd)
    try:
        return os.open(name, _READ, dir_fd=folder_fd)
    finally:
        os.close(folder_fd)
