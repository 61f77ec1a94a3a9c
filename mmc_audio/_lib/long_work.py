"""Long work in a process of its own: it says how far it is, can be stopped, and leaves nothing.

The process leads a session of its own, so that stopping it stops the voices it started, and the
kernel ends it with whoever started it.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
        target: the function that does it, `module:function`; it is given `argument`, and reports
            through `report_of` and `say_step`.
        argument: what it is given.
        folder: where it runs.
    """

    def __init__(self, target: str, argument: str, folder: Path) -> None:
        self._command = interpreter(target, argument)
        self._folder = folder
        self._process: Child | None = None
        self._stopped = False
        self._lock = Lock()

    def run(self, watch: Callable[[str, int, int], None]) -> WorkEnd:
        """Do it, and wait for the end; `watch` is called with each step."""
        with self._lock:
            if self._stopped:
                return WorkEnd(error=STOPPED)
            try:
                self._process = self._begun()
            except OSError as error:
                why = f"{self._folder}: cannot be worked in: {error.strerror}; is it still there?"
                return WorkEnd(error=why)
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

    def _begun(self) -> Child:
        return Child(self._command, Streams(stdout=PIPE), Launch(folder=self._folder))

    def stop(self) -> None:
        """End it, and all that it started. What was there before stays as it is."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()


def _reports(process: Child) -> Iterator[Report]:
    with process.stdout as lines:
        for line in lines:
            yield json.loads(line)


def report_of(do: Callable[[], Report]) -> None:
    """In the process: do it, and say what came of it, or in a line why nothing did."""
    die_with_parent()
    try:
        _say(do())
    except MmcError as error:
        _say({"error": str(error.each()[0])})


def say_step(stage: str, done: int, total: int) -> None:
    """In the process: say how far it is."""
    _say({"stage": stage, "done": done, "total": total})


def _say(report: Report) -> None:
    sys.stdout.write(f"{json.dumps(report)}\n")
    sys.stdout.flush()
