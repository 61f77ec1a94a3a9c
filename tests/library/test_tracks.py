import subprocess
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mixing import mix_section
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from programs import need

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.errors import MmcError
from mmc_audio.library.names import session_paths
from mmc_audio.library.session_files import SessionFiles
from mmc_audio.library.tracks import LAYOUTS, cuts_of
from mmc_audio.library.write import AboutSession, write_session
from mmc_audio.mp3.encode import encode_section
from mmc_audio.units import SAMPLE_RATE

ABOUT = AboutSession("Twelve weeks", "silent")


@dataclass(frozen=True)
class Heading:
    title: str
    attributes: dict = field(default_factory=dict)


def headings(text):
    """`Welcome | A 1/2 | B 1/2` as sections: a title with a count is a set of its first word."""
    found = []
    for title in text.split(" | "):
        name, _, count = title.rpartition(" ")
        number, _, of = count.partition("/")
        known = {"exercise": name, "name": name, "set": number, "sets": of} if of else {}
        known = {"exercise": title} if title.endswith("intervals") else known
        found.append(Heading(title, known))
    return found


def titles(layout, text):
    return [track.title for track in LAYOUTS[layout](headings(text))]


EXERCISES = {
    "sets in a row": (
        "Welcome | Sigh | A 1/2 | A 2/2 | B 1/1 | Close",
        ["Welcome - Sigh", "A", "B", "Close"],
    ),
    "a superset": ("A 1/2 | B 1/2 | A 2/2 | B 2/2 | C 1/1", ["A + B", "C"]),
    "the same exercise twice": ("A 1/2 | A 2/2 | B 1/1 | A 1/1", ["A", "B", "A"]),
    "two supersets that share one": (
        "A 1/2 | B 1/2 | A 2/2 | B 2/2 | A 1/1 | C 1/1",
        ["A + B", "A", "C"],
    ),
    "a breath between sets": ("A 1/2 | Breathe | A 2/2 | Close", ["A", "Close"]),
    "intervals": ("A intervals | A intervals | B 1/1", ["A intervals", "A intervals", "B"]),
    "no exercise": ("Sigh | Scan | Sleep", ["Sigh - Sleep"]),
    "one section": ("Sigh", ["Sigh"]),
}


