"""The n-th failure loop: every command that writes, with each of its file operations failing.

For each command of the program, from the workspace that the commands before it left, and for each
file operation that changes something, n = 1, 2, ...: the n-th one fails, or the process is killed
there. What must hold afterwards:

  whole    each file is what it was before or what it is when nothing fails, never a part of it
  told     the exit code is 0 only if all files are there; else one or two lines, no traceback
  again    the same command then succeeds, and leaves what it leaves when nothing fails
  clean    and no hidden file of the failed run is left
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "tests"), str(Path(__file__).parent)]

import every_command  # noqa: E402
from shim import NEVER, Faults  # noqa: E402

Words = tuple[str, ...]
Files = dict[str, str]
"""Path below the workspace, and a digest of the content."""

HOWS = ("full", "io", "half", "kill", "full from then on")
LIMIT_S = 60
LATE = -1000
KILLED_AT_RANDOM = ("render", "speak", "batch", "templates add")
KILLS = 25

EMPTY = "an empty database"

KEPT_BETWEEN = ("cache/",)
"""What may be missing afterwards: it is made anew."""


@dataclass
class Report:
    points: int = 0
    commands: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def snapshot(folder: Path) -> Files:
    found = {
        str(path.relative_to(folder)): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not str(path.relative_to(folder)).startswith(KEPT_BETWEEN)
    }
    return {name: each for name, each in found.items() if each != EMPTY}


def digest(path: Path) -> str:
    """Of the content, without what differs from run to run."""
    data = path.read_bytes()
    if path.suffix == ".sqlite3":
        return database(path)
    if path.name == "report.json":  # holds how long it took
        return str(json.loads(data).keys())
    if path.suffix == ".html":  # names the version of the audio by when it was written
        return f"{len(data)} {data[-8:]!r}"
    if path.suffix == ".jsonl":  # an unfinished last line is passed over by who reads it
        return "lines"
    return hashlib.sha256(data).hexdigest()


def database(path: Path) -> str:
    """Whether it is sound, and how many rows it has: one that is empty is as good as none."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
        rows = sum(
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
        )
    return f"{sound} {rows}" if rows or sound != "ok" else EMPTY


def run(arguments: Words, folder: Path, limit_s: float = LIMIT_S) -> tuple[int, str]:
    """Run a command in a fork; its exit code (negative: a signal) and what it said on stderr.

    After `limit_s` it is killed, and the code is LATE.
    """
    said = folder.parent / "said"
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = command_in(folder, said, arguments)
        finally:
            os._exit(code)
    return wait(child, limit_s), said.read_text(errors="replace")


def command_in(folder: Path, said: Path, arguments: Words) -> int:
    from mmc_audio.__main__ import run as call

    os.chdir(folder)
    nowhere, told = (
        os.open(os.devnull, os.O_RDWR),
        os.open(said, os.O_CREAT | os.O_TRUNC | os.O_RDWR),
    )
    for source, target in ((nowhere, 0), (nowhere, 1), (told, 2)):
        os.dup2(source, target)
    code = call(list(arguments))
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


