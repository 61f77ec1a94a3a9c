"""What bad input gets: one line that helps, the right exit code, nothing half written."""

import io
import os
import subprocess
import sys

import pytest

from mmc_audio.errors import MissingError
from mmc_audio.plan.file import read_file

SILENT = ("--engine", "silent")


def plan(work: str, head: str = "title: T\nprepare: none\nclose: none\n") -> str:
    return f"{head}work:\n{work}"


CURL = "  - {exercise: biceps_curl, sets: 1, reps: 3}\n"

WRONG_PLANS = {
    "empty": ("", "empty"),
    "syntax": ("title: [\nwork: 3\n", ""),
    "duplicate key": (plan(CURL, "title: A\ntitle: B\n"), "title"),
    "wrong type": (plan("  - {exercise: biceps_curl, sets: many}\n"), "sets"),
    "unknown key": (plan("  - {exercise: biceps_curl, setz: 3}\n"), "sets"),
    "unknown muscle": (plan("  - {exercise: my own, muscle: xyzzy}\n"), "muscle"),
    "tempo with one slot": (plan("  - {exercise: biceps_curl, tempo: '3'}\n"), "tempo"),
    "no reps": (plan("  - {exercise: biceps_curl, reps: 0}\n"), "reps"),
    "a million reps": (plan("  - {exercise: biceps_curl, reps: 1000000}\n"), "reps"),
    "negative time": (plan("  - {exercise: plank, hold: -30s}\n"), "-30s"),
    "not a number": (plan("  - {exercise: plank, hold: .nan}\n"), "nan"),
    "infinite time": (plan("  - {exercise: plank, hold: .inf}\n"), "inf"),
    "beyond 12 hours": (plan("  - {exercise: plank, sets: 100, hold: 30m}\n"), "12"),
    "alias bomb": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n"
            for i in range(9)
        ),
        "",
    ),
}


@pytest.mark.parametrize(("text", "word"), WRONG_PLANS.values(), ids=WRONG_PLANS)
@pytest.mark.parametrize("command", ["render", "check"])
def test_a_wrong_plan_is_reported_with_its_place(mmc, tmp_path, text, word, command):
    path = tmp_path / "wrong.yaml"
    path.write_text(text)
    options = ("-o", tmp_path / "out") if command == "render" else ()
    said = mmc(command, path, *options, *SILENT)
    assert said.code == 65
    assert "Traceback" not in said.err
    first = said.err.splitlines()[0]
    assert first.startswith(f"{path}")
    assert word.lower() in said.err.lower()
    assert not (tmp_path / "out").exists()


UNKNOWN = """\
  - {exercise: Kniebeuge, sets: 2}
  - superset: [benhc press, {exercise: xyzzy}]
  - interval: {exercise: plonk, work: 20s, rounds: 2}
  - {exercise: my own, cues: {muscle_call: Lats, lift: Up, lower: Down, external: Go}}
"""
LINES = [2, 3, 3, 4]


