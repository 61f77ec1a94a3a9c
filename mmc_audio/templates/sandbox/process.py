"""A process of its own for templates, with limits on time, memory, files and output.

Jinja's sandbox stops a template from reaching Python, not from being a bomb, and no limit within a
process holds: a timer fired six seconds late while one large sort ran, and froze every thread with
it (measured). So one forked child renders a whole plan, may open nothing, and is killed when its
time is up: about 10 ms a plan. Where there is no fork (Windows) or it is not safe (macOS) the child
is a fresh interpreter that runs `main`.
"""

import contextlib
import gc
import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from mmc_audio._lib.child import Launch, run_program
from mmc_audio._lib.interpreter import interpreter

SandboxJob = dict[str, Any]
Result = dict[str, Any]
End = Literal["done", "time", "size", "died", "killed"]

FORKS = hasattr(os, "fork") and sys.platform.startswith(("linux", "freebsd"))
MAX_REPLY = 32 * 1024 * 1024
"""Bytes read from the child, which may be in a stranger's hands."""

LEAVING_S = 0.5
"""Seconds for a child to be gone that has closed its pipe; it cannot but at its end."""

END = b"\n\n"
"""What the child says last. The end of the pipe alone would not do: a process that another thread
forked in the meantime may hold it open."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may use."""

    wall_s: float = 1.8
    """Seconds without a result until the child is killed."""
    most_s: float = 10.0
    """Seconds in all, results or not: a busy machine may be slow with a long plan."""
    more_s: float = 0.05
    """Seconds in all more for each moment: fifty times what it takes where nothing else runs, so
    that 120 sets render while ten programs share the processor. What computes is bound by `cpu`."""
    cpu_s: float = 0.9
    """Seconds of computing until the template is asked to stop, which can name the line; at the
    next whole second it is killed."""
    per_moment_s: float = 0.001
    """Seconds of computing more for each moment: they take half of it."""
    memory: int = 256 * 1024 * 1024
    """Bytes of address space beyond what the program has when the job begins."""
    start_s: float = 3.0
    """Seconds more for a fresh interpreter to start, where there is no fork."""

    def cpu(self, job: SandboxJob) -> float:
        """Seconds of computing for `job`."""
        return self.cpu_s + self.per_moment_s * len(job["moments"])

    def most(self, job: SandboxJob) -> float:
        """Seconds for `job` in all."""
        return self.most_s + self.more_s * len(job["moments"])


DEFAULT = Limits()


def run_isolated(job: SandboxJob, limits: Limits = DEFAULT) -> tuple[list[Result], End]:
    """Do `job` (see `work.work`) in a child process.

    Returns:
        The result of each moment, in order, and how it ended. When it did not end well there are
        results for the moments before the one at fault. A child that somebody else killed, or that
        could not begin, says nothing of the template: the job is done again, once.

    Raises:
        OSError: if no process can be started.
    """
    do = _forked if FORKS else _spawned
    lines, end = do(job, limits)
    if end == "killed":
        lines, end = do(job, limits)
    results = _results(lines, len(job["moments"]))
    return results, "died" if end == "done" and len(results) < len(job["moments"]) else end


def _results(lines: Sequence[bytes], most: int) -> list[Result]:
    results: list[Result] = []
    for line in [line for line in lines if line][:most]:
        try:
            result = json.loads(line)
        except (ValueError, RecursionError):
            return results
        if not isinstance(result, dict):
            return results
        results.append(result)
    return results


def _forked(job: SandboxJob, limits: Limits) -> tuple[list[bytes], End]:
    # Imported before the fork: the child opens no files.
    from mmc_audio.templates.sandbox import seccomp
    from mmc_audio.templates.sandbox import work as template_work

    template_work.prepare(job)
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads at a fork. The child takes no lock that another thread may hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _run_as_child(template_work, seccomp.lock, job, limits, writable)
    os.close(writable)
    end: End = "time"
    try:
        lines, end = _read(readable, limits.wall_s, limits.most(job))
    finally:
        os.close(readable)
        died = _end(child, LEAVING_S if end == "died" else 0, limits.cpu(job))
    return lines, died if end == "died" else end


def _end(child: int, wait_s: float, cpu_s: float) -> End:
    """Reap the child, killed if it does not end within `wait_s`; how it ended by itself."""
    late = time.monotonic() + wait_s
    try:
        while True:
            done, status, used = os.wait4(child, os.WNOHANG)
            if done:
                return _how(status, out_of_time=used.ru_utime + used.ru_stime >= cpu_s)
            if time.monotonic() >= late:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return "died"
            time.sleep(0.001)
    except (ChildProcessError, ProcessLookupError):  # somebody else reaped it
        return "killed"


