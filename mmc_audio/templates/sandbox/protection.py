"""What protects this machine from someone else's templates, beside Jinja's sandbox."""

import os
from dataclasses import dataclass

from mmc_audio.templates.sandbox import process, seccomp


@dataclass(frozen=True, slots=True)
class Protection:
    """What holds a template that has broken out of the sandbox, or is a bomb."""

    forks: bool
    """A fork without open files or environment; else a fresh, isolated interpreter."""
    kernel: bool
    """The kernel refuses all calls but computing and answering."""
    limits: bool
    """The system bounds memory, computing and files; else only time does."""

    @property
    def is_whole(self) -> bool:
        """Whether all protections work, so that templates of unknown authors may be run."""
        return self.kernel and self.limits

    def __str__(self) -> str:
        there = ["a process of their own", "a time limit"]
        missing: list[str] = []
        (there if self.limits else missing).append("limits on memory, computing and files")
        (there if self.kernel else missing).append("a kernel filter on system calls (Linux only)")
        return f"{', '.join(there)}" + (f"; missing: {', '.join(missing)}" if missing else "")


def protection() -> Protection:
    """What there is here."""
    return Protection(process.FORKS, seccomp.available(), os.name == "posix")
