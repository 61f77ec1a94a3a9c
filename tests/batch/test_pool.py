"""The pool of worker processes: plans that kill their worker, and reports that stay whole."""

import json
import sys

import pytest

from mmc_audio.batch import local
from mmc_audio.batch.local import LocalPool
from mmc_audio.batch.task import BatchTask

WORKER = """
import json, os, pathlib, sys

for line in sys.stdin:
    task = json.loads(line)
    name, folder = pathlib.Path(task["plan"]).name, pathlib.Path(task["output"])
    with (folder / "begun").open("a") as file:
        file.write(f"{name} {os.getpid()}\\n")
    if name == "deadly" or (name == "unlucky" and not (folder / "died").exists()):
        (folder / "died").touch()
        os.kill(os.getpid(), 9)
    if name == "babbling":
        print("not what was asked for", flush=True)
        sys.exit()
    fields = {"plan": task["plan"], "exit_code": 0, "problems": [], "warnings": []}
    print(json.dumps(fields), flush=True)
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Does the tasks of these names with workers that do no more than live and die."""
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "stub_worker.py").write_text(WORKER + "\ndef main(parent): pass\n")
    monkeypatch.syspath_prepend(modules)
    monkeypatch.setattr(local, "WORKER", "stub_worker:main")

    def call(*names: str, size: int = 2) -> dict[str, tuple[str, ...]]:
        with LocalPool(size) as pool:
            results = list(pool.run([BatchTask(name, str(tmp_path)) for name in names]))
        assert sorted(result.plan for result in results) == sorted(names)
        return {result.plan: result.problems for result in results if not result.ok}

    return call


def begun(folder, name: str) -> list[str]:
    """The processes that began the task `name`."""
    lines = (folder / "begun").read_text().split("\n")
    return [line.split()[1] for line in lines if line.startswith(f"{name} ")]


def test_a_plan_whose_worker_dies_is_done_once_more_by_another(run, tmp_path):
    assert run("a", "unlucky", "b", "c") == {}
    first, second = begun(tmp_path, "unlucky")
    assert first != second


def test_a_plan_that_kills_every_worker_is_reported_and_the_rest_go_on(run, tmp_path):
    failed = run("a", "b", "deadly", "c", "d")
    assert list(failed) == ["deadly"]
    assert "died 2 times" in failed["deadly"][0]
    assert len(begun(tmp_path, "deadly")) == 2


def test_the_last_worker_may_die_too(run):
    assert list(run("deadly", size=1)) == ["deadly"]


def test_one_worker_does_all_plans_one_after_the_other(run, tmp_path):
    assert run("a", "b", "c", size=1) == {}
    assert len({line.split()[1] for line in (tmp_path / "begun").read_text().splitlines()}) == 1


def test_no_more_workers_than_plans(run, tmp_path):
    assert run("a", "b", size=50) == {}
    assert len({line.split()[1] for line in (tmp_path / "begun").read_text().splitlines()}) <= 2


def test_a_worker_that_says_something_else_counts_as_dead(run):
    assert list(run("babbling", "a")) == ["babbling"]


def test_a_worker_that_cannot_be_started_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with LocalPool(1) as pool, pytest.raises(OSError, match="no-python"):
        list(pool.run([BatchTask("a", str(tmp_path))]))


def test_what_workers_say_is_json():
    from mmc_audio.batch.task import BatchResult, as_data, result_of

    result = BatchResult("a.yaml", 65, ("wrong",), warnings=("careful",))
    assert result_of(json.loads(json.dumps(as_data(result)))) == result
