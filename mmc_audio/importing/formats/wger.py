"""The date sequence of a wger routine, as its API gives it: days with slots of ready sets."""

from mmc_audio.importing.dates import DateReader
from mmc_audio.importing.format import FileFormat, ReadWish
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
from mmc_audio.importing.quantities import seconds_ms
from mmc_audio.importing.shapes import Record, count, is_record, real, records, reps_range, text
from mmc_audio.importing.source import SourceFile

_WEIGHT_UNITS: dict[int, LoadUnit] = {1: "kg", 2: "lb", 3: "bodyweight"}
"""Ids of wger's own table of weight units."""
REPETITIONS, UNTIL_FAILURE, SECONDS, MINUTES, MAX_REPS = 1, 2, 3, 4, 7
"""Ids of wger's own table of repetition units."""
_KINDS: dict[str, SetKind] = {"warmup": "warmup", "dropset": "drop"}


def _days(source: SourceFile) -> list[Record]:
    value = source.json
    days = value if isinstance(value, list) else records(value, "results", "date_sequence")
    found = [day for day in days if is_record(day)]
    return [
        day for day in found if is_record(day.get("day")) and isinstance(day.get("slots"), list)
    ]


def _matches(source: SourceFile) -> bool:
    return bool(_days(source))


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # each weight has the id of its unit
    days = _days(source)
    if not days:
        raise source.error("has no days with slots; save date-sequence-gym of a routine")
    skipped: list[SkippedRow] = []
    workouts = tuple(filter(None, (_workout(day, skipped) for day in days)))
    return ImportedFile(workouts, skipped=tuple(skipped), remarks=_remarks(workouts))


def _remarks(workouts: tuple[Workout, ...]) -> tuple[str, ...]:
    if any(item.name.startswith("Exercise ") for w in workouts for item in w.items):
        return ("wger gives exercises as numbers; name them in the plan, or once in your names",)
    return ()


def _workout(day: Record, skipped: list[SkippedRow]) -> Workout | None:
    about = day["day"]
    if about.get("is_rest"):
        return None
    title = text(about, "name") or text(day, "label") or "Workout"
    items: list[WorkoutItem] = []
    for number, slot in enumerate(records(day, "slots"), 1):
        found = _items(slot, number)
        if not found:
            skipped.append(SkippedRow(0, f"{title}: slot {number} has no sets"))
        items += found
    date = DateReader().read(text(day, "date"))
    note = text(about, "description")
    return Workout(title, tuple(items), date, note) if items else None


def _items(slot: Record, number: int) -> list[WorkoutItem]:
    """One item for each exercise of a slot; its sets come interleaved."""
    sets: dict[str, list[WorkoutSet]] = {}
    for value in records(slot, "sets"):
        done = _set(value)
        if done:
            name = text(value, "exercise_name") or f"Exercise {value.get('exercise')}"
            sets.setdefault(name, []).extend([done] * (count(value, "sets") or 1))
    group = str(number) if len(sets) > 1 else None
    note = text(slot, "comment")
    return [WorkoutItem(name, tuple(each), group, note) for name, each in sets.items()]


def _set(value: Record) -> WorkoutSet | None:
    unit = count(value, "repetitions_unit") or REPETITIONS
    low, high = count(value, "repetitions"), count(value, "max_repetitions")
    seconds = {SECONDS: 1, MINUTES: 60}.get(unit)
    all_out = unit in {UNTIL_FAILURE, MAX_REPS}
    if low is None and high is None and not all_out:
        return None
    rir = real(value, "rir")
    return WorkoutSet(
        reps=None if seconds or all_out else reps_range(low, high),
        all_out=all_out,
        weight=_weight(value),
        effort=real(value, "rpe") or (None if rir is None else 10 - rir),
        length_ms=seconds_ms((low or high or 0) * seconds) if seconds else None,
        rest_ms=seconds_ms(real(value, "rest")),
        kind=_KINDS.get(text(value, "type"), "normal"),
        note=text(value, "comment"),
    )


def _weight(value: Record) -> Weight | None:
    weight = real(value, "weight")
    unit = _WEIGHT_UNITS.get(count(value, "weight_unit") or 0)
    return Weight(weight, unit) if weight and unit else None


FORMAT = FileFormat("wger", "a wger routine", _matches, _read)
