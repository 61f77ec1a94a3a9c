"""One repetition beat for beat: its phase words, its seconds or ticks, its number, its idea."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mmc_audio.coaching.rhythm import RepPart
from mmc_audio.plan.model import Phase
from mmc_audio.units import Ms

SPEAKABLE: Ms = 600
"""A slot shorter than this has no room for a word."""

Say = Literal["word", "side", "count", "number", "tick", "quiet", "idea"]


COUNTS = frozenset({"two_more", "last_one", "limit"})
"""Ideas that are counts by nature."""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One slot of a rep."""

    say: Say
    phase: str
    ms: Ms
    number: int = 0
    """The count within its phase (`count`) or of the rep (`number`)."""
    idea: str = ""


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition, beat for beat."""

    number: int
    lines: tuple[TalkLine, ...]


@dataclass(frozen=True, slots=True)
class TalkStyle:
    """What shapes the talk of one set."""

    reps: int
    enough: int = 0
    """For a range such as 8-12: the rep that may be the last; 0 for none."""
    open_end: bool = False
    """Whether nobody knows which rep is the last one."""
    goes_on: bool = False
    """Whether more reps follow, which the lifter paces: none of these is the last one."""
    set_number: int = 1
    opening: str = "lift"
    """What the first rep speaks to: lift, lower, external, or a short trigger."""
    external: bool = False
    external_phase: str = "concentric"
    """The phase that the outward cue speaks to."""
    exhale: str = "concentric"
    """The phase with the breath out: best for a reminder; elsewhere it says nothing of out."""
    quiet: bool = False
    """Heavy or ballistic: no phrases in the reps but the first and the last (80 % and above)."""
    sparse: bool = False
    full: bool = False
    """More phrases than usual, in later sets too."""
    checks: int = 1
    """Form questions; two where the day asks for care."""
    ballistic: bool = False
    """Too quick for phase words: after the first reps only their number is called."""
    alternates: bool = False
    """Whether each rep begins with the name of its side."""


@dataclass(frozen=True, slots=True)
class PlacedIdea:
    """An idea and the phases of its rep that it takes."""

    idea: str
    phase: int
    """Index of the part it starts with."""
    span: int
    """How many parts it covers."""


@dataclass(frozen=True, slots=True)
class RepCall:
    """What is known about one rep before its beats are laid out."""

    rep: int
    placed: PlacedIdea | None
    counted: bool
    """Whether its seconds are counted aloud."""
    style: TalkStyle

    @property
    def numbered(self) -> bool:
        """Whether its number is called: the first rep is known, and so is one that is announced."""
        announced = self.placed is not None and self.placed.idea in COUNTS | {"enough"}
        return self.rep > 1 and not announced

    def carries(self, index: int) -> bool:
        """Whether an idea is spoken in this phase."""
        placed = self.placed
        return placed is not None and placed.phase <= index < placed.phase + placed.span

    def number_at(self, parts: Sequence[RepPart]) -> int:
        """The phase on whose second beat the number is called; -1 for none."""
        roomy = (
            index
            for index, part in enumerate(parts)
            if len(part.beats) > 1 and not self.carries(index)
        )
        return next(roomy, -1) if self.numbered else -1


def rep_lines(parts: Sequence[RepPart], call: RepCall) -> Iterator[TalkLine]:
    """The slots of one rep, in order."""
    index = 0
    number_at = call.number_at(parts)
    while index < len(parts):
        part, placed = parts[index], call.placed
        if placed and index == placed.phase:
            length = sum(each.ms for each in parts[index : index + placed.span])
            yield TalkLine("idea", part.phase.value, length, call.rep, placed.idea)
            index += placed.span
            continue
        if call.style.ballistic and not call.counted:
            yield _called(part, call)
        else:
            unmarked = number_at < 0 and call.numbered and _first_free(parts, call) == index
            yield _onset(part, call, first=index == 0, number=unmarked)
            yield from _beats(part, call, number=index == number_at)
        index += 1


def _first_free(parts: Sequence[RepPart], call: RepCall) -> int:
    """The first phase with no idea and room for a word; -1 for none."""
    free = (n for n, part in enumerate(parts) if not call.carries(n) and part.ms >= SPEAKABLE)
    return next(free, -1)


def _called(part: RepPart, call: RepCall) -> TalkLine:
    """A quick phase: the rep's number on the effort, a tick elsewhere."""
    phase = part.phase.value
    effort = part.phase is Phase.CONCENTRIC and call.numbered
    return TalkLine("number" if effort else "tick", phase, part.ms, call.rep)


def _onset(part: RepPart, call: RepCall, *, first: bool, number: bool) -> TalkLine:
    """The first beat of a phase: its word, the side of the rep, or its number."""
    ms, phase = part.beats[0], part.phase.value
    if ms < SPEAKABLE:
        return TalkLine("quiet", phase, ms)
    if first and call.style.alternates:
        return TalkLine("side", phase, ms, call.rep)
    return TalkLine("number" if number else "word", phase, ms, call.rep if number else 0)


def _beats(part: RepPart, call: RepCall, *, number: bool) -> Iterator[TalkLine]:
    """What follows a phase word: the rep's number and ticks, or the seconds aloud, or ticks.

    A number means one thing in a phase: where the rep's is called, no seconds are.
    """
    phase = part.phase.value
    aloud = call.counted and not (part.fast or number or call.style.ballistic)
    for beat, ms in enumerate(part.beats[1:], start=2):
        if number and beat == 2:
            yield TalkLine("number", phase, ms, call.rep)
        else:
            yield TalkLine("count" if aloud else "tick", phase, ms, beat)
