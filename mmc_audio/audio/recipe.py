"""All that the mixer knows of a part of a section, as frozen data: all of it is in the cache key.

Whatever is not in a recipe cannot shape the sound, and whatever is in it is in the cache key
(`_lib.content_key`). So nothing that is heard can be forgotten in the key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mmc_audio._lib.content_key import UNKEYED
from mmc_audio.audio.bed import Bed, SectionBed, Span
from mmc_audio.audio.parts import Placed, SectionPart, heard_at, section_samples
from mmc_audio.script.own_sounds import OwnSound
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.model import PlacedSound, SectionTimeline
from mmc_audio.units import Ms, Samples

NONE: Mapping[str, OwnSound] = MappingProxyType({})

ClipKey = Callable[[Utterance], str]
"""Gives the content address of an utterance's clip."""


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """A clip and its place."""

    at: Samples
    """Where in its part the voice is heard."""
    clip: str
    """Content address of the clip."""
    volume_db: float
    utterance: Utterance = field(metadata=UNKEYED)
    """What is spoken; `clip` says how it sounds."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A sound and its place."""

    at: Samples
    name: str
    length_ms: Ms
    volume_db: float
    own: OwnSound | None = None
    """The coach's own sound of that name."""


@dataclass(frozen=True, slots=True)
class BedPart:
    """The bed under one section."""

    bed: Bed
    start: Samples
    """Where in the session the section begins."""
    spoken: tuple[Span, ...]
    """When somebody speaks, in the section and near it."""

    def read(self) -> SectionBed:
        """Its sound."""
        return self.bed.under(self.spoken, self.start)


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that shapes the sound of a part."""

    length: Samples
    """Whole frames."""
    sounds: tuple[PlacedWords | Tone, ...]
    """In order of time."""
    under: BedPart | None = None
    gain_db: float = 0.0
    """Of all words and tones: brings the session to its loudness."""


def recipe(
    part: SectionPart,
    clip_key: ClipKey,
    *,
    under: BedPart | None = None,
    gain_db: float = 0.0,
    own: Mapping[str, OwnSound] = NONE,
) -> Recipe:
    """What to mix.

    Args:
        part: what is heard when.
        clip_key: names the clips.
        under: music to be under it, if any; the part is a whole section then.
        gain_db: of the whole session.
        own: a coach's own sounds by name.
    """
    sounds = tuple(_sound(part, placed, clip_key, own) for placed in part.placed)
    return Recipe(part.length, sounds, under, gain_db)


def _sound(
    part: SectionPart, placed: Placed, clip_key: ClipKey, own: Mapping[str, OwnSound]
) -> PlacedWords | Tone:
    at = part.at(placed.at_ms)
    if isinstance(placed, PlacedSound):
        length = placed.end_ms - placed.at_ms
        return Tone(at, placed.name, length, placed.volume_db, own.get(placed.name))
    return PlacedWords(at, clip_key(placed.utterance), placed.volume_db, placed.utterance)


def spoken(sections: Iterable[SectionTimeline]) -> tuple[Span, ...]:
    """When somebody speaks in a session, in its samples, in order of time."""
    return tuple(_spans(sections))


def _spans(sections: Iterable[SectionTimeline]) -> Iterator[Span]:
    start = Samples(0)
    for section in sections:
        for cue in section.cues:
            yield heard_at(start, cue.at_ms), heard_at(start, cue.end_ms)
        start = Samples(start + section_samples(section))
