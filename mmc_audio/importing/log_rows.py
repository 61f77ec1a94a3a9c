"""Rows of a training log, gathered into workouts: what the CSV exports have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from mmc_audio.importing.dates import DateReader, date_reader
from mmc_audio.importing.model import ImportedFile, SkippedRow, Workout, WorkoutItem, WorkoutSet
from mmc_audio.importing.row_faults import RowFaultError
from mmc_audio.importing.rows import TableLine, need_header, read_rows
from mmc_audio.importing.source import SourceFile
from mmc_audio.units import Ms


@dataclass(slots=True)
class LoggedItem:
    """An exercise of a workout while its rows are read."""

    name: str
    group: str | None
    line: int
    sets: list[WorkoutSet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last_index: int = -1


@dataclass(slots=True)
class LoggedWorkout:
    """A workout while its rows are read."""

    title: str
    date: datetime | None
    line: int
    items: list[LoggedItem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def item(self, name: str, group: str | None, index: int | None, line: int) -> LoggedItem:
        """The exercise a row belongs to: the same one while its sets count upwards."""
        for item in reversed(self.items):
            again = index is not None and index <= item.last_index
            if item.name == name and not again:
                item.last_index = item.last_index if index is None else index
                return item
            if item.name == name:
                break
        self.items.append(LoggedItem(name, group, line, last_index=-1 if index is None else index))
        return self.items[-1]

    def rest(self, name: str, rest_ms: Ms | None) -> bool:
        """Note a rest after the last set of `name`; False where there is none to rest from."""
        item = next((item for item in reversed(self.items) if item.name == name), None)
        if item is None or not item.sets or rest_ms is None:
            return False
        item.sets[-1] = replace(item.sets[-1], rest_ms=rest_ms)
        return True


class TrainingLog:
    """Workouts by key, in the order they are first met."""

    def __init__(self) -> None:
        self._workouts: dict[object, LoggedWorkout] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._workouts

    def open(self, key: object, title: str, date: datetime | None, line: int) -> LoggedWorkout:
        """The workout under `key`, begun where it is new."""
        if key not in self._workouts:
            self._workouts[key] = LoggedWorkout(title, date, line)
        return self._workouts[key]

    def get(self, key: object) -> LoggedWorkout | None:
        """The workout under `key`, if it was begun."""
        return self._workouts.get(key)

    def workouts(self) -> tuple[Workout, ...]:
        """All workouts that have a set in them."""
        done = (_workout(logged) for logged in self._workouts.values())
        return tuple(workout for workout in done if workout.entries)


def note_once(notes: list[str], note: str) -> None:
    """Keep a note that rows repeat."""
    if note and note not in notes:
        notes.append(note)


def _workout(logged: LoggedWorkout) -> Workout:
    entries = tuple(_items(logged.items))
    note = "\n".join(logged.notes)
    return Workout(logged.title, entries, logged.date, note, line=logged.line)


def _items(items: Iterable[LoggedItem]) -> Iterable[WorkoutItem]:
    for item in items:
        if item.sets:
            note = "\n".join(item.notes)
            yield WorkoutItem(item.name, tuple(item.sets), item.group, note, line=item.line)


TakeRow = Callable[[TableLine, TrainingLog, DateReader], None]
"""Puts a row into the log; raises RowFaultError for one that cannot be used."""


def read_log(
    source: SourceFile,
    needed: tuple[str, ...],
    take: TakeRow,
    *,
    date_of: Callable[[TableLine], str],
) -> ImportedFile:
    """All workouts of a CSV log.

    Args:
        source: the file.
        needed: columns without which it is another file.
        take: puts one row into the log.
        date_of: the date of a row, as written.

    Raises:
        InputError: for another file, and for one with no rows.
    """
    header = need_header(source, needed)
    rows = list(read_rows(source, header))
    if not rows:
        raise source.error("has a header and no rows below it; export it again", header.line)
    dates = date_reader(dict.fromkeys(map(date_of, rows)))
    log, skipped = TrainingLog(), []
    for row in rows:
        try:
            take(row, log, dates)
        except RowFaultError as fault:
            skipped.append(SkippedRow(row.line, str(fault)))
    remarks = (dates.remark,) if dates.remark else ()
    return ImportedFile(log.workouts(), is_log=True, skipped=tuple(skipped), remarks=remarks)


def needed_date(dates: DateReader, text: str) -> datetime:
    """The date in `text`.

    Raises:
        RowFaultError: if it is none.
    """
    date = dates.read(text)
    if date is None:
        raise RowFaultError(f"{text[:30]!r} is no date")
    return date
