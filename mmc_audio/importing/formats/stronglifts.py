"""The CSV export of StrongLifts: one row for an exercise, its sets in pairs of columns."""

import re

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.log_rows import TrainingLog, needed_date, note_once, read_log
from mmc_audio.importing.model import ImportedFile, Weight, WorkoutSet
from mmc_audio.importing.quantities import MassUnit, mass_unit
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableHeader, TableLine, find_header, need_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("date (yyyy/mm/dd)", "workout name", "exercise", "set 1 (reps)")
_REPS = re.compile(r"set ([0-9]{1,2}) \(reps\)")
_UNITS = ("kg", "lb", "lbs")


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # the unit is in the header
    pairs = list(_pairs(need_header(source, _NEEDED)))

    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        name, sets = checked_name(row, "exercise"), _sets(row, pairs)
        date = needed_date(dates, _start(row))
        key = (date, row.get("workout"))
        workout = log.open(key, row.get("workout name") or "Workout", date, row.line)
        note_once(workout.notes, row.get("notes"))
        workout.item(name, None, None, row.line).sets.extend(sets)

    return read_log(source, _NEEDED, take, date_of=_start)


def _start(row: TableLine) -> str:
    return f"{row.get(_NEEDED[0])} {row.get('start time (h:mm)')}".strip()


def _pairs(header: TableHeader) -> list[tuple[str, str, MassUnit | None]]:
    """For each set the column of its reps, the column of its weight, and the unit."""
    found = []
    for column in header.columns:
        if match := _REPS.fullmatch(column):
            weights = {f"set {match[1]} ({unit})": unit for unit in _UNITS}
            weight = next((name for name in weights if name in header.columns), "")
            found.append((column, weight, mass_unit(weights.get(weight, ""))))
    return found


def _sets(row: TableLine, pairs: list[tuple[str, str, MassUnit | None]]) -> list[WorkoutSet]:
    """Sets of zero reps were not done."""
    sets = []
    for reps_column, weight_column, unit in pairs:
        if reps := checked_count(row, reps_column):
            value = checked_number(row, weight_column)
            weight = Weight(value, unit) if value and unit else None
            sets.append(WorkoutSet(reps=(reps, reps), weight=weight, line=row.line))
    if not sets:
        raise RowFaultError("no set with reps")
    return sets


FORMAT = FileFormat("stronglifts", "a StrongLifts export", _matches, _read)
