"""The n-th failure loop: whatever writes, with each of its file operations failing.

For each command of the program and each thing that its pages write, in a workspace that has what it
needs, and for each file operation that changes something, n = 1, 2, ...: the n-th one fails, or the
process is killed there. What must hold afterwards:

  whole     each file is what it was before or what it is when nothing fails, never a part of it
  reported  the exit code is 0 only if all files are there; else one or two lines, no traceback
  again     the same then succeeds, and leaves what it leaves when nothing fails
  clean     and no hidden file of the failed run is left
"""

import argparse
import json
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from shim import NEVER, Faults  # noqa: E402
from traces import Files, aside, is_done, snapshot, visible  # noqa: E402
from tries import BROKEN, LATE, Try, run, tries  # noqa: E402

HOWS = ("full", "io", "half", "kill", "full from then on")
KILLED_AT_RANDOM = ("render", "speak", "batch", "templates add")
KILLS = 25
MOST_LINES = 3
NOTHING = 3
"""The exit code where there was nothing to do."""


@dataclass
class Report:
    points: int = 0
    operations: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        self.faults.append(what)
        print(what, file=sys.stderr, flush=True)


class Loop:
    def __init__(self, folder: Path, faults: Faults) -> None:
        self.folder, self.before = folder / "workspace", folder / "before"
        self.faults, self.report = faults, Report()

    def reset(self) -> None:
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.before, self.folder, dirs_exist_ok=True)

    def all_points(self, one: Try, chosen: random.Random | None, most: int) -> None:
        one.prepare(self.folder)
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(self.folder, self.before)
        old = snapshot(self.folder)
        self.faults.arm(NEVER, "full")
        code, said = run(one.call, self.folder)
        count, _ = self.faults.disarm()
        after = snapshot(self.folder)
        if code:
            self.report.fault(f"{one.words}: fails without any fault: {code} {said}")
        points = [(at, how) for at in range(1, count + 1) for how in HOWS]
        if chosen and len(points) > most:
            points = chosen.sample(points, most)
        for at, how in points:
            self.point(one, at, how, (old, after))
            self.report.points += 1
            progress(f"{one.words}: {self.report.points} points")
        self.report.operations[one.name] = count
        if one.name in KILLED_AT_RANDOM:
            self.kills(one, chosen or random.Random(), most or KILLS, (old, after))

    def point(self, one: Try, at: int, how: str, states: tuple[Files, Files]) -> None:
        self.reset()
        self.faults.arm(at, how)
        end = run(one.call, self.folder)
        _, hit = self.faults.disarm()
        if hit:
            for problem in self.problems(one, end, states):
                self.report.fault(f"{one.words}: operation {at}, {how}: {problem}")

    def kills(
        self, one: Try, chosen: random.Random, most: int, states: tuple[Files, Files]
    ) -> None:
        """Kill it at random times, wherever it is just then."""
        self.reset()
        begun = time.monotonic()
        run(one.call, self.folder)
        took = time.monotonic() - begun
        for _ in range(most):
            self.reset()
            at = chosen.uniform(0, took)
            code, said = run(one.call, self.folder, at)
            end = (-signal.SIGKILL if code == LATE else code, said)
            for problem in self.problems(one, end, states):
                self.report.fault(f"{one.words}: killed at {at:.3f} s: {problem}")
        self.report.points += most

    def problems(
        self, one: Try, end: tuple[int, str], states: tuple[Files, Files]
    ) -> Iterator[str]:
        old, after = states
        there = snapshot(self.folder)
        for name, each in visible(there).items():
            if each not in (old.get(name), after.get(name)):
                yield f"whole: {name} is neither as before nor as it should be"
        yield from (f"whole: {name} is gone" for name in old.keys() & after.keys() - there.keys()
                    if not aside(name, there))  # fmt: skip
        yield from _unreported(end)
        if end[0] == 0 and visible(there) != visible(after):
            yield "reported: exit code 0, and not all is done"
        if one.once and end[0] <= 0 and visible(there) == visible(after):
            return
        code, said = run(one.call, self.folder)
        now = snapshot(self.folder)
        done = is_done(said)
        if code and not (done and visible(there).items() <= now.items()):
            yield f"again: {code} {said.strip()[-300:]}"
        if not done and now != after:
            names = sorted(now.keys() | after.keys())
            wrong = [name for name in names if now.get(name) != after.get(name)]
            yield f"again: {', '.join(wrong)} differ"


def progress(said: str) -> None:
    """On a terminal, where it is."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)


def _unreported(end: tuple[int, str]) -> Iterator[str]:
    code, said = end
    if "Traceback" in said or "has a fault" in said or code in (LATE, BROKEN):
        yield f"reported: {code} {said.strip()[-300:]}"
    if code > 0 and not said.strip():
        yield f"reported: nothing, exit code {code}"
    if code > 0 and len(said.strip().splitlines()) > MOST_LINES:
        yield f"reported: in {len(said.strip().splitlines())} lines: {said.strip()[-300:]}"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=0, help="points of each; 0: all")
    options.add_argument("--only", default="")
    options.add_argument("--part", type=int, default=0, help="which of the parts")
    options.add_argument("--parts", type=int, default=1)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    preload()
    loop = Loop(given.folder, Faults.of_environment())
    chosen = random.Random(given.seed) if given.most else None
    for one in islice(tries(given.only), given.part, None, given.parts):
        loop.all_points(one, chosen, given.most)
        print(f"{one.words}: {loop.report.points} points", file=sys.stderr, flush=True)
    print(json.dumps(loop.report.__dict__, indent=1))
    sys.exit(bool(loop.report.faults) if loop.report.operations else NOTHING)


def preload() -> None:
    """Import what commands would: each fork then begins where it matters."""
    import every_command
    import numpy as np  # noqa: F401

    from mmc_audio.cli.app import cli

    list(every_command.names(cli))
    for name in ("lameenc", "soxr", "PIL.Image", "PIL.ImageDraw", "jinja2", "pydantic"):
        __import__(name)


if __name__ == "__main__":
    main()
