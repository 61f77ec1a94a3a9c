"""The CSV export of FitNotes: one row for each set, one session for each day."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.log_rows import TrainingLog, needed_date, note_once, read_log
from mmc_audio.importing.model import ImportedFile, Weight, WorkoutSet
from mmc_audio.importing.quantities import length, mass_unit, metres
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableLine, find_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("date", "exercise", "category", "reps")
_WEIGHTS = ("weight", "weight (kgs)", "weight (kg)", "weight (lbs)")


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        name, done = checked_name(row, "exercise"), _set(row, source, wish)
        day = needed_date(dates, row.get("date"))
        workout = log.open(day, f"{day:%A} {day.day} {day:%B}", day, row.line)
        item = workout.item(name, None, None, row.line)
        note_once(item.notes, row.get("comment", "notes"))
        item.sets.append(done)

    return read_log(source, _NEEDED, take, date_of=lambda row: row.get("date"))


def _set(row: TableLine, source: SourceFile, wish: ReadWish) -> WorkoutSet:
    reps, time = checked_count(row, "reps"), length(row.get("time") or "0")
    value, unit = checked_number(row, "distance"), row.get("distance unit") or "km"
    if reps is None and not time and not value:
        raise RowFaultError("a set without reps, time or distance")
    return WorkoutSet(
        reps=(reps, reps) if reps else None,
        weight=_weight(row, source, wish),
        length_ms=time or None,
        distance_m=metres(value, unit) if value else None,
        line=row.line,
    )


def _weight(row: TableLine, source: SourceFile, wish: ReadWish) -> Weight | None:
    for column in _WEIGHTS:
        if value := checked_number(row, column):
            said = row.get("weight unit") or column.partition("(")[2].rstrip(")")
            weight = Weight(value, mass_unit(said) or "unsaid")
            return with_unit(weight, wish, source, row.line)
    return None


FORMAT = FileFormat("fitnotes", "a FitNotes export", _matches, _read)
