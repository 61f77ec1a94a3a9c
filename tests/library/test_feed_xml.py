import json
import os
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib.xml_text import legal
from mmc_audio.library.feed import ATOM, ITUNES, PODCAST, feed_xml
from mmc_audio.library.index import SessionIndex

BASE = "http://192.168.1.7:8321/token/"
NOW = 1_795_000_000.0
HOSTILE = "</title><script>&\"'\x00\x1b\ufffe\U0001f4aa\ud800 مرحبا\r\n[CHAPTER]"


def put(output, name, *, modified=NOW - 1000, title="Pull day", size=20_000, extras=True):
    folder = output / "pull-day"
    folder.mkdir(parents=True, exist_ok=True)
    sections = [
        {"id": "01", "title": "Breath", "start_s": 0.05, "end_s": 61.0},
        {"id": "02", "title": title, "start_s": 61.0, "end_s": 3725.5},
    ]
    sheet = {
        "title": title,
        "duration_s": 3725.5,
        "language": "en",
        "sections": sections,
        "cues": [],
    }
    (folder / f"{name}.cues.json").write_text(json.dumps(sheet))
    for ending in (".vtt", ".chapters.json") if extras else ():
        (folder / f"{name}{ending}").write_text("")
    if extras:
        (folder / "cover.jpg").write_bytes(b"")
    mp3 = folder / f"{name}.mp3"
    mp3.write_bytes(b"x" * size)
    os.utime(mp3, (modified, modified))


def parsed(output, **options):
    xml = feed_xml(SessionIndex(output).sessions(), BASE, now=NOW, **options)
    feed = feedparser.parse(xml)
    assert not feed.bozo
    return feed, ET.fromstring(xml)


def dates(root):
    return [parsedate_to_datetime(e.text).timestamp() for e in root.iter("pubDate")]


def test_a_podcast_app_finds_all_it_needs(tmp_path):
    put(tmp_path, "a", size=34_567)
    feed, root = parsed(tmp_path, collection="pull-day")
    assert feed.feed.title == "Pull day"
    assert "skip silence" in feed.feed.subtitle
    (entry,) = feed.entries
    (sound,) = entry.enclosures
    assert (sound.length, sound.type) == ("34567", "audio/mpeg")
    assert sound.href.startswith(f"{BASE}media/")
    assert sound.href.endswith("/pull-day/a.mp3")
    assert entry.itunes_duration == "3726"
    assert "00:00:00 Breath\n00:01:01 Pull day" in entry.summary
    chapters = root.find(f".//{{{PODCAST}}}chapters")
    assert chapters.get("type") == "application/json+chapters"
    transcript = root.find(f".//{{{PODCAST}}}transcript")
    assert (transcript.get("type"), transcript.get("rel")) == ("text/vtt", "captions")
    assert root.find(f".//{{{ITUNES}}}image").get("href").endswith("/cover.jpg")
    assert root.find(f".//{{{ITUNES}}}category").get("text") == "Health & Fitness"
    assert root.find(f".//{{{PODCAST}}}medium").text == "course"
    assert (root.find(f".//{{{ITUNES}}}block").text, root.find(f".//{{{ITUNES}}}type").text) == (
        "Yes",
        "serial",
    )


def test_what_is_not_there_is_not_linked(tmp_path):
    put(tmp_path, "a", extras=False)
    _, root = parsed(tmp_path)
    assert root.find(f".//{{{PODCAST}}}chapters") is None
    assert root.find(f".//{{{PODCAST}}}transcript") is None
    assert root.find(f".//{{{ITUNES}}}image") is None


def test_a_new_rendering_keeps_its_guid_and_gets_a_new_address(tmp_path):
    put(tmp_path, "a")
    (before,) = parsed(tmp_path)[0].entries
    put(tmp_path, "a", size=30_000, modified=NOW - 10)
    (after,) = parsed(tmp_path)[0].entries
    assert before.id == after.id
    assert before.enclosures[0].href != after.enclosures[0].href


def test_guids_do_not_depend_on_where_the_feed_was_fetched(tmp_path):
    put(tmp_path, "a")
    sessions = SessionIndex(tmp_path).sessions()
    ids = {
        feedparser.parse(feed_xml(sessions, base, now=NOW)).entries[0].id
        for base in (BASE, "http://x/")
    }
    assert len(ids) == 1


def test_no_date_is_in_the_future_and_all_are_in_order(tmp_path):
    put(tmp_path, "2026-11-20-a", modified=NOW - 86_400)
    put(tmp_path, "2031-01-02-c", modified=NOW - 50)
    put(tmp_path, "2031-01-01-b", modified=NOW - 50)
    put(tmp_path, "from-the-future", modified=NOW + 9e8)
    feed, root = parsed(tmp_path)
    times = dates(root)
    assert times == sorted(set(times))
    assert max(times) <= NOW
    names = [entry.enclosures[0].href.rsplit("/", 1)[1] for entry in feed.entries]
    assert names[:3] == ["2026-11-20-a.mp3", "2031-01-01-b.mp3", "2031-01-02-c.mp3"]


def test_dates_do_not_change_from_one_fetch_to_the_next(tmp_path):
    put(tmp_path, "2031-01-01-a")
    put(tmp_path, "2026-11-01-b")
    sessions = SessionIndex(tmp_path).sessions()
    one, other = (dates(ET.fromstring(feed_xml(sessions, BASE, now=NOW + d))) for d in (0, 5000))
    assert one == other


def test_a_hostile_title_is_text_and_nothing_else(tmp_path):
    put(tmp_path, "a", title=HOSTILE)
    put(tmp_path, "b")
    feed, root = parsed(tmp_path)
    assert len(feed.entries) == 2
    assert root.find(".//item/title").text.replace("\n", " ").startswith("</title><script>&\"'")
    assert len(list(root.iter("title"))) == 3


def test_a_static_host_gets_plain_paths(tmp_path):
    put(tmp_path, "a")
    feed, _ = parsed(tmp_path, plain=True)
    assert feed.entries[0].enclosures[0].href == f"{BASE}pull-day/a.mp3"


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({}, "feed.xml"),
        ({"collection": "pull-day"}, "feed/pull-day.xml"),
        ({"plain": True}, "feed.xml"),
        ({"collection": "pull-day", "plain": True}, "pull-day/feed.xml"),
    ],
)
def test_a_feed_names_the_address_it_has(tmp_path, options, path):
    put(tmp_path, "a")
    _, root = parsed(tmp_path, **options)
    assert root.find(f".//{{{ATOM}}}link").get("href") == BASE + path


def test_no_session_is_an_empty_feed(tmp_path):
    feed, _ = parsed(tmp_path)
    assert (feed.feed.title, feed.entries) == ("My coach", [])


@pytest.mark.parametrize("day", ["2026-13-45", "0000-00-00", "9999-12-31", "1970-01-01"])
def test_a_name_that_begins_like_a_date_breaks_nothing(tmp_path, day):
    put(tmp_path, f"{day}-a")
    assert max(dates(parsed(tmp_path)[1])) <= NOW


@given(st.text(st.characters(), max_size=40))
def test_any_text_can_stand_in_xml(text):
    element = ET.Element("a")
    element.text = legal(text)
    assert ET.fromstring(ET.tostring(element)).text in {None, *(_as_read(legal(text)),)}


def _as_read(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")
