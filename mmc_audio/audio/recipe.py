"""All that the mixer knows of a part of a section, as frozen data: all of it is in the cache key.

Whatever is not in a recipe cannot shape the sound, and whatever is in it is in the cache key
(`_lib.content_key`). So nothing that is heard can be forgotten in the key.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mmc_audio._lib.content_key import UNKEYED
from mmc_audio.audio.bed import Bed, SectionBed, Span
from mmc_audio.audio.parts import Placed, SectionPart
from mmc_audio.script.own_sounds import OwnSound
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.model import PlacedCue, PlacedSound
from mmc_audio.units import Ms, Samples

_AT_ONCE = Samples(0)
NONE: Mapping[str, OwnSound] = MappingProxyType({})

ClipKey = Callable[[Utterance], str]
"""Gives the content address of an utterance's clip."""


@dataclass(frozen=True, slots=True)
class Words:
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
class Under:
    """The bed under one section."""

    bed: Bed
    start: Samples
    """Where in the session the section begins."""
    spoken: tuple[Span, ...]
    """When somebody speaks."""

    def read(self, length: Samples) -> SectionBed:
        """Its sound, of a section of that length."""
        return self.bed.under(self.spoken, self.start, length)


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that shapes the sound of a part."""

    length: Samples
    """Whole frames."""
    sounds: tuple[Words | Tone, ...]
    """In order of time."""
    under: Under | None = None


def recipe(
    part: SectionPart,
    clip_key: ClipKey,
    *,
    bed: Bed | None = None,
    start: Samples = _AT_ONCE,
    own: Mapping[str, OwnSound] = NONE,
) -> Recipe:
    """What to mix.

    Args:
        part: what is heard when.
        clip_key: names the clips.
        bed: music to lie under it, if any; the part is a whole section then.
        start: where in the session the part begins; only the bed depends on it.
        own: a coach's own sounds by name.
    """
    sounds = tuple(_sound(part, placed, clip_key, own) for placed in part.placed)
    under = Under(bed, start, tuple(_spoken(part))) if bed else None
    return Recipe(part.length, sounds, under)


def _sound(
    part: SectionPart, placed: Placed, clip_key: ClipKey, own: Mapping[str, OwnSound]
) -> Words | Tone:
    at = part.at(placed.at_ms)
    if isinstance(placed, PlacedSound):
        length = placed.end_ms - placed.at_ms
        return Tone(at, placed.name, length, placed.volume_db, own.get(placed.name))
    return Words(at, clip_key(placed.utterance), placed.volume_db, placed.utterance)


def _spoken(part: SectionPart) -> Iterator[Span]:
    for placed in part.placed:
        if isinstance(placed, PlacedCue):
            yield part.at(placed.at_ms), part.at(placed.end_ms)
