"""Counts, phases of a rep and breath words are equally loud, whatever their vowels are.

An engine says `Four` 4 dB louder than `Thirteen`; heard over a set, that is an accent where none
is meant. So a short text gets a gain of its own that brings it to one level; sentences keep the
voice's gain, since their own rise and fall is what makes them natural.

The level of a word is the mean, in decibels, of two measures of what is heard of it: its RMS, which
a long word has less of, and that of its loudest 100 ms, which a short one has less of. Of the
measures tried (both, with and without K-weighting, and the loudest 200 and 400 ms), words levelled
by it were the nearest to each other by all others: 49 words within 2.1 to 2.6 dB for two engines.
"""

import numpy as np
import numpy.typing as npt

from mmc_audio.units import gain, samples

Wave = npt.NDArray[np.float32]

TARGET_DB = -16.1
"""Where the words of two calibrated voices (`speech.level`) were in the middle, dBFS."""

MOST_DB = 5.0
"""What a word is raised or lowered by at most: one that is whispered on purpose stays soft."""

MOST_WORDS = 3
LONGEST = samples(1_000)
LOUDEST = samples(100)
BLOCK = samples(20)


def is_short(text: str) -> bool:
    """Whether a text is a count, a phase or a breath word rather than a sentence."""
    return len(text.split()) <= MOST_WORDS


def level_db(heard: Wave) -> float:
    """Level of a word from its onset to its end, dBFS; full scale is 1.0."""
    blocks = np.pad(heard, (0, -len(heard) % BLOCK)).reshape(-1, BLOCK).astype(np.float64)
    power = np.mean(blocks * blocks, axis=1)
    wide = LOUDEST // BLOCK
    loudest = np.convolve(np.pad(power, (0, wide)), np.full(wide, 1 / wide), "valid").max()
    mean = power.sum() * BLOCK / max(len(heard), 1)
    return float(5 * np.log10(max(mean, 1e-12)) + 5 * np.log10(max(loudest, 1e-12)))


def levelled(wave: Wave, onset: int, end: int) -> Wave:
    """A short text's wave at the level of all of them; a longer one as it is."""
    if not 0 < end - onset <= LONGEST:
        return wave
    wanted = TARGET_DB - level_db(wave[onset:end])
    if abs(wanted) > 2 * MOST_DB:
        return wave
    return wave * np.float32(gain(min(max(wanted, -MOST_DB), MOST_DB)))
