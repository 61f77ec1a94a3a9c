"""A program says what a day means, by the calendar and not by seconds."""

import os
import re
import shutil
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import MissingError, MmcError, PlanError, UsageError
from mmc_audio.plan import program as module
from mmc_audio.plan.adjust import Adjustment, adjusted
from mmc_audio.plan.program import Rest, Training, load_program, parse_day, today
from mmc_audio.plan.program_days import ChangedDay
from mmc_audio.plan.program_file import DeloadWeeks, ProgramFile
from mmc_audio.plan.read import load_plan, read_plan

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def write(tmp_path):
    """Writes a program beside three plans and loads it."""
    for name in ("push", "pull", "legs"):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: {name}\nwork: [{{exercise: x, sets: 3x10}}]"
        )

    def written(text):
        path = tmp_path / "program.yaml"
        path.write_text(text)
        return load_program(path)

    return written


WEEKLY = """
title: Three days
start: 2026-11-30
weeks: 2
by_weekday: {monday: push.yaml, wed: pull.yaml, Friday: legs.yaml}
"""


def names(program, first, days):
    """The plans' names over some days; `-` for rest."""
    every = [program.day(first + timedelta(days=n)) for n in range(days)]
    return " ".join(day.path.stem if isinstance(day, Training) else "-" for day in every)


def test_weekdays_carry_their_plans(write):
    program = write(WEEKLY)
    assert names(program, date(2026, 11, 30), 14) == "push - pull - legs - - push - pull - legs - -"
    assert program.end == date(2026, 12, 13)


def test_a_rest_day_knows_the_next_training(write):
    rest = write(WEEKLY).day(date(2026, 12, 5))
    assert isinstance(rest, Rest)
    assert (rest.next.date, rest.next.path.stem, rest.next.week) == (date(2026, 12, 7), "push", 2)
    last = write(WEEKLY).day(date(2026, 12, 13))
    assert last == Rest(date(2026, 12, 13), None)


def test_a_rotation_turns_whatever_the_weekday(write):
    program = write("start: 2028-02-27\nrotation: [push.yaml, pull.yaml, rest]")
    assert names(program, date(2028, 2, 27), 7) == "push pull - push pull - push"
    assert program.day(date(2028, 2, 29)) == Rest(date(2028, 2, 29), program.day(date(2028, 3, 1)))


def test_dates_and_spans_of_dates(write):
    program = write("by_date:\n  2026-12-31: push.yaml\n  2027-01-02..2027-01-03: pull.yaml")
    assert names(program, date(2026, 12, 31), 4) == "push - pull pull"
    assert (program.start, program.end) == (date(2026, 12, 31), date(2027, 1, 3))


def test_leap_days_and_month_ends_are_days_like_others(write):
    program = write("start: 2024-02-28\nrotation: [push.yaml, pull.yaml]")
    assert names(program, date(2024, 2, 28), 4) == "push pull push pull"
    assert program.day(date(2024, 2, 29)).path.stem == "pull"
    assert program.day(date(2124, 2, 29)).week == 36_525 // 7 + 1


def test_deload_weeks_are_easier(write):
    program = write(WEEKLY + "deload: {weeks: 2, sets: 70%}")
    first, second = program.day(date(2026, 11, 30)), program.day(date(2026, 12, 7))
    assert (first.deload, first.plan().work[0].sets) == (False, 3)
    assert (second.deload, second.plan().work[0].sets) == (True, 2)


def test_every_fourth_week_by_the_usual_share(write):
    program = write("start: 2026-11-30\nby_weekday: {mon: push.yaml}\ndeload: {every: 4}")
    deloads = [day.week for day in program.trainings(date(2026, 11, 30), date(2027, 3, 31))]
    assert deloads == list(range(1, 19))
    assert program.day(date(2026, 12, 21)).adjustment == Adjustment(sets=60, load=90)
    assert not program.day(date(2026, 12, 28)).deload


def test_single_days_differ(write):
    program = write(
        WEEKLY
        + "deload: {weeks: [2], sets: 50%, load: 80%}\n"
        + "days:\n"
        + "  2026-12-02: rest\n"
        + "  2026-12-05 to 2026-12-06: {plan: pull.yaml, title: Weekend}\n"
        + "  2026-12-08: {sets: 50%}\n"
        + "  2026-12-09: {sets: 70%, readiness: low}\n"
    )
    assert names(program, date(2026, 11, 30), 10) == "push - - - legs pull pull push - pull"
    assert program.day(date(2026, 12, 5)).plan().title == "Weekend"
    changed = program.day(date(2026, 12, 9))
    assert changed.adjustment == Adjustment(sets=70, load=80, readiness="low")
    assert changed.plan().readiness == "low"


def test_a_day_s_plan_carries_its_date(write):
    assert write(WEEKLY).day(date(2026, 12, 2)).plan().date == "2026-12-02"


