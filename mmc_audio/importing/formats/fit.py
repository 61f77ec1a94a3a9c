"""FIT files of Garmin and others: planned workouts, and the sets of a recorded activity."""

import warnings
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any

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
from mmc_audio.importing.recoveries import recovery_in
from mmc_audio.importing.source import SourceFile
from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms

MAX_MESSAGES = 2_000_000
"""A day of recording has about 100,000."""

_SPORTS = {
    "running": "run", "cycling": "stationary bike", "swimming": "swim", "rowing": "rowing",
    "walking": "walk",
}  # fmt: skip
"""What is done in the steps of a workout that have no names."""
_RESTS = {"rest", "recovery"}

_KINDS: dict[str, SetKind] = {"warmup": "warmup"}

FitValues = dict[str, Any]


@dataclass(slots=True)
class FitContent:
    """What of a file concerns us."""

    title: str = "Workout"
    sport: str = ""
    steps: list[FitValues] = field(default_factory=list)
    titles: dict[tuple[object, object], str] = field(default_factory=dict)
    """Names of exercises by category and number."""
    sets: list[FitValues] = field(default_factory=list)


def _matches(source: SourceFile) -> bool:
    return source.data[8:12] == b".FIT"


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # FIT has kilograms alone
    content = _content(source)
    if content.steps:
        workout, skipped = planned_workout(content)
        is_log = False
    else:
        workout, skipped = _recorded(content)
        is_log = True
    if not workout.entries:
        raise source.error("holds no workout steps and no recorded sets; export the workout")
    return ImportedFile((workout,), is_log=is_log, skipped=tuple(skipped))


def _content(source: SourceFile) -> FitContent:
    """All messages, with the checksum checked.

    Raises:
        InputError: if the file is cut short or damaged.
    """
    import fitdecode

    content = FitContent()
    try:
        with (
            warnings.catch_warnings(),
            fitdecode.FitReader(
                BytesIO(source.data),
                check_crc=fitdecode.CrcCheck.RAISE,
                error_handling=fitdecode.ErrorHandling.RAISE,
            ) as reader,
        ):
            warnings.simplefilter("ignore")
            for number, frame in enumerate(reader):
                if number > MAX_MESSAGES:
                    raise source.error("holds more messages than a day of recording; cut it")
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    _take(frame.name, _values(frame), content)
    except fitdecode.FitError as error:
        raise source.error(f"is a damaged FIT file ({error}); copy it again") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise source.error("is a damaged FIT file; copy it again") from error
    return content


def _values(frame: Any) -> FitValues:  # noqa: ANN401 - a frame of fitdecode
    return {each.name: each.value for each in frame.fields if each.value is not None}


def _take(name: str, values: FitValues, content: FitContent) -> None:
    if name == "workout":
        content.title = _text(values.get("wkt_name")) or content.title
        content.sport = _SPORTS.get(str(values.get("sport")), "")
    elif name == "workout_step":
        content.steps.append(values)
    elif name == "exercise_title":
        key = (values.get("exercise_category"), values.get("exercise_name"))
        content.titles[key] = _text(values.get("wkt_step_name"))
    elif name == "set":
        content.sets.append(values)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def planned_workout(content: FitContent) -> tuple[Workout, list[SkippedRow]]:
    """The steps, with repeats spread out: `repeat from step 0, 3 times` is three sets."""
    skipped: list[SkippedRow] = []
    order: list[int] = []
    for number, step in enumerate(content.steps):
        if step.get("duration_type") == "repeat_until_steps_cmplt":
            order += _repeated(step, order)
        else:
            order.append(number)
        if len(order) > 5000:
            skipped.append(SkippedRow(0, f"step {number + 1}: repeats without end"))
            break
    items: list[WorkoutItem] = []
    for number in order:
        _add(content.steps[number], content, items, skipped)
    return Workout(content.title, tuple(items)), skipped


def _repeated(step: FitValues, order: list[int]) -> list[int]:
    start, times = step.get("duration_step", 0), step.get("repeat_steps", 1)
    if start not in order or not isinstance(times, int):
        return []
    return order[order.index(start) :] * min(max(times - 1, 0), 200)


