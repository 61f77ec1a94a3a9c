"""Encoded sections, in order: from the cache where nothing changed, else mixed and encoded.

A section's key is everything that shapes its sound. Changed sections are worked on side by side;
only a few are held in memory at a time, so a session may be of any length.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass

from mmc_audio.master.encode import DEFAULT, EncoderSettings, encode_section
from mmc_audio.mix.bed import Bed
from mmc_audio.mix.section import mix_section, section_samples
from mmc_audio.speech.cache import Store
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.timeline.schedule import SectionTimeline
from mmc_audio.units import Samples

FORMAT = "1"
"""Changes whenever the same placements would be mixed to other samples."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What sections are made from."""

    clip: Callable[[Utterance], Clip]
    clip_key: Callable[[Utterance], str]
    store: Store
    bed: Bed | None = None
    bed_key: str = ""
    settings: EncoderSettings = DEFAULT


@dataclass(frozen=True, slots=True)
class Encoded:
    """One section as MP3 frames."""

    frames: bytes
    new: bool
    """False where it came from the cache."""


def encode_all(
    sections: Sequence[SectionTimeline], sources: Sources, *, workers: int
) -> Iterator[Encoded]:
    """Encode the sections on `workers` threads; yields them in order.

    At most twice as many sections as workers are held at a time.
    """
    starts = section_starts(sections)
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Encoded]] = deque()
        try:
            for section, start in zip(sections, starts, strict=True):
                waiting.append(pool.submit(encode_one, section, start, sources))
                if len(waiting) >= 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def section_starts(sections: Sequence[SectionTimeline]) -> list[Samples]:
    """Where each section begins in the decoded session."""
    starts, position = [], 0
    for section in sections:
        starts.append(Samples(position))
        position += section_samples(section)
    return starts


def encode_one(section: SectionTimeline, start: Samples, sources: Sources) -> Encoded:
    """The section's frames, from the store or made now and kept there."""
    key = section_key(section, start, sources)
    kept = sources.store.get(key)
    if kept is not None:
        return Encoded(kept, new=False)
    pcm = mix_section(section, sources.clip, bed=sources.bed, start=start)
    frames = encode_section(pcm, sources.settings)
    sources.store.put(key, frames)
    return Encoded(frames, new=True)


def section_key(section: SectionTimeline, start: Samples, sources: Sources) -> str:
    """Content address of a section: placements, clips, sounds, bed, encoder."""
    shape = {
        "format": FORMAT,
        "samples": section_samples(section),
        "cues": [(c.at_ms, sources.clip_key(c.utterance), c.volume_db) for c in section.cues],
        "sounds": [(s.at_ms, s.end_ms, s.name, s.volume_db) for s in section.sounds],
        "bed": [sources.bed_key, sources.bed.total, start] if sources.bed else None,
        "encoder": asdict(sources.settings),
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()
