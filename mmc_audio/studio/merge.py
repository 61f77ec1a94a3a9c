"""Two people changed the same file: where they changed other lines, both changes count.

Hand-written: `merge3` is under the GPL, and git need not be there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines of a text, from `start` up to `end`, that are others now."""

    start: int
    end: int
    lines: tuple[str, ...]

    def touches(self, other: "LineChange") -> bool:
        """Whether no unchanged line is between the two."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What becomes of a text that someone else has changed meanwhile."""

    how: Literal["theirs", "both", "ask", "removed"]
    text: str
    """The new text; where it has to be asked about, one's own."""


def settled(base: str, mine: str, theirs: str) -> MergeResult:
    """What counts, where `base` was changed to `mine` here and to `theirs` elsewhere."""
    if mine == base:
        return MergeResult("theirs", theirs)
    both = merged(base, mine, theirs)
    return MergeResult("ask", mine) if both is None else MergeResult("both", both)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes; None where they are about the same lines, or lines that touch."""
    ours, others = set(_changes(base, mine)), set(_changes(base, theirs))
    if any(one.touches(other) for one in ours - others for other in others - ours):
        return None
    lines = base.splitlines(keepends=True)
    for change in sorted(ours | others, key=lambda one: one.start, reverse=True):
        lines[change.start : change.end] = change.lines
    return "".join(lines)


def _changes(before: str, after: str) -> Iterator[LineChange]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield LineChange(start, end, tuple(new[first:last]))