def test_a_rest_word_may_stand_for_a_weekday(write):
    program = write("start: 2026-11-30\nby_weekday: {monday: rest, tuesday: push.yaml}")
    assert names(program, date(2026, 11, 30), 2) == "- push"


def test_no_plan_before_the_start_or_after_the_end(write):
    program = write(WEEKLY)
    for day in (date(2026, 11, 29), date(2026, 12, 14)):
        with pytest.raises(PlanError) as caught:
            program.day(day)
        assert caught.value.what == (
            f"there is no plan for {day}; "
            "the program runs from 2026-11-30 to 2026-12-13, pick a day in it"
        )


WRONG = {
    "start: 2026-11-30": "1:1: the program has no days; add `by_weekday`, `rotation` or `by_date`",
    "by_weekday: {monday: push.yaml}": (
        "1:1: `start` is missing in the program; add its first day"
    ),
    "start: 2026-11-30\nby_weekday: {mondey: push.yaml}": (
        "2:14: mondey: 'mondey' is no weekday; did you mean monday?"
    ),
    "start: 2026-11-30\nby_weekday: {mon: push.yaml, monday: pull.yaml}": (
        "2:30: monday stands twice; keep one of them"
    ),
    "start: 2026-11-30\nby_weekday: {monday: pusch.yaml}": (
        "2:22: monday: there is no plan 'pusch.yaml'; did you mean push.yaml?"
    ),
    "start: 2026-11-30\nrotation: [push.yaml]\nby_weekday: {monday: push.yaml}": (
        "2:1: the days are said twice; keep one of `by_weekday`, `rotation` or `by_date`"
    ),
    "by_date: {2026-12-01..2026-12-04: push.yaml, 2026-12-04: pull.yaml}": (
        "1:46: 2026-12-04 overlaps 2026-12-01..2026-12-04; keep a day in one of them"
    ),
    "by_date: {2026-12-04..2026-12-01: push.yaml}": (
        "1:11: 2026-12-04..2026-12-01: '2026-12-04..2026-12-01' runs backwards; "
        "write the earlier day first"
    ),
    "by_date: {2027-02-29: push.yaml}": (
        "1:11: 2027-02-29: '2027-02-29' is no day; write year-month-day, such as 2026-11-30"
    ),
    "by_date: {}": "1:1: `by_date` has no day; add such as `2026-11-30: plan.yaml`",
    "by_date: {2026-12-01: push.yaml}\nweeks: 3": (
        "2:1: `by_date` says its own days; delete `weeks`"
    ),
    "start: 2026-11-30\nrotation: []": "2:1: `rotation` has no day in it; add one",
    "start: 2026-11-30\nrotation: [push.yaml]\ndeload: {sets: 50%}": (
        "3:9: deload: says no week; add `weeks: [4, 8]` or `every: 4`"
    ),
    "start: 2026-11-30\nrotation: [push.yaml]\ndeload: {every: 4, sets: 0.5}": (
        "3:26: sets: '0.5' is no share; write 10% to 200%"
    ),
    "start: 2026-11-30\nweeks: 1\nrotation: [push.yaml]\ndays: {2026-12-07: rest}": (
        "4:8: 2026-12-07 is outside the program; delete or move it"
    ),
    "start: 9999-12-30\nweeks: 2\nrotation: [push.yaml]": (
        "1:1: the program ends after the year 9999; start earlier"
    ),
    "title: x\nwork: [plank]": (
        "2:1: 'work' is no key of the program; that is a plan: name it under `by_weekday`"
    ),
    "": "1:1: the file is empty; begin it with `title: My program`",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_wrong_programs_say_place_and_fix(write, tmp_path, text, message):
    with pytest.raises(MmcError) as caught:
        write(text)
    assert str(caught.value) == f"{tmp_path / 'program.yaml'}:{message}"


def test_a_missing_program_exits_66_and_a_plan_that_went_away_too(write, tmp_path):
    with pytest.raises(MissingError):
        load_program(tmp_path / "none.yaml")
    training = write(WEEKLY).day(date(2026, 11, 30))
    training.path.unlink()
    with pytest.raises(MissingError):
        training.plan()


def test_the_calendar_s_last_day_is_no_crash(write):
    program = write("start: 9999-12-30\nrotation: [push.yaml, rest]")
    assert program.day(date(9999, 12, 31)) == Rest(date(9999, 12, 31), None)


def test_a_program_without_training_does_not_look_ahead_for_ever(write):
    program = write("start: 2026-11-30\nrotation: [rest]")
    assert program.day(date(2026, 12, 1)).next is None


PLAN = read_plan(
    """
title: Plain
work:
  - {exercise: a, sets: 3, reps: 10, load: 65%, rest: 90s}
  - {exercise: b, load: RPE 8}
  - {exercise: c, duration: 20m}
  - superset: [{exercise: d, load: 20kg}, e]
    rounds: 4
    rest: 60s
  - interval: {exercise: f, work: 20s, rest: 10s, rounds: 8}
""",
    "p.yaml",
)


def test_an_adjustment_changes_sets_loads_and_rests():
    a, b, c, pair, swing = adjusted(PLAN, Adjustment(sets=50, load=90, rest=150)).work
    assert (a.sets, a.load.value, a.rest_ms) == (2, 58.5, 135_000)
    assert (b.sets, b.load.value) == (2, 8)
    assert (c.sets, c.duration_ms) == (None, 1_200_000)
    assert (pair.rounds, pair.rest_ms, pair.superset[0].load.value) == (2, 90_000, 18)
    assert swing.interval.rounds == 4


@given(st.integers(10, 200), st.integers(10, 200))
def test_an_adjusted_plan_is_still_one(sets, load):
    changed = adjusted(PLAN, Adjustment(sets=sets, load=load))
    assert type(changed).model_validate(changed.model_dump()) is not None
    assert all(item.sets is None or item.sets >= 1 for item in changed.work[:2])


def test_no_adjustment_changes_nothing():
    assert adjusted(PLAN, Adjustment()) == PLAN


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2027-02-28"), ("Tomorrow", "2027-03-01"), ("yesterday", "2027-02-27"),
        ("sunday", "2027-02-28"), ("monday", "2027-03-01"), ("saturday", "2027-03-06"),
        ("2028-02-29", "2028-02-29"),
    ],
)  # fmt: skip
def test_words_for_days(text, day):
    assert parse_day(text, date(2027, 2, 28)) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "2027-02-29", "20270301", "someday", "2027-W09-1", "0"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(UsageError, match="is no day; write today, tomorrow"):
        parse_day(text, date(2027, 2, 28))


