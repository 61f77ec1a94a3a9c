"""An exercise in one line of a plan's work."""

import re

import pytest

from mmc_audio.coaching.catalogue.look_up import load_catalogue
from mmc_audio.plan.notation.line import parse_line
from mmc_audio.plan.read import read_plan

LINES = {
    "jump squat 3x8 @ 60kg, rest 90s": "sets=3 reps=8 load=60kg rest=90s",
    "jump squat 3x8 @ 60kg rest 90s": "sets=3 reps=8 load=60kg rest=90s",
    "jump squat: 3 sets of 8": "sets=3 reps=8",
    "3x8 jump squat": "sets=3 reps=8",
    "jump squat, 3x8, 60kg, 2 min rest": "sets=3 reps=8 load=60kg rest=2 min",
    "jump squat 3x8-12/side @ RPE 8": "sets=3 reps=8-12 load=RPE 8 side=each",
    "jump squat 3x8 each leg": "sets=3 reps=8 side=each",
    "jump squat @ 2x12kg 3x8": "sets=3 reps=8 load=2x12kg",
    "jump squat +10kg 3x8": "sets=3 reps=8 load=+10kg",
    "jump squat 60kg": "load=60kg",
    "3 sets jump squat": "sets=3",
    "10 jump squat": "reps=10",
    "jump squat x12, tempo 30X1": "reps=12 tempo=30X1",
    "jump squat 3xAMRAP": "sets=3 reps=amrap",
    "jump squat 3x45s": "sets=3 hold=45s",
    "30s jump squat": "hold=30s",
    "jump squat 10 min": "duration=10 min",
    "jump squat 4x40m": "sets=4 distance=40m",
    "400m jump squat": "distance=400m",
}
NAMES = (
    "1 arm row", "3 way shoulder raise", "90/90 hip stretch", "biceps curl 21s", "warrior 2",
    "Squat (low bar, deep)", "push-up, slow", "1.5 rep squat", "2 count flutter kick",
)  # fmt: skip
A_DISTANCE = re.compile("[0-9]+ ?(?:m|yards?) ")
"""`100m sprint` is a sprint of a hundred metres."""


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_read_by_its_keys(text):
    keys = dict(part.split("=") for part in re.split(r" (?=[a-z]+=)", LINES[text]))
    assert parse_line(text) == {"exercise": "jump squat", **keys}


def test_a_name_alone_stays_a_name():
    for name in (*NAMES, *(name for name in load_catalogue().index if not A_DISTANCE.match(name))):
        assert parse_line(name) == {"exercise": name}


@pytest.mark.parametrize(
    "text", ["squat 3x8, deep please", "squat 3x8, 1x8", "3x8 @ 60kg", "5/3/1 squat", "squat 5x5x5"]
)
def test_what_is_not_understood_is_an_error(text):
    with pytest.raises(ValueError, match="; write "):
        parse_line(text)


def test_a_line_in_a_plan_is_its_exercise_with_keys():
    line = read_plan(
        "work:\n  - jump squat 3x8 @ 60kg, rest 90s\n  - superset: [plank x5, 9 crunch]", "p"
    )
    keys = read_plan(
        "work:\n  - {exercise: jump squat, sets: 3, reps: 8, load: 60kg, rest: 90s}\n"
        "  - superset: [{exercise: plank, reps: 5}, {exercise: crunch, reps: 9}]", "p",
    )  # fmt: skip
    assert line.model_dump() == keys.model_dump()
