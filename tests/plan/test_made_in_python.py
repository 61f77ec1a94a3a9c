"""A plan made in Python is refused with the words that a wrong file gets."""

import pytest

from mmc_audio.errors import ManyErrors, MmcError, PlanError
from mmc_audio.plan.model import ExerciseItem, Interval, Load, Plan, Reps, SupersetItem, Tempo
from mmc_audio.plan.read import read_plan


def test_notations_may_be_written_as_in_a_file():
    made = Plan(
        title="Arms",
        goal="hypertrophy",
        work=[
            ExerciseItem("biceps curl", sets=3, reps=10, tempo="3-0-2-1", load="65%", rest="75s"),
            {"superset": ["plank", ExerciseItem("push up", reps="8-12", side="each")]},
            {"interval": {"exercise": "swing", "work": "20s", "rest": 10, "rounds": 8}},
            "plank",
        ],
    )
    text = """
title: Arms
goal: hypertrophy
work:
  - {exercise: biceps curl, sets: 3, reps: 10, tempo: 3-0-2-1, load: 65%, rest: 75s}
  - superset: [plank, {exercise: push up, reps: 8-12, side: each}]
  - interval: {exercise: swing, work: 20s, rest: 10, rounds: 8}
  - plank
"""
    read = read_plan(text, "p.yaml")
    assert made.model_dump() == read.model_dump()
    assert Plan.model_validate(made.model_dump()) == made


def test_a_number_is_milliseconds_by_the_long_name_and_seconds_by_the_short_one():
    assert ExerciseItem("plank", hold_ms=30_000) == ExerciseItem("plank", hold=30)
    assert ExerciseItem("plank", hold=1.5).hold_ms == 1500


TOO_LONG = (
    "the session would last about 142 hours, and 12 are the most; write fewer sets or shorter times"
)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ExerciseItem(exercise="plank", sets=1, hold_ms=-5000),
         "hold: -5000 ms is out of range; write 0:01 to 1:00:00"),
        (lambda: ExerciseItem("plank", sets=0),
         "sets: '0' is no number of sets; write such as 3 or 3x8-12/side"),
        (lambda: ExerciseItem("curl", weight="40kg"),
         "'weight' is no key of an exercise; write such as `load: 40kg`"),
        (lambda: ExerciseItem(sets=3), "`exercise` is missing in an exercise; add it"),
        (lambda: ExerciseItem("curl", reps=5, hold="9s"),
         "`reps` and `hold`: a set has one measure; keep `reps` or `hold`"),
        (lambda: Interval(exercise="x", work_ms=20_000, rounds=0),
         "rounds: '0' is not a whole number from 1 to 200; write one"),
        (lambda: SupersetItem(superset=["plank"]),
         "a superset has two exercises or more; add one, or write the exercise alone"),
        (lambda: Reps(low=12, high=8), "12-8 runs downwards; write 8-12"),
        (lambda: Tempo(eccentric=-1, stretch=0, concentric=1, peak=0),
         "eccentric: -1 ms is out of range; write 0:00 to 1:00"),
        (lambda: Load(unit="stone", value=3),
         "unit: is invalid; see docs/plan.md for what it may be"),
        (lambda: Plan(title="t"), "nothing is to be done; add exercises under `work:`"),
        (lambda: Plan(title="t", work="plank", modality="yogo"),
         "modality: 'yogo' is not known; did you mean yoga?"),
        (lambda: Plan(title="t", work=[{"exercise": "x", "sets": 100, "reps": 1000}]), TOO_LONG),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_words_of_a_file(make, message):
    with pytest.raises(PlanError) as caught:
        make()
    assert str(caught.value) == message


def test_all_mistakes_are_said_at_once_each_with_where_it_is():
    with pytest.raises(ManyErrors) as caught:
        Plan(
            title="t",
            goal="strenght",
            work=["plank", {"superset": ["a", {"exercise": "b", "hold": "soon", "sets": 3}]}],
        )
    goal, sets, hold = str(caught.value).splitlines()
    assert goal == "goal: 'strenght' is not known; did you mean max_strength?"
    assert sets.startswith("work[1].superset[1]: 'sets' is no key of an exercise of a superset; ")
    assert hold.startswith("work[1].superset[1]: hold: 'soon' is no duration; write 90s, 1:30")


@pytest.mark.parametrize("value", [None, 3.5, True, object(), [], {}, {"sets": None}, b"x", "\0"])
@pytest.mark.parametrize("key", list(ExerciseItem.file_keys()))
def test_any_value_is_read_or_refused_in_plain_words(key, value):
    said = said_of({"exercise": "x", key: value})
    assert said is None or ("; " in said and "pydantic" not in said)


def said_of(keys):
    try:
        ExerciseItem.model_validate(keys)
    except MmcError as error:
        return str(error)
    return None
