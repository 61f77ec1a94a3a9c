"""The bench: what mmc-audio takes, beside what people would write instead, in one run.

usage: scripts/bench [--quick] [--runs N] [--naive-runs N] [--only CASE,...] [--publish]
       scripts/bench --serve [--quick] [--publish]

Prints a table of each case with its limit, and writes bench.json and bench.svg into build/bench/,
with --publish also into docs/. With --serve it measures the player's server instead: serve.json.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import preview
import serve
from cases import CASES, QUICK, Bench, Row, Size
from chart import chart
from table import table

ROOT = Path(__file__).parents[2]
CORES = 2
CASES["template"] = lambda bench: preview.rows(bench.size.runs)
SERVE = {"serve": lambda bench: serve.rows(3 if bench.size == QUICK else 10)}


def main() -> int:
    asked = options()
    use_two_cores()
    bench = Bench(size_of(asked))
    began = time.time()
    rows = [row for name in asked.only for row in (CASES | SERVE)[name](bench)]
    table(rows)
    publish(asked, bench, rows, time.time() - began)
    return 0 if all(row.ok for row in rows) else 1


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="everything once, and less of it")
    parser.add_argument("--runs", type=int, help="medians of so many runs; 5 where left out")
    parser.add_argument("--naive-runs", type=int, help="the naive way takes minutes; 5 runs")
    parser.add_argument("--only", default=",".join(CASES), help=f"some of {','.join(CASES)}")
    parser.add_argument("--serve", action="store_true", help="50 phones at once, and that alone")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench", help="folder")
    parser.add_argument("--publish", action="store_true", help="also write docs/bench.*")
    asked = parser.parse_args()
    asked.only = list(SERVE) if asked.serve else asked.only.split(",")
    unknown = set(asked.only) - set(CASES | SERVE)
    if unknown:
        parser.error(f"there is no case {', '.join(unknown)}; choose from {', '.join(CASES)}")
    return asked


def size_of(asked: argparse.Namespace) -> Size:
    size = QUICK if asked.quick else Size()
    size = replace(size, runs=asked.runs or size.runs)
    return replace(size, naive_runs=asked.naive_runs or size.naive_runs)


def use_two_cores() -> None:
    """The limits are for two cores; a larger machine shows what two of its cores do."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def publish(asked: argparse.Namespace, bench: Bench, rows: list[Row], took: float) -> None:
    bench.finish_chart()
    asked.out.mkdir(parents=True, exist_ok=True)
    report = {
        "version": 1,
        "date": time.strftime("%Y-%m-%d"),
        "took_s": round(took),
        "quick": asked.quick,
        "machine": machine(),
        "rows": [{**asdict(row), "value": round(row.value, 4), "ok": row.ok} for row in rows],
        "runs": {name: [asdict(c) for c in costs] for name, costs in bench.costs.items()},
        "chart": bench.lines,
    }
    name = "serve" if asked.serve else "bench"
    (asked.out / f"{name}.json").write_text(json.dumps(report, indent=1) + "\n")
    if bench.lines:
        title = "Time to render a session, cold"
        (asked.out / f"{name}.svg").write_text(chart(title, bench.lines))
    print(f"written to {asked.out}")
    for path in asked.out.glob(f"{name}.*") if asked.publish else ():
        shutil.copy(path, ROOT / "docs" / path.name)


def machine() -> dict[str, object]:
    return {
        "cpu": cpu_name(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else CORES,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "ffmpeg": first_line(["ffmpeg", "-version"]),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), "unknown")


def first_line(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
