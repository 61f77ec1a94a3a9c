"""What was trained over time: asked of SQLite, and equal to what the records themselves say."""

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.ledger.body_picture import body_svg
from mmc_audio.ledger.calendar_picture import calendar_svg, span_until
from mmc_audio.ledger.drawing import FRESH_DAYS, FRESH_WORDS, freshness
from mmc_audio.ledger.history import DoneSet, History, MuscleFocus, history, sets_of
from mmc_audio.ledger.last import last_time
from mmc_audio.ledger.over_time import progress
from mmc_audio.ledger.progress_picture import progress_svg, stretch_of
from mmc_audio.ledger.report import report
from mmc_audio.ledger.store import APPLICATION_ID, Ledger, SetRecord
from mmc_audio.library.body import shapes

TODAY = date(2026, 11, 29)
SET = SetRecord(
    "", "2026-11-23T18:30:00+01:00", "2026-11-23", "pull/a", "biceps_curl", "biceps", 1, 8
)
SPAN = (TODAY - timedelta(364), TODAY)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "practice.sqlite3")


def numbered(records):
    return [replace(one, id=str(UUID(int=at + 1, version=4))) for at, one in enumerate(records)]


def on(day, **more):
    return replace(SET, day=str(day), done_at=f"{day}T18:30:00+01:00", **more)


def drawn_records(seed=5, count=300):
    dice = random.Random(seed)
    return numbered(
        on(
            TODAY - timedelta(dice.randrange(400)),
            exercise=dice.choice(["biceps_curl", "back_squat", "plank"]),
            muscle=dice.choice(["biceps", "quadriceps", None, "middle_back"]),
            reps=dice.randrange(13),
            felt=dice.choice([None, "target", "both", "elsewhere"]),
            clarity=dice.choice([None, 0, 7]),
            skipped=dice.random() < 0.1,
            source=dice.choice(["said", "planned"]),
        )
        for _ in range(count)
    )


def test_sqlite_counts_as_focused_what_a_record_does(ledger):
    felts, sources = (None, "target", "both", "elsewhere"), ("said", "planned")
    records = numbered(
        replace(SET, felt=felt, source=source, skipped=skipped, reps=1 << at)
        for at, (felt, source, skipped) in enumerate(product(felts, sources, (False, True)))
        if at < 10
    )
    ledger.record(records)
    (muscle,) = history(ledger, TODAY, *SPAN).muscles
    assert muscle.focused_reps == sum(one.focused_reps for one in records)


def test_it_adds_up_to_what_the_report_says(ledger):
    records = drawn_records()
    ledger.record(records)
    found, reported = history(ledger, TODAY, *SPAN), report(records, TODAY)
    assert found.sets == reported.sets
    assert [(one.muscle, one.sets, one.focused_reps, one.days_since) for one in found.muscles] == [
        (one.name, one.sets, one.focused_reps, one.days_since) for one in reported.muscles
    ]
    assert {one.exercise: one.sets for one in found.exercises} == {
        one.name: one.sets for one in reported.movements
    }
    within = [one for one in records if str(SPAN[0]) <= one.day <= str(TODAY) and not one.skipped]
    assert {one.day: one.sets for one in found.calendar} == {
        day: sum(one.day == day for one in within) for day in {one.day for one in within}
    }
    curls = [one for one in records if one.exercise == "biceps_curl" and not one.skipped]
    done = sets_of(ledger, "biceps_curl")
    assert sorted((one.day, one.reps, one.focused) for one in done) == sorted(
        (one.day, one.reps, one.is_focused) for one in curls
    )


def test_the_last_time_is_the_last_day_before_today(ledger):
    ledger.record(
        numbered([
            on("2026-11-20", reps=9), on("2026-11-27", reps=8, load=20, unit="kg"),
            on("2026-11-27", reps=7), on("2026-11-28", skipped=True), on(TODAY, reps=6),
            on("2026-11-28", exercise="plank", reps=0),
        ])
    )  # fmt: skip
    assert last_time(ledger, {"biceps_curl", "back_squat"}, str(TODAY)) == {
        "biceps_curl": {
            "day": "2026-11-27",
            "sets": [
                {"reps": 8, "load": 20.0, "unit": "kg"},
                {"reps": 7, "load": None, "unit": None},
            ],
        }
    }
    assert last_time(ledger, (), str(TODAY)) == {}
    assert last_time(None, {"plank"}, str(TODAY)) == {}


def test_without_a_ledger_there_is_nothing(ledger):
    assert history(ledger, TODAY, *SPAN) == History()
    assert sets_of(ledger, "biceps_curl") == []
    assert not ledger.path.exists()


