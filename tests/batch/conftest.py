"""Clients with short plans, and the command line in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = """\
title: {title}
prepare: none
close: none
intro: false
work:
  - {{exercise: biceps_curl, sets: {sets}, reps: 4, rest: 30s}}
"""
COMMAND = [sys.executable, "-m", "mmc_audio", "batch"]
SILENT = ("--engine", "silent")
"""What these tests look at is the same with any voice."""


@pytest.fixture
def clients(tmp_path):
    """A folder of plans for two clients."""

    def make(count: int = 3, sets: int = 1) -> Path:
        for client in ("anna", "bo"):
            folder = tmp_path / "clients" / client
            folder.mkdir(parents=True, exist_ok=True)
            for number in range(count):
                plan = PLAN.format(title=f"Day {number}", sets=sets)
                (folder / f"day-{number}.yaml").write_text(plan)
        return tmp_path / "clients"

    return make


@pytest.fixture
def start(tmp_path):
    """Starts a batch; whatever it leaves running ends with the test."""
    started = []

    def begin(*arguments: object, **environment: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [*COMMAND, *map(str, arguments), "-o", str(tmp_path / "out"), *SILENT],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **environment},
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def report(tmp_path):
    """The batch's report."""
    return lambda: json.loads((tmp_path / "out" / "report.json").read_text())


@pytest.fixture
def sessions(tmp_path):
    """The bytes of each finished session, by its place."""

    def found(folder: Path = tmp_path / "out") -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.mp3")
        }

    return found
