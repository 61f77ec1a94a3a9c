"""Long work in a process of its own: it says how far it is, can be stopped, and leaves nothing.

The process leads a session of its own, so that stopping it stops the voices it started, and the
kernel ends it with the studio.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from mmc_audio._lib.interpreter import interpreter
from mmc_audio._lib.process import die_with_parent, kill_group
from mmc_audio.errors import MmcError

Report = dict[str, Any]
"""One line of the process: `stage`, `done`, `total`; or `mp3`; or `error`."""


@dataclass(frozen=True, slots=True)
class RenderedDay:
    """What became of it."""

    mp3: str = ""
    """Where the session is; empty where it was stopped or failed."""
    duration_s: float = 0.0
    error: str = ""


class RenderWork:
    """Renders a day of a workspace's program.

    Args:
        folder: the workspace.
        day: the day.
    """

    def __init__(self, folder: Path, day: date) -> None:
        self._folder, self._day = folder, day
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = Lock()

    def run(self, watch: Callable[[str, int, int], None]) -> RenderedDay:
        """Do it, and wait for the end; `watch` is called with each step."""
        with self._lock:
            if self._stopped:
                return RenderedDay(error="stopped")
            self._process = _start(self._folder, self._day)
        last: Report = {}
        for report in _reports(self._process):
            if "stage" in report:
                watch(report["stage"], report["done"], report["total"])
            else:
                last = report
        self._process.wait()
        if self._stopped:
            return RenderedDay(error="stopped")
        if "mp3" in last:
            return RenderedDay(last["mp3"], last["duration_s"])
        return RenderedDay(error=last.get("error") or "the rendering ended early; try again")

    def stop(self) -> None:
        """End it, and all that it started. What was rendered before stays as it is."""
        with self._lock:
            self._stopped = True
            if self._process and self._process.poll() is None:
                kill_group(self._process)


def _start(folder: Path, day: date) -> "subprocess.Popen[bytes]":
    command = interpreter("mmc_audio.studio.work:main", day.isoformat())
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _reports(process: "subprocess.Popen[bytes]") -> Iterator[Report]:
    assert process.stdout
    with process.stdout as lines:
        for line in lines:
            yield json.loads(line)


def main(day: str) -> None:
    """The process: renders `day` (ISO 8601); its reports go to its standard output."""
    die_with_parent()
    try:
        _say(_render(date.fromisoformat(day)))
    except MmcError as error:
        _say({"error": str(error)})


def _render(day: date) -> Report:
    from mmc_audio.errors import InputError
    from mmc_audio.plan.program import Training
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.workspace.days import ProgramOutput, open_program

    program = open_program(None)
    training = program.day(day)
    if not isinstance(training, Training):
        raise InputError(f"the program rests on {day.isoformat()}; nothing is rendered")

    def watch(stage: str, done: int, total: int) -> None:
        _say({"stage": stage, "done": done, "total": total})

    with Renderer(watch=watch) as renderer:
        output = ProgramOutput(program, Path("output"))
        done, _ = output.render(renderer, training, force=False, layouts=())
    return {"mp3": str(done.mp3), "duration_s": done.duration_s}


def _say(report: Report) -> None:
    sys.stdout.write(f"{json.dumps(report)}\n")
    sys.stdout.flush()
