"""A plan as a routine of Hevy's API: kilograms, metres, seconds."""

import json
from typing import Any

from mmc_audio.importing.export.from_plan import (
    CountedItem,
    counted_items,
    ours_only,
    seconds_of,
    without_maxima,
)
from mmc_audio.plan.model import Plan
from mmc_audio.units import KG_PER_LB

USUAL_SETS = 3


def hevy_json(plan: Plan) -> tuple[str, list[str]]:
    """The routine, and what it cannot hold."""
    lost = [*ours_only(plan), *without_maxima(plan)]
    groups: dict[str, int] = {}
    exercises = [_exercise(item, groups, lost) for item in counted_items(plan)]
    if exercises:
        lost.append("the ids of Hevy's exercises: choose each by its title in Hevy")
    routine = {"title": plan.title, "folder_id": None, "notes": "", "exercises": exercises}
    return json.dumps({"routine": routine}, indent=1, ensure_ascii=False) + "\n", lost


def _exercise(item: CountedItem, groups: dict[str, int], lost: list[str]) -> dict[str, Any]:
    one = item.one
    group = None if item.group is None else groups.setdefault(item.group, len(groups))
    notes = [f"tempo {one.tempo}"] if one.tempo else []
    notes += [f"{one.side} side"] if one.side else []
    notes += [f"RPE {one.effort:g}"] if one.effort else []
    notes += [f"{one.breaths} breaths"] if one.breaths else []
    if notes:
        lost.append(f"{item.name}: {', '.join(notes)} is in the notes")
    return {
        "exercise_template_id": None,
        "title": item.name,
        "superset_id": group,
        "rest_seconds": None if one.rest_ms is None else round(one.rest_ms / 1000),
        "notes": ", ".join(notes),
        "sets": [_set(item, lost)] * (item.sets or USUAL_SETS),
    }


def _set(item: CountedItem, lost: list[str]) -> dict[str, Any]:
    one = item.one
    low, high = one.reps or (None, None)
    value: dict[str, Any] = {
        "type": "failure" if one.all_out else "normal",
        "weight_kg": _kilograms(item, lost),
        "reps": low if low == high else None,
        "distance_meters": one.distance_m,
        "duration_seconds": seconds_of(one),
        "custom_metric": None,
    }
    if low != high:
        value["rep_range"] = {"start": low, "end": high}
    return value


def _kilograms(item: CountedItem, lost: list[str]) -> float | None:
    weight = item.one.weight
    if weight is None or weight.unit == "bodyweight":
        return None
    if weight.unit == "percent":
        lost.append(f"{item.name}: {weight.value:g} %, which is no weight in kilograms")
        return None
    return round(weight.value * (KG_PER_LB if weight.unit == "lb" else 1), 2)
