"""How much memory a new process may take."""

from contextlib import suppress
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
CGROUP = Path("/sys/fs/cgroup")
MEGABYTE = 1 << 20


def free_mb() -> int | None:
    """Megabytes that are free, for this machine or its container; None where that is not known."""
    found = [value for value in (_of_machine(), _of_container()) if value is not None]
    return min(found, default=None)


def _of_machine() -> int | None:
    with suppress(OSError, ValueError):
        for line in MEMINFO.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) // 1024
    return None


def _of_container() -> int | None:
    """What a control group (version 2) leaves; its `memory.max` says `max` where it sets none."""
    with suppress(OSError, ValueError):
        limit, used = (int((CGROUP / f"memory.{name}").read_text()) for name in ("max", "current"))
        return max(limit - used, 0) // MEGABYTE
    return None
