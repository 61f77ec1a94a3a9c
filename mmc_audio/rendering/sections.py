"""Encoded sections, in order: from the cache where nothing changed, else mixed and encoded.

The key of a part of a section is its whole recipe: everything that shapes its sound. Changed parts
are worked on side by side; only a few are held in memory at a time, so a session may be of any
length.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from mmc_audio._lib.content_key import content_key
from mmc_audio._lib.store import Store
from mmc_audio.audio.bed import Bed, Span, near
from mmc_audio.audio.parts import SectionPart, parts, whole
from mmc_audio.audio.recipe import BedPart, Recipe, recipe
from mmc_audio.audio.section import mix_blocks
from mmc_audio.mp3.encode import encode_between, encode_blocks
from mmc_audio.mp3.settings import DEFAULT, EncoderSettings
from mmc_audio.script.own_sounds import OwnSound
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.speech.tool_versions import SESSION, versions
from mmc_audio.timeline.model import SectionTimeline
from mmc_audio.units import Samples

FORMAT = "4"
"""Changes whenever the same recipe would be mixed to other samples."""

AHEAD = 8
"""Parts begun for each worker before the first of them is asked for: they differ in length."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What sections are made from."""

    clip: Callable[[Utterance], Clip]
    clip_key: Callable[[Utterance], str]
    store: Store
    bed: Bed | None = None
    spoken: tuple[Span, ...] = ()
    """When somebody speaks in the session; only the bed depends on it."""
    gain_db: float = 0.0
    """Brings the session to its loudness."""
    own: Mapping[str, OwnSound] = field(default_factory=dict)
    """A coach's own sounds by name."""
    settings: EncoderSettings = DEFAULT

    def recipe(self, part: SectionPart, start: Samples) -> Recipe:
        """What to mix for a part that begins at `start` of the session."""
        under = self._under(part, start)
        return recipe(part, self.clip_key, under=under, gain_db=self.gain_db, own=self.own)

    def _under(self, part: SectionPart, start: Samples) -> BedPart | None:
        if self.bed is None:
            return None
        return BedPart(self.bed, start, near(self.spoken, start, part.length))


@dataclass(frozen=True, slots=True)
class EncodedPart:
    """One part of a section as MP3 frames."""

    section: int
    """Number of its section, from 0."""
    frames: bytes
    new: bool
    """False where it came from the cache."""


@dataclass(frozen=True, slots=True)
class PartKey:
    """All that shapes the frames of a part; its key is made from all of it."""

    recipe: Recipe
    encoder: EncoderSettings
    tools: tuple[tuple[str, str], ...]
    """The packages that make the sound, and their versions."""
    format: str
    """FORMAT."""


@dataclass(frozen=True, slots=True)
class _EncodingTask:
    section: int
    recipe: Recipe


def encode_all(
    sections: Iterable[SectionTimeline], sources: Sources, *, workers: int
) -> Iterator[EncodedPart]:
    """Encode the sections on `workers` threads; yields their parts in order.

    At most AHEAD parts for each worker are held at a time.
    """
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[EncodedPart]] = deque()
        try:
            for work in _work(sections, sources):
                waiting.append(pool.submit(_encode, work, sources))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _work(sections: Iterable[SectionTimeline], sources: Sources) -> Iterator[_EncodingTask]:
    """A section under music has no silence to be cut in."""
    start = Samples(0)
    for number, section in enumerate(sections):
        for part in [whole(section)] if sources.bed else parts(section):
            yield _EncodingTask(number, sources.recipe(part, start))
            start = Samples(start + part.length)


def _encode(work: _EncodingTask, sources: Sources) -> EncodedPart:
    """The part's frames, from the store or made now and kept there."""
    tools = tuple(versions(SESSION).items())
    key = content_key(PartKey(work.recipe, sources.settings, tools, FORMAT))
    kept = sources.store.get(key)
    if kept is not None:
        return EncodedPart(work.section, kept, new=False)
    blocks = mix_blocks(work.recipe, sources.clip)
    encode = encode_between if work.recipe.under else encode_blocks
    frames = encode(blocks, work.recipe.length, sources.settings)
    sources.store.put(key, frames)
    return EncodedPart(work.section, frames, new=True)