def test_a_ledger_of_version_1_has_a_history(ledger):
    columns = "id, done_at, day, session, exercise, muscle, set_number, reps, felt, clarity"
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute(f"CREATE TABLE set_log ({columns}, reserve, note)")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        row = ("a", SET.done_at, SET.day, "", "biceps_curl", "biceps", 1, 8, None, 7, None, "")
        raw.execute(f"INSERT INTO set_log VALUES ({', '.join('?' * len(row))})", row)
    (muscle,) = history(ledger, TODAY, *SPAN).muscles
    assert (muscle.focused_reps, muscle.days_since) == (8, 6)
    assert sets_of(ledger, "biceps_curl") == [DoneSet(SET.day, 8, None, None, 7, focused=True)]


def test_years_of_sets_answer_at_once(ledger):
    """60,000 sets; the limit is for the processor, as another program may hold it up."""
    ledger.record(numbered([SET]))
    columns = "id, done_at, day, session, exercise, muscle, reps, load, unit, felt, clarity"
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute(
            f"INSERT INTO set_log ({columns}) WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
            "SELECT i, date('2026-11-29', -(i / 24) || ' days') || 'T18:00:00+01:00', "
            "date('2026-11-29', -(i / 24) || ' days'), 'a/b', 'move_' || (i % 10), "
            "'muscle_' || (i % 10), i % 12, i % 80, 'kg', 'target', i % 11 FROM n"
        )
    begin = time.process_time()
    assert history(ledger, TODAY, *SPAN).sets == 60_001
    assert progress_svg("Move 3", progress(sets_of(ledger, "move_3")))
    assert time.process_time() - begin < 0.4
    begin = time.process_time()
    ledger.records()
    assert time.process_time() - begin < 2


def done(day, reps=8, load=None, unit=None, **more):
    return DoneSet(str(day), reps, load, unit, more.get("clarity"), more.get("focused", True))


def bests(*sets):
    return [(one.what, one.value, one.day) for one in progress(sets).bests]


def test_the_most_that_was_done_is_said_without_praise():
    first, second, third = "2026-05-01", "2026-05-08", "2026-05-15"
    assert bests(
        done(first, 9, 60, "kg"),
        done(second, 3, 80, "kg"),
        done(third, 11, 60, "kg", focused=False),
    ) == [
        ("Your heaviest", "80 kg, 3 reps", second),
        ("Your most reps at 60 kg", "11", third),
        ("Your most focused reps in a day", "9", first),
    ]


def test_without_a_load_the_most_reps_of_a_set_are_the_most():
    assert bests(done("2026-05-01", 12), done("2026-05-01", 9)) == [
        ("Your most reps in a set", "12", "2026-05-01"),
        ("Your most focused reps in a day", "21", "2026-05-01"),
    ]
    assert bests(done("2026-05-01", 0)) == []


def test_of_help_the_least_is_the_hardest():
    sets = [done("2026-05-01", 6, 30, "kg assisted"), done("2026-05-08", 5, 20, "kg assisted")]
    assert bests(*sets)[0] == ("Your least help", "20 kg assisted, 5 reps", "2026-05-08")


@pytest.mark.parametrize(
    ("unit", "load", "shown", "remark"),
    [
        ("lb", 100.0, 45.4, "Loads in lb are shown in kg."),
        ("kg each", 20.0, None, "Loads in kg each are not in the curve"),
        ("pin", 4.0, None, "Loads in pin are not in the curve"),
        ("kg", 22.25, 22.25, None),
    ],
)
def test_loads_of_other_units_are_converted_or_left_out_and_it_is_said(unit, load, shown, remark):
    found = progress([done("2026-05-01", 8, load, unit), done("2026-05-08", 8, 50, "kg")])
    assert found.days[0].load == shown
    assert found.unit == "kg"
    assert [one for one in found.remarks if remark and remark in one] == list(found.remarks)


LONG = [done(date(2016, 1, 1) + timedelta(at * 3), 8, 40 + at / 50, "kg", clarity=5)
        for at in range(1300)]  # fmt: skip


@pytest.mark.parametrize(
    "sets",
    [
        [done("2026-05-01")],
        [done("2026-05-01", 0, focused=False)],
        [done("2026-05-01", 1000, 2000, "lb per side", clarity=10)],
        LONG,
        [done("2000-01-01", 3, 5, "kg"), done("2026-11-29", 3, 5, "kg")],
    ],
)
def test_every_history_can_be_drawn_within_its_picture(sets):
    root = ET.fromstring(progress_svg('<b>&"\x00\U0001f4aa' * 9, progress(sets)))
    height = float(root.get("viewBox").split()[3])
    shapes = [one for one in root.iter() if one.get("x") and one.get("width")]
    assert shapes or sets[0].reps == 0
    for one in shapes:
        left, top = float(one.get("x")), float(one.get("y"))
        assert 0 <= left <= left + float(one.get("width")) <= 328
        assert 0 <= top <= top + float(one.get("height")) <= height
    for one in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(one.get("cx")) <= 328
        assert 0 <= float(one.get("cy")) <= height


