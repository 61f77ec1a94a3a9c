"""Many plans on this machine: one that fails, one whose worker dies, one that is interrupted."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mmc_audio.batch.journal import JOURNAL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def finish(process: subprocess.Popen) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def workers_of(parent: int) -> list[int]:
    """The worker processes that `parent` has started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if not entry.name.isdigit():
                continue
            words = (entry / "cmdline").read_bytes().split(b"\0")
            status = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if b"mmc_audio.batch.worker:main" in words and int(status[1]) == parent:
            found.append(int(entry.name))
    return found


def wait_for(condition, seconds: float = 60.0):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
    return found


def test_every_plan_is_where_its_client_is(clients, start, report, sessions):
    code, out, err = finish(start(clients(), "--workers", 2))
    assert code == 0, err
    assert len(sessions()) == 6
    assert "anna/day-0/day-0.mp3" in sessions()
    reported = report()
    assert (reported["plans"], reported["rendered"], reported["failed"]) == (6, 6, 0)
    assert reported["audio_s"] > 100
    assert "plans/s" in out


def test_a_plan_that_fails_is_reported_and_the_rest_go_on(clients, start, report, sessions):
    folder = clients(2)
    (folder / "bo" / "bad.yaml").write_text(
        "title: Bad\nwork:\n  - {exercise: biceps_curl, reps: many}\n"
    )
    code, _, err = finish(start(folder, "--workers", 2))
    assert code == 65
    assert "bad.yaml:3" in err
    assert "Traceback" not in err
    assert len(sessions()) == 4
    failed = [entry for entry in report()["results"] if entry["exit_code"]]
    assert [entry["exit_code"] for entry in failed] == [65]


def test_a_worker_that_dies_has_its_plan_done_by_another(clients, start, sessions):
    process = start(clients(3, sets=4), "--workers", 2)
    victim = wait_for(lambda: workers_of(process.pid))[0]
    wait_for(sessions)
    os.kill(victim, signal.SIGKILL)
    code, _, err = finish(process)
    assert code == 0, err
    assert len(sessions()) == 6


def test_when_the_parent_is_killed_nobody_works_on(clients, start):
    process = start(clients(4, sets=6), "--workers", 2)
    workers = wait_for(lambda: workers_of(process.pid))
    process.kill()
    process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers), 5)


def test_ctrl_c_and_resume(clients, start, report, sessions, tmp_path):
    folder = clients(4, sets=4)
    (tmp_path / "tmp").mkdir()
    process = start(folder, "--workers", 2, TMPDIR=str(tmp_path / "tmp"))
    journal = tmp_path / "out" / JOURNAL
    wait_for(lambda: journal.exists() and journal.read_text().count("\n") >= 2)
    workers = workers_of(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    code, _, err = finish(process)
    assert code == 130
    assert len(err.strip().splitlines()) == 1
    wait_for(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers), 5)
    assert list((tmp_path / "tmp").iterdir()) == []

    done = {path: (tmp_path / "out" / path).stat().st_mtime_ns for path in sessions()}
    with journal.open("a") as file:
        file.write('{"digest": "cut in the mid')
    shutil.rmtree(os.environ["MMC_AUDIO_CACHE"], ignore_errors=True)
    assert finish(start(folder, "--workers", 2, "--resume"))[0] == 0
    assert len(sessions()) == 8
    reported = report()
    assert reported["unchanged"] >= 2
    now = {path: (tmp_path / "out" / path).stat().st_mtime_ns for path in done}
    assert sum(now[path] == done[path] for path in done) >= reported["unchanged"]


def test_no_plans_no_workers_and_too_many(clients, start, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = finish(start(tmp_path / "empty"))
    assert code == 66
    assert "no plan there" in err
    code, _, err = finish(start(clients(1), "--workers", 0))
    assert code == 2
    assert len(err.strip().splitlines()) == 1
    code, _, err = finish(start(clients(1), "--workers", 200))
    assert code == 0
    assert "200 workers" in err
