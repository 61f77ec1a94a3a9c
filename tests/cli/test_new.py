"""`mmc-audio new`: a plan to start from, that renders as it is, and never in place of another."""

import io
import json

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.starter import Wish, _left_s, plan_text
from mmc_audio.plan.model import Goal, Stage
from mmc_audio.plan.read import read_plan
from mmc_audio.rendering.script import write
from mmc_audio.workspace.examples import examples


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    return tmp_path


def test_the_examples_are_listed_with_what_they_are(mmc):
    said = mmc("new", "--list")
    assert said.code == 0
    names = [line.split()[0] for line in said.out.splitlines()]
    assert {"pull-day", "desk-reset", "yoga", "run"} <= set(names)
    assert "program" not in names
    assert all(len(line.split()) > 2 for line in said.out.splitlines())
    assert [one["name"] for one in json.loads(mmc("new", "--list", "--json").out)] == names


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_each_example_is_copied_as_it_is(mmc, here, example):
    said = mmc("new", "mine", "--from", example.name)
    assert (said.code, said.out.strip()) == (0, "mine.yaml")
    assert (here / "mine.yaml").read_text() == example.path.read_text()


def test_a_copy_has_the_examples_name_where_none_is_given(mmc, here):
    mmc("new", "--from", "desk reset")
    assert (here / "desk-reset.yaml").is_file()


def test_nothing_is_ever_overwritten(mmc, here):
    (here / "mine.yaml").write_text("mine")
    for more in (["--from", "yoga"], ["--train", "biceps"]):
        said = mmc("new", "mine", *more)
        assert said.code == 73
        assert "is there already" in said.one_line
    assert (here / "mine.yaml").read_text() == "mine"


def test_a_place_that_is_not_there_is_reported(mmc):
    assert mmc("new", "no/such/plan", "--from", "yoga").code == 73


def test_an_unknown_example_is_reported_with_the_nearest(mmc):
    said = mmc("new", "x", "--from", "desk-rest")
    assert said.code == 66
    assert "did you mean desk-reset?" in said.one_line


def test_where_nobody_answers_it_says_what_to_give(mmc):
    said = mmc("new")
    assert said.code == 2
    assert "--train" in said.one_line


def test_answers_become_a_plan_that_is_good(mmc, here, monkeypatch):
    answers = "muscle_connection\nlegs, biceps\n25\nlearn\ndumbbell, band\nleg-day\n"
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    said = mmc("new")
    assert said.code == 0
    assert said.out.strip() == "leg-day.yaml"
    assert "What for?" in said.err
    plan = read_plan((here / "leg-day.yaml").read_text(), "leg-day.yaml")
    assert (plan.title, plan.goal, plan.stage) == ("Leg day", "muscle_connection", "learn")
    assert mmc("check", "leg-day.yaml", "--engine", "silent").code == 0


def test_a_wrong_answer_is_asked_again(mmc, monkeypatch):
    monkeypatch.setattr("sys.stdin", Terminal("fame\nhypertrophy\nbiceps\n20\nlearn\nall\nx\n"))
    assert mmc("new").code == 0


@pytest.mark.parametrize(
    ("said", "goal"),
    [
        ("build muscle", "hypertrophy"),
        ("Get stronger", "max_strength"),
        ("mind-muscle connection", "muscle_connection"),
        ("lose weight", "general"),
        ("max strength", "max_strength"),
    ],
)
def test_a_goal_may_be_said_as_people_say_it(mmc, here, said, goal):
    assert mmc("new", "x", "--train", "biceps", "--goal", said).code == 0
    assert read_plan((here / "x.yaml").read_text(), "x.yaml").goal == goal
    assert read_plan(f"goal: {said}\nwork: [{{exercise: curl}}]", "y.yaml").goal == goal


@pytest.mark.parametrize(
    ("options", "fix"),
    [
        (["--train", "bisceps"], "did you mean biceps?"),
        (["--train", "biceps", "--equipment", "dumbel"], "did you mean dumbbell?"),
        (["--train", "hamstrings,xyzzy"], "write some of"),
        (["--train", ","], "nothing to train"),
        (["--train", "deadlift", "--equipment", "none"], "goes with that equipment"),
        (["--train", "biceps", "--goal", "fame"], "hypertrophy"),
        (["--train", "biceps", "--minutes", "3"], "5<=x<=180"),
    ],
)
def test_wrong_options_are_reported_with_the_fix(mmc, here, options, fix):
    said = mmc("new", "x", *options)
    assert said.code == 2
    assert fix in said.one_line
    assert not list(here.glob("*.yaml"))


WISHES = [
    Wish("Arms", ("biceps", "triceps"), minutes=20),
    Wish("Legs", ("legs",), Goal.GENERAL, Stage.BUILD, 45, ("none",)),
    Wish("All of me", ("full body",), Goal.MAX_STRENGTH, Stage.INTEGRATE, 75, ("barbell",)),
    Wish("Quick", ("core",), Goal.ENDURANCE, Stage.LEARN, 10, ("none",)),
    Wish("One lift", ("deadlift", "back"), Goal.MUSCLE_CONNECTION, Stage.BUILD, 30),
    Wish("true", ("forearms", "calves", "neck"), Goal.POWER, Stage.LEARN, 30),
]


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.title)
def test_a_wish_becomes_a_plan_for_that_time(wish):
    from sessions import timeline_of

    text = plan_text(wish, load_catalogue())
    plan = read_plan(text, "wish.yaml")
    assert plan.title == wish.title
    minutes = timeline_of(write(plan).script).length_ms / 60_000
    assert 0.55 * wish.minutes <= minutes <= 1.1 * wish.minutes