def _add(
    step: FitValues, content: FitContent, items: list[WorkoutItem], skipped: list[SkippedRow]
) -> None:
    if step.get("intensity") in _RESTS and items and (rest := _time(step)):
        last = replace(items[-1].sets[-1], rest_ms=rest, recovery=_recovery(step))
        items[-1] = replace(items[-1], sets=(*items[-1].sets[:-1], last))
        return
    if step.get("intensity") == "rest":
        return
    done = _step_set(step)
    name = _name(step, content) or content.sport
    if done is None or not name:
        skipped.append(SkippedRow(0, f"step {name or '?'}: no reps, time or distance"))
        return
    _append(items, name, done, _text(step.get("notes")))


def _recovery(step: FitValues) -> Recovery | None:
    """What is done in a recovery: as it is named; a step called `recovery` is an easy one."""
    named = recovery_in(f"{_text(step.get('wkt_step_name'))} {_text(step.get('notes'))}")
    return named or (Recovery.EASY if step.get("intensity") == "recovery" else None)


def _append(items: list[WorkoutItem], name: str, done: WorkoutSet, note: str) -> None:
    if items and items[-1].name == name:
        items[-1] = replace(items[-1], sets=(*items[-1].sets, done))
    else:
        items.append(WorkoutItem(name, (done,), note=note))


def _step_set(step: FitValues) -> WorkoutSet | None:
    reps, distance = step.get("duration_reps"), step.get("duration_distance")
    done = WorkoutSet(
        reps=(reps, reps) if isinstance(reps, int) and 1 <= reps <= 1000 else None,
        weight=_kilograms(step.get("exercise_weight")),
        length_ms=_time(step),
        distance_m=float(distance) if isinstance(distance, int | float) else None,
        all_out=step.get("duration_type") == "open",
        kind=_KINDS.get(str(step.get("intensity")), "normal"),
    )
    measures = (done.reps, done.length_ms, done.distance_m)
    return done if any(measures) or done.all_out else None


def _time(step: FitValues) -> Ms | None:
    seconds = step.get("duration_time")
    return seconds_ms(float(seconds)) if isinstance(seconds, int | float) else None


def _kilograms(value: object) -> Weight | None:
    return Weight(float(value), "kg") if isinstance(value, int | float) and value > 0 else None


def _name(step: FitValues, content: FitContent) -> str:
    category, number = step.get("exercise_category"), step.get("exercise_name")
    titled = content.titles.get((category, number), "") if category is not None else ""
    named = _text(step.get("wkt_step_name"))
    return named or titled or _profile_name(category, number)


def _profile_name(category: object, number: object) -> str:
    """The name in Garmin's own list: `bench_press`, 1 is `barbell bench press`."""
    from fitdecode.profile import FIELD_TYPES

    names = FIELD_TYPES.get(f"{category}_exercise_name")
    known = names.enum.get(number) if names else None
    return str(known or category or "").replace("_", " ").strip()


def _recorded(content: FitContent) -> tuple[Workout, list[SkippedRow]]:
    """The sets of an activity; a rest set gives the rest of the one before."""
    items: list[WorkoutItem] = []
    skipped: list[SkippedRow] = []
    for values in content.sets:
        length = _seconds(values.get("duration"))
        if values.get("set_type") == "rest":
            if items and length:
                last = replace(items[-1].sets[-1], rest_ms=length)
                items[-1] = replace(items[-1], sets=(*items[-1].sets[:-1], last))
            continue
        name = _profile_name(_first(values.get("category")), _first(values.get("category_subtype")))
        reps = values.get("repetitions")
        done = WorkoutSet(
            reps=(reps, reps) if isinstance(reps, int) and 1 <= reps <= 1000 else None,
            weight=_kilograms(values.get("weight")),
            length_ms=None if reps else length,
        )
        if name and name != "unknown" and (done.reps or done.length_ms):
            _append(items, name, done, "")
        else:
            skipped.append(SkippedRow(0, "a recorded set without exercise or reps"))
    when = next((v for s in content.sets if isinstance(v := s.get("start_time"), datetime)), None)
    return Workout(content.title, tuple(items), when), skipped


def _seconds(value: object) -> Ms | None:
    return seconds_ms(float(value)) if isinstance(value, int | float) else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, tuple | list) and value else value


FORMAT = FileFormat("fit", "a FIT file", _matches, _read)
