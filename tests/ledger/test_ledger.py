import csv
import io
import json
import multiprocessing
import sqlite3
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from mmc_audio.errors import InputError, OutputError
from mmc_audio.ledger import store
from mmc_audio.ledger.chart import coverage_svg
from mmc_audio.ledger.incoming import read_sending, read_sets
from mmc_audio.ledger.report import as_csv, as_data, report
from mmc_audio.ledger.store import APPLICATION_ID, COLUMNS, Ledger, SetRecord

SET = SetRecord(
    "6f0b9d3a-9b0e-4e0c-8a52-3f3d8c1a7e44", "2026-11-23T18:30:00+01:00", "2026-11-23",
    "pull/a", "biceps_curl", "biceps", 1, 8, "target", 9, 2,
)  # fmt: skip
TODAY = date(2026, 11, 30)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "data" / "practice.sqlite3")


def numbered(count, start=0, **changes):
    ids = (f"00000000-0000-4000-8000-{number:012}" for number in range(start, start + count))
    return [replace(SET, id=one, **changes) for one in ids]


def test_what_is_recorded_is_read_again(ledger):
    assert ledger.records() == []
    ledger.record([SET])
    assert ledger.records() == [SET]


def test_sets_are_in_the_order_of_the_moments_they_were_done(ledger):
    before, after = "2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00"
    ledger.record([*numbered(2, 9, done_at=after), *numbered(2, done_at=before)])
    assert [record.done_at for record in ledger.records()] == [before, before, after, after]


def test_sets_logged_at_once_stay_in_their_order(ledger):
    records = numbered(5)[::-1]
    ledger.record(records)
    ledger.record([replace(record, reps=3) for record in reversed(records)])
    assert [record.id for record in ledger.records()] == [record.id for record in records]


def test_reading_makes_no_file(ledger):
    ledger.records()
    assert not ledger.path.parent.exists()


def test_a_set_that_is_sent_again_replaces_what_it_said(ledger):
    ledger.record([SET])
    ledger.record([replace(SET, reps=7)])
    assert [record.reps for record in ledger.records()] == [7]


def test_the_schema_is_as_its_page_says(ledger):
    ledger.record([SET])
    with sqlite3.connect(ledger.path) as raw:
        names = [row[1] for row in raw.execute("PRAGMA table_info(set_log)")]
        assert raw.execute("PRAGMA user_version").fetchone() == (store.VERSION,)
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()
    assert tuple(names) == COLUMNS


@pytest.mark.parametrize(
    "wrong",
    [
        {"reps": -1},
        {"clarity": 11},
        {"reserve": -1},
        {"felt": "toes"},
        {"load": -1.0},
        {"unit": "stone"},
        {"planned_reps": 1001},
        {"skipped": 2},
        {"source": "guessed"},
    ],
)
def test_a_wrong_value_is_refused_and_nothing_of_it_kept(ledger, wrong):
    with pytest.raises(InputError):
        ledger.record([*numbered(3), replace(SET, **wrong)])
    assert ledger.records() == []


VERSION_1 = """
CREATE TABLE set_log (
  id TEXT PRIMARY KEY, done_at TEXT NOT NULL, day TEXT NOT NULL, session TEXT NOT NULL,
  exercise TEXT NOT NULL, muscle TEXT, set_number INTEGER,
  reps INTEGER NOT NULL CHECK (reps BETWEEN 0 AND 1000),
  felt TEXT CHECK (felt IN ('target', 'both', 'elsewhere')),
  clarity INTEGER CHECK (clarity BETWEEN 0 AND 10),
  reserve INTEGER CHECK (reserve BETWEEN 0 AND 10),
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX set_log_day ON set_log (day);
"""


