"""Keeps the true peak under a ceiling, and touches nothing that is not near it."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from mmc_audio.units import gain

Floats = npt.NDArray[np.float32]
"""Sound as shape (samples,), full scale at 1.0."""

CEILING_DB = -1.5
"""Highest true peak before encoding, dBTP; MP3 adds up to half a decibel."""

PHASES = 4
"""Oversampling: ITU-R BS.1770-4 Annex 2 asks for at least four times 48 kHz or near it."""

REACH = 16
"""Samples on either side that decide a value between two samples."""

WINDOW = 256
"""Samples (6 ms) over which the gain goes down before a peak, and up again after it."""

NEAR = 0.63
"""Samples below this share (-4 dB) of a ceiling cannot hide a true peak above it in speech."""


def _fractional_delays() -> npt.NDArray[np.float32]:
    """Kaiser-windowed sinc filters for the points 1/4, 2/4, 3/4 past a sample."""
    steps = np.arange(1 - REACH, REACH + 1)
    rows = []
    for phase in range(1, PHASES):
        away = steps - phase / PHASES
        window = np.i0(7.0 * np.sqrt(np.maximum(1 - (away / REACH) ** 2, 0))) / np.i0(7.0)
        row = np.sinc(away) * window
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


_DELAYS = _fractional_delays()


def true_peaks(sound: Floats) -> Floats:
    """For each sample the highest absolute value from it up to the next; shape as `sound`."""
    peaks = np.abs(sound)
    padded = np.pad(sound, (REACH - 1, REACH))
    for row in _DELAYS:
        np.maximum(peaks, np.abs(np.convolve(padded, row[::-1], "valid")), out=peaks)
    return peaks


def limit(sound: Floats, ceiling_db: float = CEILING_DB) -> Floats:
    """Turn `sound` down, in place, where its true peak would pass `ceiling_db`; return it.

    What is further than 12 ms from such a peak stays as it is, to the bit.
    """
    ceiling = gain(ceiling_db) * 0.999
    for start, end in loud_spans(sound, NEAR * ceiling, 2 * WINDOW + REACH):
        part = sound[start:end]
        peaks = true_peaks(part)
        if peaks.max() > ceiling:
            part *= _smooth_gain(np.minimum(ceiling / np.maximum(peaks, ceiling), 1.0))
    return sound


def loud_spans(sound: Floats, level: float, reach: int) -> Iterator[tuple[int, int]]:
    """Stretches (first, end) that hold all samples above `level` and `reach` on either side."""
    loud = np.flatnonzero(np.abs(sound) > level)
    if not len(loud):
        return
    breaks = np.flatnonzero(np.diff(loud) > 2 * reach)
    firsts = loud[np.concatenate(([0], breaks + 1))]
    lasts = loud[np.concatenate((breaks, [len(loud) - 1]))]
    for first, last in zip(firsts, lasts, strict=True):
        yield max(int(first) - reach, 0), min(int(last) + reach + 1, len(sound))


def _smooth_gain(needed: Floats) -> Floats:
    """A gain that is never above `needed` and bends over WINDOW samples.

    The least gain within WINDOW of each sample, then averaged over a triangle of the same width:
    every value in that average is already low enough.
    """
    least = _sliding_least(np.pad(needed, 2 * WINDOW, mode="edge"), 2 * WINDOW + 1)
    return _box(_box(least, WINDOW + 1), WINDOW + 1).astype(np.float32)


def _sliding_least(values: Floats, width: int) -> Floats:
    """Least of every `width` values in a row; shape (len - width + 1,)."""
    done = 1
    while done < width:
        step = min(done, width - done)
        values = np.minimum(values[:-step], values[step:])
        done += step
    return values


def _box(values: npt.NDArray[np.floating], width: int) -> npt.NDArray[np.float64]:
    """Mean of every `width` values in a row; shape (len - width + 1,)."""
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.asarray((sums[width:] - sums[:-width]) / width)
