"""The button that puts a plan on tomorrow and renders it, with how far it is, and a stop."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from mmc_audio._lib.long_work import WorkEnd
from mmc_audio.plan.program import today
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.work_row import WorkRow
from mmc_audio.studio.program_desk import put_on_day
from mmc_audio.studio.shown import clock
from mmc_audio.workspace.render_work import render_work


class TomorrowRow:
    """The button, and what it shows while it works.

    Args:
        studio: the page's.
        plan: gives the saved plan's name, or an empty one where it cannot be rendered.
    """

    def __init__(self, studio: Studio, plan: Callable[[], Awaitable[str]]) -> None:
        self._studio, self._plan = studio, plan
        self._button = act("Make tomorrow's session", self._make, main=True)
        self._work = WorkRow(studio, self._made)

    async def _make(self) -> None:
        name = await self._plan()
        day = today() + timedelta(days=1)
        if not name or not self._studio.attempt(put_on_day, self._studio.files, name, day):
            return
        self._studio.say("Making tomorrow's session ...")
        self._button.set_enabled(False)
        await self._work.do(render_work(self._studio.files.folder, day))

    async def _made(self, ended: WorkEnd) -> None:
        self._button.set_enabled(True)
        if not ended.error:
            self._studio.say(_said(ended))


def _said(ended: WorkEnd) -> str:
    done = ended.report
    return f"Tomorrow's session is ready: {done['mp3']} ({clock(done['duration_s'])})"