def test_every_unknown_exercise_is_an_error_where_it_was_asked_for(mmc, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(plan(UNKNOWN, head=""))
    said = mmc("check", "--strict", path, *SILENT)
    assert said.code == 65
    reported = said.err.splitlines()
    assert [int(line.removeprefix(f"{path}:").split(":")[0]) for line in reported] == LINES


def test_every_unknown_exercise_has_a_note_and_renders(mmc, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(plan(UNKNOWN, head=""))
    said = mmc("check", path, *SILENT)
    assert said.code == 0
    notes = [line for line in said.err.splitlines() if line.startswith(f"note: {path}:")]
    assert len(notes) == len(LINES)


@pytest.mark.parametrize("command", ["check", "script"])
def test_a_mistake_in_a_plan_from_stdin_has_its_place(mmc, monkeypatch, command):
    text = "one_rm: {sqat: 100kg}\nwork:\n- squat\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    said = mmc(command, "-")
    assert said.one_line.startswith('<stdin>:1:10: one_rm: there is no exercise "sqat"')


def test_a_plan_that_is_not_there(mmc, tmp_path):
    said = mmc("render", tmp_path / "no.yaml", "-o", tmp_path / "out", *SILENT)
    assert said.code == 66
    assert "no.yaml" in said.one_line


@pytest.mark.parametrize(
    ("written", "meant"),
    [("my-pan.yaml", "my-plan.yaml"), ("y-plan", "my-plan.yaml"), ("nothere.txt", "")],
)
def test_a_plan_that_is_not_there_names_only_one_that_is_like_it(tmp_path, written, meant):
    for name in ("my-plan.yaml", "other.csv"):
        (tmp_path / name).touch()
    with pytest.raises(MissingError, match="did you mean" if meant else "check the path") as error:
        read_file(tmp_path / written)
    assert str(error.value).endswith(f"{tmp_path / meant}?" if meant else "check the path")


def test_a_folder_is_no_plan(mmc, tmp_path):
    said = mmc("render", tmp_path, "-o", tmp_path / "out", *SILENT)
    assert said.code in (65, 66)
    assert str(tmp_path) in said.one_line


def test_a_plan_in_another_encoding(mmc, tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: Rücken\nwork: []\n".encode("latin-1"))
    said = mmc("check", path, *SILENT)
    assert said.code == 65
    assert "UTF-8" in said.one_line


def test_a_plan_from_stdin(mmc, good_plan, tmp_path):
    command = [sys.executable, "-m", "mmc_audio", "render", "-", "-o", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, *SILENT], input=good_plan.read_bytes(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "short-one" / "short-one.mp3").is_file()


def test_one_bad_plan_does_not_stop_the_others(mmc, good_plan, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: 3\nwork: [{exercise: squat, reps: many}]\n")
    said = mmc("render", bad, good_plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 65
    assert "1 of 2" in said.err
    assert (tmp_path / "out" / "short-one" / "short.mp3").is_file()


def test_an_unknown_engine_names_the_nearest(mmc, good_plan, tmp_path):
    said = mmc("render", good_plan, "-o", tmp_path / "out", "--engine", "espaek")
    assert said.code == 69
    assert "espeak" in said.one_line
    assert not (tmp_path / "out").exists()


def test_an_unknown_voice_names_the_nearest(mmc, good_plan, tmp_path):
    said = mmc(
        "render", good_plan, "-o", tmp_path / "out", "--engine", "espeak", "--voice", "en-uss"
    )
    assert said.code == 69
    assert "en-us" in said.one_line


def test_a_cue_that_does_not_fit(mmc, tmp_path):
    script = tmp_path / "tight.cues"
    script.write_text("# One\n[0.3s] This can never be said in so short a time\n")
    said = mmc("speak", script, "-o", tmp_path / "out")
    assert said.code == 65
    line = said.one_line
    assert line.startswith(f"{script}:2")
    assert "This can never be said" in line
    assert " s" in line
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").rglob("*.mp3"))


TEMPLATES = {
    "undefined name": ("[focus] {{ exersise.name }}\n", "exercise"),
    "syntax": ("{% if set %}\nHello\n", "endif"),
    "endless loop": (
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
            "{% endfor %}{% endfor %}{% endfor %}\n"
        ),
        "",
    ),
    "no cue script": ("[blok 75s]\nHello\n", "block"),
}


@pytest.mark.parametrize(("text", "word"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_wrong_template_has_its_place(mmc, good_plan, tmp_path, text, word, monkeypatch):
    templates = tmp_path / "templates" / "en"
    templates.mkdir(parents=True)
    (templates / "rest.cues.j2").write_text(text)
    monkeypatch.chdir(tmp_path)
    said = mmc("render", good_plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 65
    assert "rest.cues.j2" in said.err.splitlines()[0]
    assert word in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file(mmc, good_plan, tmp_path):
    (tmp_path / "out").write_text("in the way")
    said = mmc("render", good_plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 73
    assert str(tmp_path / "out") in said.one_line
    assert (tmp_path / "out").read_text() == "in the way"


def test_an_output_whose_name_is_too_long(mmc, good_plan, tmp_path):
    said = mmc("render", good_plan, "-o", tmp_path / ("a" * 300), *SILENT)
    assert said.code == 73
    assert "name is too long" in said.err
    assert "write a shorter one" in said.err


def test_usage_is_one_line(mmc):
    said = mmc("rendr", "x.yaml")
    assert said.code == 2
    assert "render" in said.one_line
    assert mmc("render").code == 2
    assert "--help" in mmc("render", "x", "--nope").one_line
    assert "'ten' is no whole number" in mmc("log", "--reps", "ten").one_line
    assert "plans go into a folder" in mmc("import", "notes.txt", "-o", "day.yaml").one_line


def test_a_closed_pipe_is_no_error(good_plan):
    command = f"{sys.executable} -m mmc_audio script {good_plan} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("@title")
    assert done.stderr == ""


def test_every_option_says_what_it_is():
    import click

    from mmc_audio.cli.app import COMMANDS, cli

    found = [cli.get_command(click.Context(cli), name) for name in COMMANDS]
    for command in found:
        found += getattr(command, "commands", {}).values()
        bare = [
            one.name for one in command.params if isinstance(one, click.Option) and not one.help
        ]
        assert bare == [], command.name


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_help_is_for_people(mmc):
    said = mmc("--help")
    assert said.code == 0
    assert "medical advice" in said.out
    from mmc_audio.cli.app import COMMANDS

    for name, about in COMMANDS.items():
        reported = mmc(name, "--help")
        assert reported.code == 0
        assert "Example" in reported.out, name
        assert about.split()[0] in said.out
