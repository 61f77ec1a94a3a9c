"""What is not in the plan is not assumed: equipment of a drill, a floor, a load, a rest."""

import pytest
from sessions import session_of

from mmc_audio.coaching import drills
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.rests import NEXT_POSE_MS
from mmc_audio.coaching.steps import RoutineStep

CATALOGUE = load_catalogue()
TRAINED = [e for e in CATALOGUE.exercises if e.metric in ("reps", "hold")]


def activations(session):
    steps = [m for m in session.moments if isinstance(m, RoutineStep)]
    for step in (m for m in steps if m.routine == "activation"):
        drill = drills.find_drill(str(step.options["drill"]))
        yield CATALOGUE.by_id[drill.exercise if drill else str(step.options["exercise"])]


def plan(*names, more=""):
    work = "".join(f'  - {{exercise: "{name}", sets: 1}}\n' for name in names)
    return session_of(f"title: t\nprepare: usual\n{more}work:\n{work}")


@pytest.mark.parametrize("more", ["", "profile: pregnant\n"])
def test_an_activation_needs_only_what_the_plan_uses(more):
    wrong = []
    for start in range(0, len(TRAINED), 6):
        session = plan(*(e.id for e in TRAINED[start : start + 6]), more=more)
        has = {t for step in session.work for t in step.exercise.equipment} | {"body only"}
        wrong += [(e.id, e.equipment) for e in activations(session) if has.isdisjoint(e.equipment)]
    assert wrong == []


@pytest.mark.parametrize(
    "names", [("brisk walk",), ("easy run", "brisk walk"), ("seated march", "chair squat")]
)
def test_nobody_lies_down_for_a_walk_or_on_a_chair(names):
    for exercise in activations(plan(*names)):
        assert not {"supine", "prone"} & set(exercise.demands)


def test_a_feeling_is_recalled_by_the_name_of_what_was_done():
    (squat,) = plan("squat").sets
    assert squat.recall == "glute bridge"


ROWS = "{exercise: squat, sets: 1, reps: 9, load: 155lb}, {exercise: squat, sets: 2, reps: 7}"


def test_sets_of_one_exercise_in_a_row_are_one_exercise():
    sets = session_of(f"title: t\nwork: [{ROWS}, plank, squat]").sets
    assert [(s.number, s.count) for s in sets[:3]] == [(1, 3), (2, 3), (3, 3)]
    assert [s.first for s in sets[:3]] == [True, False, False]
    assert [s.varies for s in sets[:3]] == [False, True, False]
    assert [s.count for s in sets[3:]] == [1, 3, 3, 3]


@pytest.mark.parametrize("more", ["note: wide", "side: left", "focus: external", "drops: 1"])
def test_an_item_with_more_to_say_begins_anew(more):
    sets = session_of(
        f"title: t\nwork: [{{exercise: curl, sets: 1}}, {{exercise: curl, sets: 1, {more}}}]"
    ).sets
    assert [s.number for s in sets if s.role == "work"] == [1, 1]


def test_what_stands_in_and_comes_next_is_one_exercise():
    work = "[{exercise: sit-up, sets: 2}, {exercise: bird dog, sets: 1}]"
    sets = session_of(f"title: t\nprofile: back_pain\nwork: {work}").sets
    assert {s.exercise.id for s in sets} == {"bird_dog"}
    assert [(s.number, s.count) for s in sets] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("rest", ["", ", rest: 5s"])
@pytest.mark.parametrize("item", ["{run}", "{{circuit: [plank, {run}], rounds: 1}}"])
def test_a_usual_rest_has_room_for_a_new_exercise_and_a_written_one_is_exact(item, rest):
    run = f"{{exercise: easy run, duration: 2m{rest}}}"
    *_, last, _ = session_of(
        f"title: t\nwork: [{item.format(run=run)}, {{exercise: squat, sets: 1}}]"
    ).sets
    assert last.rest_ms == (5000 if rest else 25_000)


@pytest.mark.parametrize("rest", ["", ", rest: 5s"])
@pytest.mark.parametrize("pose", ["chair pose, breaths: 4", "downward dog, hold: 30s", "saw"])
def test_a_usual_rest_has_room_for_the_next_pose(pose, rest):
    session = session_of(f"title: t\nwork: [{{exercise: {pose}{rest}}}, warrior ii]")
    *_, last, _ = session.sets
    assert (last.rest_ms == 5000) if rest else (last.rest_ms >= NEXT_POSE_MS)
