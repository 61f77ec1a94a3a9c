"""What the ledger says over time, asked of SQLite itself: years of sets answer at once.

Nothing here makes a record of every set: of 60,000 that alone would take longer than a page may.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmc_audio.ledger.store import COLUMNS, COLUMNS_OF, Ledger

FOCUSED = "coalesce(felt IN ('target', 'both'), source = 'said')"
"""`SetRecord.is_focused` of a set that was done, as SQLite says it."""

_SINCE_2 = {"skipped": "0", "source": "'said'"}
"""What a ledger of version 1 means where it has no column; all else is NULL."""


@dataclass(frozen=True, slots=True)
class TrainingDay:
    """One local day on which something was done."""

    day: str
    sets: int
    focused_reps: int
    exercises: tuple[str, ...]
    """Exercise ids in the order in which they were begun."""


@dataclass(frozen=True, slots=True)
class MuscleFocus:
    """When a muscle group was last in focus."""

    muscle: str
    sets: int
    focused_reps: int
    days_since: int | None
    """Days since the last focused set; never negative; None if there was none."""


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """An exercise that was done, for a list of them."""

    exercise: str
    sets: int
    days: int
    last_day: str


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One set of an exercise, as its history needs it."""

    day: str
    reps: int
    load: float | None
    unit: str | None
    clarity: int | None
    focused: bool


@dataclass(frozen=True, slots=True)
class History:
    """The whole ledger in a few numbers; sets that were skipped are in none of them."""

    sets: int = 0
    days: int = 0
    first_day: str | None = None
    muscles: tuple[MuscleFocus, ...] = ()
    """Most practised first."""
    exercises: tuple[ExerciseDone, ...] = ()
    """The latest first."""
    calendar: tuple[TrainingDay, ...] = ()
    """The days that were asked for, in order."""


def history(ledger: Ledger, today: date, since: date, until: date) -> History:
    """What was done in all, and day by day from `since` to `until`, both included.

    Raises:
        OutputError: if the ledger's file is damaged, or is none of ours.
    """
    with ledger.reading() as file:
        if file is None:
            return History()
        sets = _sets(file)
        counted = f"{sets} SELECT count(*), count(DISTINCT day), min(day) FROM done"
        number, days, first = file.execute(counted).fetchone()
        return History(
            number,
            days,
            first,
            tuple(_muscles(file, sets, today)),
            tuple(_exercises(file, sets)),
            tuple(_days(file, sets, since, until)),
        )


def sets_of(ledger: Ledger, exercise: str) -> list[DoneSet]:
    """All sets of one exercise that were done, in their order.

    Raises:
        OutputError: if the ledger's file is damaged, or is none of ours.
    """
    wanted = (
        "{done} SELECT day, reps, load, unit, clarity, focused FROM done "
        "WHERE exercise = ? ORDER BY day, julianday(done_at), number"
    )
    with done_sets(ledger) as ask:
        return [_done(row) for row in ask(wanted, (exercise,))]


def _done(row: Sequence[Any]) -> DoneSet:
    day, reps, load, unit, clarity, focused = row
    return DoneSet(day, reps, load, unit, clarity, bool(focused))


Rows = Iterable[Sequence[Any]]


@contextmanager
def done_sets(ledger: Ledger) -> Iterator[Callable[[str, Sequence[object]], Rows]]:
    """What asks the ledger: `{done}` in a statement begins it with the sets that were done.

    Raises:
        OutputError: if the ledger's file is damaged, or is none of ours.
    """
    with ledger.reading() as file:
        if file is None:
            yield lambda _statement, _values: ()
            return
        sets = _sets(file)
        yield lambda statement, values: file.execute(statement.format(done=sets), values)


def _sets(file: sqlite3.Connection) -> str:
    """A table `done` to ask: the sets that were done, in either version of the ledger."""
    known = COLUMNS_OF[file.execute("PRAGMA user_version").fetchone()[0]]
    columns = [
        name if name in known else f"{_SINCE_2.get(name, 'NULL')} AS {name}" for name in COLUMNS
    ]
    every = f"SELECT {', '.join(columns)}, rowid AS number FROM set_log"
    return f"WITH done AS (SELECT *, {FOCUSED} AS focused FROM ({every}) WHERE NOT skipped)"


def _muscles(file: sqlite3.Connection, sets: str, today: date) -> Iterator[MuscleFocus]:
    asked = (
        f"{sets} SELECT muscle, count(*), sum(reps * focused) AS reps, "
        "max(CASE WHEN focused THEN day END) FROM done "
        "WHERE muscle <> '' GROUP BY muscle ORDER BY reps DESC, muscle"
    )
    for muscle, count, reps, last in file.execute(asked):
        since = max(0, (today - date.fromisoformat(last)).days) if last else None
        yield MuscleFocus(muscle, count, reps, since)


def _exercises(file: sqlite3.Connection, sets: str) -> Iterator[ExerciseDone]:
    asked = (
        f"{sets} SELECT exercise, count(*), count(DISTINCT day), max(day) AS last FROM done "
        "GROUP BY exercise ORDER BY last DESC, count(*) DESC, exercise"
    )
    return (ExerciseDone(*row) for row in file.execute(asked))


def _days(file: sqlite3.Connection, sets: str, since: date, until: date) -> Iterator[TrainingDay]:
    asked = (
        f"{sets} SELECT day, exercise, count(*), sum(reps * focused) FROM done "
        "WHERE day BETWEEN ? AND ? GROUP BY day, exercise ORDER BY day, min(julianday(done_at))"
    )
    found: dict[str, list[Sequence[str | int]]] = {}
    for day, *row in file.execute(asked, (since.isoformat(), until.isoformat())):
        found.setdefault(day, []).append(row)
    for day, rows in found.items():
        names, counts, reps = zip(*rows, strict=True)
        yield TrainingDay(day, sum(counts), sum(reps), tuple(names))
