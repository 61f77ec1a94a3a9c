"""A cache that is spoiled in every way: the same session, at worst later, and a word about it."""

import errno
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest

from mmc_audio.rendering import sections
from mmc_audio.rendering.flow import Renderer

SCRIPT = """\
@title Cache
# One
[setup] Stand tall, and soften your belly.
[2s, breath, rise] In
[4s, breath, fall] Out
# Two
[checkin] Where did you feel that most?
[1s] Three
[1s] Two
[1s, tick] One
"""
NAME = "cache.cues"
"""Relative: the cue sheet says where each line was written."""


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The session's files, made without any cache."""
    folder = tmp_path_factory.mktemp("expected")
    return rendered(folder, folder / "cache").files


class Outcome:
    def __init__(self, files: dict[str, bytes], warnings: list[str]) -> None:
        self.files, self.warnings = files, warnings


def rendered(folder: Path, cache: Path) -> Outcome:
    (folder / NAME).write_text(SCRIPT)
    with chdir(folder), Renderer(cache=cache, folders=[]) as renderer:
        done = renderer.render(NAME, folder / "out", force=True)
        return Outcome({p.name: p.read_bytes() for p in done.files}, renderer.warnings)


def entries(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(path.name).randbytes(path.stat().st_size))


def shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1:] = bytes(byte ^ 1 for byte in data[-1:])
    path.write_bytes(data)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere")


@pytest.mark.parametrize(
    "spoil", [garbage, shorter, empty, one_bit, zeros, folder_instead, link_to_nowhere]
)
def test_spoiled_entries_are_made_again(expected, tmp_path, spoil):
    cache = tmp_path / "cache"
    rendered(tmp_path, cache)
    for path in entries(cache):
        spoil(path)
    outcome = rendered(tmp_path, cache)
    assert outcome.files == expected
    assert f"cache {cache} was damaged; what was spoiled is made again" in outcome.warnings


def test_entries_in_each_others_place_are_seen(expected, tmp_path):
    cache = tmp_path / "cache"
    rendered(tmp_path, cache)
    for kind in ("clips", "sections"):
        paths = entries(cache / kind)
        contents = [path.read_bytes() for path in paths]
        for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
            path.write_bytes(content)
    assert rendered(tmp_path, cache).files == expected


def test_what_was_spoiled_is_repaired(expected, tmp_path):
    cache = tmp_path / "cache"
    rendered(tmp_path, cache)
    for path in entries(cache):
        garbage(path)
    rendered(tmp_path, cache)
    before = {path: path.stat().st_mtime_ns for path in entries(cache / "sections")}
    assert rendered(tmp_path, cache).files == expected
    assert {path: path.stat().st_mtime_ns for path in entries(cache / "sections")} == before


def test_a_file_where_the_cache_should_be_is_reported_and_harmless(expected, tmp_path):
    cache = tmp_path / "cache"
    cache.write_text("not a folder")
    outcome = rendered(tmp_path, cache)
    assert outcome.files == expected
    assert outcome.warnings
    assert all("cannot be written" in line and str(cache) in line for line in outcome.warnings)


@contextmanager
def read_only(cache: Path) -> Iterator[None]:
    """Root may write anywhere but to a read-only mount."""
    if os.geteuid():
        for path in (cache, *cache.rglob("*")):
            path.chmod(0o500 if path.is_dir() else 0o400)
        yield
        return
    over_itself = ["mount", "--bind", str(cache), str(cache)]
    if subprocess.run(over_itself, capture_output=True, check=False).returncode:
        pytest.skip("may not mount here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(cache)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(cache)], check=True)


@pytest.mark.skipif(os.name != "posix", reason="modes and mounts of POSIX")
@pytest.mark.parametrize("warm", [False, True])
def test_a_read_only_cache_is_reported_and_harmless(expected, tmp_path, warm):
    cache = tmp_path / "cache"
    cache.mkdir()
    if warm:
        rendered(tmp_path, cache)
    with read_only(cache):
        outcome = rendered(tmp_path, cache)
    assert outcome.files == expected
    assert any("cannot be written" in line for line in outcome.warnings)


@pytest.mark.parametrize("reason", [errno.EROFS, errno.ENOSPC, errno.EACCES, errno.EMFILE])
@pytest.mark.parametrize("warm", [False, True])
def test_a_disk_that_takes_nothing_is_reported_and_harmless(
    expected, tmp_path, monkeypatch, reason, warm
):
    cache = tmp_path / "cache"
    if warm:
        rendered(tmp_path, cache)

    def refuse(*_arguments, **_options):
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr("mmc_audio._lib.whole.tempfile.mkstemp", refuse)
    outcome = rendered(tmp_path, cache)
    assert outcome.files == expected
    assert any(os.strerror(reason) in line for line in outcome.warnings)
    assert len(outcome.warnings) == len(set(outcome.warnings))


def test_a_cache_that_is_deleted_all_the_time(expected, tmp_path):
    cache = tmp_path / "cache"
    done = threading.Event()

    def delete() -> None:
        while not done.wait(0.001):
            shutil.rmtree(cache, ignore_errors=True)

    deleter = threading.Thread(target=delete)
    deleter.start()
    try:
        for _ in range(3):
            assert rendered(tmp_path, cache).files == expected
    finally:
        done.set()
        deleter.join()


def test_a_cache_that_is_deleted_between_speaking_and_mixing(expected, tmp_path):
    cache = tmp_path / "cache"
    (tmp_path / NAME).write_text(SCRIPT)
    with chdir(tmp_path), Renderer(cache=cache, folders=[]) as renderer:
        renderer.timeline(renderer.job(NAME))
        shutil.rmtree(cache)
        done = renderer.render(NAME, tmp_path / "out")
        assert {path.name: path.read_bytes() for path in done.files} == expected


@pytest.mark.parametrize("package", ["lameenc", "numpy", "soxr"])
def test_sections_made_with_another_version_of_a_package_are_made_again(
    tmp_path, monkeypatch, package
):
    rendered(tmp_path, tmp_path / "cache")
    usual = sections.versions(sections.SESSION)
    monkeypatch.setattr(sections, "versions", lambda _names: {**usual, package: "99"})
    with chdir(tmp_path), Renderer(cache=tmp_path / "cache", folders=[]) as renderer:
        done = renderer.render(NAME, tmp_path / "out", force=True)
    assert done.sections_new == done.sections > 0


def test_renders_that_share_a_cache(expected, tmp_path):
    """Four processes at once, all cold, all with the same cache."""
    (tmp_path / NAME).write_text(SCRIPT)
    env = {**os.environ, "MMC_AUDIO_CACHE": str(tmp_path / "cache")}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "mmc_audio", "speak", NAME, "-o"]
    at_work = [
        subprocess.Popen([*command, f"out-{n}"], env=env, cwd=tmp_path, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]
    assert [process.wait(120) for process in at_work] == [0] * 4
    for n in range(4):
        found = {path.name: path.read_bytes() for path in (tmp_path / f"out-{n}").rglob("cache.*")}
        assert found == expected
    assert not list((tmp_path / "cache").rglob(".new-*"))
