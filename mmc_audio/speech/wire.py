"""Messages between a worker and its parent: bytes with a length before them, over pipes.

Only bytes and text cross the pipe, never pickles: a plug-in in the worker cannot make the parent
run anything.
"""

import os
import struct
from dataclasses import dataclass

from mmc_audio.errors import SpeechError

HEADER = struct.Struct("<BIiI")
"""Kind, rate in Hz (0 if none), sample of the first vowel (-1 if not known), bytes that follow."""
UNKNOWN = -1

SOUND, REFUSED, NOT_READY = 1, 2, 3
"""An answer: a sound, why there is none for this text, or why the engine cannot start at all."""
LONGEST_WORDS = 64 << 10
"""Bytes of text in one message at most: a request, or a refusal. More means the stream is out of
step."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one side said to the other."""

    kind: int
    payload: bytes
    rate: int = 0
    """Hz."""
    vowel: int | None = None
    """The sample at which the first vowel begins."""


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


def send(fd: int, kind: int, payload: bytes, *, rate: int = 0, vowel: int | None = None) -> None:
    """One message."""
    at = UNKNOWN if vowel is None else vowel
    write_all(fd, HEADER.pack(kind, rate, at, len(payload)) + payload)


def receive(fd: int, most: int = LONGEST_WORDS) -> Message:
    """The next message, which has `most` bytes at most.

    Raises:
        EOFError: if the other side closed, or speaks another language.
        SpeechError: if it sends more sound than that; the rest of it is still in the pipe.
    """
    kind, rate, vowel, count = HEADER.unpack(read_exactly(fd, HEADER.size))
    if kind == SOUND and count > most:
        raise SpeechError(f"{count // 1_000_000} MB of sound, far too much for the text")
    if kind not in (SOUND, REFUSED, NOT_READY) or count > max(most, LONGEST_WORDS):
        raise EOFError
    return Message(kind, read_exactly(fd, count), rate, None if vowel == UNKNOWN else vowel)
