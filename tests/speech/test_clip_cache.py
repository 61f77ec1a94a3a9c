"""The cache never fails and never lies: any doubt is a miss."""

import os
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib.store import HEADER, MAGIC, Store
from mmc_audio.speech.clip_cache import ClipCache
from mmc_audio.speech.engine import Clip

PAYLOAD = bytes(range(256)) * 4
OFFSETS = {
    "magic": 0, "version": 8, "key": 12, "key's end": 43, "digest": 44, "digest's end": 75,
    "payload": HEADER.size, "middle": HEADER.size + 500, "last byte": -1,
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path, "things")


def entry(store, key="key"):
    assert store.put(key, PAYLOAD)
    return store.path(key)


def test_what_was_put_is_got(store):
    assert store.get("key") is None
    assert entry(store).stat().st_size == HEADER.size + len(PAYLOAD)
    assert store.get("key") == PAYLOAD
    assert store.put("key", b"")
    assert store.get("key") == b""


@given(st.binary(max_size=300), st.text(max_size=50))
def test_any_key_and_payload_come_back(tmp_path_factory, payload, key):
    store = Store(tmp_path_factory.mktemp("any"), "things")
    assert store.put(key, payload)
    assert store.get(key) == payload


@pytest.mark.parametrize("offset", OFFSETS.values(), ids=OFFSETS)
def test_a_flipped_bit_is_a_miss_and_is_repaired(store, offset):
    path = entry(store)
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)
    assert store.get("key") is None
    entry(store)
    assert store.get("key") == PAYLOAD


@pytest.mark.parametrize("length", [0, 1, 8, 43, 44, HEADER.size - 1, HEADER.size, 500, -1])
def test_a_cut_entry_is_a_miss(store, length):
    path = entry(store)
    path.write_bytes(path.read_bytes()[:length])
    assert store.get("key") is None


def test_a_longer_entry_is_a_miss(store):
    path = entry(store)
    path.write_bytes(path.read_bytes() + b"x")
    assert store.get("key") is None


def test_a_foreign_file_is_a_miss(store):
    entry(store).write_bytes(b"RIFF" * 100)
    assert store.get("key") is None
    store.path("key").write_bytes(MAGIC)
    assert store.get("key") is None


def test_swapped_entries_are_misses(store):
    one, two = entry(store, "one"), entry(store, "two")
    two.replace(one)
    assert store.get("one") is None


@pytest.mark.parametrize("kind", ["fifo", "folder", "link", "dangling", "link to an entry"])
def test_what_is_no_file_is_a_miss_and_does_not_block(store, tmp_path, kind):
    path = entry(store)
    aside = path.rename(tmp_path / "aside")
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"link": "/etc/passwd", "dangling": "/nowhere"}.get(kind, aside))
    start = time.monotonic()
    assert store.get("key") is None
    assert time.monotonic() - start < 10
    assert store.put("key", PAYLOAD) is (kind != "folder")
    assert store.get("key") == (None if kind == "folder" else PAYLOAD)
    assert aside.exists()


def test_a_cache_that_cannot_be_written_is_reported_once(tmp_path):
    reported = []
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file", "things", warn=reported.append)
    assert not store.put("one", PAYLOAD)
    assert not store.put("two", PAYLOAD)
    assert store.get("one") is None
    assert len(reported) == 1
    assert str(tmp_path) in reported[0]
    assert "\n" not in reported[0]


def test_a_full_disk_leaves_no_half_entry(store, monkeypatch):
    entry(store)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert not store.put("key", b"new")
    assert not store.put("other", b"new")
    assert store.get("key") == PAYLOAD
    assert [p.name for p in store.folder.rglob(".*")] == []


def test_a_cache_deleted_on_the_way_is_made_again(store):
    path = entry(store)
    subprocess.run(["rm", "-rf", str(store.folder)], check=True)
    assert store.get("key") is None
    assert entry(store) == path
    assert store.get("key") == PAYLOAD


def test_only_the_owner_can_read_it(store):
    path = entry(store)
    assert path.stat().st_mode & 0o077 == 0
    assert store.folder.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def aged(store, key, hours):
    path = entry(store, key)
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
    return path


def test_pruning_removes_what_was_not_used_for_longest(store):
    old, older = aged(store, "old", 5), aged(store, "older", 9)
    young = aged(store, "young", 0.5)
    size = young.stat().st_size
    assert store.info().entries == 3
    assert store.info().bytes == 3 * size
    assert store.prune(3 * size) == 0
    assert store.prune(2 * size) == size
    assert [p.exists() for p in (older, old, young)] == [False, True, True]
    assert store.prune(0) == size
    assert young.exists()
    assert store.clear() == size
    assert store.info().entries == 0


def test_reading_renews_an_entry(store):
    used, unused = aged(store, "used", 9), aged(store, "unused", 5)
    assert store.get("used") == PAYLOAD
    store.prune(used.stat().st_size)
    assert used.exists()
    assert not unused.exists()


def test_left_over_temporary_files_are_pruned(store):
    path = entry(store)
    stray = path.parent / ".new-xyz"
    stray.write_bytes(b"half")
    os.utime(stray, (0, 0))
    store.prune(store.info().bytes - 1)
    assert not stray.exists()
    assert path.exists()


RACE = """
import sys
from pathlib import Path
from mmc_audio._lib.store import Store
store = Store(Path(sys.argv[1]), "things")
bad = 0
for n in range(300):
    key = str(n % 10)
    payload = store.get(key)
    bad += payload not in (None, key.encode() * 5_000)
    if payload is None or n % 3 == 0:
        store.put(key, key.encode() * 5_000)
    if n % 50 == 7:
        store.path(str((n * 7) % 10)).unlink(missing_ok=True)
print(bad)
"""


def test_eight_processes_at_once_see_whole_entries(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(tmp_path)],
            stdout=subprocess.PIPE, text=True, env=environment,
        )
        for _ in range(8)
    ]  # fmt: skip
    assert [racer.communicate()[0].strip() for racer in racers] == ["0"] * 8
    assert not list((tmp_path / "things").rglob(".new-*"))


def test_a_clip_comes_back_as_it_was(tmp_path):
    cache = ClipCache(tmp_path)
    pcm = np.arange(-500, 500, dtype=np.int16)
    assert cache.put("key", Clip(pcm.copy(), 17))
    clip = cache.get("key")
    np.testing.assert_array_equal(clip.pcm, pcm)
    assert clip.pcm.dtype == np.int16
    assert clip.onset == 17


@pytest.mark.parametrize("payload", [b"", b"\0\0", b"\0\0\0\0\0", b"\xff\0\0\0\1\0"])
def test_a_payload_that_is_no_clip_is_a_miss(tmp_path, payload):
    cache = ClipCache(tmp_path)
    cache.store.put("key", payload)
    assert cache.get("key") is None


def test_the_folder_is_the_user_s_choice(monkeypatch, tmp_path):
    from mmc_audio._lib.store import default_folder

    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path / "here"))
    assert default_folder() == tmp_path / "here"
    monkeypatch.delenv("MMC_AUDIO_CACHE")
    assert default_folder().name == "mmc-audio"
