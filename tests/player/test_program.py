"""The program on the page, who may have it rendered, and renderings that are broken off."""

import json
import os
import socket
import time
from datetime import timedelta

import pytest

from mmc_audio._lib.process import descendants
from mmc_audio.plan.program import today
from mmc_audio.player.app import make_app
from mmc_audio.player.permission import WritePermission
from mmc_audio.player.program import WorkspaceAccess

PLAN = """\
title: Arms
voice: {engine: silent}
prepare: none
close: none
work:
  - {exercise: biceps curl, sets: 4, reps: 4, rest: 30s}
"""
LONG = PLAN.replace("sets: 4", "sets: 20").replace("reps: 4", "reps: 12")
PROGRAM = "title: Mine\nstart: {day}\nrotation: [plans/arms.yaml, rest]\n"
TODAY = today().isoformat()
REST_DAY = (today() + timedelta(1)).isoformat()
TOKEN = "a-second-token-of-22-letters"


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/arms.yaml").write_text(PLAN)
    (tmp_path / "program.yaml").write_text(PROGRAM.format(day=TODAY))
    return tmp_path


@pytest.fixture
def serve(workspace, web):
    """Serves the workspace's page; gives a client."""
    open_ones = []

    def begin(permission=WritePermission(), **options):  # noqa: B008 - frozen
        app = make_app(
            workspace / "output", workspace=WorkspaceAccess(workspace, permission), **options
        )
        serving = web.web.serving(app)
        open_ones.append(serving)
        return web.web.Client(serving.__enter__())

    yield begin
    for one in open_ones:
        one.__exit__(None, None, None)


def week(client, **headers):
    return json.loads(client.ask("/api/week", **headers).data)


def render(client, sent=None, **headers):
    sent = {"day": TODAY} if sent is None else sent
    given = {"content-type": "application/json", "sec-fetch-site": "same-origin", **headers}
    return client.ask("/api/render", "POST", json.dumps(sent), **given)


def events(answer):
    blocks = answer.data.decode().strip().split("\n\n")
    lines = [block.split("\n") for block in blocks]
    return [(name[len("event: ") :], json.loads(data[len("data: ") :])) for name, data in lines]


def test_the_week_names_what_is_trained_and_what_is_rendered(serve):
    found = week(serve())
    assert (found["program"], found["error"], found["refused"]) == ("Mine", "", "")
    first, second, *_ = found["days"]
    assert (first["day"], first["title"], first["key"]) == (TODAY, "Arms", None)
    assert first["exercises"] == [{"name": "Biceps curl", "sets": 4}]
    assert second["rest"]
    assert len(found["days"]) == 7


def test_without_a_program_nothing_is_wrong(serve, workspace):
    (workspace / "program.yaml").unlink()
    found = week(serve())
    assert (found["program"], found["error"], found["days"]) == (None, "", [])


@pytest.mark.parametrize(
    ("program", "said"),
    [("start: [", "program.yaml:2"), ("title: X\nstart: tomorrow\nrotation: [a]", "program.yaml"),
     (PROGRAM.format(day="2020-01-01") + "weeks: 2\n", "the program runs from 2020-01-01")],
)  # fmt: skip
def test_what_is_wrong_with_a_program_is_one_line(serve, workspace, program, said):
    (workspace / "program.yaml").write_text(program)
    found = week(serve())
    assert said in found["error"]
    assert "\n" not in found["error"]


def test_a_plan_with_a_mistake_says_where(serve, workspace):
    (workspace / "plans/arms.yaml").write_text(PLAN.replace("sets: 4", "sets: many"))
    client = serve()
    assert "arms.yaml:6" in week(client)["days"][0]["error"]
    name, end = events(render(client))[-1]
    assert name == "error"
    assert "arms.yaml:6" in end["error"]
    assert "\n" not in end["error"]


def test_a_day_is_rendered_with_its_steps_and_as_many_sets_as_there_is_time_for(serve, workspace):
    (workspace / "plans/arms.yaml").write_text(PLAN.replace("rest: 30s", "rest: 2m"))
    client = serve()
    heard = events(render(client, {"day": TODAY, "readiness": "low", "minutes": 6}))
    assert {data["stage"] for name, data in heard if name == "step"} >= {"Rendering"}
    name, end = heard[-1]
    assert name == "done", end
    assert end["duration_s"] <= 6 * 60
    assert end["sets_percent"] < 100
    key = week(client)["days"][0]["key"]
    assert key == f"mine/{TODAY}-arms"
    assert (workspace / f"output/{key}.mp3").stat().st_size > 10_000


