"""import, new --paste, export --to, and files of other apps given to render and check."""

import io
import json
import re
import sys

import pytest

from mmc_audio.coaching.names_file import names_file
from mmc_audio.importing.naming import save_names
from mmc_audio.plan.program import load_program
from mmc_audio.plan.read import load_plan

NOTES = "Push day\n\nBench press 3x8 @ 60kg, rest 2 min\nPlank 2x30s\n"
DAYS = "# Two days\n## Push\nBench press 3x8 60kg\n## Pull\nSeated row 3x8 50kg\n"
HEVY = (
    "title,start_time,exercise_title,set_index,set_type,weight_kg,reps\n"
    '"Push","3 Mar 2026, 18:05",Bench press,0,normal,80,8\n'
    '"Push","3 Mar 2026, 18:05",My odd lift,0,normal,20,8\n'
)


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(NOTES)
    return path


@pytest.fixture
def stdin(monkeypatch):
    def give(text):
        stream = io.TextIOWrapper(io.BytesIO(text.encode()))
        monkeypatch.setattr(sys, "stdin", stream)

    return give


def test_import_writes_a_plan_and_counts_at_the_end(mmc, notes, tmp_path):
    said = mmc("import", notes, "-o", tmp_path / "plans")
    assert said.code == 0
    assert said.out.strip() == str(tmp_path / "plans" / "push-day.yaml")
    assert said.err.splitlines()[-1] == "notes.txt: a plan in plain text. 2 exercises: 2 known"
    assert load_plan(said.out.strip()).title == "Push day"


def test_a_second_import_changes_nothing(mmc, notes, tmp_path):
    path = tmp_path / "push-day.yaml"
    mmc("import", notes, "-o", tmp_path)
    path.write_text(path.read_text() + "# mine\n")
    said = mmc("import", notes, "-o", tmp_path)
    assert (said.code, said.out) == (0, "")
    assert "imported before, kept as it is (you changed it since" in said.err
    assert path.read_text().endswith("# mine\n")
    assert len(list(tmp_path.glob("*.yaml"))) == 1


def test_another_file_in_the_way_is_never_overwritten(mmc, notes, tmp_path):
    (tmp_path / "push-day.yaml").write_text("title: mine\n")
    said = mmc("import", notes, "-o", tmp_path)
    assert said.out.strip().endswith("push-day-2.yaml")
    assert (tmp_path / "push-day.yaml").read_text() == "title: mine\n"


def test_several_days_become_a_program(mmc, tmp_path):
    (tmp_path / "days.txt").write_text(DAYS)
    said = mmc("import", tmp_path / "days.txt", "-o", tmp_path / "made")
    assert said.code == 0
    program = load_program(tmp_path / "made" / "program.yaml")
    assert program.title == "Two days"
    assert program.start.weekday() == 0


def test_a_program_is_not_half_written_where_a_file_is_in_the_way(mmc, tmp_path):
    (tmp_path / "days.txt").write_text(DAYS)
    (tmp_path / "made" / "plans").mkdir(parents=True)
    (tmp_path / "made" / "plans" / "pull.yaml").write_text("title: mine\n")
    said = mmc("import", tmp_path / "days.txt", "-o", tmp_path / "made")
    assert (said.code, "in the way" in said.one_line) == (73, True)
    assert not (tmp_path / "made" / "program.yaml").exists()
    assert not (tmp_path / "made" / "plans" / "push.yaml").exists()


def test_as_plan_asks_which_day(mmc, tmp_path):
    (tmp_path / "days.txt").write_text(DAYS)
    said = mmc("import", tmp_path / "days.txt", "--as", "plan", "-o", tmp_path / "made")
    assert (said.code, "name one: --workout" in said.one_line) == (2, True)
    said = mmc("import", tmp_path / "days.txt", "--workout", "pull", "-o", tmp_path / "made")
    assert said.out.strip().endswith("pull.yaml")


def test_list_shows_the_workouts_and_writes_nothing(mmc, tmp_path):
    (tmp_path / "log.csv").write_text(HEVY)
    said = mmc("import", tmp_path / "log.csv", "--list", "-o", tmp_path / "made")
    assert said.out == "Push  3 March 2026, 18:05  Bench press, My odd lift\n"
    assert not (tmp_path / "made").exists()


