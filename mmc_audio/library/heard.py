"""A timeline as it is heard: the session's own clock, in samples of the decoded MP3."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmc_audio.audio.parts import heard_at, section_samples
from mmc_audio.library.names import slug
from mmc_audio.timeline.model import PlacedCue, SectionTimeline, Timeline
from mmc_audio.units import SAMPLE_RATE, Ms, Samples


@dataclass(frozen=True, slots=True)
class HeardSection:
    """A section with its place in the session."""

    id: str
    """Number from 1 and slug: `02-physiological-sigh`."""
    section: SectionTimeline
    start: Samples
    end: Samples

    def at(self, ms: Ms) -> Samples:
        """Where in the session `ms` of the section's own time is heard."""
        return heard_at(self.start, ms)


@dataclass(frozen=True, slots=True)
class HeardCue:
    """A cue on the session's clock."""

    placed: PlacedCue
    start: Samples
    end: Samples


def heard_sections(timeline: Timeline) -> tuple[HeardSection, ...]:
    """The sections one after the other; the first starts at 0, the next where one ends."""
    return tuple(_heard(timeline))


def heard_cues(timeline: Timeline) -> tuple[HeardCue, ...]:
    """All cues of the session, in order."""
    return tuple(
        HeardCue(cue, heard.at(cue.at_ms), heard.at(cue.end_ms))
        for heard in heard_sections(timeline)
        for cue in heard.section.cues
    )


def to_ms(position: Samples) -> Ms:
    """The last whole millisecond at or before `position`."""
    return position * 1000 // SAMPLE_RATE


def _heard(timeline: Timeline) -> Iterator[HeardSection]:
    start = Samples(0)
    for number, section in enumerate(timeline.sections, 1):
        end = Samples(start + section_samples(section))
        yield HeardSection(f"{number:02d}-{slug(section.title, 'section')}", section, start, end)
        start = end
