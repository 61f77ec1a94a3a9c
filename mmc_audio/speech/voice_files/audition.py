"""What an installed voice is like: heard when it is installed or first speaks, and kept beside it.

- Its pace, so that 150 means 150 words a minute for every voice. The model says how long each
  phoneme would last, so no sound is made for that.
- Level and length of the words that are said alone: counts, phases of a rep, breath words. A voice
  that was trained on sentences says some of them far too long, too short or too softly. Such a word
  gets another mark behind it, which the voice reads and nobody else sees.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mmc_audio._lib.whole import write_whole
from mmc_audio.speech.engine import RawSound
from mmc_audio.speech.voice_files.installed import InstalledVoice, audition_file

VERSION = 1
"""Of what is listened for; another one is heard again."""
PASSAGE = (
    "Stand tall, let your shoulders drop, and soften your belly. Keep the elbows still, and feel "
    "the front of the upper arm shorten as the hand comes up. Lower it slowly, all the way, until "
    "the muscle is long. Where did you feel that most: in the front of the upper arm, or in the "
    "front of the shoulder?"
)
CHARACTERS = 6
"""Of a word with its space, as the speeds of reading and typing are counted: so texts of short and
of long words have one pace. Three passages of hibari heart at 150 have 147 to 151 such words a
minute, but 158 to 179 of their own."""
WORDS = len(PASSAGE) / CHARACTERS
LEAST, MOST = 0.3, 4.0
"""Stretches that are believed."""
TRIED = 0.7, 0.85, 1.0, 1.15, 1.3, 1.6, 2.0
"""Stretches at which a voice is measured: the paces of sessions are between them."""
GROWS_S = 0.1
"""At least from one to the next, so that there is a stretch for every pace."""

COUNTS = range(1, 21)
PHASES = {
    "en": (
        "In", "Out", "Sip", "Lower", "Lift", "Curl", "Squeeze", "Press", "Push", "Pull", "Hold",
        "Pause", "Return", "Reach", "Rise", "Release", "Breathe", "Up", "Down",
    ),
}  # fmt: skip
"""Of a rep and of breath, by language; elsewhere the counts alone are heard."""
MARKS = (",", ".", "!")
"""What is tried behind a word that stands out."""
ENDS = ".!?,;:…"
OFF_DB = 4.0
"""A word that is so much louder or softer than the others stands out: words are brought to one
level by 5 dB at most (`word_level`)."""
OFF_TIMES = 1.6
"""So many times as long or as short as its letters let expect stands out. Of 45 words `Nine` of
Kokoro af_heart was 1.8 times, `Up` of Piper joe a 1.7th; of hibari heart none was over 1.5."""
FEWEST = 8
"""Words: fewer do not say what is usual."""
PACE = 150

Seconds = Callable[[str, float], float]
"""How long a text lasts where the voice's own lengths are stretched by a factor."""
Speak = Callable[[str, float], RawSound]
"""The sound of a text, so stretched."""
HeardWord = tuple[float, float]
"""Of a word: its level in dBFS, and the logarithm of its length in seconds."""


@dataclass(frozen=True, slots=True)
class VoiceTempo:
    """How long PASSAGE lasts at some stretches: no straight line, since models round lengths."""

    lengths: tuple[tuple[float, float], ...]
    """Stretch and seconds, both rising."""

    def stretch(self, pace: int) -> float:
        """The factor on the voice's own lengths that gives `pace` words per minute."""
        wanted = WORDS * 60 / pace
        pairs = list(pairwise(self.lengths))
        (low, shorter), (high, longer) = next((p for p in pairs if wanted <= p[1][1]), pairs[-1])
        found = low + (wanted - shorter) * (high - low) / (longer - shorter)
        return min(max(found, LEAST), MOST)


@dataclass(frozen=True, slots=True)
class Audition:
    """What was heard of a voice."""

    tempo: VoiceTempo
    marks: Mapping[str, str] = field(default_factory=dict)
    """What a word that stood out, in lower case, gets behind it."""

    def treated(self, text: str, usual: Callable[[str], str] = str) -> str:
        """The text as the engine is given it; `usual` is what it does with all others."""
        mark = self.marks.get(text.strip().casefold())
        return f"{text.strip()}{mark}" if mark else usual(text)


@dataclass(frozen=True, slots=True)
class Listener:
    """How a voice is heard."""

    seconds: Seconds
    speak: Speak
    usual: Callable[[str], str] = str
    """What the engine does with every short text."""


def audition(voice: InstalledVoice, listener: Listener) -> Audition:
    """What the voice is like: kept, or heard now."""
    if kept := kept_audition(voice):
        return kept
    tempo = measured_tempo(listener.seconds)
    heard = Audition(tempo, _marks(words_alone(voice.language), listener, tempo.stretch(PACE)))
    with suppress(OSError):  # heard again next time: the same voice gives the same
        write_whole(audition_file(voice.engine, voice.name), _as_json(heard, voice))
    return heard


