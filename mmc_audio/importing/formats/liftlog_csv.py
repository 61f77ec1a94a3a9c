"""The plain CSV export of LiftLog: one row for each set, moments with a zone."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.log_rows import TrainingLog, needed_date, note_once, read_log
from mmc_audio.importing.model import ImportedFile, Weight, WorkoutSet
from mmc_audio.importing.quantities import mass_unit
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableLine, find_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("sessionid", "timestamp", "exercise", "reps")


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        name, reps = checked_name(row, "exercise"), checked_count(row, "reps", "targetreps")
        if reps is None:
            raise RowFaultError("a set without reps")
        date = needed_date(dates, row.get("timestamp"))
        key = row.get("sessionid") or date
        workout = log.open(key, f"{date:%A} {date.day} {date:%B}", date, row.line)
        item = workout.item(name, None, None, row.line)
        note_once(item.notes, row.get("notes"))
        item.sets.append(
            WorkoutSet(reps=(reps, reps), weight=_weight(row, source, wish), line=row.line)
        )

    return read_log(source, _NEEDED, take, date_of=lambda row: row.get("timestamp"))


def _weight(row: TableLine, source: SourceFile, wish: ReadWish) -> Weight | None:
    value = checked_number(row, "weight")
    if not value:
        return None
    weight = Weight(value, mass_unit(row.get("weightunit").removesuffix("s")) or "unsaid")
    return with_unit(weight, wish, source, row.line)


FORMAT = FileFormat("liftlog-csv", "a LiftLog export", _matches, _read)