class Loop:
    def __init__(self, folder: Path, faults: Faults) -> None:
        self.folder, self.before = folder / "workspace", folder / "before"
        self.faults, self.report = faults, Report()

    def reset(self) -> None:
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.before, self.folder, dirs_exist_ok=True)

    def command(self, arguments: Words, chosen: random.Random | None, most: int) -> None:
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.copytree(self.folder, self.before)
        old = snapshot(self.folder)
        self.faults.arm(NEVER, "full")
        code, said = run(arguments, self.folder)
        count, _ = self.faults.disarm()
        after = snapshot(self.folder)
        name = every_command.name(arguments)
        if code:
            self.report.faults.append(f"{name}: fails without any fault: {code} {said}")
        done = self.folder.parent / "done"
        shutil.rmtree(done, ignore_errors=True)
        shutil.copytree(self.folder, done)
        points = [(at, how) for at in range(1, count + 1) for how in HOWS]
        if chosen and len(points) > most:
            points = chosen.sample(points, most)
        for at, how in points:
            self.point(arguments, at, how, (old, after))
        if name in KILLED_AT_RANDOM:
            self.kills(arguments, chosen or random.Random(), most or KILLS)
        self.report.points += len(points)
        self.report.commands[name] = count
        self.before, done = done, self.before
        self.reset()
        self.before = self.folder.parent / "before"

    def point(self, arguments: Words, at: int, how: str, states: tuple[Files, Files]) -> None:
        self.reset()
        self.faults.arm(at, how)
        code, said = run(arguments, self.folder)
        _, hit = self.faults.disarm()
        if hit:
            here = f"{' '.join(arguments)}: operation {at}, {how}"
            for problem in self.problems(arguments, (code, said), states):
                self.report.faults.append(f"{here}: {problem}")

    def kills(self, arguments: Words, chosen: random.Random, most: int) -> None:
        """Kill the command at random times, wherever it is just then."""
        old = snapshot(self.before)
        self.reset()
        begun = time.monotonic()
        run(arguments, self.folder)
        took, after = time.monotonic() - begun, snapshot(self.folder)
        for _ in range(most):
            self.reset()
            at = chosen.uniform(0, took)
            code, said = run(arguments, self.folder, at)
            end = (-signal.SIGKILL if code == LATE else code, said)
            for problem in self.problems(arguments, end, (old, after)):
                self.report.faults.append(f"{' '.join(arguments)}: killed at {at:.3f} s: {problem}")
        self.report.points += most

    def problems(
        self, arguments: Words, end: tuple[int, str], states: tuple[Files, Files]
    ) -> Iterator[str]:
        (code, said), (old, after) = end, states
        there = snapshot(self.folder)
        visible = {name: each for name, each in there.items() if not hidden(name)}
        for name, each in visible.items():
            if each not in (old.get(name), after.get(name)):
                yield f"whole: {name} is neither as before nor as it should be"
        yield from (f"whole: {name} is gone" for name in old.keys() & after.keys() - there.keys()
                    if not aside(name, there))  # fmt: skip
        if code == 0 and visible != {
            name: each for name, each in after.items() if not hidden(name)
        }:
            yield "told: exit code 0, and not all is done"
        if "Traceback" in said or "has a fault" in said or code == LATE or code == 99:
            yield f"told: {code} {said.strip()[-300:]}"
        if code > 0 and not said.strip():
            yield f"told: nothing, exit code {code}"
        code, said = run(arguments, self.folder)
        now = snapshot(self.folder)
        done = "is there already" in said or "there is no pack" in said
        if code and not (done and visible.items() <= now.items()):
            yield f"again: {code} {said.strip()[-300:]}"
        if not done and now != after:
            wrong = sorted(
                name for name in now.keys() | after.keys() if now.get(name) != after.get(name)
            )
            yield f"again: {', '.join(wrong)} differ"


def hidden(name: str) -> bool:
    return any(part.startswith(".mmc-") or part.endswith((".old", "-journal", "-wal", "-shm"))
               for part in Path(name).parts)  # fmt: skip


def aside(name: str, there: Files) -> bool:
    """Whether the file waits in a folder that a killed process had put aside."""
    parts = Path(name).parts
    return any(str(Path(*parts[:n], f".{parts[n]}.old", *parts[n + 1 :])) in there
               for n in range(len(parts)))  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--most", type=int, default=0, help="points per command; 0: all")
    options.add_argument("--only", default="")
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    preload()
    loop = Loop(given.folder, Faults.of_environment())
    every_command.prepare(loop.folder)
    chosen = random.Random(given.seed) if given.most else None
    for arguments in every_command.COMMANDS:
        if given.only and given.only not in " ".join(arguments):
            run(arguments, loop.folder)
            continue
        loop.command(arguments, chosen, given.most)
        print(f"{every_command.name(arguments)}: {loop.report.points} points", file=sys.stderr)
    print(json.dumps(loop.report.__dict__, indent=1))
    sys.exit(bool(loop.report.faults))


def preload() -> None:
    """Import what commands would: each fork then begins where it matters."""
    import numpy as np  # noqa: F401

    from mmc_audio.cli.app import cli

    list(every_command.names(cli))
    for name in ("lameenc", "soxr", "PIL.Image", "PIL.ImageDraw", "jinja2", "pydantic"):
        __import__(name)


if __name__ == "__main__":
    main()
