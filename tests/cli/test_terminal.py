"""On a terminal: progress that says what is at work and what is left; nowhere else."""

import os
import pty
import re
import subprocess
import sys
import termios

import pytest

PLAN = (
    "title: T\nprepare: none\nclose: none\nintro: false\nwork:\n  - {exercise: plank, hold: 20s}\n"
)


def on_a_terminal(command, folder, columns=80, **environment):
    """What a terminal is sent, and the exit code."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    process = subprocess.Popen(
        [sys.executable, "-m", "mmc_audio", *command],
        cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment},
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    try:
        while piece := os.read(ours, 4096):
            sent += piece
    except OSError:  # the terminal's other end is closed
        pass
    os.close(ours)
    return sent.decode(), process.wait(60)


@pytest.fixture
def plan(tmp_path):
    (tmp_path / "my.yaml").write_text(PLAN)
    return tmp_path


def plain(sent):
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", sent)


def test_a_render_shows_what_it_does_and_where_the_result_is(plan):
    sent, code = on_a_terminal(["render", "my.yaml", "--engine", "silent"], plan)
    assert code == 0, sent
    shown = plain(sent)
    done = [(int(a), int(b)) for a, b in re.findall(r"Speaking +\S* +(\d+)/(\d+)", shown)]
    assert done == sorted(done)
    assert done[-1][0] == done[-1][1]
    assert re.search(r"my\.yaml: Rendering +\S* +2/2", shown)
    after = shown[shown.rindex("2/2") :]
    assert "output/t/my.mp3" in after
    assert "mmc-audio play output/t/my.mp3" in after


@pytest.mark.parametrize("columns", [20, 40, 200])
def test_no_line_is_wider_than_the_terminal(plan, columns):
    sent, code = on_a_terminal(["render", "my.yaml", "--engine", "silent"], plan, columns)
    assert code == 0, sent
    bars = [line for line in re.split(r"[\r\n]+", plain(sent)) if "Speaking" in line]
    assert bars
    assert max(map(len, bars)) <= columns


def test_no_colour_where_none_is_wanted(plan):
    sent, _ = on_a_terminal(["render", "my.yaml", "--engine", "silent"], plan, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][;m]", sent)


def test_a_dumb_terminal_gets_no_escapes(plan):
    sent, code = on_a_terminal(["render", "my.yaml", "--engine", "silent"], plan, TERM="dumb")
    assert code == 0, sent
    assert "\x1b" not in sent


def test_a_pipe_gets_no_bar(mmc, plan):
    said = mmc("render", plan / "my.yaml", "-o", plan / "out", "--engine", "silent")
    assert said.out == f"{plan}/out/t/my.mp3\n"
    assert "Speaking" not in said.err


def test_without_a_stderr_it_works_all_the_same(mmc, plan, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr", None)
        said = mmc("render", plan / "my.yaml", "-o", plan / "out", "--engine", "silent")
    assert (said.code, said.out) == (0, f"{plan}/out/t/my.mp3\n")


def test_verbose_tells_the_time_of_each_stage(mmc, plan):
    said = mmc("render", plan / "my.yaml", "-o", plan / "out", "--engine", "silent", "-v")
    stages = re.findall(r"^    (\D+?) +\d+\.\d\d s$", said.err, re.MULTILINE)
    assert stages == ["write", "speak and fit", "music", "mix, encode and write", "in all"]
    assert "sections encoded now     2 of 2" in said.err
