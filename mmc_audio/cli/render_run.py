"""Rendering several plans one after the other, and reporting how it went."""

import shlex
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio._lib.closing import Closing
from mmc_audio.cli.progress import ProgressBar
from mmc_audio.cli.shared import clock, counted, note, say, show
from mmc_audio.errors import MmcError
from mmc_audio.ledger.store import default_path
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.result import RenderResult

if TYPE_CHECKING:
    from mmc_audio.plan.program import Training
    from mmc_audio.workspace.days import ProgramOutput


NEXT = "Hear it: mmc-audio play {mp3}   On the phone: mmc-audio serve --lan{option}"


class RenderRun(Closing):
    """One renderer for many plans; a plan that fails does not stop the next."""

    def __init__(
        self,
        output: Path,
        choice: Overrides,
        *,
        force: bool = False,
        quiet: bool = False,
        layouts: Collection[str] = (),
    ) -> None:
        self.output = output
        self._choice = choice
        self.force = force
        self.layouts = layouts
        self.results: list[tuple[str, RenderResult | MmcError]] = []
        self._progress = ProgressBar(quiet=quiet)
        self._renderer = Renderer(choice, watch=self._progress, log=default_path())

    def close(self) -> None:
        """Take the progress away, and end the processes."""
        self._progress.close()
        self._renderer.close()

    def render_plan(self, plan: str) -> int:
        """Render the plan in the file `plan` ('-': stdin). Returns the exit code for it."""
        self._progress.title = Path(plan).name

        def render() -> RenderResult:
            return self._renderer.render(plan, self.output, force=self.force, layouts=self.layouts)

        return self._attempt(plan, render)

    def render_script(self, script: str) -> int:
        """Render the cue script in the file `script` ('-': stdin). Returns the exit code for it."""
        self._progress.title = Path(script).name

        def render() -> RenderResult:
            return self._renderer.render(script, self.output, script=True, force=self.force)

        return self._attempt(script, render)

    def render_day(self, shelved: "ProgramOutput", training: "Training") -> int:
        """Render a day of a program. Returns the exit code for it."""
        self._progress.title = training.date.isoformat()

        def render() -> RenderResult:
            done, gone = shelved.render(
                self._renderer, training, force=self.force, layouts=self.layouts
            )
            for name in gone:
                say(f"{name} was removed: the program has another plan for that day now")
            return done

        return self._attempt(str(training.path), render)

    def _attempt(self, name: str, render: Callable[[], RenderResult]) -> int:
        try:
            result = render()
        except Exception as error:  # noqa: BLE001 - one plan's fault must not end the others
            from mmc_audio.cli.report_error import as_mmc_error
            from mmc_audio.workspace.days import with_hint

            self._progress.clear()
            reported = with_hint(name, as_mmc_error(error))
            say(str(reported))
            self.results.append((name, reported))
            return reported.exit_code
        self.results.append((name, result))
        return 0

    def report(self) -> list[dict[str, object]]:
        """What was rendered and what failed, for a program."""
        return [_as_data(name, result) for name, result in self.results]

    def tell_results(self, *, verbose: bool = False, onward: bool = True) -> None:
        """Say where each result is and how long it is.

        Args:
            verbose: say more.
            onward: say how to hear it.
        """
        for name, result in self.results:
            if isinstance(result, RenderResult):
                _tell_one(result, verbose=verbose)
                for line in result.assumed:
                    note(line)
                _tell_remarks(name, result, self._choice)
        for warning in self._renderer.warnings:
            note(warning)
        good = [result for _, result in self.results if not isinstance(result, MmcError)]
        if onward and good:
            say(NEXT.format(mp3=shlex.quote(str(good[0].mp3)), option=self._option()))

    def _option(self) -> str:
        """What other commands must be given as the output folder."""
        usual = str(self.output) == "output"
        return "" if usual else f" -o {shlex.quote(str(self.output))}"


def _as_data(name: str, result: RenderResult | MmcError) -> dict[str, object]:
    if isinstance(result, MmcError):
        problems = [str(error) for error in result.each()]
        return {"plan": name, "ok": False, "exit_code": result.exit_code, "problems": problems}
    return {
        "plan": name,
        "ok": True,
        "exit_code": 0,
        "mp3": str(result.mp3),
        "files": [str(path) for path in result.files],
        "playlists": [str(path) for path in result.playlists],
        "title": result.title,
        "duration_s": result.duration_s,
        "cues": result.cues,
        "notes": result.notes,
        "dropped": list(result.dropped),
        "unchanged": result.unchanged,
        "sections": result.sections,
        "sections_new": result.sections_new,
        "stages_s": {stage: round(time, 4) for stage, time in result.stages.items()},
    }


def _tell_remarks(plan: str, result: RenderResult, choice: Overrides) -> None:
    """Say that there is more to know, and where; it does not hold anything up."""
    left_out, notes = len(result.dropped), result.notes
    remarks = [
        f"{counted(left_out, 'line')} left out" * bool(left_out),
        counted(notes, "coaching note") * bool(notes),
    ]
    if reported := ", ".join(filter(None, remarks)):
        file = shlex.quote(plan) if plan != "-" else "FILE, once it is saved"
        say(f"  {reported}: mmc-audio check {file}{_as_options(choice)}")


def _as_options(choice: Overrides) -> str:
    """What `check` must be given to find what this render found: each voice drops other lines."""
    given = {
        "engine": choice.engine,
        "voice": choice.voice,
        "pace": choice.pace,
        "readiness": choice.readiness,
    }
    chosen = {name: shlex.quote(str(value)) for name, value in given.items() if value}
    fallback = " --language-fallback" * choice.language_fallback
    return "".join(f" --{name} {value}" for name, value in chosen.items()) + fallback


def _tell_one(result: RenderResult, *, verbose: bool) -> None:
    show(str(result.mp3))
    for playlist in result.playlists:
        say(f"  {playlist}")
    state = "already up to date" if result.unchanged else f"{result.cues} cues"
    say(f"  {result.title}: {clock(result.duration_s)}, {state}")
    if verbose:
        _tell_all(result)


def _tell_all(result: RenderResult) -> None:
    """What was remembered and left out, and where the time went."""
    for line in result.memory:
        say(f"    remembered: {line}")
    for line in result.dropped:
        say(f"    {line}")
    for stage, seconds in result.stages.items():
        say(f"    {stage:<24} {seconds:6.2f} s")
    if result.stages:
        say(f"    {'in all':<24} {sum(result.stages.values()):6.2f} s")
        say(f"    sections encoded now     {result.sections_new} of {result.sections}")
