"""Music under the session: looped, and turned down before somebody speaks.

The timeline is known, so the bed follows it by gain automation and no sidechain. Levels follow
WCAG 2.1 success criterion 1.4.7: background at least 20 dB under speech.

A bed is computed for any stretch of the session on its own, and goes on across the joins of
sections: each knows what is spoken shortly before and after it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mmc_audio._lib.content_key import UNKEYED
from mmc_audio.speech.engine import Mono
from mmc_audio.units import Ms, Samples, samples

Floats = npt.NDArray[np.float32]

SectionBed = Callable[[int, int], Floats]
"""Gives a section's bed from one of the section's samples up to another."""

Span = tuple[int, int]
"""First sample and end, in a section."""

OPEN_DB = 10.0
"""How far the bed comes up where nobody speaks."""
MOST_GAIN_DB = 20.0
"""How far music is raised at most: more would bring up the hiss of what is all but silent."""

BEFORE_MS: Ms = 300
"""The bed goes down in this time before a cue."""
AFTER_MS: Ms = 800
"""It comes up in this time after one."""
HOLD_MS: Ms = 1500
"""It stays down in gaps shorter than this."""

NEAR_MS: Ms = 2500
"""What is spoken further than this from a section does not shape the bed in it."""
FADE_IN_MS: Ms = 2000
FADE_OUT_MS: Ms = 4000
LOOP_MS: Ms = 4000
"""Cross-fade where the music begins again, or a quarter of the music if that is less."""

STEP = 64
"""The level is computed for every STEP-th sample (1.5 ms) and runs straight between."""


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """Music, and how it is mixed under a session."""

    music: Mono = field(metadata=UNKEYED)
    """As `audio.music.read_music` gives it; `digest` stands for it in cache keys."""
    lufs: float
    """Its loudness, as `audio.loudness` measures it."""
    total: Samples
    """Length of the session."""
    level_db: float = -20.0
    """Against the speech, while it speaks."""
    digest: str = ""
    """Content address of the music."""
    speech_lufs: float = -19.0
    """How loud the speech is."""

    def under(self, spoken: Iterable[Span], start: Samples) -> SectionBed:
        """The bed of one section, and around it.

        Args:
            spoken: when somebody speaks in it and near it, in samples of the section, in order.
            start: where in the session the section begins.
        """
        corners = _corners(list(spoken))

        def read(first: int, end: int) -> Floats:
            before = first % STEP
            at = np.arange(first - before, end + STEP, STEP)
            level = self._ducked_db() + np.interp(at, *corners)
            shape = _fades(at + start, self.total, FADE_IN_MS, FADE_OUT_MS)
            music = looped(self.music, start + first, end - first)
            return music * _straight(10.0 ** (level / 20.0) * shape)[before:][: end - first]

        return read

    def _ducked_db(self) -> float:
        """The gain while somebody speaks."""
        return min(self.speech_lufs + self.level_db - self.lufs, MOST_GAIN_DB - OPEN_DB)


def near(spoken: Sequence[Span], start: int, length: int) -> tuple[Span, ...]:
    """Of a session's spans those that shape the bed of a section, on the section's own clock.

    They are cut NEAR_MS before and after it, so that a key changes with nothing further away.
    """
    low, high = -samples(NEAR_MS), length + samples(NEAR_MS)
    cut = ((max(first - start, low), min(end - start, high)) for first, end in spoken)
    return tuple((first, end) for first, end in cut if first < end)


def looped(music: Mono, start: int, length: int) -> Floats:
    """`length` samples of endless music from `start` on, full scale at 1.0.

    The last LOOP_MS of each round are cross-faded, at equal power, with the first of the next.
    """
    fade = min(samples(LOOP_MS), len(music) // 4)
    body = len(music) - fade
    out = np.empty(length, np.float32)
    done = 0
    while done < length:
        at = (start + done) % body
        part = music[at : min(at + length - done, body)]
        out[done : done + len(part)] = part
        if start + done >= body and at < fade:
            _fade_over(out[done : done + len(part)], music[body + at :][: len(part)], at, fade)
        done += len(part)
    out /= 32768
    return out


def _fade_over(sound: Floats, old: Mono, at: int, fade: int) -> None:
    """Mix the end of the last round into the beginning of this one, in place."""
    turn = (np.arange(at, at + len(old), dtype=np.float32) + 1) * np.float32(np.pi / 2 / (fade + 1))
    sound[: len(old)] *= np.sin(turn)
    sound[: len(old)] += old * np.cos(turn)


def _corners(spoken: Sequence[Span]) -> tuple[list[int], list[float]]:
    """Corner points of the bed's level: samples of the section, and dB over the ducked level."""
    times, levels = [], []
    for first, end in _held(spoken):
        times += [first - samples(BEFORE_MS), first, end, end + samples(AFTER_MS)]
        levels += [OPEN_DB, 0.0, 0.0, OPEN_DB]
    return times or [0], levels or [OPEN_DB]


def _held(spoken: Sequence[Span]) -> Iterator[Span]:
    """Spans without the gaps that are too short to come up in."""
    if not spoken:
        return
    first, last = spoken[0]
    for start, end in spoken[1:]:
        if start - last >= samples(HOLD_MS):
            yield first, last
            first = start
        last = max(last, end)
    yield first, last


def _fades(
    at: npt.NDArray[np.int64], length: int, fade_in: Ms, fade_out: Ms
) -> npt.NDArray[np.float64]:
    """A gain of 0 outside 0 .. `length`, that swells and ebbs along a raised cosine inside."""
    way = np.minimum(at / samples(fade_in), (length - at) / samples(fade_out))
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(way, 0.0, 1.0)))


def _straight(values: npt.NDArray[np.float64]) -> Floats:
    """`values`, one for every STEP-th sample, joined by straight lines, up to the last one."""
    steps = np.diff(values).astype(np.float32)[:, None] / STEP
    lines = values[:-1].astype(np.float32)[:, None] + steps * np.arange(STEP, dtype=np.float32)
    return np.asarray(lines.reshape(-1))
