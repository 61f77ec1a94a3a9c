"""Rendering several plans one after the other, and telling how it went."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from mmc_audio.cli.progress import Progress
from mmc_audio.cli.shared import clock, show, tell
from mmc_audio.errors import MmcError
from mmc_audio.pipeline.studio import Choice, Rendered, Studio
from mmc_audio.plan.load import load_plan


class Work:
    """One studio for many plans; a plan that fails does not stop the next."""

    def __init__(
        self, output: Path, choice: Choice, *, force: bool = False, quiet: bool = False
    ) -> None:
        self.output = output
        self.force = force
        self.results: list[tuple[str, Rendered | MmcError]] = []
        self._progress = Progress(quiet=quiet)
        self._studio = Studio(choice, watch=self._progress)

    def __enter__(self) -> Self:
        self._studio.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.__exit__(kind, error, trace)
        self._studio.__exit__(kind, error, trace)

    def render_plan(self, plan: str) -> int:
        """Render the plan in the file `plan` ('-': stdin). Returns the exit code for it."""
        self._progress.title = Path(plan).name
        return self._try(plan, lambda: self._studio.render_plan(plan, self.output, force=self.force))

    def render_script(self, file: str) -> int:
        """Render the cue script in `file`. Returns the exit code for it."""
        self._progress.title = Path(file).name
        return self._try(
            file, lambda: self._studio.render_script_file(file, self.output, force=self.force)
        )

    def report(self) -> list[dict[str, object]]:
        """What was rendered and what failed, for a program."""
        return [_as_data(name, result) for name, result in self.results]

    def tell_results(self, *, verbose: bool = False) -> None:
        """Say where each result lies and how long it is."""
        for name, result in self.results:
            if isinstance(result, Rendered):
                _tell_one(name, result, verbose=verbose)
        for warning in self._studio.warnings:
            tell(f"note: {warning}")

    def _try(self, name: str, work: "Callable[[], Rendered]") -> int:
        try:
            self.results.append((name, work()))
        except MmcError as error:
            self._progress.pause()
            tell(str(error))
            self.results.append((name, error))
            return error.exit_code
        return 0
