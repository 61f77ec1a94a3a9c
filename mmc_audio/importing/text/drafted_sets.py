"""The sets of an exercise put together of what a line says of all, of some, and of the last."""

from collections.abc import Sequence
from dataclasses import replace

from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms


def with_rests(
    sets: Sequence[WorkoutSet], every: int, rest_ms: Ms, how: Recovery | None
) -> list[WorkoutSet]:
    """The sets with a rest of `rest_ms` after each of `every`."""
    return [
        replace(one, rest_ms=rest_ms, recovery=how) if number % every == 0 else one
        for number, one in enumerate(sets, 1)
    ]


def with_last(sets: list[WorkoutSet], last: str) -> list[WorkoutSet]:
    """`last set to failure`: the reps of the last one are open at the end."""
    if last != "open" or not sets:
        return sets
    final = sets[-1]
    ended = replace(final, open_end=True) if final.reps else replace(final, all_out=True)
    return [*sets[:-1], ended]


def over(one: WorkoutSet, base: WorkoutSet) -> WorkoutSet:
    """A set with what is said of all."""
    return replace(
        base,
        reps=one.reps or base.reps,
        open_end=one.open_end or base.open_end,
        all_out=one.all_out or base.all_out,
        weight=one.weight or base.weight,
        length_ms=one.length_ms or base.length_ms,
    )


def weighted(
    sets: Sequence[WorkoutSet], weights: Sequence[Weight], *, counted: bool
) -> list[WorkoutSet]:
    """Weights beside the sets; the last one for what is left."""
    if not counted:
        sets = [sets[0]] * len(weights)
    padded = [*weights, *[weights[-1]] * len(sets)]
    return [replace(one, weight=weight) for one, weight in zip(sets, padded, strict=False)]


def in_unit(one: WorkoutSet, unit: str) -> WorkoutSet:
    """The set, with a weight that says no unit in this one."""
    if one.weight is None or one.weight.unit != "unsaid" or unit == "unsaid":
        return one
    return replace(one, weight=replace(one.weight, unit="lb" if unit == "lb" else "kg"))
