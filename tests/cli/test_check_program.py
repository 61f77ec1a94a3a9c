"""Advice on a program: what shows only over weeks, with its place, reason and what to do."""

import json

import pytest

from mmc_audio.plan.program import load_program
from mmc_audio.rendering.weeks import advice_on_weeks, days_looked_at

PROGRAM = """\
title: Weeks
start: 2026-11-30
weeks: 4
by_weekday: {monday: a.yaml, thursday: b.yaml}
"""
WHOLE = ["back squat", "romanian deadlift", "bench press", "seated row", "overhead press", "plank"]


def plan(*names, load="40kg", sets=3):
    items = (f"  - {{exercise: {one}, sets: {sets}, rest: 90s}}\n" for one in names)
    first = f"  - {{exercise: {names[0]}, sets: {sets}x5, load: {load}, rest: 2m}}\n"
    return f"title: P\ngoal: general\nwork:\n{first}" + "".join([*items][1:])


@pytest.fixture
def advised(tmp_path):
    def say(a, b, more=""):
        (tmp_path / "a.yaml").write_text(a)
        (tmp_path / "b.yaml").write_text(b)
        (tmp_path / "program.yaml").write_text(PROGRAM + more)
        program = load_program(tmp_path / "program.yaml")
        return {one.id: one for one in advice_on_weeks(program, days_looked_at(program))}

    return say


def test_a_whole_body_at_even_loads_needs_no_advice(advised):
    assert advised(plan(*WHOLE), plan(*WHOLE)) == {}


def test_muscles_without_a_set_are_named(advised):
    found = advised(plan("bench press", "overhead press"), plan("back squat", "leg press"))
    assert "nothing for back and trunk" in found["W-COVER"].what
    assert found["W-COVER"].severity == "warning"
    assert found["W-COVER"].key == "by_weekday"


def test_one_side_of_a_pair_with_less_than_half_is_named(advised):
    pulls = plan("seated row", "lat pulldown", "dumbbell row")
    found = advised(plan(*WHOLE), pulls)
    assert "sets for the back and 12 for the chest" in found["W-COVER"].what


@pytest.mark.parametrize(
    ("loads", "percent"), [("[40kg, 60kg]", 50), ("[60kg, 66kg, 40kg, 66kg]", 0)]
)
def test_a_step_is_measured_from_the_heaviest_week_so_far(advised, loads, percent):
    whole = plan(*WHOLE)
    found = advised(whole, whole, f"progress:\n  back squat: {{load: {loads}}}\n")
    assert ("W-STEP" in found) == bool(percent)
    if percent:
        assert f"in week 2, {percent} % more" in found["W-STEP"].what
        assert found["W-STEP"].key == "progress"


def test_light_weights_go_up_by_the_plates_there_are(advised):
    whole = plan("seated row", *WHOLE, load="10kg")
    found = advised(whole, whole, "progress:\n  seated row: {load: [10kg, 12kg]}\n")
    assert "W-STEP" not in found


def test_much_that_is_new_is_pointed_out(advised):
    found = advised(plan(*WHOLE, "biceps curl"), plan(*WHOLE))
    assert found["W-NEW"].what.startswith("7 new exercises on 2026-11-30, in week 1")


def test_check_says_it_with_its_place_reason_and_source(mmc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(plan("bench press"))
    (tmp_path / "b.yaml").write_text(plan("back squat"))
    (tmp_path / "program.yaml").write_text(PROGRAM)
    said = mmc("check", "program.yaml")
    assert said.code == 0
    assert "program.yaml: a program. 8 trainings in 4 weeks" in said.out
    assert "program.yaml:4:1: warning W-COVER: 4 weeks train" in said.out
    assert "(ACSM 2009)" in said.out
    (row,) = json.loads(mmc("check", "program.yaml", "--json").out)
    assert (row["ok"], row["trainings"], row["advice"][0]["id"]) == (True, 8, "W-COVER")
    assert json.loads(mmc("check", "program.yaml", "--no-advice", "--json").out)[0]["advice"] == []


def test_a_plan_of_the_program_that_is_wrong_is_reported_once(mmc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("title: A\nwork: [{exercise: plank, hold: soon}]\n")
    (tmp_path / "b.yaml").write_text(plan("back squat"))
    (tmp_path / "program.yaml").write_text(PROGRAM)
    said = mmc("check", "program.yaml")
    assert said.code == 65
    assert said.err.count("a.yaml") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "start: 2026-11-30\nweek: {monday: a.yaml}\n",
            "program.yaml:3:1: 'week' is no key of the",
        ),
        ("start: 2026-11-30\nby_weekday: {monday: no.yaml}\n", "there is no plan 'no.yaml'"),
        ("exercises:\n  - squat 3x8\n", "program.yaml:2:1: 'exercises' is no key of the plan"),
    ],
)
def test_what_is_wrong_in_a_program_is_said_at_its_place(mmc, tmp_path, monkeypatch, text, found):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.yaml").write_text(f"title: Mine\n{text}")
    said = mmc("check", "program.yaml")
    assert (said.code, said.out) == (65, "")
    assert found in said.err
    assert len(said.err.splitlines()) == 1
