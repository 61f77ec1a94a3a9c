"""When a word is felt: its perceptual centre, a little after its first sound.

It is the middle of the first rise of the energy at 700 to 1300 Hz (Cummins and Port 1998, Journal
of Phonetics 26:145-171). docs/timing.md has what that is worth.
"""

import numpy as np
import numpy.typing as npt

from mmc_audio.speech.engine import Clip
from mmc_audio.units import SAMPLE_RATE, Ms

BAND = 700, 1300
"""Hz."""
SMOOTH = 10
"""Hz; what changes faster is not heard as a rise."""
SMALL = 0.5
"""A rise to less than this share of the loudest is none. The first vowel of "eleven" reaches 0.3 to
0.5: with less, its centre would hang on the voice and the pace; no other number changes."""
FOOT, TOP = 0.1, 0.9
"""The middle is half-way between these heights of the rise."""
LATEST: Ms = 150
LATEST_VOWEL: Ms = 350
"""`Three` of eSpeak NG at 110 words a minute has its vowel after 235 ms, of Kokoro after 300."""
ROOM = SAMPLE_RATE // 4
"""Samples of silence on both sides, for the smoothing."""
SIZE = 1 << 16
"""Samples that are looked at, with the room: a second of the clip, more than a number lasts."""

Floats = npt.NDArray[np.float64]


def centre_ms(clip: Clip) -> Ms:
    """Whole ms from the onset to the centre: the first vowel, where the engine knows its place.

    Elsewhere it is measured, 0 to LATEST; 0 where nothing rises.
    """
    if clip.vowel is not None:
        return min(max(round((clip.vowel - clip.onset) * 1000 / SAMPLE_RATE), 0), LATEST_VOWEL)
    level = _level(clip.pcm[: SIZE - 2 * ROOM] / 32_768)
    foot, top = _first_rise(level)
    if level[top] <= 0:
        return 0
    rise = level[foot : top + 1] - level[foot]
    middle = foot + sum(int(np.argmax(rise >= share * rise[-1])) for share in (FOOT, TOP)) / 2
    late = round((middle - ROOM - clip.onset) * 1000 / SAMPLE_RATE)
    return min(max(late, 0), LATEST)


def _level(wave: Floats) -> Floats:
    """The energy in BAND, smoothed without delay; shape (SIZE,), ROOM before the wave."""
    low, high = BAND
    f = np.fft.rfftfreq(SIZE, 1 / SAMPLE_RATE)
    away = (f * f - low * high) / (np.maximum(f, 1) * (high - low))
    roomy = np.pad(wave, (ROOM, SIZE - ROOM - len(wave)))
    band = np.fft.irfft(np.fft.rfft(roomy) / (1 + away * away))
    smooth = np.fft.irfft(np.fft.rfft(np.abs(band)) / (1 + (f / SMOOTH) ** 4))
    return np.maximum(smooth, 0)


def _first_rise(level: Floats) -> tuple[int, int]:
    """Foot and top of the first rise that is not small."""
    tops = (level[1:-1] >= level[:-2]) & (level[1:-1] > level[2:])
    tops &= level[1:-1] >= SMALL * level.max()
    top = int(np.argmax(tops)) + 1 if tops.any() else int(level.argmax())
    falls = np.flatnonzero(np.diff(level[: top + 1]) < 0)
    return (int(falls[-1]) + 1 if len(falls) else 0), top
