"""Programs in child processes: found, ended with all that they started, and bound to this one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER."""
KILL_ROUNDS = 100
_adopting = Event()


def find_program(name: str) -> str | None:
    """The full path of a program on PATH, or None; never one in the current folder.

    Windows searches the current folder before PATH, and PATH may name it as `.` anywhere.
    """
    found = shutil.which(name)
    if not found or os.path.dirname(name):  # noqa: PTH120 - the user wrote where it is
        return found
    here = Path.cwd()
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if Path(found).resolve().parent != here.resolve():
        return found
    elsewhere = [
        folder for folder in folders if folder and Path(folder).resolve() != here.resolve()
    ]
    return shutil.which(name, path=os.pathsep.join(elsewhere)) if elsewhere else None


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process that leads a session of its own, and the processes it started there.

    Does not wait for the end. On Windows only the process itself is killed.
    """
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of what this process's children leave behind, also by setsid (Linux).

    For a worker, which has no children but those that `end_orphans` may kill.
    """
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    _adopting.set()


def end_orphans() -> None:
    """In a process that adopts orphans: kill all processes below it, and what they start yet."""
    for _ in range(KILL_ROUNDS if _adopting.is_set() else 0):
        if not (below := descendants(os.getpid())):
            return
        kill_all(below)
        time.sleep(0.01)


def descendants(pid: int) -> list[int]:
    """The processes below `pid` that run, whatever sessions they began (Linux; else none)."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                children.setdefault(int(parent), []).append(int(stat.parent.name))
    found, look = [], [pid]
    while look:
        below = children.get(look.pop(), [])
        found += below
        look += below
    return found


def work_s(pid: int) -> float | None:
    """Seconds of processor time of a process and all below it (Linux); None where not known."""
    ticks = [_ticks(one) for one in (pid, *descendants(pid))]
    return None if ticks[0] is None else sum(filter(None, ticks)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int | None:
    """Of a process and of its children that ended: fields 14 to 17 of proc_pid_stat(5)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15]))
    except (OSError, ValueError):
        return None


def kill_all(pids: Iterable[int]) -> None:
    """Kill these processes; those that are gone already are passed over."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def marked(name: str, value: str) -> list[int]:
    """The processes of this user that were given `name=value` in their environment (Linux)."""
    wanted, found = os.fsencode(f"{name}={value}"), []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if wanted in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
    return [pid for pid in found if pid != os.getpid()]


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends (Linux)."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
