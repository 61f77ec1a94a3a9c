"""A plan as Liftoscript, with the tempo in a set's label, as importing reads it."""

import re
from collections.abc import Iterator

from mmc_audio.importing.export.from_plan import (
    CountedItem,
    counted_items,
    lines_of,
    ours_only,
    without_maxima,
)
from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.plan.model import Plan

USUAL_SETS = 3
LONGEST_LABEL = 8
"""Characters that the app shows of a set's label."""


def liftoscript(plan: Plan) -> tuple[str, list[str]]:
    """The program of one day, and what it cannot hold."""
    lost = [*ours_only(plan), *without_maxima(plan)]
    lines = [_line(item, lost) for item in counted_items(plan)]
    return lines_of(["# Week 1", f"## {plan.title}", *filter(None, lines)]), lost


def _line(item: CountedItem, lost: list[str]) -> str:
    name = re.sub(r"[/\[\]:]", " ", item.name).strip()
    sets = item.sets or USUAL_SETS
    if item.sets is None:
        lost.append(f"{item.name}: the plan leaves the number of sets open; {USUAL_SETS} written")
    parts = " ".join(_parts(item, sets, lost))
    group = f" / superset: {item.group}" if item.group else ""
    return f"{name} / {parts}{group}"


def _parts(item: CountedItem, sets: int, lost: list[str]) -> Iterator[str]:
    one = item.one
    low, high = one.reps or (1, 1)
    reps = f"{low}" if low == high else f"{low}-{high}"
    yield f"{sets}x{reps}{'+' if one.all_out else ''}"
    yield from _weight(item.name, one.weight, lost)
    if one.tempo:
        yield from _label(item.name, one.tempo, lost)
    if one.effort:
        yield f"@{one.effort:g}"
    yield from _times(one)
    if one.side:
        lost.append(f"{item.name}: side {one.side}")
    if one.distance_m:
        lost.append(f"{item.name}: {one.distance_m:g} m; write a time instead")
    if one.breaths:
        lost.append(f"{item.name}: {one.breaths} breaths; write a time instead")


def _label(name: str, tempo: str, lost: list[str]) -> Iterator[str]:
    if len(tempo) <= LONGEST_LABEL:
        yield f"({tempo})"
    else:
        lost.append(f"{name}: tempo {tempo} is too long for a set's label")


def _times(one: WorkoutSet) -> Iterator[str]:
    rest = None if one.rest_ms is None else round(one.rest_ms / 1000)
    if one.length_ms:
        yield f"{round(one.length_ms / 1000)}s|{'?' if rest is None else rest}s".replace("?s", "?")
    elif rest is not None:
        yield f"{rest}s"


def _weight(name: str, weight: Weight | None, lost: list[str]) -> Iterator[str]:
    if weight is None or weight.unit == "bodyweight":
        return
    if weight.pair:
        lost.append(f"{name}: a pair of {weight.value:g}{weight.unit}; one is written")
    yield f"{weight.value:g}{'%' if weight.unit == 'percent' else weight.unit}"