def test_json_says_the_same(mmc, notes, tmp_path):
    (row,) = json.loads(mmc("import", notes, "-o", tmp_path, "--json").out)
    assert (row["ok"], row["format"], row["summary"]) == (
        True, "a plan in plain text", "2 exercises: 2 known",
    )  # fmt: skip
    assert row["names"][0] == {"asked": "Bench press", "name": "Bench press", "state": "known"}


def test_one_bad_file_does_not_stop_the_others(mmc, notes, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('{"a": 1}')
    said = mmc("import", bad, notes, "-o", tmp_path / "made")
    assert said.code == 65
    assert said.out.strip().endswith("push-day.yaml")


def test_names_that_were_said_once_are_known(mmc, tmp_path):
    (tmp_path / "log.csv").write_text(HEVY)
    assert mmc("import", tmp_path / "log.csv", "-o", tmp_path / "a").err.endswith(
        "1 known, 1 new\n"
    )
    save_names({"My odd lift": "leg press"}, names_file())
    said = mmc("import", tmp_path / "log.csv", "-o", tmp_path / "b")
    assert said.err.strip().endswith("2 exercises: 2 known")
    text = (tmp_path / "b" / "push.yaml").read_text()
    assert re.search('exercise: leg press +# "My odd lift" in the file', text)


def test_names_are_added_and_never_lost():
    save_names({"A (x)": "plank"}, names_file())
    save_names({"B: #": "leg press"}, names_file())
    text = names_file().read_text()
    assert ("A (x): plank" in text, '"B: #": leg press' in text) == (True, True)


def test_a_plan_is_not_imported(mmc, good_plan):
    said = mmc("import", good_plan)
    assert (said.code, said.one_line) == (
        65, f"{good_plan}: is a plan already: mmc-audio render {good_plan}",
    )  # fmt: skip


def test_render_takes_a_foreign_file(mmc, tmp_path):
    path = tmp_path / "short.txt"
    path.write_text("Short\nPlank 1x10s\n")
    said = mmc("render", path, "--engine", "silent", "-o", tmp_path / "out")
    assert said.code == 0
    assert f"{path} is a plan in plain text, read as 'Short'" in said.err
    assert f"mmc-audio import {path}" in said.err
    assert (tmp_path / "out" / "short" / "short.mp3").exists()


def test_check_says_what_a_foreign_file_is(mmc, tmp_path):
    path = tmp_path / "log"
    path.write_text(HEVY)
    said = mmc("check", path, "--engine", "silent", "--no-advice")
    assert said.code == 0
    assert f"{path} is a Hevy export, read as 'Push'" in said.err
    assert f"mmc-audio import {path}" in said.err


def test_a_wrong_plan_keeps_its_own_error(mmc, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "title: x\nwork:\n  - Bench press 3x8 @ 60kg\n  - {exercise: plank, hodl: 3s}\n"
    )
    said = mmc("check", path, "--engine", "silent")
    assert said.code == 65
    assert "hodl" in said.err
    assert "plain text" not in said.err


def test_several_days_are_not_rendered_as_one(mmc, tmp_path):
    (tmp_path / "days.txt").write_text(DAYS)
    said = mmc("render", tmp_path / "days.txt", "--engine", "silent", "-o", tmp_path / "out")
    assert (said.code, "mmc-audio import" in said.err) == (2, True)


def test_new_makes_a_plan_of_pasted_lines(mmc, tmp_path, stdin, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stdin(NOTES)
    said = mmc("new", "monday", "--paste")
    assert said.code == 0
    assert load_plan("monday.yaml").title == "Push day"


def test_new_takes_text_on_stdin_without_an_option(mmc, tmp_path, stdin, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stdin(NOTES)
    assert mmc("new").out.strip() == "push-day.yaml"


def test_new_paste_with_nothing_pasted(mmc, tmp_path, stdin, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stdin("")
    assert mmc("new", "--paste").code == 66


@pytest.mark.parametrize("form", ["text", "liftoscript", "hevy-json", "openweight", "csv"])
def test_export_prints_a_plan_that_imports_again(mmc, good_plan, tmp_path, form):
    said = mmc("export", good_plan, "--to", form)
    assert said.code == 0
    assert "not in" in said.err
    path = tmp_path / "exported"
    path.write_text(said.out)
    again = mmc("import", path, "-o", tmp_path / "again")
    assert again.code == 0, again.err
    plan = load_plan(again.out.split()[0])
    assert (plan.work[0].sets, plan.work[0].reps.low, plan.work[0].rest_ms) == (2, 6, 40_000)


def test_export_to_what_is_no_format(mmc, good_plan):
    said = mmc("export", good_plan, "--to", "word")
    assert (said.code, "liftoscript" in said.one_line) == (2, True)


TYPO = (
    "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n"
    '"2026-11-20 18:00:00",Push A,{},1,20,8\n'
)


def test_script_and_timeline_take_what_render_takes(mmc, notes):
    for command in (("script",), ("timeline", "--engine", "silent")):
        said = mmc(*command, notes)
        assert said.code == 0, said.err
        assert "Bench press" in said.out
        assert f"note: {notes} is a plan in plain text, read as 'Push day'" in said.err


def test_strict_reads_the_file_as_render_does(mmc, tmp_path, notes):
    options = ("-o", tmp_path, "--engine", "silent", "--strict")
    assert mmc("render", notes, *options).code == 0
    notes.write_text("Push day\n\nTriceps pushdwn 1x8 @ 20kg\n")
    said = mmc("render", notes, *options)
    assert said.code != 0
    assert "Triceps pushdwn" in said.err


def test_workouts_are_listed_without_asking_for_a_unit(mmc, tmp_path):
    (tmp_path / "strong.csv").write_text(TYPO.format("Plank"))
    said = mmc("import", tmp_path / "strong.csv", "--list")
    assert (said.code, said.out.split()[:2]) == (0, ["Push", "A"])


def test_a_misspelt_name_is_a_guess_and_says_what_it_is_taken_for(mmc, tmp_path):
    log = tmp_path / "strong.csv"
    log.write_text(TYPO.format("Triceps Pushdwn"))
    said = mmc("import", log, "--unit", "kg", "-o", tmp_path)
    assert "1 exercise: 1 guessed" in said.err
    assert "# a guess: perhaps Triceps pushdown" in (tmp_path / "push-a.yaml").read_text()
    log.write_text(TYPO.format("Triceps pushdown"))
    said = mmc("import", log, "--unit", "kg", "-o", tmp_path)
    assert "1 exercise: 1 known" in said.err


def test_rendering_a_log_says_what_a_misspelt_name_is_taken_for(mmc, tmp_path):
    (tmp_path / "notes.txt").write_text("Push day\n\nTriceps pushdwn 1x8 @ 20kg\n")
    for _ in range(2):  # the second time nothing has changed, and the plan is not read
        said = mmc("render", tmp_path / "notes.txt", "-o", tmp_path, "--engine", "silent")
        assert said.code == 0
        assert f"{tmp_path}/notes.txt" in said.err
        assert '"Triceps pushdwn" is taken for Triceps pushdown' in said.err
    assert "already up to date" in said.err


def test_a_command_to_type_has_the_name_of_the_file_as_a_shell_takes_it(mmc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my notes.txt").write_text(NOTES)
    (tmp_path / "two days.txt").write_text(DAYS)
    (tmp_path / "a b.txt").write_text("Bench press 3x8 @ 60\n")
    (tmp_path / "a folder").mkdir()
    assert "mmc-audio import 'my notes.txt'" in mmc("script", "my notes.txt").err
    for command, name, fix in (
        (("check",), "two days.txt", "mmc-audio import 'two days.txt'"),
        (("check",), "a b.txt", "mmc-audio import 'a b.txt' --unit kg"),
        (("check",), "a folder", "mmc-audio batch 'a folder'"),
        (("speak",), "my notes.txt", "mmc-audio render 'my notes.txt'"),
        (("render", "--day", "monday"), "two days.txt", "mmc-audio import 'two days.txt'"),
    ):
        said = mmc(*command, name)
        assert said.code, command
        assert fix in said.err


def test_advice_on_a_text_names_no_line_that_it_has_not(mmc, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("2 rounds:\nxyzzy 10\nBench press 5 @ 90%\n")
    said = mmc("check", path, "--engine", "silent")
    assert "xyzzy" in said.err
    assert re.search(r"notes\.txt:\d", said.out + said.err) is None
