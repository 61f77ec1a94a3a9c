import json
import os

import pytest

from mmc_audio.errors import MissingError
from mmc_audio.library.index import SessionIndex
from mmc_audio.library.playlist import refresh

SHEET = {
    "title": "Pull day", "duration_s": 100.0, "language": "en", "cues": [],
    "sections": [{"id": "01-a", "title": "A", "start_s": 0, "end_s": 100}],
}  # fmt: skip


def put(output, collection, name, sheet=SHEET):
    folder = output / collection
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.mp3").write_bytes(b"sound of " + name.encode())
    (folder / f"{name}.cues.json").write_text(json.dumps(sheet))
    return folder


def test_sessions_are_listed_by_collection_and_name(tmp_path):
    put(tmp_path, "push", "b")
    put(tmp_path, "pull", "2026-11-23-pull")
    put(tmp_path, "pull", "a", {**SHEET, "title": ""})
    sessions = SessionIndex(tmp_path).sessions()
    assert [s.key for s in sessions] == ["pull/2026-11-23-pull", "pull/a", "push/b"]
    assert [s.title for s in sessions] == ["Pull day", "a", "Pull day"]
    assert [s.date for s in sessions] == ["2026-11-23", None, None]


def test_half_a_session_is_none(tmp_path):
    folder = put(tmp_path, "pull", "a")
    (folder / "a.cues.json").rename(folder / ".a.cues.json.part")
    (folder / "b.cues.json").write_text(json.dumps(SHEET))
    assert SessionIndex(tmp_path).sessions() == []
    with pytest.raises(MissingError, match="render it first"):
        SessionIndex(tmp_path).session("pull", "a")
    with pytest.raises(MissingError):
        SessionIndex(tmp_path).open("pull", "a.mp3")


@pytest.mark.parametrize(
    ("collection", "name"),
    [("..", "a.mp3"), ("pull", "../a.mp3"), ("pull", "a.yaml"), ("pull", "a.MP3"), ("", "a.mp3"),
     ("pull", ""), ("pull", ".jpg"), ("pull", "other.jpg"), ("pull/.", "a.mp3"),
     ("pull", "a.mp3\0")],
)  # fmt: skip
def test_only_names_of_sessions_are_opened(tmp_path, collection, name):
    put(tmp_path, "pull", "a")
    with pytest.raises(MissingError):
        SessionIndex(tmp_path).open(collection, name)


@pytest.mark.parametrize("link", ["file", "sheet", "folder"])
def test_links_are_not_followed(tmp_path, link):
    elsewhere = put(tmp_path / "elsewhere", "pull", "a")
    output = tmp_path / "output"
    folder = output / "pull"
    if link == "folder":
        output.mkdir()
        folder.symlink_to(elsewhere)
    else:
        put(output, "pull", "a")
        name = "a.mp3" if link == "file" else "a.cues.json"
        (folder / name).unlink()
        (folder / name).symlink_to(elsewhere / name)
    assert SessionIndex(output).sessions() == []
    with pytest.raises(MissingError):
        SessionIndex(output).open("pull", "a.mp3")


def test_the_output_folder_itself_may_be_a_link(tmp_path):
    put(tmp_path / "real", "pull", "a")
    (tmp_path / "output").symlink_to(tmp_path / "real")
    assert [s.key for s in SessionIndex(tmp_path / "output").sessions()] == ["pull/a"]


def test_a_file_that_was_opened_stays_what_it_was(tmp_path):
    folder = put(tmp_path, "pull", "a")
    shelf = SessionIndex(tmp_path)
    before = shelf.open("pull", "a.mp3")
    (folder / "fresh").write_bytes(b"new")
    (folder / "fresh").replace(folder / "a.mp3")
    after = shelf.open("pull", "a.mp3")
    with before.file, after.file:
        assert before.read(before.size) == b"sound of a"
        assert after.read(after.size) == b"new"
        assert before.tag != after.tag


