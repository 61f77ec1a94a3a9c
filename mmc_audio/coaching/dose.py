"""How long a set is: what the plan says, else what the catalogue advises."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.steps import (
    AmrapDose,
    BreathsDose,
    Dose,
    HoldDose,
    RepsDose,
    TimeDose,
)
from mmc_audio.plan.conflicts import OF_REPS
from mmc_audio.plan.model import ExerciseItem, Reps, Tempo
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.units import Ms

USUAL_TEMPO = "3-0-2-1"
"""For an exercise that brings no tempo of its own."""

BREATH_MS: Ms = 5000
"""Half a breath in a counted hold: even, four to six seconds each way."""

MEASURES = {
    "amrap": "amrap_ms",
    "hold": "hold_ms",
    "time": "duration_ms",
    "distance": "distance_m",
    "breaths": "breaths",
    "reps": "reps",
}
"""The plan's field for each measure."""


def dose(item: ExerciseItem, exercise: Exercise) -> Dose:
    """The dose of each set of `item`.

    Raises:
        ValueError: `what; fix`, for a measure that the exercise does not have.
    """
    measure = _measure(item, exercise)
    _check(measure, item, exercise)
    return _DOSES[measure](item, exercise)


def _measure(item: ExerciseItem, exercise: Exercise) -> str:
    for measure, field in MEASURES.items():
        if getattr(item, field) is not None:
            return measure
    return exercise.metric


def _check(measure: str, item: ExerciseItem, exercise: Exercise) -> None:
    name = exercise.name
    if exercise.metric == "time" and measure not in ("time", "distance", *_counted(item, exercise)):
        raise ValueError(f"{name} is measured by time; write duration: {_usual_time(exercise)}")
    if measure in ("reps", "amrap") and exercise.isometric and exercise.metric != "reps":
        raise ValueError(f"{name} is held, not repeated; write {_held(exercise)}")
    if measure == "breaths" and exercise.metric == "reps" and not exercise.isometric:
        raise ValueError(f"{name} is repeated, not held; write reps: 10")
    if measure not in ("reps", "amrap") and (item.tempo or item.start_phase):
        key = "tempo" if item.tempo else "start_phase"
        raise ValueError(f"{name} is {_NOUNS[measure]}, which has no {key}; take {key}: out")
    held = measure != "reps" or any(one.hold_ms for one in item.each)
    for key in filter(lambda key: held and getattr(item, key), OF_REPS):
        noun = _NOUNS.get(measure, "a hold")
        raise ValueError(f"{name} is {noun}, which has no {key}; take {key}: out")


def _counted(item: ExerciseItem, exercise: Exercise) -> tuple[str, ...]:
    """Measures that work by the clock has, where people count it: rope skips, slams, punches."""
    if exercise.motion != "steady":
        return ()
    open_end = item.reps is not None and item.reps.open
    return ("amrap",) if open_end else ("amrap", "reps")


_NOUNS = {
    "amrap": "a set by the clock",
    "hold": "a hold",
    "time": "continuous work",
    "distance": "a distance",
    "breaths": "counted in breaths",
}


def _usual_time(exercise: Exercise) -> str:
    low, _ = exercise.duration_min or (1, 1)
    return f"{low:g}m" if low >= 1 else f"{round(60 * low)}s"


def _held(exercise: Exercise) -> str:
    return "breaths: 5" if exercise.metric == "breaths" else "hold: 30s"


SKIP_MS: Ms = 1000
"""A repetition of what goes on by the clock: a rope turns twice a second, with some misses."""


def _reps(item: ExerciseItem, exercise: Exercise) -> Dose:
    if exercise.metric == "time" and item.reps:
        return TimeDose(item.reps.high * SKIP_MS, times=item.reps.high)
    usual = Reps(low=exercise.defaults.reps, high=exercise.defaults.reps)
    return RepsDose(item.reps or usual, _tempo(item, exercise), start_phase(item, exercise))


