"""The cache keeps within bounds by itself."""

import os
import time

from mmc_audio._lib.store import Store
from mmc_audio.rendering import prune_cache as tidying
from mmc_audio.rendering.prune_cache import MARK, prune_cache


def fill(cache, *, age_s):
    store = Store(cache, "clips")
    for number in range(10):
        store.put(f"key {number}", bytes(1000))
        then = time.time() - age_s + number
        os.utime(store.path(f"key {number}"), (then, then))
    return store


def test_once_a_day_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setitem(tidying.ROOM, "clips", 5_500)
    store = fill(tmp_path, age_s=7200)
    prune_cache(tmp_path)
    kept = [number for number in range(10) if store.get(f"key {number}")]
    assert kept == list(range(10 - len(kept), 10))
    assert 0 < len(kept) <= 5

    fill(tmp_path, age_s=7200)
    prune_cache(tmp_path)
    assert all(store.get(f"key {number}") for number in range(10))
    fill(tmp_path, age_s=7200)
    yesterday = time.time() - 2 * tidying.EVERY_S
    os.utime(tmp_path / MARK, (yesterday, yesterday))
    prune_cache(tmp_path)
    assert store.get("key 0") is None


def test_what_is_young_stays(tmp_path, monkeypatch):
    monkeypatch.setitem(tidying.ROOM, "clips", 0)
    store = fill(tmp_path, age_s=60)
    prune_cache(tmp_path)
    assert all(store.get(f"key {number}") for number in range(10))


def test_no_cache_is_no_fault(tmp_path):
    prune_cache(tmp_path / "not" / "there")
    assert not (tmp_path / "not").exists()
