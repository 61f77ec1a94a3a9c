"""A timeline as rows and sums, for those who print it."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from operator import itemgetter

from mmc_audio.timeline.model import PlacedCue, SectionTimeline
from mmc_audio.units import Ms

Span = tuple[Ms, Ms]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One thing that is heard, or a mark."""

    what: str
    """`cue`, `sound` or `mark`."""
    at_ms: Ms
    """From the section's own start."""
    end_ms: Ms
    text: str
    kind: str = ""
    """First label that is no phase."""
    slot_ms: Ms | None = None
    """Length of the slot, if it has one."""
    pace_factor: float = 1.0
    wording: int = 0
    source: str = ""
    """`template:line`."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the time is spent on."""

    length_ms: Ms = 0
    speech_ms: Ms = 0
    sound_ms: Ms = 0
    """Sounds where nobody speaks."""
    cues: int = 0
    shortened: int = 0
    """Cues that are not spoken in their first wording."""
    faster: int = 0
    """Cues that are spoken faster than asked."""
    dropped: int = 0

    @property
    def talk(self) -> float:
        """Share of the time that is speech, from 0 to 1."""
        return self.speech_ms / self.length_ms if self.length_ms else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def table(section: SectionTimeline) -> list[TableRow]:
    """What is heard in `section`, beat by beat; on the same one marks first, then sounds."""
    marks = [(m.at_ms, TableRow("mark", m.at_ms, m.at_ms, m.text)) for m in section.marks]
    sounds = [(s.at_ms, TableRow("sound", s.at_ms, s.end_ms, s.name)) for s in section.sounds]
    cues = [(cue.beat_ms, _cue(cue)) for cue in section.cues]
    return [row for _, row in sorted([*marks, *sounds, *cues], key=itemgetter(0))]


def _cue(placed: PlacedCue) -> TableRow:
    return TableRow(
        "cue",
        placed.at_ms,
        placed.end_ms,
        placed.written,
        placed.kind or "",
        placed.cue.slot_ms,
        placed.pace_factor,
        placed.wording,
        str(placed.cue.source),
    )


def share(sections: Iterable[SectionTimeline]) -> Share:
    """What the time of `sections` together is spent on."""
    return sum(map(_share, sections), Share())


def _share(section: SectionTimeline) -> Share:
    spoken = [(cue.at_ms, cue.end_ms) for cue in section.cues]
    heard = spoken + [(sound.at_ms, sound.end_ms) for sound in section.sounds]
    return Share(
        length_ms=section.length_ms,
        speech_ms=_covered(spoken),
        sound_ms=_covered(heard) - _covered(spoken),
        cues=len(section.cues),
        shortened=sum(cue.wording > 0 for cue in section.cues),
        faster=sum(cue.pace_factor > 1 for cue in section.cues),
        dropped=len(section.dropped),
    )


def _covered(spans: Iterable[Span]) -> Ms:
    """Time within at least one of `spans`."""
    total = until = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return total