def test_a_file_cut_short_is_an_error_and_not_less(tmp_path):
    folder = put(tmp_path, "pull", "a")
    opened = SessionIndex(tmp_path).open("pull", "a.mp3")
    os.truncate(folder / "a.mp3", 3)
    with opened.file, pytest.raises(EOFError):
        opened.read(opened.size)


def test_a_new_rendering_is_read_anew(tmp_path):
    put(tmp_path, "pull", "a")
    shelf = SessionIndex(tmp_path)
    assert shelf.session("pull", "a").title == "Pull day"
    (tmp_path / "pull/a.cues.json").unlink()
    put(tmp_path, "pull", "a", {**SHEET, "title": "Other"})
    assert shelf.session("pull", "a").title == "Other"


SECTION = SHEET["sections"][0]
CUE = {"section": "01-a", "text": "One", "start_s": 1.0, "end_s": 2.0}
MARK = {"section": "01-a", "text": "Rep 1", "start_s": 1.0}


def without(entry, key):
    return {name: value for name, value in entry.items() if name != key}


@pytest.mark.parametrize(
    "damage",
    [
        {"duration_s": 0},
        {"duration_s": float("inf")},
        {"duration_s": "100"},
        {"sections": []},
        *({"sections": [without(SECTION, key)]} for key in SECTION),
        *({"cues": [without(CUE, key)]} for key in CUE),
        *({"marks": [without(MARK, key)]} for key in MARK),
        {"sections": [{**SECTION, "attributes": {"exercise": ["curl"]}}]},
        {"cues": [{**CUE, "start_s": float("nan")}]},
        {"cues": [{**CUE, "end_s": 1e300}]},
        {"cues": [{**CUE, "section": "02-b"}]},
        {"cues": [{**CUE, "slot": {"start_s": 1.0}}]},
        {"cues": [{**CUE, "rep": "one"}]},
        {"sounds": [{"name": "bell"}]},
    ],
    ids=str,
)
def test_a_sheet_without_what_is_shown_of_it_is_none(tmp_path, damage):
    put(tmp_path, "pull", "a")
    put(tmp_path, "pull", "b", {**SHEET, **damage})
    assert [session.name for session in SessionIndex(tmp_path).sessions()] == ["a"]


def test_a_sheet_may_have_more_than_what_is_asked_of_it(tmp_path):
    more = {**SHEET, "cues": [{**CUE, "later": 1}], "marks": [MARK], "later": {"x": None}}
    put(tmp_path, "pull", "a", more)
    assert SessionIndex(tmp_path).session("pull", "a").sheet == more


def test_brackets_without_end_are_no_sheet(tmp_path):
    put(tmp_path, "pull", "a")
    (put(tmp_path, "pull", "b") / "b.cues.json").write_text("[" * 200_000)
    assert [session.name for session in SessionIndex(tmp_path).sessions()] == ["a"]
    assert b"b.mp3" not in refresh(tmp_path / "pull", "Pull").read_bytes()
    with pytest.raises(MissingError, match="render it first"):
        SessionIndex(tmp_path).session("pull", "b")


def test_no_sheet_is_read_again_by_the_next_program(tmp_path, monkeypatch):
    for name in ("a", "b", "damaged"):
        put(tmp_path, "pull", name)
    (tmp_path / "pull" / "damaged.cues.json").write_text("{}")
    first = SessionIndex(tmp_path).sessions()
    read = []
    monkeypatch.setattr("mmc_audio.library.index.read_sheet", lambda file: read.append(file) or {})
    assert SessionIndex(tmp_path).sessions() == first
    assert [one.summary for one in SessionIndex(tmp_path).sessions()] == [s.summary for s in first]
    assert read == []


def test_a_sheet_that_changed_is_read_again_by_the_next_program(tmp_path):
    put(tmp_path, "pull", "a")
    SessionIndex(tmp_path).sessions()
    put(tmp_path, "pull", "a", {**SHEET, "title": "Longer than before"})
    (session,) = SessionIndex(tmp_path).sessions()
    assert session.title == "Longer than before"
