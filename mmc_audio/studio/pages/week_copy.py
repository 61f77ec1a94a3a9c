"""A week of the program copied to another one, as it is or with changes."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from nicegui import ui

from mmc_audio.studio.pages.elements import act, field
from mmc_audio.studio.program_text import EASIER

Copy = Callable[[date, dict[str, str]], Awaitable[None]]


class WeekCopy:
    """The fields, and the keys that copy the week of the chosen day.

    Args:
        copy: is given a day of the week to copy to, and what the copy changes.
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        ui.html("<h2>Copy this week</h2>", sanitize=False)
        self._to = field("To the week of").props("type=date stack-label")
        with ui.element("div").classes("row"):
            self._sets = field("Sets in the copy")
            self._load = field("Load in the copy")
        ui.label("Such as 110%; empty for as much as in this week.").classes("note")
        with ui.element("div").classes("row"):
            act("Copy the week", self._as_written)
            act("Copy as an easier week", lambda: self._do(EASIER))

    def offer(self, chosen: date) -> None:
        """The week after the chosen day's is where the copy goes, until another one is said."""
        self._to.value = (monday_of(chosen) + timedelta(weeks=1)).isoformat()

    async def _as_written(self) -> None:
        await self._do({"sets": self._sets.value.strip(), "load": self._load.value.strip()})

    async def _do(self, changes: dict[str, str]) -> None:
        try:
            day = date.fromisoformat(self._to.value or "")
        except ValueError:
            day = date.min
        await self._copy(day, changes)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())