def test_tomorrow_at_the_end_of_the_calendar_is_refused():
    with pytest.raises(UsageError):
        parse_day("tomorrow", date.max)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")
@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # 23:30 before the night of 23 hours, 00:15 on the day of 25 hours: adding 86 400 seconds
        # would skip a day, or stay on it.
        ("Europe/Berlin", "2025-03-29T22:30", "2025-03-29"),
        ("Europe/Berlin", "2025-10-25T22:15", "2025-10-26"),
        ("Pacific/Kiritimati", "2025-12-31T10:00", "2026-01-01"),
    ],
)
def test_today_is_the_local_day_and_tomorrow_the_next(zone, moment, day, monkeypatch):
    from datetime import UTC, datetime

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(moment).replace(tzinfo=UTC)

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(module, "datetime", Clock)
    try:
        assert today() == date.fromisoformat(day)
        assert parse_day("tomorrow", today()) == date.fromisoformat(day) + timedelta(days=1)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert os.environ.get("TZ") != zone


@pytest.mark.covers("A54")
def test_the_example_program_runs_through():
    program = load_program(EXAMPLES / "program.yaml")
    days = list(program.trainings(program.start, date(2026, 12, 27)))
    assert len(days) == 24
    assert all(load_plan(day.path).work for day in days)
    assert [day.plan().title for day in days if day.date == date(2026, 12, 27)] == ["Sunday pull"]
    assert {day.week for day in days if day.deload} == {4, 8}


@pytest.mark.covers("A54")
def test_the_program_of_eight_weeks_has_the_dose_of_the_study():
    program = load_program(EXAMPLES / "eight-weeks.yaml")
    days = list(program.trainings(program.start))
    assert (len(days), days[-1].week) == (24, 8)
    assert {day.date.strftime("%a") for day in days} == {"Mon", "Wed", "Fri"}
    assert not any(day.deload for day in days)
    for day in days:
        (curl,) = day.plan().work
        assert (curl.exercise, curl.sets) == ("biceps_curl", 4)
        assert (curl.reps.low, curl.reps.high) == (8, 12)


PAGE = (EXAMPLES.parent / "docs" / "program.md").read_text(encoding="utf-8")
BLOCKS = re.findall("^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_block_of_the_page_is_read(block, tmp_path):
    shutil.copytree(EXAMPLES / "plans", tmp_path / "plans")
    path = tmp_path / "program.yaml"
    path.write_text(block)
    program = load_program(path)
    first = next(program.trainings(program.start))
    assert first.plan().work


@pytest.mark.parametrize("model", [ProgramFile, ChangedDay, DeloadWeeks])
def test_the_page_names_every_key(model):
    assert [k for k in model.file_keys() if f"`{k}`" not in PAGE and f"`{k}:" not in PAGE] == []


def test_where_more_sets_are_done_than_are_written_the_last_one_comes_again():
    plan = read_plan("title: T\nwork: [{exercise: curl, sets: [8 @ 20kg, 6 @ 25kg]}]\n", "a.yaml")
    (item,) = adjusted(plan, Adjustment(sets=200)).work
    assert [one.reps.high for one in item.each] == [8, 6, 6, 6]
