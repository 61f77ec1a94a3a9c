"""Ctrl-C, a killed render, a full disk: one line, nothing half written, nobody left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

LOADED = "import mmc_audio.__main__ as m; print('on', flush=True); m.main()"
COMMAND = [sys.executable, "-c", LOADED, "speak"]


def write_script(path: Path, sections: int, word: str) -> Path:
    lines = ["@title Interrupted"]
    for number in range(sections):
        lines.append(f"# Part {number}")
        lines += [
            f"{word} number {number * 40 + cue} is said slowly and in full." for cue in range(40)
        ]
    path.write_text("\n".join(lines) + "\n")
    return path


def children_of(folder: Path) -> list[str]:
    """Processes that were started with this test's cache, by their environment."""
    mark = f"MMC_AUDIO_CACHE={folder}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_bytes().decode())
        except OSError:
            continue
    return found


@pytest.fixture
def start(tmp_path):
    cache = tmp_path / "cache"
    started = []

    def begin(script: Path) -> subprocess.Popen:
        process = subprocess.Popen(
            [*COMMAND, str(script), "-o", str(tmp_path / "out")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "MMC_AUDIO_CACHE": str(cache)},
            start_new_session=True,
        )
        started.append(process)
        assert process.stdout.readline() == "on\n"
        return process

    yield begin
    for process in started:
        process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while children_of(cache) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children_of(cache) == []


@pytest.mark.parametrize("after_s", [0.3, 0.8, 1.5])
def test_ctrl_c_ends_in_one_line_and_leaves_the_earlier_session(start, tmp_path, after_s):
    early = start(write_script(tmp_path / "t.cues", 1, "Early"))
    _, reported = early.communicate(timeout=60)
    assert early.returncode == 0, reported
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}

    late = start(write_script(tmp_path / "t.cues", 60, "Late"))
    time.sleep(after_s)
    os.killpg(late.pid, signal.SIGINT)
    out, err = late.communicate(timeout=60)
    assert late.returncode == 130, err
    assert len(err.strip().splitlines()) == 1
    assert out == ""
    after = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert after == before


def test_a_killed_render_leaves_nobody_and_the_next_one_sweeps(start, tmp_path):
    late = start(write_script(tmp_path / "t.cues", 60, "Late"))
    time.sleep(1.2)
    late.kill()
    late.communicate(timeout=60)
    again = start(write_script(tmp_path / "t.cues", 1, "Again"))
    again.communicate(timeout=60)
    assert again.returncode == 0
    names = {path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert names == {".mp3", ".json", ".lrc", ".vtt", ".jpg"}
    assert not list((tmp_path / "out").rglob(".*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk(start, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(out)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount here")
    try:
        done = start(write_script(tmp_path / "t.cues", 3, "Full"))
        _, err = done.communicate(timeout=60)
        assert done.returncode == 73
        assert len(err.strip().splitlines()) == 1
        assert str(out) in err
        assert not [path for path in out.rglob("*") if path.is_file()]
    finally:
        subprocess.run(["umount", str(out)], check=True)


AMID_AN_IMPORT = """
import os, signal, time
import mmc_audio.__main__ as program
signal.signal(signal.SIGINT, program._interrupt)
done = []
within = "os.kill(os.getpid(), signal.SIGINT); done.append('whole')"
exec(compile(within, "<frozen importlib._bootstrap>", "exec"))
try:
    time.sleep(30)
except KeyboardInterrupt:
    print(*done)
"""


def test_ctrl_c_amid_an_import_waits_for_its_end():
    done = subprocess.run([sys.executable, "-c", AMID_AN_IMPORT], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("whole\n", "")
