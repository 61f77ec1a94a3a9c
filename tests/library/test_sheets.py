"""The sheets beside the MP3, against golden text and against each other."""

import json
import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.audio.parts import session_samples
from mmc_audio.library.chapters import chapters, chapters_json
from mmc_audio.library.cues import cue_sheet, sheet_of
from mmc_audio.library.heard import heard_sections
from mmc_audio.library.lrc import lrc
from mmc_audio.library.view import view
from mmc_audio.library.vtt import vtt
from mmc_audio.script.cue import Cue
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.model import PlacedCue, SectionTimeline, Timeline
from mmc_audio.units import FRAME, SAMPLE_RATE

GOLDEN = Path(__file__).parents[1] / "golden" / "library"
TYPES = Path(__file__).parents[2] / "mmc_audio" / "player" / "static"

SHEETS = {
    ".cues.json": lambda timeline: cue_sheet(timeline, "pyttsx3"),
    ".lrc": lambda timeline: lrc(timeline, artist="mmc-audio", album="Twelve weeks"),
    ".vtt": vtt,
    ".chapters.json": chapters_json,
}


@pytest.mark.parametrize("suffix", SHEETS)
def test_each_sheet_reads_like_its_golden_file(timeline, suffix):
    golden = GOLDEN / f"session{suffix}"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(SHEETS[suffix](timeline), encoding="utf-8")
    assert SHEETS[suffix](timeline) == golden.read_text("utf-8")


def said(*texts, every_ms=3000):
    cues = tuple(
        PlacedCue(Cue((t,)), Utterance(t, "v", 150), 1.0, n * every_ms, n * every_ms + 900, None, 0)
        for n, t in enumerate(texts)
    )
    section = SectionTimeline("One", {}, every_ms * max(len(texts), 1), cues)
    return Timeline("Title", "en", "v", (section,))


def test_sheets_of_sounds_alone_have_a_head_and_no_words():
    timeline = said()
    assert vtt(timeline) == "WEBVTT\n\n"
    assert lrc(timeline, artist="", album="") == "[ti:Title]\n[length:00:03]\n"
    assert json.loads(cue_sheet(timeline, "x"))["cues"] == []


def test_sections_follow_each_other_without_a_gap(timeline):
    sections = sheet_of(timeline, "x")["sections"]
    assert sections[0]["start_s"] == 0
    assert sections[0]["end_s"] == sections[1]["start_s"]
    assert sections[1]["end_s"] == sheet_of(timeline, "x")["duration_s"]
    assert session_samples(timeline) % FRAME == 0


def test_times_are_those_of_the_decoded_samples(timeline):
    heard = heard_sections(timeline)[1]
    cue = sheet_of(timeline, "x")["cues"][4]
    assert cue["start_s"] == pytest.approx(heard.at(1000) / SAMPLE_RATE, abs=5e-5)


def test_a_repetition_lasts_until_another_mark(timeline):
    sheet = sheet_of(timeline, "x")
    assert [cue["rep"] for cue in sheet["cues"]] == [None, None, None, None, 1, 1, 2, None]


@pytest.mark.parametrize("text", ["Rep 9", "Left", "Round 2", "Breath 3", "Satz 2 von 3", "-"])
def test_the_words_of_marks_say_nothing(timeline, text):
    sigh, curl = timeline.sections
    marks = tuple(replace(mark, text=text) for mark in curl.marks)
    other = replace(timeline, sections=(sigh, replace(curl, marks=marks)))
    sheet, same = sheet_of(other, "x"), sheet_of(timeline, "x")
    assert {**sheet, "marks": []} == {**same, "marks": []}
    assert [mark["begins"] for mark in sheet["marks"]] == [
        {"span": "work", "rep": 1}, {"rep": 2}, {"span": "rest"},
    ]  # fmt: skip


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_make_sheets_that_can_be_read(first, second):
    timeline = said(first, second)
    sheet = json.loads(cue_sheet(timeline, "x"))
    assert [cue["text"] for cue in sheet["cues"]] == [first, second]
    json.loads(chapters_json(timeline))
    blocks = vtt(timeline).rstrip("\n").split("\n\n")
    assert len(blocks) == 3
    assert sum("-->" in line for line in vtt(timeline).splitlines()) == 2
    times = re.findall(r"^\[(\d\d:\d\d\.\d\d)\]", lrc(timeline, artist="", album=""), re.MULTILINE)
    assert len(times) == 3


@given(st.text(alphabet="ab &<é", min_size=1, max_size=400))
def test_caption_lines_are_short_and_whole(text):
    lines = vtt(said(text)).splitlines()[3:]
    plain = [line.replace("&lt;", "<").replace("&amp;", "&") for line in lines]
    assert all(len(line) <= 65 for line in plain)
    words = " ".join(plain).removeprefix("<v Coach>")
    assert words.replace(" ", "") == re.sub(r"\s", "", text)


def test_captions_never_overlap_and_stay_a_second_where_they_can():
    timeline = said("One", "Two", "Three", every_ms=950)
    spans = re.findall(r"(\S+) --> (\S+)", vtt(timeline))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert spans[-1] == ("00:00:01.950", "00:00:02.950")


def test_long_sessions_count_on():
    hours = SectionTimeline("Long", {}, 7_200_000)
    last = said("End").sections[0]
    timeline = Timeline("T", "en", "v", (hours, last))
    assert "\n[120:00.0" in lrc(timeline, artist="", album="")
    assert "\n02:00:00.0" in vtt(timeline)


def test_three_hundred_sections_make_255_chapters_in_both_lists():
    one = said("x").sections[0]
    timeline = Timeline("T", "en", "v", tuple(replace(one, title=f"S{n}") for n in range(300)))
    listed = json.loads(chapters_json(timeline))["chapters"]
    assert len(listed) == len(chapters(timeline)) == 255
    assert len(sheet_of(timeline, "x")["sections"]) == 300


def test_a_chapter_begins_at_or_before_its_first_word(timeline):
    starts = [chapter.start_ms for chapter in chapters(timeline)]
    first_words = [heard.at(0) * 1000 / SAMPLE_RATE for heard in heard_sections(timeline)]
    assert all(start + 45 < word for start, word in zip(starts, first_words, strict=True))


def test_every_field_of_a_sheet_is_described():
    sheet = json.loads((GOLDEN / "session.cues.json").read_text("utf-8"))
    page = (GOLDEN.parents[2] / "docs" / "files.md").read_text("utf-8")
    lists = [each for each in sheet.values() if isinstance(each, list)]
    fields = {name for each in lists for one in each if isinstance(one, dict) for name in one}
    described = set(re.findall(r'"(\w+)"|`(?:[\w\[\]]+\.)?(\w+)`', page))
    assert {*sheet, *fields} - {name for pair in described for name in pair} == set()


def test_every_field_that_the_page_gets_has_a_type():
    sheet = json.loads((GOLDEN / "session.cues.json").read_text("utf-8"))
    shown = view(sheet, lambda _: None)
    types = (TYPES / "types.d.ts").read_text("utf-8")
    exercise = next(iter(shown["exercises"].values()))
    for name, one in {
        "Time": shown["times"][0], "Section": shown["sections"][0], "Exercise": exercise,
    }.items():  # fmt: skip
        body = re.search(rf"export interface {name} \{{(.*?)\}}", types, re.DOTALL)[1]
        assert set(re.findall(r"(\w+):", body)) == set(one), name
