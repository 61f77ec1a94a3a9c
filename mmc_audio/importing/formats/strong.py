"""The CSV exports of Strong: comma or semicolon, with and without units, with rows for rests."""

import re

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.log_rows import (
    LoggedWorkout,
    TrainingLog,
    needed_date,
    note_once,
    read_log,
)
from mmc_audio.importing.model import ImportedFile, SetKind, Weight, WorkoutSet
from mmc_audio.importing.quantities import mass_unit, metres, number, seconds_ms
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableLine, find_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("date", "workout name", "exercise name", "set order")
_KINDS: dict[str, SetKind] = {"w": "warmup", "d": "drop", "f": "failure"}
_WEIGHT = re.compile(r"weight(?: \((?P<unit>[a-z]+)\))?")
_DISTANCE = re.compile(r"distance(?: \((?P<unit>[a-z]+)\))?")


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        key = (row.get("date"), row.get("workout name"))
        workout = log.get(key)
        if workout is None:
            date = needed_date(dates, key[0])
            workout = log.open(key, key[1] or "Workout", date, row.line)
        _take(row, workout, source, wish)

    return read_log(source, _NEEDED, take, date_of=lambda row: row.get("date"))


def _take(row: TableLine, workout: LoggedWorkout, source: SourceFile, wish: ReadWish) -> None:
    name, order = checked_name(row, "exercise name"), row.get("set order").casefold()
    note_once(workout.notes, row.get("workout notes"))
    if not order.isdigit() and order not in _KINDS and not row.get("reps"):
        _meta(row, workout, name, order)
        return
    done = _set(row, order, source, wish)
    item = workout.item(name, None, None, row.line)
    note_once(item.notes, row.get("notes"))
    item.sets.append(done)


def _meta(row: TableLine, workout: LoggedWorkout, name: str, order: str) -> None:
    """A row that is no set: a rest, a note."""
    if "rest" in order:
        if not workout.rest(name, seconds_ms(number(row.get("seconds")))):
            raise RowFaultError("a rest before the first set, or without a length")
        return
    if not row.get("notes"):
        raise RowFaultError(f"{order!r} is no number of a set, and no rest or note")
    note_once(workout.item(name, None, None, row.line).notes, row.get("notes"))


def _set(row: TableLine, order: str, source: SourceFile, wish: ReadWish) -> WorkoutSet:
    reps = checked_count(row, "reps")
    duration, distance = seconds_ms(checked_number(row, "seconds")), _distance(row, wish)
    if reps is None and duration is None and distance is None:
        raise RowFaultError("a set without reps, time or distance")
    return WorkoutSet(
        reps=(reps, reps) if reps else None,
        weight=_weight(row, source, wish),
        effort=number(row.get("rpe")),
        length_ms=duration,
        distance_m=distance,
        kind=_KINDS.get(order, "normal"),
        line=row.line,
    )


def _measured(
    row: TableLine, pattern: re.Pattern[str], unit_column: str
) -> tuple[float | None, str]:
    """The number in a column whose unit is in its name, in another column, or nowhere."""
    for column in row.cells:
        if match := pattern.fullmatch(column):
            value = checked_number(row, column)
            return value, match["unit"] or row.get(unit_column)
    return None, ""


def _weight(row: TableLine, source: SourceFile, wish: ReadWish) -> Weight | None:
    value, unit = _measured(row, _WEIGHT, "weight unit")
    if not value:
        return None
    weight = Weight(abs(value), mass_unit(unit) or "unsaid")
    return with_unit(weight, wish, source, row.line)


def _distance(row: TableLine, wish: ReadWish) -> float | None:
    """Without a unit, kilometres beside kilograms and miles beside pounds, as the app has it."""
    value, unit = _measured(row, _DISTANCE, "distance unit")
    return metres(value, unit or ("miles" if wish.unit == "lb" else "km")) if value else None


FORMAT = FileFormat("strong", "a Strong export", _matches, _read)
