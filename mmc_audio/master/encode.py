"""One section of sound to MP3 frames, on its own, so that sections can be made side by side.

A decoder hears what LAME was given ENCODER_DELAY samples later. So LAME is not given the first
ENCODER_DELAY samples, which are silence, and everything is heard where it stands in the PCM.

Most of a session is silence, and a fresh LAME borrows no bits from earlier frames. So stretches of
sound are encoded on their own, and one silent frame, made by LAME once, is repeated between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mmc_audio.errors import MmcError
from mmc_audio.master.frames import count_frames, frame_bytes
from mmc_audio.speech.engine import Mono
from mmc_audio.units import ENCODER_DELAY, FRAME, SAMPLE_RATE

AROUND = 2
"""Silent frames encoded on either side of sound: one for the delay, one for LAME's overlap."""

WORTH = 12
"""Silent frames that must lie between sounds before a new encoder is cheaper than encoding them."""

UNHEARD_END = FRAME - ENCODER_DELAY
"""Samples at the very end that no decoder would hear; `mix.section` ends in silence."""

PIECE = 60 * SAMPLE_RATE
"""Samples given to LAME at a time, so that its buffers stay small; the frames are the same."""

LAME_SCALE = ((256, 1.0), (224, 0.98), (192, 0.97), (0, 0.95))
"""From each bit rate on, the factor LAME puts on the samples (its presets.c; measured)."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What shapes the frames, besides the sound; part of their cache key."""

    bit_rate: int = 96
    """kb/s, constant."""
    quality: int = 7
    """LAME's 0 (slow) to 9. Measured on spoken sessions at 96 kb/s against a masking threshold:
    7 takes half the time of 3, LAME's usual choice, and its noise passes the threshold in 3.5
    instead of 2.7 % of all bands (3 at 80 kb/s: 5.7 %). 2 and 0 are slower and no better."""


DEFAULT = EncoderSettings()


def encode_section(pcm: Mono, settings: EncoderSettings = DEFAULT) -> bytes:
    """Encode `pcm` to exactly `len(pcm) // FRAME` frames; runs beside other threads.

    Args:
        pcm: whole frames, silent in its first ENCODER_DELAY and last 47 samples, as
            `mix_section` makes it.
        settings: bit rate and quality.

    Raises:
        ValueError: if `pcm` has no whole frames, or sound where none can be heard.
        MmcError: if LAME gave another number of frames.
    """
    _check(pcm)
    frames = bytearray()
    for start, end, sounding in _runs(pcm):
        if sounding:
            frames += _encode(pcm[start * FRAME : end * FRAME], settings)
        else:
            _append_silence(frames, start, end, settings)
    return bytes(frames)


def _check(pcm: Mono) -> None:
    if len(pcm) % FRAME or not len(pcm):
        raise ValueError(f"{len(pcm)} samples are not whole frames of {FRAME}")
    if pcm[:ENCODER_DELAY].any() or pcm[len(pcm) - UNHEARD_END :].any():
        raise ValueError("a section must begin and end in silence")


def _runs(pcm: Mono) -> Iterator[tuple[int, int, bool]]:
    """Stretches of frames (first, end, sounding), in order, that cover `pcm`."""
    total = len(pcm) // FRAME
    position = 0
    for start, end in _sounding(np.asarray(pcm.reshape(total, FRAME).any(axis=1))):
        if start > position:
            yield position, start, False
        yield start, end, True
        position = end
    if position < total:
        yield position, total, False


def _sounding(loud: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Stretches that hold all loud frames, AROUND more on either side, and short silences."""
    places = np.flatnonzero(loud)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > WORTH + 2 * AROUND)
    firsts = places[np.concatenate(([0], breaks + 1))]
    lasts = places[np.concatenate((breaks, [len(places) - 1]))]
    for first, last in zip(firsts, lasts, strict=True):
        yield max(int(first) - AROUND, 0), min(int(last) + 1 + AROUND, len(loud))


def _encode(pcm: Mono, settings: EncoderSettings) -> bytes:
    """LAME gives one frame more than the whole frames it is fed (measured for all lengths)."""
    lame = _lame(settings)
    heard = pcm[ENCODER_DELAY:][: len(pcm) - FRAME]
    frames = bytearray()
    for start in range(0, len(heard), PIECE):
        frames += lame.encode(_scaled(heard[start : start + PIECE], settings).tobytes())
    frames += lame.flush()
    if count_frames(bytes(frames)) != len(pcm) // FRAME:
        raise MmcError("the MP3 encoder gave too few or too many frames; update lameenc")
    return bytes(frames)


def _scaled(pcm: Mono, settings: EncoderSettings) -> Mono:
    """`pcm` louder by what LAME will take away, so that the levels of the mix are heard."""
    factor = next(factor for rate, factor in LAME_SCALE if settings.bit_rate >= rate)
    return np.clip(np.rint(pcm / np.float32(factor)), -32768, 32767).astype(np.int16)


class _Lame(Protocol):
    def encode(self, pcm: bytes) -> bytes: ...
    def flush(self) -> bytes: ...


def _lame(settings: EncoderSettings) -> _Lame:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(settings.bit_rate)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(settings.quality)
    encoder.silence()
    lame: _Lame = encoder
    return lame


@cache
def _silent_frame(settings: EncoderSettings) -> tuple[bytes, bytes]:
    """A frame of silence that needs nothing from other frames: unpadded, and one byte longer."""
    lame = _lame(settings)
    stream = bytes(lame.encode(bytes(2 * FRAME))) + bytes(lame.flush())
    plain = stream[: frame_bytes(stream[:4])]
    return plain, plain[:2] + bytes((plain[2] | 0x02,)) + plain[3:] + b"\0"


def _append_silence(frames: bytearray, start: int, end: int, settings: EncoderSettings) -> None:
    """Add silent frames for the places `start` to `end`, padded so that the bit rate is constant.

    A player that seeks by average bit rate then lands within one frame of the place.
    """
    plain, padded = _silent_frame(settings)
    per_frame = FRAME // 8 * 1000 * settings.bit_rate
    for place in range(start + 1, end + 1):
        room = per_frame * place // SAMPLE_RATE - len(frames)
        frames += padded if room >= len(padded) else plain