@pytest.mark.parametrize("title", ["no", "a: b", "1:30", "#1", '"x"', "[a]"])
def test_a_title_stays_what_was_typed(title):
    text = plan_text(Wish(title, ("biceps",), minutes=20), load_catalogue())
    assert read_plan(text, "wish.yaml").title == title


def test_every_muscle_can_be_wished_for_at_every_stage():
    known = load_catalogue()
    for group in {e.muscle_group for e in known.exercises if e.modality == "resistance"}:
        for stage in Stage:
            plan = read_plan(plan_text(Wish("W", (group,), stage=stage), known), "wish.yaml")
            assert plan.work


def test_only_the_equipment_at_hand_is_used():
    known = load_catalogue()
    text = plan_text(Wish("W", ("full body",), minutes=60, equipment=("bands",)), known)
    for item in read_plan(text, "wish.yaml").work:
        assert {"body only", "band"} & set(known.find(item.exercise).equipment)


@pytest.mark.parametrize(
    ("equipment", "exercise"),
    [
        ("none", "bodyweight_squat"),
        ("dumbbell", "goblet_squat"),
        ("barbell", "back_squat"),
        ("all", "back_squat"),
    ],
)
def test_an_exercise_gives_way_to_its_kind_where_its_equipment_is_not_there(equipment, exercise):
    wish = Wish("Squat", ("squat",), minutes=15, equipment=(equipment,))
    (item,) = read_plan(plan_text(wish, load_catalogue()), "wish.yaml").work
    assert item.exercise == exercise


ANSWERS = ("hypertrophy", "biceps", "20", "learn", "dumbbell", "arms")


@pytest.mark.parametrize(
    ("at", "wrong", "reported"),
    [
        (1, "bisceps", "did you mean biceps?"),
        (1, ",", "nothing to train"),
        (2, "3", "5<=x<=180"),
        (4, "dumbel", "did you mean dumbbell?"),
        (5, "taken", "taken.yaml: is there already"),
        (5, "no/such/plan", "no such folder"),
    ],
)
def test_each_wrong_answer_is_refused_when_given(mmc, here, monkeypatch, at, wrong, reported):
    (here / "taken.yaml").write_text("mine")
    answers = list(ANSWERS)
    answers.insert(at, wrong)
    monkeypatch.setattr("sys.stdin", Terminal("\n".join([*answers, ""])))
    said = mmc("new")
    assert said.code == 0, said.err
    assert said.out.strip() == "arms.yaml"
    assert reported in said.err
    assert (here / "taken.yaml").read_text() == "mine"


def test_the_name_that_is_offered_is_free(mmc, here, monkeypatch):
    for name in ("my-plan.yaml", "my-plan-2.yaml"):
        monkeypatch.setattr("sys.stdin", Terminal("\n" * 6))
        said = mmc("new")
        assert (said.code, said.out.strip()) == (0, name), said.err


@pytest.mark.parametrize(
    ("given", "code", "reported"),
    [(["mine"], 73, "is there already"), (["--equipment", "dumbel"], 2, "did you mean dumbbell?")],
)
def test_what_was_given_wrong_is_reported_before_anything_is_asked(
    mmc, here, monkeypatch, given, code, reported
):
    (here / "mine.yaml").write_text("mine")
    monkeypatch.setattr("sys.stdin", Terminal(""))
    said = mmc("new", *given)
    assert said.code == code
    assert reported in said.one_line


def test_the_list_of_exercises_names_a_family_only_where_it_adds_something(mmc):
    listed = mmc("exercises").out.splitlines()
    assert "Push-up (chest, body only)" in listed
    assert "Cat-cow (lower back, body only)" in listed
    assert any(line.startswith("Pilates roll-up (like roll_up,") for line in listed)


@pytest.mark.parametrize(
    ("minutes", "around"),
    [
        (15, ("cycles: 2", "carry_over")),
        (16, ("cycles: 3", "questions: 2")),
        (35, ("cycles: 3", "questions: 2")),
        (36, ()),
    ],
)
def test_what_is_around_the_work_is_by_the_time_there_is(minutes, around):
    text = plan_text(Wish("Arms", ("biceps",), minutes=minutes), load_catalogue())
    assert ("prepare:" in text, "close:" in text) == (bool(around), bool(around))
    assert all(words in text for words in around)


@pytest.mark.parametrize(
    ("minutes", "left_s"), [(3, 180), (15, 840), (16, 720), (35, 1860), (36, 1440)]
)
def test_what_is_around_the_work_takes_its_time_from_it(minutes, left_s):
    assert _left_s(Wish("Arms", ("biceps",), minutes=minutes)) == left_s
