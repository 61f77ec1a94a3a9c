"""Temporary folders of this program; those of runs that were killed are swept by the next one.

A folder is owned by who holds a lock on the file `.owner` in it. The kernel lets go of the lock
when the process ends, however it ends, and in whatever container it ran: no process id is compared.
"""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from mmc_audio._lib.closing import Closing

PREFIX = "mmc-audio-"
_OWNER = ".owner"
DAY_S = 24 * 3600
"""A folder without an owner's file may be one that is just being made; after this long it is not.
It is also how old folders must be on systems without such locks (Windows)."""


class TemporaryFolder(Closing):
    """A folder that is removed by `close`, or by the next run if this one is killed."""

    def __init__(self) -> None:
        sweep_temporary()
        self.name = tempfile.mkdtemp(prefix=PREFIX)
        self._owner = os.open(Path(self.name) / _OWNER, os.O_CREAT | os.O_RDWR)
        _lock(self._owner)

    def close(self) -> None:
        """Remove the folder; what cannot be removed is left to the next run."""
        if self._owner >= 0:
            os.close(self._owner)
            self._owner = -1
            shutil.rmtree(self.name, ignore_errors=True)


def sweep_temporary() -> None:
    """Remove the temporary folders of runs that ended without doing so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_ours(folder) and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link, and of this user: others may write where we do."""
    return (
        folder.is_dir()
        and not folder.is_symlink()
        and (not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid())
    )


def _is_left(folder: Path) -> bool:
    """Whether nobody owns it any more."""
    old = time.time() - folder.stat().st_mtime > DAY_S
    try:
        owner = os.open(folder / _OWNER, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return old
    try:
        return _lock(owner) or (old and os.name != "posix")
    finally:
        os.close(owner)


def _lock(handle: int) -> bool:
    """Take the lock; False if another process has it, or there are no such locks."""
    if os.name != "posix":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