@pytest.mark.parametrize(("text", "expected"), EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_is_one_track(text, expected):
    assert titles("exercise", text) == expected


def test_a_set_with_its_rest_is_one_track():
    assert titles("set", "Welcome | A 1/2 | A 2/2") == ["Welcome", "A 1/2", "A 2/2"]


@given(st.lists(st.sampled_from(["x", "A 1/2", "A 2/2", "B 1/2", "B 2/2", "C intervals"])))
def test_tracks_take_each_section_once_in_order(names):
    sections = headings(" | ".join(names)) if names else []
    for layout in LAYOUTS.values():
        taken = [n for track in layout(sections) for n in range(track.first, track.end)]
        assert taken == list(range(len(sections)))


def test_names_sort_in_the_order_of_the_session(tmp_path):
    paths = session_paths(tmp_path, "P", "S")
    sections = headings(" | ".join(f"Set {n}/120" for n in range(1, 121)))
    (made,) = cuts_of(paths, sections, ["set"])
    assert sorted(made.names) == list(made.names)
    assert made.names[0] == "001-set-1-120.mp3"
    assert made.folder == tmp_path / "p-tracks" / "s-sets"


@pytest.fixture
def session(timeline):
    """Breath, two sets of curls, two rounds of a superset; tracks and sections that differ."""
    sigh, curl = timeline.sections
    names = ["Curl 1/2", "Curl 2/2", "Row 1/2", "Fly 1/2", "Row 2/2", "Fly 2/2"]
    sets = [
        replace(
            curl,
            title=name,
            attributes={
                "exercise": name.split()[0].lower(),
                "name": name.split()[0],
                "set": name[-3],
            },
            length_ms=15_000 + 40 * number,
        )
        for number, name in enumerate(names)
    ]
    return replace(timeline, sections=(sigh, *sets, sigh))


@pytest.fixture
def write(tmp_path, session, clips):
    def written(timeline=session, layouts=("exercise", "set"), fail=False):
        paths = session_paths(tmp_path, "Twelve weeks", "2026-11-23 pull")
        files = SessionFiles(paths, tuple(cuts_of(paths, timeline.sections, layouts)))
        made = [encode_section(mix_section(one, clips)) for one in timeline.sections]
        if fail:
            made.pop()
        write_session(files, timeline, made, ABOUT)
        return paths, files.cuts

    return written


def heard(path):
    command = [need("ffmpeg"), "-v", "error", "-i", str(path), "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2")


def test_tracks_one_after_the_other_are_the_session_sample_for_sample(write):
    paths, cuts = write()
    whole = heard(paths.mp3)
    for made in cuts:
        parts = [heard(path) for path in made.files[1:]]
        assert np.array_equal(np.concatenate(parts), whole)
    assert [len(made.tracks) for made in cuts] == [4, 8]


def playlist(made):
    lines = made.playlist.read_bytes().decode("utf-8").split("\n")
    assert lines[0] == "#EXTM3U"
    assert lines[-1] == ""
    return list(zip(lines[2:-1:2], lines[3:-1:2], strict=True))


def test_the_playlist_is_true(write):
    _, cuts = write()
    for made in cuts:
        assert made.playlist.name == made.folder.name + ".m3u8"
        entries = playlist(made)
        assert tuple(name for _, name in entries) == made.names
        for info, name in entries:
            duration, _, title = info.removeprefix("#EXTINF:").partition(",")
            path = made.folder / name
            assert float(duration) == pytest.approx(len(heard(path)) / SAMPLE_RATE, abs=1e-3)
            assert float(duration) == pytest.approx(MP3(path).info.length, abs=1e-3)
            assert title == str(ID3(path)["TIT2"])


def test_each_track_has_its_own_tag(write):
    _, (exercises, sets) = write()
    second = ID3(exercises.files[2])
    assert str(second["TIT2"]) == "Curl"
    assert str(second["TRCK"]) == "2/4"
    assert str(second["TALB"]) == "Pull day, biceps focus (exercises)"
    assert [c.sub_frames["TIT2"].text[0] for c in second.getall("CHAP")] == ["Curl 1/2", "Curl 2/2"]
    assert "Lower it slowly" in str(second["USLT::eng"])
    assert second["APIC:"].data.startswith(b"\xff\xd8\xff")
    assert str(ID3(sets.files[3])["TRCK"]) == "3/8"


def test_a_track_that_is_no_more_goes_and_a_strangers_file_stays(write, session):
    _, (_, sets) = write()
    own = sets.folder / "99-my-own.mp3"
    own.write_bytes(b"mine")
    _, (_, fewer) = write(replace(session, sections=session.sections[:4]))
    assert {path.name for path in sets.folder.iterdir()} == {
        *fewer.names,
        fewer.playlist.name,
        own.name,
    }


def test_an_error_leaves_the_earlier_tracks_and_no_folder(write, tmp_path):
    with pytest.raises(MmcError, match="another length"):
        write(fail=True)
    assert not (tmp_path / "twelve-weeks-tracks").exists()
    _, (_, sets) = write()
    before = {path.name: path.read_bytes() for path in sets.folder.iterdir()}
    with pytest.raises(MmcError, match="another length"):
        write(fail=True)
    assert {path.name: path.read_bytes() for path in sets.folder.iterdir()} == before


def test_a_failure_between_two_folders_leaves_nothing_half_written(tmp_path):
    class StopError(Exception):
        pass

    def failing():
        with FileGroup(tmp_path / "a") as group:
            group.write("one", b"1")
            group.write("two", b"2", tmp_path / "b" / "c")
            raise StopError

    with pytest.raises(StopError):
        failing()
    assert [path.name for path in tmp_path.rglob("*")] == ["a"]


def test_hostile_titles_stay_on_their_line(write, session):
    evil = "A\n/etc/passwd\r\n#EXTINF:1,x"
    first, *others = session.sections
    _, (_, sets) = write(replace(session, sections=(replace(first, title=evil), *others)))
    assert [name for _, name in playlist(sets)] == list(sets.names)
    assert all("/" not in name for name in sets.names)
