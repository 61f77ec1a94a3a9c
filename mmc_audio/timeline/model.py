"""Timeline and its parts: what is heard when, as frozen data.

Times are whole milliseconds from the start of their section, as the script counts them; `mix`
adds the silence that a section begins and ends with.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from mmc_audio.script.cue import PHASES, Cue, Source
from mmc_audio.speech.engine import Utterance
from mmc_audio.units import Ms


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """Words and the moment they are heard."""

    cue: Cue
    utterance: Utterance
    """As it is really spoken: the chosen wording at the chosen pace."""
    pace_factor: float
    """1.0 at the asked pace; what its delivery makes of it (`timeline.delivery`); up to 1.2 where
    only faster words fitted the slot."""
    at_ms: Ms
    """When the voice is heard: as its slot starts, or a little earlier for a counted number."""
    end_ms: Ms
    slot: tuple[Ms, Ms] | None
    """Start and end of the slot; None for a free line."""
    volume_db: float
    wording: int = 0
    """Which of `cue.wordings` is spoken, from 0; more than 0 means it was shortened."""

    @property
    def written(self) -> str:
        """The chosen wording as the script has it; `utterance` is how it is said."""
        return self.cue.wordings[self.wording]

    @property
    def beat_ms(self) -> Ms:
        """The moment it belongs to: the start of its slot; of a free line its own."""
        return self.slot[0] if self.slot else self.at_ms

    @property
    def kind(self) -> str | None:
        """The first label that is no phase."""
        return next((label for label in self.cue.labels if label not in PHASES), None)

    @property
    def phase(self) -> str | None:
        """The first label that is a phase; else the phase that its attributes name."""
        named = self.cue.attributes.get("phase")
        return next((label for label in self.cue.labels if label in PHASES), named)


@dataclass(frozen=True, slots=True)
class PlacedSound:
    """A sound and the moment it is heard."""

    name: str
    at_ms: Ms
    end_ms: Ms
    """After its natural length; at the latest where its slot ends, and there for a `rise` or
    `fall` in a slot."""
    volume_db: float


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark of the cue sheet."""

    text: str
    at_ms: Ms
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What begins there."""


@dataclass(frozen=True, slots=True)
class PlacedState:
    """From this moment on these attributes hold, those of the heading among them."""

    at_ms: Ms
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """An optional line that found no room."""

    text: str
    """Its first wording; of a line without words, the line as a script writes it."""
    source: Source
    why: str


@dataclass(frozen=True, slots=True)
class SectionTimeline:
    """One section, solved."""

    title: str
    attributes: Mapping[str, str]
    length_ms: Ms
    cues: tuple[PlacedCue, ...] = ()
    """In order; none overlaps the next."""
    sounds: tuple[PlacedSound, ...] = ()
    marks: tuple[PlacedMark, ...] = ()
    dropped: tuple[DroppedLine, ...] = ()
    states: tuple[PlacedState, ...] = ()
    """In order. Before the first one those of the heading hold, and of several at the same moment
    the last."""

    def state_at(self, at_ms: Ms) -> Mapping[str, str]:
        """The attributes that hold at a moment of the section's own time."""
        place = bisect_right(self.states, at_ms, key=lambda state: state.at_ms)
        return self.states[place - 1].attributes if place else self.attributes


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session, solved."""

    title: str
    language: str
    """BCP 47, `en` where the script does not say."""
    voice: str
    sections: tuple[SectionTimeline, ...]

    @property
    def length_ms(self) -> Ms:
        """Sum of the sections as the script counts them."""
        return sum(section.length_ms for section in self.sections)
