"""Long work in a process of its own: it says how far it is, can be stopped, and leaves nothing.

The process leads a session of its own, so that stopping it stops the voices it started, and the
kernel ends it with the studio.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from subprocess import PIPE
from threading import Lock
from typing import Any

from mmc_audio._lib.child import Child, Launch, Streams
from mmc_audio._lib.interpreter import interpreter
from mmc_audio._lib.process import die_with_parent
from mmc_audio.errors import MmcError

Report = dict[str, Any]
"""One line of the process: `stage`, `done`, `total`; or the last one: a result, or `error`."""

STOPPED = "Stopped. Nothing was left half made."


@dataclass(frozen=True, slots=True)
class WorkEnd:
    """What became of it."""

    report: Mapping[str, Any] = field(default_factory=dict)
    """The result; empty where it was stopped or failed."""
    error: str = ""
    """In a line, why there is none."""


class LongWork:
    """Something that takes long.

    Args:
        target: the function that does it, `module:function`; see `main_render`.
        argument: what it is given.
        folder: where it runs.
    """

    def __init__(self, target: str, argument: str, folder: Path) -> None:
        self._command = interpreter(f"mmc_audio.studio.work:{target}", argument)
        self._folder = folder
        self._process: Child | None = None
        self._stopped = False
        self._lock = Lock()

    def run(self, watch: Callable[[str, int, int], None]) -> WorkEnd:
        """Do it, and wait for the end; `watch` is called with each step."""
        with self._lock:
            if self._stopped:
                return WorkEnd(error=STOPPED)
            self._process = Child(self._command, Streams(stdout=PIPE), Launch(folder=self._folder))
        last: Report = {}
        for report in _reports(self._process):
            if "stage" in report:
                watch(report["stage"], report["done"], report["total"])
            else:
                last = report
        self._process.wait()
        self._process.close()
        if self._stopped:
            return WorkEnd(error=STOPPED)
        if last and "error" not in last:
            return WorkEnd(last)
        return WorkEnd(error=last.get("error") or "the work ended early; try again")

    def stop(self) -> None:
        """End it, and all that it started. What was there before stays as it is."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()


def render_work(folder: Path, *days: date) -> LongWork:
    """Renders days of a workspace's program: `mp3` and `duration_s` of the last."""
    return LongWork("main_render", " ".join(day.isoformat() for day in days), folder)


def clients_work(folder: Path, client: str, scheduler: str) -> LongWork:
    """Renders plans of clients: how many are `rendered` and `failed`, and the `problems`.

    Args:
        folder: the workspace.
        client: whose; empty for all.
        scheduler: a cluster's address; empty for this machine.
    """
    return LongWork("main_clients", json.dumps([client, scheduler]), folder)


def install_work(folder: Path, voice: str) -> LongWork:
    """Installs a voice of the catalogue: `installed`."""
    return LongWork("main_install", voice, folder)


def _reports(process: Child) -> Iterator[Report]:
    with process.stdout as lines:
        for line in lines:
            yield json.loads(line)


def main_render(days: str) -> None:
    """The process: renders `days` (ISO 8601); its reports go to its standard output."""
    _report_of(lambda: _render([date.fromisoformat(day) for day in days.split()]))


def main_clients(asked: str) -> None:
    """The process: renders the plans of clients."""
    _report_of(lambda: _clients(*json.loads(asked)))


def main_install(voice: str) -> None:
    """The process: installs `voice`."""
    _report_of(lambda: _install(voice))


def _report_of(do: Callable[[], Report]) -> None:
    die_with_parent()
    try:
        _say(do())
    except MmcError as error:
        _say({"error": str(error)})


def _render(days: Sequence[date]) -> Report:
    from mmc_audio.errors import InputError
    from mmc_audio.plan.program import Training
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.workspace.days import ProgramOutput, open_program

    program, last = open_program(None), {}
    with Renderer(watch=_step) as renderer:
        output = ProgramOutput(program, Path("output"))
        for number, day in enumerate(days):
            training = program.day(day)
            if not isinstance(training, Training):
                raise InputError(f"the program rests on {day.isoformat()}; nothing is rendered")
            if len(days) > 1:
                _step("Days", number, len(days))
            done, _ = output.render(renderer, training, force=False, layouts=())
            last = {"mp3": str(done.mp3), "duration_s": done.duration_s}
    return last


def _clients(client: str, scheduler: str) -> Report:
    from mmc_audio.batch.run import run_batch
    from mmc_audio.studio.clients_desk import ClientsDesk, clients_batch
    from mmc_audio.studio.files import WorkspaceFiles

    desk = ClientsDesk(WorkspaceFiles(Path.cwd()))
    names = desk.plan_files(client) if client else desk.every_plan()
    report = run_batch(clients_batch(names, scheduler), _step)
    problems = [line for result in report.failed for line in result.problems]
    done = len(report.results) - len(report.failed)
    return {"rendered": done, "failed": len(report.failed), "problems": problems}


def _install(voice: str) -> Report:
    from mmc_audio.speech.voice_files.catalogue import catalogue_voice
    from mmc_audio.speech.voice_files.install import install

    made = install(catalogue_voice(voice), watch=lambda done, total: _step("Bytes", done, total))
    return {"installed": made.name}


def _step(stage: str, done: int, total: int) -> None:
    _say({"stage": stage, "done": done, "total": total})


def _say(report: Report) -> None:
    sys.stdout.write(f"{json.dumps(report)}\n")
    sys.stdout.flush()
