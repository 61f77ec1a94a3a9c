"""Where in a rest nothing is heard: there time can be spent again, and no word is said twice.

A listener who asks for a longer rest hears such a silence once more, and all that is said before
the next set comes after it. So it is in a set that is done at the listener's own pace.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from typing import Any

Span = tuple[float, float]

SHORTEST_S = 1.5
"""A shorter silence would have to be heard again too often."""

AFTER_S, BEFORE_S = 0.3, 0.1
"""What is left after a sound, which may ring, and before the next."""


def with_quiets(
    times: Sequence[dict[str, Any]],
    cues: Sequence[Mapping[str, Any]],
    sounds: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The times, each with `quiets`: the silences of a rest or of a self-paced set, in order.

    Args:
        times: as `times_of` gives them.
        cues: the cue sheet's, in order.
        sounds: the cue sheet's.
    """
    spoken = [cue for cue in cues if cue.get("text")]
    around = _SessionSound(
        list(_gaps(sorted([*map(_span, spoken), *map(_span, sounds)]))),
        [_span(cue)[0] for cue in spoken if _counts_down(cue)],
        [_span(cue)[0] for cue in spoken if not _counts_down(cue)],
    )
    return [{**time, "quiets": list(around.quiets(time))} for time in times]


@dataclass(frozen=True, slots=True)
class _SessionSound:
    """What a session sounds like, in order; a sheet may be huge, so that each is looked up."""

    gaps: Sequence[Span]
    """Where nothing is heard."""
    counts: Sequence[float]
    """When each word of a countdown begins."""
    others: Sequence[float]
    """And each other line."""

    def quiets(self, time: Mapping[str, Any]) -> Sequence[Span]:
        """Those before the countdown in which a rest ends; if there are none, those within it."""
        if time["kind"] != "rest" and not time["self_paced"]:
            return ()
        start, end = time["start_s"], time["end_s"]
        return list(self.between(start, self.countdown(start, end))) or list(
            self.between(start, end)
        )

    def countdown(self, start: float, end: float) -> float:
        """When the countdown begins behind which no other line is; `end` if there is none."""
        before = bisect_left(self.others, end)
        last = max(start, self.others[before - 1]) if before else start
        place = bisect_right(self.counts, last)
        return min(end, self.counts[place]) if place < len(self.counts) else end

    def between(self, start: float, end: float) -> Iterator[Span]:
        """The silences from `start` to `end` that are long enough."""
        for place in range(bisect_right(self.gaps, start, key=itemgetter(1)), len(self.gaps)):
            begin, until = self.gaps[place]
            if begin >= end:
                return
            yield from _long_enough(max(begin, start), min(until, end))


def _gaps(heard: Iterable[Span]) -> Iterator[Span]:
    """What is between the spans, which are in order, and before and behind them."""
    at = 0.0
    for begin, until in heard:
        if begin > at:
            yield at, begin
        at = max(at, until)
    yield at, inf


def _long_enough(start: float, end: float) -> Iterator[Span]:
    if end - start - AFTER_S - BEFORE_S >= SHORTEST_S:
        yield round(start + AFTER_S, 3), round(end - BEFORE_S, 3)


def _span(one: Mapping[str, Any]) -> Span:
    return float(one["start_s"]), float(one["end_s"])


def _counts_down(cue: Mapping[str, Any]) -> bool:
    return "countdown" in (cue.get("labels") or (cue.get("kind"),))