def _how(status: int, *, out_of_time: bool) -> End:
    """Why a child ended without an answer; SIGKILL may be the system's own limit."""
    code = os.waitstatus_to_exitcode(status)
    if -code in (signal.SIGKILL, signal.SIGXCPU) and out_of_time:
        return "time"
    return "killed" if code == NOT_BEGUN or -code in _FROM_OUTSIDE else "died"


def _read(readable: int, wall_s: float, most_s: float) -> tuple[list[bytes], End]:
    poll = select.poll()
    poll.register(readable, select.POLLIN)
    data = bytearray()
    last = time.monotonic() + most_s
    while (wait := min(wall_s, last - time.monotonic())) > 0 and poll.poll(wait * 1000):
        piece = os.read(readable, 1 << 16)
        data += piece
        if data.endswith(END):
            return bytes(data).splitlines(), "done"
        if not piece:
            return _whole_lines(data), "died"
        if len(data) > MAX_REPLY:
            return _whole_lines(data), "size"
    return _whole_lines(data), "time"


def _whole_lines(data: bytes | bytearray) -> list[bytes]:
    return bytes(data).split(b"\n")[:-1]


def _run_as_child(
    template_work: Any,  # noqa: ANN401
    lock: Callable[[], bool],
    job: SandboxJob,
    limits: Limits,
    writable: int,
) -> NoReturn:
    """In the child: do the job and exit, without running any of the parent's clean-up."""
    code = NOT_BEGUN
    try:
        gc.disable()
        _close_files(writable)
        _limit(limits.cpu(job), limits.memory)
        template_work.start_clock(limits.cpu(job))
        lock()
        code = OUT_OF_MEMORY  # whatever is left to go wrong: what a template does is reported
        for line in template_work.lines_of_json(job):
            _write(_PIPE, line)
        _write(_PIPE, END)
        code = 0
    finally:
        os._exit(code)


_PIPE = 3
OUT_OF_MEMORY, NOT_BEGUN = 1, 2
"""Exit codes of a child without an answer."""

_FROM_OUTSIDE = {2, 9, 15, 1}
"""SIGINT, SIGKILL, SIGTERM and SIGHUP, by number: Windows does not have all of them."""


def _close_files(writable: int) -> None:
    """Keep nothing open but the pipe, and no environment variables."""
    for number in range(1, signal.NSIG):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = os.dup(writable) if writable <= _PIPE else writable
    os.dup2(kept, _PIPE)
    for standard in range(_PIPE):
        os.dup2(nothing, standard)
    os.closerange(_PIPE + 1, _highest() + 1)
    os.environ.clear()


def _highest() -> int:
    """The highest number of an open file."""
    with os.scandir("/dev/fd") as entries:
        return max(int(entry.name) for entry in entries)


def _limit(cpu_s: float, memory: int) -> None:
    import resource

    seconds = int(cpu_s) + 1
    space = _address_space() + memory
    for kind, most in {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: space,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(kind)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (least, least))


def _address_space() -> int:
    """Bytes of address space in use."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  # pathlib would import more
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 32


def _write(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def _spawned(job: SandboxJob, limits: Limits) -> tuple[list[bytes], End]:
    command = interpreter("mmc_audio.templates.sandbox.process:main")
    environment = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    request = json.dumps({"job": job, "cpu_s": limits.cpu(job), "memory": limits.memory})
    wait = limits.start_s + limits.wall_s + limits.cpu(job)
    ran = run_program(
        command, wait, data=request.encode("ascii"), most=MAX_REPLY, launch=Launch(environment)
    )
    return (ran.out.splitlines() if ran.end == "done" else _whole_lines(ran.out)), ran.end


def main() -> None:
    """The child where there is no fork: a request on stdin, results on stdout."""
    from mmc_audio.templates.sandbox import seccomp
    from mmc_audio.templates.sandbox import work as template_work

    request = json.load(sys.stdin)
    template_work.prepare(request["job"])
    if os.name == "posix":
        _limit(request["cpu_s"], request["memory"])
    template_work.start_clock(request["cpu_s"])
    seccomp.lock()
    for line in template_work.lines_of_json(request["job"]):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
