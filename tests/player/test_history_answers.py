"""What the page gets of what was trained."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from mmc_audio.ledger.store import SetRecord
from mmc_audio.player.app import make_app

SET = SetRecord(
    "", "", "", "pull/a", "biceps_curl", "biceps", 1, 8, "target", 7, load=20, unit="kg"
)


@pytest.fixture
def client(tmp_path, ledger, web):
    with web.web.serving(make_app(tmp_path, ledger=ledger)) as port:
        yield web.web.Client(port)


def days_ago(count):
    return (date.today() - timedelta(count)).isoformat()  # noqa: DTZ011


def log(ledger, *records):
    ledger.record([
        replace(one, id=str(UUID(int=at + 1, version=4)), day=days_ago(back),
                done_at=f"{days_ago(back)}T18:00:00+01:00")
        for at, (back, one) in enumerate(records)
    ])  # fmt: skip


def asked(client, path):
    answer = client.ask(path)
    assert answer.status == 200, answer.data
    return json.loads(answer.data)


def test_an_empty_ledger_has_an_empty_history(client):
    found = asked(client, "/api/history")
    assert (found["sets"], found["days"], found["since"], found["exercises"]) == (0, 0, None, [])
    assert ET.fromstring(found["body"]).get("aria-label") == "No muscle was in focus yet."
    assert client.ask("/api/history/exercise?id=biceps_curl").status == 404
    for day in ("0001-01-01", "9999-12-31"):
        assert asked(client, f"/api/history?until={day}")["sets"] == 0


def test_what_was_done_is_named_and_the_latest_comes_first(client, ledger):
    odd = "<img src=x onerror=alert(1)>\N{FLEXED BICEPS}"
    log(
        ledger,
        (3, SET),
        (1, replace(SET, exercise=odd, load=45, unit="lb")),
        (3, replace(SET, reps=6)),
    )
    found = asked(client, "/api/history")
    assert [one["name"] for one in found["exercises"]] == [odd.capitalize(), "Biceps curl"]
    assert [(one["day"], one["sets"]) for one in found["latest"]] == [
        (days_ago(1), 1),
        (days_ago(3), 2),
    ]
    assert found["muscles"] == [
        {"name": "Biceps", "focused": 22, "goal": 100, "since": "yesterday"}
    ]
    curl = asked(client, "/api/history/exercise?id=biceps_curl")
    assert curl["latest"] == [
        {"day": days_ago(3), "sets": "8, 6", "load": "20 kg", "clarity": 7, "focused": 14}
    ]
    assert {"what": "Your most reps at 20 kg", "value": "8", "day": days_ago(3)} in curl["bests"]
    other = asked(
        client, "/api/history/exercise?id=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%F0%9F%92%AA"
    )
    assert "<img" not in other["svg"]
    assert "&lt;img" in other["svg"]
    ET.fromstring(other["svg"])


def test_an_earlier_half_year_can_be_asked_for(client, ledger):
    log(ledger, (0, SET), (300, SET))
    now = asked(client, "/api/history")["calendar"]
    assert now["later"] == ""
    then = asked(client, f"/api/history?until={now['earlier']}")
    assert "Trained on 1 day from" in then["calendar"]["svg"]
    assert (then["calendar"]["earlier"], then["calendar"]["later"]) == ("", days_ago(0))
    assert [one["day"] for one in then["latest"]] == [days_ago(300)]
    assert client.ask("/api/history?until=yesterday").status == 400
    assert asked(client, "/api/history?until=9999-12-31")["calendar"] == now


def test_without_a_ledger_there_is_no_history(tmp_path, web):
    with web.web.serving(make_app(tmp_path)) as port:
        assert web.web.Client(port).ask("/api/history").status == 404
