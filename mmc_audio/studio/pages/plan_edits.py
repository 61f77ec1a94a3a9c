"""What happens in the table of a plan, by its events, and what is said of what was not done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mmc_audio.errors import MmcError
from mmc_audio.lint.draft import PlanRemark
from mmc_audio.studio.plan_desk import PlanDesk
from mmc_audio.studio.shown import RefusedEdit, refusal

EventData = Any
"""What an event says: the path of a row, or a path with more; see `plan_table.js`."""


def edits(
    desk: PlanDesk, remark: Callable[[int], PlanRemark]
) -> Mapping[str, Callable[[EventData], None]]:
    """What each event of the table does.

    Args:
        desk: the plan that is open.
        remark: gives what was said of the plan, by its place.
    """
    return {
        "set": lambda said: desk.set_value(tuple(said["path"]), said["key"], said["value"]),
        "up": lambda path: desk.move(tuple(path), (*path[:-1], path[-1] - 1)),
        "down": lambda path: desk.move(tuple(path), (*path[:-1], path[-1] + 1)),
        "join": lambda path: desk.group(tuple(path), (path[0] - 1,)),
        "group": lambda said: desk.group(tuple(said["path"]), tuple(said["to"])),
        "move": lambda said: desk.move(tuple(said["path"]), _place(said["path"], said["to"])),
        "scheme": lambda said: desk.set_scheme(tuple(said["path"]), said["value"]),
        "kind": lambda said: desk.set_kind(tuple(said["path"]), said["value"]),
        "ungroup": lambda path: desk.ungroup(tuple(path)),
        "remove": lambda path: desk.remove(tuple(path)),
        "follow": lambda place: desk.follow(remark(int(place))),
    }


def _place(path: list[int], to: list[int]) -> tuple[int, ...]:
    """Where a row that is dropped on another one comes to be: before it."""
    if path[:-1] != to[:-1]:
        return tuple(to)
    return (*to[:-1], to[-1] - 1 if path[-1] < to[-1] else to[-1])


def refused(given: Sequence[EventData], error: MmcError) -> RefusedEdit:
    """An edit that was not made, at the row and the cell that its event named."""
    said = given[0] if given else ()
    row, key = (said["path"], said.get("key", "")) if isinstance(said, dict) else (said, "")
    return RefusedEdit(tuple(row) if isinstance(row, list) else (), key, refusal(error))
