"""A Dask scheduler and workers on this machine, for as long as they are needed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_S = 60.0
END_S = 5.0


@contextmanager
def cluster(folder: Path, workers: int, env: dict[str, str]) -> Iterator[str]:
    """Start a scheduler and so many workers of one thread; gives the scheduler's address."""
    contact = folder / f"scheduler-{workers}.json"
    contact.unlink(missing_ok=True)
    dask = [sys.executable, "-m", "dask"]
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [[*dask, "scheduler", "--port", "0", "--scheduler-file", str(contact), *here]]
    worker = ["--nthreads", "1", "--no-nanny", "--scheduler-file", str(contact), *here]
    commands += [[*dask, "worker", *worker] for _ in range(workers)]
    started = []
    try:
        for command in commands:
            started.append(_start(command, folder, env))
            address = _address(contact)
        _wait_for(address, workers)
        yield address
    finally:
        for process in reversed(started):
            _end(process)


def _end(process: subprocess.Popen) -> None:
    """A worker that loses its scheduler while it closes may hang for ever."""
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.Popen:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, **env}, stdout=quiet, stderr=quiet
    )


def _address(contact: Path) -> str:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if contact.exists() and contact.stat().st_size:
            return str(json.loads(contact.read_text())["address"])
        time.sleep(0.05)
    raise TimeoutError("the Dask scheduler did not start")


def _wait_for(address: str, workers: int) -> None:
    if not workers:
        return
    code = f"from distributed import Client; Client({address!r}).wait_for_workers({workers}, 60)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
