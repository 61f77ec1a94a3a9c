"""What a page of the studio can do, without a browser."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from mmc_audio import studio
from mmc_audio.audio.sounds import sound_length_ms
from mmc_audio.errors import InputError, ManyErrors, MmcError, Place, PlanError
from mmc_audio.lint.draft import Drafts
from mmc_audio.lint.run import estimated
from mmc_audio.plan.editing.set_scheme import SCHEMES
from mmc_audio.plan.program import load_program
from mmc_audio.plan.read import load_plan
from mmc_audio.rendering.script import write
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.latest import LatestWorker
from mmc_audio.studio.pages.plan_edits import edits, refused
from mmc_audio.studio.plan_desk import PlanDesk
from mmc_audio.studio.program_desk import put_on_day
from mmc_audio.studio.program_text import with_day
from mmc_audio.studio.sentence import said_instead
from mmc_audio.studio.shown import (
    bars_shown,
    clock,
    figures,
    refusal,
    remarks_elsewhere,
    rows_left_out,
    rows_shown,
)
from mmc_audio.studio.sounds import SoundShelf
from mmc_audio.studio.undo import EditedText
from mmc_audio.studio.words_desk import WordsDesk
from mmc_audio.studio.words_edit import WordsEdit
from mmc_audio.templates.search_path import override_folders
from mmc_audio.timeline.schedule import schedule
from mmc_audio.timeline.table import share
from mmc_audio.workspace.builtin import examples_dir
from mmc_audio.workspace.files import ChangedOutsideError, WorkspaceFiles

STATIC = Path(studio.__file__).with_name("static")
DAY = date(2026, 11, 30)
EXAMPLES = examples_dir()
LONG = "title: Long\nwork:\n" + "".join(
    f"  - {{exercise: {name}, sets: 4, reps: 10, tempo: 3-0-2-1, load: 60%, rest: 75s}}\n"
    for name in ("biceps curl", "bench press", "back squat")
)
"""45 minutes."""


@pytest.fixture
def files(workspace):
    return WorkspaceFiles(workspace)


@pytest.fixture
def desk(files):
    return PlanDesk(EditedFile(files))


@pytest.fixture
def words(files):
    return WordsDesk(files)


# --- Files ---


def test_a_file_is_saved_whole_and_what_it_said_before_is_kept(files):
    opened = files.save("plans/a.yaml", "title: A\n", "")
    opened = files.save("plans/a.yaml", "title: B\n", opened.version)
    assert files.read("plans/a.yaml").text == "title: B\n"
    (kept,) = files.history("plans/a.yaml")
    assert files.kept("plans/a.yaml", kept.id) == "title: A\n"
    assert files.plans() == ["plans/a.yaml"]


def test_a_file_that_someone_else_changed_is_not_written_over(files):
    opened = files.save("plans/a.yaml", "title: A\n", "")
    (files.folder / "plans/a.yaml").write_text("title: theirs\n")
    with pytest.raises(ChangedOutsideError):
        files.save("plans/a.yaml", "title: mine\n", opened.version)
    assert files.read("plans/a.yaml").text == "title: theirs\n"


@pytest.mark.parametrize(
    "name",
    ["../a.yaml", "/etc/passwd", "a/../../b.yaml", "plans/.hidden.yaml", ".history/a.yaml", "a.sh",
     "plans\\..\\a.yaml", "c:a.yaml", "", ".", "a\x00.yaml", "a\n.yaml", "plans//a.yaml",
     "./a.yaml", "link/a.yaml", "linked.yaml", "templates/../../x.cues.j2"],
)  # fmt: skip
def test_nothing_outside_the_workspace_can_be_named(files, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("secret: 1\n")
    (files.folder / "link").symlink_to(outside)
    (files.folder / "linked.yaml").symlink_to(outside / "a.yaml")
    for do in (lambda: files.read(name), lambda: files.save(name, "x", ""),
               lambda: files.history(name), lambda: files.version(name)):  # fmt: skip
        with pytest.raises(InputError):
            do()
    assert (outside / "a.yaml").read_text() == "secret: 1\n"
    assert files.plans() == []


def test_an_earlier_state_that_is_not_kept_cannot_be_asked_for(files):
    files.save("a.yaml", "x: 1\n", "")
    with pytest.raises(MmcError):
        files.kept("a.yaml", "../../a.yaml")


# --- Undo ---


def test_a_word_is_one_change_and_each_other_edit_its_own():
    edited = EditedText("a")
    for text in ("ab", "abc", "abcd", "abcd e", "abcd ef", "xx"):
        edited.change(text)
    assert [edited.undo() for _ in range(4)] == ["abcd ef", "abcd", "a", "a"]


def test_only_the_newest_question_is_answered():
    worked, shown = [], []

    async def work(question):
        worked.append(question)
        await asyncio.sleep(0.01)
        return question

    async def type_fast():
        latest = LatestWorker(work, shown.append)
        await asyncio.gather(*(latest.ask(n) for n in range(5)))

    asyncio.run(type_fast())
    assert (worked, shown) == ([0, 4], [4])


def test_what_waits_for_a_pause_is_worked_on_once():
    worked = []

    async def work(question):
        worked.append(question)

    async def type_fast():
        latest = LatestWorker(work, lambda _: None, pause_s=0.02)
        await asyncio.gather(*(latest.ask(n) for n in range(5)))

    asyncio.run(type_fast())
    assert worked == [4]


# --- The plan ---


def test_lines_of_notes_become_a_plan_with_a_file_of_its_own(desk):
    said = desk.paste("Monday arms\n\nCurl 3x10 @ 12kg\nPlank 2x30s\n")
    assert said == "pasted.txt is a plan in plain text."
    assert desk.file.name == "plans/monday-arms.yaml"
    assert [each.values["exercise"] for each in desk.rows()] == ["Curl", "Plank"]
    assert desk.file.changed
    desk.file.save()
    assert not desk.file.changed
    desk.paste("Monday arms\n\nCurl 3x10\n")
    assert desk.file.name == "plans/monday-arms-2.yaml"


def test_a_table_of_very_many_exercises_says_how_many_it_leaves_out(desk):
    desk.file.change("work:\n" + "  - squat\n" * 301)
    assert rows_left_out(len(desk.rows())) == (
        "The table has the first 300 of 301 exercises; the text has all of them."
    )
    assert rows_left_out(300) == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InputError("nothing is there; look again"), "Nothing is there; look again."),
        (InputError("plans/a.yaml is no text"), "plans/a.yaml is no text."),
        (PlanError("sets: 'x'", place=Place("/tmp/a.yaml", 3, 1)), "sets: 'x' (line 3 of a.yaml)."),
        (PlanError("is no list", place=Place("plan", 3, 1)), "Is no list."),
        (ManyErrors([InputError("one"), InputError("two")]), "One. Two."),
    ],
)
def test_what_is_refused_is_said_in_sentences(error, said):
    assert refusal(error) == said


def test_a_plan_that_is_pasted_stays_as_it_is_written(desk):
    text = "# mine\ntitle: X\nwork:\n  - squat  # deep\n"
    desk.paste(text)
    assert desk.file.text == text


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "PK\x03\x04", "hello"])
def test_what_is_no_plan_is_refused_and_the_open_one_stays(desk, text):
    desk.new("Mine")
    with pytest.raises(MmcError):
        desk.paste(text)
    assert desk.title() == "Mine"


def test_table_and_text_are_the_same_and_undo_takes_back_one_edit_after_the_other(desk):
    desk.new("Legs")
    desk.add("back squat")
    desk.set_value((0,), "sets", "3")
    desk.file.change(desk.file.text.replace("sets: 3", "sets: 4"))
    assert desk.rows()[0].values == {"exercise": "back squat", "sets": "4"}
    for expected in ("3", None):
        desk.file.undo()
        assert desk.rows()[0].values.get("sets") == expected


def test_a_save_can_be_undone_after_the_plan_was_opened_again(desk):
    desk.new("A")
    desk.add("squat")
    desk.file.save()
    desk.add("plank")
    desk.file.save()
    desk.file.open(desk.file.name)
    desk.file.undo()
    assert [each.values["exercise"] for each in desk.rows()] == ["squat"]


def test_of_two_who_change_a_plan_neither_is_lost(desk, files):
    desk.new("A")
    desk.file.save()
    other = PlanDesk(EditedFile(files))
    other.file.open(desk.file.name)
    other.add("squat")
    other.file.save()
    desk.add("plank")
    assert desk.file.notice().how == "ask"
    with pytest.raises(ChangedOutsideError):
        desk.file.save()
    desk.file.keep_mine()
    assert "squat" in files.kept(desk.file.name, files.history(desk.file.name)[0].id)
    assert other.file.notice().how == "theirs"
    assert "plank" in other.file.text
    other.set_title("Monday")
    other.file.save()
    desk.add("crunch")
    assert desk.file.notice().how == "both"
    assert [each.values["exercise"] for each in desk.rows()] == ["plank", "crunch"]
    assert desk.title() == "Monday"
    assert desk.file.notice() is None
    desk.file.save()
    desk.file.undo()
    desk.file.undo()
    assert (desk.title(), len(desk.rows())) == ("A", 1)


@pytest.mark.parametrize(
    "written",
    ["crunch", "{exercise: curl, sets: 3x10, load: 12kg}",
     "exercise: curl\n    sets: 3\n    reps: 10  # mine"],
)  # fmt: skip
def test_sets_are_done_by_any_scheme_and_plainly_again(desk, workspace, written):
    desk.new("A")
    desk.file.change(f"title: A\nwork:\n  - {written}\n")
    drafts = Drafts(workspace)
    for scheme in SCHEMES:
        desk.set_scheme((0,), scheme)
        assert desk.rows()[0].scheme == scheme
        assert "mine" in desk.file.text or "mine" not in written or scheme == "ladder"
        assert drafts.look(desk.file.text, "a.yaml").ready, desk.file.text
    desk.set_scheme((0,), "")
    assert desk.rows()[0].scheme == ""
    with pytest.raises(InputError):
        desk.set_scheme((0,), "nonsense")


def test_a_superset_becomes_a_circuit_and_the_other_way_round(desk):
    desk.new("A")
    text = "title: A\nwork:\n  - superset: # both\n      - curl\n      - plank\n    rounds: 2\n"
    desk.file.change(text)
    desk.set_kind((0,), "circuit")
    assert desk.file.text == text.replace("superset", "circuit")
    desk.set_kind((0,), "superset")
    assert desk.file.text == text
    for path, kind in (((0,), "emom"), ((0, 1), "emom")):
        with pytest.raises(InputError):
            desk.set_kind(path, kind)


def test_a_draft_has_mistakes_at_their_lines_and_the_session_as_bars(workspace):
    drafts = Drafts(workspace)
    draft = drafts.look(LONG, "plans/long.yaml")
    assert draft.ready
    assert 38 * 60 < draft.length_s < 52 * 60
    assert sum(bar.length_s for bar in draft.bars) == pytest.approx(draft.length_s)
    assert sum(bar.kind == "set" for bar in draft.bars) == 12
    assert all(0 <= a <= b <= bar.length_s for bar in draft.bars for a, b in bar.speech)
    wrong = drafts.look(LONG.replace("reps: 10", "reps: ten", 1), "plans/long.yaml")
    assert [(each.level, each.line) for each in wrong.remarks] == [("error", 3)]
    assert figures(wrong) == "This plan cannot be spoken yet."


@pytest.mark.parametrize("name", ["pull-day", "hiit", "yoga"])
def test_what_is_remembered_of_a_plan_is_the_same_as_made_at_once(workspace, name):
    path = EXAMPLES / f"{name}.yaml"
    text, plan = path.read_text(), load_plan(path)
    drafts = Drafts(workspace)
    for before in (text.replace("rest: ", "rest: 1"), text.replace("goal: ", "# "),
                   f"language: de\n{text}", f"profile: [beginner]\n{text}"):  # fmt: skip
        drafts.look(before, str(path))
    draft = drafts.look(text, str(path))
    script = write(plan, file=str(path)).script
    timeline = schedule(
        script,
        estimated,
        voice="",
        pace=plan.voice.pace,
        sound_length=sound_length_ms,
        coach=plan.voice.manner != "plain",
    )
    assert draft.script == script
    assert draft.length_s == timeline.length_ms / 1000
    assert draft.talk == share(timeline.sections).talk


def test_advice_stands_at_its_exercise_and_can_be_followed(desk, workspace):
    desk.file.change(
        "title: A\ngoal: hypertrophy\nstage: learn\nwork:\n"
        "  - {exercise: biceps curl, sets: 3, reps: 10, load: 90%}\n"
        "  - {exercise: BB bench, sets: 3, reps: 8}\n"
    )
    draft = Drafts(workspace).look(desk.file.text, "a.yaml")
    load = next(each for each in draft.remarks if each.line == 5 and "load" in each.fix)
    assert load.why
    assert load.source
    shown = rows_shown(desk.rows(), draft.remarks)
    assert any("load" in each["fix"] for each in shown[0]["remarks"])
    desk.follow(load)
    assert desk.rows()[0].values["load"] == load.fix["load"]
    assert [
        each for each in remarks_elsewhere(desk.rows(), draft.remarks) if each.line in {5, 6}
    ] == []


@pytest.mark.parametrize(
    ("path", "key", "value", "cell"),
    [
        ((0,), "sets", "many", "sets"),
        ((0,), "hold", "long", "reps"),  # the column of what is done in a set
        ((0,), "tempo", "9", "tempo"),
        ((0,), "exercise", "foo bar", "exercise"),
        ((1, 0), "exercise", "", "exercise"),  # to write another name
        ((1,), "rounds", "x", "rounds"),
        ((1,), "rest", "soon", "rest"),
        ((1, 1), "reps", "x", "reps"),
        ((2,), "rest", "soon", "rest"),
    ],
)
def test_a_mistake_stands_at_the_cell_in_which_it_was_typed(
    desk, workspace, path, key, value, cell
):
    desk.file.change(
        "title: A\nwork:\n  - {exercise: plank, sets: 3, hold: 30s}\n  - superset:\n"
        "      - {exercise: biceps curl, reps: 8}\n      - {exercise: face pull, reps: 8}\n"
        "    rounds: 2\n  - exercise: squat\n    reps: 5\n"
    )
    desk.set_value(path, key, value)
    draft = Drafts(workspace).look(desk.file.text, "a.yaml")
    shown = rows_shown(desk.rows(), draft.remarks)
    said = [(row["path"], each["cell"]) for row in shown for each in row["remarks"]
            if each["level"] in ("error", "name")]  # fmt: skip
    assert said == [([*path], cell)]


@pytest.mark.parametrize(
    "text",
    [
        "title: A\ntemplates: {rest: {answer: 99}}\nwork: [squat]\n",
        "title: A\ntemplates:\n  rest:\n    nope: 9\nwork: [squat]\n",
        "title: A\ntemplates: {nothing: {}}\nwork: [squat]\n",
        "title: A\nlanguage: xx\nwork: [squat]\n",
        "title: A\nprepare: [nothing]\nwork: [squat]\n",
        "title: A\nwork: [{exercise: squat, sets: x}, {exercise: plank, hold: y}]\n",
        "title: A\nwork: [\n",
    ],
)
def test_a_plan_is_wrong_at_the_same_places_as_when_it_is_rendered(workspace, monkeypatch, text):
    monkeypatch.chdir(workspace)
    (workspace / "a.yaml").write_text(text)
    with pytest.raises(MmcError) as error:
        write(load_plan("a.yaml"), override_folders(), file="a.yaml")
    places = [(each.what, each.place.line, each.place.column) for each in error.value.each()]
    found = Drafts(workspace).look(text, "a.yaml").remarks
    assert [(each.what, each.line, each.column) for each in found] == places


def test_what_is_refused_is_said_at_its_row(desk):
    desk.file.change("title: A\nwork:\n  - {exercise: squat}\n  - {reps: 3}\n")
    event = {"path": [1], "key": "reps", "value": ""}
    with pytest.raises(MmcError) as error:
        edits(desk, lambda _: None)["set"](event)
    rows = rows_shown(desk.rows(), [], refused([event], error.value))
    assert [[(each["cell"], each["what"]) for each in row["remarks"]] for row in rows] == [
        [], [("reps", "Nothing would be left of this exercise; remove it instead.")]]  # fmt: skip


def test_every_change_of_a_plan_of_45_minutes_is_answered_in_150_ms_of_work(workspace):
    drafts = Drafts(workspace)
    drafts.look(LONG, "a.yaml")
    changes = [LONG.replace("60%", f"{n}%", 1) for n in (61, 62, 63)]
    changes += [LONG.replace("75s", f"{n}s", 1) for n in (76, 77)]
    spent = []
    for text in changes:
        begun = time.process_time()
        bars_shown(drafts.look(text, "a.yaml").bars)
        spent.append(time.process_time() - begun)
    assert sorted(spent)[len(spent) // 2] < 0.15


# --- Tomorrow ---


def test_without_a_program_one_is_begun_and_each_day_is_added_to_it(files):
    for name in ("plans/a.yaml", "plans/b.yaml"):
        files.save(name, "title: A\nwork: [squat]\n", "")
    put_on_day(files, "plans/a.yaml", DAY)
    put_on_day(files, "plans/b.yaml", date(2026, 12, 1))
    put_on_day(files, "plans/b.yaml", DAY)
    program = load_program(files.path("program.yaml"))
    days = [program.day(day).path.name for day in (DAY, date(2026, 12, 1))]
    assert days == ["b.yaml", "b.yaml"]


PROGRAM = """title: P   # mine
start: 2026-11-02
by_weekday:
  monday: plans/a.yaml   # chest
