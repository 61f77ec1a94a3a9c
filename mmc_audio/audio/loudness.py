"""Loudness, after ITU-R BS.1770-4.

Hand-written: it reads what ffmpeg's ebur128 reads, within 0.1 LU (tests), holds a few seconds in
floats however long the sound is, and needs no scipy, which pyloudnorm brings.
"""

from collections.abc import Iterator
from functools import cache
from math import inf, log10, pi, tan

import numpy as np
import numpy.typing as npt

from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE

Floats = npt.NDArray[np.float64]

STEP = SAMPLE_RATE // 10
"""Samples in 100 ms: blocks of 400 ms overlap by three quarters."""

BLOCK_STEPS = 4

ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
OFFSET = -0.691
"""Makes a 997 Hz sine at full scale read -3.01 LUFS."""

CHUNK = 60 * STEP
"""Samples weighted at a time."""

STEP_FFT = 1024
"""Length of the transform that weights a step."""

SETTLE = 4 * STEP
"""Samples (0.4 s) after which the weighting filter has forgotten what came before."""

SHELF = (1681.974450955533, 0.7071752369554196, 3.999843853973347)
"""Centre (Hz), Q and gain (dB) of the head's effect, as analogue prototype, so that it can be
built for any sample rate (values of libebur128)."""

HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""Corner (Hz) and Q of the low cut, likewise."""


def integrated_lufs(pcm: Mono) -> float:
    """Gated loudness of mono `pcm`, LUFS; -inf for silence.

    Raises:
        ValueError: if it is shorter than the 400 ms the standard needs.
    """
    return loudness_of(step_powers(pcm))


def loudness_of(powers: Floats) -> float:
    """Gated loudness, LUFS, of the mean squares that `step_powers` gives."""
    if len(powers) < BLOCK_STEPS:
        raise ValueError("loudness needs at least 400 ms of sound")
    blocks = np.convolve(powers, np.full(BLOCK_STEPS, 1 / BLOCK_STEPS), "valid")
    heard = blocks[blocks > _power(ABSOLUTE_GATE)]
    if not len(heard):
        return -inf
    gate = _lufs(float(heard.mean())) + RELATIVE_GATE
    return _lufs(float(heard[heard > _power(gate)].mean()))


def step_powers(pcm: Mono) -> Floats:
    """Weighted mean square of each whole 100 ms; holds a few seconds in floats."""
    return np.concatenate([np.zeros(0), *_powers(pcm)])


def weighted_steps(wave: npt.NDArray[np.float32], step: int) -> Floats:
    """Weighted mean square of each `step` samples of a short sound, the last one filled up.

    Each step is weighted by its spectrum alone: that costs a third of `step_powers`, and over
    100 ms the two agree within 0.1 LU.

    Args:
        wave: full scale at 1.0.
        step: samples, at most 1024.
    """
    rows = np.pad(wave, (0, -len(wave) % step)).reshape(-1, step)
    power = np.abs(np.fft.rfft(rows, STEP_FFT)) ** 2
    power[:, 1:-1] *= 2
    return np.asarray(power @ _power_response() / (STEP_FFT * step), np.float64)


@cache
def _power_response() -> Floats:
    return np.abs(_response(STEP_FFT)) ** 2


def _powers(pcm: Mono) -> Iterator[Floats]:
    for start in range(0, len(pcm) - STEP + 1, CHUNK):
        length = min(CHUNK, (len(pcm) - start) // STEP * STEP)
        yield (_weighted(pcm, start, length).reshape(-1, STEP) ** 2).mean(axis=1)


def _weighted(pcm: Mono, start: int, length: int) -> Floats:
    """`length` samples from `start` on, K-weighted, full scale at 1.0.

    The response is applied to the spectrum of a piece that begins SETTLE earlier.
    """
    before = min(start, SETTLE)
    piece = pcm[start - before : start + length] / 32768.0
    size = CHUNK + 2 * SETTLE
    spectrum = np.fft.rfft(piece, size) * _response(size)
    return np.asarray(np.fft.irfft(spectrum, size)[before : before + length])


@cache
def _response(size: int) -> npt.NDArray[np.complex128]:
    """Frequency response of the K-weighting for an FFT of `size`."""
    turn = np.exp(-2j * pi * np.fft.rfftfreq(size))
    response = np.ones(len(turn), np.complex128)
    for over, under in (_shelf(*SHELF), _high_pass(*HIGH_PASS)):
        response *= np.polyval(over[::-1], turn) / np.polyval(under[::-1], turn)
    return response


_Biquad = tuple[tuple[float, ...], tuple[float, ...]]


def _shelf(centre: float, q: float, gain_db: float) -> _Biquad:
    """High shelf by the bilinear transform: numerator and denominator in powers of 1/z."""
    k = tan(pi * centre / SAMPLE_RATE)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    over = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    return over, (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)


def _high_pass(corner: float, q: float) -> _Biquad:
    k = tan(pi * corner / SAMPLE_RATE)
    scale = 1 + k / q + k * k
    return (scale, -2 * scale, scale), (scale, 2 * (k * k - 1), 1 - k / q + k * k)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET) / 10))


def _lufs(power: float) -> float:
    return OFFSET + 10 * log10(power)
