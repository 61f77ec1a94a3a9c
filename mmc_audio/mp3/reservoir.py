"""A stretch of an encoder's frames made independent of the frames before it.

A Layer III frame may keep part of its data in the frames before it (the bit reservoir; ISO/IEC
11172-3, 2.4.3.1). Where sound goes on across the join of two sections, each is encoded with a
little of what is around it, and the frames of that are dropped. What the first kept frames had in
them is moved into their own frames: those are made larger for it, and later ones smaller, so that
the bit rate stays constant within two frames. The data itself is not touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mmc_audio.mp3.frames import BIT_RATES, FULL, frame_bytes, frame_offsets, with_size
from mmc_audio.units import FRAME, SAMPLE_RATE

SIDE_INFO = FULL.side_info

HEAD = 4 + SIDE_INFO

REACH = 511
"""Bytes that a frame's data may begin before it: nine bits."""

_LENGTHS_AT = (18, 77)
"""Bits of the side information at which the lengths of the two granules' data begin."""


@dataclass(frozen=True, slots=True)
class _CodedFrame:
    """A frame's header and side information, and the data it is decoded from."""

    head: bytes
    data: bytes


def independent(stream: bytes, first: int, count: int, bit_rate: int) -> bytes:
    """Frames `first` to `first + count` of `stream`, decodable without those before.

    Args:
        stream: whole mono frames at SAMPLE_RATE, from one encoder.
        first: number of the first frame that is kept.
        count: how many are kept.
        bit_rate: kb/s that the kept frames have on average.

    Raises:
        MmcError: if the stream is not made of whole frames.
    """
    kept = list(_coded(stream))[first : first + count]
    return _packed(kept, bit_rate)


def _coded(stream: bytes) -> Iterator[_CodedFrame]:
    """The frames of a stream, each with its own data."""
    areas = bytearray()
    for at in frame_offsets(stream):
        size = frame_bytes(stream[at : at + 4])
        head = stream[at : at + HEAD]
        begin = len(areas) - _back(head)
        areas += stream[at + HEAD : at + size]
        yield _CodedFrame(head, bytes(areas[begin : begin + _data_bytes(head)]))


def _back(head: bytes) -> int:
    """How many bytes before its own area a frame's data begins."""
    return head[4] << 1 | head[5] >> 7


def _data_bytes(head: bytes) -> int:
    side = int.from_bytes(head[4:], "big")
    bits = (side >> (8 * SIDE_INFO - at - 12) & 0xFFF for at in _LENGTHS_AT)
    return -(-sum(bits) // 8)


def _with_back(head: bytes, back: int) -> bytes:
    return head[:4] + bytes((back >> 1, (back & 1) << 7 | head[5] & 0x7F)) + head[6:]


def _packed(frames: Sequence[_CodedFrame], bit_rate: int) -> bytes:
    """The frames with their data in their own areas, as near a constant bit rate as that allows."""
    data, heads, end = bytearray(), [], 0
    total = 0
    for number, frame in enumerate(frames, 1):
        # A frame can point nine bits back and no further: what is before that is filled up.
        data += bytes(max(end - len(data) - REACH, 0))
        back = end - len(data)
        data += frame.data
        due = FRAME // 8 * 1000 * bit_rate * number // SAMPLE_RATE
        head = _sized(_with_back(frame.head, back), len(data) - end + HEAD, due - total)
        size = frame_bytes(head[:4])
        total, end = total + size, end + size - HEAD
        heads.append((head, size - HEAD))
    return b"".join(_joined(heads, bytes(data).ljust(end, b"\0")))


def _sized(head: bytes, least: int, wanted: int) -> bytes:
    """The header with the frame size nearest to `wanted` that is at least `least` bytes."""
    sizes = [with_size(head, rate, padded) for rate in BIT_RATES for padded in (False, True)]
    enough = [one for one in sizes if frame_bytes(one[:4]) >= least]
    return min(enough, key=lambda one: abs(frame_bytes(one[:4]) - wanted))


def _joined(heads: Sequence[tuple[bytes, int]], data: bytes) -> Iterator[bytes]:
    at = 0
    for head, room in heads:
        yield head + data[at : at + room]
        at += room
