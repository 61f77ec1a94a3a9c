"""MPEG Layer III frames: where each begins, and that a stream is whole.

Two kinds are made: MPEG-1 at 44.1 kHz, and MPEG-2 at 22.05 kHz, whose frames last exactly as long
and have half the samples.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mmc_audio.errors import MmcError
from mmc_audio.units import FRAME, SAMPLE_RATE

BIT_RATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kb/s that Layer III knows, in the order of their header index, which starts at 1."""

_MONO = 0b11


@dataclass(frozen=True, slots=True)
class FrameKind:
    """What the frames of one sample rate have in common."""

    second: int
    """Second byte of their headers: version, layer, no checksum."""
    rate: int
    """Samples per second (Hz)."""
    samples: int
    """In one frame."""
    side_info: int
    """Bytes between the header and the main data of a mono frame."""
    bit_rates: tuple[int, ...]
    """kb/s, in the order of their header index, which starts at 1."""


HALF_RATES = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""kb/s that Layer III of MPEG-2 knows (ISO/IEC 13818-3, 2.4.2.3)."""

FULL = FrameKind(0xFB, SAMPLE_RATE, FRAME, 17, BIT_RATES)
HALF = FrameKind(0xF3, SAMPLE_RATE // 2, FRAME // 2, 9, HALF_RATES)
KINDS = {kind.rate: kind for kind in (FULL, HALF)}
"""By sample rate."""
_BY_BYTE = {kind.second: kind for kind in (FULL, HALF)}


def header(bit_rate: int, rate: int = SAMPLE_RATE) -> bytes:
    """Header of an unpadded mono frame without checksum, marked as original.

    ISO/IEC 11172-3, 2.4.1.3.
    """
    kind = KINDS[rate]
    rate_index = kind.bit_rates.index(bit_rate) + 1
    return bytes((0xFF, kind.second, rate_index << 4, _MONO << 6 | 0x04))


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
    kind = _BY_BYTE.get(head[1]) if rate_index and head[0] == 0xFF and not head[2] & 0x0C else None
    if kind is None or rate_index > len(kind.bit_rates):
        raise MmcError("an encoded section is damaged; render it again without the cache")
    padding = head[2] >> 1 & 1
    return kind.samples // 8 * 1000 * kind.bit_rates[rate_index - 1] // kind.rate + padding


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
