"""Which rep carries which idea: one at a time, with quiet after it, and never off the beat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.coaching.rep_cues import BRIEF_QUIET, QUIET, REMINDERS, plan_reps
from mmc_audio.coaching.rep_lines import COUNTS, TalkStyle
from mmc_audio.coaching.rhythm import rep_parts
from mmc_audio.plan.model import Phase, Tempo

SECONDS = st.integers(0, 6).map(lambda s: 1000 * s)
TEMPOS = st.builds(
    Tempo,
    eccentric=st.integers(1, 6).map(lambda s: 1000 * s),
    stretch=SECONDS,
    concentric=st.integers(1, 6).map(lambda s: 1000 * s),
    peak=SECONDS,
    fast=st.sampled_from([frozenset(), frozenset({Phase.CONCENTRIC})]),
)
STARTS = st.sampled_from(["eccentric", "concentric"])
STYLES = st.builds(
    TalkStyle,
    reps=st.integers(1, 30),
    set_number=st.integers(1, 5),
    opening=st.sampled_from(["lift", "lower", "trigger", "external"]),
    external=st.booleans(),
    quiet=st.booleans(),
    sparse=st.booleans(),
    full=st.booleans(),
    checks=st.integers(1, 2),
    ballistic=st.booleans(),
)

CURL = rep_parts(Tempo(eccentric=3000, stretch=0, concentric=2000, peak=1000), "concentric")
SQUAT = rep_parts(Tempo(eccentric=3000, stretch=1000, concentric=2000, peak=0), "eccentric")


def ideas(reps):
    return {rep.number: line.idea for rep in reps for line in rep.lines if line.idea}


def test_a_curl_starts_with_the_lift_and_leaves_the_empty_pause_out():
    assert [p.phase.value for p in CURL] == ["concentric", "peak", "eccentric"]
    assert [p.phase.value for p in SQUAT] == ["eccentric", "stretch", "concentric"]


def test_beats_are_seconds_and_the_last_takes_what_is_left():
    odd = Tempo(eccentric=2500, stretch=0, concentric=1500, peak=400)
    beats = [part.beats for part in rep_parts(odd, "eccentric")]
    assert beats == [(1000, 1500), (1500,), (400,)]


def test_ten_curls_have_six_ideas_and_every_other_rep_is_quiet():
    assert ideas(plan_reps(CURL, TalkStyle(reps=10))) == {
        1: "lift", 3: "reset", 5: "form", 7: "breath", 9: "two_more", 10: "last_one",
    }  # fmt: skip


@pytest.mark.parametrize(("lowering_ms", "said_so"), [(2_000, False), (3_000, True)])
def test_only_a_slow_lowering_has_time_for_what_changes_with_the_angle(lowering_ms, said_so):
    quick = Tempo(eccentric=lowering_ms, stretch=2000, concentric=2000, peak=0)
    said = ideas(plan_reps(rep_parts(quick, "concentric"), TalkStyle(reps=12, set_number=2)))
    assert ("angle" in said.values()) == said_so


def test_seconds_are_counted_aloud_at_first_and_then_the_reps():
    reps = plan_reps(CURL, TalkStyle(reps=10))
    assert [(line.say, line.phase) for line in reps[1].lines] == [
        ("word", "concentric"), ("number", "concentric"), ("word", "peak"),
        ("word", "eccentric"), ("count", "eccentric"), ("count", "eccentric"),
    ]  # fmt: skip
    assert [line.say for line in reps[3].lines] == [
        "word",
        "number",
        "word",
        "word",
        "tick",
        "tick",
    ]
    assert reps[3].lines[1].number == 4


def test_later_sets_count_less():
    def counts(set_number):
        reps = plan_reps(CURL, TalkStyle(reps=10, set_number=set_number))
        return sum(line.say == "count" for rep in reps for line in rep.lines)

    assert counts(1) >= counts(2) > counts(3) > 0
    assert counts(3) == counts(4)


def test_a_range_says_when_it_is_enough():
    assert ideas(plan_reps(CURL, TalkStyle(reps=12, enough=8)))[8] == "enough"


def test_a_heavy_set_has_no_phrase_to_the_muscle():
    assert set(ideas(plan_reps(SQUAT, TalkStyle(reps=8, quiet=True))).values()) == {
        "form", "breath", "two_more", "last_one",
    }  # fmt: skip


def test_a_fast_phase_is_not_counted():
    fast = Tempo(
        eccentric=1000, stretch=0, concentric=2000, peak=0, fast=frozenset({Phase.CONCENTRIC})
    )
    (rep,) = plan_reps(rep_parts(fast, "concentric"), TalkStyle(reps=1, quiet=True))
    assert [line.say for line in rep.lines] == ["word", "tick", "word"]


def test_a_throw_is_called_by_its_number():
    swing = Tempo(
        eccentric=1000, stretch=0, concentric=1000, peak=0, fast=frozenset({Phase.CONCENTRIC})
    )
    style = TalkStyle(reps=12, opening="external", external=True, ballistic=True)
    reps = plan_reps(rep_parts(swing, "eccentric"), style)
    called = [rep for rep in reps[3:] if not any(line.idea for line in rep.lines)]
    assert {tuple(line.say for line in rep.lines) for rep in called} == {("tick", "number")}
    assert all(rep.lines[1].number == rep.number for rep in called)


@given(TEMPOS, STARTS, STYLES)
def test_every_rep_lasts_exactly_its_tempo(tempo, start, style):
    for rep in plan_reps(rep_parts(tempo, start), style):
        assert sum(line.ms for line in rep.lines) == tempo.rep_ms


@pytest.mark.covers("A08", "A39")
@given(TEMPOS, STARTS, STYLES)
def test_one_idea_a_rep_and_one_form_question_a_set(tempo, start, style):
    reps = plan_reps(rep_parts(tempo, start), style)
    assert [n for n in (sum(bool(line.idea) for line in rep.lines) for rep in reps) if n > 1] == []
    found = list(ideas(reps).values())
    assert len(found) == len(set(found))
    for rep, idea in ideas(reps).items():
        low, high = {"form": (0.4, 0.6), "breath": (0.6, 0.8)}.get(idea, (0, 1))
        assert low * style.reps <= rep <= high * style.reps


@given(TEMPOS, STARTS, STYLES)
def test_two_seconds_of_quiet_follow_every_phrase(tempo, start, style):
    """But one before a reminder, where a short set has no more."""
    now, free = 0, 0
    for rep in plan_reps(rep_parts(tempo, start), style):
        for line in rep.lines:
            if line.idea and line.idea not in COUNTS | {"enough", style.opening}:
                assert now >= free - (QUIET - BRIEF_QUIET if line.idea in REMINDERS else 0)
            now += line.ms
            if line.idea and line.idea not in COUNTS:
                free = now + QUIET


QUICK = rep_parts(Tempo(eccentric=1000, stretch=0, concentric=1000, peak=0), "eccentric")
BRISK = rep_parts(Tempo(eccentric=1000, stretch=0, concentric=2000, peak=0), "eccentric")
SQUEEZED = rep_parts(Tempo(eccentric=1000, stretch=0, concentric=1000, peak=2000), "eccentric")


@pytest.mark.parametrize(
    ("rep", "style", "expected"),
    [
        # After the opening there are 0 s, or 1 s, before a form question could begin.
        (QUICK, TalkStyle(reps=4, checks=2), {}),
        (BRISK, TalkStyle(reps=4, checks=2), {}),
        # A form question in rep 3 would end as "enough" begins.
        (QUICK, TalkStyle(reps=7, enough=4), {4: "enough", 5: "breath"}),
        # One second is enough before a reminder where there is no more.
        (QUICK, TalkStyle(reps=6), {3: "form", 4: "breath"}),
        # A squeeze goes only between reps that carry nothing.
        (SQUEEZED, TalkStyle(reps=4), {}),
    ],
)
def test_quiet_is_kept_before_an_idea_too(rep, style, expected):
    around = {1: "lift", style.reps - 1: "two_more", style.reps: "last_one"}
    assert ideas(plan_reps(rep, style)) == around | expected


@pytest.mark.covers("A39")
@given(TEMPOS, STARTS, st.integers(6, 30), st.integers(1, 5))
def test_every_set_of_six_or_more_is_checked_once(tempo, start, reps, number):
    if tempo.rep_ms < 4000:
        return
    found = list(
        ideas(plan_reps(rep_parts(tempo, start), TalkStyle(reps=reps, set_number=number))).values()
    )
    assert found.count("form") == 1
    assert found.count("breath") == 1
    assert found.count("reset") == (1 if reps >= 8 else 0)
