"""How loud a whole session is, known before it is mixed.

Sessions differ in what they are made of: counts at -19 LUFS are as loud as the calibration passage
(`speech.level`), breath tones are softer, and a session of sentences is louder. So the loudness of
each session is added up from its clips, wherever they are placed, and the session gets one gain.
Nothing has to be mixed for that, and sections stay independent of each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np

from mmc_audio.audio.limiter import limit
from mmc_audio.audio.loudness import Floats, loudness_of, weighted_steps
from mmc_audio.audio.own_sounds import heard_sound
from mmc_audio.audio.recipe import NONE
from mmc_audio.script.own_sounds import OwnSound
from mmc_audio.speech.engine import Mono, Utterance
from mmc_audio.timeline.model import SectionTimeline
from mmc_audio.units import Ms, gain, samples

STEP_MS: Ms = 20
"""Profiles have one value for each of these; `loudness` measures in steps of five of them."""

ONSET = 2
"""Steps of a profile before the voice is heard: a clip's attack takes at most 40 ms."""

GAIN_STEP_DB = 0.5
"""Gains are whole multiples: an edited word seldom changes the gain, so other sections stay
encoded, and the session is within 0.25 LU of its target."""

MOST_DB = 9.0
"""How far a session is raised or lowered at most, from where the calibrated voice stands."""

LIMITS_DB = 1.0
"""With more gain than this the limiter takes some of it away, which is then measured."""

ROUNDS = 5
"""The limiter takes more of a higher gain; two or three rounds settle it."""

ProfileOf = Callable[[Utterance, float], Floats]
"""Gives the profile of an utterance's clip at a gain in dB."""


def profile(pcm: Mono, onset: int = 0, gain_db: float = 0.0) -> Floats:
    """Weighted mean squares of a clip, one for each STEP_MS.

    Args:
        pcm: the clip at SAMPLE_RATE.
        onset: sample at which it is heard; that is where step ONSET begins.
        gain_db: how much louder it will be, held under the ceiling as the mix holds it.
    """
    before = samples(ONSET * STEP_MS) - onset
    padded = np.pad(pcm, (max(before, 0), 0))[max(-before, 0) :]
    placed = (padded / np.float32(32768)).astype(np.float32)
    if gain_db > LIMITS_DB:
        factor = np.float32(gain(gain_db))
        placed = limit(placed * factor) / factor
    return weighted_steps(placed, samples(STEP_MS))


@dataclass(frozen=True, slots=True)
class _PlacedPower:
    """A profile and its place."""

    step: int
    """First step in the session."""
    power: Floats


def session_lufs(
    sections: Iterable[SectionTimeline],
    profile_of: ProfileOf,
    gain_db: float = 0.0,
    *,
    own: Mapping[str, OwnSound] = NONE,
) -> float:
    """Loudness of the sections one after the other, before `gain_db`; -inf without a sound.

    Args:
        sections: solved.
        profile_of: gives what `profile` makes of each clip.
        gain_db: what the session will be raised by; counts only for what the limiter takes.
        own: a coach's own sounds by name.
    """
    heard, start = [], 0
    for section in sections:
        heard += [*_words(section, start, profile_of, gain_db), *_tones(section, start, own)]
        start += section.length_ms
    grid = np.zeros(max((one.step + len(one.power) for one in heard), default=0) + 40)
    for one in heard:
        grid[one.step : one.step + len(one.power)] += one.power
    steps = 100 // STEP_MS
    return loudness_of(grid[: len(grid) // steps * steps].reshape(-1, steps).mean(axis=1))


def _words(
    section: SectionTimeline, start: Ms, profile_of: ProfileOf, gain_db: float
) -> Iterator[_PlacedPower]:
    for cue in section.cues:
        # The limiter is given the words at their own volume.
        power = profile_of(cue.utterance, gain_db + cue.volume_db) * gain(cue.volume_db) ** 2
        yield _placed(start + cue.at_ms, power)


def _tones(
    section: SectionTimeline, start: Ms, own: Mapping[str, OwnSound]
) -> Iterator[_PlacedPower]:
    for tone in section.sounds:
        pcm = heard_sound(tone.name, tone.end_ms - tone.at_ms, own.get(tone.name))
        yield _placed(start + tone.at_ms, profile(pcm) * gain(tone.volume_db) ** 2)


def _placed(at_ms: Ms, power: Floats) -> _PlacedPower:
    step = at_ms // STEP_MS - ONSET
    return _PlacedPower(max(step, 0), power[max(-step, 0) :])


def session_gain_db(
    sections: Iterable[SectionTimeline],
    profile_of: ProfileOf,
    *,
    target: float,
    usual: float,
    own: Mapping[str, OwnSound] = NONE,
) -> float:
    """The gain in dB that brings a session to `target` LUFS, a multiple of GAIN_STEP_DB.

    Args:
        sections: solved.
        profile_of: gives the profile of each clip.
        target: in LUFS.
        usual: what the voices are calibrated to; a session without a voice gets the difference.
        own: a coach's own sounds by name.
    """
    wanted = target - usual
    sections = list(sections)
    if not any(one.cues for one in sections):
        return wanted
    gain_db = _rounded(wanted)
    loudest = max(cue.volume_db for one in sections for cue in one.cues)
    for _ in range(ROUNDS):
        lufs = session_lufs(sections, profile_of, gain_db, own=own)
        if not isfinite(lufs):
            return wanted
        before = gain_db
        gain_db = _rounded(min(max(target - lufs, wanted - MOST_DB), wanted + MOST_DB))
        if max(gain_db, before) + loudest <= LIMITS_DB or gain_db == before:
            break
    return gain_db


def _rounded(gain_db: float) -> float:
    return round(gain_db / GAIN_STEP_DB) * GAIN_STEP_DB
