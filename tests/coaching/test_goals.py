"""What a goal changes: sets, reps, tempo and rest that a plan leaves open, and what is said."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from sessions import BARE, script_of, session_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.goals import GOAL_DOSES, dosed
from mmc_audio.coaching.texts import routines
from mmc_audio.plan.model import Goal

PAGE = Path(__file__).parents[2] / "docs" / "plan.md"
OPEN = "work: [biceps curl, {exercise: back squat}, plank]\n"
WRITTEN = (
    "work: [{exercise: biceps curl, sets: 3, reps: 10, tempo: 3-0-2-1, rest: 75s, focus: %s}]\n"
)
ROW = re.compile(r"^\| `(\w+)` \| (\d) \S (\d+) \| (\S+) \| (\d+) s \|(.+)\|$", re.MULTILINE)


def with_goal(goal, work):
    return f"{BARE}goal: {goal}\n{work}"


@pytest.mark.parametrize("work", [OPEN, WRITTEN % "internal", WRITTEN % "external"])
def test_no_two_goals_give_the_same_script(work):
    scripts = {goal: str(script_of(with_goal(goal, work))) for goal in Goal}
    same = [(a, b) for a, b in combinations(Goal, 2) if scripts[a] == scripts[b]]
    assert same == []


def test_no_two_goals_have_the_same_dose():
    doses = [_of_a_curl(goal) for goal in Goal]
    assert len(set(doses)) == len(doses)


def _aims():
    more = routines()["aims_with_weight"]
    return {goal: [*more.get(goal, ()), *lines] for goal, lines in routines()["aims"].items()}


def test_of_a_weight_is_only_spoken_where_there_is_one():
    for goal in Goal:
        said = " ".join(routines()["aims"][goal])
        assert not re.search("weight|load|light|heav", said)


def test_each_goal_has_words_of_its_own():
    assert set(routines()["aims"]) == set(Goal)
    aims = _aims()
    said = [line for lines in aims.values() for line in lines]
    assert len(said) == len(set(said))
    assert min(map(len, aims.values())) >= 3


def _of_a_curl(goal):
    """Sets, reps, tempo and rest of a curl of which the plan says nothing."""
    curl = session_of(with_goal(goal, "work: [biceps curl, plank]\n")).sets[0]
    return curl.count, curl.dose.reps.high, curl.exercise.tempo, round(curl.rest_ms / 1000)


def test_the_page_has_the_doses_of_a_curl_and_what_is_said():
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    rows = {row[0]: (int(row[1]), int(row[2]), row[3], int(row[4])) for row in found}
    assert rows == {goal.value: _of_a_curl(goal) for goal in Goal}
    said = {row[0]: re.findall('"(.+)"', row[5]) for row in found}
    aims = _aims()
    assert {goal: set(lines) - set(aims.get(goal, [])) for goal, lines in said.items()} == {
        goal.value: set() for goal in Goal
    }


@pytest.mark.parametrize("goal", GOAL_DOSES)
def test_what_the_plan_writes_goes_first(goal):
    (first, *_) = sets = session_of(with_goal(goal, WRITTEN % "auto")).sets
    assert (len(sets), first.dose.reps.high, first.dose.tempo.rep_ms) == (3, 10, 6000)
    assert first.rest_ms == 75_000


@pytest.mark.parametrize("goal", GOAL_DOSES)
def test_only_lifts_change_and_quick_ones_stay_quick(goal):
    for exercise in load_catalogue().exercises:
        usual = dosed(exercise, goal)
        if exercise.modality != "resistance" or exercise.metric != "reps":
            assert usual == exercise
        if "X" in (exercise.tempo or ""):
            assert usual.tempo == exercise.tempo


@pytest.mark.parametrize(
    ("goal", "sets", "reps", "rests_s", "tempo"),
    [
        ("hypertrophy", 4, (8, 12), (90, 3600), "2-0-2-1"),
        ("muscle_connection", 3, (12, 15), (45, 60), "3-0-2-1"),
        ("max_strength", 4, (3, 5), (150, 3600), "2-0-1-1"),
        ("power", 5, (3, 5), (120, 3600), "2-0-X-1"),
        ("endurance", 2, (15, 20), (30, 45), "2-0-2-0"),
        ("skill", 3, (6, 8), (60, 90), "3-1-3-0"),
        ("general", 7, (1, 500), (1, 5000), "2-0-2-1"),
    ],
)
def test_an_exercises_own_dose_is_brought_within_that_of_the_goal(goal, sets, reps, rests_s, tempo):
    curl = replace(load_catalogue().find("biceps curl"), tempo="2-0-2-1")
    for end in (0, 1):
        own = replace(curl.defaults, sets=7, reps=(1, 500)[end], rest_s=(1, 5000)[end])
        found = dosed(replace(curl, defaults=own), Goal(goal))
        dose = found.defaults
        assert (dose.sets, dose.reps, dose.rest_s) == (sets, reps[end], rests_s[end])
        assert found.tempo == tempo
