"""The same plans on a Dask cluster: the same bytes, and faults reported in one line."""

import subprocess
import sys

import pytest

distributed = pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.xdist_group("cluster"),
]


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:
        yield cluster.scheduler_address


def run(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mmc_audio", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)


def test_a_cluster_gives_the_same_bytes(clients, scheduler, sessions, tmp_path):
    folder = clients(1)
    for out, more in (
        ("here", ()),
        ("sent", ("--scheduler", scheduler)),
        ("shared", ("--scheduler", scheduler, "--shared")),
    ):
        done = run("batch", folder, "-o", tmp_path / out, *more)
        assert done.returncode == 0, done.stderr
    here = sessions(tmp_path / "here")
    assert len(here) == 2
    assert sessions(tmp_path / "sent") == here
    assert sessions(tmp_path / "shared") == here
    alone = run("render", folder / "anna" / "day-0.yaml", "-o", tmp_path / "alone")
    assert alone.returncode == 0, alone.stderr
    assert sessions(tmp_path / "alone")["day-0/day-0.mp3"] == here["anna/day-0/day-0.mp3"]


def test_side_cars_come_back_too(clients, scheduler, tmp_path):
    done = run("batch", clients(1), "-o", tmp_path / "out", "--scheduler", scheduler)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out" / "anna" / "day-0").iterdir()}
    assert {"day-0.cues.json", "day-0.lrc", "day-0.vtt", "cover.jpg"} <= names


def test_a_worker_without_the_engine_fails_its_plans_not_the_batch(clients, scheduler, tmp_path):
    folder = clients(1)
    (folder / "bo" / "other.yaml").write_text(
        (folder / "bo" / "day-0.yaml").read_text() + "voice: {engine: not-there}\n"
    )
    done = run("batch", folder, "-o", tmp_path / "out", "--scheduler", scheduler)
    assert done.returncode == 69
    assert "not-there" in done.stderr
    assert len(list((tmp_path / "out").rglob("*.mp3"))) == 2


def test_a_scheduler_that_does_not_answer_is_reported_in_one_line(clients, tmp_path, monkeypatch):
    from mmc_audio.batch import cluster
    from mmc_audio.errors import UnavailableError

    monkeypatch.setattr(cluster, "ANSWER_S", 1)
    with pytest.raises(UnavailableError, match="does not answer"):
        cluster.ClusterPool("tcp://127.0.0.1:9")
    with pytest.raises(UnavailableError, match="does not answer"):
        cluster.ClusterPool("nonsense://127.0.0.1")


def test_workers_of_another_version_are_reported(scheduler, monkeypatch):
    from mmc_audio.batch import cluster
    from mmc_audio.errors import UnavailableError

    monkeypatch.setattr(cluster, "__version__", "9.9.9")
    with pytest.raises(UnavailableError, match=r"9\.9\.9"):
        cluster.ClusterPool(scheduler)


def test_a_coachs_own_templates_reach_the_workers(clients, scheduler, tmp_path, monkeypatch):
    folder = clients(1)
    own = tmp_path / "templates" / "en"
    own.mkdir(parents=True)
    (own / "work_done.cues.j2").write_text("[setup] Signed, your coach.\n")
    monkeypatch.chdir(tmp_path)
    done = run("batch", folder, "-o", tmp_path / "out", "--scheduler", scheduler)
    assert done.returncode == 0, done.stderr
    sheet = (tmp_path / "out" / "anna" / "day-0" / "day-0.cues.json").read_text()
    assert "Signed, your coach." in sheet
