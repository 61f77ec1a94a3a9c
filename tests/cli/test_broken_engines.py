"""Engines that hang, die or give no sound, set up in config.toml and met through a render."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import known_texts
import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="stubs are scripts; reads /proc"),
    pytest.mark.xdist_group("broken engines"),
]

HANGS = "sleep 1000 & sleep 1000"
STUBS = {
    "dies": ("kill -SEGV $$", "exit code -11"),
    "refuses": ('echo "licence expired" >&2; exit 3', "exit code 3: licence expired"),
    "writes nothing": ("exit 0", "no file"),
    "writes no sound": ('echo "no sound" > "$1"', "no WAV"),
    "writes silence": ('cp "$(dirname "$0")/silence.wav" "$1"', "silence"),
    "writes for ever": ('cat /dev/zero > "$1"', "far too much for the text"),
    "leaves somebody behind": ("sleep 1000 & exit 1", "exit code 1"),
}


def make_world(tmp_path: Path, texts: Path | None) -> Path:
    """A home of its own, whose configuration names one stub."""
    for name in ("config/mmc-audio", "tmp", "cache"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "config/mmc-audio/config.toml").write_text(
        f'[engines.stub]\ncommand = ["{tmp_path}/stub", "{{wav}}", "{{text}}"]\n'
    )
    (tmp_path / "plan.yaml").write_text(
        "title: T\nprepare: none\nclose: none\nintro: false\n"
        "work:\n  - {exercise: biceps_curl, sets: 1, reps: 3}\n"
    )
    known_texts.give(texts, tmp_path / "cache")
    return tmp_path


@pytest.fixture
def world(tmp_path, program_texts):
    return make_world(tmp_path, program_texts)


def write_stub(world: Path, script: str) -> None:
    import wave

    with wave.open(str(world / "silence.wav"), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(96_000))
    (world / "stub").write_text(f"#!/bin/sh\n{script}\n")
    (world / "stub").chmod(0o755)


def render(world: Path, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mmc_audio", "render", "plan.yaml", *options]
    places = {
        "XDG_CONFIG_HOME": str(world / "config"),
        "MMC_AUDIO_CACHE": str(world / "cache"),
        "TMPDIR": str(world / "tmp"),
    }
    return subprocess.run(
        command,
        cwd=world,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def still_running(world: Path) -> list[str]:
    """Processes that were started by a render in this world, by their environment."""
    mark = f"MMC_AUDIO_CACHE={world}/cache".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def all_gone(world: Path) -> list[str]:
    deadline = time.monotonic() + 10
    while (left := still_running(world)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


@pytest.fixture(scope="module", autouse=True)
def hanging(tmp_path_factory, program_texts):
    """A world and, in time, its render, which waits while the other tests of this file run."""
    world = make_world(tmp_path_factory.mktemp("hangs"), program_texts)
    write_stub(world, HANGS)
    with ThreadPoolExecutor(1) as beside:
        yield world, beside.submit(render, world, "--engine", "stub")


@pytest.mark.parametrize(("script", "reason"), STUBS.values(), ids=STUBS)
def test_a_broken_engine_is_one_line_and_leaves_nothing(world, script, reason):
    write_stub(world, script)
    told_in_one_line(world, render(world, "--engine", "stub"), reason)


def told_in_one_line(world: Path, done: subprocess.CompletedProcess, reason: str) -> None:
    assert done.returncode == 69
    (line,) = done.stderr.splitlines()
    assert reason in line
    assert "; change the words, or choose another voice or engine" in line
    assert done.stdout == ""
    assert not (world / "output").exists()
    assert list((world / "tmp").iterdir()) == []
    assert all_gone(world) == []


@pytest.mark.needs("espeak-ng")
def test_an_engine_that_breaks_in_the_middle_leaves_the_earlier_session(world):
    assert render(world, "--engine", "silent").returncode == 0
    before = {path: path.read_bytes() for path in (world / "output").rglob("*.*")}
    write_stub(world, 'case "$2" in *ueeze*) exit 1;; esac; exec espeak-ng -w "$1" "$2"')
    done = render(world, "--engine", "stub")
    assert done.returncode == 69
    assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in (world / "output").rglob("*.*")} == before
    assert list((world / "tmp").iterdir()) == []


@pytest.mark.needs("espeak-ng")
def test_one_that_speaks_is_heard(world):
    write_stub(world, 'exec espeak-ng -w "$1" "$2"')
    done = render(world, "--engine", "stub")
    assert done.returncode == 0, done.stderr
    assert Path(world / done.stdout.strip()).stat().st_size > 100_000


def test_an_engine_of_a_wrong_configuration(world):
    (world / "config/mmc-audio/config.toml").write_text("[engines.stub]\ncommand = 'sh'\n")
    done = render(world, "--engine", "stub")
    assert done.returncode == 69
    (line,) = done.stderr.splitlines()
    assert "config.toml: [engines.stub]: " in line
    assert 'write command = ["program", "{text}"]' in line
    assert render(world, "--engine", "silent").returncode == 0


def test_an_engine_that_hangs_is_reported_and_ended(hanging):
    world, done = hanging
    told_in_one_line(world, done.result(), "did not end within")
