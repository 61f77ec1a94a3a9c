"""Progress on a terminal, and nothing elsewhere."""

import sys
from typing import Any

from mmc_audio._lib.closing import Closing
from mmc_audio.cli.shared import is_terminal

NARROW = 70
"""Columns below which a terminal shows the figures without the bar."""


class ProgressBar(Closing):
    """Shows the stage at work, how much is done and how long it will take; on stderr.

    Call it as the pipeline's `watch`: `progress("Speaking", 12, 340)`. Where stderr is no
    terminal it stays silent. `title` says whose work it is, when several plans are rendered.
    """

    def __init__(self, title: str = "", *, quiet: bool = False) -> None:
        self.title = title
        self._live = is_terminal(sys.stderr) and not quiet
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        self._steps: dict[str, tuple[int, int]] = {}
        """By stage: the steps of rounds that are over, and of the round at work."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `stage` are finished."""
        if not self._live or not total:
            return
        bar = self._bar or self._start()
        name = f"{self.title}: {stage}" if self.title else stage
        if name not in self._tasks:
            self._tasks[name] = bar.add_task(name, total=total)
        before = self._before(name, total)
        bar.update(self._tasks[name], completed=before + done, total=before + total)

    def _before(self, name: str, total: int) -> int:
        """Steps of earlier rounds of a stage: words are spoken in several."""
        over, now = self._steps.get(name, (0, total))
        if now != total:
            over += now
        self._steps[name] = (over, total)
        return over

    def close(self) -> None:
        """Remove the bars from the terminal."""
        self.clear()

    def clear(self) -> None:
        """Take the bars away, so that lines can be printed."""
        if self._bar:
            self._bar.stop()
        self._bar = None
        self._tasks.clear()
        self._steps.clear()

    def _start(self) -> Any:  # noqa: ANN401 - rich is imported only where a bar is shown
        from rich import progress
        from rich.console import Console

        console = Console(stderr=True)
        bars = (progress.BarColumn(),) if console.width >= NARROW else ()
        self._bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            *bars,
            progress.MofNCompleteColumn(),
            progress.TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._bar.start()
        return self._bar
