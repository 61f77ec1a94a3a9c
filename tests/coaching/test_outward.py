"""External means external: no muscle is named in a session whose goal is the effect."""

import re

import pytest
from sessions import cues, said, script_of, sets, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.outward import names_muscle, outward
from mmc_audio.coaching.versions import all_versions

INWARD = {"squeeze", "contract"}
GOALS = ("max_strength", "power", "endurance", "skill")
WORK = """
  - {exercise: back squat, sets: 4, reps: 5, load: 75%, rest: 2m}
  - {exercise: biceps curl, sets: 4, reps: 10, tempo: 3-0-2-1, rest: 90s, pace: counted}
  - {exercise: triceps pushdown, sets: 3, reps: 8-12, rest: 75s}
  - {exercise: hip thrust, sets: 3, reps: 8, rest: 60s, pace: counted}
  - {exercise: plank, sets: 3, hold: 40s, rest: 60s}
  - {exercise: reverse lunge, sets: 2, reps: 10, rest: 45s}
  - {exercise: push-up, sets: 2, reps: AMRAP, cap: 60s, rest: 60s}
  - {exercise: farmer carry, sets: 2, distance: 40m, rest: 60s}
  - {interval: {exercise: kettlebell swing, work: 20s, rest: 40s, rounds: 3}, rest: 90s}
"""


@pytest.mark.covers("A05")
@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("day", ["2026-01-05", "2026-01-07"])
def test_no_muscle_is_named_in_a_whole_session_for_the_effect(goal, day):
    text = f"title: t\ndate: {day}\ngoal: {goal}\nstage: learn\nwork:{WORK}"
    script = script_of(text)
    names = {x.name.lower() for x in load_catalogue().exercises}
    setups = {text for x in load_catalogue().exercises for text in x.cues.setup}
    found = []
    for section in script.sections:
        for line in said(section):
            bare = re.sub(
                "|".join(map(re.escape, ("biceps curl", "triceps pushdown"))), "", line.lower()
            )
            if names_muscle(bare) and line.rstrip(".") not in setups and bare not in names:
                found.append((section.title, line))
    assert found == []


LOOKS_INSIDE = re.compile(r"\b(inside|within|feel(s|ing)?|felt|inward)\b")


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("day", ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"])
def test_nothing_between_the_first_set_and_the_last_looks_inside(goal, day):
    """Rests, questions and pictures too: they are of the task. Safety words are for everybody."""
    text = f"title: t\ndate: {day}\ngoal: {goal}\nwork:{WORK}"
    found = [
        text
        for section in sets(script_of(text))
        for cue in cues(section)
        for text in cue.wordings
        if "safety" not in cue.labels and LOOKS_INSIDE.search(text.lower())
    ]
    assert found == []


@pytest.mark.parametrize("goal", GOALS)
def test_no_cue_of_such_a_session_is_of_the_inward_kind(goal):
    script = script_of(f"title: t\ngoal: {goal}\nwork:{WORK}")
    assert not [c for section in sets(script) for c in cues(section) if "focus" in c.labels]


def test_no_exercise_names_a_muscle_where_it_is_done_for_the_effect():
    wrong = []
    for x in map(outward, load_catalogue().exercises):
        wrong += [(x.id, word) for word in x.phase_words.values() if word in INWARD]
        wrong += [(x.id, text) for text in (*x.cues.external, *x.form_check) if names_muscle(text)]
    assert wrong == []


@pytest.mark.parametrize("kind", ["external", "form_check"])
def test_no_version_of_a_cue_for_the_effect_names_a_muscle_either(kind):
    """Over the whole catalogue: what is heard in later weeks too."""
    texts = {
        text
        for x in map(outward, load_catalogue().exercises)
        for version in all_versions(x, kind)
        for text in version
    }
    assert len(texts) > 500
    assert sorted(text for text in texts if names_muscle(text)) == []


def test_the_inward_session_still_names_them():
    lines = said(sets(work("{exercise: biceps curl, sets: 1, reps: 8, focus: internal}"))[0])
    assert any(names_muscle(line) for line in lines)
