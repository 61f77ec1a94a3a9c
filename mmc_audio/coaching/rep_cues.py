"""When the coach speaks in a set of repetitions: which rep carries which idea, and what is counted.

One idea a rep at most, two seconds of quiet after it, and less from set to set: full phrases on
about every third rep help more than on all of them (Wulf 2002), and several instructions at once
hurt learners (Buszard 2017). Where an idea and a count collide, the idea wins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mmc_audio.coaching.rep_lines import COUNTS, PlacedIdea, Rep, RepCall, TalkStyle, rep_lines
from mmc_audio.coaching.rhythm import RepPart
from mmc_audio.units import Ms

QUIET: Ms = 2000
"""Silence that follows a phrase, counts aside."""

BRIEF_QUIET: Ms = 1000
"""What a reminder must find before it where a short, quick set has no more: no set goes without."""

ROOM: Ms = 2000
"""A window for a phrase reaches over the phases that follow until it has this much."""

SLOW: Ms = 3000
"""A lowering this slow has time to notice what changes with the angle."""

COUNTED_REPS = (3, 2, 1)
"""How many reps count their seconds aloud in set 1, 2 and all later ones; then ticks.

With `talk: full` all do.
"""


@dataclass(frozen=True, slots=True)
class _CueWish:
    idea: str
    at: float
    """Where in the set it is best, from 0 to 1."""
    low: float
    high: float
    anchors: tuple[str, ...]
    """Phases it may start with, best first."""
    alone: bool = False
    """Only where the reps before and after it carry nothing."""


def plan_reps(parts: Sequence[RepPart], style: TalkStyle) -> tuple[Rep, ...]:
    """The reps of one set, every beat decided.

    Args:
        parts: the phases of one rep, from `rhythm.rep_parts`.
        style: what shapes the talk.
    """
    placed = _CuePlacer(parts, style).fill()
    usual = COUNTED_REPS[min(style.set_number, len(COUNTED_REPS)) - 1]
    counted = style.reps if style.full else usual
    return tuple(
        Rep(n, tuple(rep_lines(parts, RepCall(n, placed.get(n), n <= counted, style))))
        for n in range(1, style.reps + 1)
    )


class _CuePlacer:
    """Which rep carries which idea."""

    def __init__(self, parts: Sequence[RepPart], style: TalkStyle) -> None:
        self.parts = parts
        self.style = style
        self.rep_ms = sum(part.ms for part in parts)
        self.placed: dict[int, PlacedIdea] = {}

    def fill(self) -> dict[int, PlacedIdea]:
        for rep, idea in _fixed(self.style):
            anchors = self._anchors(idea)
            self.placed[rep] = self._windows(idea, anchors)[0]
        for wish in _wishes(self.parts, self.style):
            self._grant(wish)
        return self.placed

    def _anchors(self, idea: str) -> tuple[str, ...]:
        """The phases that an idea of a fixed rep may start with, best first."""
        if idea == "external":
            return (self.style.external_phase, *_LIFTING)
        return _ANCHORS.get(idea, (self.parts[0].phase.value,))

    def _grant(self, wish: _CueWish) -> None:
        """The free rep nearest to where it is best, with quiet before and after."""
        if not self._granted(wish, QUIET) and wish.idea in REMINDERS:
            self._granted(wish, BRIEF_QUIET)

    def _granted(self, wish: _CueWish, quiet: Ms) -> bool:
        n = self.style.reps
        near = sorted(range(1, n + 1), key=lambda rep: abs(rep - wish.at * n))
        free = [r for r in near if wish.low * n <= r <= wish.high * n and r not in self.placed]
        for rep in free:
            if wish.alone and {rep - 1, rep + 1} & self.placed.keys():
                continue
            for placed in self._windows(wish.idea, wish.anchors):
                if self._is_quiet_around(rep, placed, quiet):
                    self.placed[rep] = placed
                    return True
        return False

    def _windows(self, idea: str, anchors: Sequence[str]) -> list[PlacedIdea]:
        phases = [part.phase.value for part in self.parts]
        starts = [phases.index(anchor) for anchor in anchors if anchor in phases]
        return [PlacedIdea(idea, start, self._span(start, idea)) for start in starts or [0]]

    def _span(self, start: int, idea: str) -> int:
        """The phase, for a longer phrase the pause after it too, and more where that is short."""
        pause = start + 1 < len(self.parts) and self.parts[start + 1].phase in ("stretch", "peak")
        long = pause and idea not in SHORT and self.parts[start + 1].ms < ROOM
        span = 2 if long else 1
        while start + span < len(self.parts) and self._ms(start, span) < ROOM:
            span += 1
        return span

    def _ms(self, start: int, span: int) -> Ms:
        return sum(part.ms for part in self.parts[start : start + span])

    def _is_quiet_around(self, rep: int, placed: PlacedIdea, quiet: Ms) -> bool:
        start, end = self._when(rep, placed)
        # After a phrase it is quiet for QUIET in any case; before a reminder, a word or two, less
        # will do, since a set without one is worse.
        others = [self._when(r, p) for r, p in self.placed.items() if p.idea not in COUNTS]
        return all(start >= e + quiet or s >= end + QUIET for s, e in others)

    def _when(self, rep: int, placed: PlacedIdea) -> tuple[Ms, Ms]:
        start = (rep - 1) * self.rep_ms + self._ms(0, placed.phase)
        return start, start + self._ms(placed.phase, placed.span)


REMINDERS = frozenset({"breath", "reset"})
"""Ideas that every set long enough for them holds; with sparse talk the breath alone."""

SHORT = COUNTS | {"breath", "enough"}
"""Ideas of a word or two, which leave the pause after their phase its own word."""

_LOWERING = ("eccentric", "concentric", "stretch", "peak")
_LIFTING = ("concentric", "eccentric", "peak", "stretch")
_ANCHORS = {
    "lift": _LIFTING,
    "trigger": _LIFTING,
    "lower": _LOWERING,
    "squeeze": ("peak", *_LIFTING),
}


def _fixed(style: TalkStyle) -> Iterator[tuple[int, str]]:
    n = style.reps
    if style.open_end:
        yield n, "limit"
    elif n >= 2 and not style.goes_on:
        yield n, "last_one"
    if n >= 4 and not (style.open_end or style.goes_on):
        yield n - 1, "two_more"
    if 2 < style.enough < n - 1:
        yield style.enough, "enough"
    if not style.quiet:
        yield 1, style.opening


def _wishes(parts: Sequence[RepPart], style: TalkStyle) -> Iterator[_CueWish]:
    """What the set should hold, the most needed first."""
    n = style.reps
    if n >= 6 or (style.checks > 1 and n >= 4):
        yield _CueWish("form", 0.5, 0.4, 0.6, _LOWERING)
    if n >= 8 and style.checks > 1:
        yield _CueWish("form_again", 0.8, 0.65, 0.9, _LOWERING)
    if n >= 4:
        yield _CueWish("breath", 0.7, 0.6, 0.8, (style.exhale, *_LOWERING))
    if n >= 8 and not (style.quiet or style.sparse):
        yield _CueWish("reset", 0.35, 0.15, 0.95, _LOWERING)
    if not (style.quiet or style.sparse or style.external):
        yield from _phrases(parts, style)


def _phrases(parts: Sequence[RepPart], style: TalkStyle) -> Iterator[_CueWish]:
    """Full phrases besides the first rep's: in sets 1 and 2 only, unless much talk is asked for."""
    lengths = {part.phase.value: part.ms for part in parts}
    if style.set_number > 2 and not style.full:
        return
    if lengths.get("eccentric", 0) >= SLOW:
        alone = style.set_number != 2  # in the second set it is always heard
        yield _CueWish("angle", 0.85, 0.2, 0.95, ("eccentric",), alone=alone)
    if lengths.get("peak", 0) >= ROOM and style.set_number % 2:
        yield _CueWish("squeeze", 0.25, 0.1, 0.95, ("peak",), alone=True)
