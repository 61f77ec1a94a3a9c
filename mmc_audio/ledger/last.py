"""What was done of an exercise the last time it was trained."""

from collections.abc import Collection
from typing import Any

from mmc_audio.ledger.history import done_sets
from mmc_audio.ledger.store import Ledger

MOST = 500
"""Exercises that are asked for at once: no session has more."""


def last_time(
    ledger: Ledger | None, exercises: Collection[str], today: str
) -> dict[str, dict[str, Any]]:
    """For each of `exercises` its last day before `today`, and that day's sets in order.

    Args:
        ledger: where to look.
        exercises: exercise ids.
        today: an ISO day, whose own sets are left out.
    """
    if ledger is None:
        return {}
    keys = sorted(exercises)[:MOST]
    marks = ", ".join("?" * len(keys))
    asked = (
        "{done} SELECT exercise, day, reps, load, unit FROM done WHERE (exercise, day) IN "
        f"(SELECT exercise, max(day) FROM done WHERE exercise IN ({marks}) AND day < ? "
        "GROUP BY exercise) ORDER BY julianday(done_at), number"
    )
    found: dict[str, dict[str, Any]] = {}
    with done_sets(ledger) as ask:
        for exercise, day, reps, load, unit in ask(asked, (*keys, today)):
            known = found.setdefault(exercise, {"day": day, "sets": []})
            known["sets"].append({"reps": reps, "load": load, "unit": unit})
    return found
