"""One section of sound to MP3 frames, on its own, so that sections can be made side by side.

A decoder hears what LAME was given ENCODER_DELAY samples later. So LAME is not given the first
ENCODER_DELAY samples, which are silence, and everything is heard where it stands in the PCM.

Sections under music are encoded with a little of what is around them (`encode_between`).

Most of a session is silence, and a fresh LAME borrows no bits from earlier frames. So stretches of
sound are encoded on their own, and one silent frame, made by LAME once, is repeated between them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mmc_audio.audio.limiter import limit
from mmc_audio.errors import MmcError
from mmc_audio.mp3.frames import count_frames, frame_bytes
from mmc_audio.mp3.reservoir import independent
from mmc_audio.mp3.settings import DEFAULT, HALF_RATE, EncoderSettings
from mmc_audio.speech.engine import Mono
from mmc_audio.units import AROUND, ENCODER_DELAY, FRAME, SAMPLE_RATE

WORTH = 12
"""Silent frames that must be between sounds before a new encoder is cheaper than encoding them."""

UNHEARD_END = -ENCODER_DELAY % (FRAME // 2)
"""Samples at the very end that no decoder would hear; `audio.section` ends in silence. The delay
in samples is the same for both kinds of frames (measured)."""

RING = 64
"""Samples at SAMPLE_RATE in which the filter of the half rate rings before and after a sound."""

PIECE = 60 * SAMPLE_RATE
"""Samples given to LAME at a time, so that its buffers stay small; the frames are the same."""

LAME_SCALE = ((256, 1.0), (224, 0.98), (192, 0.97), (0, 0.95))
"""From each bit rate on, the factor LAME puts on the samples (its presets.c; measured)."""


PcmBlock = tuple[int, Mono]
"""Where in a section it begins, in samples, and PCM from there."""


def encode_section(pcm: Mono, settings: EncoderSettings = DEFAULT) -> bytes:
    """Encode `pcm` to exactly `len(pcm) // FRAME` frames; as `encode_blocks`."""
    return encode_blocks([(0, pcm)], len(pcm), settings)


def encode_blocks(
    blocks: Iterable[PcmBlock], length: int, settings: EncoderSettings = DEFAULT
) -> bytes:
    """Encode `length` samples to exactly `length // FRAME` frames; runs beside other threads.

    Holds one block at a time, and the frames.

    Args:
        blocks: what is not silent, in order, as `mix_blocks` makes it. They do not overlap.
        length: whole frames. The first ENCODER_DELAY and the last 47 samples are silent.
        settings: bit rate and quality.

    Raises:
        ValueError: if these are no whole frames, or there is sound where none can be heard.
        MmcError: if LAME gave another number of frames.
    """
    if length % FRAME or not length:
        raise ValueError(f"{length} samples are not whole frames of {FRAME}")
    size = settings.frame
    given = _halved(blocks) if settings.rate == HALF_RATE else blocks
    writer = _Writer(length // FRAME, settings)
    for first, pcm in _framed(_checked(given, length // FRAME * size), size):
        loud = np.asarray(pcm.reshape(-1, size).any(axis=1))
        for start, end in _sounding(loud, settings.margin):
            writer.sound(first + start, pcm[start * size : end * size])
    return writer.finish()


def _halved(blocks: Iterable[PcmBlock]) -> Iterator[PcmBlock]:
    """The blocks at HALF_RATE, their true peaks still under the ceiling.

    Each is surrounded by silence of more than RING samples, or it is the first or last.
    """
    import soxr

    for at, pcm in blocks:
        first = max(at - at % 2 - RING, 0)
        padded = np.pad(pcm, (at - first, RING + len(pcm) % 2)).astype(np.float32) / 32768
        half = limit(soxr.resample(padded, SAMPLE_RATE, HALF_RATE, "HQ"))
        yield first // 2, _audible(first // 2, np.rint(half * 32768).astype(np.int16))


def _audible(at: int, pcm: Mono) -> Mono:
    """Without what would ring before a decoder hears anything, and without silence at the end."""
    pcm[: max(ENCODER_DELAY - at, 0)] = 0
    last = np.flatnonzero(pcm)
    return pcm[: int(last[-1]) + 1 if len(last) else 0]


def encode_between(
    blocks: Iterable[PcmBlock], length: int, settings: EncoderSettings = DEFAULT
) -> bytes:
    """Encode `length` samples of a sound that goes on before and after them.

    Joined with what was encoded so before and after it, it is heard without a seam.

    Args:
        blocks: in order and without a gap, from AROUND samples before to AROUND after.
        length: whole frames.
        settings: bit rate and quality, at SAMPLE_RATE.

    Raises:
        MmcError: if LAME gave another number of frames.
    """
    run = _Run(settings)
    for _, pcm in _framed(((at + AROUND, pcm) for at, pcm in blocks), FRAME):
        run.feed(pcm)
    return independent(run.finish(), AROUND // FRAME, length // FRAME, settings.bit_rate)


def _checked(blocks: Iterable[PcmBlock], length: int) -> Iterator[PcmBlock]:
    for at, pcm in blocks:
        end = max(length - UNHEARD_END - at, 0)
        if pcm[: max(ENCODER_DELAY - at, 0)].any() or pcm[end:].any():
            raise ValueError("a section must begin and end in silence")
        yield at, pcm


def _framed(blocks: Iterable[PcmBlock], size: int) -> Iterator[tuple[int, Mono]]:
    """The blocks as whole frames: the number of the first frame, and its PCM and that after it."""
    first, rest = 0, np.zeros(0, np.int16)
    for at, pcm in blocks:
        if at // size > first:
            yield from _last(first, rest, size)
            first, rest = at // size, rest[:0]
        gap = np.zeros(at - first * size - len(rest), np.int16)
        joined = np.concatenate((rest, gap, pcm))
        whole = len(joined) // size
        if whole:
            yield first, joined[: whole * size]
        first, rest = first + whole, joined[whole * size :]
    yield from _last(first, rest, size)


def _last(first: int, rest: Mono, size: int) -> Iterator[tuple[int, Mono]]:
    """The frame that `rest` begins, if it begins one."""
    if len(rest):
        yield first, np.pad(rest, (0, size - len(rest)))


def _sounding(loud: npt.NDArray[np.bool_], margin: int) -> Iterator[tuple[int, int]]:
    """Stretches of frames (first, end) that hold all loud ones and the short silences between."""
    places = np.flatnonzero(loud)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > WORTH + 2 * margin)
    firsts = places[np.concatenate(([0], breaks + 1))]
    lasts = places[np.concatenate((breaks, [len(places) - 1]))]
    for first, last in zip(firsts, lasts, strict=True):
        yield int(first), int(last) + 1


class _Writer:
    """Frames of a section: LAME's where something sounds, a silent one repeated elsewhere."""

    def __init__(self, total: int, settings: EncoderSettings) -> None:
        self._total, self._settings = total, settings
        self._margin = settings.margin
        self._frames = bytearray()
        self._written = 0
        self._run: _Run | None = None
        self._heard = 0
        """End of the last sound, in frames."""

    def sound(self, first: int, pcm: Mono) -> None:
        """Whole frames from the frame `first` on, later than those before."""
        if self._run is None or first - self._heard >= WORTH + 2 * self._margin:
            self._end_run()
            self._silence_until(max(first - self._margin, 0))
            self._run = _Run(self._settings)
        self._run.feed_silence(first - self._written - self._run.fed)
        self._run.feed(pcm)
        self._heard = first + len(pcm) // self._settings.frame

    def finish(self) -> bytes:
        """All frames."""
        self._end_run()
        self._silence_until(self._total)
        return bytes(self._frames)

    def _end_run(self) -> None:
        if self._run is None:
            return
        end = min(self._heard + self._margin, self._total)
        self._run.feed_silence(end - self._written - self._run.fed)
        self._frames += self._run.finish()
        self._written, self._run = end, None

    def _silence_until(self, end: int) -> None:
        """Add silent frames, padded so that the bit rate is constant.

        A player that seeks by average bit rate then lands within one frame of the place.
        """
        plain, padded = _silent_frame(self._settings)
        per_frame = self._settings.frame // 8 * 1000 * self._settings.bit_rate
        for place in range(self._written + 1, end + 1):
            room = per_frame * place // self._settings.rate - len(self._frames)
            self._frames += padded if room >= len(padded) else plain
        self._written = end


