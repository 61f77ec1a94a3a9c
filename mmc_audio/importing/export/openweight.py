"""A plan as an openweight workout template, the one form that has a tempo too."""

import json
import re
from typing import Any

from mmc_audio.importing.export.from_plan import (
    CountedItem,
    counted_items,
    ours_only,
    seconds_of,
    without_maxima,
)
from mmc_audio.plan.model import Plan

USUAL_SETS = 3
_TEMPO = re.compile("[0-9X](?:-[0-9X]){3}")
"""What the schema of openweight takes."""


def openweight(plan: Plan) -> tuple[str, list[str]]:
    """The template, and what it cannot hold."""
    lost = [*ours_only(plan), *without_maxima(plan)]
    groups: dict[str, int] = {}
    exercises = [_exercise(i, n, groups, lost) for n, i in enumerate(counted_items(plan), 1)]
    value = {"name": plan.title, "exercises": exercises}
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n", lost


def _exercise(
    item: CountedItem, order: int, groups: dict[str, int], lost: list[str]
) -> dict[str, Any]:
    value: dict[str, Any] = {"exercise": {"name": item.name}, "order": order}
    if item.group is not None:
        value["supersetId"] = groups.setdefault(item.group, len(groups) + 1)
    value["sets"] = [_set(item, lost)] * (item.sets or USUAL_SETS)
    return value


def _set(item: CountedItem, lost: list[str]) -> dict[str, Any]:
    one = item.one
    value: dict[str, Any] = {"type": "amrap" if one.all_out else "working"}
    if one.reps and one.reps[0] == one.reps[1]:
        value["targetReps"] = one.reps[0]
    elif one.reps:
        value |= {"targetRepsMin": one.reps[0], "targetRepsMax": one.reps[1]}
    value |= _weight(item, lost)
    if one.effort:
        value["targetRPE"] = one.effort
    if one.rest_ms is not None:
        value["restSeconds"] = round(one.rest_ms / 1000)
    if seconds := seconds_of(one):
        value["durationSeconds"] = seconds
    if one.tempo and _TEMPO.fullmatch(one.tempo):
        value["tempo"] = one.tempo
    elif one.tempo:
        lost.append(f"{item.name}: tempo {one.tempo}, which has more than one digit in a part")
    if one.distance_m:
        value |= {"distance": one.distance_m, "distanceUnit": "m"}
    if one.side or one.breaths:
        value["notes"] = ", ".join(filter(None, (_side(item), _breaths(item))))
        lost.append(f"{item.name}: {value['notes']} is in the notes")
    return value


def _side(item: CountedItem) -> str:
    return f"{item.one.side} side" if item.one.side else ""


def _breaths(item: CountedItem) -> str:
    return f"{item.one.breaths} breaths" if item.one.breaths else ""


def _weight(item: CountedItem, lost: list[str]) -> dict[str, Any]:
    weight = item.one.weight
    if weight is None or weight.unit == "bodyweight":
        return {}
    if weight.unit == "percent":
        return {"percentage": weight.value, "percentageOf": "1RM"}
    if weight.pair:
        lost.append(f"{item.name}: a pair of {weight.value:g}{weight.unit}; one is written")
    return {"targetWeight": weight.value, "unit": weight.unit}
