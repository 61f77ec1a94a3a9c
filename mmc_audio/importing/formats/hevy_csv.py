"""The CSV export of Hevy: one row for each set of a log, times local and without a zone."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.log_rows import (
    LoggedWorkout,
    TrainingLog,
    needed_date,
    note_once,
    read_log,
)
from mmc_audio.importing.model import ImportedFile, LoadUnit, SetKind, Weight, WorkoutSet
from mmc_audio.importing.quantities import metres, number, seconds_ms, whole
from mmc_audio.importing.row_faults import (
    RowFaultError,
    checked_count,
    checked_name,
    checked_number,
)
from mmc_audio.importing.rows import TableLine, find_header
from mmc_audio.importing.source import SourceFile

_NEEDED = ("start time", "exercise title", "set type")

_KINDS: dict[str, SetKind] = {
    "": "normal", "normal": "normal", "warmup": "warmup", "warm up": "warmup", "dropset": "drop",
    "drop": "drop", "failure": "failure",
}  # fmt: skip
_WEIGHTS: tuple[tuple[str, LoadUnit], ...] = (
    ("weight kg", "kg"),
    ("weight lbs", "lb"),
    ("weight", "unsaid"),
)
_DISTANCES = (("distance km", "km"), ("distance miles", "miles"), ("distance meters", "m"))


def _matches(source: SourceFile) -> bool:
    return find_header(source, *_NEEDED) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    def take(row: TableLine, log: TrainingLog, dates: DateReader) -> None:
        name, done = checked_name(row, "exercise title"), _set(row, source, wish)
        workout = _opened(row, log, dates)
        note_once(workout.notes, _unescaped(row.get("description")))
        index = whole(row.get("set index"))
        item = workout.item(name, row.get("superset id") or None, index, row.line)
        note_once(item.notes, _unescaped(row.get("exercise notes")))
        item.sets.append(done)

    return read_log(source, _NEEDED, take, date_of=lambda row: row.get("start time"))


def _opened(row: TableLine, log: TrainingLog, dates: DateReader) -> LoggedWorkout:
    key = (row.get("start time"), row.get("title"))
    if known := log.get(key):
        return known
    return log.open(key, key[1] or "Workout", needed_date(dates, key[0]), row.line)


def _set(row: TableLine, source: SourceFile, wish: ReadWish) -> WorkoutSet:
    kind = row.get("set type").casefold()
    if kind not in _KINDS:
        raise RowFaultError(f"{kind[:30]!r} is no type of a set")
    reps = checked_count(row, "reps")
    duration = seconds_ms(checked_number(row, "duration seconds"))
    distance = _distance(row)
    if reps is None and duration is None and distance is None:
        raise RowFaultError("a set without reps, time or distance")
    return WorkoutSet(
        reps=(reps, reps) if reps else None,
        weight=_weight(row, source, wish),
        effort=number(row.get("rpe")),
        length_ms=duration,
        distance_m=distance,
        kind=_KINDS[kind],
        line=row.line,
    )


def _weight(row: TableLine, source: SourceFile, wish: ReadWish) -> Weight | None:
    for column, unit in _WEIGHTS:
        if value := checked_number(row, column):
            return with_unit(Weight(value, unit), wish, source, row.line)
    return None


def _distance(row: TableLine) -> float | None:
    for column, unit in _DISTANCES:
        if value := checked_number(row, column):
            return metres(value, unit)
    return None


def _unescaped(note: str) -> str:
    return note.replace("\\n", "\n")


FORMAT = FileFormat("hevy", "a Hevy export", _matches, _read)
