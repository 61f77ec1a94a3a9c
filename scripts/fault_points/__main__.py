"""All fault points; see docs/reliability.md. `scripts/faults --help` says how to run it."""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

import shim  # noqa: E402

WRITES = Path(__file__).with_name("writes.py")
PARTS = 2
"""Side by side, each with its share of what writes."""
NOTHING = 3
"""The exit code of a part that has nothing to do, as writes.py gives it."""
SAMPLE = "2"
"""Points of each that writes, in the sample that CI runs."""


def main() -> None:
    options = argparse.ArgumentParser(prog="scripts/faults", description=__doc__)
    options.add_argument("--short", action="store_true", help="a sample, as CI runs it")
    options.add_argument("--only", default="", help="what has this in its words")
    options.add_argument("--seed", type=int, default=0, help="of the sample")
    given = options.parse_args()
    with ThreadPoolExecutor(PARTS) as parts:
        codes = {*parts.map(lambda part: run(part, given), range(PARTS))}
    if codes == {NOTHING}:
        options.error(f"nothing that writes has '{given.only}' in its words")
    sys.exit(max(codes - {NOTHING}))


def run(part: int, given: argparse.Namespace) -> int:
    """Every PARTS-th of what writes, in a folder of its own; the exit code."""
    with tempfile.TemporaryDirectory(prefix="mmc-faults-") as name:
        folder = Path(name).resolve()
        workspace = folder / "workspace"
        workspace.mkdir()
        homes = {f"XDG_{kind}_HOME": str(workspace / kind.lower()) for kind in ("CONFIG", "DATA")}
        environment = {
            **os.environ, **homes, **shim.environment(folder, workspace),
            "MMC_AUDIO_CACHE": str(workspace / "cache"), "TMPDIR": str(folder),
            "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        command = [sys.executable, str(WRITES), str(folder), "--only", given.only]
        command += ["--part", str(part), "--parts", str(PARTS)]
        command += ["--most", SAMPLE if given.short else "0", "--seed", str(given.seed)]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    main()
