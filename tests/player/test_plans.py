"""Plans on the page: read, changed and saved by whoever may, and never over what another wrote."""

import json
import shutil

import pytest

from mmc_audio.player.app import make_app
from mmc_audio.player.permission import WritePermission
from mmc_audio.player.program import WorkspaceAccess

NAME = "plans/arms.yaml"
PLAN = """\
title: Arms
voice: {engine: silent}
work:
  # the long head first
  - {exercise: biceps curl, sets: 2, reps: 4, rest: 20s}  # slowly
  - exercise: triceps_pushdown
    sets: 3x10
  - superset:
      - {exercise: rear delt fly, reps: 12}
      - {exercise: push-up, reps: 12}
    rounds: 3
"""
TOKEN = "a-second-token-of-22-letters"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / "plans").mkdir()
    (tmp_path / NAME).write_text(PLAN)
    (tmp_path / "secret.txt").write_text("not yours")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def serve(workspace, web):
    open_ones = []

    def begin(permission=WritePermission()):  # noqa: B008 - frozen
        access = WorkspaceAccess(workspace, permission)
        serving = web.web.serving(make_app(workspace / "output", workspace=access))
        open_ones.append(serving)
        return web.web.Client(serving.__enter__())

    yield begin
    for one in open_ones:
        one.__exit__(None, None, None)


def asked(client, path, sent=None, **headers):
    given = {"content-type": "application/json", "sec-fetch-site": "same-origin", **headers}
    method, body = ("GET", None) if sent is None else ("POST", json.dumps(sent))
    answer = client.ask(path, method, body, **given)
    kind = answer.getheader("content-type", "")
    answer.json = json.loads(answer.data) if "json" in kind else None
    return answer


def opened(client, name=NAME, **headers):
    return asked(client, f"/api/plan?name={name}", **headers)


def changed(client, text, **change):
    return asked(client, "/api/plan/draft", {"name": NAME, "text": text, "change": change})


def saved(client, text, version, **headers):
    sent = {"name": NAME, "text": text}
    return asked(client, "/api/plan/save", sent, **{"if-match": f'"{version}"'}, **headers)


def test_each_change_of_the_table_keeps_all_else_of_the_text(serve, workspace):
    client = serve()
    plan = opened(client).json
    assert [row["kind"] for row in plan["rows"]] == ["exercise"] * 2 + ["superset"] + [
        "exercise"
    ] * 2
    steps = (
        ({"do": "set", "path": [0], "key": "load", "value": "14 kg"}, "rest: 20s, load: 14 kg}"),
        ({"do": "set", "path": [1], "key": "reps", "value": "8"}, "sets: 3x8"),
        ({"do": "set", "path": [2, 1], "key": "reps", "value": "15"}, "push-up, reps: 15}"),
        ({"do": "add", "value": "lat pulldown"}, "- exercise: lat pulldown"),
        ({"do": "move", "path": [3], "to": [0]}, "work:\n  - exercise: lat pulldown\n  # the long"),
        ({"do": "remove", "path": [3]}, "sets: 3x8\n"),
    )
    text = plan["text"]
    for change, now in steps:
        text = changed(client, text, **change).json["text"]
        assert now in text
        assert "# slowly" in text
    assert "superset" not in text
    assert (workspace / NAME).read_text() == PLAN
    done = saved(client, text, plan["version"])
    assert (workspace / NAME).read_text() == text == done.json["text"]
    assert done.json["can_undo"]


def test_what_another_wrote_meanwhile_is_asked_about(serve, workspace):
    client = serve()
    seen = opened(client).json
    theirs = PLAN.replace("Arms", "Big arms")
    (workspace / NAME).write_text(theirs)
    mine = PLAN.replace("reps: 4", "reps: 6")
    refused = saved(client, mine, seen["version"])
    assert refused.status == 409
    assert "Keep yours, or take theirs" in refused.json["error"]
    assert (refused.json["theirs"]["text"], (workspace / NAME).read_text()) == (theirs, theirs)
    assert saved(client, mine, refused.json["theirs"]["version"]).status == 200
    assert (workspace / NAME).read_text() == mine


