"""How long each part of a session lasts: what is before the work, each item, what is after."""

from typing import Any

from mmc_audio.coaching.ids import work_ids
from mmc_audio.coaching.steps import Session

BEFORE, AFTER = "before the work", "after the work"


def item_lengths(session: Session, sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """`item` and `length_s` of each part of a session that has any length, in order.

    Args:
        session: what happens; the plan's items are named by their exercises.
        sheet: its cue sheet; an item lasts from its first section to the next item's, with rests.
    """
    of_step = {id_: step.item[0] for id_, step in zip(work_ids(session), session.work, strict=True)}
    names: dict[int, dict[str, None]] = {}
    for step in session.work:
        names.setdefault(step.item[0], {})[step.exercise.name] = None
    lengths: dict[int | str, float] = {}
    part: int | str = BEFORE
    for section in sheet["sections"]:
        part = of_step.get(section["step"], part if part == BEFORE else AFTER)
        lasts = section["end_s"] - section["start_s"]
        lengths[part] = lengths.get(part, 0.0) + lasts
    return [
        {"item": part if isinstance(part, str) else " + ".join(names[part]), "length_s": seconds}
        for part, seconds in lengths.items()
    ]
