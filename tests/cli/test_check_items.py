"""What `check` says of each item, and what commands do with a name that is not certain."""

import json

import pytest

PLAN = """\
title: T
intro: false
prepare: short
close: none
work:
  - {exercise: biceps curl, sets: 2x3, tempo: 2-0-1-0, rest: 30s}
  - superset: [{exercise: dip, reps: 3}, {exercise: shrug, reps: 3}]
    rounds: 1
  - {exercise: leg press, sets: 1x3, rest: 0s}
  - {exercise: plank, hold: 20s}
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN)
    return path


def test_check_shows_how_long_each_item_lasts(mmc, plan):
    (row,) = json.loads(mmc("check", plan, "--json", "--engine", "silent").out)
    assert [item["item"] for item in row["items"]] == [
        "before the work", "Biceps curl", "Dip + Shrug", "Leg press", "Plank"
    ]  # fmt: skip
    total = sum(item["length_s"] for item in row["items"])
    assert total == pytest.approx(row["duration_s"], abs=0.2)
    assert "  Dip + Shrug" in mmc("check", plan, "--engine", "silent").out


def test_what_a_rest_has_no_time_for_is_in_check(mmc, plan):
    said = mmc("check", plan, "--engine", "silent").err
    assert "Plank: left out for lack of time: 'Plank.' and" in said
    assert "(block of 0.00 s, needed" in said


def test_of_many_places_without_time_the_first_are_shown_and_all_with_v(mmc, tmp_path):
    path = tmp_path / "class.txt"
    names = ["roll up", "swan", "saw", "seal", "teaser", "rolling like a ball", "spine stretch"]
    path.write_text("Pilates class\n\n" + "".join(f"{name} 6 reps\n" for name in names))
    few, all_ = (mmc("check", path, "--engine", "silent", *more).err for more in ((), ("-v",)))
    assert few.count("left out for lack of time") == 3
    assert "more places where lines found no time: -v shows them" in few
    assert all_.count("left out for lack of time") > 4


def test_script_says_what_a_name_was_taken_for(mmc, plan):
    plan.write_text(PLAN.replace("leg press", "cable thing for rear delts"))
    done = mmc("script", plan)
    assert "note: " in done.err
    assert "rear delts" in done.err
    assert done.out.startswith("@title T")
    assert "note: " not in done.out


def test_a_strict_batch_refuses_such_a_name(mmc, plan, tmp_path):
    plan.write_text(PLAN.replace("leg press", "cable thing for rear delts"))
    run = ("batch", tmp_path, "-o", tmp_path / "out", "--engine", "silent", "--workers", "1")
    done = mmc(*run, "--strict")
    assert done.code == 65
    assert "cable thing for rear delts" in done.err
    assert not list(tmp_path.glob("out/**/*.mp3"))


NEW_NAMES = """\
work:
  - {exercise: zorbo slamp, sets: 3}
  - {exercise: bench press, load: 60}
  - exercise: grumble
"""


def test_new_names_are_said_beside_the_errors_each_at_its_name(mmc, tmp_path):
    plan = tmp_path / "p.yaml"
    plan.write_text(NEW_NAMES)
    found = mmc("check", plan)
    lines = [line.removeprefix("note: ").replace(f"{plan}:", "") for line in found.err.splitlines()]
    assert [line.split(":")[0:2] for line in lines] == [["3", "35"], ["2", "16"], ["4", "15"]]
    plan.write_text(NEW_NAMES.replace("60}", "60kg}"))
    said = mmc("check", plan, "--engine", "silent").err
    assert f"{plan}:2:16: " in said
    assert f"{plan}:4:15: " in said
