"""What was made once and need not be made again: one checked file per content key.

A file holds its key and the digest of its content, so a flipped bit, a cut, or a file put in
another's place is seen; any doubt is a miss, and the entry is made again. Files appear whole, by
rename. They are not synced to the disk: a file that a power cut spoils is a miss like any other.
"""

import os
import stat
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mmc_audio._lib.whole import write_whole

MAGIC = b"mmcaudio"
VERSION = 1
HEADER = struct.Struct("<8sI32s32s")
"""Magic, version, sha256 of the key, sha256 of the payload."""
YOUNG_S = 3600
"""An entry younger than this may belong to a render that is running; it is not pruned."""
SUFFIX = ".bin"
NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def default_folder() -> Path:
    """MMC_AUDIO_CACHE, or the user's cache folder."""
    import platformdirs

    chosen = os.environ.get("MMC_AUDIO_CACHE")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("mmc-audio"))


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store holds."""

    folder: Path
    entries: int
    bytes: int


class Store:
    """Bytes by key, on disk; never fails, only forgets.

    Args:
        folder: the cache folder, shared by several kinds.
        kind: a subfolder, such as `clips`.
        warn: called once if the folder cannot be used, and if it was damaged, in one line each.
    """

    def __init__(
        self, folder: Path, kind: str, *, warn: Callable[[str], None] = lambda _line: None
    ) -> None:
        self.folder = folder / kind
        self._say = once(warn)

    def path(self, key: str) -> Path:
        """Where the entry for `key` is."""
        name = _digest(key).hex()
        return self.folder / name[:2] / (name[2:] + SUFFIX)

    def get(self, key: str) -> bytes | None:
        """The payload; None on a miss or any doubt."""
        try:
            head, payload = _read_regular(self.path(key))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            head, payload = b"", b""
        if head == _header(key, payload):
            return payload
        self._say(f"cache {self.folder.parent} was damaged; what was spoiled is made again")
        return None

    def put(self, key: str, payload: bytes) -> bool:
        """Keep the payload; False if that was not possible."""
        path = self.path(key)
        try:
            write_whole(path, _header(key, payload), payload)
        except OSError as error:
            why = error.strerror or error
            self._say(f"cache {self.folder.parent} cannot be written ({why}); not using it")
            return False
        return True

    def info(self) -> StoreInfo:
        """How much is kept."""
        sizes = [status.st_size for _, status in self._entries()]
        return StoreInfo(self.folder, len(sizes), sum(sizes))

    def prune(self, max_bytes: int) -> int:
        """Remove what was not used for longest, until at most `max_bytes` are left.

        Entries younger than an hour stay. Returns the bytes removed.
        """
        entries = sorted(self._entries(), key=lambda entry: entry[1].st_mtime)
        excess = sum(status.st_size for _, status in entries) - max_bytes
        removed = 0
        for path, status in entries:
            if removed >= excess or time.time() - status.st_mtime < YOUNG_S:
                break
            removed += _remove(path, status.st_size)
        return removed

    def clear(self) -> int:
        """Remove everything. Returns the bytes removed."""
        return sum(_remove(path, status.st_size) for path, status in list(self._entries()))

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob("??/*"):
            try:
                status = path.lstat()
            except OSError:
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield path, status


def _digest(key: str) -> bytes:
    """A key may hold a path, and a path may be no UTF-8."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()


def _header(key: str, payload: bytes) -> bytes:
    return HEADER.pack(MAGIC, VERSION, _digest(key), sha256(payload).digest())


def _read_regular(path: Path) -> tuple[bytes, bytes]:
    """Header and payload of a regular file; its time of use is renewed.

    Raises:
        OSError: if there is none; links, pipes and devices do not count.
    """
    fd = os.open(path, os.O_RDONLY | NO_LINKS)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise OSError
        if time.time() - status.st_mtime > YOUNG_S and os.utime in os.supports_fd:
            os.utime(fd)
        return _read_all(fd, HEADER.size), _read_all(fd, max(status.st_size - HEADER.size, 0))
    finally:
        os.close(fd)


def _read_all(fd: int, size: int) -> bytes:
    parts, got = [], 0
    while got < size and (part := os.read(fd, size - got)):
        parts.append(part)
        got += len(part)
    return b"".join(parts)


def _remove(path: Path, size: int) -> int:
    try:
        path.unlink()
    except OSError:
        return 0
    return size


def once(warn: Callable[[str], None]) -> Callable[[str], None]:
    """`warn`, called only the first time with each line."""
    reported: set[str] = set()

    def warn_once(line: str) -> None:
        if line not in reported:
            reported.add(line)
            warn(line)

    return warn_once
