"""The sounds a line may carry, made by code: bell, tick, beep, and the breath tones rise and fall.

Speech stands at -19 LUFS with peaks near -3 dBFS. The sounds peak 7 to 11 dB lower, start and end
in fades of 10 ms or more, and keep to the range that small earphones carry well.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE, Ms, gain, samples

Floats = npt.NDArray[np.float64]

BREATH_TONES = frozenset({"rise", "fall"})
"""Sounds that last as long as they are asked to."""

FADE_MS = 10
"""Shortest fade at either end."""

LOW_HZ, HIGH_HZ = 196.0, 293.7
"""The breath tones move between these, a fifth apart (G3 and D4)."""


def sound_length_ms(name: str) -> Ms:
    """How long `name` sounds when nothing says otherwise."""
    return RECIPES[name].length_ms


@lru_cache(maxsize=256)
def sound(name: str, length_ms: Ms | None = None) -> Mono:
    """The sound called `name`, read-only; the same samples every time.

    Args:
        name: one of `script.model.SOUNDS`.
        length_ms: rise and fall are drawn out to it; the others are faded out there if it is
            shorter than their natural length.
    """
    recipe = RECIPES[name]
    asked = recipe.length_ms if length_ms is None else length_ms
    whole = asked if name in BREATH_TONES else recipe.length_ms
    asked = min(asked, whole)
    shape = softened(recipe.make(samples(whole)))
    scale = 32767 * gain(recipe.peak_db) / max(float(np.abs(shape).max(initial=0.0)), 1e-9)
    pcm = np.rint(softened(shape[: samples(asked)]) * scale).astype(np.int16)
    pcm.flags.writeable = False
    return pcm


def softened(shape: Floats) -> Floats:
    """`shape` with both ends faded, in place, along a raised cosine: it begins and ends at zero."""
    length = min(samples(FADE_MS), len(shape) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(length, 1))
    shape[:length] *= ramp
    shape[len(shape) - length :] *= ramp[::-1]
    return shape


def _seconds(count: int) -> Floats:
    return np.arange(count) / SAMPLE_RATE


def _bell(count: int) -> Floats:
    """A small struck bowl: partials of 660 Hz, the higher the sooner gone."""
    time = _seconds(count)
    partials = ((1.0, 1.0, 4.5), (2.0, 0.35, 7.0), (2.76, 0.25, 11.0), (4.07, 0.08, 18.0))
    tone = np.zeros(count)
    for ratio, level, decay in partials:
        tone += level * np.exp(-decay * time) * np.sin(2 * np.pi * 660.0 * ratio * time)
    return tone * np.linspace(1.0, 0.0, count)


def _tick(count: int) -> Floats:
    """A soft wooden tick."""
    time = _seconds(count)
    return np.asarray(np.exp(-90 * time) * np.sin(2 * np.pi * 950.0 * time))


def _beep(count: int) -> Floats:
    """A plain tone with a little warmth, swelling and fading over its whole length."""
    time = _seconds(count)
    tone = np.sin(2 * np.pi * 784.0 * time) + 0.2 * np.sin(2 * np.pi * 1568.0 * time)
    return np.asarray(tone * np.sin(np.pi * np.arange(count) / count) ** 0.5)


def _rise(count: int) -> Floats:
    """In-breath: swells, climbs and brightens, then lets go in its last sixth."""
    way = np.arange(count) / count
    swell = np.sin(np.pi / 2 * np.minimum(way / 0.84, 1.0)) ** 2
    swell *= np.cos(np.pi / 2 * np.maximum((way - 0.84) / 0.16, 0.0)) ** 2
    return np.asarray(_breath(way) * swell)


def _fall(count: int) -> Floats:
    """Out-breath: the in-breath backwards in time, so it sinks, darkens and ebbs away."""
    return _rise(count)[::-1].copy()


def _breath(way: Floats) -> Floats:
    """Air and tone along `way`, which runs from 0 (low, dark) to 1 (high, bright)."""
    pitch = LOW_HZ * (HIGH_HZ / LOW_HZ) ** way
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    tone = np.sin(phase) + 0.25 * np.sin(2 * phase)
    dark, bright = (np.resize(_air(centre), len(way)) for centre in (400.0, 1100.0))
    return np.asarray(0.3 * tone + 0.7 * (dark * (1 - way) + bright * way))


@cache
def _air(centre_hz: float) -> Floats:
    """Three seconds of noise around `centre_hz`, peak 1, that can be repeated without a seam.

    Filtered in the frequency domain, so its end runs into its beginning. The raw bits of PCG64
    are the same in every version of numpy.
    """
    count = 1 << 17
    white = np.random.PCG64(7).random_raw(count) / 2.0**63 - 1.0
    octaves = np.log2(np.maximum(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), 1.0) / centre_hz)
    air = np.fft.irfft(np.fft.rfft(white) * np.exp(-2.0 * octaves**2), count)
    return np.asarray(air / np.abs(air).max())


class SoundRecipe(NamedTuple):
    """How a built-in sound is made."""

    make: Callable[[int], Floats]
    """Its shape at a number of samples, at any level."""
    peak_db: float
    """Its highest sample, dBFS."""
    length_ms: Ms
    """Its natural length; the breath tones take the length of their slot instead."""


RECIPES: Mapping[str, SoundRecipe] = MappingProxyType(
    {
        "bell": SoundRecipe(_bell, peak_db=-10.0, length_ms=800),
        "tick": SoundRecipe(_tick, peak_db=-14.0, length_ms=40),
        "beep": SoundRecipe(_beep, peak_db=-11.0, length_ms=200),
        "rise": SoundRecipe(_rise, peak_db=-13.0, length_ms=2000),
        "fall": SoundRecipe(_fall, peak_db=-13.0, length_ms=2000),
    }
)
"""Every name of `script.model.SOUNDS`."""