"""


@pytest.mark.parametrize(
    "more", ["", "days:\n", "days: {}\n", "days:\n  2026-12-24: rest  # holy\n",
             "days: {2026-12-24: rest}\n", "days:\n  2026-11-30: rest\n"],
)  # fmt: skip
def test_a_day_of_a_program_is_changed_and_all_else_stays(files, more):
    for name in ("plans/a.yaml", "plans/b.yaml"):
        files.save(name, "title: A\nwork: [squat]\n", "")
    files.save("program.yaml", PROGRAM + more, "")
    put_on_day(files, "plans/b.yaml", DAY)
    text = files.read("program.yaml").text
    assert text.startswith(PROGRAM)
    assert "holy" in text or "holy" not in more
    assert load_program(files.path("program.yaml")).day(DAY).path.name == "b.yaml"


@pytest.mark.parametrize(
    "more", ["weeks: 2\n", "days:\n  2026-11-29..2026-12-02: rest\n", "x: 1\n"]
)
def test_a_program_that_does_not_take_the_day_stays_as_it_was(files, more):
    files.save("plans/a.yaml", "title: A\nwork: [squat]\n", "")
    files.save("plans/b.yaml", "title: A\nwork: [squat]\n", "")
    files.save("program.yaml", PROGRAM + more, "")
    with pytest.raises(MmcError):
        put_on_day(files, "plans/b.yaml", DAY)
    assert files.read("program.yaml").text == PROGRAM + more


def test_a_day_in_a_program_of_dates():
    text = with_day("by_date:\n  2026-11-28: a.yaml\n", DAY, "plans/b.yaml")
    assert text == "by_date:\n  2026-11-28: a.yaml\n  2026-11-30: plans/b.yaml\n"


# --- The words ---


def test_every_moment_can_be_opened_and_says_something(words):
    moments = words.moments()
    assert {"rest", "reps", "ready", "body_scan"} <= {each.name for each in moments}
    for name in ("rest", "_sighs"):
        situation = words.situations(name, "biceps curl")[0]
        look = words.look(name, words.open(name).text, situation)
        assert look.job
        assert [each for each in look.lines if each.what == "words"]
        assert words.remarks(look) == []


def test_a_mistake_in_the_words_is_at_its_line(words):
    situation = words.situations("rest", "plank")[0]
    text = words.open("rest").text
    look = words.look("rest", text + "{{ plan.nothing }}\n", situation)
    assert [(each.level, each.line) for each in look.remarks] == [("error", text.count("\n") + 1)]
    assert look.job is None


def test_one_part_becomes_ones_own_and_the_rest_goes_on_being_built_in(words, files):
    opened = words.own_part("rest", "next")
    assert opened.mine
    assert '{% extends "builtin/rest.cues.j2" %}' in opened.text
    opened = words.own_part("rest", "sigh")
    assert "{% block sigh %}" in opened.text
    assert files.read("templates/en/rest.cues.j2").text == opened.text
    edit = WordsEdit(EditedFile(files, ending="\n"))
    edit.take(opened)
    edit.file.change(opened.text.replace("when you are ready", "in peace"))
    edit.file.save()
    assert "in peace" in words.differences("rest")["yours"]
    assert "Set it up when" not in edit.file.text
    assert next(each for each in words.moments() if each.name == "rest").mine


@pytest.mark.parametrize(
    ("line", "was", "new", "then"),
    [
        ("[breath] {{ sigh }} | {{ a|cap }}, b.", "One long sigh.", "Sigh.", "[breath] Sigh."),
        (
            '[imagery] {{ ["Good.", "And rest."][turn] }}',
            "Good.",
            'Say "ah"',
            '[imagery] {{ ["Say \\"ah\\"", "And rest."][turn] }}',
        ),
        ("[{{ little }}checkin] {{ start }}", "Rest.", "Enough", "[{{ little }}checkin] Enough"),
        ("Sit tall. Breathe.", "Sit tall.", "Stand.", "Stand. Breathe."),
        ("{{ start }} {kind=x}", "Rest.", "Enough", "Enough {kind=x}"),
        ("[2s] In {side=left}", "In", "Out", "[2s] Out {side=left}"),
    ],
)
def test_a_sentence_is_worded_anew_in_its_line(line, was, new, then):
    assert said_instead(f"a\n{line}\nb", 2, was, new) == f"a\n{then}\nb"


@pytest.mark.parametrize(
    "new",
    ["", "  ", "{{ config }}", "{% include 'x' %}", "# a", "[2s] In", "@pace 5", "// n", "\\"],
)
def test_a_sentence_cannot_carry_anything_but_words(new):
    with pytest.raises(InputError):
        said_instead("Sit tall.", 1, "Sit tall.", new)


@pytest.mark.parametrize(("text", "line"), [("{% if a %}", 1), ("{# b #}", 1), ("", 1), ("a", 7)])
def test_a_line_without_words_is_not_worded_anew(text, line):
    with pytest.raises(InputError):
        said_instead(text, line, "b", "c")


def test_a_template_runs_only_in_its_sandbox(words):
    situation = words.situations("rest", "plank")[0]
    for hostile in (
        "{{ ''.__class__.__mro__ }}",
        "{% for a in range(10**9) %}x{% endfor %}",
        "{% include '../../../etc/passwd' %}",
        "{{ cycler.__init__.__globals__ }}",
    ):
        look = words.look("rest", f"[block]\n{hostile}\n[end]\n", situation)
        assert [each.level for each in look.remarks] == ["error"]
        assert look.lines == ()


def test_a_sound_is_kept_under_a_name_that_cannot_be_guessed():
    shelf = SoundShelf()
    names = [shelf.put(bytes([n])) for n in range(20)]
    assert len({*names}) == 20
    assert shelf.get(names[0]) is None
    assert shelf.get(names[-1]) == b"\x13"
    assert clock(61.9) == "1:01"


# --- Without the extra ---


def test_without_nicegui_the_command_says_what_to_install(tmp_path):
    code = (
        "import importlib.util, sys; find = importlib.util.find_spec;"
        "importlib.util.find_spec = lambda name, *a: None if name == 'nicegui' else find(name, *a);"
        "sys.argv = ['mmc-audio', 'studio', '--no-open'];"
        "from mmc_audio.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 69
    assert 'pip install "mmc-audio[studio]"' in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_plan_that_was_not_saved_waits_while_another_one_is_open(desk):
    desk.new("A")
    desk.add("squat")
    desk.new("A")
    assert desk.file.name == "plans/a-2.yaml"
    desk.file.save()
    assert desk.file.unsaved() == ["plans/a.yaml"]
    desk.file.open("plans/a.yaml")
    assert [each.values["exercise"] for each in desk.rows()] == ["squat"]
    assert desk.file.can_undo
    desk.file.save()
    assert desk.file.unsaved() == []
