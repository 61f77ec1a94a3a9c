import json
import logging

import pytest

from mmc_audio.player.app import make_app

KEY = "pull-day/2026-11-23-pull-day"
TOKEN = "w3s4UvB1cXyZ09aLq7Rk2g"
SET = {"id": "6f0b9d3a-9b0e-4e0c-8a52-3f3d8c1a7e44", "done_at": "2026-11-23T18:30:00+01:00",
       "session": KEY, "exercise": "biceps_curl", "muscle": "biceps", "set_number": 1, "reps": 8,
       "felt": "target", "clarity": 9, "reserve": 2}  # fmt: skip
JSON = {"Content_Type": "application/json"}


@pytest.fixture
def player(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        yield web.web.Client(port)


@pytest.fixture
def guarded(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger, token=TOKEN)) as port:
        yield web.web.Client(port)


def own(player):
    return {**JSON, "Origin": f"http://{player.host}"}


def sending(*sets):
    return json.dumps({"sets": sets})


@pytest.mark.parametrize("path", ["/", f"/media/x/{KEY}.mp3", "/api/sessions", "/nothing"])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "127.0.0.1@evil.example", "",
     "localhost.", "[::2]", "127.0.0.1:x", "127.0.0.1:80:80", "2130706433", "0.0.0.0", "a b"],
)  # fmt: skip
def test_a_strange_host_gets_nothing_anywhere(player, web, path, host):
    answer = web.web.Client(player.port, host or " ").ask(path)
    assert answer.status == 400
    assert b"<" not in answer.data


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:1", "[::1]:8321"])
def test_our_own_names_are_known_with_any_port(player, web, host):
    assert web.web.Client(player.port, host).ask("/").status == 200


@pytest.mark.parametrize("hosts", [b"", b"Host: localhost\r\nHost: evil.example\r\n"])
def test_no_host_and_two_hosts_are_refused(player, hosts):
    answer = player.raw(b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")


def test_http_1_0_without_a_host_is_refused(player):
    assert player.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "path", ["/", f"/media/x/{KEY}.mp3", "/api/sessions", "/feed.xml", "/sw.js"]
)
def test_with_a_token_nothing_is_there_without_it(guarded, path):
    assert guarded.ask(path).status == 404
    assert guarded.ask(f"/wrong{path}").status == 404
    assert guarded.ask(f"/{TOKEN[:-1]}{path}").status == 404
    assert guarded.ask(f"/{TOKEN}x{path}").status == 404
    assert guarded.ask(f"/{TOKEN}{path}").status == 200


def test_the_address_without_its_last_slash_leads_to_the_page(guarded):
    answer = guarded.ask(f"/{TOKEN}")
    assert (answer.status, answer.headers["Location"]) == (307, f"/{TOKEN}/")


def test_the_token_is_in_the_feed_and_in_no_page(guarded):
    assert TOKEN.encode() in guarded.ask(f"/{TOKEN}/feed.xml").data
    for path in ("", "api/sessions", f"api/sessions/{KEY}", f"page/{KEY}.html", "static/app.js"):
        assert TOKEN.encode() not in guarded.ask(f"/{TOKEN}/{path}").data


def test_the_log_has_neither_token_nor_control_characters(guarded, caplog):
    with caplog.at_level(logging.INFO, "mmc_audio.player"):
        guarded.ask(f"/{TOKEN}/api/sessions")
        guarded.ask(f"/{TOKEN}/%0d%0aINFO%1b[31m")
    assert "GET /***/api/sessions 200" in caplog.text
    assert TOKEN not in caplog.text
    assert "\x1b" not in caplog.text
    assert len(caplog.messages) == 2
    assert "\n" not in caplog.messages[1]


