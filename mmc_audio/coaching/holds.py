"""When the coach speaks in a hold, and in work by the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from mmc_audio.units import Ms

HoldMoment = Literal[
    "engage", "begin", "breath", "form", "squeeze", "halfway", "ten", "count", "quiet", "cue"
]

SECOND: Ms = 1000

ROOMY: Ms = 45_000
"""A hold this long has room for a second form question, with two thirds of it still quiet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot: something is said at its onset, then it is quiet."""

    say: HoldMoment
    ms: Ms
    number: int = 0
    """The seconds left (`count`), or how many of its kind came before."""


def plan_hold(ms: Ms, *, checks: int = 1) -> tuple[Cell, ...]:
    """A hold: engage, a breath reminder every 10 to 15 s, a form question, a countdown.

    Breath is spoken of in every hold over 10 s, since holding it raises blood pressure.

    Args:
        ms: length of the hold.
        checks: form questions; two where the day asks for care.
    """
    countdown = _countdown(ms)
    body = ms - SECOND * countdown
    marks: dict[Ms, HoldMoment] = {0: "engage"}
    marks |= dict.fromkeys(_breaths(ms, body), "breath")
    if ms >= 20_000:
        checks = checks if ms >= ROOMY else 1
        marks |= dict.fromkeys(_between(marks, body, checks), "form")
    return (*_cells(marks, body), *_counts(countdown))


def plan_clock(ms: Ms) -> tuple[Cell, ...]:
    """Work by the clock: begin, half-way, breath, ten seconds to go, a countdown."""
    countdown = _countdown(ms)
    body = ms - SECOND * countdown
    marks: dict[Ms, HoldMoment] = {0: "begin"}
    if ms >= 30_000:
        marks[ms // 2] = "halfway"
        marks[ms // 4] = "breath"
    if ms >= 60_000:
        marks[ms * 3 // 4] = "form"
    if ms >= 40_000:
        marks[ms - 10_000] = "ten"
    return (*_cells(marks, body), *_counts(countdown))


def plan_run(ms: Ms, every: Ms) -> tuple[Cell, ...]:
    """A run: a cue every few minutes and nothing between.

    Args:
        ms: length of the run.
        every: time between cues; three minutes at least.
    """
    pieces = max(1, ms // every)
    ends = [ms * index // pieces for index in range(pieces + 1)]
    lengths = [end - start for start, end in pairwise(ends)]
    return tuple(
        Cell("begin" if index == 0 else "cue", length, index)
        for index, length in enumerate(lengths)
    )


def _breaths(ms: Ms, body: Ms) -> Iterator[Ms]:
    """Times for breath reminders: never 15 s without one, to the end of the countdown."""
    every = 10_000 if ms <= 60_000 else 15_000
    last = 0
    for at in range(every, body - 1999, every):
        yield (last := at)
    if ms - last > 15_000:
        yield body - 4000
    elif ms > 10_000 and not last:
        yield body // 2


def _countdown(ms: Ms) -> int:
    """How many seconds are counted down at the end."""
    return 5 if ms >= 15_000 else 3 if ms >= 6_000 else 0


def _between(marks: dict[Ms, HoldMoment], body: Ms, checks: int) -> Iterator[Ms]:
    """Times for form questions: half-way between two reminders, at about the middle."""
    times = [*sorted(marks), body]
    middles = [(a + b) // 2 for a, b in pairwise(times) if b - a >= 6_000]
    nearest = sorted(middles, key=lambda at: (abs(at - body // 2), at))
    yield from sorted(nearest[:checks])


def _cells(marks: dict[Ms, HoldMoment], body: Ms) -> Iterator[Cell]:
    times = [*sorted(at for at in marks if at < body), body]
    seen: dict[str, int] = {}
    for start, end in pairwise(times):
        say = marks[start]
        yield Cell(say, end - start, seen.get(say, 0))
        seen[say] = seen.get(say, 0) + 1


def _counts(seconds: int) -> Iterator[Cell]:
    return (Cell("count", SECOND, left) for left in range(seconds, 0, -1))
