"""What the coach remembers of an athlete when a session is written: an input like a plan.

`rendering.memory` fills it from the days of the program, from the sessions that are in the output
folder and from the practice log. Left as it is, nothing is remembered and a plan alone is rendered.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

TELLING_WORDS = 6
"""Shorter sentences are calls; nobody minds hearing those again."""

LONG_WORDS = 8
"""A sentence this long is not heard again within `SPAN` sessions."""

SPAN = 4
"""Sessions that are looked back over."""

LOST_CLARITY, FOUND_CLARITY, SPARE_REPS = 3, 7, 2
"""At most, and at least: a muscle that was not felt, one that was, and good reps in reserve."""

_ENDS = re.compile(r"(?<=[.!?])\s+|\n")


@lru_cache(maxsize=4096)  # every line of a bank is asked for again with every set
def sentences(text: str, least: int = TELLING_WORDS) -> tuple[str, ...]:
    """The sentences of `text` with at least so many words, in small letters, without their end.

    A new line begins a sentence too, so that several wordings can be asked for at once.
    """
    parts = (part for part in _ENDS.split(text) if len(part.split()) >= least)
    return tuple(part.strip().rstrip(".!?").lower() for part in parts)


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was logged of an exercise on the last day on which it was trained."""

    day: str
    """ISO date."""
    felt: str = ""
    """target, both or elsewhere, as most sets were; empty where nothing was said."""
    clarity: float | None = None
    """Mean, 0 to 10."""
    reserve: float | None = None
    """Mean of the good reps that were left."""

    @property
    def lost(self) -> bool:
        """Whether the muscle was not felt."""
        return self.felt == "elsewhere" or (
            self.clarity is not None and self.clarity <= LOST_CLARITY
        )

    @property
    def found(self) -> bool:
        """Whether it was felt clearly, with good reps to spare."""
        clear = self.clarity is not None and self.clarity >= FOUND_CLARITY
        spare = self.reserve is not None and self.reserve >= SPARE_REPS
        return self.felt == "target" and clear and spare

    @property
    def state(self) -> str:
        """lost, found, or empty for neither."""
        return "lost" if self.lost else "found" if self.found else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach does about what was logged of an exercise."""

    state: str = ""
    """lost, found, or empty where nothing was logged that asks for an answer."""
    lighter: bool = False
    heavier: bool = False
    slower: bool = False


UNANSWERED = Answer()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A number of focused reps that was passed on the last day that was logged."""

    muscle: str
    """Muscle group, as the log has it."""
    reps: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the athlete before a session."""

    turn: int = 0
    """Wordings turn with it: the session's number in its program, or its date; 0 for neither."""
    sessions: int = 0
    """How many sessions the program had before this one."""
    week: int = 0
    """Of the program, from 1; 0 where there is none."""
    opens_week: bool = False
    """Whether it is the first session of that week."""
    easier: bool = False
    """Whether the program makes that week an easier one (its deload)."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """In how many sessions of the program each exercise came before, by exercise id."""
    heard: tuple[tuple[str, ...], ...] = ()
    """What was said in the sessions before, as `sentences` gives it; the last session first."""
    last: Mapping[str, LastTime] = field(default_factory=dict)
    """What was logged, by exercise id."""
    passed: tuple[Milestone, ...] = ()
    away_days: int = 0
    """Days since the last one that was logged, where trainings were missed; else 0."""

    def on(self, day: str | None) -> "Memory":
        """Itself, with wordings that turn with the ISO date of a plan that stands alone."""
        if self.week or not day:
            return self
        return replace(self, turn=date.fromisoformat(day).toordinal())

    def visit(self, exercise: str) -> int:
        """How often the exercise came before; outside of a program, where its wordings begin."""
        return self.visits.get(exercise, 0) if self.week else self.turn

    def known(self, exercise: str) -> int:
        """In how many sessions the exercise was introduced already."""
        return self.visits.get(exercise, 0)

    def state(self, exercise: str) -> str:
        """What the log says of the exercise: lost, found, or empty."""
        found = self.last.get(exercise)
        return found.state if found else ""

    def ago(self, text: str, least: int = TELLING_WORDS) -> int:
        """How many sessions ago a sentence of `text` was heard; 0 for never."""
        if not self.heard:
            return 0
        asked = set(sentences(text, least))
        times = enumerate(self.heard, 1)
        return next((back for back, said in times if asked.intersection(said)), 0) if asked else 0

    def recent(self, text: str) -> bool:
        """Whether a long sentence of `text` was heard so lately that it must not come again."""
        return 0 < self.ago(text, LONG_WORDS) <= SPAN

    def fresh(
        self, choices: Sequence[Any], offset: int, text: Callable[[Any], str] = str
    ) -> tuple[int, ...]:
        """The places of `choices`, the one to be heard next first.

        They come in turn, beginning at `offset`; those that were heard lately come last. `text`
        says what stands for a choice.
        """
        count = len(choices)
        first = offset % count if count else 0
        turned = (*range(first, count), *range(first))
        if not self.heard:
            return turned
        return tuple(sorted(turned, key=lambda place: self.late(text(choices[place]))))

    def late(self, text: str) -> int:
        """How lately a sentence of `text` was heard: 0 for not within `SPAN` sessions."""
        back = self.ago(text)
        return 0 if not back or back > SPAN else SPAN + 1 - back


NOTHING_KNOWN = Memory()
"""A plan alone."""
