"""Settings, voices and one's own data, asked for over http: read, written, undone, refused."""

import csv
import io
import json
import tomllib
from uuid import UUID

import pytest

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.ledger.store import SetRecord
from mmc_audio.player.app import make_app
from mmc_audio.player.permission import WritePermission
from mmc_audio.player.program import WorkspaceAccess

MINE = "# mine\n[voices]\nmirror = \"https://x\"\n\n[training]  # how I train\ntalk = 'full'\n"


@pytest.fixture
def client(config, web, ledger, tmp_path):
    access = WorkspaceAccess(tmp_path, WritePermission())
    with web.web.serving(make_app(tmp_path / "output", ledger=ledger, workspace=access)) as port:
        yield web.web.Client(port)


def shown(client, path="/api/settings"):
    return json.loads(client.ask(path).data)


def send(client, path, sent, **headers):
    given = {"content-type": "application/json", "sec-fetch-site": "same-origin", **headers}
    answer = client.ask(path, "POST", json.dumps(sent), **given)
    answer.json = json.loads(answer.data)
    return answer


def change(client, **values):
    now = shown(client)
    version = {"if-match": f'"{now["version"]}"'}
    return send(client, "/api/settings", now["settings"] | values, **version)


def test_settings_are_written_where_the_command_line_reads_them_and_the_rest_stays(client, config):
    config.write_text(MINE)
    answer = change(
        client, talk="sparse", pace=140, rest="120%", profile=["knee_pain"], plate_step="1.25kg"
    )
    assert answer.status == 200
    assert config.read_text().startswith("# mine\n[voices]\n")
    assert tomllib.loads(config.read_text()) == {
        "voices": {"mirror": "https://x"},
        "training": {
            "talk": "sparse", "rest": "120%", "profile": ["knee_pain"], "plate_step": "1.25kg",
        },
        "voice": {"pace": 140},
    }  # fmt: skip
    assert shown(client)["settings"]["profile"] == ["knee_pain"]
    change(client, talk=None, pace=None, rest=None, profile=[], plate_step=None)
    assert tomllib.loads(config.read_text()) == {"voices": {"mirror": "https://x"}}


def test_the_last_change_can_be_undone_and_done_again(client, config):
    config.write_text(MINE)
    assert not shown(client)["can_undo"]
    changed = change(client, talk="silent").json
    assert (changed["settings"]["talk"], changed["can_undo"]) == ("silent", True)
    after = config.read_text()
    back = send(client, "/api/settings/undo", {}, **{"if-match": changed["version"]}).json
    assert (back["settings"]["talk"], config.read_text()) == ("full", MINE)
    send(client, "/api/settings/undo", {}, **{"if-match": back["version"]})
    assert config.read_text() == after


def test_what_was_changed_elsewhere_is_not_written_over(client, config):
    seen = shown(client)
    config.write_text("[voice]\npace = 120\n")
    for path, sent in (("/api/settings", seen["settings"]), ("/api/settings/undo", {})):
        answer = send(client, path, sent, **{"if-match": f'"{seen["version"]}"'})
        assert answer.status == 412
        assert "changed elsewhere" in answer.json["error"]
    assert send(client, "/api/settings", seen["settings"]).status == 400
    assert config.read_text() == "[voice]\npace = 120\n"


def test_what_was_changed_between_the_check_and_the_write_stays(client, config, monkeypatch):
    """Another process writes when ours has checked, and its own parts are ready."""
    seen = shown(client)
    real = FileGroup.write

    def written(group, name, content, folder=None):
        real(group, name, content, folder)
        config.write_text("[voice]\npace = 120\n")

    monkeypatch.setattr(FileGroup, "write", written)
    answer = send(client, "/api/settings", {**seen["settings"], "talk": "full"},
                  **{"if-match": seen["version"]})  # fmt: skip
    assert answer.status == 412
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]
    assert config.read_text() == "[voice]\npace = 120\n"


@pytest.mark.parametrize(
    "wrong",
    [{"talk": "loud"}, {"pace": 20}, {"rest": "long"}, {"profile": ["tall"]}, {"more": 1},
     {"plate_step": "3"}, {"plate_step": "60%"}, {"voice": "heart"},
     {"engine": "nobody", "voice": "x"}, {"engine": "silent", "voice": "x\n[evil]"},
     {"engine": "silent", "voice": "x" * 201}],
)  # fmt: skip
def test_what_is_no_setting_is_refused_in_a_line_and_nothing_is_written(client, config, wrong):
    answer = change(client, **wrong)
    assert answer.status == (503 if wrong.get("engine") and len(wrong["voice"]) < 200 else 400)
    assert "\n" not in answer.json["error"]
    assert not config.exists()


