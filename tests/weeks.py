"""A program's days as they are written one after the other, each with what was heard before it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from mmc_audio.coaching.memory import LastTime, Memory, sentences
from mmc_audio.plan.program import Program, Training, load_program
from mmc_audio.rendering.memory import AthleteFiles, memory_of_day
from mmc_audio.rendering.script import write
from mmc_audio.script.model import Block, Cue, Item, Script

Felt = Mapping[str, LastTime]

REPEATED = frozenset({"safety", "count", "countdown"})
"""Labels of what may be heard in every session."""


@dataclass(frozen=True)
class Day:
    """One day of a program, as text."""

    training: Training
    memory: Memory
    script: Script

    @property
    def lines(self) -> list[str]:
        """What is said at most, in its first wordings; safety words and counts aside."""
        return [
            cue.wordings[0]
            for cue in cues_of(self.script)
            if cue.wordings and not REPEATED & set(cue.labels)
        ]

    def sentences(self, least: int = 6) -> set[str]:
        """The sentences of at least so many words."""
        return {one for line in self.lines for one in sentences(line, least)}


def cues_of(script: Script) -> list[Cue]:
    """All cues, in order."""
    return [cue for section in script.sections for cue in _cues(section.items)]


def _cues(items: tuple[Item, ...]) -> Iterator[Cue]:
    for item in items:
        if isinstance(item, Block):
            yield from _cues(item.items)
        elif isinstance(item, Cue):
            yield item


def days_of(program: Path, count: int = 24, felt: Felt | None = None) -> list[Day]:
    """The first days of a program, each hearing the four before it."""
    read = load_program(program)
    days: list[Day] = []
    for training in islice(read.trainings(read.start), count):
        days.append(day_of(read, training, days, felt or {}))
    return days


def day_of(program: Program, training: Training, before: list[Day], felt: Felt) -> Day:
    """One day after those before it, with what was logged."""
    known = memory_of_day(program, training, AthleteFiles(Path("nowhere"), lambda _: True))
    heard = tuple(tuple(sorted(day.sentences())) for day in reversed(before[-4:]))
    memory = replace(known, heard=heard, last=felt)
    return Day(training, memory, write(training.plan(), memory=memory).script)


def new_share(days: list[Day], at: int) -> float:
    """How many of a day's sentences of six words and more were in none of the four before it."""
    old = set().union(*(day.sentences() for day in days[max(0, at - 4) : at]))
    mine = days[at].sentences()
    return len(mine - old) / max(1, len(mine))


def too_soon(days: list[Day], at: int) -> set[str]:
    """Sentences of eight words and more that come back within four sessions."""
    old = set().union(*(day.sentences(8) for day in days[max(0, at - 4) : at]))
    return days[at].sentences(8) & old


def most_heard(days: list[Day]) -> list[tuple[str, int]]:
    """In how many days each sentence is, the most frequent first."""
    return Counter(one for day in days for one in day.sentences()).most_common()


def monday(weeks: int) -> date:
    """The first day of a week, so many weeks after the examples' program begins."""
    return date(2026, 11, 2) + timedelta(weeks=weeks)
