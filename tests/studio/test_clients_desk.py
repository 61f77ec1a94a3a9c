"""Clients on the coach's desk."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest

from mmc_audio.batch.run import BatchReport
from mmc_audio.errors import InputError, MmcError
from mmc_audio.studio import work
from mmc_audio.studio.clients_desk import ClientsDesk, clients_batch, coming
from mmc_audio.studio.clients_shown import came_back_cell, plan_cells, practice_line, set_cells
from mmc_audio.studio.work import clients_work
from mmc_audio.workspace.files import WorkspaceFiles

NOW = date(2026, 11, 30)
PLAN = (
    "title: Monday\nvoice: {engine: silent}\nprepare: none\nclose: none\n"
    "work:\n  - {exercise: squat, sets: 1, reps: 4}\n"
)


@pytest.fixture
def files(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    files = WorkspaceFiles(workspace)
    files.save("plans/monday.yaml", PLAN, "")
    return files


@pytest.fixture
def desk(files):
    return ClientsDesk(files)


def sent(**more):
    felt = {"felt": "target", "clarity": 8, "reps": 5, "load": 60.0, "unit": "kg"}
    moment = "2026-11-28T18:00:00+01:00"
    return {"id": str(uuid4()), "done_at": moment, "exercise": "back_squat", **felt, **more}


def check_ins(*sets):
    return json.dumps({"sets": sets}).encode()


def test_a_client_has_a_copy_of_their_own_days_and_differences(desk, files):
    assert desk.add("  Anna  K ") == "Anna K"
    name = desk.give("plans/monday.yaml", "Anna K")
    assert name == "clients/Anna K/monday.yaml"
    with pytest.raises(InputError, match="already"):
        desk.give("plans/monday.yaml", "Anna K")
    opened = files.read(name)
    files.save(name, opened.text.replace("reps: 4", "reps: 6"), opened.version)
    (plan,) = desk.plans(NOW)
    assert (plan.client, plan.title, plan.shared) == ("Anna K", "Monday", "plans/monday.yaml")
    assert plan.changed == 1
    changed = [line for kind, line in desk.differences(plan) if kind in ("gone", "new")]
    assert [line.split("reps: ")[1] for line in changed] == ["4}", "6}"]
    desk.train(plan, NOW + timedelta(days=1))
    desk.train(plan, NOW + timedelta(days=4))
    (plan,) = desk.plans(NOW)
    assert coming(plan.days, NOW) == "tomorrow, Fri 4 Dec"
    assert plan_cells(plan, "missing", NOW) == (
        "Monday", "tomorrow, Fri 4 Dec", "1 line", "not rendered")  # fmt: skip
    assert "title: Anna K" in files.read("clients/Anna K/program.yaml").text


def test_all_clients_are_rendered_and_what_is_stale_is_known(desk, files, workspace, monkeypatch):
    for client in ("Anna", "Ben [x]"):
        desk.add(client)
        desk.give("plans/monday.yaml", client)
    assert set(desk.states().values()) == {"missing"}
    files.save("clients/Anna/wrong.yaml", "title: W\nwork: [{exercise: squat, sets: x}]\n", "")
    done = clients_work(workspace, "", "").run(lambda *_: None)
    assert (done.report["rendered"], done.report["failed"]) == (2, 1)
    assert done.report["problems"][0].startswith("clients/Anna/wrong.yaml:2:")
    found = sorted(path.relative_to(workspace).as_posix() for path in workspace.rglob("*.mp3"))
    assert found == ["output/clients/anna/monday/monday.mp3",
                     "output/clients/ben-x/monday/monday.mp3"]  # fmt: skip
    anna, ben = "clients/Anna/monday.yaml", "clients/Ben [x]/monday.yaml"
    assert desk.states() == {
        anna: "rendered", ben: "rendered", "clients/Anna/wrong.yaml": "missing"}  # fmt: skip
    desk.take_check_ins("Anna", check_ins(sent()))
    assert desk.states()[anna] == "stale"
    said = []
    monkeypatch.setattr(work, "say_step", lambda stage, *_: said.append(stage))
    monkeypatch.setattr("mmc_audio.batch.run.run_batch", lambda *_: BatchReport((), 0.0, workspace))
    work._clients("", "tcp://a:1")
    assert said == ["Waiting for the cluster at tcp://a:1 to answer"]
    assert clients_batch([anna], "tcp://a:1").scheduler == "tcp://a:1"


def test_what_came_back_is_in_the_clients_own_log_once(desk, workspace):
    desk.add("Anna")
    one, two = sent(note="<b>hard</b>"), sent(felt="elsewhere", clarity=2)
    assert desk.take_check_ins("Anna", check_ins(one, two)) == 2
    assert desk.take_check_ins("Anna", check_ins(two, sent(skipped=True, felt=None))) == 2
    practised = desk.practised("Anna")
    assert len(practised.sets) == 3
    assert practice_line(practised).startswith("2 sets, the last on 2026-11-28; 1 left out;")
    assert came_back_cell(practised) == "28 Nov, felt in 50%"
    assert (practised.felt, round(practised.clarity, 1)) == (0.5, 6.0)
    assert (workspace / "clients/Anna/practice.sqlite3").is_file()
    cells = [set_cells(each) for each in practised.sets]
    assert ("2026-11-28", "back squat", "", "5 at 60 kg", "target", "8", "<b>hard</b>") in cells


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b'{"sets": [{"id": "x"}]}', b" " * ((1 << 20) + 1)],
    ids=["empty", "nothing", "list", "bytes", "half", "large"],
)  # fmt: skip
def test_a_file_that_holds_no_check_ins_changes_nothing(desk, workspace, data):
    desk.add("Anna")
    with pytest.raises(InputError) as refused:
        desk.take_check_ins("Anna", data)
    assert any(each in str(refused.value) for each in ("sets.0.", "choose the"))
    assert list((workspace / "clients/Anna").iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "/etc", ".hidden", "a\\b", "c:",
                                  "a\x00b", "a\nb\x07", "link", "out", "x/../../y"])  # fmt: skip
def test_no_client_is_outside_the_workspace(desk, workspace, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    (workspace / "clients").mkdir()
    (workspace / "clients/link").symlink_to(outside)
    (workspace / "clients/out").symlink_to(workspace / "plans")
    for do in (lambda: desk.add(name), lambda: desk.give("plans/monday.yaml", name),
               lambda: desk.take_check_ins(name, check_ins(sent())),
               lambda: desk.plan_files(name), lambda: desk.practised(name)):  # fmt: skip
        with pytest.raises(MmcError):
            do()
    assert list(outside.iterdir()) == []
    assert desk.clients() == []
    assert [path.name for path in (workspace / "plans").iterdir()] == ["monday.yaml"]


def test_a_file_that_is_no_text_hides_no_other_client(desk, files, workspace):
    for name in ("Anna", "Bo"):
        desk.add(name)
        desk.give("plans/monday.yaml", name)
    (workspace / "clients/Anna/latin.yaml").write_bytes(b"title: \xe4\n")
    found = {each.file: each.wrong for each in desk.plans(NOW)}
    assert found["clients/Bo/monday.yaml"] == ""
    assert "not UTF-8" in found["clients/Anna/latin.yaml"]


def test_a_log_that_leads_elsewhere_is_not_written(desk, workspace, tmp_path):
    desk.add("Anna")
    (workspace / "clients/Anna/practice.sqlite3").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="link"):
        desk.take_check_ins("Anna", check_ins(sent()))
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    "name", ["../x", "..", "", "a/b", "CON", "aux.txt", "com1", "a*", "<b>", "Anna.", "x" * 300]
)
def test_what_is_no_name_for_a_folder_everywhere_is_refused_in_a_line(desk, workspace, name):
    with pytest.raises(InputError) as refused:
        desk.add(name)
    assert "\n" not in str(refused.value)
    assert not (workspace / "clients").exists()
