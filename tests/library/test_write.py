import json

import pytest
from mixing import mix_section
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from mmc_audio.errors import MissingError, MmcError
from mmc_audio.library.index import SessionIndex
from mmc_audio.library.names import session_paths
from mmc_audio.library.session_files import SessionFiles
from mmc_audio.library.write import AboutSession, write_session
from mmc_audio.mp3.encode import encode_section

ABOUT = AboutSession("Twelve weeks", "silent", track="1/36", comment="Speed 1x, skip silence off.")


@pytest.fixture
def write(tmp_path, timeline, clips):
    """Writes the session and gives its paths."""

    def written(about=ABOUT, sections=None):
        paths = session_paths(tmp_path, about.collection, timeline.title)
        made = (encode_section(mix_section(one, clips)) for one in timeline.sections)
        write_session(SessionFiles(paths), timeline, made if sections is None else sections, about)
        return paths

    return written


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_session_is_its_mp3_four_sheets_and_the_covers(write):
    base = "pull-day-biceps-focus"
    assert names(write().folder) == sorted(
        ["cover.jpg", "folder.jpg"]
        + [base + end for end in (".mp3", ".cues.json", ".lrc", ".vtt", ".chapters.json")]
    )


def test_mp3_sheet_tag_and_chapters_agree_on_the_length(write):
    paths = write()
    sheet = json.loads(paths.file(".cues.json").read_text())
    listed = json.loads(paths.file(".chapters.json").read_text())["chapters"]
    tags = ID3(paths.mp3)
    assert MP3(paths.mp3).info.length == pytest.approx(sheet["duration_s"], abs=1e-4)
    assert int(str(tags["TLEN"])) == int(sheet["duration_s"] * 1000)
    starts = [chapter.start_time / 1000 for chapter in tags.getall("CHAP")]
    assert starts == [chapter["startTime"] for chapter in listed]
    assert [chapter["title"] for chapter in listed] == [s["title"] for s in sheet["sections"]]


def test_the_tag_carries_the_lyrics_and_the_cover(write):
    paths = write()
    tags = ID3(paths.mp3)
    assert str(tags["USLT::eng"]) == paths.file(".lrc").read_text()
    assert tags["APIC:"].data == (paths.folder / "cover.jpg").read_bytes()
    assert str(tags["TALB"]) == "Twelve weeks"


def test_the_index_finds_it(write, tmp_path):
    write()
    (session,) = SessionIndex(tmp_path).sessions()
    assert session.key == "twelve-weeks/pull-day-biceps-focus"


def test_a_users_own_cover_is_kept_and_used(write):
    folder = write().folder
    own = b"\xff\xd8\xff own picture"
    (folder / "cover.jpg").write_bytes(own)
    (folder / "folder.jpg").unlink()
    assert ID3(write().mp3)["APIC:"].data == own
    assert (folder / "cover.jpg").read_bytes() == (folder / "folder.jpg").read_bytes() == own


def test_a_cover_that_cannot_be_read_is_reported(write):
    folder = write().folder
    (folder / "cover.jpg").unlink()
    (folder / "cover.jpg").mkdir()
    with pytest.raises(MissingError, match=r"cover\.jpg: cannot be read; make it readable"):
        write()


def test_the_same_session_gives_the_same_bytes(write):
    paths = write()
    first = {path.name: path.read_bytes() for path in paths.folder.iterdir()}
    write()
    assert {path.name: path.read_bytes() for path in paths.folder.iterdir()} == first


def test_a_session_that_comes_out_shorter_than_planned_is_not_written(write, timeline, clips):
    paths = write()
    before = paths.mp3.read_bytes()
    with pytest.raises(MmcError, match="another length than planned"):
        write(sections=[encode_section(mix_section(timeline.sections[0], clips))])
    assert paths.mp3.read_bytes() == before
    assert not [name for name in names(paths.folder) if name.startswith(".")]


def test_an_error_while_a_section_is_made_leaves_no_trace(write, tmp_path):
    def failing():
        yield from ()
        raise MmcError("the voice is gone")

    with pytest.raises(MmcError, match="the voice is gone"):
        write(sections=failing())
    assert names(tmp_path / "twelve-weeks") == []
