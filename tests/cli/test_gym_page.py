"""Each command in docs/gym.md runs as it is written."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("gym page")  # what one test has made, the others use

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "gym.md").read_text("utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gym")
    plan = "title: Short one\nprepare: none\nclose: none\nintro: false\nwork:\n"
    plan += "  - {exercise: biceps_curl, sets: 1, reps: 2, rest: 5s}\n"
    (folder / "plan.yaml").write_text(plan)
    cache = {"MMC_AUDIO_CACHE": str(folder / "cache")}
    run(["mmc-audio", "render", "plan.yaml", "--engine", "silent"], folder, cache)
    player = folder / "bin" / "mpv"
    player.parent.mkdir()
    player.write_text("#!/bin/sh\nexec sleep 3\n")
    player.chmod(0o755)
    return folder


def environment(folder, more):
    return {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def started(words, folder, more):
    assert words[0] == "mmc-audio"
    return subprocess.Popen(
        [sys.executable, "-m", "mmc_audio", *words[1:]], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(folder, more),
    )  # fmt: skip


def run(words, folder, more):
    process = started(words, folder, more)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_runs(line, rendered, tmp_path):
    words = shlex.split(line.partition(">")[0])
    more = {"XDG_DATA_HOME": str(tmp_path)}
    if words[1] != "serve":
        assert run(words, rendered, more) or words[1] in {"log", "play"}
        return
    process = started(words, rendered, more)
    assert process.stdout.readline().startswith(("Player  http://", "Player  https://"))
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130


def test_the_page_tells_the_ledger_as_it_is():
    from mmc_audio.ledger.store import COLUMNS

    reported = re.findall(r"^\| `(\w+)` \| (?:text|integer|real)", PAGE, re.MULTILINE)
    assert tuple(reported) == COLUMNS
