"""What the practice ledger adds up to: focused reps per movement and muscle, toward milestones."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from mmc_audio.ledger.store import COLUMNS, SetRecord

MILESTONES = (100, 1_000, 10_000)
"""Focused reps; see `RULE_OF_THUMB`."""

RULE_OF_THUMB = (
    "The milestones are a coach's rule of thumb: about 100 focused reps to find a muscle,"
    " 1,000 to learn it, 10,000 until it comes by itself. People differ, and no study proves"
    " the numbers."
)


@dataclass(frozen=True, slots=True)
class Practice:
    """What was practised of one movement or one muscle."""

    name: str
    sets: int
    reps: int
    focused_reps: int
    clarity: float | None
    """Mean of what was said, 0 to 10."""
    last_focus: str | None
    """ISO day of the last set that was focused; a hold is one, too."""
    days_since: int | None
    """Days from then to today; never negative."""
    next_milestone: int | None
    """The next of `MILESTONES`, or None behind the last."""
    skipped: int
    """Sets that were left out; they are in no other number."""
    load: float | None
    """The last load that was lifted, in `unit`."""
    best_load: float | None
    """The most that was lifted in that unit."""
    unit: str | None


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """The whole ledger, added up."""

    sets: int
    movements: tuple[Practice, ...]
    muscles: tuple[Practice, ...]
    rule_of_thumb: str = RULE_OF_THUMB

    def as_data(self) -> dict[str, object]:
        """As plain JSON data."""
        return asdict(self)


def report(records: Sequence[SetRecord], today: date) -> PracticeReport:
    """Add up `records` as of `today`, most practised first."""
    return PracticeReport(
        sum(not record.skipped for record in records),
        _grouped(records, lambda record: record.exercise, today),
        _grouped(records, lambda record: record.muscle, today),
    )


def days_ago(days: int) -> str:
    """`today`, `yesterday`, `5 days ago`."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _grouped(
    records: Sequence[SetRecord], key: Callable[[SetRecord], str | None], today: date
) -> tuple[Practice, ...]:
    groups: dict[str, list[SetRecord]] = {}
    for record in records:
        name = key(record)
        if name:
            groups.setdefault(name, []).append(record)
    practised = [_practice(name, group, today) for name, group in groups.items()]
    return tuple(sorted(practised, key=lambda one: (-one.focused_reps, one.name)))


def _practice(name: str, records: Sequence[SetRecord], today: date) -> Practice:
    done = [record for record in records if not record.skipped]
    focused = sum(record.focused_reps for record in records)
    clarities = [record.clarity for record in records if record.clarity is not None]
    last = max((record.day for record in records if record.is_focused), default=None)
    return Practice(
        name,
        len(done),
        sum(record.reps for record in done),
        focused,
        round(sum(clarities) / len(clarities), 1) if clarities else None,
        last,
        max(0, (today - date.fromisoformat(last)).days) if last else None,
        next((goal for goal in MILESTONES if goal > focused), None),
        len(records) - len(done),
        *_loads(done),
    )


def _loads(done: Sequence[SetRecord]) -> tuple[float | None, float | None, str | None]:
    """The last load, the most in its unit, and that unit; of one movement they can be compared."""
    lifted = [record for record in done if record.load is not None]
    if not lifted or len({record.exercise for record in lifted}) > 1:
        return None, None, None
    last = lifted[-1]
    most = max(record.load or 0 for record in lifted if record.unit == last.unit)
    return last.load, most, last.unit


def as_data(records: Sequence[SetRecord]) -> dict[str, object]:
    """All sets as plain JSON data, in the form in which sets are also sent and read."""
    rows = [asdict(record) for record in records]
    for row in rows:
        del row["day"]
    return {"sets": rows}


def as_csv(records: Sequence[SetRecord]) -> str:
    """All sets as CSV with a header, for a spreadsheet.

    A text that begins as a formula does gets an apostrophe before it, so that no spreadsheet
    computes what a title says.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([_cell(getattr(record, column)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t"))
    return f"'{value}" if is_formula else value
