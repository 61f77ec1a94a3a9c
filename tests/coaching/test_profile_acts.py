"""A profile takes out what it forbids: every exercise under every flag, and whole sessions."""

import re
from itertools import combinations

import pytest
from sessions import said, script_of, session_of

from mmc_audio.advice.advise import advise
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.demands import DEMANDS, FORBIDS, Profile
from mmc_audio.coaching.steps import RoutineStep

CATALOGUE = load_catalogue()
ALL = CATALOGUE.exercises

SHOWN = {
    "supine": (
        "setup",
        r"\bon your back\b|back on the bench",
        {"adductor_squeeze", "incline_front_raise"},
    ),
    "prone": ("setup", r"on your (front|belly)|chest on the (bench|incline)", set()),
    "jump": ("name", r"\b(jump|hop|bound|skip|burpee)", set()),
    "overhead": ("name", r"overhead", set()),
    "head_down": ("safety", r"head low|head down pos|out with (eye pressure|neck)", set()),
    "breath_hold": ("safety", r"held breath", set()),
    "deep_knee": ("name", r"\b(squat|lunge)\b", {"box_squat", "squat_thrust"}),
    "spine_flexion": ("name", r"crunch|sit-up|roll-up", set()),
    "fall_risk": ("name", r"\b(handstand|tree|pistol|box jump)\b", set()),
}
"""What an exercise's own words give away about what it asks, and who is none of those."""


@pytest.mark.parametrize("demand", DEMANDS)
def test_what_an_exercise_asks_for_is_in_its_data(demand):
    field, pattern, others = SHOWN[demand]
    read = {
        "setup": lambda x: " | ".join(x.cues.setup),
        "name": lambda x: x.name,
        "safety": lambda x: x.safety,
    }[field]
    shown = {x.id for x in ALL if re.search(pattern, read(x), re.IGNORECASE)} - others
    assert shown
    assert {id_ for id_ in shown if demand not in CATALOGUE.by_id[id_].demands} == set()


def test_demands_and_relatives_are_known_ones():
    assert {d for x in ALL for d in x.demands} == set(DEMANDS)
    assert [x.id for x in ALL for other in x.instead if other not in CATALOGUE.by_id] == []


def test_every_exercise_that_a_flag_forbids_has_a_relative_that_it_allows():
    flags = sorted(FORBIDS)
    groups = [set(pair) for size in (1, 2, len(flags)) for pair in combinations(flags, size)]
    left_out = [
        (x.id, sorted(group))
        for group in groups
        for profile in [Profile(group, CATALOGUE.by_id)]
        for x in ALL
        if not profile.allows(x) and profile.relative(x) is None
    ]
    assert left_out == []


GIVEN = """
title: t
profile: [pregnant, glaucoma, hypertension]
prepare: usual
work:
  - {exercise: downward dog, breaths: 5}
  - {exercise: the hundred}
  - {exercise: cobra, breaths: 5}
  - {exercise: superman, hold: 20s}
  - {exercise: barbell glute bridge, sets: 2, reps: 10, load: 40kg, tempo: 3-1-X-2}
  - {exercise: incline bench press, sets: 2, reps: 8, load: 40kg}
  - superset: [{exercise: sit-up, reps: 10}, {exercise: biceps curl, reps: 10}]
  - {interval: {exercise: squat jump, work: 20s, rest: 10s, rounds: 4}}
  - emom: {rounds: 4, do: [10 burpees, 5 push-ups]}
"""


def test_no_step_of_a_session_asks_for_what_the_profile_forbids():
    session = session_of(GIVEN)
    profile = Profile(session.plan.profile, CATALOGUE.by_id)
    done = [step.exercise for step in session.work]
    done += [bout.exercise for step in session.work for bout in getattr(step, "bouts", ())]
    drills = [s for s in session.moments if isinstance(s, RoutineStep) and "drill" in s.options]
    done += [CATALOGUE.by_id[str(step.options["exercise"])] for step in drills]
    assert [x.id for x in done if not profile.allows(x)] == []
    assert {"incline_bench_press", "biceps_curl", "push_up"} <= {x.id for x in done}


def test_what_stands_in_is_said_in_the_session_and_by_check():
    session = session_of(GIVEN)
    texts = [text for section in script_of(GIVEN).sections for text in said(section)]
    reported = {one.exercise: one for one in advise(session, CATALOGUE) if one.id == "W-PROFILE"}
    for change in session.changes:
        assert change.id in reported
        assert reported[change.id].position or change.position is None
        if change.position and change.instead:
            gone = change.asked.lower()
            assert any(gone in t and ("in place of" in t or "takes the place" in t) for t in texts)
    assert any("Cat-cow, in place of the downward dog." in text for text in texts)


def test_a_relative_is_not_done_at_the_load_and_speed_of_what_it_stands_in_for():
    steps = [s for s in session_of(GIVEN).sets if s.instead_of == "Barbell glute bridge"]
    assert [step.exercise.id for step in steps] == ["hip_thrust"] * 2
    assert all(step.load is None and not step.dose.tempo.fast for step in steps)
    assert all(step.dose.reps.high == 10 for step in steps)


def test_what_has_no_relative_is_left_out_and_the_welcome_says_so(monkeypatch):
    monkeypatch.setattr(Profile, "relative", lambda *_: None)
    text = "title: left\nprofile: [knee_pain]\nwork: [{exercise: jump squat}, {exercise: plank}]"
    session = session_of(text)
    assert [step.exercise.id for step in session.work] == ["plank"]
    welcome = said(script_of(text).sections[0])
    assert any("Left out today: jump squat." in line for line in welcome)


def test_without_a_flag_nothing_changes():
    session = session_of(GIVEN.replace("[pregnant, glaucoma, hypertension]", "[desk_worker]"))
    assert session.changes == ()
    assert {"downward_dog", "superman", "sit_up"} <= {s.exercise.id for s in session.work}


def test_a_name_that_says_how_one_lies_asks_for_it_too():
    assert "supine" in CATALOGUE.find("lying dumbbell lateral raise").demands
    assert "supine" not in CATALOGUE.find("incline dumbbell bench press").demands
