"""The program's door: what is said, where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mmc_audio.cli import doctor


@pytest.mark.parametrize("words", [(), ("templates",), ("cache",)])
def test_a_group_alone_helps_on_stdout(mmc, words):
    said = mmc(*words)
    assert said.code == 0
    assert said.out.startswith("Usage: mmc-audio")
    assert said.err == ""


def test_a_fault_of_the_program_is_one_line(mmc, monkeypatch):
    def broken():
        raise KeyError("x\ny")

    monkeypatch.setattr(doctor, "LOOKS", (broken,))
    said = mmc("doctor")
    assert said.code == 1
    assert "KeyError" in said.one_line
    assert "test_door.py" in said.one_line
    assert "MMC_AUDIO_DEBUG=1" in said.one_line


def test_a_fault_is_shown_in_full_to_who_asks(mmc, monkeypatch):
    monkeypatch.setattr(doctor, "LOOKS", (lambda: next(iter(())),))
    monkeypatch.setenv("MMC_AUDIO_DEBUG", "1")
    with pytest.raises(StopIteration):
        mmc("doctor")


def test_a_fault_in_one_plan_does_not_stop_the_others(mmc, monkeypatch, tmp_path):
    from mmc_audio.rendering.flow import Renderer

    def broken(_self, path, *_arguments, **_options):
        raise {"one": KeyError("x\ny"), "two": OSError(28, "No space left")}[path]

    monkeypatch.setattr(Renderer, "render", broken)
    said = mmc("render", "one", "two", "-o", tmp_path)
    assert said.code == 1
    fault, full, count = said.err.splitlines()
    assert fault.startswith("mmc-audio has a fault: KeyError")
    assert full == "No space left: a file"
    assert count == "0 of 2 plans rendered"
    rows = json.loads(mmc("render", "one", "two", "-o", tmp_path, "--json").out)
    assert [row["problems"] for row in rows] == [[fault], [full]]


def test_a_message_steers_no_terminal(mmc):
    said = mmc("check", "\x1b[31mred.yaml")
    assert said.code == 66
    assert "\x1b" not in said.one_line


def run(command, **environment):
    return subprocess.run(
        ["bash", "-c", f"{sys.executable} -m mmc_audio {command}"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_terminal_of_ascii_gets_ascii(tmp_path):
    done = run("check 'pr\u00fcfung.yaml'", PYTHONIOENCODING="ascii", LC_ALL="C.UTF-8")
    assert done.returncode == 66
    assert done.stderr == "pr\\xfcfung.yaml: there is no such file; check the path\n"


def test_a_reader_who_has_gone_shows_in_the_exit_code(tmp_path):
    for command in ("schema", "render --help"):
        done = run(f"{command} | true; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["script {}", "schema"])
def test_a_full_disk_behind_stdout_is_reported(good_plan, command):
    done = run(f"{command.format(good_plan)} > /dev/full")
    assert done.returncode == 73
    assert done.stderr == "stdout: No space left on device; make room, or send it elsewhere\n"


def test_a_script_in_a_file_says_what_was_written(good_plan, tmp_path):
    head = "title: \u0646\u0645\u06cc\u200c\u062e \U0001f468\u200d\U0001f467\n"
    good_plan.write_text(head + good_plan.read_text().partition("\n")[2], "utf-8")
    script = tmp_path / "x.cues"
    assert run(f"script {good_plan} > {script}", PYTHONIOENCODING="ascii").returncode == 0
    assert script.read_text("utf-8").startswith(head.replace("title:", "@title"))


def test_a_result_in_a_file_still_steers_nothing(mmc, monkeypatch):
    from mmc_audio.cli import shared

    monkeypatch.setattr(doctor, "LOOKS", (lambda: shared.show("a\x1b[31m\u202eb\u00a0c") or [],))
    assert mmc("doctor").out.splitlines()[0] == "a\ufffd[31m\ufffdb\u00a0c"


def test_json_is_ascii_whatever_the_encoding(good_plan):
    good_plan.write_text(good_plan.read_text().replace("Short", "Kürz"), "utf-8")
    done = run(f"timeline {good_plan} --engine silent --json", PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout)["title"] == "Kürz one"


def test_nobody_need_listen():
    done = run("schema >&-")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after_s", [0.05, 0.2, 0.6])
def test_it_ends_when_it_is_asked_to(tmp_path, number, after_s):
    plan = tmp_path / "long.yaml"
    plan.write_text(
        "work:\n" + "".join(f"  - {{exercise: plank, hold: {n}s}}\n" for n in range(9, 99))
    )
    command = [
        sys.executable,
        "-c",
        "import mmc_audio.__main__ as m; print('on', flush=True); m.main()",
    ]
    with subprocess.Popen(
        [*command, "render", str(plan), "-o", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "on\n"
        time.sleep(after_s)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.strip() == "interrupted; nothing half done was left behind"
    assert out == ""
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("re", "plain,render"),
        ("templates pre", "plain,preview"),
        ("render --readi", "plain,--readiness"),
        ("render --readiness l", "plain,low"),
        ("render my", "file,my"),
        ("check my", "file,my"),
        ("play out", "file,out"),
    ],
)
def test_the_shell_completes(words, offered):
    said = subprocess.run(
        [sys.executable, "-c", "import mmc_audio.__main__ as m; m.main()"],
        env={
            **os.environ,
            "_MMC_AUDIO_COMPLETE": "bash_complete",
            "COMP_WORDS": f"mmc-audio {words}",
            "COMP_CWORD": str(len(words.split())),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert offered in said.stdout.splitlines()


def test_doctor_reports_a_part_that_is_too_old(mmc, monkeypatch):
    monkeypatch.setattr(doctor, "LOOKS", (doctor._parts,))
    assert mmc("doctor").code == 0
    monkeypatch.setattr(doctor, "_lowest", lambda: {"pillow": "999.1", "numpy": "1.26"})
    said = mmc("doctor")
    assert said.code == 69
    assert said.out.count("is too old, 999.1 is needed") == 1


def test_doctor_says_what_protects_from_templates(mmc, monkeypatch):
    monkeypatch.setattr(doctor, "LOOKS", (doctor._templates,))
    assert "templates run with: a process of their own, a time limit" in mmc("doctor").out
