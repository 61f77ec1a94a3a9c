"""One exercise over time: its days, in one unit, and what was the most of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mmc_audio.ledger.history import DoneSet
from mmc_audio.library.weights import weight_words
from mmc_audio.units import KG_PER_LB

_IN_KG = {"kg": 1.0, "lb": KG_PER_LB}


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """One day of an exercise."""

    day: str
    sets: tuple[DoneSet, ...]
    load: float | None
    """The heaviest of the day in the history's unit; of help, such as a band's, the least."""
    reps: int
    focused_reps: int
    focused_sets: int
    clarity: float | None
    """Mean of what was said, 0 to 10."""


@dataclass(frozen=True, slots=True)
class Best:
    """Something of which there was never more."""

    what: str
    value: str
    day: str
    """The first day on which it was reached."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All of one exercise."""

    unit: str | None
    """In which loads are given: that of the last set with one."""
    days: tuple[ExerciseDay, ...]
    bests: tuple[Best, ...]
    remarks: tuple[str, ...]
    """What was converted, or cannot be compared and is left out of the loads."""


def progress(sets: Sequence[DoneSet]) -> Progress:
    """What `sets` of one exercise, in their order, add up to."""
    unit = next((one.unit for one in reversed(sets) if one.load is not None), None)
    days = tuple(
        _day(day, tuple(done), unit) for day, done in groupby(sets, key=lambda one: one.day)
    )
    return Progress(unit, days, tuple(_bests(sets, days, unit)), tuple(_remarks(sets, unit)))


def factor(unit: str | None, wanted: str | None) -> float | None:
    """What turns a load in `unit` into one in `wanted`; None: they cannot be compared."""
    if unit == wanted:
        return 1.0
    (mass, _, way), (other, _, same) = (unit or "").partition(" "), (wanted or "").partition(" ")
    if way != same or mass not in _IN_KG or other not in _IN_KG:
        return None
    return _IN_KG[mass] / _IN_KG[other]


def in_unit(one: DoneSet, unit: str | None) -> float | None:
    """The load of a set in another unit, to a tenth; None where there is none to compare."""
    by = factor(one.unit, unit)
    if one.load is None or by is None:
        return None
    return one.load if by == 1 else round(one.load * by, 1)


def is_help(unit: str | None) -> bool:
    """Whether the load takes off weight, so that less of it is harder."""
    return (unit or "").endswith("assisted")


def _day(day: str, sets: tuple[DoneSet, ...], unit: str | None) -> ExerciseDay:
    clarities = [one.clarity for one in sets if one.clarity is not None]
    loads = [load for one in sets if (load := in_unit(one, unit)) is not None]
    hardest = min if is_help(unit) else max
    return ExerciseDay(
        day,
        sets,
        hardest(loads, default=None),
        sum(one.reps for one in sets),
        sum(one.reps for one in sets if one.focused),
        sum(one.focused for one in sets),
        sum(clarities) / len(clarities) if clarities else None,
    )


def _bests(
    sets: Sequence[DoneSet], days: Sequence[ExerciseDay], unit: str | None
) -> Iterator[Best]:
    """The hardest load, the most reps at the latest one, and the most focused reps of a day."""
    loaded = [(load, one) for one in sets if (load := in_unit(one, unit)) is not None]
    if loaded:
        yield _hardest(loaded, unit)
        latest = next(one.load for one in reversed(days) if one.load is not None)
        same = [one for load, one in loaded if load == latest]
        yield from _most_reps(same, f" at {weight_words(latest, unit)}")
    else:
        yield from _most_reps(sets, " in a set")
    focused = max(days, key=lambda one: one.focused_reps, default=None)
    if focused and focused.focused_reps:
        yield Best("Your most focused reps in a day", f"{focused.focused_reps}", focused.day)


def _hardest(loaded: Sequence[tuple[float, DoneSet]], unit: str | None) -> Best:
    helped = is_help(unit)
    load, one = max(loaded, key=lambda each: (-each[0] if helped else each[0], each[1].reps))
    reps = f", {one.reps} {'rep' if one.reps == 1 else 'reps'}" if one.reps else ""
    return Best(
        "Your least help" if helped else "Your heaviest",
        f"{weight_words(load, unit)}{reps}",
        one.day,
    )


def _most_reps(sets: Sequence[DoneSet], where: str) -> Iterator[Best]:
    most = max(sets, key=lambda one: one.reps, default=None)
    if most and most.reps:
        yield Best(f"Your most reps{where}", str(most.reps), most.day)


def _remarks(sets: Sequence[DoneSet], unit: str | None) -> Iterator[str]:
    others = {one.unit for one in sets if one.load is not None and one.unit} - {unit}
    for other in sorted(others):
        if factor(other, unit):
            yield f"Loads in {other} are shown in {unit}."
        else:
            yield f"Loads in {other} are not in the curve: they cannot be compared with {unit}."
