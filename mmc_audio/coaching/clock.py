"""When the coach calls the time in rounds against the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from mmc_audio.units import Ms

Call = Literal["begin", "quarter", "halfway", "three_quarters", "minute", "ten", "count"]

APART: Ms = 15_000
"""Calls of the time are this far from each other at least; the last minute and the last ten
seconds always come."""

COUNTED = 5
"""Seconds that are counted down at the end."""


@dataclass(frozen=True, slots=True)
class TimeCall:
    """One slot: the time is called at its onset, then it is quiet."""

    say: Call
    ms: Ms
    number: int = 0
    """The seconds left, where they are counted."""


def plan_calls(ms: Ms) -> tuple[TimeCall, ...]:
    """Each quarter, halfway, the last minute, the last ten seconds, and a countdown."""
    body = ms - 1000 * COUNTED
    marks = dict(_marks(ms))
    times = [*sorted(at for at in marks if at < body), body]
    calls = [TimeCall(marks[start], end - start) for start, end in pairwise(times)]
    return (*calls, *(TimeCall("count", 1000, left) for left in range(COUNTED, 0, -1)))


def _marks(ms: Ms) -> Iterator[tuple[Ms, Call]]:
    kept: dict[Ms, Call] = {0: "begin"}
    if ms > 80_000:
        kept[ms - 60_000] = "minute"
    if ms >= 30_000:
        kept[ms - 10_000] = "ten"
    wished: tuple[tuple[Ms, Call], ...] = (
        (ms // 2, "halfway"), (ms // 4, "quarter"), (ms * 3 // 4, "three_quarters"),
    )  # fmt: skip
    for at, call in wished:
        if all(abs(at - other) >= APART for other in kept):
            kept[at] = call
    yield from kept.items()
