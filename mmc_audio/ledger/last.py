"""What was done of an exercise the last time it was trained."""

from collections.abc import Collection, Sequence
from typing import Any

from mmc_audio.ledger.store import SetRecord


def last_time(
    records: Sequence[SetRecord], exercises: Collection[str], today: str
) -> dict[str, dict[str, Any]]:
    """For each of `exercises` its last day before `today`, and that day's sets in order.

    Args:
        records: sets in the order in which they were done.
        exercises: exercise ids.
        today: an ISO day, whose own sets are left out.
    """
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        if record.exercise not in exercises or record.skipped or record.day >= today:
            continue
        known = found.get(record.exercise)
        if known is None or known["day"] < record.day:
            known = found[record.exercise] = {"day": record.day, "sets": []}
        if known["day"] == record.day:
            known["sets"].append({"reps": record.reps, "load": record.load, "unit": record.unit})
    return found
