"""Builds and steers the fault shim, see shim.c."""

import mmap
import os
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
HOWS = {"full": 1, "io": 2, "half": 3, "kill": 4, "full from then on": 5}
NEVER = 1 << 60


@dataclass(frozen=True)
class Faults:
    """The state that the shim shares with all processes that loaded it."""

    shared: mmap.mmap

    @classmethod
    def of_environment(cls) -> "Faults":
        with Path(os.environ["FAULT_STATE"]).open("r+b") as file:
            return cls(mmap.mmap(file.fileno(), 32))

    def arm(self, at: int, how: str) -> None:
        """Let the operation number `at`, from now on, fail."""
        self.shared[:32] = struct.pack("4q", 0, at, HOWS[how], 0)

    def disarm(self) -> tuple[int, bool]:
        """Stop counting; how many operations there were, and whether one failed."""
        count, _, _, hit = struct.unpack("4q", self.shared[:32])
        self.shared[:32] = bytes(32)
        return count, bool(hit)


def build(folder: Path) -> Path:
    """Compile the shim; needs a C compiler."""
    library = folder / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def environment(folder: Path, under: Path) -> dict[str, str]:
    """What a process needs to run under the shim, which counts below `under`."""
    state = folder / "state"
    state.write_bytes(bytes(32))
    return {"LD_PRELOAD": str(build(folder)), "FAULT_STATE": str(state), "FAULT_UNDER": str(under)}
