"""Audio that was replaced while it is played: a listener gets the rest of the old file."""

import io
import os
from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import BinaryIO, cast

from mmc_audio.library.index import OpenFile

MOST = 4
"""Files that are held open: those that were listened to last."""

CAN_HOLD = hasattr(os, "pread")
"""Elsewhere (Windows) an open file could not be replaced at all."""


Key = tuple[str, str, str]
"""Collection, file, and the tag that tells it from its successors."""


class HeldAudio:
    """Keeps the audio that was listened to last open."""

    def __init__(self) -> None:
        self._files: OrderedDict[Key, OpenFile] = OrderedDict()
        self._lock = Lock()

    def hold(self, key: Key, opened: OpenFile) -> None:
        """Somebody listens to this file."""
        if not CAN_HOLD:
            return
        with self._lock:
            if key not in self._files:
                self._files[key] = _again(opened)
            self._files.move_to_end(key)
            while len(self._files) > MOST:
                _, old = self._files.popitem(last=False)
                old.file.close()

    def of(self, key: Key) -> OpenFile | None:
        """The file that was this one, to be read and closed; None where it is not held."""
        with self._lock:
            found = self._files.get(key)
            return _again(found) if found else None


def _again(opened: OpenFile) -> OpenFile:
    """The same file for another reader, who has a place of its own in it."""
    reader = _PlacedReader(os.dup(opened.file.fileno()))
    return replace(opened, file=cast("BinaryIO", reader))


class _PlacedReader(io.RawIOBase):
    """Reads a descriptor at its own place: that of the descriptor is shared by its copies."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._at = 0

    def fileno(self) -> int:
        return self._descriptor

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence != os.SEEK_SET:
            raise io.UnsupportedOperation("from the start only")
        self._at = offset
        return offset

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = os.pread(self._descriptor, size, self._at)
        self._at += len(data)
        return data

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()
