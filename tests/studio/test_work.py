"""Long work in a process of its own."""

import os
from datetime import date

import pytest

from mmc_audio._lib.long_work import STOPPED
from mmc_audio._lib.process import descendants
from mmc_audio.studio.program_desk import put_on_day
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.render_work import render_work

DAY = date(2026, 11, 30)
PLAN = "title: A\nprepare: none\nclose: none\nwork:\n  - {exercise: squat, sets: 1, reps: 4}\n"


@pytest.fixture
def planned(workspace):
    files = WorkspaceFiles(workspace)
    files.save("plans/a.yaml", PLAN, "")
    put_on_day(files, "plans/a.yaml", DAY)
    return workspace


def test_a_day_is_rendered_and_each_step_is_said(planned):
    steps = []
    silent = PLAN.replace("work:", "voice: {engine: silent}\nwork:")
    (planned / "plans/a.yaml").write_text(silent)
    done = render_work(planned, DAY).run(lambda *step: steps.append(step))
    assert done.error == ""
    assert (planned / done.report["mp3"]).stat().st_size > 10_000
    assert {stage for stage, _, _ in steps} >= {"Speaking", "Rendering"}


def test_what_is_wrong_is_said_in_one_line(planned):
    (planned / "plans/a.yaml").write_text("title: A\nwork: [{exercise: squat, sets: many}]\n")
    done = render_work(planned, DAY).run(lambda *_: None)
    assert done.report == {}
    assert "plans/a.yaml:2" in done.error
    assert "\n" not in done.error


def test_work_that_is_stopped_leaves_no_process_and_nothing_half_made(planned):
    before = descendants(os.getpid())
    (planned / "plans/a.yaml").write_text(PLAN.replace("sets: 1", "sets: 10"))
    work = render_work(planned, DAY)
    done = work.run(lambda *_: work.stop())
    assert done.error == STOPPED
    assert [pid for pid in descendants(os.getpid()) if pid not in before] == []
    assert list(planned.glob("output/**/*.mp3")) == []


def test_work_that_was_stopped_before_it_began_does_not_begin(planned):
    work = render_work(planned, DAY)
    work.stop()
    assert work.run(lambda *_: None).error == STOPPED
    assert not (planned / "output").exists()
