"""The cases of the bench. Each measures whole processes and gives rows of the table."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import work
from cluster import cluster
from measure import Cost, Desk, desk, peak, run, wall

NAIVE = Path(__file__).parents[1] / "bench_peers" / "naive.py"
PICTURE = "Picture a rope that winds onto a {} reel"
WORDS = ("long", "thin", "wide", "small", "heavy", "light", "old", "new", "bright", "dark")


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    case: str
    value: float
    limit: float
    detail: str
    at_least: bool = False
    """The value must not be below the limit, instead of not above it."""

    @property
    def ok(self) -> bool:
        """Whether the limit is held."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True)
class Size:
    """How much is done."""

    runs: int = 5
    naive_runs: int = 5
    clients: int = work.CLIENTS
    sessions: int = work.SESSIONS
    singles: int = 20
    """Sessions of the coach's that are also rendered alone; their mean stands for all."""
    cluster_plans: int = 12
    lengths: tuple[int, ...] = (1, 2, 5, 10, 21)
    """Exercises in the sessions of the chart."""
    naive_lengths: tuple[int, ...] = (1, 2)
    """Those of them that the naive way renders too, besides the reference."""


QUICK = Size(1, 1, 4, 4, 4, 8, (1, 2, 5), (1,))


class Bench:
    """Measures, and keeps what was measured."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.costs: dict[str, list[Cost]] = {}
        self.lines: dict[str, list[tuple[float, float]]] = {}
        self.minutes: dict[int, float] = {}

    def note(self, name: str, cost: Cost) -> Cost:
        """Keep a cost, and say it."""
        self.costs.setdefault(name, []).append(cost)
        words = f"{cost.wall_s:8.2f} s {cost.cpu_s:8.2f} s CPU {cost.peak_mb:7.0f} MB  {name}"
        sys.stderr.write(words + "\n")
        return cost

    def naive(self) -> Iterator[Row]:
        """The reference session the naive way; `reference` says what it comes to."""
        with desk() as at:
            at.render(at.write("reference.yaml", work.session(work.REFERENCE)))
            for _ in range(self.size.naive_runs):
                self.note("naive", _naive(at, at.one(".cues.json")))
        yield from ()

    def reference(self) -> Iterator[Row]:
        """The reference session against an encoder alone, and against the naive way."""
        with desk() as at:
            plan = at.write("reference.yaml", work.session(work.REFERENCE))
            for number in range(self.size.runs):
                at.clean()
                self.note("cold", at.render(plan))
                sheet, mp3 = at.one(".cues.json"), at.one(".mp3")
                pcm = _pcm(at, mp3)
                self.note("ffmpeg", _ffmpeg(at, pcm))
                self._edits(at, number)
                self.note("nothing changed", at.render(plan))
            self.minutes[work.REFERENCE] = _minutes(sheet)
        yield from self._against_floor()

    def _edits(self, at: Desk, number: int) -> None:
        """One word changed, in the script and in the plan, to one never said before.

        It is in a free line, so that everything after it in its section moves: the worst place.
        """
        first = 3 * number
        before, said, planned = (PICTURE.format(WORDS[(first + n) % len(WORDS)]) for n in range(3))
        written = work.session(work.REFERENCE, image=before)
        plan = at.write("edited.yaml", written)
        script = at.write("edited.cues", _script(at, plan))
        spoken = at.folder / "spoken"
        at.mmc("speak", script, "-o", spoken)
        at.render(plan)
        script.write_text(script.read_text().replace(before, said))
        self.note("one word edited (script)", at.mmc("speak", script, "-o", spoken))
        plan.write_text(written.replace(before, planned))
        self.note("one word edited (plan)", at.render(plan))

    def _against_floor(self) -> Iterator[Row]:
        floor, cold = wall(self.costs["ffmpeg"]), wall(self.costs["cold"])
        yield Row("cold, against ffmpeg's encode", cold / floor, 0.6, f"{cold:.2f} / {floor:.2f} s")
        if "naive" in self.costs:
            naive = wall(self.costs["naive"])
            yield Row("cold, against naive", cold / naive, 0.04, f"{cold:.2f} / {naive:.1f} s")
        for name, limit in (
            ("one word edited (script)", 0.10),
            ("one word edited (plan)", 0.10),
            ("nothing changed", 0.06),
        ):
            took = wall(self.costs[name])
            yield Row(f"{name}, against ffmpeg", took / floor, limit, f"{took:.2f} / {floor:.2f} s")

    def long_sessions(self) -> Iterator[Row]:
        """A 3-hour session against a 20-minute one; and points for the chart."""
        for exercises in self.size.lengths:
            self._length(exercises)
        short, long_ = (self.costs[f"cold {n}"] for n in (work.SHORT, max(self.size.lengths)))
        yield Row(
            "3 h against 20 min: peak memory", peak(long_) / peak(short), 1.3,
            f"{peak(long_):.0f} / {peak(short):.0f} MB",
        )  # fmt: skip
        each = [
            wall(costs) / self.minutes[n]
            for costs, n in ((long_, max(self.size.lengths)), (short, work.SHORT))
        ]
        yield Row(
            "3 h against 20 min: time a minute", each[0] / each[1], 1.1,
            f"{each[0] * 1000:.0f} / {each[1] * 1000:.0f} ms",
        )  # fmt: skip

    def _length(self, exercises: int) -> None:
        counted = exercises in (work.SHORT, work.LONG)
        with desk() as at:
            plan = at.write("session.yaml", work.session(exercises))
            for _ in range(self.size.runs if counted else 1):
                at.clean()
                self.note(f"cold {exercises}", at.render(plan))
            sheet = at.one(".cues.json")
            self.minutes[exercises] = _minutes(sheet)
            took = wall(self.costs[f"cold {exercises}"])
            self._point("mmc-audio", exercises, took)
            if exercises in self.size.naive_lengths:
                cost = self.note(f"naive {exercises}", _naive(at, sheet))
                self._point("naive", exercises, cost.wall_s)

    def _point(self, line: str, exercises: int, seconds: float) -> None:
        self.lines.setdefault(line, []).append((self.minutes[exercises], seconds))

    def coach(self) -> Iterator[Row]:
        """Many clients in one batch, against each session alone."""
        plans = list(work.clients(self.size.clients, self.size.sessions))
        with desk() as at:
            for name, text in plans:
                at.write(f"plans/{name}", text)
            for _ in range(self.size.runs):
                at.clean()
                self.note("coach", at.mmc("batch", at.folder / "plans", "-o", at.out))
            step = max(len(plans) // self.size.singles, 1)
            # A step that is no divisor of a client's sessions meets early and late ones.
            for name, _ in plans[:: step + 1 if step > 1 else 1][: self.size.singles]:
                at.clean()
                self.note("single", at.render(at.folder / "plans" / name))
        singles = self.costs["single"]
        alone = sum(cost.cpu_s for cost in singles) / len(singles)
        each = median(cost.cpu_s for cost in self.costs["coach"]) / len(plans)
        yield Row(
            f"{len(plans)} sessions together: CPU for each", each / alone, 0.35,
            f"{each:.2f} / {alone:.2f} s",
        )  # fmt: skip

    def on_a_cluster(self) -> Iterator[Row]:
        """One Dask worker against two, with cold caches."""
        with desk() as at:
            for name, text in list(work.clients(self.size.cluster_plans, 1)):
                at.write(f"plans/{name}", text)
            for _ in range(self.size.runs):
                for workers in (1, 2):
                    self.note(f"cluster of {workers}", _on_cluster(at, workers))
        one, two = (wall(self.costs[f"cluster of {n}"]) for n in (1, 2))
        yield Row(
            "Dask: 2 workers against 1", one / two, 1.7, f"{one:.1f} / {two:.1f} s", at_least=True
        )

    def same_bytes(self) -> Iterator[Row]:
        """A cold render, a warm one and one on a cluster."""
        with desk() as at:
            plan = at.write("plans/session.yaml", work.session(1))
            digests = []
            for words in ((), ("--force",)):
                at.render(plan, *words)
                digests.append(_digest(at.one(".mp3")))
            at.clean()
            with cluster(at.folder, 2, at.env) as address:
                at.mmc("batch", at.folder / "plans", "-o", at.out, "--scheduler", address)
            digests.append(_digest(at.one(".mp3")))
        yield Row("different files: cold, warm, cluster", len(set(digests)), 1, digests[0][:16])

    def help(self) -> Iterator[Row]:
        """How soon the program answers at all."""
        for _ in range(4 * self.size.runs + 1):
            self.note("--help", run(["mmc-audio", "--help"]))
            self.note("import click", run([sys.executable, "-c", "import click"]))
        ours, click = wall(self.costs["--help"]), wall(self.costs["import click"])
        yield Row(
            "--help, against import click", ours / click, 2.0,
            f"{ours * 1000:.0f} / {click * 1000:.0f} ms",
        )  # fmt: skip

    def finish_chart(self) -> None:
        """The reference belongs to the naive line too."""
        if "naive" in self.costs:
            self._point("naive", work.REFERENCE, wall(self.costs["naive"]))


CASES = {
    "naive": Bench.naive,
    "coach": Bench.coach,
    "help": Bench.help,
    "reference": Bench.reference,
    "long": Bench.long_sessions,
    "bytes": Bench.same_bytes,
    "cluster": Bench.on_a_cluster,
}
"""The longest first; of them only processor time and one core count, so they bear company best."""


def _pcm(at: Desk, mp3: Path) -> Path:
    """The session as a WAV file."""
    pcm = at.folder / "session.wav"
    if not pcm.exists():
        run(["ffmpeg", "-v", "error", "-y", "-i", str(mp3), str(pcm)])
    return pcm


def _ffmpeg(at: Desk, pcm: Path) -> Cost:
    out = str(at.folder / "floor.mp3")
    return run(["ffmpeg", "-v", "error", "-y", "-i", str(pcm), "-b:a", "96k", out])


def _naive(at: Desk, sheet: Path) -> Cost:
    return run([sys.executable, str(NAIVE), str(sheet), str(at.folder / "naive.mp3")])


def _script(at: Desk, plan: Path) -> str:
    import os
    import subprocess

    command, env = ["mmc-audio", "script", str(plan)], {**os.environ, **at.env}
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


def _minutes(sheet: Path) -> float:
    import json

    return float(json.loads(sheet.read_text())["duration_s"]) / 60


def _on_cluster(at: Desk, workers: int) -> Cost:
    at.clean()
    with cluster(at.folder, workers, at.env) as address:
        return at.mmc("batch", at.folder / "plans", "-o", at.out, "--scheduler", address)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