def test_a_configuration_that_is_wrong_is_named_and_left_alone(client, config):
    for text in (
        "[training]\ntalk = 'loud'\n",
        "[voice",
        "[training]\nx = 1\n",
        "voice.pace = 9\n",
        f"[voice]\nengine = '{'e' * 300}'\n",
        "training = 3\n",
    ):
        config.write_text(text)
        refused = shown(client)["refused"]
        assert "config.toml" in refused
        assert "\n" not in refused
        assert change(client, talk="full").status >= 400 or "talk" in config.read_text()


def test_a_file_that_an_editor_wrote_meanwhile_is_what_the_page_shows(client, config):
    """As people edit it: a server that runs for days, and no word to it."""
    change(client, talk="sparse")
    for pace in (120, 130):  # of the same length
        config.write_text(f"[voice]\npace = {pace}\n")
        now = shown(client)["settings"]
        assert (now["pace"], now["talk"]) == (pace, None)
    assert change(client, talk="full").json["settings"]["pace"] == 130


def test_a_link_to_the_configuration_stays_one(client, config, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    kept.write_text(MINE)
    config.symlink_to(kept)
    change(client, talk="sparse")
    assert config.is_symlink()
    assert "sparse" in kept.read_text()


def test_an_earlier_configuration_that_cannot_be_read_is_one_line(client, config):
    change(client, talk="sparse")
    (config.parent / "config.toml.before").write_bytes(b"\xff\xfe")
    version = {"if-match": shown(client)["version"]}
    answer = send(client, "/api/settings/undo", {}, **version)
    assert (answer.status, "nothing was changed" in answer.json["error"]) == (503, True)
    assert "sparse" in config.read_text()


def test_a_voice_is_heard(client, config):
    wanted = {"engine": "silent", "voice": "silent", "pace": 120}
    given = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
    answer = client.ask("/api/sample", "POST", json.dumps(wanted), **given)
    assert (answer.status, answer.headers["content-type"]) == (200, "audio/mpeg")
    assert answer.data[:2] == b"\xff\xfb"
    assert send(client, "/api/sample", {"engine": "nobody", "voice": "x"}).status == 503


def logged(ledger, count):
    days = [f"2026-11-2{n}" for n in range(1, count + 1)]
    ledger.record(
        [
            SetRecord(str(UUID(int=n)), f"{day}T10:00:00+00:00", day, "", "curl", None, n, 8)
            for n, day in enumerate(days, 1)
        ]
    )


def test_what_was_logged_is_taken_along_deleted_and_had_back(client, ledger):
    logged(ledger, 3)
    before = ledger.records()
    rows = list(csv.DictReader(io.StringIO(client.ask("/api/data/practice.csv").data.decode())))
    assert [row["reps"] for row in rows] == ["8"] * 3
    kept = client.ask("/api/data/practice.json").data
    assert len(json.loads(kept)["sets"]) == 3
    assert send(client, "/api/data/delete", {"day": "2026-11-22"}).json["sets"] == 2
    assert send(client, "/api/data/undo", {}).json["sets"] == 3
    assert send(client, "/api/data/delete", {"day": None}).json["sets"] == 0
    assert b"curl" not in ledger.path.read_bytes()
    assert send(client, "/api/data/undo", {}).json["can_undo"] == 0
    assert ledger.records() == before
    assert send(client, "/api/data/undo", {}).status == 400
    from mmc_audio.ledger.incoming import read_sets

    assert read_sets(kept, None) == before


@pytest.mark.parametrize("sent", [{}, {"day": "soon"}, {"day": None, "all": True}, []])
def test_what_is_no_deletion_deletes_nothing(client, ledger, sent):
    logged(ledger, 2)
    assert send(client, "/api/data/delete", sent).status == 400
    assert len(ledger.records()) == 2


def test_who_may_only_listen_changes_nothing(config, web, ledger, tmp_path):
    logged(ledger, 2)
    access = WorkspaceAccess(tmp_path, WritePermission(to_local=False))
    with web.web.serving(make_app(tmp_path / "out", ledger=ledger, workspace=access)) as port:
        client = web.web.Client(port)
        for path in ("settings", "settings/undo", "sample", "data/delete", "data/undo", "render"):
            assert send(client, f"/api/{path}", {"day": None}).status == 403
    assert len(ledger.records()) == 2
    assert not config.exists()
