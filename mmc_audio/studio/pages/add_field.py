"""The field in which an exercise is named; what is typed is searched for as people write it."""

from collections.abc import Awaitable, Callable, Sequence

from anyio import to_thread

from mmc_audio.errors import MmcError
from mmc_audio.studio.exercises_desk import ExercisesDesk, ExerciseWish
from mmc_audio.studio.latest import LatestWorker
from mmc_audio.studio.pages.elements import OfferedValues, act, field
from mmc_audio.studio.pages.studio import Studio

MOST = 8
Found = tuple[str, Sequence[str]]
"""What was typed, and the names that it may mean."""


class AddField:
    """The field, its offers and the button.

    Args:
        studio: the page's.
        add: is given the name.
    """

    def __init__(self, studio: Studio, add: Callable[[str], Awaitable[None]]) -> None:
        self._desk, self._add = ExercisesDesk(studio.files), add
        self._looks = LatestWorker[str, Found](self._find, self._offer)
        self._name = field("Add an exercise", on_change=self._look).props("list=found-exercises")
        self._name.on("keydown.enter", self._done)
        self._offers = OfferedValues("found-exercises")
        act("Add", self._done)

    async def _done(self) -> None:
        name, self._name.value = self._name.value, ""
        await self._add(name)

    async def _look(self) -> None:
        await self._looks.ask(self._name.value)

    async def _find(self, typed: str) -> Found:
        try:
            found = await to_thread.run_sync(self._desk.found, ExerciseWish(typed))
        except MmcError:  # a file of one's own that is wrong is said where exercises are browsed
            return typed, ()
        return typed, [each.name for each in found[:MOST]]

    def _offer(self, found: Found) -> None:
        typed, names = found
        self._offers.show([(name, f"{name} ({typed})") for name in names])
