"""openweight JSON: a workout template, a program of weeks, or a log."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish, with_unit
from mmc_audio.importing.model import (
    ImportedFile,
    LoadUnit,
    SetKind,
    SkippedRow,
    Weight,
    Workout,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.quantities import mass_unit, metres, seconds_ms
from mmc_audio.importing.shapes import Record, count, is_record, real, records, reps_range, text
from mmc_audio.importing.source import SourceFile

_KINDS: dict[str, SetKind] = {
    "warmup": "warmup", "warm-up": "warmup", "drop": "drop", "dropset": "drop",
    "drop-set": "drop", "failure": "failure", "amrap": "failure",
}  # fmt: skip


def _templates(value: object) -> list[tuple[int | None, Record]]:
    """Each session with its week, where it is in one."""
    if isinstance(value, list):
        return [found for each in value for found in _templates(each)]
    weeks = records(value, "weeks")
    if weeks:
        return [
            (number, session)
            for number, week in enumerate(weeks, 1)
            for session in records(week, "workouts")
        ]
    return [(None, value)] if is_record(value) and _is_session(value) else []


def _is_session(value: Record) -> bool:
    return any(text(e.get("exercise"), "name") and "sets" in e for e in records(value, "exercises"))


def _matches(source: SourceFile) -> bool:
    return any(_is_session(session) for _, session in _templates(source.json))


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    found = _templates(source.json)
    if not found:
        raise source.error("has no exercises with an exercise name and sets")
    skipped: list[SkippedRow] = []
    workouts = tuple(_workout(each, week, skipped, (source, wish)) for week, each in found)
    is_log = any("date" in session for _, session in found)
    return ImportedFile(workouts, is_log, text(source.json, "name"), tuple(skipped))


def _workout(
    session: Record,
    week: int | None,
    skipped: list[SkippedRow],
    wanted: tuple[SourceFile, ReadWish],
) -> Workout:
    title, items = text(session, "name", "title") or "Workout", []
    for exercise in records(session, "exercises"):
        name = text(exercise.get("exercise"), "name")
        read = (_set(each, wanted) for each in records(exercise, "sets"))
        sets = tuple(done for done in read if done)
        if name and sets:
            group = exercise.get("supersetId")
            note = text(exercise, "notes")
            items.append(WorkoutItem(name, sets, None if group is None else str(group), note))
        else:
            skipped.append(
                SkippedRow(0, f"{title}: {name or 'an exercise without a name'}: no sets")
            )
    date = DateReader().read(text(session, "date", "startedAt"))
    return Workout(title, tuple(items), date, text(session, "notes"), week)


def _set(value: Record, wanted: tuple[SourceFile, ReadWish]) -> WorkoutSet | None:
    reps = count(value, "targetReps", "reps")
    kind = text(value, "type").casefold()
    rir = real(value, "targetRIR", "rir")
    done = WorkoutSet(
        reps=reps_range(
            count(value, "targetRepsMin") or reps, count(value, "targetRepsMax") or reps
        ),
        all_out=kind == "amrap",
        weight=_weight(value, wanted),
        effort=real(value, "targetRPE", "rpe") or (None if rir is None else 10 - rir),
        length_ms=seconds_ms(real(value, "durationSeconds", "targetDurationSeconds")),
        distance_m=_distance(value),
        rest_ms=seconds_ms(real(value, "restSeconds")),
        kind=_KINDS.get(kind, "normal"),
        tempo=text(value, "tempo") or None,
        note=text(value, "notes"),
    )
    measures = (done.reps, done.length_ms, done.distance_m, done.all_out or None)
    return None if measures == (None,) * 4 else done


def _weight(value: Record, wanted: tuple[SourceFile, ReadWish]) -> Weight | None:
    if percent := real(value, "percentage"):
        return Weight(percent, "percent")
    weight = real(value, "targetWeight", "weight")
    if not weight:
        return None
    source, wish = wanted
    unit: LoadUnit = mass_unit(text(value, "unit", "weightUnit")) or "unsaid"
    return with_unit(Weight(weight, unit), wish, source, 0)


def _distance(value: Record) -> float | None:
    distance = real(value, "distance")
    return metres(distance, text(value, "distanceUnit") or "m") if distance else None


FORMAT = FileFormat("openweight", "an openweight file", _matches, _read)
