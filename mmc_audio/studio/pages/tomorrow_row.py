"""The button that puts a plan on tomorrow and renders it, with how far it is, and a stop."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from anyio import to_thread
from nicegui import ui

from mmc_audio.plan.program import today
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.shown import clock
from mmc_audio.studio.tomorrow import put_on_day
from mmc_audio.studio.work import RenderedDay, RenderWork

LOOK_S = 0.2


class TomorrowRow:
    """The button, and what it shows while it works.

    Args:
        studio: the page's.
        plan: gives the saved plan's name, or an empty one where it cannot be rendered.
    """

    def __init__(self, studio: Studio, plan: Callable[[], Awaitable[str]]) -> None:
        self._studio, self._plan = studio, plan
        self._work: RenderWork | None = None
        self._step = ("", 0, 0)
        self._button = act("Make tomorrow's session", self._make, main=True)
        self._progress = ui.element("progress").props('aria-label="Progress"')
        self._cancel = act("Cancel", self._stop)
        self._timer = ui.timer(LOOK_S, self._look, active=False)
        self._busy(working=False)
        studio.at_end.append(self._stop)

    def _busy(self, *, working: bool) -> None:
        self._button.set_enabled(not working)
        self._progress.set_visibility(working)
        self._cancel.set_visibility(working)
        self._timer.active = working

    def _stop(self) -> None:
        if self._work:
            self._work.stop()

    async def _make(self) -> None:
        name = await self._plan()
        day = today() + timedelta(days=1)
        if not name or not self._studio.attempt(put_on_day, self._studio.files, name, day):
            return
        self._work = work = RenderWork(self._studio.files.folder, day)
        self._busy(working=True)
        self._studio.say("Making tomorrow's session ...")
        done = await to_thread.run_sync(work.run, self._note)
        self._busy(working=False)
        self._studio.say(_said(done))

    def _note(self, stage: str, done: int, total: int) -> None:
        """Called by the thread that waits for the work."""
        self._step = stage, done, total

    def _look(self) -> None:
        stage, done, total = self._step
        if total:
            self._progress.props(f"value={done} max={total}")
            self._studio.say(f"{stage}: {done} of {total}")


def _said(done: RenderedDay) -> str:
    if done.error == "stopped":
        return "Stopped. Nothing was left half made."
    if done.error:
        return done.error
    return f"Tomorrow's session is ready: {done.mp3} ({clock(done.duration_s)})"
