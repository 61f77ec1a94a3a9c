"""A session is played from a place on: while a part is heard, the next one is made."""

from anyio import to_thread
from nicegui import ui

from mmc_audio.errors import MmcError
from mmc_audio.plan.model import Plan
from mmc_audio.script.model import Script
from mmc_audio.studio.pages.studio import Studio


class PlanSound:
    """Plays one section after the other, until it is stopped or another place is pressed.

    Args:
        studio: the page's.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._session: tuple[Plan, str, Script] | None = None
        self._next = 0
        self._run = 0
        ui.on("studio-part-begins", self._prepare)

    async def start(self, session: tuple[Plan, str, Script], place: int, share: float) -> None:
        """Play a session.

        Args:
            session: its plan, the plan's path, and its script.
            place: the section to begin with.
            share: where in it, from 0 to 1.
        """
        self._run += 1
        sections = session[2].sections
        place = min(max(0, place), len(sections) - 1)
        self._session, self._next = session, place + 1
        if name := await self._made(place, share):
            self._studio.script(f"studio.play('sound/{name}', {self._run})")

    async def _prepare(self) -> None:
        """A part begins in the browser: the next one is made."""
        run, place = self._run, self._next
        if self._session is None or place >= len(self._session[2].sections):
            return
        self._next += 1
        name = await self._made(place, 0)
        if name and run == self._run:
            self._studio.script(f"studio.then('sound/{name}', {run})")

    async def _made(self, place: int, share: float) -> str:
        """The name of a section's sound; empty where it cannot be made, which is said."""
        assert self._session
        plan, path, script = self._session
        make = self._studio.listening.section
        try:
            wav = await to_thread.run_sync(make, plan, path, script, place, share)
        except MmcError as error:
            self._studio.refuse(error)
            return ""
        return self._studio.sounds.put(wav)
