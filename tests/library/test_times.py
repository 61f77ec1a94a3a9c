"""The times of a session: without gaps, of one kind each, each with what comes next."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.library.times import keys_of, times_of


def section(**more):
    return {"id": "s", "title": "Curl 1/3", "start_s": 0.0, "end_s": 100.0, "exercise": "curl",
            "set": 1, "sets": 3, **more}  # fmt: skip


def span(kind, start, end, **more):
    return {"section": "s", "span": kind, "start_s": start, "end_s": end, "round": None,
            "side": None, **more}  # fmt: skip


def kinds(spans, **more):
    times = times_of([section(**more)], {"s": spans})
    return [(time["kind"], time["start_s"], time["end_s"]) for time in times]


def test_what_no_span_speaks_of_is_getting_ready_before_the_work_and_rest_after_it():
    assert kinds([span("work", 10, 40)]) == [("ready", 0, 10), ("work", 10, 40), ("rest", 40, 100)]


def test_a_breath_of_air_belongs_to_what_was_before_it():
    spans = [span("setup", 0.05, 9.9), span("work", 10, 40), span("rest", 40, 99.9)]
    assert kinds(spans) == [("setup", 0, 10), ("work", 10, 40), ("rest", 40, 100)]


def test_breaths_that_are_guided_in_a_rest_are_a_part_of_it():
    air = [["in", 50.0, 52.0]]
    spans = [span("work", 10, 40), span("rest", 40, 50), span("breath", 50, 60, air=air)]
    times = times_of([section()], {"s": spans})
    assert [time["kind"] for time in times] == ["ready", "work", "rest"]
    assert (times[-1]["start_s"], times[-1]["end_s"], times[-1]["air"]) == (40, 100, air)


def test_breaths_of_a_section_without_work_are_breaths():
    spans = [span("breath", 0, 100)]
    assert kinds(spans, exercise=None, set=None) == [("breath", 0, 100)]


def test_talk_before_the_exercises_is_no_set_to_get_ready_for():
    assert kinds([span("setup", 0, 100)], exercise=None, set=None) == [("talk", 0, 100)]
    assert kinds([], exercise=None, set=None) == [("talk", 0, 100)]


def test_each_time_knows_the_work_that_comes():
    rounds = [span("work", 0, 20, round=1), span("rest", 20, 30, round=1),
              span("work", 30, 100, round=2)]  # fmt: skip
    times = times_of([section(set=None)], {"s": rounds})
    assert [time["next"] for time in times] == [2, 2, None]
    assert [(time["round"], time["rounds"]) for time in times] == [(1, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("load", "weight", "said"),
    [
        ("20kg", (20.0, "kg"), ""),
        ("65%", None, "65 %"),
        ("70-75%", None, "70\N{EN DASH}75 %"),
        ("2RIR", None, "2 good reps left"),
        ("1RIR", None, "1 good rep left"),
        ("1-3RIR", None, "1\N{EN DASH}3 good reps left"),
        ("bar", None, "bar"),
        ("something of their own", None, "something of their own"),
        (None, None, ""),
    ],
)
def test_a_load_is_a_number_where_it_is_a_weight_and_words_where_not(load, weight, said):
    (_, work, _) = times_of([section()], {"s": [span("work", 10, 40, load=load)]})
    assert (work["load"], work["weight"], work["said"]) == (load, weight, said)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["setup", "ready", "work", "rest", "breath"]),
            st.floats(0, 100),
            st.floats(0, 30),
        ),
        max_size=8,
    )
)
def test_times_fill_a_section_without_gap_or_overlap(drawn):
    spans = [span(kind, start, min(100.0, start + length)) for kind, start, length in drawn]
    found = kinds(spans)
    assert (found[0][1], found[-1][2]) == (0.0, 100.0)
    assert all(one[2] == other[1] for one, other in pairwise(found))
    assert all(start <= end for _, start, end in found)


def test_keys_stay_when_a_set_is_added():
    three = [section(set=n, step="curl") for n in (1, 2, 3)]
    closing = section(title="Closing", exercise=None, set=None)
    four = [*three, section(set=4, step="curl"), closing]
    assert set(keys_of([*three, closing])) < set(keys_of(four))
    assert len(set(keys_of([*three, *three]))) == 6


@pytest.mark.parametrize(("gap", "end"), [(0.4, 40.4), (0.6, 40)])
def test_a_gap_of_half_a_second_is_time_of_its_own(gap, end):
    assert kinds([span("work", 10, 40), span("rest", 40 + gap, 100)])[1:] == [
        ("work", 10, end),
        ("rest", end, 100),
    ]
