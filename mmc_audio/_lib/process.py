"""Programs in child processes: found, ended with all that they started, and bound to this one."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


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


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends (Linux)."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
