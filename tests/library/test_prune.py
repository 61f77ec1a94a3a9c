import json
from datetime import date

import pytest

from mmc_audio.library.names import SUFFIXES, SessionPaths
from mmc_audio.library.playlist import PlaylistEntry, m3u8, playlist_of, refresh
from mmc_audio.library.prune import dated_sessions, prune, replace_day
from mmc_audio.library.tracks import folder_of

SECTION = {"id": "01-curl", "title": "Curl", "start_s": 0.0, "end_s": 61.5}
SHEET = json.dumps({"version": 1, "title": "Pull", "duration_s": 61.5, "sections": [SECTION]})


def all_ours(_paths):
    return True


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "push-pull"
    path.mkdir()
    return path


def session(folder, name, layouts=()):
    paths = SessionPaths(folder, name)
    for path in paths.all():
        path.write_text(SHEET)
    for layout in layouts:
        tracks = folder_of(paths, layout)
        tracks.mkdir(parents=True)
        (tracks / "01-curl.mp3").write_bytes(b"x")
        playlist_of(tracks).write_text(m3u8("T", [PlaylistEntry("01-curl.mp3", "Curl", 1.0)]))
    return paths


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_whole_sessions_of_old_days_go_with_their_tracks(folder, tmp_path):
    session(folder, "2026-11-01-pull", ["set", "exercise"])
    kept = session(folder, "2026-11-02-pull", ["set"])
    assert prune(folder, date(2026, 11, 2), all_ours) == ["2026-11-01-pull"]
    assert names(folder) == sorted(path.name for path in kept.all())
    assert names(tmp_path / "push-pull-tracks") == ["2026-11-02-pull-sets"]
    assert prune(folder, date(2026, 11, 3), all_ours) == ["2026-11-02-pull"]
    assert names(tmp_path) == ["push-pull"]
    assert prune(folder, date(2026, 11, 3), all_ours) == []


STRANGERS = (
    "2026-10-01-my-song.mp3",
    "2026-10-01 notes.cues.json",
    "2026-10-01.cues.json",
    "2026-02-30-pull.cues.json",
    "pull-day.mp3",
    "pull-day.cues.json",
    "2026-10-01-Pull.cues.json",
    "x2026-10-01-pull.cues.json",
    "cover.jpg",
    "push-pull.m3u8",
)


def test_nothing_else_goes(folder, tmp_path):
    for name in STRANGERS:
        (folder / name).write_text(SHEET)
    (folder / "2026-10-03-no-sheet.cues.json").write_text('{"mine": true}')
    (folder / "2026-10-04-folder.cues.json").mkdir()
    outside = tmp_path / "outside.json"
    outside.write_text(SHEET)
    (folder / "2026-10-05-link.cues.json").symlink_to(outside)
    before = names(folder)
    assert prune(folder, date(2027, 1, 1), all_ours) == []
    assert names(folder) == before


def test_a_link_in_a_session_is_removed_and_not_followed(folder, tmp_path):
    paths = session(folder, "2026-10-01-pull")
    outside = tmp_path / "song.mp3"
    outside.write_bytes(b"mine")
    paths.mp3.unlink()
    paths.mp3.symlink_to(outside)
    assert prune(folder, date(2027, 1, 1), all_ours) == ["2026-10-01-pull"]
    assert outside.read_bytes() == b"mine"


def test_files_of_ones_own_among_the_tracks_stay(folder):
    paths = session(folder, "2026-10-01-pull", ["set"])
    tracks = folder_of(paths, "set")
    (tracks / "02-my-song.mp3").write_bytes(b"mine")
    playlist_of(tracks).write_text("#EXTM3U\n01-curl.mp3\n../../up.mp3\n/etc/passwd\n.hidden.mp3\n")
    prune(folder, date(2027, 1, 1), all_ours)
    assert names(tracks) == ["02-my-song.mp3"]


@pytest.mark.parametrize("lost", SUFFIXES)
def test_what_an_interrupted_removal_left_goes_next_time(folder, lost):
    paths = session(folder, "2026-10-01-pull")
    for path in paths.all()[: SUFFIXES.index(lost)]:
        if path.suffixes != [".cues", ".json"]:
            path.unlink()
    prune(folder, date(2027, 1, 1), all_ours)
    assert names(folder) == []


def test_a_day_has_one_session(folder):
    session(folder, "2026-11-23-pull")
    session(folder, "2026-11-23-push")
    session(folder, "2026-11-24-pull")
    assert replace_day(folder, date(2026, 11, 23), "2026-11-23-push", all_ours) == [
        "2026-11-23-pull"
    ]
    assert [one.paths.name for one in dated_sessions(folder)] == [
        "2026-11-23-push",
        "2026-11-24-pull",
    ]


def test_what_is_not_ours_stays(folder):
    ours = session(folder, "2026-11-23-pull")
    session(folder, "2026-11-23-push")
    session(folder, "2026-11-23-legs")
    assert replace_day(folder, date(2026, 11, 23), "2026-11-23-legs", [ours].__contains__) == [
        ours.name
    ]
    assert prune(folder, date(2027, 1, 1), [ours].__contains__) == []
    assert len(dated_sessions(folder)) == 2


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path):
    assert dated_sessions(tmp_path / "none") == []
    assert prune(tmp_path / "none", date(2027, 1, 1), all_ours) == []


def test_the_playlist_of_a_program_lists_what_is_there_by_day(folder):
    session(folder, "2026-11-24-pull")
    session(folder, "2026-11-23-push")
    path = refresh(folder, "Push\npull")
    assert path.read_text() == (
        "#EXTM3U\n#PLAYLIST:Push pull\n"
        "#EXTINF:61.500,Pull\n2026-11-23-push.mp3\n"
        "#EXTINF:61.500,Pull\n2026-11-24-pull.mp3\n"
    )
    written = path.stat().st_mtime_ns
    refresh(folder, "Push\npull")
    assert path.stat().st_mtime_ns == written
    prune(folder, date(2026, 11, 24), all_ours)
    assert "2026-11-23" not in refresh(folder, "P").read_text()


def test_half_a_session_and_a_foreign_sheet_are_not_listed(folder):
    session(folder, "2026-11-24-pull").mp3.unlink()
    (folder / "2026-11-25-x.cues.json").write_text("{}")
    (folder / "2026-11-25-x.mp3").write_text("")
    assert refresh(folder, "P").read_text() == "#EXTM3U\n#PLAYLIST:P\n"
