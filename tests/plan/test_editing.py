"""The table and the text of a plan are the same, and what a coach wrote around it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import MmcError
from mmc_audio.plan.editing.document import HandWrittenError
from mmc_audio.plan.editing.order import grouped, moved, ungrouped, with_exercise, without
from mmc_audio.plan.editing.rows import is_only_begun, rows_of, title_of
from mmc_audio.plan.editing.set_value import with_cell, with_title, with_value
from mmc_audio.plan.read import read_plan

PLAN = """# for Ann
title: Arms   # evenings
work:
  # curls first
  - exercise: biceps curl   # slow
    sets: 3x10
    rest: 75s
    # within the curl
  - {exercise: "triceps pushdown", sets: 3, reps: 12, rest: 60s}
  # planks are good
  - plank
  - superset:
      - {exercise: lateral raise, reps: 8}   # light
      # pull
      - exercise: face pull
    rounds: 3
  - interval: {exercise: kettlebell swing, work: 20s, rest: 10s, rounds: 8}

close: none
"""
NAMES = ["biceps curl", "triceps pushdown", "plank", "", "lateral raise", "face pull", ""]


def comments(text):
    return sorted(line.partition("#")[2].strip() for line in text.splitlines() if "#" in line)


def names(text):
    return [row.values.get("exercise", "") for row in rows_of(text)]


def row(text, path):
    return next(each for each in rows_of(text) if each.path == path)


def test_each_exercise_is_a_row_with_its_values_as_written():
    assert names(PLAN) == NAMES
    assert title_of(PLAN) == "Arms"
    assert row(PLAN, (0,)).values == {
        "exercise": "biceps curl", "sets": "3", "reps": "10", "rest": "75s",
    }  # fmt: skip
    assert row(PLAN, (3,)).values == {"rounds": "3"}
    assert row(PLAN, (4,)).summary.startswith("interval: {exercise: kettlebell swing")
    assert [each.line for each in rows_of(PLAN)] == [5, 9, 11, 12, 13, 15, 17]


def test_what_is_no_exercise_is_a_row_by_its_key():
    work = "[{interval: {exercise: swing, work: 20s, rest: 10s, rounds: 8}}, {emom: {do: [plank]}}]"
    assert [each.kind for each in rows_of(f"work: {work}\n")] == ["interval", "emom"]


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1) | (
    st.sampled_from(["3-0-2-1", "12kg", "8-12", "30X1", "[5, 3, 1]", "1:30", "yes", "a: b", "# no",
                     "0310", "-20%", "*a", "&b", "'", '"', "{x}", "a #b", "null", "~", "5, then 8"])
)  # fmt: skip


@given(st.sampled_from([(0,), (1,), (2,), (3, 0), (3, 1)]), VALUES)
def test_a_cell_that_is_set_says_just_that_and_all_else_stays(path, value):
    text = with_value(PLAN, path, "tempo", value)
    assert row(text, path).values["tempo"] == value
    assert (
        comments(text)[: len(comments(PLAN))] if "#" in value else comments(text) == comments(PLAN)
    )
    assert names(text) == NAMES
    others = [each for each in rows_of(text) if each.path != path]
    before = [each for each in rows_of(PLAN) if each.path != path]
    assert [each.values for each in others] == [each.values for each in before]


@pytest.mark.parametrize("path", [(0,), (1,), (3, 0)])
def test_a_value_that_is_set_and_removed_leaves_the_text_as_it_was(path):
    assert with_value(with_value(PLAN, path, "tempo", "3-0-2-1"), path, "tempo", "") == PLAN


def test_sets_and_reps_that_are_written_together_are_two_cells_and_stay_together():
    text = with_cell(PLAN, (0,), "reps", "8-12/side")
    assert "sets: 3x8-12/side" in text
    assert (row(text, (0,)).values["sets"], row(text, (0,)).values["reps"]) == ("3", "8-12/side")
    assert "sets: 4x10" in with_cell(PLAN, (0,), "sets", "4")
    assert "sets: 3\n" in with_cell(PLAN, (0,), "reps", "")
    assert with_cell(PLAN, (1,), "reps", "9") == with_value(PLAN, (1,), "reps", "9")


def test_values_of_every_style_are_replaced_in_their_place():
    text = "work:\n  - exercise: >-\n      squat\n    sets:\n      - 5 @ 60kg\n      - 3 @ 80kg\n"
    text = with_value(text, (0,), "sets", "[5, 5]")
    assert row(text, (0,)).values["sets"] == "[5, 5]"
    text = with_value("work: [squat, {exercise: plank, hold: 30s}]", (1,), "hold", "")
    assert text == "work: [squat, {exercise: plank}]"


@pytest.mark.parametrize(
    ("path", "to"), [((0,), (2,)), ((2,), (0,)), ((1,), (4,)), ((3, 1), (3, 0))]
)
def test_an_exercise_moves_with_the_comments_above_it_and_within(path, to):
    text = moved(PLAN, path, to)
    assert row(text, to).values == row(PLAN, path).values
    assert comments(text) == comments(PLAN)
    assert sorted(names(text)) == sorted(NAMES)
    read_plan(text, "x.yaml")
    assert moved(text, to, path) == PLAN


def test_moving_keeps_an_exercise_and_its_comment_together():
    text = moved(PLAN, (2,), (0,))
    assert text.index("planks are good") < text.index("- plank") < text.index("curls first")


def test_two_exercises_become_a_superset_with_the_rounds_and_rest_of_the_one_dropped_on():
    text = grouped(PLAN, (0,), (1,))
    plan = read_plan(text, "x.yaml")
    assert [each.exercise for each in plan.work[0].superset] == ["triceps pushdown", "biceps curl"]
    assert (plan.work[0].rounds, plan.work[0].rest_ms) == (3, 60_000)
    assert [each.reps.high for each in plan.work[0].superset] == [12, 10]
    assert comments(text) == comments(PLAN)


@pytest.mark.parametrize("one", [0, 1, 2])
def test_an_exercise_joins_a_superset(one):
    text = grouped(PLAN, (one,), (3,))
    plan = read_plan(text, "x.yaml")
    assert len(plan.work[2].superset) == 3
    assert plan.work[2].superset[2].exercise == NAMES[one]


def test_a_superset_taken_apart_gives_its_exercises_back():
    plan = read_plan(ungrouped(PLAN, 3), "x.yaml")
    assert [item.sets for item in plan.work[3:5]] == [3, 3]
    assert comments(ungrouped(PLAN, 3)) == comments(PLAN)


def test_what_cannot_be_put_together_is_refused():
    for path, onto in [((0,), (0,)), ((0,), (4,)), ((4,), (0,)), ((3, 0), (0,))]:
        with pytest.raises(HandWrittenError):
            grouped(PLAN, path, onto)


@pytest.mark.parametrize(
    "text", ["", "title: x\n", "work:\n", "title: x\nwork: []", "work: [] # c\n"]
)
def test_the_first_exercise_of_an_empty_plan(text):
    assert names(with_exercise(text, "back squat")) == ["back squat"]


def test_exercises_are_added_and_removed_until_none_is_left():
    text = with_exercise(PLAN, "leg: press # 2")
    assert names(text)[-1] == "leg: press # 2"
    for _ in range(5):
        text = without(text, (0,))
    assert names(text) == ["leg: press # 2"]
    assert rows_of(without(text, (0,))) == []


def test_a_new_title():
    assert "title: Legs   # evenings" in with_title(PLAN, "Legs")
    assert title_of(with_title("work: [squat]", "A: b")) == "A: b"
    assert title_of(with_title("", "A")) == "A"


@pytest.mark.parametrize(
    ("text", "begun"),
    [("", True), ("title: A\nwork: []\n", True), ("title: A\n", True), (PLAN, False),
     ("title: A\nprepare: [body_scan]\n", False), ("work: [squat]\n", False)],
)  # fmt: skip
def test_a_plan_that_is_only_begun_is_known(text, begun):
    assert is_only_begun(text) is begun


@pytest.mark.parametrize("text", ["work: &a [squat]\nclose: *a", "work: {a: b", "\x00", "work: 5\n",
                                  "- a\n", "work:\n - [1, 2]\n"])  # fmt: skip
def test_a_text_that_no_table_shows_is_refused_or_empty_and_never_breaks(text):
    for do in (lambda: with_value(text, (0,), "sets", "3"), lambda: moved(text, (0,), (1,)),
               lambda: grouped(text, (0,), (1,)), lambda: without(text, (3,))):  # fmt: skip
        with pytest.raises(MmcError):
            do()


LINES = st.lists(
    st.sampled_from(["title: A", "work:", "  - squat", "  - {exercise: plank, sets: 2}", "  # c",
                     "  - exercise: curl", "    sets: 3", "", "close: none", "  - superset:",
                     "      - a", "    rounds: 2", "\t", "x"]), max_size=9,
)  # fmt: skip


@given(LINES, st.integers(0, 3), st.integers(0, 3))
def test_any_edit_of_any_text_gives_rows_or_a_known_error(lines, one, other):
    text = "\n".join(lines)
    for do in (
        lambda: with_value(text, (one,), "reps", "8"),
        lambda: moved(text, (one,), (other,)),
        lambda: grouped(text, (one,), (other,)),
        lambda: without(text, (one,)),
        lambda: ungrouped(text, one),
        lambda: with_exercise(text, "row"),
    ):
        try:
            rows_of(do())
        except MmcError:
            continue
