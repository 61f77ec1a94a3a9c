"""`script` and `timeline` answer the practice log, as `render` does."""

import json

import pytest

PLAN = "work: [{exercise: biceps curl, sets: 2, reps: 8, load: 20kg, rest: 60s}]\n"


@pytest.fixture
def plan(mmc, tmp_path):
    """A plan with the log of its athlete beside it."""
    path = tmp_path / "arms.yaml"
    path.write_text(PLAN)
    felt = ("--reps", 8, "--felt", "elsewhere", "--clarity", 1)
    ledger = tmp_path / "practice.sqlite3"
    said = mmc("log", "--exercise", "biceps_curl", "--set", 1, *felt, "--ledger", ledger)
    assert said.code == 0
    return path


def test_the_script_answers_what_was_logged(mmc, plan):
    answered = mmc("script", plan)
    (plan.parent / "practice.sqlite3").unlink()
    alone = mmc("script", plan)
    assert "Last time" in answered.out
    assert "Last time" not in alone.out


def test_script_timeline_and_render_say_the_same(mmc, plan, tmp_path):
    sheet = json.loads(mmc("timeline", plan, "--engine", "silent", "--json").out)
    mmc("render", plan, "-o", tmp_path / "out", "--engine", "silent")
    (written,) = (tmp_path / "out").rglob("*.cues.json")
    texts = [cue["text"] for cue in json.loads(written.read_text())["cues"]]
    assert [cue["text"] for cue in sheet["cues"]] == texts
    assert any(text and "Last time" in text for text in texts)


def test_check_shows_the_sets_that_are_heard(mmc, plan):
    def sets():
        (row,) = json.loads(mmc("check", plan, "--engine", "silent", "--json").out)
        return row["sets"]

    answered = sets()
    (plan.parent / "practice.sqlite3").unlink()
    assert answered != sets(), "it was felt elsewhere: the sets are lighter and slower"
