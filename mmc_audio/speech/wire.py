"""Messages between a worker and its parent: bytes with a length before them, over pipes.

Only bytes and text cross the pipe, never pickles: a plug-in in the worker cannot make the parent
run anything.
"""

import os
import struct

HEADER = struct.Struct("<BII")
"""Kind, rate in Hz (0 if none), bytes that follow."""

SOUND, REFUSED, NOT_READY = 1, 2, 3
"""An answer: a sound, why there is none for this text, or why the engine cannot start at all."""
LIMIT = 256 << 20
"""Bytes in one message at most: 50 minutes at 44.1 kHz. More means the stream is out of step."""


def read_exactly(fd: int, count: int) -> bytes:
    """`count` bytes.

    Raises:
        EOFError: if the other side closed before.
    """
    parts: list[bytes] = []
    while count:
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def write_all(fd: int, data: bytes) -> None:
    """All of `data`, in as many writes as the pipe needs."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def send(fd: int, kind: int, payload: bytes, rate: int = 0) -> None:
    """One message."""
    write_all(fd, HEADER.pack(kind, rate, len(payload)) + payload)


def receive(fd: int) -> tuple[int, int, bytes]:
    """Kind, rate and payload of the next message.

    Raises:
        EOFError: if the other side closed, or speaks another language.
    """
    kind, rate, count = HEADER.unpack(read_exactly(fd, HEADER.size))
    if kind not in (SOUND, REFUSED, NOT_READY) or count > LIMIT:
        raise EOFError
    return kind, rate, read_exactly(fd, count)
