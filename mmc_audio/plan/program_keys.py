"""Every key of a program file, and what is built from them."""
# ruff: noqa: D102 - `read` and `schema` are explained once, at the protocol `Kind`.

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from mmc_audio.errors import Place, PlanError
from mmc_audio.plan.adjust import Adjustment
from mmc_audio.plan.days import (
    WEEKDAYS,
    Dated,
    Deload,
    Program,
    Rotation,
    Schedule,
    Slot,
    Span,
    Weekly,
)
from mmc_audio.plan.kinds import Choice, Kind, Notation, Schema, Text, Whole, scalar
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.records import Errors, Fields, Key, ListOf, Record, mapping
from mmc_audio.plan.values import DATE
from mmc_audio.plan.yaml import Mapping, Node, Scalar

MAX_WEEKS = 520
MAX_SPAN_DAYS = 366
DELOAD = Adjustment(sets=60, load=90)
"""An easier week where the program does not say how much easier."""

ADJUSTING = ("title", "sets", "load", "rest", "readiness")


def _percent(text: str) -> int:
    match = re.fullmatch("([1-9][0-9]{1,2}) ?%", folded(text))
    if not match or not 10 <= int(match[1]) <= 200:
        raise ValueError(f"{quoted(text)} is no share; write 10% to 200%")
    return int(match[1])


def _day(text: str) -> date:
    return date.fromisoformat(DATE.parse(text))


def _span(text: str) -> Span:
    first, _, last = folded(text).replace(" to ", "..").partition("..")
    span = Span(_day(first), _day(last or first))
    if span.last < span.first:
        raise ValueError(f"{quoted(text)} runs backwards; write the earlier day first")
    if (span.last - span.first).days >= MAX_SPAN_DAYS:
        raise ValueError(f"{quoted(text)} is over a year; write shorter spans")
    return span


def _weekday(text: str) -> int:
    word = folded(text)
    short = [name for name in WEEKDAYS if name == word or name[:3] == word]
    if short:
        return WEEKDAYS.index(short[0])
    near = difflib.get_close_matches(word, WEEKDAYS, 1)
    mend = f"did you mean {near[0]}?" if near else f"write one of {', '.join(WEEKDAYS)}"
    raise ValueError(f"{quoted(text)} is no weekday; {mend}")