class _Run:
    """Frames that hang together, from one encoder.

    LAME gives one frame more than the whole frames it is fed (measured for all lengths).
    """

    def __init__(self, settings: EncoderSettings) -> None:
        self._settings = settings
        self._lame = _lame(settings)
        self._frames = bytearray()
        self._unfed = np.zeros(0, np.int16)
        self._skip = ENCODER_DELAY
        self.fed = 0
        """Frames so far."""

    def feed_silence(self, frames: int) -> None:
        """That many frames of it."""
        self.feed(np.zeros(frames * self._settings.frame, np.int16))

    def feed(self, pcm: Mono) -> None:
        """Whole frames that follow on the last."""
        self.fed += len(pcm) // self._settings.frame
        # The encoder delays all that it is fed: as many samples are left out at the beginning, and
        # those that would be heard after the last frame wait here, and are never fed.
        waiting = np.concatenate((self._unfed, pcm))
        heard, self._unfed = waiting[:-UNHEARD_END], waiting[-UNHEARD_END:]
        skipped = min(self._skip, len(heard))
        self._skip -= skipped
        for start in range(skipped, len(heard), PIECE):
            piece = _scaled(heard[start : start + PIECE], self._settings)
            self._frames += self._lame.encode(piece.tobytes())

    def finish(self) -> bytes:
        """The frames; as many as were fed."""
        frames = bytes(self._frames + self._lame.flush())
        if count_frames(frames) != self.fed:
            raise MmcError("the MP3 encoder gave too few or too many frames; update lameenc")
        return frames


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
    encoder.set_in_sample_rate(settings.rate)
    encoder.set_out_sample_rate(settings.rate)
    encoder.set_channels(1)
    encoder.set_quality(settings.quality)
    encoder.silence()
    lame: _Lame = encoder
    return lame


@cache
def _silent_frame(settings: EncoderSettings) -> tuple[bytes, bytes]:
    """A frame of silence that needs nothing from other frames: unpadded, and one byte longer."""
    lame = _lame(settings)
    stream = bytes(lame.encode(bytes(2 * settings.frame))) + bytes(lame.flush())
    plain = stream[: frame_bytes(stream[:4])]
    return plain, plain[:2] + bytes((plain[2] | 0x02,)) + plain[3:] + b"\0"
