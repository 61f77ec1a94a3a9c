"""What a clumsy person does: the same plan twice, odd folders, music that is none."""

import json
import os
import wave

import numpy as np
import pytest

SILENT = ("--engine", "silent")


def write(path, head="title: T\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    bare = "prepare: none\nclose: none\nintro: false\n"
    path.write_text(f"{head}{bare}work:\n  - {{exercise: plank, hold: 5s}}\n")
    return path


def mp3s(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.mp3"))


def test_a_plan_named_twice_is_rendered_once(mmc, tmp_path):
    plan = write(tmp_path / "day.yaml")
    said = mmc("render", plan, plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 0
    assert mp3s(tmp_path / "out") == ["t/day.mp3"]


def test_two_plans_of_one_name_are_kept_apart(mmc, tmp_path):
    plans = [write(tmp_path / folder / "day.yaml") for folder in ("anna", "ben")]
    assert mmc("render", *plans, "-o", tmp_path / "out", *SILENT).code == 0
    assert mp3s(tmp_path / "out") == ["t/day-2.mp3", "t/day.mp3"]


@pytest.mark.parametrize(
    "name",
    ["a b/c d.yaml", "-rf.yaml", "[1]*?.yaml", "ü/💪.yaml", 'it\'s "x".yaml', "x" * 200 + ".yaml"],
)
def test_files_of_any_name(mmc, tmp_path, name):
    plan = write(tmp_path / name)
    said = mmc("render", plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 0, said.err
    assert len(mp3s(tmp_path / "out")) == 1


def test_a_name_that_is_no_utf_8(mmc, tmp_path):
    plan = write(tmp_path / "plans" / os.fsdecode(b"caf\xe9.yaml"))
    out = tmp_path / os.fsdecode(b"out\xe9")
    for _ in range(2):
        said = mmc("render", plan, "-o", out, *SILENT)
        assert said.code == 0, said.err
    assert "already up to date" in said.err
    said = mmc("batch", plan.parent, "-o", out / "all", *SILENT, "--json")
    assert said.code == 0, said.err
    report = json.loads((out / "all" / "report.json").read_text("ascii"))
    assert json.loads(said.out) == report
    assert report["results"][0]["plan"] == str(plan)


def test_a_file_whose_name_begins_like_an_option(mmc, tmp_path, monkeypatch):
    write(tmp_path / "-rf.yaml")
    monkeypatch.chdir(tmp_path)
    assert mmc("check", *SILENT, "--", "-rf.yaml").code == 0
    assert "--help" in mmc("check", "-rf.yaml").one_line


@pytest.mark.parametrize(
    "title",
    [
        "💪💪",
        "يوم الظهر",
        "x" * 200,
        '"a/b\\\\c"',
        "'# [bell] {{ 7 * 7 }} | @pace 110'",
        "'0310'",
        "'..'",
    ],
)
def test_titles_of_any_kind(mmc, tmp_path, title):
    plan = write(tmp_path / "day.yaml", f"title: {title}\n")
    said = mmc("render", plan, "-o", tmp_path / "out", *SILENT)
    assert said.code == 0, said.err
    (mp3,) = (tmp_path / "out").rglob("*.mp3")
    assert mp3.parent.parent == tmp_path / "out"
    assert mp3.parent.name.isascii()
    assert "49" not in mp3.with_suffix(".cues.json").read_text().split('"duration_s"')[0]


def test_a_folder_of_plans_that_cannot_be_written(mmc, tmp_path):
    plan = write(tmp_path / "plans" / "day.yaml")
    plan.chmod(0o444)
    plan.parent.chmod(0o555)
    try:
        said = mmc("render", plan, "-o", tmp_path / "out", *SILENT)
    finally:
        plan.parent.chmod(0o755)
    assert said.code == 0
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize(
    ("name", "content", "code", "word"),
    [
        ("none.mp3", None, 66, "check the path"),
        ("text.mp3", b"no music", 65, "cannot be decoded"),
        ("song.txt", b"la la", 65, "use aac"),
    ],
)
def test_music_that_is_none(mmc, tmp_path, command, name, content, code, word):
    if content:
        (tmp_path / name).write_bytes(content)
    plan = write(tmp_path / "day.yaml", f"title: T\nbed: {{file: {name}}}\n")
    options = ("-o", tmp_path / "out") if command == "render" else ()
    said = mmc(command, plan, *options, *SILENT)
    assert said.code == code
    assert name in said.one_line
    assert word in said.one_line
    assert not (tmp_path / "out").exists() or not mp3s(tmp_path / "out")


def all_but_silent(path):
    samples = np.random.default_rng(1).integers(0, 2, 5 * 44_100).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def larger_than_memory(path):
    with path.open("wb") as file:
        file.truncate(5 * 10**9)


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize(
    ("make", "code", "word"),
    [
        (all_but_silent, 65, "silent; choose another file"),
        (larger_than_memory, 65, "larger than 1 GB"),
        (os.mkfifo, 66, "check the path"),
    ],
)
def test_music_that_cannot_lie_under_a_voice(mmc, tmp_path, command, make, code, word):
    make(tmp_path / "rain.wav")
    plan = write(tmp_path / "day.yaml", "title: T\nbed: {file: rain.wav}\n")
    options = ("-o", tmp_path / "out") if command == "render" else ()
    said = mmc(command, plan, *options, *SILENT)
    assert said.code == code
    assert word in said.one_line
    assert not mp3s(tmp_path / "out")


@pytest.mark.parametrize("command", ["script", "timeline", "render"])
def test_a_program_where_a_plan_is_wanted(mmc, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    assert mmc("init").code == 0
    said = mmc(command, "program.yaml")
    assert said.code == 2
    assert said.one_line.startswith("program.yaml is a program; ")


@pytest.mark.parametrize(
    ("head", "place", "word"),
    [
        ("one_rm: {biceps_curl: 20kg, benhc press: 80kg}\n", "1:29", "did you mean Bench press"),
        ("sport: tenis\n", "1:1", "did you mean tennis"),
    ],
)
def test_a_wrong_name_at_the_top_has_its_place(mmc, tmp_path, head, place, word):
    plan = write(tmp_path / "day.yaml", head)
    said = mmc("check", plan, *SILENT)
    assert said.code == 65
    assert said.one_line.startswith(f"{plan}:{place}: ")
    assert word in said.one_line


def test_a_cause_that_is_its_own_cause_ends():
    from mmc_audio.cli.report_error import as_mmc_error

    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert "ValueError: one" in str(as_mmc_error(one))
