"""Messages between a worker and its parent: bytes with a length before them, over pipes.

Only bytes and text cross the pipe, never pickles: a plug-in in the worker cannot make the parent
run anything.
"""

import os
import struct

from mmc_audio.errors import SpeechError

HEADER = struct.Struct("<BII")
"""Kind, rate in Hz (0 if none), bytes that follow."""

SOUND, REFUSED = 1, 2
LONGEST_WORDS = 64 << 10
"""Bytes of text in one message at most: a request, or a refusal. More means the stream is out of
step."""


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


def receive(fd: int, most: int = LONGEST_WORDS) -> tuple[int, int, bytes]:
    """Kind, rate and payload of the next message, which has `most` bytes at most.

    Raises:
        EOFError: if the other side closed, or speaks another language.
        SpeechError: if it sends more sound than that; the rest of it is still in the pipe.
    """
    kind, rate, count = HEADER.unpack(read_exactly(fd, HEADER.size))
    if kind == SOUND and count > most:
        raise SpeechError(f"{count // 1_000_000} MB of sound, far too much for the text")
    if kind not in (SOUND, REFUSED) or count > max(most, LONGEST_WORDS):
        raise EOFError
    return kind, rate, read_exactly(fd, count)
