"""The program file of LiftLog: sessions of exercises with planned sets and rests, no weights."""

from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.model import (
    ImportedFile,
    SkippedRow,
    Weight,
    Workout,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.quantities import length
from mmc_audio.importing.shapes import Record, count, is_record, records, reps_range, text
from mmc_audio.importing.source import SourceFile
from mmc_audio.units import Ms


def _blueprints(value: object) -> list[Record]:
    sessions = records(value, "sessions")
    return [s for s in sessions if any("Blueprint" in _kind(e) for e in records(s, "exercises"))]


def _kind(exercise: Record) -> str:
    return text(exercise, "type", "$type")


def _matches(source: SourceFile) -> bool:
    return bool(_blueprints(source.json))


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # a blueprint has no weights
    found = _blueprints(source.json)
    if not found:
        raise source.error("has no sessions with exercise blueprints")
    skipped: list[SkippedRow] = []
    workouts = tuple(_workout(session, skipped) for session in found)
    return ImportedFile(workouts, title=text(source.json, "name"), skipped=tuple(skipped))


def _workout(session: Record, skipped: list[SkippedRow]) -> Workout:
    title, items, group = text(session, "name") or "Workout", [], 0
    joined = False
    for exercise in records(session, "exercises"):
        if not joined:
            group += 1
        following = bool(exercise.get("supersetWithNext"))
        name, sets = text(exercise, "name"), _sets(exercise)
        if name and sets:
            member = str(group) if joined or following else None
            items.append(WorkoutItem(name, sets, member, text(exercise, "notes")))
        else:
            skipped.append(SkippedRow(0, f"{title}: {name or 'an exercise'}: no planned sets"))
        joined = following
    return Workout(title, tuple(items), note=text(session, "notes"))


def _sets(exercise: Record) -> tuple[WorkoutSet, ...]:
    if cardio := _cardio(exercise):
        return cardio
    rest = _rest(exercise.get("restBetweenSets"))
    weight = Weight(0, "bodyweight") if exercise.get("resistance") == "bodyweight" else None
    ranges = (_reps(each.get("reps")) for each in records(exercise, "plannedSets"))
    return tuple(WorkoutSet(reps=reps, weight=weight, rest_ms=rest) for reps in ranges if reps)


def _reps(value: object) -> tuple[int, int] | None:
    if is_record(value):
        return reps_range(count(value, "min"), count(value, "max"))
    number = count({"reps": value}, "reps")
    return (number, number) if number else None


def _rest(value: object) -> Ms | None:
    return length(text(value, "minRest") or "-")


def _cardio(exercise: Record) -> tuple[WorkoutSet, ...]:
    if "Cardio" not in _kind(exercise):
        return ()
    targets = [each.get("target") for each in records(exercise, "sets")] or [exercise.get("target")]
    lengths = (length(text(target, "value") or "-") for target in targets)
    return tuple(WorkoutSet(length_ms=each) for each in lengths if each)


FORMAT = FileFormat("liftlog", "a LiftLog program", _matches, _read)
