"""Rests: a question with time to answer, a decision, and mostly silence."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sessions import cues, flat, kinds, said, sets, timeline_of, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.texts import routines
from mmc_audio.script.cue import Block, Cue

LENGTHS = (30, 60, 90, 120)
EXERCISES = [e.id for e in load_catalogue().exercises if e.modality != "running"]


def pair(seconds, exercise="biceps curl", more=""):
    """Two sets with a rest between, as sections of a timeline."""
    item = f"{{exercise: {exercise}, sets: 2, rest: {seconds}s{more}}}"
    return sets(timeline_of(work(item)))


def resting(seconds, exercise="biceps curl", more=""):
    """What is heard from the last rep to the first of the next set, with times from the rest's
    beginning.
    """
    first, second = pair(seconds, exercise, more)
    script = sets(work(f"{{exercise: {exercise}, sets: 2, rest: {seconds}s{more}}}"))
    *_, rest = [i for i in script[0].items if isinstance(i, Block)]
    begin = first.length_ms - rest.length_ms
    ready, *_ = [i for i in script[1].items if isinstance(i, Block)]
    assert rest.length_ms + ready.length_ms == 1000 * seconds
    before = [(c.at_ms - begin, c) for c in first.cues if c.at_ms >= begin]
    after = [(c.at_ms + rest.length_ms, c) for c in second.cues if c.at_ms < ready.length_ms]
    return before + after


@pytest.mark.covers("A41")
@pytest.mark.parametrize("seconds", LENGTHS)
def test_a_rest_begins_with_a_question_silence_and_a_decision(seconds):
    (_, start), (_, ask), (decided_at, decide), *_ = resting(seconds)
    assert "rest" in start.utterance.text.lower()
    assert ask.utterance.text.endswith("?")
    assert decided_at - (ask.end_ms - ask.at_ms) >= 5000
    assert decide.at_ms - ask.end_ms >= 5000


@pytest.mark.parametrize("seconds", LENGTHS)
def test_a_rest_ends_with_what_comes_next_and_three_two_one(seconds):
    heard = resting(seconds)
    texts = [c.utterance.text.lower() for _, c in heard]
    assert any("set two of two" in text for text in texts)
    assert [text.split()[-1] for text in texts[-3:]] == ["three", "two", "one"]
    assert [at for at, _ in heard[-3:]] == [1000 * seconds - ms for ms in (4000, 2000, 1000)]


@pytest.mark.covers("A26")
@pytest.mark.parametrize(("seconds", "sighs"), [(30, 0), (60, 1), (75, 1), (90, 2), (120, 2)])
def test_longer_rests_have_a_sigh_or_two_and_a_picture(seconds, sighs):
    heard = resting(seconds)
    assert sum(c.utterance.text == "Sigh it out" for _, c in heard) == sighs
    assert any("imagery" in c.cue.labels for _, c in heard) == (seconds >= 60)


@pytest.mark.parametrize("seconds", [60, 90, 120, 180])
def test_fifteen_seconds_of_normal_breathing_follow_the_sighs(seconds):
    last = max(at for at, c in resting(seconds) if c.utterance.text == "Sigh it out") + 6000
    assert 1000 * seconds - last >= 15_000


@pytest.mark.parametrize(
    ("exercise", "more"),
    [("back squat", ", load: 85%"), ("kettlebell swing", ""), ("burpee", "")],
)
@pytest.mark.parametrize("seconds", [60, 75, 90, 120, 180])
def test_no_sigh_within_twenty_seconds_of_hard_effort(exercise, more, seconds):
    heard = resting(seconds, exercise, more)
    ins = [at for at, c in heard if c.cue.sounds == ("rise",)]
    assert all(at >= 20_000 for at in ins)
    assert len(ins) <= 4


@pytest.mark.covers("A26")
def test_imagined_reps_take_their_real_time():
    (section, _) = sets(
        work("{exercise: biceps curl, sets: 2, reps: 8, tempo: 3-0-2-1, rest: 90s}")
    )
    items = [item for item in flat(section.items) if isinstance(item, Cue)]
    (index,) = [i for i, cue in enumerate(items) if "at the same speed" in "".join(cue.wordings)]
    assert "three reps" in items[index].wordings[0]
    assert items[index + 1].slot_ms == 18_000


def test_the_next_exercise_is_named_and_the_old_one_not_rehearsed():
    first, _ = sets(
        work("{exercise: biceps curl, sets: 1, rest: 90s}", "{exercise: plank, sets: 1}")
    )
    said = " ".join(w for cue in cues(first) for w in cue.wordings)
    assert "Next: Plank." in said
    assert "begin the next one" in said


@pytest.mark.covers("A55")
def test_a_thigh_is_touched_in_its_first_rest():
    first, second, _ = sets(work("{exercise: leg extension, sets: 3, rest: 60s}"))
    assert [c for c in kinds(first, "focus") if "and on the" in "".join(c.wordings).lower()]
    assert not [c for c in kinds(second, "focus") if "hand on the" in "".join(c.wordings).lower()]


@pytest.mark.covers("A42")
def test_the_questions_of_a_long_session_never_repeat_in_neighbours():
    sections = sets(work("{exercise: biceps curl, sets: 12, rest: 60s}"))[:-1]
    asked = [
        next(c.wordings for c in kinds(s, "checkin") if c.wordings[0].endswith("?"))
        for s in sections
    ]
    assert all(one != two for one, two in itertools.pairwise(asked))
    assert len(set(asked)) >= 6


def around_the_rest(script):
    """The end of the first of two sets and the beginning of the second: a long one has parts."""
    by_number = {number: [] for number in "12"}
    for section in sets(script):
        by_number[section.attributes["set"]].append(section)
    return by_number["1"][-1], by_number["2"][0]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(EXERCISES), st.integers(60, 240), st.sampled_from([100, 150, 180]))
@example("skating", 60, 100)
def test_at_least_a_third_of_a_rest_is_silent(exercise, seconds, pace):
    script = work(f"{{exercise: {exercise}, sets: 2, rest: {seconds}s}}")
    first, second = around_the_rest(timeline_of(script, pace=pace))
    before, after = around_the_rest(script)
    rest = next(i for i in reversed(before.items) if isinstance(i, Block))
    ready = next(i for i in after.items if isinstance(i, Block))
    begin = first.length_ms - rest.length_ms
    heard = [c for c in first.cues if c.at_ms >= begin]
    heard += [c for c in second.cues if c.at_ms < ready.length_ms]
    assert sum(c.end_ms - c.at_ms for c in heard) <= 2 / 3 * 1000 * seconds


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(EXERCISES), st.integers(0, 120))
def test_any_rest_fits_its_time(exercise, seconds):
    item = f"{{exercise: {exercise}, sets: 2, rest: {seconds}s}}"
    timeline_of(work(item, "{exercise: plank, sets: 1}"))


POSES = [e for e in load_catalogue().exercises if e.modality == "yoga" and e.metric != "reps"]


def test_the_way_out_of_a_pose_is_said_at_its_end_and_never_while_it_is_held():
    script = work(*[f"{{exercise: {pose.id}, sets: 1, breaths: 6, side: left}}" for pose in POSES])
    for section, pose in zip(sets(script)[:-1], POSES, strict=False):
        held = [cue.wordings for cue in cues(section) if "breath" in cue.labels or cue.slot_ms]
        out = [i for i, wordings in enumerate(held) if set(pose.cues.lower[:1]) & set(wordings)]
        assert out == [len(held) - 1], pose.id


@pytest.mark.parametrize("modality", ["yoga", "pilates", "resistance"])
def test_where_no_rest_is_written_the_next_exercise_is_named_counted_and_begun(modality):
    names = [e.id for e in load_catalogue().exercises if e.modality == modality][:12]
    timeline = timeline_of(work(*[f"{{exercise: {name}, sets: 1}}" for name in names]))
    for section in sets(timeline):
        setup = [c.utterance.text for c in section.cues if c.utterance and "setup" in c.cue.labels]
        assert len(setup) >= 3, (section.attributes["exercise"], setup)


def comparisons(key):
    return {
        wording.strip()
        for question in routines()["after_set"][key]
        if question.get("several")
        for wording in question["ask"].split("|")
    }


@pytest.mark.parametrize(("reps", "asked"), [(1, False), (5, True)])
def test_a_single_is_not_asked_to_compare_its_reps(reps, asked):
    item = f"{{exercise: back squat, sets: 9, reps: {reps}, rest: 60s, focus: external}}"
    heard = {wording for section in sets(work(item)) for wording in said(section)}
    assert bool(heard & (comparisons("feel_external") | comparisons("reserve_external"))) is asked
