"""Runs whole processes and says what they cost."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What one process took, with all processes it started and waited for."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    """Of the largest of them."""


class FailedError(Exception):
    """Raised when a process that is measured ends with an error."""


def run(
    command: Sequence[str], *, env: dict[str, str] | None = None, ok: Sequence[int] = (0,)
) -> Cost:
    """Run `command` to its end.

    This process must stay small: a child's peak memory is never counted below its parent's.
    """
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ok:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise FailedError(f"{' '.join(command)} ended with {process.returncode}\n{words}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def cpu_of(process: int) -> float:
    """Processor seconds of a running process and of all it started; 0 where there is no /proc."""
    total, left = 0.0, [process]
    while left:
        at = Path("/proc", str(left.pop()))
        try:
            fields = (at / "stat").read_text().rpartition(")")[2].split()
            left += [
                int(c) for task in at.glob("task/*/children") for c in task.read_text().split()
            ]
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def wall(costs: Sequence[Cost]) -> float:
    """Median seconds."""
    return median(cost.wall_s for cost in costs)


def peak(costs: Sequence[Cost]) -> float:
    """Median peak memory in MB."""
    return median(cost.peak_mb for cost in costs)


class Desk:
    """A folder to work in, with a cache and an output folder that can be emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.out = folder / "out"
        self.env = {"MMC_AUDIO_CACHE": str(self.cache)}

    def clean(self) -> None:
        """As on the first day."""
        for folder in (self.cache, self.out):
            shutil.rmtree(folder, ignore_errors=True)

    def write(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def mmc(self, *words: object) -> Cost:
        """One run of the program."""
        return run(["mmc-audio", *map(str, words)], env=self.env)

    def render(self, plan: Path, *words: str) -> Cost:
        """One rendering."""
        return self.mmc("render", plan, "-o", self.out, *words)

    def one(self, ending: str) -> Path:
        """The one file below the output folder with this ending."""
        (found,) = self.out.rglob(f"*{ending}")
        return found


@contextmanager
def desk():
    """A desk that is cleared away."""
    with tempfile.TemporaryDirectory(prefix="mmc-bench-") as folder:
        yield Desk(Path(folder))