def words_alone(language: str) -> list[str]:
    """The words of a language that are said alone, each once."""
    from mmc_audio.languages.numbers import knows_numbers, number_words

    known = COUNTS if knows_numbers(language) else range(0)
    counts = [number_words(number, language).capitalize() for number in known]
    return [*counts, *PHASES.get(language.partition("-")[0].lower(), ())]


def measured_tempo(seconds: Seconds) -> VoiceTempo:
    """The tempo of a voice, from lengths of the passage."""
    lengths: list[tuple[float, float]] = []
    least = 0.0
    for stretch in TRIED:
        least = max(round(seconds(PASSAGE, stretch), 3), least)
        lengths.append((stretch, least))
        least += GROWS_S
    return VoiceTempo(tuple(lengths))


def _marks(words: Sequence[str], listener: Listener, stretch: float) -> dict[str, str]:
    """The marks of the words that stand out as they are usually spoken, and less with a mark."""
    usual = {word: _heard(listener.speak(listener.usual(word), stretch)) for word in words}
    known = {word: heard for word, heard in usual.items() if heard}
    if len(known) < FEWEST:
        return {}
    strange = _strangeness(known)
    found = {}
    for word in (word for word in known if strange(word, known[word]) > 1):
        ways = {mark: _heard(listener.speak(f"{word}{mark}", stretch)) for mark in MARKS}
        off = {mark: strange(word, heard) for mark, heard in ways.items() if heard}
        best = min(off, key=lambda mark: off[mark] if off[mark] > 1 else 0.0, default="")
        if best and off[best] < strange(word, known[word]):
            found[word.casefold()] = best
    return found


def _heard(sound: RawSound) -> HeardWord | None:
    """Level and length of a word; None where nothing is heard."""
    from mmc_audio.speech.trim import bounds, resampled
    from mmc_audio.speech.word_level import level_db
    from mmc_audio.units import SAMPLE_RATE

    wave = resampled(sound)
    if not wave.any():
        return None
    _, onset, end = bounds(wave)
    return level_db(wave[onset:end]), math.log(max(end - onset, 1) / SAMPLE_RATE)


def _strangeness(known: Mapping[str, HeardWord]) -> Callable[[str, HeardWord], float]:
    """How far a word is from the others, 1 where it stands out: by level, or by length for letters.

    The lengths are fitted by a straight line, medians of slopes and offsets (Theil and Sen), which
    a few odd words do not move.
    """
    import numpy as np

    level = float(np.median([heard[0] for heard in known.values()]))
    letters = np.array([len(word) for word in known], float)
    lengths = np.exp([heard[1] for heard in known.values()])
    one, other = np.triu_indices(len(letters), 1)
    apart = letters[one] != letters[other]
    slopes = (lengths[other] - lengths[one])[apart] / (letters[other] - letters[one])[apart]
    slope = float(np.median(slopes)) if len(slopes) else 0.0
    offset = float(np.median(lengths - slope * letters))

    def strange(word: str, heard: HeardWord) -> float:
        expected = math.log(max(offset + slope * len(word), 0.05))
        return max(abs(heard[0] - level) / OFF_DB, abs(heard[1] - expected) / math.log(OFF_TIMES))

    return strange


def _as_json(heard: Audition, voice: InstalledVoice) -> bytes:
    about = {"version": VERSION, "model": _model(voice)}
    return json.dumps(about | {"lengths": heard.tempo.lengths, "marks": heard.marks}).encode()


def _model(voice: InstalledVoice) -> str:
    """What was heard; a voice of the same name may be another."""
    return "-".join(file.sha256[:16] for file in voice.files if not file.name.endswith("CARD"))


def kept_audition(voice: InstalledVoice) -> Audition | None:
    """What was heard of this voice before, if it was."""
    try:
        kept = json.loads(audition_file(voice.engine, voice.name).read_text("utf-8"))
        return _from_json(kept, voice)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _from_json(kept: dict[str, Any], voice: InstalledVoice) -> Audition | None:
    tempo = VoiceTempo(tuple((float(stretch), float(s)) for stretch, s in kept["lengths"]))
    marks = {str(word): str(mark) for word, mark in kept["marks"].items() if mark in MARKS}
    same = (kept["version"], kept["model"]) == (VERSION, _model(voice))
    rising = all(
        b > a for one, other in pairwise(tempo.lengths) for a, b in zip(one, other, strict=True)
    )
    return Audition(tempo, marks) if same and rising and len(tempo.lengths) > 1 else None
