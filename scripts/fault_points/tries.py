"""Everything that writes: the commands, and what the pages do."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "tests")]

import every_action  # noqa: E402
import every_command  # noqa: E402

Call = Callable[[], int]
"""Does something in the current folder, talks on stderr; the exit code."""

LIMIT_S = 240
LATE = -1000
BROKEN = 99


@dataclass(frozen=True)
class Try:
    """Something that writes."""

    name: str
    words: str
    call: Call
    before: tuple[Call, ...] = ()
    """What has to be done before, in order."""
    once: bool = False
    """Whether it does something else when it is done a second time."""

    def prepare(self, folder: Path) -> None:
        """Make the workspace that it needs."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        every_command.prepare(folder)
        for call in self.before:
            code, said = run(call, folder)
            if code:
                raise SystemExit(f"before {self.words}: {code} {said}")


def tries(only: str) -> Iterator[Try]:
    """Every command, and everything that the pages write, whose words hold `only`."""
    found = [
        *(Try(every_command.name(words), " ".join(words), command(words),
              tuple(map(command, every_command.before(words))),
              every_command.name(words) in every_command.ONCE)
          for words in every_command.COMMANDS),
        *(Try(name, f"page: {name}", action.call, action.before, action.once)
          for name, action in every_action.ACTIONS.items()),
    ]  # fmt: skip
    return (each for each in found if only in each.words)


def command(words: tuple[str, ...]) -> Call:
    def call() -> int:
        from mmc_audio.__main__ import run as program

        return program(list(words))

    return call


def run(call: Call, folder: Path, limit_s: float = LIMIT_S) -> tuple[int, str]:
    """Do it in a fork; its exit code (negative: a signal) and what it said on stderr.

    After `limit_s` it is killed, and the code is LATE.
    """
    said = folder.parent / "said"
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            code = done_in(folder, said, call)
        finally:
            os._exit(code)
    return wait(child, limit_s), said.read_text(errors="replace")


def done_in(folder: Path, said: Path, call: Call) -> int:
    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    output = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_RDWR)
    for source, target in ((nowhere, 0), (nowhere, 1), (output, 2)):
        os.dup2(source, target)
    try:
        code = call()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def wait(child: int, limit_s: float) -> int:
    last = time.monotonic() + limit_s
    while time.monotonic() < last:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return LATE
