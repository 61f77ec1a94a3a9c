"""Tomorrow's workout tonight: init, tomorrow, render --day and --week, calendar."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from mmc_audio.plan import program as clock

ROOT = Path(__file__).parents[2]
SILENT = ("--engine", "silent")
PROGRAM = """\
title: Three days
start: 2026-11-23
weeks: 2
by_weekday: {tuesday: push.yaml, thursday: pull.yaml}
days:
  2026-11-26: {plan: pull.yaml, title: Light pull, sets: 50%}
"""
PLAN = """\
title: NAME day
prepare: none
close: none
intro: false
work:
  - {exercise: biceps_curl, sets: 2, reps: 3, rest: 20s}
  - {exercise: plank, sets: 1, hold: 10s, rest: 20s}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A workspace on Monday, 23 November 2026."""
    (tmp_path / "program.yaml").write_text(PROGRAM)
    for name in ("push", "pull"):
        (tmp_path / f"{name}.yaml").write_text(PLAN.replace("NAME", name.capitalize()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def on(monkeypatch, here):
    """Makes it that day."""

    def set_day(text):
        monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(text))

    set_day("2026-11-23")
    return set_day


def sessions(folder):
    return sorted(path.name for path in (folder / "output" / "three-days").glob("*.mp3"))


def test_tomorrow_is_rendered_into_the_programs_folder_named_by_date(mmc, here, on):
    said = mmc("tomorrow", *SILENT)
    assert said.code == 0, said.err
    assert said.out.strip() == "output/three-days/2026-11-24-push.mp3"
    assert sessions(here) == ["2026-11-24-push.mp3"]
    assert (here / "output/three-days/three-days.m3u8").is_file()


def test_the_day_is_in_the_tags(mmc, here, on):
    mmc("render", "program.yaml", "--day", "thursday", *SILENT)
    tags = ID3(here / "output/three-days/2026-11-26-pull.mp3")
    assert str(tags["TIT2"]) == "2026-11-26 Light pull"
    assert str(tags["TALB"]) == "Three days"
    assert str(tags["TDRC"]) == "2026-11-26"
    assert str(tags["TRCK"]) == "2/4"


def test_a_second_run_does_nothing_and_says_so(mmc, here, on):
    mmc("tomorrow", *SILENT)
    folder = here / "output/three-days"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    said = mmc("tomorrow", *SILENT)
    assert said.code == 0
    assert "already up to date" in said.err
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_rest_day_says_so_and_names_the_next_training(mmc, here, on):
    on("2026-11-24")
    said = mmc("tomorrow", *SILENT)
    assert said.code == 0
    assert said.out == ""
    assert "Wed 2026-11-25 is a rest day" in said.one_line
    assert "Thu 2026-11-26: Light pull" in said.one_line
    assert not (here / "output").exists()


def test_the_last_rest_days_have_no_next_training(mmc, here, on):
    on("2026-12-04")
    assert mmc("tomorrow", *SILENT).one_line == "Sat 2026-12-05 is a rest day"


def test_a_rest_day_whose_next_plan_is_broken_is_still_a_rest_day(mmc, here, on):
    on("2026-11-24")
    (here / "pull.yaml").write_text("work: [\n")
    assert "Thu 2026-11-26: pull.yaml" in mmc("tomorrow", *SILENT).one_line


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("tomorrow", "2026-11-24-push"),
        ("Tuesday", "2026-11-24-push"),
        ("thursday", "2026-11-26-pull"),
        ("2026-12-03", "2026-12-03-pull"),
    ],
)
def test_a_day_by_any_name(mmc, here, on, day, name):
    assert mmc("render", "program.yaml", "--day", day, *SILENT).code == 0
    assert sessions(here) == [f"{name}.mp3"]


def test_a_week_from_today_or_from_a_day(mmc, here, on):
    said = mmc("render", "program.yaml", "--week", "--json", *SILENT)
    rows = json.loads(said.out)
    assert [row["rest"] for row in rows] == [True, False, True, False, True, True, True]
    assert rows[0]["next"] == "2026-11-24"
    assert rows[1]["mp3"].endswith("2026-11-24-push.mp3")
    assert rows[3]["week"] == 1
    mmc("render", "program.yaml", "--week", "--day", "2026-12-01", *SILENT)
    assert sessions(here) == [
        "2026-11-24-push.mp3",
        "2026-11-26-pull.mp3",
        "2026-12-01-push.mp3",
        "2026-12-03-pull.mp3",
    ]


def test_one_bad_day_does_not_stop_the_week(mmc, here, on):
    (here / "push.yaml").write_text("title: T\nwork:\n  - {exercise: biceps_curl, reps: many}\n")
    said = mmc("render", "program.yaml", "--week", *SILENT)
    assert said.code == 65
    assert said.err.startswith("push.yaml:3:")
    assert sessions(here) == ["2026-11-26-pull.mp3"]


def test_old_days_are_pruned_when_asked(mmc, here, on):
    mmc("render", "program.yaml", "--week", *SILENT)
    on("2026-11-30")
    song = here / "output/three-days/2026-11-01-my-song.mp3"
    song.write_bytes(b"mine")
    said = mmc("tomorrow", "--keep", "5", *SILENT)
    assert "1 old session removed: 2026-11-24-push" in said.err
    assert sessions(here) == [song.name, "2026-11-26-pull.mp3", "2026-12-01-push.mp3"]
    playlist = (here / "output/three-days/three-days.m3u8").read_text()
    assert "2026-11-24" not in playlist
    assert "2026-12-01-push.mp3" in playlist


def test_a_day_whose_plan_changed_has_its_old_session_replaced(mmc, here, on):
    mmc("tomorrow", "--tracks", "set", *SILENT)
    (here / "program.yaml").write_text(PROGRAM.replace("tuesday: push", "tuesday: pull"))
    said = mmc("tomorrow", *SILENT)
    assert "2026-11-24-push was removed" in said.err
    assert sessions(here) == ["2026-11-24-pull.mp3"]
    assert not (here / "output/three-days-tracks").exists()


def test_programs_of_one_title_leave_each_others_sessions_alone(mmc, here, on):
    for name in ("anna", "ben"):
        (here / name).mkdir()
        (here / name / "program.yaml").write_text(PROGRAM.replace("push.yaml", f"{name}.yaml"))
        for plan in (name, "pull"):
            (here / name / f"{plan}.yaml").write_text(PLAN.replace("NAME", name))
    assert mmc("tomorrow", "anna/program.yaml", *SILENT).code == 0
    assert "gone" not in mmc("tomorrow", "ben/program.yaml", *SILENT).err
    assert sessions(here) == ["2026-11-24-anna.mp3", "2026-11-24-ben.mp3"]
    on("2026-11-30")
    said = mmc("tomorrow", "ben/program.yaml", "--keep", "1", *SILENT)
    assert "1 old session removed: 2026-11-24-ben" in said.err
    assert sessions(here) == ["2026-11-24-anna.mp3", "2026-12-01-ben.mp3"]


def test_tracks_lie_beside_the_programs_folder_and_are_kept_in_step(mmc, here, on):
    said = mmc("tomorrow", "--tracks", "exercise", "--tracks", "set", "--json", *SILENT)
    playlists = json.loads(said.out)[0]["playlists"]
    assert playlists == [
        "output/three-days/three-days.m3u8",
        "output/three-days-tracks/2026-11-24-push-exercises/2026-11-24-push-exercises.m3u8",
        "output/three-days-tracks/2026-11-24-push-sets/2026-11-24-push-sets.m3u8",
    ]
    sets = here / "output/three-days-tracks/2026-11-24-push-sets"
    made = {path.name for path in sets.glob("*.mp3")}
    assert made == {
        "01-welcome.mp3",
        "02-biceps-curl-1-2.mp3",
        "03-biceps-curl-2-2.mp3",
        "04-plank.mp3",
    }
    plan = here / "push.yaml"
    plan.write_text(plan.read_text().replace("sets: 2", "sets: 1"))
    mmc("tomorrow", *SILENT)
    assert {path.name for path in sets.glob("*.mp3")} == {
        "01-welcome.mp3",
        "02-biceps-curl.mp3",
        "03-plank.mp3",
    }


def test_a_track_that_was_lost_is_written_again(mmc, here, on):
    mmc("tomorrow", "--tracks", "set", *SILENT)
    lost = here / "output/three-days-tracks/2026-11-24-push-sets/04-plank.mp3"
    lost.unlink()
    assert "already" not in mmc("tomorrow", *SILENT).err
    assert lost.is_file()


def test_a_plan_can_be_cut_into_tracks_too(mmc, here, on):
    said = mmc("render", "push.yaml", "--tracks", "session", "--tracks", "set", *SILENT)
    assert said.code == 0, said.err
    assert (here / "output/push-day/push-day.m3u8").is_file()
    assert len(list((here / "output/push-day-tracks/push-sets").glob("*.mp3"))) == 4


def test_the_calendar_knows_what_is_rendered_stale_and_missing(mmc, here, on):
    mmc("render", "program.yaml", "--week", *SILENT)
    said = mmc("calendar", "--json", *SILENT)
    assert said.code == 0, said.err
    rows = {row["day"]: row for row in json.loads(said.out)}
    assert len(rows) == 14
    assert rows["2026-11-23"]["rest"]
    states = {day: row["state"] for day, row in rows.items() if not row["rest"]}
    assert states == {
        "2026-11-24": "rendered",
        "2026-11-26": "rendered",
        "2026-12-01": "missing",
        "2026-12-03": "missing",
    }
    plan = here / "push.yaml"
    plan.write_text(plan.read_text().replace("reps: 3", "reps: 4"))
    printed = mmc("calendar", *SILENT).out.splitlines()
    assert printed[0] == "Three days"
    assert re.fullmatch(r"Tue 2026-11-24  Push day +week 1 +stale: .*", printed[2])
    assert printed[3] == "Wed 2026-11-25  rest"
    assert re.fullmatch(r"Thu 2026-11-26  Light pull +week 1 +rendered", printed[4])


def test_the_calendar_renders_nothing(mmc, here, on):
    mmc("calendar")
    assert not (here / "output").exists()


def test_the_calendar_says_what_is_wrong_with_a_day(mmc, here, on):
    (here / "push.yaml").write_text("title: T\nwork:\n  - {exercise: x, setz: 2}\n")
    said = mmc("calendar", "--weeks", "1", *SILENT)
    assert said.code == 65
    assert "wrong" in said.out
    assert said.err.startswith("push.yaml:3:")


WRONG = {
    "overlapping dates": (
        "by_date:\n  2026-11-23..2026-11-25: push.yaml\n  2026-11-25: pull.yaml\n",
        "program.yaml:3:3: 2026-11-25 overlaps 2026-11-23..2026-11-25",
    ),
    "unknown weekday": (
        "start: 2026-11-23\nby_weekday: {wendsday: push.yaml}\n",
        "did you mean wednesday?",
    ),
    "missing plan": (
        "start: 2026-11-23\nby_weekday: {monday: pish.yaml}\n",
        "did you mean push.yaml?",
    ),
    "not started": (
        "start: 2027-01-04\nby_weekday: {monday: push.yaml}\n",
        "there is no plan for 2026-11-24; the program runs from 2027-01-04",
    ),
    "over": (
        "start: 2026-01-05\nweeks: 2\nby_weekday: {monday: push.yaml}\n",
        "the program runs from 2026-01-05 to 2026-01-18",
    ),
}


@pytest.mark.parametrize(("text", "word"), WRONG.values(), ids=WRONG)
def test_a_wrong_program_is_reported_in_one_line(mmc, here, on, text, word):
    (here / "program.yaml").write_text(text)
    said = mmc("tomorrow", *SILENT)
    assert said.code == 65
    assert word in said.one_line
    assert said.one_line.startswith("program.yaml")
    assert not (here / "output").exists()


def test_no_program_says_how_to_begin(mmc, here, on):
    (here / "program.yaml").unlink()
    said = mmc("tomorrow")
    assert said.code == 66
    assert "mmc-audio init" in said.one_line
    assert mmc("calendar").code == 66
    assert mmc("tomorrow", "elsewhere.yaml").code == 66


def test_a_plan_that_goes_between_is_missed(mmc, here, on):
    (here / "push.yaml").unlink()
    said = mmc("tomorrow", *SILENT)
    assert said.code == 65
    assert "there is no plan" in said.one_line


def test_a_program_without_a_day_and_a_plan_with_one_say_what_to_write(mmc, here, on):
    said = mmc("render", "program.yaml", *SILENT)
    assert said.code == 2
    assert "mmc-audio render program.yaml --day tomorrow" in said.one_line
    for command in (("render", "push.yaml", "--day", "monday"), ("tomorrow", "push.yaml")):
        said = mmc(*command, *SILENT)
        assert said.code == 2
        assert "mmc-audio render push.yaml" in said.one_line
    assert mmc("render", "program.yaml", "--day", "someday", *SILENT).code == 2
    assert mmc("render", "program.yaml", "push.yaml", "--week", *SILENT).code == 2
    assert "--week" in mmc("render", "program.yaml", "--keep", "3", *SILENT).one_line


def test_init_makes_a_workspace_that_renders(mmc, tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2028, 2, 29))
    said = mmc("init", tmp_path / "training")
    assert said.code == 0
    assert "mmc-audio tomorrow" in said.err
    monkeypatch.chdir(tmp_path / "training")
    assert {path.name for path in Path().iterdir()} == {
        "program.yaml",
        "plans",
        "templates",
        "output",
    }
    rows = json.loads(mmc("calendar", "--weeks", "1", "--json", *SILENT).out)
    assert [row["day"] for row in rows] == [
        (date(2028, 2, 29) + timedelta(n)).isoformat() for n in range(7)
    ]
    listed = json.loads(mmc("templates", "list", "--json").out)
    assert [row["problem"] for row in listed if row["problem"]] == []


def test_init_never_overwrites(mmc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.yaml").write_text("mine")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "push.yaml").symlink_to("nowhere")
    said = mmc("init")
    assert said.code == 0
    assert "program.yaml was there" in said.err
    assert (tmp_path / "program.yaml").read_text() == "mine"
    assert (tmp_path / "plans" / "push.yaml").is_symlink()
    assert (tmp_path / "plans" / "pull.yaml").is_file()
    (tmp_path / "file").write_text("")
    assert mmc("init", "file").code == 73
    assert mmc("init", "file/in/it").code == 73


ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "Asia/Kathmandu")


@pytest.mark.parametrize("zone", ZONES)
def test_tomorrow_is_the_day_after_that_of_the_clock_on_the_wall(here, zone):
    """Beside `date`, which reads the same clock."""
    env = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
    (here / "program.yaml").write_text("start: 2020-01-01\nrotation: [rest, push.yaml]\n")

    def walls():
        command = ["date", "-d", "12:00 tomorrow", "+%F"]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    before = walls().strip()
    done = subprocess.run(
        [sys.executable, "-m", "mmc_audio", "tomorrow", "--json", *SILENT],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert before <= json.loads(done.stdout)[0]["day"] <= walls().strip()
