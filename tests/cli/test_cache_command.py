"""`mmc-audio cache`: what is kept, and what goes."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from mmc_audio._lib.store import Store
from mmc_audio.cli.cache import size_of

DAY_S = 86_400


@pytest.fixture
def cache():
    return Path(os.environ["MMC_AUDIO_CACHE"])


@pytest.fixture
def keep(cache):
    """Keeps entries of 100 kB; the n-th was last used n days ago."""

    def fill(kind: str, count: int) -> list[Path]:
        store = Store(cache, kind)
        paths = []
        for number in range(count):
            store.put(f"{kind} {number}", bytes(100_000))
            path = store.path(f"{kind} {number}")
            used = time.time() - number * DAY_S
            os.utime(path, (used, used))
            paths.append(path)
        return paths

    return fill


def test_info_tells_what_is_kept_where_and_how_much_it_saves(mmc, keep, cache):
    keep("clips", 200)
    keep("sections", 3)
    said = mmc("cache", "info")
    assert said.code == 0
    assert "200 entries      20.0 MB   spoken words" in said.out
    assert "3 entries       0.3 MB   encoded sound" in said.out
    assert f"in {cache}" in said.out
    assert "about 0:03 of processor time" in said.out


def test_info_for_a_program(mmc, keep, cache):
    keep("clips", 2)
    rows = {row["kind"]: row for row in json.loads(mmc("cache", "info", "--json").out)}
    assert rows["clips"]["entries"] == 2
    assert rows["clips"]["bytes"] > 200_000
    assert rows["clips"]["saves_s"] == 0.03
    assert rows["sections"] == {
        "kind": "sections",
        "what": "encoded sound",
        "folder": str(cache / "sections"),
        "entries": 0,
        "bytes": 0,
        "saves_s": 0.0,
    }


def test_a_cache_that_is_not_there_yet(mmc, cache):
    shutil.rmtree(cache)
    cache.mkdir()
    for words in (("info",), ("prune",), ("clear",)):
        said = mmc("cache", *words)
        assert (said.code, said.err) == (0, "")
    assert not any(cache.iterdir())


def test_prune_keeps_what_was_used_last_and_words_before_sound(mmc, keep):
    clips, sections = keep("clips", 5), keep("sections", 5)
    said = mmc("cache", "prune", "--max-size", "750kB")
    assert said.code == 0
    assert "0.3 MB removed" in said.out
    assert [path.exists() for path in sections] == [True, True, False, False, False]
    assert all(path.exists() for path in clips)


def test_prune_leaves_what_a_render_may_be_using(mmc, keep):
    young, *old = keep("sections", 4)
    assert mmc("cache", "prune", "--max-size", "0").code == 0
    assert young.exists()
    assert not any(path.exists() for path in old)


def test_prune_of_a_cache_that_is_small_enough_removes_nothing(mmc, keep):
    keep("sections", 4)
    assert mmc("cache", "prune").out.startswith("0.0 MB removed")


def test_clear_removes_everything(mmc, keep, cache):
    for kind in ("clips", "sections", "lengths", "gains", "sessions"):
        keep(kind, 2)
    assert "1.0 MB removed" in mmc("cache", "clear").out
    assert not list(cache.rglob("*.bin"))


def test_a_render_after_clear_gives_the_same_session(mmc, good_plan, tmp_path):
    def made() -> bytes:
        assert mmc("render", good_plan, "-o", tmp_path / "out", "--force").code == 0
        return next((tmp_path / "out").rglob("*.mp3")).read_bytes()

    first = made()
    assert mmc("cache", "clear").code == 0
    assert made() == first


@pytest.mark.parametrize(
    ("text", "size"),
    [("2GB", 2 * 10**9), ("500 MB", 5 * 10**8), ("1.5g", 1_500_000_000), ("10", 10), ("0", 0)],
)
def test_sizes(text, size):
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "big", "-1GB", "1e9", "2 GB please"])
def test_what_is_no_size_is_reported_in_one_line(mmc, text):
    said = mmc("cache", "prune", "--max-size", text)
    assert said.code == 2
    assert "is no size; write it as 2GB or 500MB" in said.one_line


def test_a_cache_folder_that_is_a_file(mmc, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path / "file"))
    for words in (("info",), ("prune",), ("clear",)):
        assert mmc("cache", *words).code == 0
    assert (tmp_path / "file").read_text() == "x"
