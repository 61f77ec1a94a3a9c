"""Which wording, at what pace, fits a slot; and what stays in a block. No sound is touched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mmc_audio.errors import FitError, Place
from mmc_audio.script.cue import Fill, Source
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.layout import Box, LayoutLine, Row
from mmc_audio.timeline.lengths import Lengths, delivered_ms, is_free, row_ms
from mmc_audio.units import Ms

GUARD_MS = 20
"""Silence that a slot keeps at its end, so that no word touches the next onset."""

PACE_STEPS = (105, 110, 115, 120)
"""Percent of the asked pace that are tried, least first, when no wording fits a slot."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """How a line is spoken."""

    utterance: Utterance
    wording: int = 0
    pace_factor: float = 1.0


def fit_slot(line: LayoutLine, lengths: Lengths) -> SpokenLine:
    """How the line is spoken: the first wording as it is delivered, if that fits the slot.

    Else, at the asked pace, the longest that fits; else the shortest at the least pace that fits.

    Raises:
        FitError: if even the shortest at 1.2 times the pace is too long.
    """
    if line.delivered and fits(line, line.delivered, lengths):
        return delivered(line)
    for index in fitting(line, lengths):
        return SpokenLine(line.utterances[index], index)
    index = _shortest(line, lengths)
    asked = line.utterances[index]
    for quick in faster(line, lengths):
        if fits(line, quick, lengths):
            return SpokenLine(quick, index, quick.pace / asked.pace)
    needed, slot, words = _needed(line, lengths), line.cue.slot_ms or 0, line.cue.wordings[index]
    raise FitError(
        f'"{words}" needs {_s(needed)} s, the slot has {_s(slot)} s; '
        "shorten it, add a shorter wording after |, or lengthen the slot",
        place(line.cue.source),
        subject=words,
    )


def delivered(line: LayoutLine) -> SpokenLine:
    """The first wording as it is delivered, of a line with words."""
    asked = line.utterances[0]
    said = line.delivered or asked
    return SpokenLine(said, 0, said.pace / asked.pace)


def why_silent(line: LayoutLine, lengths: Lengths) -> str:
    """Why the slot of an optional line stays silent."""
    slot, needed = line.cue.slot_ms or 0, _needed(line, lengths)
    return f"slot of {_s(slot)} s, needed {_s(needed)} s"


def _needed(line: LayoutLine, lengths: Lengths) -> Ms:
    """The shortest slot that would do."""
    return min(lengths[quick] for quick in faster(line, lengths)) + GUARD_MS


def fits(line: LayoutLine, utterance: Utterance, lengths: Lengths) -> bool:
    """Whether the slot of `line` holds `utterance` and the guard."""
    return lengths[utterance] + GUARD_MS <= (line.cue.slot_ms or 0)


def fitting(line: LayoutLine, lengths: Lengths) -> Iterator[int]:
    """Indices of the wordings that fit the slot, in the order written."""
    return (i for i, u in enumerate(line.utterances) if fits(line, u, lengths))


def _shortest(line: LayoutLine, lengths: Lengths) -> int:
    return min(range(len(line.utterances)), key=lambda i: lengths[line.utterances[i]])


def faster(line: LayoutLine, lengths: Lengths) -> list[Utterance]:
    """The shortest wording at each faster pace, the least first."""
    asked = line.utterances[_shortest(line, lengths)]
    return [replace(asked, pace=asked.pace * percent // 100) for percent in PACE_STEPS]


@dataclass(frozen=True, slots=True)
class Unit:
    """Rows that were dropped together, and why."""

    rows: list[int]
    why: str


@dataclass(frozen=True, slots=True)
class BoxFit:
    """What stays in a box, in which wording."""

    kept: list[int]
    """Rows that stay, in order."""
    wordings: dict[int, int] = field(default_factory=dict)
    """By row; a row that is left out speaks its first wording."""
    dropped: list[Unit] = field(default_factory=list)
    left_ms: Ms = 0
    """For the fills, or silence at the end."""
    delivered: bool = False
    """Whether its free lines are spoken as they are delivered; else at the asked pace."""

    def time_of(self, index: int, box: Box, lengths: Lengths) -> Ms:
        """Time that a row of `box` takes; a fill takes none of its own."""
        row = box.rows[index]
        if self.delivered:
            return delivered_ms(row, lengths)
        return row_ms(row, self.wordings.get(index, 0), lengths)

    def spoken(self, index: int, line: LayoutLine) -> SpokenLine:
        """How the free line in that row is spoken."""
        wording = self.wordings.get(index, 0)
        return delivered(line) if self.delivered else SpokenLine(line.utterances[wording], wording)


def all_delivered(box: Box, lengths: Lengths) -> bool:
    """Whether all lines of `box`, in their first wordings, have room as they are delivered."""
    used = sum(delivered_ms(row, lengths) for row in box.rows)
    return box.length_ms is None or used <= box.length_ms


def fit_box(box: Box, lengths: Lengths) -> BoxFit:
    """What stays in `box`, in which wording.

    Everything as it is delivered, where there is room. Else at the asked pace; as few drops as
    will do, from the last upwards; and in what stays as few shorter wordings as will do, from the
    last upwards.

    Raises:
        FitError: if the lines that must stay are too long in their shortest wordings.
    """
    if all_delivered(box, lengths):
        used = sum(delivered_ms(row, lengths) for row in box.rows)
        left = used if box.length_ms is None else box.length_ms
        return BoxFit(list(range(len(box.rows))), left_ms=left - used, delivered=True)
    length = box.length_ms or 0
    crowded = sum(row_ms(row, 0, lengths) for row in box.rows) > length
    dropped = _drop(box, lengths) if crowded else []
    gone = {row for unit in dropped for row in unit.rows}
    kept = [i for i in range(len(box.rows)) if i not in gone]
    wordings = _shorten(box, kept, lengths)
    used = sum(row_ms(box.rows[i], wordings.get(i, 0), lengths) for i in kept)
    return BoxFit(kept, wordings, dropped, length - used)


def _drop(box: Box, lengths: Lengths) -> list[Unit]:
    # From the last row upwards: what a listener needs first is written first, and of a group and
    # what is in it, which stands behind it in `optional`, the part goes before the whole.
    shortest = [_least_ms(row, lengths) for row in box.rows]
    length, total = box.length_ms or 0, sum(shortest)
    gone: set[int] = set()
    units: list[Unit] = []
    for span in reversed(box.optional):
        rows = [i for i in span if i not in gone]
        needed = sum(shortest[i] for i in rows)
        if total > length and needed:
            total -= needed
            gone.update(rows)
            left = _s(max(0, length - total))
            units.append(
                Unit(rows, f"block of {_s(length)} s had {left} s left, needed {_s(needed)} s")
            )
    if box.loose:  # its rows are sentences apart: what is short may come back in any place
        why = f"block of {_s(length)} s, needed {_s(sum(shortest))} s for all of it"
        units = [replace(unit, why=why) for unit in _back(units, length - total, shortest)]
    if total > length:
        raise FitError(
            f"the block needs {_s(total)} s in its shortest wordings, it has {_s(length)} s; "
            "shorten its lines, mark some optional, or lengthen the block",
            place(box.source),
            subject="block",
        )
    return units[::-1]


def _back(units: list[Unit], left: Ms, shortest: list[Ms]) -> list[Unit]:
    """Without what finds room after all, because something longer was dropped after it."""
    gone: list[Unit] = []
    for unit in reversed(units):
        needed = sum(shortest[i] for i in unit.rows)
        if needed <= left:
            left -= needed
        else:
            gone.insert(0, unit)
    return gone


def _least_ms(row: Row, lengths: Lengths) -> Ms:
    if isinstance(row, LayoutLine) and is_free(row):
        return row_ms(row, _shortest(row, lengths), lengths)
    return row_ms(row, 0, lengths)


def _shorten(box: Box, kept: list[int], lengths: Lengths) -> dict[int, int]:
    excess = sum(row_ms(box.rows[i], 0, lengths) for i in kept) - (box.length_ms or 0)
    chosen: dict[int, int] = {}
    for i in reversed(kept):
        row = box.rows[i]
        if excess > 0 and isinstance(row, LayoutLine) and is_free(row):
            chosen[i], saved = _shorter(row, excess, lengths)
            excess -= saved
    return chosen


def _shorter(line: LayoutLine, excess: Ms, lengths: Lengths) -> tuple[int, Ms]:
    """The first wording that saves `excess`, else the shortest; and what it saves."""
    full = row_ms(line, 0, lengths)
    saved = [full - row_ms(line, i, lengths) for i in range(len(line.utterances))]
    best = next((i for i, ms in enumerate(saved) if ms >= excess), saved.index(max(saved)))
    return best, saved[best]


def shares(left: Ms, count: int) -> list[Ms]:
    """`left` in `count` equal whole parts; what does not divide goes to the first ones."""
    each, extra = divmod(left, count) if count else (0, 0)
    return [each + (i < extra) for i in range(count)]


def fills(rows: Iterable[Row]) -> int:
    """How many of `rows` are fills."""
    return sum(isinstance(row, Fill) for row in rows)


def place(source: Source) -> Place | None:
    """Where a message points to; None for a script that was not read from a file."""
    return Place(source.file, source.line) if source.file else None


def _s(ms: Ms) -> str:
    """Seconds to two digits, rounded up, so that what is needed never reads as what there is."""
    return f"{-(-ms // 10) / 100:.2f}"
