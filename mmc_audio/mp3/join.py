"""Sections joined to one MP3: tag, Info frame, frames.

The Info frame says how long the file is, so that players show its length at once and seek well.
It says nothing of encoder delay: every sample of every frame is played, by every decoder, and
a session's samples are exactly its sections'.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from mmc_audio.errors import MmcError
from mmc_audio.mp3.frames import count_frames, frame_bytes, header
from mmc_audio.mp3.settings import DEFAULT, EncoderSettings
from mmc_audio.units import FRAME, Samples

LEAST_RATE = 48
"""kb/s of the smallest frame that holds the Info block."""

CUT_AT_ONCE = 1024
"""Frames, about 27 s."""

_HAS_FRAMES, _HAS_BYTES, _HAS_TOC = 1, 2, 4


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """What was written."""

    frames: int
    """Without the Info frame."""
    size: int
    """Bytes of the whole file."""
    start: int
    """Byte at which the first section begins."""

    @property
    def samples(self) -> Samples:
        """Length as a decoder plays it."""
        return Samples(self.frames * FRAME)


def join(
    out: BinaryIO, tag: bytes, sections: Iterable[bytes], settings: EncoderSettings = DEFAULT
) -> JoinedFile:
    """Write an MP3 to `out`, which must be seekable; holds one section at a time.

    Args:
        out: at its beginning.
        tag: as `id3.id3_tag` makes it; may be empty.
        sections: as `encode_section` makes them, in order.
        settings: what they were encoded with.

    Raises:
        MmcError: if a section is not made of whole frames, or there is none.
    """
    out.write(tag)
    out.write(info_frame(0, 0, settings))
    start = out.tell()
    frames = sum(_written(out, section) for section in sections)
    if not frames:
        raise MmcError("there is nothing to write; the session has no sections")
    size = out.tell()
    out.seek(len(tag))
    out.write(info_frame(frames, size - len(tag), settings))
    out.seek(size)
    return JoinedFile(frames, size, start)


def _written(out: BinaryIO, section: bytes) -> int:
    frames = count_frames(section)
    out.write(section)
    return frames


def cut(file: BinaryIO, frames: int) -> Iterator[bytes]:
    """The next `frames` frames of a joined file, in handy pieces.

    Raises:
        MmcError: if the file has fewer.
    """
    for first in range(0, frames, CUT_AT_ONCE):
        count = min(CUT_AT_ONCE, frames - first)
        yield b"".join(_next_frame(file) for _ in range(count))


def _next_frame(file: BinaryIO) -> bytes:
    head = file.read(4)
    return head + file.read(frame_bytes(head) - len(head))


def info_frame(frames: int, size: int, settings: EncoderSettings = DEFAULT) -> bytes:
    """A silent frame with the number of frames and bytes, and where each hundredth begins.

    Args:
        frames: without this one.
        size: bytes of the stream, with this frame, without the tag.
        settings: for the bit rate; the rate is constant, so the table is a straight line.
    """
    head = header(max(settings.bit_rate, LEAST_RATE), settings.rate)
    flags = _HAS_FRAMES | _HAS_BYTES | _HAS_TOC
    numbers = b"".join(number.to_bytes(4, "big") for number in (flags, frames, size))
    table = bytes(hundredth * 256 // 100 for hundredth in range(100))
    block = head + bytes(settings.kind.side_info) + b"Info" + numbers + table
    return block.ljust(frame_bytes(head), b"\0")