def test_a_day_that_no_share_of_its_sets_makes_short_enough_says_how_long_it_is(serve, workspace):
    (workspace / "plans/arms.yaml").write_text(
        PLAN.replace("sets: 4, reps: 4, rest: 30s", "sets: 8, reps: 2, rest: 3m")
    )
    name, end = events(render(serve(), {"day": TODAY, "minutes": 5}))[-1]
    assert name == "error"
    assert "with the fewest sets it takes" in end["error"]


def test_a_rest_day_and_a_day_outside_are_refused_in_a_line(serve):
    client = serve()
    for days, said in ((1, "rests on"), (-1, "there is no plan for")):
        day = (today() + timedelta(days)).isoformat()
        name, end = events(render(client, {"day": day}))[-1]
        assert (name, said in end["error"]) == ("error", True)


@pytest.mark.parametrize(
    "sent", [{}, {"day": "x"}, {"day": TODAY, "minutes": 1}, {"day": TODAY, "more": 1}, [1]]
)
def test_what_is_no_wish_is_refused(serve, sent):
    assert render(serve(), sent).status == 400


def test_who_may_write(serve):
    """Listening is one permission, writing another: each kind of server, each kind of request."""
    for permission, headers, allowed in (
        (WritePermission(), {}, True),
        (WritePermission(), {"Host": "gym.example"}, False),
        (WritePermission(to_local=False), {}, False),
        (WritePermission(TOKEN, to_local=False), {}, False),
        (WritePermission(TOKEN, to_local=False), {"write-token": "a" * len(TOKEN)}, False),
        (WritePermission(TOKEN, to_local=False), {"write-token": f"{TOKEN}x"}, False),
        (WritePermission(TOKEN, to_local=False), {"write-token": "\u00e9"}, False),
        (WritePermission(TOKEN, to_local=False), {"write-token": TOKEN}, True),
        (WritePermission(TOKEN), {}, False),
    ):
        client = serve(permission, hosts={"127.0.0.1", "gym.example"})
        refused = week(client, **headers)["refused"]
        assert (refused == "") == allowed
        answer = render(client, {"day": REST_DAY}, **headers)
        assert answer.status == (200 if allowed else 403)
        assert allowed or json.loads(answer.data)["error"] == refused


def test_another_site_may_not_write_whatever_it_knows(serve):
    client = serve(WritePermission(TOKEN, to_local=False))
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"},
                    {"content-type": "text/plain"}):  # fmt: skip
        assert render(client, **{"write-token": TOKEN, **headers}).status in {403, 415}


def begun(client):
    """A rendering that has begun, over a socket that can be closed."""
    sent = json.dumps({"day": TODAY}).encode()
    sock = socket.create_connection(("127.0.0.1", client.port), timeout=20)
    sock.sendall(
        f"POST /api/render HTTP/1.1\r\nHost: {client.host}\r\nContent-Type: application/json\r\n"
        f"Sec-Fetch-Site: same-origin\r\nContent-Length: {len(sent)}\r\n\r\n".encode()
        + sent
    )
    return sock


def heard_until(sock, wanted):
    data = b""
    while wanted not in data:
        piece = sock.recv(1 << 16)
        assert piece, data
        data += piece
    return data


def test_a_page_that_leaves_ends_its_rendering_and_the_next_one_has_its_turn(serve, workspace):
    (workspace / "plans/arms.yaml").write_text(LONG)
    client, before = serve(), set(descendants(os.getpid()))
    first, second = begun(client), begun(client)
    heard_until(first, b"event: step")
    heard_until(second, b"event: waiting")
    assert set(descendants(os.getpid())) - before
    first.close()
    heard_until(second, b"event: step")
    second.close()
    end = time.monotonic() + 10
    while set(descendants(os.getpid())) - before and time.monotonic() < end:
        time.sleep(0.05)
    assert set(descendants(os.getpid())) - before == set()
    assert list((workspace / "output").glob("**/*.mp3")) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"day": "9999-12-31"}, "not among the days"), ({"day": "x"}, "what to render: day: "),
     ([], "what to render: Input"), ({"day": TODAY, "minutes": 4}, "render: minutes: ")],
)  # fmt: skip
def test_what_cannot_be_rendered_is_refused_at_once_in_a_line(serve, sent, said):
    answer = render(serve(), sent)
    assert answer.status == 400
    assert said in json.loads(answer.data)["error"]
    assert b"\\n" not in answer.data


def test_a_workspace_that_is_gone_or_wrong_in_two_places_is_one_line(serve, workspace):
    client = serve()
    (workspace / "program.yaml").write_text(f"start: {TODAY}\nrotation: [plans/a.yaml, b.yaml]\n")
    name, end = events(render(client))[-1]
    assert (name, "\n" in end["error"], "plans/a.yaml" in end["error"]) == ("error", False, True)
    workspace.rename(workspace.with_name("moved"))
    name, end = events(render(client))[-1]
    assert (name, "is it still there?" in end["error"]) == ("error", True)
