"""When the coach speaks in holds, in work by the clock and in runs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.coaching.holds import plan_clock, plan_hold, plan_run


def times(cells, say):
    now, found = 0, []
    for cell in cells:
        if cell.say == say:
            found.append(now)
        now += cell.ms
    return found


@given(st.integers(1, 600_000))
def test_a_hold_lasts_exactly_its_length(ms):
    assert sum(cell.ms for cell in plan_hold(ms)) == ms


@pytest.mark.covers("A43")
@given(st.integers(10_001, 600_000))
def test_no_hold_goes_fifteen_seconds_without_a_breath(ms):
    marks = [0, *times(plan_hold(ms), "breath"), ms]
    assert max(b - a for a, b in pairwise(marks)) <= 15_000
    assert len(marks) > 2


@given(st.integers(20_000, 600_000))
def test_a_hold_is_checked_once_near_its_middle(ms):
    (at,) = times(plan_hold(ms), "form")
    assert 0.2 * ms <= at <= 0.7 * ms
    assert len(times(plan_hold(ms, checks=2), "form")) in (1, 2)


def test_a_plank_of_half_a_minute():
    assert [(cell.say, cell.ms // 1000) for cell in plan_hold(30_000)][:4] == [
        ("engage", 10), ("breath", 5), ("form", 5), ("breath", 5),
    ]  # fmt: skip
    assert [cell.number for cell in plan_hold(30_000)][4:] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(("ms", "counted"), [(5_999, 0), (6_000, 3), (14_999, 3), (15_000, 5)])
def test_the_end_of_a_hold_is_counted_down_where_there_is_time(ms, counted):
    numbers = [cell.number for cell in plan_hold(ms) if cell.number]
    assert numbers == list(range(counted, 0, -1))


@given(st.integers(1, 3_600_000))
def test_work_by_the_clock_lasts_exactly_its_length(ms):
    assert sum(cell.ms for cell in plan_clock(ms)) == ms


@given(st.integers(1, 6 * 3_600_000), st.integers(180_000, 300_000))
def test_a_run_has_a_cue_every_three_minutes_at_most(ms, every):
    cells = plan_run(ms, every)
    assert sum(cell.ms for cell in cells) == ms
    assert len(cells) == 1 or min(cell.ms for cell in cells) >= 180_000