@pytest.mark.skipif(not shutil.which("git"), reason="the copies are tried in tests/studio")
def test_the_last_save_is_undone_and_done_again(serve, workspace):
    client = serve()
    seen = opened(client).json
    mine = PLAN.replace("reps: 4", "reps: 6")
    version = saved(client, mine, seen["version"]).json["version"]
    for text in (PLAN, mine):
        answer = asked(client, "/api/plan/undo", {"name": NAME}, **{"if-match": version})
        version = answer.json["version"]
        assert (workspace / NAME).read_text() == text


def test_a_mistake_is_said_at_its_line_and_not_saved(serve, workspace):
    client = serve()
    seen = opened(client).json
    assert not [one for one in seen["remarks"] if one["level"] == "error"]
    for wrong, line in (
        (PLAN.replace("reps: 4", "reps: many"), 5),
        (PLAN.replace("work:", "work: ["), 5),
        (PLAN.replace("rest: 20s", "rest: soon"), 5),
    ):
        about = asked(client, "/api/plan/draft", {"name": NAME, "text": wrong}).json
        assert next(one["line"] for one in about["remarks"] if one["level"] == "error") == line
        refused = saved(client, wrong, seen["version"])
        assert refused.status == 400
        assert refused.json["error"].startswith(f"line {line}: ")
        assert "\n" not in refused.json["error"]
    assert (workspace / NAME).read_text() == PLAN


def test_only_plans_of_the_workspace_can_be_named(serve, workspace):
    client = serve()
    for name in ("secret.txt", "../x.yaml", "plans/none.yaml", "/etc/passwd", "", "plans", "%00"):
        assert opened(client, name).status in (400, 404)
        sent = {"name": name, "text": PLAN}
        assert asked(client, "/api/plan/save", sent, **{"if-match": ""}).status in (400, 404)
    assert not (workspace.parent / "x.yaml").exists()
    assert not (workspace / "plans/none.yaml").exists()


@pytest.mark.parametrize(
    "sent",
    [{}, {"name": NAME}, {"name": NAME, "text": 3}, {"name": NAME, "text": PLAN, "more": 1},
     {"name": NAME, "text": PLAN, "change": {"do": "burn"}},
     {"name": NAME, "text": PLAN, "change": {"do": "remove", "path": [99]}},
     {"name": NAME, "text": PLAN, "change": {"do": "remove", "path": [0, 0]}},
     {"name": NAME, "text": PLAN, "change": {"do": "move", "path": [0], "to": [2, 0]}},
     {"name": NAME, "text": PLAN, "change": {"do": "set", "path": [-1], "key": "sets"}},
     {"name": NAME, "text": "work: [", "change": {"do": "add", "value": "plank"}},
     {"name": NAME, "text": "\ud800"}],
)  # fmt: skip
def test_what_is_no_change_is_refused_in_a_line(serve, workspace, sent):
    answer = asked(serve(), "/api/plan/draft", sent)
    assert answer.status == 400 or answer.json["remarks"][0]["level"] == "error"
    assert "\n" not in answer.json.get("error", "")
    assert (workspace / NAME).read_text() == PLAN


def test_without_the_permission_no_plan_is_read_or_written(serve, workspace):
    client = serve(WritePermission(TOKEN, to_local=False))
    for headers in ({}, {"write-token": "wrong"}):
        assert "second address" in asked(client, "/api/plans", **headers).json["refused"]
        assert opened(client, **headers).status == 403
        for path in ("save", "draft", "undo"):
            sent = {"name": NAME, "text": PLAN}
            assert asked(client, f"/api/plan/{path}", sent, **headers).status == 403
    mine = {"write-token": TOKEN}
    seen = opened(client, **mine).json
    text = PLAN.replace("reps: 4", "reps: 6")
    assert saved(client, text, seen["version"], **mine).status == 200
    assert saved(client, text, seen["version"], **mine, origin="http://evil").status == 403


def test_an_exercise_is_found_as_people_write_it(serve):
    client = serve()
    assert "Romanian deadlift" in asked(client, "/api/exercises?q=rdl").json
    assert asked(client, "/api/exercises?q=").json == []
    assert asked(client, "/api/exercises?q=%00%ff").status == 200
