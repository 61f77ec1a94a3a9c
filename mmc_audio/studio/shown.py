"""What the page's own elements are given: plain data, made from what is known of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc_audio.errors import MmcError
from mmc_audio.lint.draft import Bar, Draft, PlanRemark
from mmc_audio.plan.editing.rows import PlanRow
from mmc_audio.plan.editing.set_value import GROUPS, ItemPath

Shown = dict[str, Any]
MOST_ROWS = 300
"""Exercises in the table: a browser draws no more while somebody types."""
NOT_A_REMARK = -1
"""Stands for the place among all remarks where something is none of them."""
PER_SECOND = 10
"""Units of the timeline's drawing."""


@dataclass(frozen=True, slots=True)
class LineMark:
    """A line of a text, and how it is marked in an editor."""

    line: int
    level: str


@dataclass(frozen=True, slots=True)
class RefusedEdit:
    """A change in the table that was not made."""

    path: ItemPath
    key: str
    """Of the cell that was typed in; empty for what was done with all of the row."""
    what: str
    """Why."""


def rows_shown(
    rows: Sequence[PlanRow], remarks: Sequence[PlanRemark], refused: RefusedEdit | None = None
) -> list[Shown]:
    """The rows of the table, each with what is to be said of it."""
    owners = [_owner(each, rows) for each in remarks]
    numbers = [[n for n, owner in enumerate(owners) if owner is row] for row in rows]
    shown = [
        _row(row, rows, [_remark(remarks[n], n, row) for n in own])
        for row, own in zip(rows, numbers, strict=True)
    ]
    for row, each in zip(rows, shown, strict=True):
        if refused and row.path == refused.path:
            each["remarks"] = [_refusal(refused, row), *each["remarks"]]
    return shown


def _refusal(refused: RefusedEdit, row: PlanRow) -> Shown:
    remark = PlanRemark("error", refused.what, None)
    return {**remark_shown(remark, NOT_A_REMARK), "cell": _cell(refused.key, row)}


def rows_left_out(count: int) -> str:
    """What is to be said of a table for so many rows; empty where it has all."""
    if count <= MOST_ROWS:
        return ""
    return f"The table has the first {MOST_ROWS} of {count} exercises; the text has all of them."


def _row(row: PlanRow, rows: Sequence[PlanRow], remarks: list[Shown]) -> Shown:
    siblings = [each.path for each in rows if each.path[:-1] == row.path[:-1]]
    return {
        "id": "-".join(map(str, row.path)),
        "path": list(row.path),
        "kind": row.kind,
        "group": row.kind in GROUPS,
        "values": dict(row.values),
        "measure": row.measure,
        "summary": row.summary.replace("{", "").replace("}", ""),
        "scheme": row.scheme,
        "note": row.note,
        "first": row.path == siblings[0],
        "last": row.path == siblings[-1],
        "joins": _can_join(row, rows),
        "remarks": remarks,
    }


def _remark(remark: PlanRemark, place: int, row: PlanRow) -> Shown:
    shown = {**remark_shown(remark, place), "cell": _cell(_key(remark, row), row)}
    return shown if row.kind == "exercise" else {**shown, "fix": ""}


def _key(remark: PlanRemark, row: PlanRow) -> str:
    """The key of the row that a remark is about; empty where it is about all of it."""
    if remark.level == "name":
        return "exercise"
    if remark.line is None or remark.column is None:
        return ""
    return row.key_at((remark.line, remark.column))


def _cell(key: str, row: PlanRow) -> str:
    """The cell in which a key is typed."""
    return "reps" if key == row.measure else key


def _can_join(row: PlanRow, rows: Sequence[PlanRow]) -> bool:
    """Whether the entry above can take this exercise as one more of a superset."""
    if len(row.path) > 1 or row.path[0] == 0 or row.kind != "exercise":
        return False
    above = next(each for each in rows if each.path == (row.path[0] - 1,))
    return above.kind in ("exercise", *GROUPS)


def _owner(remark: PlanRemark, rows: Sequence[PlanRow]) -> PlanRow | None:
    """The row that a remark is about: the one with its key, else the last that begins before it.

    The rounds of a group may stand below its exercises.
    """
    if remark.line is None:
        return None
    named = (row for row in rows if _key(remark, row) and remark.level != "name")
    before = (row for row in reversed(rows) if row.line <= remark.line)
    return next(named, None) or next(before, None)


def remark_shown(remark: PlanRemark, place: int) -> Shown:
    """A remark beside what it is about; `id` is its place among all."""
    fix = ", ".join(f"{key} {value}" for key, value in remark.fix.items())
    return {
        "id": place,
        "level": remark.level,
        "line": remark.line if remark.level == "error" else None,
        "what": remark.what,
        "fix": fix,
        "why": remark.why,
        "source": remark.source,
    }


def remarks_elsewhere(
    rows: Sequence[PlanRow], remarks: Sequence[PlanRemark]
) -> Iterator[PlanRemark]:
    """What is to be said of the plan as a whole, and of lines above its first exercise."""
    first = rows[0].line if rows else None
    for each in remarks:
        if each.line is None or first is None or each.line < first:
            yield each


def refusal(error: MmcError) -> str:
    """Why something was not done, as sentences; a place in a file comes last."""
    return " ".join(_sentence(each) for each in error.each())


def _sentence(error: MmcError) -> str:
    what, place = error.what, error.place
    is_word = what.partition(" ")[0].isalpha()  # not a file's name, nor a key
    begun = what[:1].upper() + what[1:] if is_word else what
    file = Path(place.file) if place and place.line else Path()
    where = f" (line {place.line} of {file.name})" if place and file.suffix else ""
    return f"{begun}{where}."


def bars_shown(bars: Sequence[Bar]) -> list[Shown]:
    """The blocks of the timeline."""
    return [
        {
            "title": bar.title,
            "start": round(bar.start_s, 2),
            "length": round(bar.length_s, 2),
            "kind": bar.kind,
            "speech": "".join(_stroke(start, end) for start, end in bar.speech),
        }
        for bar in bars
    ]


def _stroke(start: float, end: float) -> str:
    return f"M{start * PER_SECOND:.0f} 5H{max(end, start + 0.1) * PER_SECOND:.0f}"


def figures(draft: Draft) -> str:
    """How long the session is, and how much of it is talk."""
    if not draft.ready:
        return "This plan cannot be spoken yet."
    return f"{clock(draft.length_s)} long, {draft.talk:.0%} of it talk"


def clock(seconds: float) -> str:
    """`41:03`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def line_marks(marks: Sequence[LineMark], lines: int) -> list[Shown]:
    """Marked lines as the editor takes them; lines that are not there are left out."""
    return [
        {"kind": "line", "line": mark.line, "class": f"line-{mark.level}"}
        for mark in marks
        if 1 <= mark.line <= lines
    ]
