"""How far long work is, and a key that stops it; the work ends with the page."""

from collections.abc import Awaitable, Callable

from anyio import to_thread
from nicegui import ui

from mmc_audio._lib.long_work import LongWork, WorkEnd
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.studio import Studio

LOOK_S = 0.2


class WorkRow:
    """A progress bar and `Cancel`, which are there while something works.

    Args:
        studio: the page's.
        then: is given what became of it.
    """

    def __init__(self, studio: Studio, then: Callable[[WorkEnd], Awaitable[None]]) -> None:
        self._studio, self._then = studio, then
        self._work: LongWork | None = None
        self._step = ("", 0, 0)
        with ui.element("div").classes("row") as self._all:
            self._said = ui.label("").classes("note")
            self._progress = ui.element("progress").props('aria-label="Progress"')
            self._cancel = act("Cancel", self.stop)
        self._timer = ui.timer(LOOK_S, self._look, active=False)
        self._show(working=False)
        self._all.set_visibility(False)
        studio.at_end.append(self.stop)

    @property
    def working(self) -> bool:
        """Whether something is being done."""
        return bool(self._timer.active)

    async def do(self, work: LongWork) -> None:
        """Do it; while something is being done already, nothing more is begun."""
        if self.working:
            self._studio.say("Something is being done here; wait for it, or cancel it.", wrong=True)
            return
        self._tell("")
        self._work, self._step = work, ("", 0, 0)
        self._progress.props(remove="value max")
        self._show(working=True)
        ended = await to_thread.run_sync(work.run, self._note)
        self._show(working=False)
        self._tell(ended.error, wrong=True)
        await self._then(ended)

    def stop(self) -> None:
        """End it."""
        if self._work:
            self._work.stop()

    def _show(self, *, working: bool) -> None:
        self._progress.set_visibility(working)
        self._cancel.set_visibility(working)
        self._all.set_visibility(working)
        self._timer.active = working

    def _note(self, stage: str, done: int, total: int) -> None:
        """Called by the thread that waits for the work."""
        self._step = stage, done, total

    def _look(self) -> None:
        stage, done, total = self._step
        if total:
            self._progress.props(f"value={done} max={total}")
        if stage:  # without a total it waits for somebody
            self._show_said(f"{stage}: {done} of {total}" if total else f"{stage} ...")

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        """Say it here, where it stays until the next work, and in the page's line."""
        self._show_said(text)
        self._said.classes(replace="note wrong" if wrong else "note")
        if text:
            self._all.set_visibility(True)
            self._studio.say(text, wrong=wrong)

    def _show_said(self, text: str) -> None:
        """Steps are shown here only: the page's line is read out each time it changes."""
        self._said.set_text(text)