def test_the_picture_says_its_days_in_words_and_dates_each_end_once():
    one = [done("2026-05-01", 8, 20, "kg")]
    two = [*one, done("2026-05-08", 6, 25, "kg")]
    for sets, label, ends in (
        (one, "01 May 2026 8 reps with 20 kg.", 1),
        (two, "first 01 May 2026 8 reps with 20 kg, last 08 May 2026 6 reps with 25 kg.", 2),
    ):
        root = ET.fromstring(progress_svg("Curl", progress(sets)))
        assert root.get("aria-label").endswith(label)
        dates = [each.text for each in root.iter() if each.text and "May" in each.text]
        assert len(dates) >= ends
        assert len(dates) == len(set(dates))


def test_a_long_history_is_put_together_by_months():
    assert stretch_of(progress(LONG).days).name == "year"
    assert stretch_of(progress(LONG[-300:]).days).name == "month"
    assert stretch_of(progress(LONG[-100:]).days).name == "week"
    assert stretch_of(progress(LONG[-20:]).days).name == "day"


def test_the_calendar_has_half_a_year_of_whole_weeks_and_no_day_to_come(ledger):
    ledger.record(numbered([on("2026-11-27"), on("2026-06-01"), on("2026-05-31")]))
    first, last = span_until(TODAY)
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 181)
    days = history(ledger, TODAY, first, last).calendar
    assert [one.day for one in days] == ["2026-06-01", "2026-11-27"]
    wednesday = date(2026, 11, 25)
    root = ET.fromstring(calendar_svg(days, wednesday, wednesday))
    cells = [one.get("class") for one in root.iter() if (one.get("class") or "").startswith("day-")]
    assert len(cells) - 3 == 182 - 4 + 1  # Friday was logged by a clock that runs ahead
    assert "day-0 here" in cells
    assert "2 days" in root.get("aria-label")


def test_a_day_is_in_the_row_of_its_weekday_and_the_column_of_its_week():
    sunday = date(2026, 11, 29)
    root = ET.fromstring(calendar_svg([], sunday, sunday))
    cells = [one for one in root.iter() if one.get("class", "").startswith("day-0")]
    places = [(float(one.get("x")), float(one.get("y"))) for one in cells]
    columns, rows = sorted({x for x, _ in places}), sorted({y for _, y in places})
    assert (len(columns), len(rows), len(set(places))) == (26, 7, 182)
    # Each cell is below the one before it, from Monday to Sunday.
    assert places == [(x, y) for x in columns for y in rows]
    months = {one.text: float(one.get("x")) for one in root.iter() if one.text and one.get("x")}
    assert [name for name in months if len(name) == 3 and name.istitle()][-6:] == [
        "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
    ]  # fmt: skip
    november = columns[(date(2026, 11, 2) - span_until(sunday)[0]).days // 7]
    assert months["Nov"] == november


def test_each_muscle_is_named_once_and_no_name_lies_on_another():
    groups = sorted({*shapes().front, *shapes().back})
    muscles = [MuscleFocus(name.replace(" ", "_"), 1, 8, at * 7) for at, name in enumerate(groups)]
    root = ET.fromstring(body_svg([*muscles, MuscleFocus("<grip>", 1, 8, 1)]))
    names = [one for one in root.iter() if one.get("class") == "soft name"]
    assert sorted(one.text.strip().lower() for one in names) == groups
    for anchor in ("start", "end"):
        heights = [float(one.get("y")) for one in names if one.get("text-anchor") == anchor]
        assert all(b - a >= 14.9 for a, b in pairwise(sorted(heights)))
        assert heights
        assert 0 < min(heights) <= max(heights) < 228


def test_the_body_has_every_muscle_group_of_the_catalogue():
    groups = {one.muscle_group for one in load_catalogue().by_id.values()} - {""}
    assert groups == {*shapes().front, *shapes().back}


def test_the_legend_of_the_figure_says_the_limits_that_its_colours_have():
    words = dict(FRESH_WORDS)
    for least, (most, name) in zip((0, 3, 8), FRESH_DAYS, strict=True):
        assert words[name].split()[0] == f"{least}\N{EN DASH}{most}"
        assert {freshness(days) for days in range(least, most + 1)} == {name}
