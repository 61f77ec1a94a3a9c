"""Fifty phones at once that seek in an hour of sound: `mmc-audio serve` beside nginx.

usage: python scripts/benchmark/serve.py [--seconds N] [--runs N]

Both serve the same file on this machine only, one process each, and are asked in turns by wrk for
64 kB to 1 MB from anywhere in the file. A first run looks into every answer; the measured runs
leave that out, because it takes more time than serving does.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from cases import Row
from measure import Desk, FailedError, run
from measure import desk as new_desk
from servers import Server, nginx, player
from table import table

SEEK = Path(__file__).with_name("seek.lua")
PHONES = 50
MINUTES = 60
CHECKED_S = 3
GROWTH_LIMIT_MB = 20
SHARE_LIMIT = 0.2
"""Of nginx's throughput, for a server in Python."""
NEEDED_MB_S = 0.6
"""What fifty phones take that listen: 50 times 96 kbit/s."""


@dataclass
class Load:
    """What was seen of one server."""

    server: Server
    idle_mb: float
    wrong: int = 0
    """Of the checked answers."""
    checked: int = 0
    runs: list[dict[str, float]] = field(default_factory=list)

    def middle(self, name: str) -> float:
        """Median over the runs."""
        return median(each[name] for each in self.runs)

    def total(self, name: str) -> float:
        """Sum over the runs."""
        return sum(each[name] for each in self.runs)

    @property
    def growth_mb(self) -> float:
        """Memory at the end above memory before the first request for sound."""
        return self.server.memory_mb() - self.idle_mb

    @property
    def cpu_ms(self) -> float:
        """Processor time for one request."""
        return self.total("cpu_s") / self.total("requests") * 1000


def rows(seconds: int = 10, runs: int = 3) -> Iterator[Row]:
    """Measure and print both servers; gives the rows that have limits."""
    if not shutil.which("wrk"):
        raise FailedError("serving is measured with wrk; install it (apt-get install wrk)")
    with new_desk() as at:
        mp3 = _session(at)
        with player(at) as ours, nginx(at, mp3) as theirs:
            loads = [Load(each, each.memory_mb()) for each in (ours, theirs) if each]
            for load in loads:
                _check(load, mp3.stat().st_size)
            for _ in range(runs):
                for load in loads:
                    load.runs.append(_ask(load.server, mp3.stat().st_size, seconds))
            _print(loads)
            yield from _judged(*loads)


def _session(at: Desk) -> Path:
    """An hour: in each minute fifteen slots of four seconds."""
    minute = "\n".join(f"[4s] {word}" for word in ("In", "Out", "Hold") * 5)
    text = "\n".join(f"# Minute {n + 1}\n{minute}" for n in range(MINUTES))
    script = at.write("hour.cues", f"{text}\n")
    run([sys.executable, "-m", "mmc_audio", "speak", str(script), "-o", str(at.out)], env=at.env)
    return at.one(".mp3")


def _check(load: Load, size: int) -> None:
    found = _wrk(load.server.url, size, CHECKED_S, check=True)
    load.wrong, load.checked = int(found["wrong"] + found["errors"]), int(found["requests"])


def _ask(server: Server, size: int, seconds: int) -> dict[str, float]:
    before = server.cpu_s()
    found = _wrk(server.url, size, seconds)
    cpu = server.cpu_s() - before
    speed = {name: found[name] / found["seconds"] for name in ("requests", "bytes")}
    return {**found, "cpu_s": cpu, "per_s": speed["requests"], "mb_s": speed["bytes"] / 1e6}


def _wrk(url: str, size: int, seconds: int, *, check: bool = False) -> dict[str, float]:
    command = ["wrk", "-t", "1", "-c", str(PHONES), "-d", f"{seconds}s", "--timeout", "20s"]
    command += ["-s", str(SEEK), url, "--", str(size), *(["check"] if check else [])]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=seconds + 60
    )
    return json.loads(done.stdout.splitlines()[-1])


def _print(loads: list[Load]) -> None:
    print(f"{PHONES} phones, {len(loads[0].runs)} runs each, medians:")
    columns = "requests/s     MB/s   p50 ms   p99 ms   errors   no 206   CPU ms   MB idle    after"
    print(f"{'':10} {columns}")
    for load in loads:
        numbers = [load.middle(name) for name in ("per_s", "mb_s", "p50_ms", "p99_ms")]
        counts = [load.total("errors"), load.wrong]
        memory = [load.cpu_ms, load.idle_mb, load.idle_mb + load.growth_mb]
        cells = [f"{n:8.0f}" for n in numbers + counts] + [f"{n:8.2f}" for n in memory]
        print(f"{load.server.name:10}   {' '.join(cells)}")


def _judged(ours: Load, theirs: Load | None = None) -> Iterator[Row]:
    asked = f"{ours.total('requests'):.0f} requests"
    yield Row("serve: errors", ours.total("errors"), 0, asked)
    yield Row("serve: answers that are wrong", ours.wrong, 0, f"{ours.checked} looked into")
    after = f"{ours.idle_mb:.0f} to {ours.idle_mb + ours.growth_mb:.0f} MB"
    yield Row("serve: memory growth, in MB", ours.growth_mb, GROWTH_LIMIT_MB, after)
    speed = ours.middle("mb_s")
    enough = f"{speed:.0f} MB/s; listening takes {NEEDED_MB_S}"
    yield Row("serve: times what listening takes", speed / NEEDED_MB_S, 100, enough, at_least=True)
    if theirs:
        both = f"{speed:.0f} / {theirs.middle('mb_s'):.0f} MB/s"
        share = speed / theirs.middle("mb_s")
        yield Row("serve: throughput, against nginx", share, SHARE_LIMIT, both, at_least=True)
    else:
        sys.stderr.write("nginx is missing, and with it the comparison (apt-get install nginx)\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=10, help="of each run, up to 60")
    parser.add_argument("--runs", type=int, default=3, help="for each server, up to 9")
    asked = parser.parse_args()
    found = list(rows(min(asked.seconds, 60), min(asked.runs, 9)))
    table(found)
    return 0 if all(row.ok for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
