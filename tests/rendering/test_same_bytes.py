"""The same plan gives the same bytes: cold or warm, on one core or several, in whatever process."""

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from mmc_audio.rendering.flow import Renderer

pytestmark = pytest.mark.xdist_group("same bytes")  # what one test has made, the others use

PLAN = """\
title: Same
prepare:
  - physiological_sigh: {cycles: 1}
work:
  - {exercise: biceps_curl, sets: 2, reps: 4, rest: 30s}
  - {exercise: plank, hold: 20s}
close: none
"""
NAME = "same.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same")
    (folder / NAME).write_text(PLAN)
    return folder


def render(folder: Path, out: str, cache: str, **options) -> dict[str, bytes]:
    with chdir(folder), Renderer(cache=folder / cache, folders=[], **options) as renderer:
        done = renderer.render(NAME, Path(out), force=True)
    return {path.name: (folder / path).read_bytes() for path in done.files}


@pytest.fixture(scope="module")
def cold(folder):
    return render(folder, "first", "cache")


def test_renders_cold_and_warm_are_the_same(folder, cold):
    for number in range(5):
        cache = f"cache-{number}" if number % 3 == 0 else "cache"
        assert render(folder, f"out-{number}", cache) == cold


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_number_of_workers_changes_nothing(folder, cold, workers):
    assert render(folder, f"by-{workers}", f"cache-by-{workers}", workers=workers) == cold


def test_half_a_cache_changes_nothing(folder, cold):
    render(folder, "half", "cache-half")
    for path in sorted((folder / "cache-half").rglob("*.bin"))[::2]:
        path.unlink()
    assert render(folder, "half", "cache-half") == cold


OTHER = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}


def test_another_process_changes_nothing(folder, cold):
    env = {**os.environ, **OTHER, "MMC_AUDIO_CACHE": str(folder / "cache-other")}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    out = "process"
    command = [sys.executable, "-m", "mmc_audio", "render", NAME, "-o", out]
    subprocess.run(command, env=env, cwd=folder, check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in (folder / out).rglob("same.*")} == cold
