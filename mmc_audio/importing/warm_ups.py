"""Warm-up sets on a line of their own, such as `Warm up: 5x40%, 3x60%` above a lift."""

from dataclasses import replace

from mmc_audio.importing.model import Weight, WorkoutItem, WorkoutSet

UNNAMED = "Warm-up"
"""What such a line is called while nobody knows its exercise."""


def for_next(line: WorkoutItem, lift: WorkoutItem) -> WorkoutItem:
    """The warm-up as that of the lift below it; as it is where it is no such line.

    A percentage of the maximum becomes one of the working load, as the plan has it.
    """
    sets = [one for one in line.sets if one.reps and one.weight and one.kind == "warmup"]
    work = [one.weight for one in lift.sets if one.weight]
    if line.name != UNNAMED or len(sets) != len(line.sets) or not sets or not work or lift.group:
        return line
    units = {one.weight.unit for one in (*sets, *lift.sets) if one.weight}
    if len(units) != 1 or not units <= {"percent", "kg", "lb"}:
        return line
    heaviest = max(weight.value for weight in work)
    return replace(line, name=lift.name, sets=tuple(_of_work(one, heaviest) for one in sets))


def _of_work(one: WorkoutSet, heaviest: float) -> WorkoutSet:
    weight = one.weight
    if weight is None or weight.unit != "percent":
        return one
    return replace(one, weight=Weight(round(100 * weight.value / heaviest), "percent"))
