"""MPEG-1 Layer III frames: where each begins, and that a stream is whole."""

from collections.abc import Iterator
from functools import lru_cache

from mmc_audio.errors import MmcError
from mmc_audio.units import FRAME, SAMPLE_RATE

BIT_RATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kb/s that Layer III knows, in the order of their header index, which starts at 1."""

_MONO = 0b11


def header(bit_rate: int) -> bytes:
    """Header of an unpadded 44.1 kHz mono frame without checksum, marked as original.

    ISO/IEC 11172-3, 2.4.1.3.
    """
    rate_index = BIT_RATES.index(bit_rate) + 1
    return bytes((0xFF, 0xFB, rate_index << 4, _MONO << 6 | 0x04))


def with_size(head: bytes, bit_rate: int, padded: bool) -> bytes:  # noqa: FBT001
    """A header with what follows it, for a frame of another bit rate, perhaps a byte longer."""
    index = BIT_RATES.index(bit_rate) + 1
    return head[:2] + bytes((index << 4 | head[2] & 0x0D | padded << 1,)) + head[3:]


@lru_cache(maxsize=64)
def frame_bytes(head: bytes) -> int:
    """Length in bytes of the frame that begins with the four bytes `head`.

    A stream has a few different heads only, so nearly every answer is remembered.

    Raises:
        MmcError: if that is no header of the streams this project makes.
    """
    rate_index = head[2] >> 4 if len(head) == 4 else 0
    known = head[:2] == b"\xff\xfb" and 0 < rate_index <= len(BIT_RATES) and not head[2] & 0x0C
    if not known:
        raise MmcError("an encoded section is damaged; render it again without the cache")
    padding = head[2] >> 1 & 1
    return FRAME // 8 * 1000 * BIT_RATES[rate_index - 1] // SAMPLE_RATE + padding


def frame_offsets(stream: bytes) -> Iterator[int]:
    """Where each frame of `stream` begins.

    Raises:
        MmcError: if the stream is not made of whole frames.
    """
    position, end = 0, len(stream)
    while position < end:
        yield position
        position += frame_bytes(stream[position : position + 4])
    if position != end:
        raise MmcError("an encoded section is cut short; render it again without the cache")


def count_frames(stream: bytes) -> int:
    """Number of frames in `stream`; raises as `frame_offsets`."""
    return len(list(frame_offsets(stream)))
