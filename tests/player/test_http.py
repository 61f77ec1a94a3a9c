import gzip
import json
import os
import re
import shutil
from urllib.parse import quote

import pytest

from mmc_audio.player.app import make_app

KEY = "pull-day/2026-11-23-pull-day"
MEDIA = f"/media/x/{KEY}"


@pytest.fixture
def player(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        yield web.web.Client(port)


@pytest.fixture
def address(player):
    """Where the audio is found, as the page is reported."""
    return "/" + json.loads(player.ask(f"/api/sessions/{KEY}").data)["audio"]


@pytest.fixture
def mp3(output):
    return output / f"{KEY}.mp3"


def test_the_whole_file_comes_with_its_exact_length_and_type(player, mp3):
    answer = player.ask(f"{MEDIA}.mp3")
    assert answer.status == 200
    assert answer.data == mp3.read_bytes()
    assert answer.headers["Content-Length"] == str(mp3.stat().st_size)
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "span"), [("0-1", (0, 2)), ("1000-", (1000, None)), ("-100", (-100, None))]
)
def test_a_range_is_answered_with_that_part(player, address, mp3, asked, span):
    answer = player.ask(address, Range=f"bytes={asked}")
    whole = mp3.read_bytes()
    assert answer.status == 206
    assert answer.data == whole[slice(*span)]
    start, stop, _ = slice(*span).indices(len(whole))
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(whole)}"


def test_a_range_behind_the_end_is_416_and_says_how_long_the_file_is(player, address, mp3):
    answer = player.ask(address, Range="bytes=99999999-")
    assert answer.status == 416
    assert answer.headers["Content-Range"] == f"bytes */{mp3.stat().st_size}"
    assert answer.data == b""


@pytest.mark.parametrize("asked", ["bytes=0-0,5-9", "bytes=9-5", "bytes=" + "1" * 9000, "x"])
def test_a_hostile_range_gets_the_file_once(player, address, mp3, asked):
    answer = player.ask(address, Range=asked)
    assert (answer.status, len(answer.data)) == (200, mp3.stat().st_size)


def test_head_tells_all_and_sends_nothing(player, mp3):
    answer = player.ask(f"{MEDIA}.mp3", "HEAD", Range="bytes=0-1")
    assert answer.status == 200
    assert answer.headers["Content-Length"] == str(mp3.stat().st_size)
    assert answer.headers["ETag"]
    assert answer.data == b""


def test_a_client_that_has_the_file_gets_304(player):
    tag = player.ask(f"{MEDIA}.mp3", "HEAD").headers["ETag"]
    answer = player.ask(f"{MEDIA}.mp3", If_None_Match=tag)
    assert (answer.status, answer.data) == (304, b"")


def test_a_download_of_a_replaced_file_begins_anew(player, mp3):
    tag = player.ask(f"{MEDIA}.mp3", "HEAD").headers["ETag"]
    assert player.ask(f"{MEDIA}.mp3", Range="bytes=9-", If_Range=tag).status == 206
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(b"new" * 10_000)
    fresh.replace(mp3)
    answer = player.ask(f"{MEDIA}.mp3", Range="bytes=9-", If_Range=tag)
    assert answer.status == 200
    assert answer.data == b"new" * 10_000
    assert answer.headers["ETag"] != tag


def test_no_part_of_another_rendering_comes_under_the_old_address(player, address, mp3):
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(b"new" * 10_000)
    fresh.replace(mp3)
    assert player.ask(address, Range="bytes=9-").status == 410
    whole = player.ask(address)
    assert (whole.status, whole.data) == (200, b"new" * 10_000)


def test_who_plays_audio_that_is_replaced_gets_the_rest_of_it(player, address, mp3):
    """Two listeners at once, each at a place of its own; whoever comes later gets the new one."""
    old = mp3.read_bytes()
    assert player.ask(address, Range="bytes=0-8").data == old[:9]
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(b"new" * 10_000)
    fresh.replace(mp3)
    for start in (9, 3, 9):
        answer = player.ask(address, Range=f"bytes={start}-")
        assert (answer.status, answer.data) == (206, old[start:])
    assert player.ask(address, Range="bytes=9-", If_Range=answer.headers["ETag"]).data == old[9:]
    assert player.ask(address, Range="bytes=0-").status == 410  # has heard nothing of it yet
    assert player.ask(address).data == b"new" * 10_000
    other = address.replace(".mp3", "-sets.mp3")
    assert player.ask(other, Range="bytes=9-").status == 404
    mp3.unlink()
    assert player.ask(address, Range="bytes=9-").status == 404


