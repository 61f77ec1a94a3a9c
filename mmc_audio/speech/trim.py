"""From an engine's sound to a clip: at SAMPLE_RATE, levelled, without the silence around it.

The onset is where a listener with a level meter hears the voice begin: the end of the first 2 ms
whose level is above the loudest 2 ms less 33 dB, and above -52 dBFS. All levels are of windows of
`WINDOW` samples.
"""

import numpy as np
import numpy.typing as npt

from mmc_audio.speech.engine import Clip, RawSound
from mmc_audio.speech.word_level import levelled
from mmc_audio.units import SAMPLE_RATE, gain, samples

Wave = npt.NDArray[np.float32]
"""Mono, shape (samples,), full scale 1.0."""

WINDOW = 88
"""Samples in 2 ms."""
STEP = 22
"""Samples from one window to the next."""
HEARD_DB, FLOOR_DB = -33.0, -52.0
"""A window is heard above the loudest one less 33 dB, and above -52 dBFS."""
QUIET_DB = -36.0
"""What stands before the onset is this far below the loudest window, or softer."""
SOFT_DB = -50.0
"""Attack and tail reach to where the level is this far below the loudest window."""
LEAD = samples(40)
TAIL = samples(40)
FADE = samples(2)
CEILING = gain(-3.0)
BLOCK = samples(5)
FULL_SCALE = 32_767


def clip(sound: RawSound, gain_db: float = 0.0, *, gym: bool = False, short: bool = False) -> Clip:
    """The sound made louder by `gain_db`, as a clip; digital silence as it is.

    Args:
        sound: what an engine gave.
        gain_db: of the voice, so that all voices are equally loud.
        gym: made to be heard over noise; the clip is no longer for it.
        short: a count or the like, brought to the level of all of them.
    """
    if not sound.pcm.strip(b"\0"):
        count = -(-len(sound.pcm) // 2 * SAMPLE_RATE // sound.rate)
        return Clip(np.zeros(count, np.int16), 0)
    wave = resampled(sound) * np.float32(gain(gain_db))
    last = len(wave)
    if gym:
        from mmc_audio.speech.gym_sound import for_the_gym

        _, _, last = bounds(wave)  # the compression lifts the soft end of a word
        wave = for_the_gym(wave)
    if short:
        _, onset, end = bounds(wave)
        wave = levelled(wave, onset, min(end, last))
    wave = limited(wave)
    start, onset, end = bounds(wave)
    end = min(end, last)
    cut = faded(wave[start:end])
    cut[: onset - start] *= _below_hearing(cut, onset - start)
    pcm = np.round(cut * FULL_SCALE).astype(np.int16)
    vowel = None if sound.vowel is None else round(sound.vowel * SAMPLE_RATE / sound.rate) - start
    return Clip(pcm, onset - start, vowel)


def resampled(sound: RawSound) -> Wave:
    """The sound at SAMPLE_RATE, without aliases."""
    wave = np.frombuffer(sound.pcm, np.int16).astype(np.float32) / np.float32(32_768)
    if sound.rate == SAMPLE_RATE or not len(wave):
        return wave
    import soxr

    result: Wave = soxr.resample(wave, sound.rate, SAMPLE_RATE, "HQ")
    return result


def bounds(wave: Wave) -> tuple[int, int, int]:
    """Start, onset and end of the speech in samples; all of it, where nothing is heard."""
    levels = window_levels(wave)
    loudest = levels.max(initial=0.0)
    heard = np.flatnonzero(levels > max(loudest * gain(HEARD_DB), gain(FLOOR_DB)))
    if not len(heard):
        return 0, 0, len(wave)
    soft = levels > loudest * gain(SOFT_DB)
    first, last = int(heard[0]), int(heard[-1])
    onset = first * STEP + WINDOW
    start = onset - min(LEAD, _run(soft[:first][::-1]) * STEP + WINDOW + FADE)
    end = last * STEP + WINDOW + min(TAIL, _run(soft[last + 1 :]) * STEP + FADE)
    return max(start, 0), onset, min(end, len(wave))


def window_levels(wave: Wave) -> npt.NDArray[np.float64]:
    """RMS of every window, one each STEP samples; shape (windows,)."""
    if len(wave) < WINDOW:
        return np.zeros(0)
    steps = wave[: len(wave) // STEP * STEP].reshape(-1, STEP)
    energy = np.einsum("ij,ij->i", steps, steps).astype(np.float64)
    sums = np.convolve(energy, np.ones(WINDOW // STEP), "valid")
    return np.asarray(np.sqrt(sums / WINDOW))


def _run(flags: npt.NDArray[np.bool_]) -> int:
    """How many of `flags` are true before the first that is not."""
    stops = np.flatnonzero(~flags)
    return int(stops[0]) if len(stops) else len(flags)


def _below_hearing(cut: Wave, onset: int) -> Wave:
    """The gains that keep what stands before the onset 2 dB softer than what is just heard.

    The hiss of "thighs" stays for 40 ms as loud as what is just heard: a tenth of a decibel, such
    as an encoder takes or gives, would decide where it begins.
    """
    gains = np.ones(onset, np.float32)
    levels = window_levels(cut)
    before = max(onset - WINDOW, 0)
    attack = levels[: max((before - WINDOW) // STEP + 1, 0)].max(initial=0.0)
    most = levels.max(initial=0.0) * gain(QUIET_DB)
    if attack > most:
        ramp = min(WINDOW, before)
        gains[: before - ramp] = most / attack
        gains[before - ramp : before] = np.linspace(most / attack, 1.0, ramp, dtype=np.float32)
    return gains


def faded(wave: Wave) -> Wave:
    """A copy whose edges rise and fall within FADE samples, so that nothing clicks."""
    count = min(FADE, len(wave) // 2)
    result = wave.copy()
    if count:
        ramp = np.linspace(0.0, 1.0, count, endpoint=False, dtype=np.float32)
        result[:count] *= ramp
        result[-count:] *= ramp[::-1]
    return result


def limited(wave: Wave) -> Wave:
    """The wave held below CEILING, by a gain that dips for some 20 ms around each peak."""
    blocks = np.pad(wave, (0, -len(wave) % BLOCK)).reshape(-1, BLOCK)
    peaks = np.maximum(blocks.max(axis=1, initial=0.0), -blocks.min(axis=1, initial=0.0))
    if peaks.max(initial=0.0) <= CEILING:
        return wave
    wanted = CEILING / np.maximum(peaks, np.float32(CEILING))
    # Each step looks no further than the one before, so no sample gets more than its block wants.
    lowest = _around(wanted, 2).min(axis=1)
    smooth = np.pad(_around(lowest, 1).mean(axis=1), 1, mode="edge")
    edges = ((smooth[:-1] + smooth[1:]) / 2).astype(np.float32)[:, None]
    ramp = np.arange(BLOCK, dtype=np.float32) / BLOCK
    held: Wave = blocks * (edges[:-1] + (edges[1:] - edges[:-1]) * ramp)
    return held.reshape(-1)[: len(wave)]


def _around(values: Wave, reach: int) -> Wave:
    """Each value with `reach` neighbours on both sides; shape (values, 2 reach + 1)."""
    padded = np.pad(values, reach, mode="edge")
    around: Wave = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return around