def of_version_1(path, records):
    """A ledger as the first version wrote it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = COLUMNS[: COLUMNS.index("load")]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executescript(VERSION_1)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        rows = [astuple(record)[: len(columns)] for record in records]
        marks = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO set_log VALUES ({marks})", rows)


def test_a_ledger_of_version_1_is_read_as_it_is(ledger):
    of_version_1(ledger.path, numbered(3))
    before = ledger.path.read_bytes()
    assert ledger.records() == numbered(3)
    assert ledger.path.read_bytes() == before
    assert [path.name for path in ledger.path.parent.iterdir()] == [ledger.path.name]


def test_a_ledger_of_version_1_is_brought_up_to_date_and_a_copy_kept(ledger):
    of_version_1(ledger.path, numbered(3))
    before = ledger.path.read_bytes()
    more = replace(SET, load=22.5, unit="kg", planned_reps=10, planned_load=20.0, source="planned")
    ledger.record([more])
    assert ledger.records() == [*numbered(3), more]
    assert ledger.copy_of(1).read_bytes() == before
    ledger.record(numbered(1, 50))
    assert ledger.copy_of(1).read_bytes() == before


def test_a_migration_that_fails_changes_nothing(ledger):
    of_version_1(ledger.path, numbered(3))
    before = ledger.path.read_bytes()
    with pytest.raises(InputError):
        ledger.record([replace(SET, reps=-1), replace(SET, felt="toes")])
    assert ledger.path.read_bytes() == before
    ledger.copy_of(1).unlink()
    ledger.copy_of(1).mkdir()
    with pytest.raises(OutputError, match="copy"):
        ledger.record([SET])
    assert ledger.path.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "focused"),
    [({}, 8), ({"felt": None}, 8), ({"felt": None, "source": "planned"}, 0),
     ({"felt": "both", "source": "planned"}, 8), ({"skipped": True}, 0)],
)  # fmt: skip
def test_what_nobody_has_spoken_of_does_not_count_as_focused(changes, focused):
    assert replace(SET, **changes).focused_reps == focused


def test_the_report_knows_loads_and_what_was_skipped():
    lifted = [(20.0, "kg"), (24.0, "kg"), (22.5, "kg"), (40.0, "lb"), (None, None), (21.0, "kg")]
    records = [
        replace(one, load=load, unit=unit)
        for one, (load, unit) in zip(numbered(6), lifted, strict=True)
    ]
    skipped = replace(SET, id=numbered(1, 90)[0].id, reps=0, skipped=True)
    reported = report([*records, skipped], TODAY)
    (curl,) = reported.movements
    assert (curl.load, curl.best_load, curl.unit) == (21.0, 24.0, "kg")
    assert (reported.sets, curl.sets, curl.skipped) == (6, 6, 1)


def write_many(path, start):
    for record in numbered(40, start):
        Ledger(path).record([record])


def test_two_that_write_at_once_lose_nothing(ledger):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(ledger.path, n * 1000)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(ledger.records()) == 120


def damage(path, how):
    path.parent.mkdir()
    if how == "no ledger":
        with sqlite3.connect(path) as raw:
            raw.execute("CREATE TABLE mine (x)")
        raw.close()
    elif how == "newer":
        with sqlite3.connect(path) as raw:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {store.VERSION + 1}")
            raw.execute("CREATE TABLE set_log (id)")
        raw.close()
    elif how == "garbage":
        path.write_bytes(b"not a ledger" * 1000)
    else:
        Ledger(path).record(numbered(300))
        data = bytearray(path.read_bytes())
        data[4096:] = b"\x55" * (len(data) - 4096)
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("how", "fix"),
    [("no ledger", "out of the way"), ("newer", "update mmc-audio"), ("garbage", "move it away"),
     ("torn", "move it away")],
)  # fmt: skip
def test_a_file_that_is_no_good_ledger_is_left_alone(ledger, how, fix):
    damage(ledger.path, how)
    before = ledger.path.read_bytes()
    with pytest.raises(OutputError, match=fix):
        ledger.records()
    with pytest.raises(OutputError, match=fix):
        ledger.record(numbered(50, 5000))
    assert ledger.path.read_bytes() == before


def test_a_full_disk_keeps_what_was_there(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "MOST_OF_A_SESSION", 10**6)
    monkeypatch.setattr(store, "MOST_OF_A_DAY", 10**6)
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", small]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    try:
        ledger = Ledger(small / "practice.sqlite3")
        ledger.record([SET])
        with pytest.raises(OutputError, match="free some space"):
            ledger.record(numbered(5000))
        assert ledger.records() == [SET]
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_folder_in_the_way_is_reported(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="free the way"):
        Ledger(tmp_path / "file" / "practice.sqlite3").record([SET])
    (tmp_path / "practice.sqlite3").mkdir()
    with pytest.raises(OutputError, match="cannot be opened"):
        Ledger(tmp_path / "practice.sqlite3").record([SET])


@pytest.mark.covers("A13", "A14")
def test_focused_reps_count_toward_the_milestones():
    records = [
        *numbered(12, reps=10),
        *numbered(3, 100, exercise="hammer_curl", day="2026-11-29", clarity=4),
        *numbered(2, 200, felt="elsewhere", day="2026-11-30"),
    ]
    reported = report(records, TODAY)
    assert reported.sets == 17
    curl, hammer = reported.movements
    assert (curl.name, curl.sets, curl.reps, curl.focused_reps) == ("biceps_curl", 14, 136, 120)
    assert (curl.last_focus, curl.days_since, curl.next_milestone) == ("2026-11-23", 7, 1000)
    assert (hammer.focused_reps, hammer.clarity, hammer.next_milestone) == (24, 4.0, 100)
    (biceps,) = reported.muscles
    assert (biceps.focused_reps, biceps.days_since) == (144, 1)
    assert "rule of thumb" in reported.rule_of_thumb


def test_a_clock_that_went_back_gives_no_negative_days():
    (one,) = report([replace(SET, day="2027-01-01")], TODAY).movements
    assert one.days_since == 0


def test_what_was_exported_can_be_read_in_again():
    records = [*numbered(2), replace(SET, note='a "note", with\nlines', muscle=None, felt=None)]
    assert read_sets(json.dumps(as_data(records))) == records


def test_a_sending_over_the_network_has_its_limit_and_a_file_of_ones_own_none():
    records = numbered(501)
    text = json.dumps(as_data(records))
    assert read_sets(text, most=None) == records
    with pytest.raises(InputError, match="501 at once, at most 500"):
        read_sets(text)


def test_what_is_no_text_is_refused(ledger):
    with pytest.raises(InputError, match="cannot be logged"):
        ledger.record([*numbered(2), replace(SET, note="\udcff")])
    assert ledger.records() == []


def test_csv_has_all_columns_and_no_formula():
    rows = list(csv.reader(io.StringIO(as_csv([replace(SET, note="=1+1", session="-x")]))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][COLUMNS.index("note")] == "'=1+1"
    assert rows[1][COLUMNS.index("session")] == "'-x"


@pytest.mark.covers("A13")
@pytest.mark.parametrize("records", [[], [SET], numbered(60, reps=200, muscle="<b>&\x00")])
def test_the_coverage_picture_is_well_formed(records):
    root = ET.fromstring(coverage_svg(report(records, TODAY)))
    texts = " ".join(element.text or "" for element in root.iter())
    assert "rule of thumb" in texts
    assert "10,000" in texts


def test_four_times_as_much_looks_like_four_times_as_much():
    """Whatever milestone either of them has behind it: 320 and 80."""
    records = [
        *numbered(40, reps=8),
        *numbered(10, 500, exercise="back_squat", muscle="quadriceps", reps=8),
    ]
    root = ET.fromstring(coverage_svg(report(records, TODAY)))
    bars = [one for one in root.iter() if one.tag.endswith("rect") and one.get("class") == "work"]
    lengths = [float(bar.get("width")) for bar in bars]
    assert lengths[0] == pytest.approx(4 * lengths[1], abs=0.2)
    assert lengths[2] == pytest.approx(4 * lengths[3], abs=0.2)


def test_a_sending_says_where_its_mistake_is():
    with pytest.raises(InputError, match=r"sets\.0\.reps"):
        read_sets(json.dumps({"sets": [{"id": "x", "done_at": "y", "exercise": "z", "reps": "8"}]}))


def test_only_the_user_may_read_the_folder(ledger):
    ledger.record([SET])
    assert not stat.S_IMODE(ledger.path.stat().st_mode) & stat.S_IWOTH


def test_none_is_a_number_too():
    nothing = {"reps": 0, "load": 0, "clarity": 0, "reserve": 0}
    (record,) = read_sets(json.dumps({"sets": [as_data([SET])["sets"][0] | nothing]}))
    assert (record.reps, record.load, record.clarity, record.reserve) == (0, 0, 0, 0)


def sent(done_at):
    one = {"id": SET.id, "done_at": done_at, "exercise": "plank", "reps": 1}
    return json.dumps({"sets": [one]})


@pytest.mark.parametrize("hours", [-26, 26, -70_000])
def test_a_clock_of_another_zone_is_taken(hours):
    moment = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
    (record,) = read_sets(sent(moment))
    assert record.done_at == moment


@pytest.mark.parametrize("year", [1, 1970, 2015, 2199, 9998])
def test_where_the_phone_says_what_its_clock_said_the_times_are_put_right(year):
    said = datetime(year, 3, 4, 12, 30, tzinfo=UTC)
    done = (said - timedelta(minutes=10)).isoformat()
    older = (datetime.now(UTC) - timedelta(days=30)).isoformat(timespec="seconds")
    one = {"id": SET.id, "done_at": done, "exercise": "plank", "reps": 1}
    text = json.dumps({"sets": [one, {**one, "done_at": older}], "now": said.isoformat()})
    found = read_sending(text)
    right = datetime.fromisoformat(found.records[0].done_at)
    assert abs((datetime.now(UTC) - right).total_seconds() - 600) < 5
    assert found.records[0].day == right.date().isoformat()
    assert found.records[1].done_at == older
    assert found.clock_was_wrong


def test_a_clock_that_is_nearly_right_changes_no_time():
    now = datetime.now(UTC) + timedelta(hours=26)
    text = json.dumps({**json.loads(sent(now.isoformat())), "now": now.isoformat()})
    found = read_sending(text)
    assert (found.records[0].done_at, found.clock_was_wrong) == (
        now.isoformat(timespec="seconds"), False,
    )  # fmt: skip
    for wrong in ("soon", "2026-11-30T10:00:00", 3):
        with pytest.raises(InputError, match="sets to log"):
            read_sets(json.dumps({"sets": [], "now": wrong}))


@pytest.mark.parametrize("year", ["0001", "1970", "1999", "2199", "9999"])
def test_a_wrong_clock_is_reported_and_nothing_stored(year):
    with pytest.raises(InputError, match=r"set the clock of the phone"):
        read_sets(sent(f"{year}-12-31T23:59:59+00:00"))
    with pytest.raises(InputError):
        read_sets(sent("0001-01-01T00:00:00+23:59"))


@pytest.mark.parametrize(
    ("limit", "what"),
    [("MOST_OF_A_SESSION", "one session of 2026-11-23"), ("MOST_OF_A_DAY", "2026-11-23"),
     ("MOST", "the whole ledger")],
)  # fmt: skip
def test_more_than_a_person_can_do_is_refused(ledger, monkeypatch, limit, what):
    monkeypatch.setattr(store, limit, 20)
    ledger.record(numbered(20))
    ledger.record(numbered(20, note="again, and once kept"))
    with pytest.raises(InputError, match=f"21 sets for {what}, more than 20"):
        ledger.record(numbered(1, 500))
    assert len(ledger.records()) == 20


def test_threads_that_write_at_once_all_get_their_turn(ledger):
    with ThreadPoolExecutor(16) as threads:
        jobs = [threads.submit(ledger.record, [one]) for one in numbered(200)]
        assert [job.result() for job in jobs] == [None] * 200
    assert len(ledger.records()) == 200


def test_a_milestone_that_is_reached_is_no_longer_the_next_one():
    (one,) = report(numbered(10, reps=10), TODAY).movements
    assert (one.focused_reps, one.next_milestone) == (100, 1000)
