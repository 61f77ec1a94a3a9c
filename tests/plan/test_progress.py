"""Loads, reps and sets that change from week to week."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sessions import timeline_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.describe import set_lines
from mmc_audio.coaching.session import build_session
from mmc_audio.errors import MmcError
from mmc_audio.plan.program import load_program
from mmc_audio.plan.progress import LoadProgress
from mmc_audio.plan.read import read_plan
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script

EXAMPLES = Path(__file__).parents[2] / "examples"
CURL = read_plan("work: [{exercise: curl, sets: 3x8, load: 20kg}]", "p.yaml").work[0]


@pytest.mark.parametrize(
    ("written", "loads"),
    [
        ({"add": "2.5kg per week"}, [20, 22.5, 25, 27.5, 30]),
        ({"load": ["20kg", "22kg", "deload 15kg"]}, [20, 22, 15, 20, 22]),
        ({"load": ["20kg", "22kg"], "add": "2kg per cycle"}, [20, 22, 22, 24, 24]),
        ({"load": ["20kg", "22kg"], "add": "2kg"}, [20, 22, 22, 24, 24]),
        ({"add": "5lb per week"}, [20, 20, 20, 20, 20]),
    ],
)
def test_a_load_by_week(written, loads):
    one = LoadProgress.model_validate(written)
    assert [one.of_week(CURL, week).load.value for week in range(1, 6)] == loads


def test_double_progression_is_reps_first_and_then_the_load():
    one = LoadProgress.model_validate({"reps": "8-10", "add": "2kg"})
    weeks = [one.of_week(CURL, week) for week in range(1, 8)]
    assert [(w.reps.low, w.load.value) for w in weeks] == [
        (8, 20), (9, 20), (10, 20), (8, 22), (9, 22), (10, 22), (8, 24)
    ]  # fmt: skip


def sets_of(training):
    return list(set_lines(build_session(training.plan(), load_catalogue())))


@pytest.mark.parametrize("name", ["strength-531", "beginner"])
def test_an_example_program_is_written_and_fits_in_each_of_its_weeks(name):
    program = load_program(EXAMPLES / f"{name}.yaml")
    trainings = list(program.trainings(program.start))
    assert {training.week for training in trainings} == set(range(1, trainings[-1].week + 1))
    for training in {(each.path, each.week): each for each in trainings}.values():
        plan = training.plan()
        session = build_session(plan, load_catalogue())
        assert (
            timeline_of(write_script(plan, session, read_library([], plan.language))).length_ms
            > 600_000
        )


def test_five_three_one_is_its_four_weeks_and_then_heavier():
    program = load_program(EXAMPLES / "strength-531.yaml")
    weeks = [program.day(program.start + timedelta(weeks=week)) for week in range(8)]
    top = [next(line for line in sets_of(day) if "squat 3/3" in line) for day in weeks]
    assert [re.split(r", (?:tempo|at your)", line.split(": ")[1])[0] for line in top] == [
        "5 or more reps, time for 18, 90 kg",
        "3 or more reps, time for 12, 95 kg",
        "1 or more reps, time for 12, 102.5 kg",
        "5 reps, 62.5 kg",
        "5 or more reps, time for 18, 95 kg",
        "3 or more reps, time for 12, 100 kg",
        "1 or more reps, time for 12, 105 kg",
        "5 reps, 67.5 kg",
    ]


@pytest.mark.parametrize(
    ("progress", "message"),
    [
        ("{squat: {add: 2kg}}", "1:1: no plan of the program has squat; check the name"),
        ("{x: {}}", "x: changes nothing; write such as `add: 2.5kg per week`"),
        ("{x: {add: much}}", "add: 'much' is no load"),
        ("{x: {load: [60%], reps: 8-12}}", "`load` and `reps` are two ways to progress"),
        ("{x: {weeks: [{sets: [5 @ ton]}]}}", "'ton' is no load"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, progress, message):
    (tmp_path / "a.yaml").write_text("work: [{exercise: x, load: 20kg, sets: 3}]")
    path = tmp_path / "program.yaml"
    path.write_text(f"start: 2026-11-30\nrotation: [a.yaml]\nprogress: {progress}")
    with pytest.raises(MmcError) as caught:
        load_program(path)
    assert message.removeprefix("1:1: ") in str(caught.value)
