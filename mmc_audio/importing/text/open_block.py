"""A block while its lines are read: its exercises, and the rests between them."""

import re
from dataclasses import dataclass, field, replace

from mmc_audio.importing.model import WorkoutBlock, WorkoutItem
from mmc_audio.importing.text.blocks import BlockStart, cap_of
from mmc_audio.units import Ms


@dataclass(slots=True)
class OpenBlock:
    """What a block has so far."""

    start: BlockStart
    items: list[WorkoutItem] = field(default_factory=list)
    _last_rest: Ms | None = None
    """A rest below the last exercise: of that exercise if another follows, else of the round."""

    def add(self, item: WorkoutItem) -> None:
        """One more exercise; a rest above it is that of the exercise before."""
        if self._last_rest is not None:
            self._rest_of_last()
        self.items.append(item)

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