def test_a_file_that_is_replaced_while_it_is_sent_is_sent_to_its_end(player, mp3):
    import http.client

    old = mp3.read_bytes() * 8
    mp3.write_bytes(old)
    connection = http.client.HTTPConnection("127.0.0.1", player.port, timeout=20)
    connection.request("GET", f"{MEDIA}.mp3")
    answer = connection.getresponse()
    begun = answer.read(1000)
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(b"x" * len(old))
    fresh.replace(mp3)
    assert begun + answer.read() == old
    connection.close()
    assert player.ask(f"{MEDIA}.mp3").data == b"x" * len(old)


def test_a_file_that_is_not_in_memory_comes_from_the_disk(player, address, mp3, monkeypatch):
    def not_there(*_):
        raise BlockingIOError

    monkeypatch.setattr(os, "preadv", not_there, raising=False)
    assert player.ask(f"{MEDIA}.mp3").data == mp3.read_bytes()
    assert player.ask(address, Range="bytes=7-").data == mp3.read_bytes()[7:]


def test_a_file_that_is_cut_short_while_it_is_sent_breaks_off(player, mp3):
    import http.client

    mp3.write_bytes(mp3.read_bytes() * 8)
    connection = http.client.HTTPConnection("127.0.0.1", player.port, timeout=20)
    connection.request("GET", f"{MEDIA}.mp3")
    answer = connection.getresponse()
    answer.read(1000)
    os.truncate(mp3, 2000)
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
    connection.close()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".lrc", "text/plain; charset=utf-8"),
        (".vtt", "text/vtt; charset=utf-8"),
        (".chapters.json", "application/json+chapters"),
        (".cues.json", "application/json"),
    ],
)
def test_side_cars_have_their_types(player, ending, kind):
    answer = player.ask(f"{MEDIA}{ending}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def hide_things(folder):
    """What is in a folder and is none of the outside's business; gives the names."""
    (folder / ".hidden.mp3").write_bytes(b"secret")
    (folder / ".mmc-1234-5-6.part").write_bytes(b"secret")
    (folder / "half.mp3").write_bytes(b"secret")
    (folder / "plan.yaml").write_text("secret")
    (folder / "UPPER.mp3").write_bytes(b"secret")
    (folder / "link.mp3").symlink_to("/etc/passwd")
    (folder / "link.cues.json").symlink_to("/etc/passwd")
    (folder / "loop.mp3").symlink_to("loop.mp3")
    (folder / "loop.cues.json").symlink_to("loop.mp3")
    os.mkfifo(folder / "pipe.mp3")
    os.mkfifo(folder / "pipe.cues.json")
    (folder / "folder.mp3").mkdir()
    (folder.parent / "linked").symlink_to(folder)
    return [path.name for path in folder.iterdir() if "pull-day" not in path.name]


def test_only_finished_sessions_are_there(player, output):
    names = [
        name for name in hide_things(output / "pull-day") if name not in {"cover.jpg", "folder.jpg"}
    ]
    assert len(names) == 12
    assert {player.ask(f"/media/x/pull-day/{quote(name)}").status for name in names} == {404}
    assert player.ask("/media/x/linked/2026-11-23-pull-day.mp3").status == 404
    assert player.ask("/media/x/pull-day/cover.jpg").status == 200
    listed = json.loads(player.ask("/api/sessions").data)["sessions"]
    assert [session["key"] for session in listed] == [KEY]


@pytest.mark.parametrize(
    "path",
    ["/media/x/../../etc/passwd", "/media/x/..%2f..%2fetc%2fpasswd", "/media/x/pull-day/..%2fx.mp3",
     "/media/x/%2e%2e/2026-11-23-pull-day.mp3", "/media/x/pull-day/%00.mp3", "//etc/passwd",
     "/media/x/pull-day/2026-11-23-pull-day.mp3/", "/static/../app.py", "/static/%2e%2e/app.py",
     "/media/x/pull-day%5c..%5cx.mp3", "/media/x//2026-11-23-pull-day.mp3", "/api/sessions/../x/y",
     "/media/x/pull-day/" + "a" * 3000 + ".mp3", "/feed/nothing.xml", "/page/x/y.html",
     "/.git/config"],
)  # fmt: skip
def test_paths_that_lead_elsewhere_lead_nowhere(player, path):
    assert player.ask(path).status == 404


def test_a_session_that_is_deleted_while_it_is_shown_is_not_found(player, output):
    shutil.rmtree(output / "pull-day")
    assert player.ask(f"/api/sessions/{KEY}").status == 404
    assert player.ask(f"{MEDIA}.mp3").status == 404
    assert json.loads(player.ask("/api/sessions").data) == {"sessions": []}


def test_no_output_folder_is_no_sessions(tmp_path, web):
    with web.web.serving(make_app(tmp_path / "none")) as port:
        assert json.loads(web.web.Client(port).ask("/api/sessions").data) == {"sessions": []}
        assert web.web.Client(port).ask("/feed.xml").status == 200


NO_END = """{"duration_s": 9, "sections": [{"id": "a", "title": "A", "start_s": 0, "end_s": 9}],
"cues": [{"section": "a", "text": "One", "start_s": 1}]}"""


@pytest.mark.parametrize(
    "damage",
    ["", "{}", "[]", "null", '{"sections": [], "duration_s": NaN}',
     '{"sections": [{}], "duration_s": "x"}', "\xff", NO_END, "[" * 200_000],
    ids=lambda damage: damage[:20],
)  # fmt: skip
def test_a_broken_cue_sheet_hides_its_session_and_no_other(player, output, damage):
    folder = output / "pull-day"
    shutil.copy(folder / "2026-11-23-pull-day.mp3", folder / "other.mp3")
    (folder / "other.cues.json").write_text(damage, "latin-1")
    listed = json.loads(player.ask("/api/sessions").data)["sessions"]
    assert [session["key"] for session in listed] == [KEY]


def test_every_address_that_the_page_is_given_answers(player):
    session = json.loads(player.ask(f"/api/sessions/{KEY}").data)
    for name in ("audio", "cover", "captions", "lyrics", "picture", "page"):
        assert player.ask(f"/{session[name]}").status == 200, name
    for path in ("/", "/static/player.js", "/sw.js", "/manifest.webmanifest", "/feed.xml",
                 "/static/icon-192.png", "/feed/pull-day.xml", "/coverage.svg",
                 "/api/ledger"):  # fmt: skip
        answer = player.ask(path)
        assert (answer.status, answer.headers["X-Content-Type-Options"]) == (200, "nosniff"), path


def test_the_self_contained_page_is_as_long_as_was_said(player, mp3):
    answer = player.ask(f"/page/{KEY}.html")
    assert len(answer.data) == int(answer.headers["Content-Length"]) > mp3.stat().st_size * 4 / 3
    head = player.ask(f"/page/{KEY}.html", "HEAD")
    assert (head.headers["Content-Length"], head.data) == (str(len(answer.data)), b"")


def test_a_download_is_offered_under_its_name(player):
    answer = player.ask(f"{MEDIA}.mp3?download")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="2026-11-23-pull-day.mp3"'


def test_json_is_small_and_not_sent_twice(player):
    plain = player.ask(f"/api/sessions/{KEY}")
    small = player.ask(f"/api/sessions/{KEY}", Accept_Encoding="br, gzip;q=0.8")
    assert small.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3
    assert plain.getheader("Vary").lower() == small.getheader("Vary").lower() == "accept-encoding"
    assert plain.getheader("ETag") != small.getheader("ETag")
    for answer, asked in ((plain, {}), (small, {"Accept_Encoding": "gzip"})):
        again = player.ask(f"/api/sessions/{KEY}", If_None_Match=answer.getheader("ETag"), **asked)
        assert (again.status, again.data) == (304, b"")


def test_no_gzip_where_it_is_refused_or_the_answer_is_sound(player):
    refused = player.ask("/static/player.js", Accept_Encoding="gzip;q=0")
    assert refused.getheader("Content-Encoding") is None
    listed = json.loads(player.ask("/api/sessions").data)["sessions"][0]
    sound = player.ask(f"/{listed['audio']}", Accept_Encoding="gzip")
    assert sound.getheader("Content-Encoding") is None


def test_the_first_load_is_small(player):
    """The page, its styles and scripts, and one session, as they go over the air."""
    page = player.ask("/", Accept_Encoding="gzip")
    names = re.findall(
        r'(?:href|src)="(static/[\w.-]+\.(?:js|css))"', gzip.decompress(page.data).decode()
    )
    parts = [player.ask(f"/{name}", Accept_Encoding="gzip").data for name in dict.fromkeys(names)]
    assert len(parts) == 2
    data = ("/api/sessions", f"/api/sessions/{KEY}")
    parts += [player.ask(path, Accept_Encoding="gzip").data for path in data]
    assert len(page.data) + sum(map(len, parts)) < 60_000


def test_only_the_audio_that_was_played_last_is_held_open(tmp_path):
    from mmc_audio.library.index import OpenFile
    from mmc_audio.player.held import MOST, HeldAudio

    held = HeldAudio()
    for n in range(MOST + 1):
        path = tmp_path / f"{n}.mp3"
        path.write_bytes(b"%d" % n)
        with path.open("rb", buffering=0) as file:
            held.hold(("a", path.name, "t"), OpenFile(file, 1, 0, "t", "audio/mpeg"))
        path.unlink()
    assert held.of(("a", "0.mp3", "t")) is None
    last = held.of(("a", f"{MOST}.mp3", "t"))
    assert last.read(1) == b"%d" % MOST
    last.file.close()
