"""The CSV history of Liftosaur: one row for each set, moments with a zone."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.log_rows import TrainingLog, needed_date, note_once, read_log
from mmc_audio.importing.model import ImportedFile, Weight, WorkoutSet
from mmc_audio.importing.quantities import mass_unit, number
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableLine, find_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("workout datetime", "day name", "exercise", "completed reps")
_YES = {"1", "true", "yes"}


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        name, done = checked_name(row, "exercise"), _set(row, source, wish)
        date = needed_date(dates, row.get("workout datetime"))
        workout = log.open(date, row.get("day name", "program") or "Workout", date, row.line)
        item = workout.item(name, None, None, row.line)
        note_once(item.notes, row.get("notes"))
        item.sets.append(done)

    return read_log(source, _NEEDED, take, date_of=lambda row: row.get("workout datetime"))


def _set(row: TableLine, source: SourceFile, wish: ReadWish) -> WorkoutSet:
    reps = checked_count(row, "completed reps", "required reps")
    if reps is None:
        raise RowFaultError("a set without reps")
    return WorkoutSet(
        reps=(reps, reps),
        open_end=row.get("is amrap?").casefold() in _YES,
        weight=_weight(row, source, wish),
        effort=number(row.get("completed rpe", "required rpe")),
        kind="warmup" if row.get("is warmup set?").casefold() in _YES else "normal",
        line=row.line,
    )


def _weight(row: TableLine, source: SourceFile, wish: ReadWish) -> Weight | None:
    for which in ("completed", "required"):
        if value := checked_number(row, f"{which} weight value"):
            unit = mass_unit(row.get(f"{which} weight unit")) or "unsaid"
            return with_unit(Weight(value, unit), wish, source, row.line)
    return None


FORMAT = FileFormat("liftosaur-csv", "a Liftosaur history", _matches, _read)
