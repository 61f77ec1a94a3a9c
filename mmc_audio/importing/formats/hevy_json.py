"""Routines and workouts of Hevy's API, saved as JSON: kilograms, metres, seconds."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.model import (
    ImportedFile,
    SetKind,
    SkippedRow,
    Weight,
    Workout,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.quantities import seconds_ms
from mmc_audio.importing.shapes import Record, count, is_record, real, records, reps_range, text
from mmc_audio.importing.source import SourceFile

_KINDS: dict[str, SetKind] = {
    "normal": "normal", "warmup": "warmup", "dropset": "drop", "failure": "failure",
}  # fmt: skip


def _sessions(source: SourceFile) -> list[Record]:
    value = source.json
    if is_record(value) and is_record(value.get("routine")):
        value = [value["routine"]]
    elif is_record(value):
        value = records(value, "routines", "workouts") or [value]
    found = [each for each in value or () if is_record(each)]
    return [each for each in found if any(map(_is_exercise, records(each, "exercises")))]


def _is_exercise(value: Record) -> bool:
    return "exercise_template_id" in value or ("superset_id" in value and "sets" in value)


def _matches(source: SourceFile) -> bool:
    return bool(_sessions(source))


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # the API has kilograms alone
    skipped: list[SkippedRow] = []
    found = _sessions(source)
    if not found:
        raise source.error("has no routine with exercises that have an exercise_template_id")
    workouts = tuple(_workout(each, skipped) for each in found)
    is_log = any("start_time" in each for each in found)
    return ImportedFile(workouts, is_log=is_log, skipped=tuple(skipped))


def _workout(session: Record, skipped: list[SkippedRow]) -> Workout:
    title = text(session, "title") or "Workout"
    items = []
    for exercise in records(session, "exercises"):
        name = text(exercise, "title", "exercise_title") or text(exercise, "exercise_template_id")
        sets = tuple(filter(None, (_set(each, exercise) for each in records(exercise, "sets"))))
        if name and sets:
            group = exercise.get("superset_id", exercise.get("supersets_id"))
            note = text(exercise, "notes")
            items.append(WorkoutItem(name, sets, None if group is None else str(group), note))
        else:
            skipped.append(
                SkippedRow(0, f"{title}: {name or 'an exercise without a name'}: no sets")
            )
    date = DateReader().read(text(session, "start_time"))
    return Workout(title, tuple(items), date, text(session, "notes", "description"))


def _set(value: Record, exercise: Record) -> WorkoutSet | None:
    reps = count(value, "reps")
    span = value.get("rep_range")
    reps_wanted = reps_range(count(span, "start") or reps, count(span, "end") or reps)
    weight = real(value, "weight_kg")
    done = WorkoutSet(
        reps=reps_wanted,
        weight=Weight(weight, "kg") if weight else None,
        effort=real(value, "rpe"),
        length_ms=seconds_ms(real(value, "duration_seconds")),
        distance_m=real(value, "distance_meters") or None,
        rest_ms=seconds_ms(real(exercise, "rest_seconds")),
        kind=_KINDS.get(text(value, "type"), "normal"),
    )
    empty = done.reps is None and done.length_ms is None and done.distance_m is None
    return None if empty else done


FORMAT = FileFormat("hevy-json", "a Hevy routine", _matches, _read)
