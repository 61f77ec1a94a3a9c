"""A worker that hangs is ended in time; one that only waits for a busy machine is not."""

import os
import sys
import time

import pytest

from mmc_audio._lib.process import work_s
from mmc_audio.speech.overdue import MOST, Overdue

LIMIT = 60.0


def ended_after(share, work_known=True):
    """Seconds by the clock after which a worker that gets this share of a core is ended."""
    now = 0.0
    overdue = Overdue(LIMIT, lambda: now * share if work_known else None, lambda: now)
    while not overdue():
        now += 0.5
    return now


@pytest.mark.parametrize(
    ("share", "ended"),
    [(0.0, LIMIT), (1.0, LIMIT), (2.0, LIMIT), (0.1, 270), (0.01, MOST * LIMIT)],
    ids=["sleeps", "spins", "spins twice", "gets a tenth", "gets next to nothing"],
)
def test_after_the_limit_its_work_decides(share, ended):
    assert ended_after(share) == pytest.approx(ended, abs=3)


def test_where_work_is_not_known_the_clock_decides():
    assert ended_after(0.1, work_known=False) == pytest.approx(LIMIT, abs=1)


def test_one_that_stops_working_is_ended_soon():
    now, overdue = 0.0, None
    overdue = Overdue(LIMIT, lambda: min(now, 100) * 0.1, lambda: now)
    while not overdue():
        now += 0.5
    assert now == pytest.approx(110, abs=3)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_work_of_a_process_is_seen_and_of_none_is_not():
    before, end = work_s(os.getpid()), time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert work_s(os.getpid()) >= before + 0.05
    assert work_s(2**22) is None
