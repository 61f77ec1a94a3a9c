"""Programs in processes of their own, ended with all that they started.

Whatever works beside this program does so as a `Child`: in a session of its own, so that it can be
killed with the processes it started there, is waited for, and its pipes are closed. `run_program`
is a child that is given its input, heard to its end, and held to a time and a size.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE
from tempfile import TemporaryFile
from threading import Event, Thread, Timer
from typing import IO, Literal

from mmc_audio._lib.closing import Closing
from mmc_audio._lib.process import kill_group

PIECE = 1 << 16
LAST_WORDS = 4096
"""Bytes kept of what a program complains about."""

End = Literal["done", "time", "size"]


@dataclass(frozen=True, slots=True)
class Streams:
    """What a child's standard streams are: files, PIPE, or nothing."""

    stdin: int = DEVNULL
    stdout: int = DEVNULL
    stderr: int = DEVNULL


@dataclass(frozen=True, slots=True)
class Launch:
    """Where a child runs, and as what."""

    environment: Mapping[str, str] | None = None
    """This process's own if None."""
    folder: Path | None = None
    confine: Callable[[], None] | None = None
    """Called in the child before the program begins; only where this process has one thread."""


class Child(Closing):
    """A program that runs.

    Raises:
        OSError: if it cannot be started.
    """

    def __init__(self, command: Sequence[str], streams: Streams, launch: Launch = Launch()) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=streams.stdin,
            stdout=streams.stdout,
            stderr=streams.stderr,
            env=launch.environment,
            cwd=launch.folder,
            start_new_session=True,
            preexec_fn=launch.confine if os.name == "posix" else None,  # noqa: PLW1509 - see Launch
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """How it ended; None while it has not been seen to end."""
        return self._process.returncode

    @property
    def stdin(self) -> IO[bytes]:
        """The pipe to it."""
        assert self._process.stdin
        return self._process.stdin

    @property
    def stdout(self) -> IO[bytes]:
        """The pipe from it."""
        assert self._process.stdout
        return self._process.stdout

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, for so long at most; whether it came."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return self.code is not None

    def feed(self, data: bytes) -> None:
        """Write all of its input, and end it; what it does not read is lost."""
        with suppress(OSError), self.stdin as pipe:
            pipe.write(data)

    def finish(self, data: bytes, seconds: float) -> bool:
        """Write all of its input, and wait for its end; whether it came in time."""
        try:
            self._process.communicate(data or None, seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def ask_to_end(self) -> None:
        """Have it end itself in order (SIGTERM); any thread may."""
        self._process.terminate()

    def kill(self) -> None:
        """End it and what it started, at once; any thread may. `close` still has to be called."""
        if self.code is None:
            kill_group(self._process)

    def close(self, patience_s: float = 0.0) -> None:
        """Let it end by itself for so long; then kill it and what it left, and close its pipes."""
        if patience_s:
            self.wait(patience_s)
        kill_group(self._process)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it is dead, and what was to be written is lost
                    pipe.close()


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """What a program gave, and how it ended."""

    out: bytes
    code: int
    end: End
    """done; time: killed because it was late; size: because it wrote too much."""
    complaint: str = ""
    """The last line of what it wrote on stderr."""

    @property
    def well(self) -> bool:
        """Whether it ended by itself, and says that it went well."""
        return self.end == "done" and self.code == 0


def run_program(
    command: Sequence[str],
    within_s: float,
    *,
    data: bytes = b"",
    most: int = sys.maxsize,
    launch: Launch = Launch(),
) -> ProgramRun:
    """Run a program to its end.

    Args:
        command: the program and its arguments.
        within_s: seconds until it is killed.
        data: its input.
        most: bytes of output that are too many.
        launch: where it runs.

    Raises:
        OSError: if it cannot be started.
    """
    late = Event()
    with (
        TemporaryFile() as err,
        Child(command, Streams(PIPE, PIPE, err.fileno()), launch) as child,
    ):
        killer = Timer(within_s, _too_late, (child, late))
        feeder = Thread(target=child.feed, args=(data,), daemon=True)
        killer.start()
        feeder.start()
        try:
            out = _bounded(child.stdout, most)
            if len(out) <= most:
                child.wait(within_s)
        finally:
            killer.cancel()
            child.close()
            feeder.join()
        complaint = _last_line(err)
    end: End = "time" if late.is_set() else "size" if len(out) > most else "done"
    return ProgramRun(out[:most], child.code or 0, end, complaint)


def _too_late(child: Child, late: Event) -> None:
    late.set()
    child.kill()


def _bounded(pipe: IO[bytes], most: int) -> bytes:
    """What comes, up to a piece more than `most` bytes."""
    out = bytearray()
    while len(out) <= most and (piece := pipe.read(PIECE)):
        out += piece
    return bytes(out)


def _last_line(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LAST_WORDS))
    lines = file.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
