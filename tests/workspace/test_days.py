"""A program's days as sessions; "now" is given, never read from a clock."""

import re
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import MissingError, PlanError, UsageError
from mmc_audio.plan.program import Rest, Training, load_program
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.memory import AthleteFiles, memory_of_day
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.workspace.days import (
    ProgramOutput,
    coming,
    day_asked,
    is_program,
    job_of_day,
    name_of,
    open_program,
    week_from,
    with_hint,
)
from mmc_audio.workspace.init import init_workspace, moved

DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = "title: Pull day\nprepare: none\nclose: none\nwork:\n  - {exercise: biceps_curl, sets: 1}\n"


@pytest.fixture
def program(tmp_path):
    def read(text):
        (tmp_path / "Zug & Druck.yaml").write_text(PLAN)
        path = tmp_path / "program.yaml"
        path.write_text(text)
        return load_program(path)

    return read


DAILY = "title: Every day\nstart: 2024-02-01\nrotation: [Zug & Druck.yaml]\n"
MOMENTS = {
    "2024-02-28": "2024-02-29",
    "2024-02-29": "2024-03-01",
    "2025-02-28": "2025-03-01",
    "2025-03-29": "2025-03-30",
    "2025-10-25": "2025-10-26",
    "2026-12-31": "2027-01-01",
    "2026-11-30": "2026-12-01",
    "9999-12-30": "9999-12-31",
}


@pytest.mark.parametrize(("now", "then"), MOMENTS.items())
def test_tomorrow_is_the_next_date(program, now, then):
    day = day_asked(program(DAILY), "tomorrow", date.fromisoformat(now))
    assert day.date.isoformat() == then
    assert name_of(day) == f"{then}-zug-druck"


@given(st.dates(date(2024, 2, 1), date(9999, 12, 31)))
def test_a_week_is_the_days_from_the_first_on(first):
    every = open_program(str(EXAMPLES / "program.yaml"))
    first = max(first, every.start)
    days = [day.date for day in week_from(every, first)]
    assert days == [first + timedelta(n) for n in range(len(days))]
    assert len(days) == min(7, (date.max - first).days + 1)


def test_a_week_is_cut_where_the_program_begins_and_ends(program):
    short = program("start: 2026-11-30\nweeks: 1\nby_weekday: {mon: Zug & Druck.yaml}\n")
    assert [d.date.day for d in week_from(short, date(2026, 11, 28))] == [30, 1, 2, 3, 4]
    assert len(week_from(short, date(2026, 12, 5))) == 2
    for outside in (date(2026, 11, 1), date(2026, 12, 7)):
        with pytest.raises(PlanError, match="runs from 2026-11-30 to 2026-12-06"):
            week_from(short, outside)


def test_the_coming_days_begin_with_the_program(program):
    short = program("start: 2026-11-30\nweeks: 1\nby_weekday: {mon: Zug & Druck.yaml}\n")
    days = coming(short, date(2026, 1, 1), 2)
    assert [type(day) for day in days] == [Training, *[Rest] * 6]
    with pytest.raises(PlanError, match="runs from"):
        coming(short, date(2027, 1, 1), 2)


def test_a_days_job_is_the_plans_in_the_program(program):
    text = DAILY.replace("start:", "weeks: 2\nstart:")
    every = program(text)
    with Renderer(Overrides(engine="silent"), folders=[]) as renderer:
        third = job_of_day(renderer, every, every.day(date(2024, 2, 3)))
        plain = renderer.job(str(Path(every.file).parent / "Zug & Druck.yaml"))
    assert (third.title, third.collection) == ("2024-02-03 Pull day", "Every day")
    assert (third.track, third.day) == ("3/14", date(2024, 2, 3))
    assert [s.value for s in third.script.settings if s.name == "title"] == [third.title]
    assert len(third.script.sections) == len(plain.script.sections)


def test_without_an_end_a_training_has_a_number_and_no_total(program):
    every = program(DAILY)
    with Renderer(Overrides(engine="silent"), folders=[]) as renderer:
        assert job_of_day(renderer, every, every.day(date(2024, 3, 1))).track == "30"


def test_trainings_are_counted_over_the_longest_break(program):
    days = ("2026-11-23", "2028-11-23", "2028-11-24")
    every = program("by_date:\n" + "".join(f"  {day}: Zug & Druck.yaml\n" for day in days))
    with Renderer(Overrides(engine="silent"), folders=[]) as renderer:
        trained = [every.day(date.fromisoformat(day)) for day in days]
        tracks = [job_of_day(renderer, every, one).track for one in trained]
    assert tracks == ["1/3", "2/3", "3/3"]


def test_a_program_is_distinguished_from_a_plan(program, tmp_path, monkeypatch):
    file = program(DAILY).file
    plan = str(tmp_path / "Zug & Druck.yaml")
    assert (is_program(file), is_program(plan), is_program("-")) == (True, False, False)
    assert is_program(str(tmp_path / "none.yaml")) is False
    with pytest.raises(UsageError, match="is a plan"):
        open_program(plan)
    with pytest.raises(MissingError):
        open_program(str(tmp_path / "none.yaml"))
    error = PlanError("x")
    assert with_hint(plan, error) is error
    assert isinstance(with_hint(file, error), UsageError)
    monkeypatch.chdir(tmp_path)
    assert open_program(None).title == "Every day"


def test_what_is_there_is_known_without_rendering(program, tmp_path):
    every = program(DAILY)
    shelved = ProgramOutput(every, tmp_path / "out")
    day = every.day(date(2024, 2, 1))
    with Renderer(Overrides(engine="silent"), folders=[]) as renderer:
        assert shelved.state(renderer, day) == "missing"
        done, gone = shelved.render(renderer, day, force=False, layouts=())
        assert (done.mp3, gone) == (shelved.mp3(day), [])
        assert shelved.state(renderer, day) == "rendered"
        day.path.write_text(PLAN.replace("sets: 1", "sets: 2"))
        assert shelved.state(renderer, day) == "stale"
        done.mp3.unlink()
        assert shelved.state(renderer, day) == "missing"


@given(st.dates(date(1970, 1, 1), date(9990, 1, 1)))
def test_a_new_program_begins_today_and_its_single_days_keep_their_weekdays(now):
    text = (EXAMPLES / "program.yaml").read_text("utf-8")
    days = [date.fromisoformat(one) for one in DATE.findall(moved(text, now))]
    before = [date.fromisoformat(one) for one in DATE.findall(text)]
    assert days[0] == now
    assert [one.weekday() for one in days[1:]] == [one.weekday() for one in before[1:]]
    assert min(days[1:]) > now


@pytest.mark.parametrize("day", range(7))
def test_whoever_begins_on_any_weekday_hears_the_first_session_first(tmp_path, day):
    now = date(2026, 11, 2 + day)
    init_workspace(tmp_path, now)
    program = load_program(tmp_path / "program.yaml")
    first = next(iter(program.trainings(now)))
    memory = memory_of_day(program, first, AthleteFiles(tmp_path / "output", lambda _: True))
    assert (memory.sessions, memory.week) == (0, 1)
    ten_weeks = list(islice(program.trainings(now), 30))
    assert {day.adjustment.title for day in ten_weeks} == {None}, "the example's days are comments"


def test_a_new_workspace_reads_at_any_time(tmp_path):
    for year in (1970, 2028, 2038, 9999):
        folder = tmp_path / str(year)
        assert not init_workspace(folder, date(year, 12, 31)).kept
        assert load_program(folder / "program.yaml").title == "Push, pull, legs"
        assert not init_workspace(folder, date(year, 12, 31)).made
