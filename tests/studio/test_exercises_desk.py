"""The exercises on the coach's desk."""

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import InputError, MmcError
from mmc_audio.lint.draft import Drafts
from mmc_audio.plan.read import read_plan
from mmc_audio.studio.exercise_text import FIELDS, form_of, missing_in, with_form
from mmc_audio.studio.exercises_desk import ExercisesDesk, ExerciseWish
from mmc_audio.workspace.files import WorkspaceFiles

CRUSHER = {
    "name": "Rope crusher", "aliases": "nose rope, crusher", "muscle_group": "triceps",
    "muscle_call": "triceps", "equipment": "cable", "tempo": "3-0-1-1",
    "setup": "Elbows beside the ears | Elbows high", "lift": "Straighten: the arms",
    "lower": "Let the triceps # lengthen", "external": "Push the rope down",
}  # fmt: skip


@pytest.fixture
def desk(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    return ExercisesDesk(WorkspaceFiles(workspace))


def names(desk, **wish):
    return [each.name for each in desk.found(ExerciseWish(**wish))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("DB RDL", "Dumbbell Romanian deadlift"), ("curl", "Biceps curl"),
     ("benchpres", "Bench press"), ("pull ups", "Pull-up"), ("Squat (Barbell)", "Back squat")],
)  # fmt: skip
def test_an_exercise_is_found_as_people_type_it(desk, typed, first):
    assert names(desk, text=typed)[0] == first


def test_each_way_of_browsing_finds_only_what_it_says(desk):
    muscles, tools, families = desk.muscles(), desk.equipment(), desk.families()
    assert sum(muscles.values()) > 500
    for muscle in muscles:
        found = desk.found(ExerciseWish(muscle=muscle))
        assert {each.muscle for each in found} == {muscle}
        assert len(found) == muscles[muscle]
    for tool in tools:
        assert all(tool in each.equipment for each in desk.found(ExerciseWish(equipment=tool)))
    for family in families[::9]:
        found = desk.found(ExerciseWish(family=family))
        assert {each.family for each in found} == {family}
        assert len(found) > 1
    both = desk.found(ExerciseWish(muscle="chest", equipment="cable", text="fly"))
    assert both
    assert all(each.muscle == "chest" and "fly" in each.name.lower() for each in both)


def test_every_exercise_has_something_to_hear(desk):
    for each in load_catalogue().exercises:
        spoken = desk.spoken(each.id)
        assert spoken, each.id
        assert all(one.text.strip() and "|" not in one.text for one in spoken), each.id


def test_an_exercise_of_ones_own_is_written_used_and_changed(desk, workspace):
    id_ = desk.write(CRUSHER)
    assert id_ == "rope_crusher"
    assert (workspace / "exercises/rope-crusher.yaml").is_file()
    assert desk.own() == {id_: "exercises/rope-crusher.yaml"}
    assert desk.form(id_) == {**CRUSHER}
    assert names(desk, text="nose rope") == ["Rope crusher"]
    assert desk.found(ExerciseWish(text="rope crusher"))[0].mine
    plan = (
        "title: A\nprepare: none\nclose: none\nwork: [{exercise: rope crusher, sets: 1, reps: 3}]\n"
    )
    assert read_plan(plan, "a.yaml").work
    said = Drafts(workspace).look(plan, "a.yaml")
    assert said.ready
    assert [each.what for each in desk.spoken(id_)] == ["Set up", "Lift", "Lower", "The effect"]

    again = desk.write({**CRUSHER, "lift": "Press", "setup": "", "tempo": ""}, id_)
    assert again == id_
    assert desk.spoken(id_)[0].text == "Press"
    assert "tempo" not in desk.form(id_)

    file = desk.own()[id_]
    files = WorkspaceFiles(workspace)
    desk.restore(file, files.texts_before(file)[-1])
    assert desk.form(id_) == CRUSHER
    with pytest.raises(InputError, match="missing"):
        desk.restore(file, "exercises: [{name: A}]\n")
    assert desk.form(id_) == CRUSHER


def test_a_variation_has_the_rest_from_the_exercise_it_varies(desk):
    form = {**desk.variation("bench_press"), "name": "Spoto press", "tempo": "3-2-1-0"}
    id_ = desk.write(form)
    assert load_catalogue().by_id[id_].muscle_group == "chest"
    assert desk.spoken(id_) == desk.spoken("bench_press")
    assert desk.form(id_) == form


@pytest.mark.parametrize(
    ("change", "what"),
    [({"name": ""}, "name"), ({"lift": ""}, "lift"), ({"muscle_group": "elbow"}, "elbow"),
     ({"like": "nothing"}, "nothing"), ({"tempo": "fast"}, "tempo"), ({"safety": "x" * 9999}, ""),
     ({"lift": "Close your eyes"}, "eyes"), ({"aliases": "[a"}, "list"), ({"other": "x"}, "other"),
     ({"name": "x" * 400}, ""), ({"name": "../../etc"}, None),
     ({"name": "{{ 7*7 }}"}, "no letter")],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(desk, workspace, change, what):
    form = {**CRUSHER, **change}
    if what is None:  # a strange name is a name, and stays in the folder
        desk.write(form)
        assert next(iter(desk.own().values())).startswith("exercises/")
        return
    with pytest.raises(MmcError) as said:
        desk.write(form)
    assert what in said.value.what
    at = set(getattr(said.value, "wrong", ()))
    assert at == set(change) if {"tempo", "aliases", "name"} & set(change) else at <= {*change, ""}
    missing = [part for part, value in change.items() if not value]
    assert list(missing_in(form)) == missing
    assert not (workspace / "exercises").exists() or not list((workspace / "exercises").iterdir())


def test_two_exercises_of_ones_own_cannot_have_the_same_name(desk):
    desk.write(CRUSHER)
    with pytest.raises(InputError, match="of that name"):
        desk.write(CRUSHER)
    with pytest.raises(InputError, match="built in"):
        desk.form("plank")


def test_a_file_by_hand_keeps_its_comments_and_its_other_exercises():
    text = (
        "# mine\nexercises:\n  - name: A  # first\n    like: plank\n    note: stays\n"
        "  - {name: B, like: squat}\n"
    )
    one = with_form(text, 0, {"name": "AA", "like": "plank", "lift": "Up", "external": "Far"})
    assert one.startswith("# mine\nexercises:\n  - name: AA  # first\n    like: plank\n")
    assert "note: stays\n" in one
    assert form_of(one, 0) == {"name": "AA", "like": "plank", "lift": "Up", "external": "Far"}
    two = with_form(one, 1, {"name": "B", "like": "squat", "lower": "Down, slowly", "lift": "Up"})
    assert form_of(two, 1)["lower"] == "Down, slowly"
    assert form_of(two, 0) == form_of(one, 0)
    back = with_form(two, 1, {"name": "B", "like": "squat"})
    assert back == one
    assert with_form(one, 0, {"name": "A", "like": "plank"}) == text


def test_each_part_of_the_form_is_written_and_read_the_same():
    values = dict.fromkeys(FIELDS, "x")
    text = with_form("exercises:\n  - name: New\n", 0, values)
    assert form_of(text, 0) == values
