"""Time limits follow an engine's speed; workers follow the free memory."""

import subprocess
import sys

import pytest

from mmc_audio._lib import memory
from mmc_audio.speech import limits
from mmc_audio.speech.engine import traits
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.limits import TimeLimit, affordable


@pytest.mark.parametrize(
    ("character_s", "characters", "limit"), [(0.002, 0, 10), (0.002, 500, 20), (0.056, 500, 290)]
)
def test_a_slow_engine_has_more_time(character_s, characters, limit):
    assert TimeLimit(character_s)("x" * characters) == pytest.approx(limit)


def test_an_engine_that_turns_out_slow_gets_more_time_and_a_fast_one_no_less():
    limit = TimeLimit(0.002)
    limit.learn("x" * 100, 0.01)
    assert limit("x" * 100) == pytest.approx(12)
    limit.learn("x" * 100, 5.0)
    assert limit("x" * 100) == pytest.approx(60)
    limit.learn("x" * 100, 0.01)
    assert limit("x" * 100) == pytest.approx(60)


def test_one_short_word_says_little_of_the_speed():
    limit = TimeLimit(0.002)
    limit.learn("Up", 2.0)
    assert limit("x" * 100) == pytest.approx(110)


@pytest.mark.parametrize(
    ("free", "workers"), [(None, 8), (100_000, 8), (2_000, 4), (400, 1), (0, 1)]
)
def test_there_are_as_many_workers_as_the_free_memory_allows(monkeypatch, free, workers):
    monkeypatch.setattr(limits, "free_mb", lambda: free)
    assert affordable(8, 250) == workers


def test_the_container_counts_where_it_leaves_less(tmp_path, monkeypatch):
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:    8192000 kB\n")
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "CGROUP", tmp_path)
    assert memory.free_mb() == 8_000
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text(f"{300 << 20}\n")
    assert memory.free_mb() == 8_000
    (tmp_path / "memory.max").write_text(f"{800 << 20}\n")
    assert memory.free_mb() == 500


def test_a_machine_that_does_not_say_has_no_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "none")
    monkeypatch.setattr(memory, "CGROUP", tmp_path)
    assert memory.free_mb() is None


HIGHEST_MB = """
import sys
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.find import find_engine
find_engine("hibari").speak(Utterance(sys.argv[1], "heart", 150))
line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(int(line.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("text", "most"),
    [("Feel the biceps shorten. " * 24, 250), ("Feel the biceps, and the elbow still, " * 15, 250)],
    ids=["sentences", "one sentence of 570 characters"],
)
def test_a_worker_of_the_natural_voice_takes_no_more_than_it_says(text, most):
    done = subprocess.run(
        [sys.executable, "-c", HIGHEST_MB, text], capture_output=True, text=True, check=True
    )
    assert 50 < int(done.stdout) < most <= traits(find_engine("hibari")).memory_mb
