"""Clusters that are not as they should be: one line, and never another plan's fault."""

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from mmc_audio.batch.task import BatchResult, BatchTask
from mmc_audio.errors import UnavailableError

pytest.importorskip("distributed")
from mmc_audio.batch import cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.xdist_group("cluster"),
]
SILENT = ("--engine", "silent")
BENCH = Path(__file__).parents[2] / "scripts" / "benchmark" / "cluster.py"


def start_cluster(folder: Path, workers: int, **environment: str):
    """A scheduler and workers as people start them, with `dask` on the command line."""
    spec = importlib.util.spec_from_file_location("bench_cluster", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = str(Path(cluster.__file__).parents[2])
    return module.cluster(folder, workers, {"PYTHONPATH": root, **environment})


def run(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mmc_audio", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_something_else_at_the_address_is_no_scheduler(monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_S", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=lambda: server.accept()[0].sendall(b"HTTP/1.1 400 No\r\n\r\n")).start()
        with pytest.raises(UnavailableError, match="does not answer"):
            cluster.ClusterPool(f"tcp://127.0.0.1:{server.getsockname()[1]}")


def test_who_takes_the_connection_and_says_nothing_is_not_waited_for_longer(monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_S", 0.5)
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, pytest.raises(UnavailableError, match="does not answer"):
        cluster.ClusterPool(f"tcp://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize(
    "address", ["", "tcp://", "127.0.0.1", "ftp://x:1", "tcp://nowhere.invalid:1"]
)
def test_addresses_that_are_none(address, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_S", 1)
    with pytest.raises(UnavailableError, match="does not answer"):
        cluster.ClusterPool(address)


@pytest.fixture(scope="module", autouse=True)
def unanswered(tmp_path_factory):
    """A batch that nobody answers and how long it took, in time: it waits while others run."""
    folder = tmp_path_factory.mktemp("unanswered")
    (folder / "a.yaml").write_text("title: A\nwork:\n  - {exercise: plank, sets: 1}\n")

    def timed():
        began = time.monotonic()
        done = run("batch", folder, "-o", folder / "out", "--scheduler", "tcp://127.0.0.1:9")
        return done, time.monotonic() - began

    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(timed)


def test_a_scheduler_without_workers(tmp_path):
    with start_cluster(tmp_path, 0) as address, pytest.raises(UnavailableError, match="no workers"):
        cluster.ClusterPool(address)


class OtherDask:
    def get_versions(self, *, check: bool):
        assert not check
        return {
            "client": {"packages": {"distributed": "2026.1"}},
            "scheduler": {"packages": {"distributed": "2026.1"}},
            "workers": {"tcp://w:1": {"packages": {"distributed": "2020.1"}}},
        }


def test_another_dask_is_named():
    with pytest.raises(UnavailableError, match=r"worker tcp://w:1 .* 2020\.1, here it is 2026\.1"):
        cluster._check_dask(OtherDask(), "tcp://s:1")


def test_parts_that_decide_the_bytes_must_be_the_same(monkeypatch):
    cluster._check_parts("w", cluster._parts())
    with pytest.raises(UnavailableError, match=r"lameenc 0\.0\.1"):
        cluster._check_parts("w", {**cluster._parts(), "lameenc": "0.0.1"})
    with pytest.raises(UnavailableError, match="no mmc-audio"):
        cluster._check_parts("w", ModuleNotFoundError("No module named 'mmc_audio'"))


class Dead:
    def exception(self):
        return MemoryError("gone")


def test_a_plan_that_no_worker_could_finish_is_reported():
    pool = object.__new__(cluster.ClusterPool)
    result = pool._result(Dead(), BatchTask("a.yaml", "out"))
    assert result == BatchResult("a.yaml", 1, result.problems)
    assert "a.yaml: no worker could finish it (MemoryError)" in result.problems[0]


def test_a_worker_without_the_engine_fails_its_plans_with_that_reason(clients, tmp_path):
    """The library of eSpeak NG is hidden by an empty package of the same name."""
    hidden = tmp_path / "hidden" / "espeakng_loader"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("def get_library_path(): return '/nowhere/lib.so'\n")
    folder = clients(1)
    for client, engine in {"anna": "espeak", "bo": "silent"}.items():
        plan = folder / client / "day-0.yaml"
        plan.write_text(plan.read_text() + f"voice: {{engine: {engine}}}\n")
    root = str(Path(cluster.__file__).parents[2])
    path = os.pathsep.join((str(hidden.parent), root))
    with start_cluster(tmp_path, 1, PYTHONPATH=path) as address:
        done = run("batch", folder, "-o", tmp_path / "out", "--scheduler", address)
    assert done.returncode == 69
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    codes = {Path(entry["plan"]).parent.name: entry["exit_code"] for entry in report["results"]}
    assert codes == {"anna": 69, "bo": 0}
    (problem,) = [entry["problems"] for entry in report["results"] if entry["exit_code"]]
    assert "libespeak-ng cannot be loaded" in problem[0]


def test_a_scheduler_that_dies_is_reported_and_the_batch_goes_on_later(clients, tmp_path):
    folder, out = clients(4, sets=4), tmp_path / "out"
    with start_cluster(tmp_path, 1) as address:
        command = [sys.executable, "-m", "mmc_audio", "batch", str(folder), "-o", str(out), *SILENT]
        batch = subprocess.Popen(
            [*command, "--scheduler", address], stderr=subprocess.PIPE, text=True
        )
        while not list(out.rglob("*.mp3")):
            assert batch.poll() is None
            time.sleep(0.05)
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and is_scheduler(entry, tmp_path):
                os.kill(int(entry.name), signal.SIGKILL)
        _, err = batch.communicate(timeout=60)
    assert batch.returncode == 69
    assert err.strip().endswith("go on with --resume")
    assert len(err.strip().splitlines()) == 1
    assert run("batch", folder, "-o", out, "--resume", *SILENT).returncode == 0
    assert len(list(out.rglob("*.mp3"))) == 8


def is_scheduler(process: Path, folder: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"scheduler" in words and any(str(folder).encode() in word for word in words)


def test_the_music_under_a_plan_is_sent_with_it(clients, tmp_path):
    import wave

    folder = clients(1)
    with wave.open(str(folder / "anna" / "music.wav"), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 2000)
    plan = folder / "anna" / "day-0.yaml"
    plan.write_text(plan.read_text() + "bed: {file: music.wav}\n")
    (folder / "bo" / "day-0.yaml").write_text(plan.read_text())
    with start_cluster(tmp_path, 1) as address:
        sent = run("batch", folder, "-o", tmp_path / "sent", "--scheduler", address, *SILENT)
    assert sent.returncode == 66
    assert "bo/day-0.yaml" in sent.stderr or "music.wav" in sent.stderr
    assert run("batch", folder / "anna", "-o", tmp_path / "here", *SILENT).returncode == 0
    (far,) = (tmp_path / "sent").rglob("*.mp3")
    (near,) = (tmp_path / "here").rglob("*.mp3")
    assert far.read_bytes() == near.read_bytes()


def test_no_answer_is_one_line_and_its_exit_code(unanswered):
    done, took = unanswered.result()
    assert done.returncode == 69
    assert len(done.stderr.strip().splitlines()) == 1
    assert "docs/scale.md" in done.stderr
    assert took < 20