def test_answers_say_how_they_are_to_be_treated(player):
    headers = player.ask("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


def test_the_page_has_no_script_or_style_of_its_own(player):
    page = player.ask("/").data.decode()
    assert "<script>" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page


def test_a_set_from_our_own_page_is_kept(player, ledger):
    answer = player.ask("/api/ledger/sets", "POST", sending(SET), **own(player))
    assert (answer.status, json.loads(answer.data)) == (200, {"kept": [SET["id"]]})
    (record,) = ledger.records()
    assert (record.exercise, record.clarity, record.day) == ("biceps_curl", 9, "2026-11-23")


def test_a_set_that_is_sent_twice_is_kept_once_as_it_was_said_last(player, ledger):
    for reps in (8, 7):
        player.ask("/api/ledger/sets", "POST", sending(SET | {"reps": reps}), **own(player))
    assert [record.reps for record in ledger.records()] == [7]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Type": "text/plain", "Origin": "own"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded", "Origin": "own"}, 415),
        ({"Origin": "own"}, 415),
        (JSON, 403),
        (JSON | {"Origin": "null"}, 403),
        (JSON | {"Origin": "http://evil.example"}, 403),
        (JSON | {"Origin": "http://127.0.0.1"}, 403),
        (JSON | {"Sec_Fetch_Site": "cross-site"}, 403),
        (JSON | {"Sec_Fetch_Site": "same-site"}, 403),
        (JSON | {"Sec_Fetch_Site": "same-origin"}, 200),
        (JSON | {"Sec_Fetch_Site": "none"}, 200),
        ({"Content_Type": "application/json; charset=utf-8", "Origin": "own"}, 200),
    ],
)
def test_other_pages_cannot_write(player, ledger, headers, status):
    sent = {k: f"http://{player.host}" if v == "own" else v for k, v in headers.items()}
    assert player.ask("/api/ledger/sets", "POST", sending(SET), **sent).status == status
    assert len(ledger.records()) == (status == 200)


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "{}", "x", '{"sets": [{}]}', sending(SET | {"reps": -1}), "[" * 100_000,
     sending(SET | {"clarity": 11}), sending(SET | {"id": "7"}), sending(SET | {"felt": "toes"}),
     sending(SET | {"reps": True}), sending(SET | {"done_at": "today"}), sending(SET | {"more": 1}),
     sending(SET | {"exercise": "a\nb"}), sending(SET | {"done_at": "2026-11-23T18:30:00"}),
     sending(SET, SET | {"reps": 10**30})],
)  # fmt: skip
def test_a_sending_with_a_mistake_is_refused_as_a_whole(player, ledger, body):
    answer = player.ask("/api/ledger/sets", "POST", body, **own(player))
    assert answer.status == 400
    assert "nothing was logged" in json.loads(answer.data)["error"]
    assert ledger.records() == []


def test_a_sending_that_is_too_long_is_refused(player, ledger):
    answer = player.ask("/api/ledger/sets", "POST", " " * 300_000, **own(player))
    assert answer.status == 413


def test_a_ledger_that_cannot_be_written_says_so_and_stays_as_it_is(player, ledger):
    ledger.path.parent.mkdir()
    ledger.path.write_bytes(b"not a ledger" * 1000)
    answer = player.ask("/api/ledger/sets", "POST", sending(SET), **own(player))
    assert answer.status == 503
    assert "move it away" in json.loads(answer.data)["error"]
    assert ledger.path.read_bytes() == b"not a ledger" * 1000


def test_reading_changes_nothing(player, ledger):
    for path in ("/", "/api/ledger", "/coverage.svg", "/api/ledger/sets"):
        player.ask(path)
    assert not ledger.path.exists()
    assert player.ask("/api/sessions", "POST", "{}", **own(player)).status == 405


def test_hostile_titles_stay_text(output, web, sheet):
    path = output / f"{KEY}.cues.json"
    evil = "</script><img src=x onerror=alert(1)>&\x00\ud800"
    path.write_text(json.dumps({**sheet, "title": evil}))
    with web.web.serving(make_app(output)) as port:
        client = web.web.Client(port)
        for where in (f"/page/{KEY}.html", f"/picture/{KEY}.svg", "/feed.xml"):
            answer = client.ask(where)
            assert answer.status == 200
            assert b"<img src=x" not in answer.data
        told = client.ask(f"/api/sessions/{KEY}")
        assert told.headers["Content-Type"] == "application/json"
        assert json.loads(told.data)["title"] == evil


@pytest.mark.parametrize("method", [b"POST", b"GET"])
def test_a_request_with_two_lengths_is_refused_and_what_follows_is_not_read(player, method):
    smuggled = b"0\r\n\r\nGET /api/sessions HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b" /api/ledger/sets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
    answer = player.raw(method + head + b"Transfer-Encoding: chunked\r\n\r\n" + smuggled)
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1
