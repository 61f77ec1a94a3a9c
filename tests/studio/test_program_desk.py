"""The program on the coach's desk."""

from datetime import date, timedelta

import pytest

from mmc_audio.errors import MmcError
from mmc_audio.studio.clients_desk import program_of
from mmc_audio.studio.program_desk import ProgramDesk, put_on_day
from mmc_audio.studio.program_shown import plan_title, weeks_shown
from mmc_audio.studio.program_text import EASIER, with_easier_weeks
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.render_work import render_work

MONDAY = date(2026, 11, 30)
PLAN = (
    "title: A\nvoice: {engine: silent}\nprepare: none\nclose: none\n"
    "work: [{exercise: squat, sets: 2, reps: 4}]\n"
)
PROGRAM = """title: P   # mine
start: 2026-11-23
by_weekday:
  monday: plans/a.yaml
  friday: plans/b.yaml   # legs
"""


@pytest.fixture
def desk(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    files = WorkspaceFiles(workspace)
    for name in ("a", "b", "c"):
        files.save(f"plans/{name}.yaml", PLAN, "")
    files.save("program.yaml", PROGRAM, "")
    return ProgramDesk(files)


def plans(desk, count=7):
    return "".join(each.plan[6:7] or "-" for each in desk.days(MONDAY, count))


def text(desk, workspace):
    return (workspace / "program.yaml").read_text()


def test_a_plan_is_put_on_a_day_a_day_moves_and_rests(desk, workspace):
    assert plans(desk) == "a---b--"
    desk.put("plans/c.yaml", MONDAY + timedelta(1))
    assert plans(desk) == "ac--b--"
    desk.move(MONDAY, MONDAY + timedelta(2))
    assert plans(desk) == "-ca-b--"
    desk.move(MONDAY + timedelta(1), MONDAY + timedelta(4))
    assert plans(desk) == "-ba-c--"
    desk.rest(MONDAY + timedelta(2))
    assert plans(desk) == "-b--c--"
    assert text(desk, workspace).startswith(PROGRAM)


def test_every_change_is_undone_one_after_the_other_and_earlier_ones_can_be_had_back(desk):
    desk.put("plans/c.yaml", MONDAY + timedelta(1))
    desk.easier_weeks(2)
    desk.move(MONDAY, MONDAY + timedelta(2))
    changed = desk.text()
    while desk.text() != PROGRAM:
        desk.undo()
    assert plans(desk) == "a---b--"
    with pytest.raises(MmcError):
        desk.restore("title: P\nby_weekday: {monday: plans/none.yaml}\n")
    assert desk.text() == PROGRAM
    desk.restore(changed)
    assert plans(desk) == "-ca-b--"


def test_the_first_change_of_a_program_is_undone_whoever_made_it(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    files = WorkspaceFiles(workspace)
    files.save("plans/a.yaml", PLAN, "")
    desk = ProgramDesk(files)
    with pytest.raises(MmcError, match="nothing is planned yet"):
        desk.easier_weeks(4)
    put_on_day(files, "plans/a.yaml", MONDAY)
    first = desk.text()
    desk.put("plans/a.yaml", MONDAY + timedelta(1))
    put_on_day(files, "plans/a.yaml", MONDAY + timedelta(2))
    desk.undo()
    desk.undo()
    assert desk.text() == first
    desk.put("plans/a.yaml", MONDAY + timedelta(3))
    desk.undo()
    desk.undo()
    assert desk.program() is None
    with pytest.raises(MmcError, match="nothing to take back"):
        desk.undo()
    assert first in files.texts_before("program.yaml")


def test_a_program_that_was_there_before_is_never_taken_away(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    (workspace / "program.yaml").write_text(PROGRAM)
    other = ProgramDesk(WorkspaceFiles(workspace))
    with pytest.raises(MmcError, match="nothing to take back"):
        other.undo()
    assert other.text() == PROGRAM


def test_a_day_has_a_share_of_its_plan_and_weeks_are_easier(desk, workspace):
    desk.put("plans/a.yaml", MONDAY, sets="70%", load="80%")
    assert desk.days(MONDAY, 1)[0].changed == "sets 70%, load 80%"
    desk.easier_weeks(2)
    assert [each.easier for each in desk.days(MONDAY, 12) if each.plan] == [
        True,
        True,
        False,
        False,
    ]
    desk.easier_weeks(3)
    assert not desk.days(MONDAY, 1)[0].easier
    before = text(desk, workspace)
    with pytest.raises(MmcError):
        desk.easier_weeks(1)
    assert text(desk, workspace) == before
    desk.easier_weeks(0)
    assert "deload" not in text(desk, workspace)


def test_a_week_is_copied_with_what_its_days_change_and_as_an_easier_one(desk):
    """Days keep their own shares, and not those of an easier week that they were in."""
    desk.easier_weeks(2)
    desk.put("plans/c.yaml", MONDAY + timedelta(1), sets="70%")
    desk.put("plans/c.yaml", MONDAY + timedelta(9))
    before = desk.text()
    desk.copy_week(MONDAY, MONDAY + timedelta(7))
    assert plans(desk, 14) == "ac--b--" * 2
    copied = desk.days(MONDAY + timedelta(7), 7)
    assert [each.changed for each in copied if each.plan] == ["", "sets 70%", ""]
    desk.undo()
    assert desk.text() == before
    desk.copy_week(MONDAY, MONDAY + timedelta(14), EASIER)
    copied = desk.days(MONDAY + timedelta(14), 7)
    assert {each.changed for each in copied if each.plan} == {"sets 60%, load 90%"}
    for wrong in (MONDAY, MONDAY - timedelta(14)):
        with pytest.raises(MmcError):
            desk.copy_week(MONDAY, wrong)
    with pytest.raises(MmcError):
        desk.copy_week(MONDAY, MONDAY + timedelta(7), {"sets": "900%"})
    desk.undo()
    assert desk.text() == before


def test_a_day_that_moves_takes_along_what_it_changes(desk):
    desk.put("plans/a.yaml", MONDAY, sets="70%", load="80%")
    desk.move(MONDAY, MONDAY + timedelta(1))
    assert desk.days(MONDAY + timedelta(1), 1)[0].changed == "sets 70%, load 80%"
    desk.undo()
    assert desk.days(MONDAY, 1)[0].changed == "sets 70%, load 80%"


def test_a_client_has_a_program_that_is_rendered_into_their_folder(desk, workspace):
    files = WorkspaceFiles(workspace)
    files.save("clients/Anna Lee/own.yaml", PLAN, "")
    anna = program_of(files, "Anna Lee")
    assert anna.plans() == ["clients/Anna Lee/own.yaml", *files.plans()]
    anna.put("clients/Anna Lee/own.yaml", MONDAY)
    anna.put("plans/b.yaml", MONDAY + timedelta(2))
    assert plans(desk) == "a---b--"
    assert [each.plan for each in anna.days(MONDAY, 3)] == [
        "clients/Anna Lee/own.yaml", "", "plans/b.yaml"]  # fmt: skip
    assert anna.render_work([MONDAY]).run(lambda *_: None).error == ""
    assert dict(anna.states(MONDAY, 3)) == {MONDAY: "rendered", MONDAY + timedelta(2): "missing"}
    assert list(workspace.glob("output/clients/Anna Lee/*/*.mp3"))
    for wrong in ("../x", ".git", "a/b"):
        with pytest.raises(MmcError):
            program_of(files, wrong)


@pytest.mark.parametrize(
    ("sets", "plan"),
    [("many", "plans/a.yaml"), ("", "plans/none.yaml"), ("70%}, x: {", "plans/a.yaml")],
)
def test_what_the_program_does_not_take_leaves_it_as_it_was(desk, workspace, sets, plan):
    with pytest.raises(MmcError):
        desk.put(plan, MONDAY, sets=sets)
    assert text(desk, workspace) == PROGRAM


def test_a_move_that_fails_half_way_is_taken_back(desk, workspace):
    later = PROGRAM + "days:\n  2026-12-05..2026-12-06: rest\n"
    (workspace / "program.yaml").write_text(later)
    with pytest.raises(MmcError):
        desk.move(MONDAY, date(2026, 12, 5))
    assert text(desk, workspace) == later


def test_what_is_rendered_changed_or_missing_is_known(desk, workspace):
    assert dict(desk.states(MONDAY, 7)) == {MONDAY: "missing", MONDAY + timedelta(4): "missing"}
    ended = render_work(workspace, MONDAY, MONDAY + timedelta(4)).run(lambda *_: None)
    assert ended.error == ""
    (workspace / "plans/b.yaml").write_text(PLAN.replace("reps: 4", "reps: 5"))
    assert dict(desk.states(MONDAY, 7)) == {MONDAY: "rendered", MONDAY + timedelta(4): "stale"}
    (workspace / "plans/a.yaml").write_text("work: [{exercise: squat, sets: x}]")
    assert dict(desk.states(MONDAY, 1)) == {MONDAY: "wrong"}


def test_days_in_weeks_as_the_page_shows_them(desk):
    weeks = weeks_shown(desk.days(MONDAY, 14), {MONDAY: "stale"}, MONDAY + timedelta(1))
    assert [len(week) for week in weeks] == [7, 7]
    monday, tuesday = weeks[0][:2]
    assert (monday["weekday"], monday["short"], monday["title"]) == ("Monday", "30 Nov", "A")
    assert monday["note"] == "changed since it was rendered"
    assert (tuesday["short"], tuesday["title"], tuesday["note"]) == ("1 Dec", "", "")
    assert (weeks[0][0]["past"], weeks[0][1]["past"]) == (True, False)
    assert plan_title("plans/pull-day.yaml") == "Pull day"


def test_without_a_program_there_are_days_and_nothing_on_them(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    desk = ProgramDesk(WorkspaceFiles(workspace))
    assert {each.plan for each in desk.days(MONDAY, 7)} == {""}
    assert dict(desk.states(MONDAY, 7)) == {}


def test_easier_weeks_in_a_text():
    assert with_easier_weeks("a: b\n", 4) == "a: b\ndeload: {every: 4, sets: 60%, load: 90%}\n"
    block = "deload:\n  every: 4\n  sets: 50%\na: b\n"
    assert with_easier_weeks(block, 0) == "a: b\n"


def test_a_move_is_one_change(desk):
    desk.put("plans/c.yaml", MONDAY + timedelta(1))
    desk.move(MONDAY, MONDAY + timedelta(1))
    assert plans(desk) == "ca--b--"
    desk.undo()
    assert plans(desk) == "ac--b--"
