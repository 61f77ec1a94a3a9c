"""A plan as a CSV table for a spreadsheet, in the columns that importing reads."""

import csv
from io import StringIO

from mmc_audio.importing.export.from_plan import (
    CountedItem,
    counted_items,
    ours_only,
    without_maxima,
)
from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.importing.plan_values import length_text
from mmc_audio.plan.model import Plan

COLUMNS = (
    "Exercise",
    "Sets",
    "Reps",
    "Time",
    "Distance",
    "Load",
    "RPE",
    "Tempo",
    "Side",
    "Rest",
    "Superset",
)


def csv_table(plan: Plan) -> tuple[str, list[str]]:
    """The table, and what it cannot hold."""
    lost = [*ours_only(plan), *without_maxima(plan)]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in counted_items(plan):
        writer.writerow([_safe(cell) for cell in _cells(item)])
    return out.getvalue(), lost


def _cells(item: CountedItem) -> list[str]:
    one = item.one
    return [
        item.name,
        "" if item.sets is None else str(item.sets),
        _reps(one),
        length_text(one.length_ms) if one.length_ms else "",
        f"{one.distance_m:g}m" if one.distance_m else "",
        _load(one.weight),
        f"{one.effort:g}" if one.effort else "",
        one.tempo or "",
        f"{one.side} side" if one.side else "",
        "" if one.rest_ms is None else length_text(one.rest_ms),
        item.group or "",
    ]


def _reps(one: WorkoutSet) -> str:
    if one.breaths:
        return f"{one.breaths} breaths"
    if one.all_out:
        return "AMRAP"
    low, high = one.reps or (0, 0)
    return "" if not low else f"{low}" if low == high else f"{low}-{high}"


def _load(weight: Weight | None) -> str:
    if weight is None:
        return ""
    if weight.unit == "bodyweight":
        return "BW"
    unit = "%" if weight.unit == "percent" else weight.unit
    return f"{'2x' if weight.pair else ''}{weight.value:g}{unit}"


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell
