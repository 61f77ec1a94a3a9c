"""A block while its lines are read: its exercises, and the rests between them."""

import re
from dataclasses import dataclass, field, replace

from mmc_audio.importing.model import Entry, WorkoutBlock, WorkoutItem
from mmc_audio.importing.plan_clock import MOST_BOUTS
from mmc_audio.importing.text.blocks import BlockStart, cap_of
from mmc_audio.units import Ms

_EDGE = re.compile(r"(?:buy|cash)[ -]?(?P<end>in|out)", re.IGNORECASE)
_ROUNDS = {"circuit", "for_time"}


@dataclass(slots=True)
class OpenBlock:
    """What a block has so far."""

    start: BlockStart
    items: list[WorkoutItem] = field(default_factory=list)
    before: list[WorkoutItem] = field(default_factory=list)
    """The buy-in of rounds for time."""
    after: list[WorkoutItem] = field(default_factory=list)
    """The cash-out."""
    _edge: list[WorkoutItem] | None = None
    """Which of these the next exercise is."""
    _last_rest: Ms | None = None
    """A rest below the last exercise: of that exercise if another follows, else of the round."""

    def add(self, item: WorkoutItem) -> None:
        """One more exercise; a rest above it is that of the exercise before."""
        if self._last_rest is not None:
            self._rest_of_last()
        target, self._edge = self.items if self._edge is None else self._edge, None
        target.append(item)

    def takes_edge(self, label: str) -> bool:
        """Whether a label is the buy-in or the cash-out of rounds for time."""
        match = _EDGE.fullmatch(label)
        if match is None or self.start.kind != "for_time":
            return False
        self._edge = self.after if match["end"].lower() == "out" else self.before
        return True

    def goes_on(self, start: BlockStart) -> bool:
        """Whether `4 rounds of`, below the buy-in, says how often the rest is done."""
        rounds = self.before and not self.items and start.rounds and not start.inline
        if not rounds or self.start.kind != "for_time" or start.kind not in _ROUNDS:
            return False
        self.start = replace(self.start, rounds=start.rounds)
        return True

    def ends_before(self, item: WorkoutItem) -> bool:
        """Whether it comes after this block, whose own have labels: `A1`, `A2`, then none."""
        labels = [mine.group for mine in self.items if mine.group]
        if not labels or self.start.counts:
            return False
        return not item.group or (self.start.kind == "superset" and item.group != labels[-1])

    @property
    def has_edges(self) -> bool:
        """Whether there is a buy-in or a cash-out."""
        return bool(self.before or self.after)

    def with_edges(self, entries: list[Entry]) -> list[Entry]:
        """The block with its buy-in and its cash-out, round by round where a plan can hold it."""
        if not self.has_edges or not isinstance(entries[0], WorkoutBlock):
            return entries
        block = entries[0]
        whole = (*self.before, *block.items * (block.rounds or 1), *self.after)
        if len(whole) <= MOST_BOUTS:
            return [replace(block, items=whole, rounds=1)]
        return [*self.before, block, *self.after]

    def rest(self, rest_ms: Ms, text: str) -> None:
        """A rest on a line of its own."""
        if re.search("round|set|circuit|all|lap", text, re.IGNORECASE) or not self.items:
            self.start = replace(self.start, round_rest_ms=rest_ms)
        else:
            self._last_rest = rest_ms

    def _rest_of_last(self) -> None:
        last = self.items[-1]
        sets = tuple(replace(one, rest_ms=self._last_rest) for one in last.sets)
        self.items[-1], self._last_rest = replace(last, sets=sets), None

    def closed(self) -> tuple[BlockStart, list[WorkoutItem]]:
        """The block, whose last rest is that of its rounds."""
        if self._last_rest is not None and self.start.round_rest_ms is None:
            self.start = replace(self.start, round_rest_ms=self._last_rest)
        return self.start, self.items


def with_cap(entry: object, text: str) -> WorkoutBlock | None:
    """Rounds for time with the cap that a line such as `(10 min cap)` says; None for others."""
    if not isinstance(entry, WorkoutBlock) or entry.kind != "for_time":
        return None
    cap = cap_of(text)
    return replace(entry, time_ms=cap) if cap else None
