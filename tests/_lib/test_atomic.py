"""Faults are real where they can be made: limits, full disks, kills, things in the way."""

import contextlib
import errno
import itertools
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mmc_audio._lib import atomic
from mmc_audio._lib.atomic import FileGroup, check_writable, create, sweep
from mmc_audio._lib.atomic_folder import replace_folder, settle
from mmc_audio.errors import OutputError

FILES = ("a.cues.json", "a.lrc", "a.mp3")


def write_all(folder, content=b"new", size=1):
    with FileGroup(folder) as group:
        for name in FILES:
            group.write(name, content * size)


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path):
    """A folder that holds an earlier session."""
    write_all(tmp_path / "out", b"old")
    return tmp_path / "out"


OLD = dict.fromkeys(FILES, b"old")
NEW = dict.fromkeys(FILES, b"new")


def test_files_appear_and_replace_earlier_ones(folder):
    assert content(folder) == OLD
    write_all(folder)
    assert content(folder) == NEW


def test_nothing_is_seen_before_the_end(folder):
    with FileGroup(folder) as group:
        group.write("a.mp3", b"new")
        assert {n: c for n, c in content(folder).items() if not n.startswith(".")} == OLD


def test_an_error_leaves_the_earlier_files_and_nothing_else(folder):
    def fail():
        with FileGroup(folder) as group:
            group.write("a.mp3", b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert content(folder) == OLD


@contextlib.contextmanager
def little_room():
    """No file of this process may grow beyond 20 kB.

    Not a fixture: pytest writes to the log before a fixture ends, and a log may be longer.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_not_grow(folder):
    message = r"a\.cues\.json: cannot be written: file too large"
    with pytest.raises(OutputError, match=message), little_room():
        write_all(folder, b"new" * 100, 4000)
    assert content(folder) == OLD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_says_how_much_is_free(folder):
    """/dev/full answers every write as a full disk does."""
    message = r"the disk is full \(\d+ MB free\); make room"
    with (
        pytest.raises(OutputError, match=message),
        atomic.as_output_error(folder / "a.mp3"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_really_full_disk(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "x", small], check=False)
    if mounted.returncode:
        pytest.skip("no mounting here")
    try:
        write_all(small, b"old")
        with pytest.raises(OutputError, match="the disk is full"):
            write_all(small, b"new", 100_000)
        assert content(small) == OLD
        with pytest.raises(OutputError, match="needs 5 MB and has 0 MB free"):
            check_writable(small, needed=5_000_000)
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_quota_is_not_called_a_full_disk(folder):
    with (
        pytest.raises(OutputError, match=r"quota exceeded; remove files of yours"),
        atomic.as_output_error(folder),
    ):
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_without_inodes_is_not_called_full(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    options = "size=1m,nr_inodes=3"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "x", small], check=False).returncode:
        pytest.skip("no mounting here")
    try:
        with pytest.raises(OutputError, match="no more files fit on this disk"):
            write_all(small)
        assert content(small) == {}
    finally:
        subprocess.run(["umount", small], check=True)


@pytest.mark.parametrize("call", range(len(FILES)))
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_any_failing_step_leaves_the_earlier_files(folder, monkeypatch, step, call):
    calls = iter(range(100))
    real = {"fsync": os.fsync, "open": atomic._PartFile.__init__}[step]

    def failing(*arguments):
        if next(calls) == call:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    place = {"fsync": (os, "fsync"), "open": (atomic._PartFile, "__init__")}[step]
    monkeypatch.setattr(*place, failing)
    with pytest.raises(OutputError, match="the disk is full"):
        write_all(folder)
    assert content(folder) == OLD


@pytest.mark.parametrize("call", range(len(FILES)))
@pytest.mark.parametrize("moment", ["before", "after"])
def test_ctrl_c_while_renaming_comes_when_all_are_renamed(folder, monkeypatch, call, moment):
    calls = iter(range(100))
    real = Path.replace

    def interrupted(path, target):
        hit = next(calls) == call
        if hit and moment == "before":
            raise KeyboardInterrupt
        real(path, target)
        if hit:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(folder)
    assert content(folder) == NEW


KILLED = """
import os, signal, sys
from pathlib import Path
from mmc_audio._lib.atomic import FileGroup
with FileGroup(Path(sys.argv[1])) as group:
    group.write("a.lrc", b"new")
    with group.open("a.mp3") as file:
        file.write(b"half")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_is_swept_by_the_next(folder):
    killed = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = content(folder)
    assert {name: left[name] for name in FILES} == OLD
    assert len(left) > len(FILES)
    write_all(folder)
    assert content(folder) == NEW


def test_a_living_run_and_another_machine_are_left_alone(folder):
    mine = folder / f".mmc-{atomic._host()}-{os.getpid()}-999.part"
    theirs = folder / ".mmc-00000000-4194304-1.part"
    dead = folder / f".mmc-{atomic._host()}-4194304-1.part"
    for path in (mine, theirs, dead):
        path.touch()
    sweep(folder)
    assert (mine.exists(), theirs.exists(), dead.exists()) == (True, True, False)


def test_a_link_is_replaced_and_not_followed(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.mp3"
    elsewhere.write_bytes(b"precious")
    (folder / "a.mp3").unlink()
    (folder / "a.mp3").symlink_to(elsewhere)
    write_all(folder)
    assert elsewhere.read_bytes() == b"precious"
    assert content(folder) == NEW


def test_a_folder_in_the_way(folder):
    (folder / "a.mp3").unlink()
    (folder / "a.mp3").mkdir()
    with pytest.raises(OutputError, match=r"a\.mp3: a folder is in the way"):
        write_all(folder)
    assert (folder / "a.lrc").read_bytes() == b"old"


class TestCheckWritable:
    def test_a_folder_that_is_not_there_yet_may_be_made(self, tmp_path):
        check_writable(tmp_path / "a" / "b")
        assert list(tmp_path.iterdir()) == []

    def test_a_file(self, tmp_path):
        (tmp_path / "out").touch()
        for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
            with pytest.raises(OutputError, match="out: is a file, not a folder; choose"):
                check_writable(folder)

    def test_a_link_to_nowhere(self, tmp_path):
        (tmp_path / "out").symlink_to(tmp_path / "gone")
        with pytest.raises(OutputError, match="a link that leads nowhere"):
            check_writable(tmp_path / "out")

    def test_a_link_to_a_folder(self, folder, tmp_path):
        (tmp_path / "link").symlink_to(folder)
        check_writable(tmp_path / "link")

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
    def test_a_place_where_nobody_may_write(self):
        with pytest.raises(OutputError, match="/proc/out: cannot be written"):
            check_writable(Path("/proc/out"))

    def test_too_little_room(self, tmp_path):
        with pytest.raises(OutputError, match=r"needs .* MB and has .* MB free; make room"):
            check_writable(tmp_path, needed=10**18)

    def test_a_name_longer_than_the_system_allows(self, tmp_path):
        with pytest.raises(OutputError, match="cannot be written"):
            check_writable(tmp_path / ("x" * 300))


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_folder_is_replaced_as_a_whole_whatever_rename_fails(tmp_path, monkeypatch, at):
    folder = tmp_path / "pack"
    replace_folder(folder, {"en/a.md": b"old"})
    calls, rename = itertools.count(1), Path.rename

    def failing(path, target):
        if next(calls) == at:
            raise OSError(errno.EIO, "input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with contextlib.suppress(OutputError):
        replace_folder(folder, {"en/b.md": b"new"})
    assert tree(folder) in ({"en/a.md": b"old"}, {"en/b.md": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


STOPPED = """
import os, sys
from pathlib import Path
from mmc_audio._lib.atomic_folder import replace_folder
rename, left = Path.rename, int(sys.argv[2])
def stopping(path, target):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    return rename(path, target)
Path.rename = stopping
replace_folder(Path(sys.argv[1]), {"en/b.md": b"new"})
"""


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_folder_is_whole_again_after_a_kill_between_the_renames(tmp_path, renames):
    folder = tmp_path / "pack"
    replace_folder(folder, {"en/a.md": b"old"})
    subprocess.run([sys.executable, "-c", STOPPED, folder, str(renames)], check=False)
    settle(tmp_path)
    expected = {"en/b.md": b"new"} if renames == 2 else {"en/a.md": b"old"}
    assert tree(folder) == expected
    replace_folder(folder, {"en/c.md": b"newer"})
    assert tree(folder) == {"en/c.md": b"newer"}
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_new_file_never_replaces_another(tmp_path):
    assert create(tmp_path / "a", b"mine")
    assert not create(tmp_path / "a", b"yours")
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    assert not create(tmp_path / "b", b"yours")
    assert tree(tmp_path) == {"a": b"mine"}
