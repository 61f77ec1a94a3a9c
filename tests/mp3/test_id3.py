import io
import json
import subprocess
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3, CTOCFlags

from mmc_audio.mp3.encode import encode_section
from mmc_audio.mp3.id3 import PADDING, Chapter, Tags, fitted, id3_tag
from mmc_audio.mp3.join import join
from mmc_audio.units import FRAME

TITLES = st.text(max_size=80)


def read(tag):
    return ID3(io.BytesIO(tag), translate=False)


def chapters(*titles, each_ms=1000):
    return [Chapter(t, n * each_ms, (n + 1) * each_ms) for n, t in enumerate(titles)]


FULL = Tags(
    title="Pull day, biceps focus",
    length_ms=1_830_400,
    album="Twelve weeks",
    track="3/36",
    day=date(2026, 8, 7),
    comment="Speed 1x,\nskip silence off.",
    lyrics="[ti:Pull day]\n[00:01.00]Sit tall.",
    cover=b"\xff\xd8\xff" + bytes(1000),
    chapters=chapters("Breath", "Biceps curl 1/3"),
)


def test_another_reader_finds_everything():
    tags = read(id3_tag(FULL))
    assert tags.version == (2, 3, 0)
    texts = {name: str(tags[name]) for name in ("TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TLEN")}
    assert texts == {
        "TIT2": "Pull day, biceps focus",
        "TALB": "Twelve weeks",
        "TPE1": "mmc-audio",
        "TPE2": "mmc-audio",
        "TRCK": "3/36",
        "TLEN": "1830400",
    }
    assert (str(tags["TYER"]), str(tags["TDAT"])) == ("2026", "0708")
    assert str(tags["COMM::eng"]) == "Speed 1x,\nskip silence off."
    assert str(tags["USLT::eng"]) == "[ti:Pull day]\n[00:01.00]Sit tall."
    assert (tags["APIC:"].mime, tags["APIC:"].type) == ("image/jpeg", 3)
    assert tags["APIC:"].data == FULL.cover


def test_chapters_stand_behind_their_table_of_contents():
    raw = id3_tag(FULL)
    assert raw.index(b"CTOC") < raw.index(b"CHAP")
    tags = read(raw)
    contents = tags["CTOC:toc"]
    assert contents.flags == CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    assert contents.child_element_ids == ["ch0", "ch1"]
    assert str(contents.sub_frames["TIT2"]) == FULL.title
    first, second = tags["CHAP:ch0"], tags["CHAP:ch1"]
    assert (first.start_time, first.end_time, second.start_time) == (0, 1000, 1000)
    assert {first.start_offset, first.end_offset} == {0xFFFFFFFF}
    assert str(second.sub_frames["TIT2"]) == "Biceps curl 1/3"


@pytest.mark.needs("ffprobe")
def test_ffprobe_reads_the_same(tmp_path):
    path = tmp_path / "a.mp3"
    tags = Tags("Ä Ω", 2000, chapters=chapters("Ωμέγα", "Zwei", "三"))
    with path.open("wb") as file:
        join(file, id3_tag(tags), [encode_section(np.zeros(80 * FRAME, np.int16))])
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", path]
    seen = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [c["tags"]["title"] for c in seen["chapters"]] == ["Ωμέγα", "Zwei", "三"]
    assert [c["start_time"] for c in seen["chapters"]] == ["0.000000", "1.000000", "2.000000"]
    assert seen["format"]["tags"]["title"] == "Ä Ω"


@given(TITLES, st.lists(TITLES, max_size=20))
def test_any_title_survives(title, titles):
    tags = read(id3_tag(Tags("t" + title, 1000, chapters=chapters(*titles))))
    assert str(tags["TIT2"]).startswith("t")
    assert len(tags.getall("CHAP")) == len(titles)
    seen = [str(chapter.sub_frames["TIT2"]) for chapter in tags.getall("CHAP")]
    assert all(len(one) <= 45 for one in seen)
    assert not any(set(one) & set("\x00\n\r\x1b\ufffe") for one in seen)


@pytest.mark.parametrize(
    "hostile", ["a\x00b", "a\r\n[CHAPTER]\nEND=1", "\ud800x", "\ufeffx\uffff", "\x1b[31mred"]
)
def test_hostile_titles_are_one_line_of_plain_text(hostile):
    seen = str(read(id3_tag(Tags(hostile, 1000)))["TIT2"])
    assert seen.isprintable() or seen == "\ufeffx"


def test_latin_letters_take_one_byte_each_and_others_a_byte_order_mark():
    assert b"TIT2\x00\x00\x00\x05\x00\x00\x00R\xfcck" in id3_tag(Tags("Rück", 1))
    assert b"TIT2\x00\x00\x00\x07\x00\x00\x01\xff\xfe\xa9\x03\x2b\x00" in id3_tag(Tags("Ω+", 1))


@given(st.integers(1, 900))
def test_at_most_255_chapters_and_no_time_is_lost(count):
    few = fitted(chapters(*map(str, range(count))))
    assert len(few) == min(count, 255)
    assert (few[0].start_ms, few[-1].end_ms) == (0, count * 1000)
    assert all(a.end_ms == b.start_ms for a, b in pairwise(few))
    assert all(one.title == str(one.start_ms // 1000) for one in few)


def test_three_hundred_chapters_are_read_as_255():
    tags = read(id3_tag(Tags("t", 300_000, chapters=chapters(*map(str, range(300))))))
    assert len(tags["CTOC:toc"].child_element_ids) == len(tags.getall("CHAP")) == 255


def test_there_is_room_to_edit():
    assert id3_tag(Tags("t", 1)).endswith(bytes(PADDING))


def test_no_chapters_no_table():
    assert not read(id3_tag(Tags("t", 1))).getall("CTOC")


def test_a_language_without_a_code_is_undetermined():
    assert "USLT::und" in read(id3_tag(Tags("t", 1, lyrics="x", language="tlh")))
    for tag in ("de-AT", "DE"):
        assert "USLT::ger" in read(id3_tag(Tags("t", 1, lyrics="x", language=tag)))
