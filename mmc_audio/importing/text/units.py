"""Weights without a unit, among others that say one."""

from collections.abc import Callable
from dataclasses import replace

from mmc_audio.importing.model import (
    Entry,
    ImportedFile,
    Weight,
    Workout,
    WorkoutBlock,
    WorkoutItem,
    WorkoutSet,
)


def with_likely_unit(imported: ImportedFile) -> ImportedFile:
    """The workouts; where all weights that say a unit say the same, the others have it too.

    A remark says so. Where none says one, or they differ, nothing is changed.
    """
    weights = [
        (item.line, one.weight)
        for workout in imported.workouts
        for item in workout.items
        for one in item.sets
        if one.weight
    ]
    units = {weight.unit for _, weight in weights} & {"kg", "lb"}
    bare = dict.fromkeys(
        f"line {line}: {weight.value:g}" for line, weight in weights if weight.unit == "unsaid"
    )
    if len(units) != 1 or not bare:
        return imported
    unit = next(iter(units))

    def filled(weight: Weight) -> Weight:
        return replace(weight, unit=unit) if weight.unit == "unsaid" else weight

    remarks = (f"{each} is taken as {unit}, as the other weights are" for each in bare)
    workouts = tuple(_with(workout, filled) for workout in imported.workouts)
    return replace(imported, workouts=workouts, remarks=(*imported.remarks, *remarks))


_Change = Callable[[Weight], Weight]


def _with(workout: Workout, change: _Change) -> Workout:
    return replace(workout, entries=tuple(_entry(entry, change) for entry in workout.entries))


def _entry(entry: Entry, change: _Change) -> Entry:
    if isinstance(entry, WorkoutBlock):
        return replace(entry, items=tuple(_item(item, change) for item in entry.items))
    return _item(entry, change)


def _item(item: WorkoutItem, change: _Change) -> WorkoutItem:
    return replace(item, sets=tuple(_set(one, change) for one in item.sets))


def _set(one: WorkoutSet, change: _Change) -> WorkoutSet:
    return replace(one, weight=change(one.weight)) if one.weight else one
