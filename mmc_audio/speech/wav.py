"""Sound files as programs really write them: WAVE and AIFF, with lengths that may be lies.

`espeak-ng --stdout` claims 2 GB in its header, others leave the length at 0 or write more after
the sound. So a chunk reaches to what its header says or to the end of the file, whichever comes
first, and an unclosed header (0) counts as to the end.
"""

import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmc_audio.errors import SpeechError
from mmc_audio.speech.engine import RawSound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
"""Format tags of WAVE (mmreg.h)."""
CODES = {
    (PCM, 8): "u1", (PCM, 16): "i2", (PCM, 24): "i3", (PCM, 32): "i4",
    (FLOAT, 32): "f4", (FLOAT, 64): "f8",
}  # fmt: skip
AIFC_CODES = {b"NONE": "i", b"twos": "i", b"sowt": "<i", b"fl32": "f", b"FL32": "f"}
"""Compression types of AIFF-C that are none; `<` marks little-endian."""
RATE_BIAS = 16_383
"""Of the exponent of the 80 bit float in which AIFF writes its rate."""
NATIVE_16 = "<i2" if sys.byteorder == "little" else ">i2"


@dataclass(frozen=True, slots=True)
class _Format:
    code: str
    """NumPy type of one sample, byte order first; `i3` for 24 bit."""
    channels: int
    rate: int


def read_sound(data: bytes) -> RawSound:
    """The sound in a WAVE or AIFF file, as mono 16 bit at its own rate.

    Raises:
        SpeechError: if it is no such file, or of a kind that is not read.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        form, body = _wave(data)
    elif data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
        form, body = _aiff(data)
    else:
        raise SpeechError(f"{len(data)} bytes that are no WAV file" if data else "an empty file")
    if not 1 <= form.channels <= 16:
        raise SpeechError(f"a WAV file with {form.channels} channels")
    return RawSound(_mono16(form, body), form.rate)


def _chunks(data: bytes, order: str) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from(order + "4sI", data, at)
        at += 8
        if name in (b"data", b"SSND") and not size:
            size = len(data) - at
        yield name, data[at : at + size]
        at += size + size % 2


def _wave(data: bytes) -> tuple[_Format, bytes]:
    chunks = dict(reversed(list(_chunks(data, "<"))))
    head, body = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(head) < 16:
        raise SpeechError("a WAV file without format")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head)
    if tag == EXTENSIBLE and len(head) >= 26:
        (tag,) = struct.unpack_from("<H", head, 24)
    if (tag, bits) not in CODES:
        raise SpeechError(f"a WAV file of kind {tag} with {bits} bits, which is not read")
    return _Format("<" + CODES[tag, bits], channels, rate), body


def _aiff(data: bytes) -> tuple[_Format, bytes]:
    chunks = dict(reversed(list(_chunks(data, ">"))))
    head, body = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(head) < 18:
        raise SpeechError("an AIFF file without format")
    channels, _, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", head)
    if not 0 <= exponent - RATE_BIAS < 32:
        raise SpeechError("an AIFF file whose rate cannot be meant")
    rate = mantissa >> (63 - (exponent - RATE_BIAS))
    kind = AIFC_CODES.get(head[18:22] or b"NONE")
    if kind is None or bits not in (16, 24, 32):
        raise SpeechError(f"an AIFF file of kind {head[18:22]!r} with {bits} bits, not read")
    order = "<" if kind.startswith("<") else ">"
    return _Format(f"{order}{kind[-1]}{bits // 8}", channels, rate), body[8:]


def _mono16(form: _Format, body: bytes) -> bytes:
    if form.code == NATIVE_16 and form.channels == 1:
        return body[: len(body) // 2 * 2]
    import numpy as np

    frame = int(form.code[-1]) * form.channels
    body = body[: len(body) // frame * frame]
    wave = _waves(form.code, body).reshape(-1, form.channels).mean(axis=1)
    wave = np.nan_to_num(wave, posinf=0.0, neginf=0.0)
    return bytes(np.clip(np.round(wave * 32_768), -32_768, 32_767).astype(np.int16).tobytes())


def _waves(code: str, body: bytes) -> "npt.NDArray[np.float64]":
    """All channels, full scale 1.0."""
    import numpy as np

    order, kind, width = code[0], code[1], int(code[2])
    if kind == "f":
        return np.frombuffer(body, code).astype(np.float64)
    if kind == "u":
        return (np.frombuffer(body, np.uint8).astype(np.float64) - 128) / 128
    if width == 3:
        # A zero byte below makes 24 bits 32.
        body = _widened(body, order)
        width = 4
    return np.frombuffer(body, f"{order}i{width}").astype(np.float64) / 2.0 ** (8 * width - 1)


def _widened(body: bytes, order: str) -> bytes:
    import numpy as np

    triples = np.frombuffer(body, np.uint8).reshape(-1, 3)
    pad = ((0, 0), (1, 0) if order == "<" else (0, 1))
    return np.pad(triples, pad).tobytes()
