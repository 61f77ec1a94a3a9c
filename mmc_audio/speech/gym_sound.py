"""A voice made for the gym: heard over machines and music, and not louder.

Rumble and boom go, the range of the consonants comes forward, and soft syllables are lifted to the
loud ones. The filters are those of the Audio EQ Cookbook (W3C, R. Bristow-Johnson), applied by
their frequency response, so that they need no other package than NumPy.
"""

import numpy as np
import numpy.typing as npt

from mmc_audio.units import SAMPLE_RATE, gain, samples

Wave = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

HIGH_PASS_HZ = 120.0
PEAKS = ((250.0, -3.0, 1.0), (2800.0, 6.0, 1.0))
"""Centre in Hz, gain in dB, and Q: less boom, more presence."""
THRESHOLD_DB = -30.0
"""A voice at -19 LUFS has its syllables at -28 to -16 dBFS."""
RATIO = 4.0
BLOCK = samples(5)
FALLS_DB = 0.5
"""How fast the gain recovers, in dB for each block: 100 dB a second, within a syllable."""
MAKEUP_DB = 11.0
"""Brings the passage of `level` back to its loudness: -18.7 LUFS for hibari, -19.6 and -20.0 for
two voices of flite."""
TAIL = samples(60)
"""Room for the filters to ring in."""


def for_the_gym(wave: Wave) -> Wave:
    """The wave, mono at SAMPLE_RATE and levelled, as it is heard best over noise; as long."""
    filtered = _filtered(wave.astype(np.float64))
    made: Wave = (filtered * _compression(filtered) * gain(MAKEUP_DB)).astype(np.float32)
    return made


def _filtered(wave: Floats) -> Floats:
    size = 1 << (len(wave) + TAIL - 1).bit_length()
    response = _response(np.exp(-2j * np.pi * np.fft.rfftfreq(size)))
    filtered: Floats = np.fft.irfft(np.fft.rfft(wave, size) * response, size)
    return filtered[: len(wave)]


def _response(z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    """The response of all filters; `z` is one sample of delay at each frequency."""
    response = _biquad(z, *_high_pass(HIGH_PASS_HZ))
    for hz, decibels, q in PEAKS:
        response = response * _biquad(z, *_peak(hz, decibels, q))
    return response


def _biquad(z: npt.NDArray[np.complex128], b: Floats, a: Floats) -> npt.NDArray[np.complex128]:
    over, under = (c[0] + c[1] * z + c[2] * z * z for c in (b, a))
    response: npt.NDArray[np.complex128] = over / under
    return response


def _high_pass(hz: float, q: float = 0.7071) -> tuple[Floats, Floats]:
    w = 2 * np.pi * hz / SAMPLE_RATE
    alpha, cos = np.sin(w) / (2 * q), np.cos(w)
    b = np.array([(1 + cos) / 2, -(1 + cos), (1 + cos) / 2])
    return b, np.array([1 + alpha, -2 * cos, 1 - alpha])


def _peak(hz: float, decibels: float, q: float) -> tuple[Floats, Floats]:
    w = 2 * np.pi * hz / SAMPLE_RATE
    alpha, cos, half = np.sin(w) / (2 * q), np.cos(w), gain(decibels / 2)
    b = np.array([1 + alpha * half, -2 * cos, 1 - alpha * half])
    return b, np.array([1 + alpha / half, -2 * cos, 1 - alpha / half])


def _compression(wave: Floats) -> Floats:
    """The gain of each sample: down at once where a block is louder, and slowly up again."""
    blocks = np.pad(wave, (0, -len(wave) % BLOCK)).reshape(-1, BLOCK)
    level = 10 * np.log10(np.mean(blocks * blocks, axis=1) + 1e-10)
    over = np.maximum(level - THRESHOLD_DB, 0.0)
    # The block before a louder one is turned down too, so that no onset gets through.
    over = np.maximum(over, np.append(over[1:], 0.0))
    steps = FALLS_DB * np.arange(len(over))
    held = np.maximum.accumulate(over + steps) - steps
    lowered = gain_of(-held * (1 - 1 / RATIO))
    places = (np.arange(len(lowered)) + 0.5) * BLOCK
    smooth: Floats = np.interp(np.arange(len(wave)), places, lowered)
    return smooth


def gain_of(decibels: Floats) -> Floats:
    """The factors of gains in dB."""
    factors: Floats = np.power(10.0, decibels / 20)
    return factors
