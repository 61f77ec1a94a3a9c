"""Dates in the languages of the apps, and numbers as people write them."""
# ruff: noqa: E501 - tables of cases are read more easily with one case a line

from datetime import UTC, datetime, timedelta, timezone

import pytest

from mmc_audio.importing.dates import DateReader, date_reader
from mmc_audio.importing.quantities import length, metres, number

MARCH = datetime(2026, 3, 3, 18, 5)  # noqa: DTZ001 - local time, as the apps have it


@pytest.mark.parametrize("text", [
    "3 Mar 2026, 18:05", "3 M\u00e4r 2026, 18:05", "3. M\u00e4rz 2026, 18:05", "3 mars 2026, 18:05",
    "3 mar. 2026, 18:05", "3 de mar\u00e7o de 2026, 18:05", "3 marzo 2026, 18:05", "3 mrt 2026, 18:05",
    "3 maart 2026 18:05", "Mar 3, 2026, 6:05 PM", "Mar 3, 2026, 6:05\u202fPM", "March 3rd, 2026 6:05 pm",
    "2026-03-03 18:05:00", "2026-03-03T18:05:00", "2026/03/03 18:05", "03.03.2026, 18:05",
    "03/03/2026, 18:05", "mar. 3 mars 2026, 18h05", "Dienstag, 3. M\u00e4rz 2026 18:05 Uhr",
])  # fmt: skip
def test_dates(text):
    plain = text.replace("\u202f", " ").removeprefix("mar. ")
    assert DateReader().read(plain) == MARCH


@pytest.mark.parametrize(("month", "names"), [
    (1, "Jan janv ene gen jan. January"), (2, "Feb f\u00e9vr feb fev"), (4, "Apr avr abr apr"),
    (5, "May Mai mayo mag maio mei"), (6, "Jun juin jun giu junho"), (7, "Jul juil lug juli"),
    (8, "Aug ao\u00fbt ago"), (9, "Sep sept set"), (10, "Oct Okt out ott"), (12, "Dec Dez d\u00e9c dic"),
])  # fmt: skip
def test_months_of_seven_languages(month, names):
    for name in names.split():
        assert DateReader().read(f"7 {name} 2026").month == month, name


def test_zones():
    assert DateReader().read("2026-03-03T18:05:00Z").tzinfo == UTC
    east = DateReader().read("2026-03-03T18:05:00.123+02:00")
    assert east.utcoffset() == timedelta(hours=2)
    assert east.tzinfo == timezone(timedelta(hours=2))


def test_the_order_of_day_and_month_is_that_of_the_whole_file():
    assert date_reader(["05/06/2026", "05/13/2026"]).read("05/06/2026").month == 5
    assert date_reader(["05/06/2026", "13/06/2026"]).read("05/06/2026").month == 6
    doubtful = date_reader(["05/06/2026"])
    assert (doubtful.read("05/06/2026").month, "day/month" in doubtful.remark) == (6, True)
    assert date_reader(["05/06/2026 6:05 PM"]).month_first
    assert date_reader(["05.06.2026, 07:30"]).read("05.06.2026, 07:30").month == 6


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13-01", "31 Feb 2026", "3 Foo 2026", "18:05"]
)
def test_what_is_no_date(text):
    assert DateReader().read(text) is None


@pytest.mark.parametrize(("text", "value"), [
    ("62.5", 62.5), ("62,5", 62.5), ("1,250", 1250), ("1,250.5", 1250.5), ("1.250,5", 1250.5),
    ("0,125", 0.125), ("8.0", 8), ("-20", -20), ("", None), ("8kg", None), ("1e3", None), ("NaN", None),
])  # fmt: skip
def test_numbers(text, value):
    assert number(text) == value


@pytest.mark.parametrize(("text", "seconds"), [
    ("0:00:45", 45), ("90s", 90), ("2 min", 120), ("2'", 120), ('30"', 30), ("1'30\"", 90),
    ("1,5 min", 90), ("PT90S", 90), ("PT2M", 120), ("1:30", 90), ("never", None),
])  # fmt: skip
def test_lengths(text, seconds):
    assert length(text) == (None if seconds is None else seconds * 1000)


def test_distances():
    assert (metres(5, "km"), metres(1, "mile"), metres(20, "yd")) == (5000, 1609.34, 18.29)
    assert metres(1, "parsec") is None