OPEN_CAPS = ((90, 6), (80, 12), (70, 18), (60, 25))
"""How far the voice counts in a set with an open end, by the percentage of the one-repetition
maximum: a few more than most people can (the usual load charts: 4 at 90 %, 8 at 80 %, 11 at 70 %,
15 at 65 %)."""

OPEN_CAP = 30
"""The same below 60 %, and where no maximum is known."""


def with_end(dose: Dose, percent: float | None, up_to: int | None) -> Dose:
    """An open set, knowing how far the voice counts; any other as it is."""
    if not isinstance(dose, RepsDose) or not dose.reps.open:
        return dose
    usual = next((cap for least, cap in OPEN_CAPS if (percent or 0) >= least), OPEN_CAP)
    high = max(dose.reps.low + 2, up_to or max(usual, dose.reps.low + 5))
    return replace(dose, reps=dose.reps.model_copy(update={"high": high}))


def even(dose: Dose) -> Dose:
    """A set that takes turns, with as many reps for the right side as for the left."""
    if not isinstance(dose, RepsDose):
        return dose
    reps = dose.reps
    both = {"low": reps.low + reps.low % 2, "high": reps.high + reps.high % 2}
    return dose if reps.open else replace(dose, reps=reps.model_copy(update=both))


def _tempo(item: ExerciseItem, exercise: Exercise) -> Tempo:
    return item.tempo or parse_tempo(exercise.tempo or USUAL_TEMPO)


def start_phase(item: ExerciseItem, exercise: Exercise) -> Literal["eccentric", "concentric"]:
    """The phase the lift starts with."""
    phase = item.start_phase or exercise.start_phase
    return "concentric" if phase == "concentric" else "eccentric"


def _hold(item: ExerciseItem, exercise: Exercise) -> Dose:
    low, high = exercise.defaults.hold_s or (30, 30)
    return HoldDose(item.hold_ms or round(500 * (low + high)))


def _breaths(item: ExerciseItem, exercise: Exercise) -> Dose:
    pattern = exercise.breath_pattern
    if pattern is None:
        return BreathsDose(item.breaths or exercise.defaults.reps, BREATH_MS, BREATH_MS)
    beat = round(1000 * pattern.beat_s)
    return BreathsDose(
        item.breaths or pattern.cycles,
        pattern.inhale_beats * beat,
        pattern.exhale_beats * beat,
        beats=pattern.inhale_beats,
    )


def _amrap(item: ExerciseItem, exercise: Exercise) -> Dose:
    if exercise.metric == "time":
        return TimeDose(item.amrap_ms or 60_000)
    return AmrapDose(item.amrap_ms or 60_000)


def _time(item: ExerciseItem, exercise: Exercise) -> Dose:
    low, _ = exercise.duration_min or (1, 1)
    return TimeDose(item.duration_ms or round(60_000 * low))


PACES = (
    ("sled", 3.0), ("push", 3.0), ("carry", 4.0), ("walk", 5.0), ("lunge", 2.0), ("row", 12.0),
    ("ski", 11.0), ("bike", 25.0), ("cycl", 25.0), ("run", 10.0), ("sprint", 20.0), ("swim", 2.5),
)  # fmt: skip
"""Usual paces in km/h by a word in the exercise's name, the first that fits; the plan may set one.
A loaded carry is a slow walk, a rowing machine at 2:30 per 500 m makes 12 km/h."""

USUAL_PACE = 4.0


def _distance(item: ExerciseItem, exercise: Exercise) -> Dose:
    words = exercise.name.lower()
    usual = next((pace for word, pace in PACES if word in words), USUAL_PACE)
    metres = item.distance_m or 1
    ms = round(metres * 3600 / (item.speed_kmh or usual))
    return TimeDose(max(1000, round(ms, -3)), metres)


_DOSES: Mapping[str, Callable[[ExerciseItem, Exercise], Dose]] = {
    "reps": _reps,
    "hold": _hold,
    "breaths": _breaths,
    "amrap": _amrap,
    "time": _time,
    "distance": _distance,
}
