import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.library.names import Names, session_paths, slug

OUTPUT = Path("output")


def normal(text):
    return unicodedata.normalize("NFKD", text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pull day, biceps focus", "pull-day-biceps-focus"),
        ("Rücken & Schulter \u2013 Straße", "rucken-schulter-strasse"),
        ("Œuvre Łódź", "oeuvre-lodz"),
        ("Don't rush", "dont-rush"),
        ("", "session"),
        ("筋肉", "session-3672ba"),
        ("Push 筋肉", "push-12131d"),
        ("💪 Push", "push"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-session"),
        ("lpt1", "lpt1-session"),
        ("a" * 99, "a" * 60),
        ("x" * 59 + " y", "x" * 59),
        ("-.-", "session"),
    ],
)
def test_slugs(title, name):
    assert slug(title) == name


@given(st.text())
def test_any_title_becomes_a_safe_name(title):
    assert re.fullmatch("[a-z0-9-]{1,60}", slug(title))
    assert slug(slug(title)) == slug(title)


@given(st.lists(st.text("筋肉胸يوم", min_size=1), max_size=9, unique_by=normal))
def test_titles_of_other_scripts_stay_apart(titles):
    assert len({slug(title) for title in titles}) == len(titles)


def test_where_a_session_is():
    paths = session_paths(Path("output"), "Twelve weeks", "Pull day")
    assert paths.mp3 == Path("output/twelve-weeks/pull-day.mp3")
    assert [path.name for path in paths.all()] == [
        "pull-day.mp3",
        "pull-day.cues.json",
        "pull-day.lrc",
        "pull-day.vtt",
        "pull-day.chapters.json",
    ]


@given(st.lists(st.sampled_from(["Pull day", "pull  day!", "Pull day 2", "P" * 70]), max_size=12))
def test_no_two_sessions_of_a_run_share_a_name(titles):
    names = Names()
    plans = [Path(f"{number}.yaml") for number in range(len(titles))]
    claimed = [names.claim(OUTPUT, "Weeks", *each) for each in zip(titles, plans, strict=True)]
    assert len({paths.mp3 for paths in claimed}) == len(titles)
    assert claimed == [
        names.claim(OUTPUT, "Weeks", *each) for each in zip(titles, plans, strict=True)
    ]
    assert all(len(paths.name) <= 60 for paths in claimed)


def test_the_second_of_a_name_gets_a_number():
    names = Names()
    made = [
        names.claim(OUTPUT, *titles, Path(plan)).mp3.relative_to(OUTPUT).as_posix()
        for plan, titles in {
            "a": ("Weeks", "Pull: day"),
            "b": ("Weeks", "Pull day"),
            "c": ("Other", "Pull day"),
            "d": ("Weeks", "pull day"),
        }.items()
    ]
    assert made == [
        "weeks/pull-day.mp3",
        "weeks/pull-day-2.mp3",
        "other/pull-day.mp3",
        "weeks/pull-day-3.mp3",
    ]


def test_an_earlier_runs_session_is_its_plans_as_long_as_that_is_there(tmp_path):
    mine, another, gone = (tmp_path / name for name in ("mine", "another", "gone"))
    mine.touch()
    another.touch()
    owners = {"all.mp3": mine, "two.mp3": another, "two-2.mp3": mine, "lost.mp3": gone}

    def claimed(title, origin):
        names = Names(lambda mp3: owners.get(mp3.name))
        return names.claim(OUTPUT, "Weeks", title, origin).name

    assert [claimed(title, mine) for title in ("all", "two", "lost", "new")] == [
        "all",
        "two-2",
        "lost",
        "new",
    ]
    assert [claimed(title, another) for title in ("all", "two")] == ["all-2", "two"]
    assert [claimed(title, None) for title in ("all", "two", "lost")] == ["all-2", "two-3", "lost"]