_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PERCENT = Notation("a share such as 60%", _percent, {"type": "string", "pattern": "^[0-9]+\\s*%$"})
SPAN = Notation("a day or days such as 2026-12-24..2027-01-01", _span, {"type": "string"})
WEEKDAY = Notation("a weekday", _weekday, {"enum": list(WEEKDAYS)})
START = Notation("a day such as 2026-11-30", _day, _DAY)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The path of a plan, from where the program lies."""

    def read(self, node: Node) -> Path:
        text = scalar(node, "the path of a plan").text
        folder = Path(node.place.file).parent
        path = folder / text
        if "\0" in text or not _is_file(path):
            near = difflib.get_close_matches(text, _plans_in(folder), 1)
            mend = f"did you mean {near[0]}?" if near else "check the path"
            raise PlanError(f"there is no plan {quoted(text)}; {mend}", node.place)
        return path

    def schema(self) -> Schema:
        return {"type": "string"}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _plans_in(folder: Path) -> list[str]:
    """Plan files beside a program and one folder down, as the program would name them."""
    try:
        found = [*folder.glob("*.yaml"), *folder.glob("*/*.yaml")][:200]
    except OSError:
        return []
    return [path.relative_to(folder).as_posix() for path in found]


_ADJUSTMENTS = {
    "title": Key(Text("a title", 200, one_line=True), "The session's name on such a day."),
    "sets": Key(PERCENT, "Share of the sets and rounds."),
    "load": Key(PERCENT, "Share of the load."),
    "rest": Key(PERCENT, "Share of the rests."),
    "readiness": Key(Choice(("low", "normal", "high")), "As in a plan."),
}


def _adjustment(fields: Fields) -> Adjustment:
    return Adjustment(**{k: v for k, v in fields.values.items() if k in ADJUSTING})


def _slot(fields: Fields) -> Slot:
    return Slot(fields.values.get("plan"), _adjustment(fields))


def _deload(fields: Fields) -> Deload:
    weeks, every = fields.values.get("weeks", ()), fields.values.get("every")
    if not weeks and not every:
        raise PlanError("says no week; add `weeks: [4, 8]` or `every: 4`", fields.place)
    adjustment = _adjustment(fields)
    return Deload(frozenset(weeks), every, DELOAD if adjustment == Adjustment() else adjustment)


PLANNED = Record(
    "a day", {"plan": Key(PlanFile(), "The plan.", required=True), **_ADJUSTMENTS}, _slot
)
CHANGED = Record("a changed day", {"plan": Key(PlanFile(), "Another plan."), **_ADJUSTMENTS}, _slot)
DELOAD_WEEKS = Record(
    "the deload",
    {
        "weeks": Key(ListOf(Whole(1, MAX_WEEKS)), "Which weeks, from 1."),
        "every": Key(Whole(2, MAX_WEEKS), "Every how manieth week."),
        **_ADJUSTMENTS,
    },
    _deload,
)


@dataclass(frozen=True, slots=True)
class DayKind:
    """`rest`, the path of a plan, or a mapping."""

    record: Record

    def read(self, node: Node) -> Slot:
        if isinstance(node, Mapping):
            slot: Slot = self.record.read(node)
            return slot
        if isinstance(node, Scalar) and node.plain and node.text.strip().lower() == "rest":
            return Slot(rest=True)
        return Slot(PlanFile().read(node))

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string"}, self.record.schema()]}


@dataclass(frozen=True, slots=True)
class Days:
    """A mapping from weekdays or dates to days; gives (day, slot, place of the day)."""

    key: Kind
    record: Record

    def read(self, node: Node) -> list[tuple[Any, Slot, Place]]:
        errors, found = Errors(), []
        for name, value in mapping(node, "this").entries:
            with errors.gather(name.text[:40]):
                key, slot = self.key.read(name), DayKind(self.record).read(value)
                found.append((key, slot, name.place))
        errors.raise_any()
        return found

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": DayKind(self.record).schema()}


SCHEDULES = ("by_weekday", "rotation", "by_date")


def _program(fields: Fields) -> Program:
    values, file = fields.values, fields.place.file
    start, end = _bounds(fields)
    overrides = _dated(values.get("days", []))
    for span, _, place in values.get("days", []):
        if span.first < start or (end and span.last > end):
            raise PlanError(f"{span} lies outside the program; delete or move it", place)
    title = values.get("title") or Path(file).stem.replace("-", " ").capitalize()
    deload = values.get("deload", Deload())
    return Program(title, file, start, end, _schedule(fields, start), deload, overrides)


def _chosen(fields: Fields) -> str:
    chosen = [name for name in SCHEDULES if name in fields.values]
    if len(chosen) == 1:
        return chosen[0]
    listed = "`by_weekday`, `rotation` or `by_date`"
    if not chosen:
        raise PlanError(f"the program has no days; add {listed}", fields.place)
    raise PlanError(f"the days are said twice; keep one of {listed}", fields.places[chosen[1]])


def _bounds(fields: Fields) -> tuple[date, date | None]:
    """The first and the last day."""
    values = fields.values
    if _chosen(fields) == "by_date":
        return _dated_bounds(fields)
    if "start" not in values:
        raise PlanError("`start` is missing in the program; add its first day", fields.place)
    start: date = values["start"]
    if "weeks" not in values:
        return start, None
    try:
        return start, start + timedelta(weeks=values["weeks"], days=-1)
    except OverflowError as error:
        raise PlanError(
            "the program ends after the year 9999; start earlier", fields.place
        ) from error


def _dated_bounds(fields: Fields) -> tuple[date, date]:
    for name in ("start", "weeks"):
        if name in fields.places:
            what = f"`by_date` says its own days; delete `{name}`"
            raise PlanError(what, fields.places[name])
    spans = [span for span, _, _ in fields.values["by_date"]]
    if not spans:
        raise PlanError(
            "`by_date` has no day; add such as `2026-11-30: plan.yaml`", fields.places["by_date"]
        )
    return min(span.first for span in spans), max(span.last for span in spans)


def _schedule(fields: Fields, start: date) -> Schedule:
    name = _chosen(fields)
    days = fields.values[name]
    if not days:
        raise PlanError(f"`{name}` has no day in it; add one", fields.places[name])
    if name == "rotation":
        return Rotation(start, days)
    return _weekly(days) if name == "by_weekday" else _dated(days)


def _weekly(days: list[tuple[int, Slot, Place]]) -> Weekly:
    slots: dict[int, Slot] = {}
    for weekday, slot, place in days:
        if weekday in slots:
            raise PlanError(f"{WEEKDAYS[weekday]} stands twice; keep one of them", place)
        slots[weekday] = slot
    return Weekly(slots)


def _dated(days: list[tuple[Span, Slot, Place]]) -> Dated:
    in_order = sorted(days, key=lambda day: day[0].first)
    for (before, _, _), (after, _, place) in pairwise(in_order):
        if after.first <= before.last:
            raise PlanError(f"{after} overlaps {before}; keep a day in one of them", place)
    return Dated(tuple((span, slot) for span, slot, _ in in_order))


PROGRAM = Record(
    "the program",
    {
        "title": Key(Text("a title", 200, one_line=True), "The program's name."),
        "start": Key(START, "The first day."),
        "weeks": Key(Whole(1, MAX_WEEKS), "How long it runs; without end where left out."),
        "by_weekday": Key(Days(WEEKDAY, PLANNED), "Plans by weekday."),
        "rotation": Key(ListOf(DayKind(PLANNED)), "Plans in turn, day after day."),
        "by_date": Key(Days(SPAN, PLANNED), "Plans by date."),
        "deload": Key(DELOAD_WEEKS, "Easier weeks."),
        "days": Key(Days(SPAN, CHANGED), "Single days that differ."),
    },
    _program,
    {"overrides": "write `days`", "work": "that is a plan: name it under `by_weekday`",
     "name": "write `title`", "end": "write `weeks`"},
)  # fmt: skip
