"""What is heard leaves room to feel: over all exercises, doses, days and ways to talk."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from every_exercise import kinds, plan, timelines, together
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sessions import EXAMPLES, script_of, session_of, timeline_of

from mmc_audio.advice.session import TALK
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.steps import SetStep
from mmc_audio.rendering.advice import COUNTS, heard_in, talk_share, work_ms
from mmc_audio.script.cue import Cue
from mmc_audio.workspace.examples import examples

ROOT = Path(__file__).parents[2]
BY_METRIC = {
    metric: [e.id for e in load_catalogue().exercises if e.metric == metric]
    for metric in ("reps", "hold")
}
LONG_REST_MS = 60_000
PLANS = [example.path for example in examples()]
CHUNK = 40


def each_example(function):
    """The same example is looked at in one process, which writes it once."""
    cases = [
        pytest.param(path, id=path.stem, marks=pytest.mark.xdist_group(f"example {path.stem}"))
        for path in PLANS
    ]
    return pytest.mark.parametrize("path", cases)(function)


@lru_cache(maxsize=64)
def written(text):
    """The session of a plan, and its timeline."""
    return session_of(text), timeline_of(script_of(text))


def talk_of(text):
    """The session, and the share of speech in each of its sets."""
    session, timeline = written(text)
    return session, heard_in(timeline, session).talk


def too_much(text):
    session, talk = talk_of(text)
    return {
        f"{session.work[index].exercise.id} {session.work[index].number}": share
        for index, share in talk.items()
        if share > TALK
    }


# Speech at most 35 % of a set


@pytest.mark.covers("A08", "A43")
@each_example
def test_no_set_of_an_example_is_over_a_third_speech(path):
    assert too_much(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize(
    ("focus", "head"), [("internal", "talk: full\n"), ("external", "readiness: low\n")]
)
def test_no_exercise_is_over_a_third_speech_as_the_catalogue_doses_it(focus, head):
    ids = [e.id for e in load_catalogue().exercises]
    if focus == "external":  # those of a family share these words
        ids = list({e.family or e.id: e.id for e in load_catalogue().exercises}.values())
    for start in range(0, len(ids), CHUNK):
        some = [f"exercise: {x}, sets: 2, focus: {focus}" for x in ids[start : start + CHUNK]]
        assert too_much(plan(some, head)) == {}


REPS = st.builds(
    "exercise: {}, sets: 3, reps: {}, tempo: {}, focus: {}".format,
    st.sampled_from(BY_METRIC["reps"]),
    st.integers(6, 15),
    st.sampled_from(["3-0-2-1", "3-1-2-0", "2-1-2-1", "4-0-1-1", "5-0-3-0", "30X1", "2-2-2-2"]),
    st.sampled_from(["internal", "external"]),
)
HOLDS = st.builds(
    "exercise: {}, sets: 2, hold: {}s".format,
    st.sampled_from(BY_METRIC["hold"]),
    st.integers(22, 120),
)
HEADS = st.sampled_from(["talk: full\n", "readiness: low\n", "stage: learn\n", ""])


@settings(max_examples=40)
@given(st.lists(REPS | HOLDS, min_size=1, max_size=3), HEADS)
def test_no_dose_makes_a_set_over_a_third_speech(items, head):
    assert too_much(plan(items, head)) == {}


@pytest.mark.parametrize("focus", ["internal", "external"])
def test_no_short_hold_is_over_a_third_speech(focus):
    for turn, seconds in enumerate((10, 11, 12, 15, 18, 20, 22, 24)):
        dose = f"sets: 3, hold: {seconds}s, focus: {focus}"
        some = BY_METRIC["hold"][turn % 2 :: 2]  # each has four of the lengths
        text = plan([f"exercise: {name}, {dose}" for name in some])
        session, timeline = written(text)
        sections = [s for s in timeline.sections if "set" in s.attributes]
        steps = session.sets
        shares = {
            one.title: talk_share(one, work_ms(step))
            for step, one in zip(steps, sections, strict=True)
        }
        assert {title: share for title, share in shares.items() if share > TALK} == {}


def test_the_share_of_a_set_is_measured_from_its_first_rep_to_its_last():
    session, talk = talk_of(plan(["exercise: biceps_curl, sets: 2, reps: 10, tempo: 3-0-2-1"]))
    assert list(talk) == [0, 1]
    assert [work_ms(step) for step in session.sets] == [60_000, 60_000]
    assert all(0.02 < share < TALK for share in talk.values())


def test_both_sides_and_the_change_belong_to_the_set():
    session = session_of(plan(["exercise: single_leg_hip_bridge, sets: 1, reps: 6, switch: 8s"]))
    assert work_ms(session.sets[0]) == 2 * 6 * 7000 + 8000


# A third of a long rest is silent


def rests(text):
    """Length and spoken time of each rest of a minute or more."""
    session, timeline = written(text)
    sections = [s for s in timeline.sections if "set" in s.attributes]
    if len(sections) != len(session.sets):
        return
    for step, here, after in zip(session.sets, sections, sections[1:], strict=False):
        if step.rest_ms >= LONG_REST_MS and isinstance(step, SetStep):
            mine = here.length_ms - (step.rest_ms - step.next_ready_ms)
            spoken = sum(c.end_ms - max(c.at_ms, mine) for c in here.cues if c.end_ms > mine)
            yield step.rest_ms, spoken + _until(after, step.next_ready_ms)


def _until(section, ms):
    return sum(min(cue.end_ms, ms) - cue.at_ms for cue in section.cues if cue.at_ms < ms)


@pytest.mark.covers("A26", "A41")
@each_example
def test_a_third_of_each_long_rest_of_an_example_is_silent(path):
    for length, spoken in rests(path.read_text(encoding="utf-8")):
        assert spoken <= 2 / 3 * length


CURLS = "exercise: biceps_curl, sets: 1, reps: 6"
WORDY = ("calf_press, sets: 1", "stability_ball_leg_curl, sets: 1", "plow_pose, sets: 2, hold: 22s")
"""Exercises with much to say before their first set."""


@settings(max_examples=25)
@given(st.lists(REPS | HOLDS, min_size=2, max_size=2), st.integers(60, 300), HEADS)
@example([CURLS, f"exercise: {WORDY[0]}"], 60, "talk: full\n")
@example([CURLS, f"exercise: {WORDY[1]}"], 60, "talk: full\n")
@example([CURLS, f"exercise: {WORDY[2]}"], 60, "talk: full\n")
def test_a_third_of_any_long_rest_is_silent(items, seconds, head):
    text = plan([f"{item}, rest: {seconds}s" for item in items], head)
    found = list(rests(text))
    assert found
    assert all(spoken <= 2 / 3 * length for length, spoken in found)


# No sentence comes back in the next set


def sentences(section):
    """What is said in a set, besides counts, names and single words."""
    aside = {*COUNTS, "setup", "safety"}
    heard = (cue for cue in section.cues if not aside & set(cue.cue.labels))
    return {cue.utterance.text for cue in heard if len(cue.utterance.text.split()) >= 3}


BREATHS = {"Sigh it out", "Out, the last one"}
"""Calls of a breath are its beat: they are the same each time, on purpose."""


def repeated(timeline):
    """What is heard in a set and again in the next one.

    Two exercises of which the catalogue says the same, such as two variations of one family, may
    share that; the sets of one exercise, and what the templates say, may not repeat.
    """
    sections = [s for s in timeline.sections if "set" in s.attributes]
    found = []
    for one, after in pairwise(sections):
        again = sentences(one) & sentences(after) - BREATHS
        names = [section.attributes["exercise"] for section in (one, after)]
        if names[0] != names[1]:
            again -= own_words(names[0]) & own_words(names[1])
        if again:
            found.append((after.title, again))
    return found


@cache
def own_words(name):
    """All that the catalogue has to say of an exercise."""
    exercise = load_catalogue().find(name)
    texts = [exercise.imagery, exercise.form_check, *asdict(exercise.cues).values()]
    texts += [[each] for words in exercise.focus_variants.values() for each in words.values()]
    return {word for text in texts for word in text}


@pytest.mark.covers("A42")
@each_example
def test_no_sentence_of_an_example_comes_back_in_the_next_set(path):
    _, timeline = written(path.read_text(encoding="utf-8"))
    assert repeated(timeline) == []


@together
@pytest.mark.covers("A42")
@pytest.mark.parametrize("focus", ["internal", "external"])
@pytest.mark.parametrize(
    ("metric", "sided"), kinds(), ids=[f"{m}-{'sided' if s else 'both'}" for m, s in kinds()]
)
def test_no_sentence_comes_back_in_the_next_set_of_any_kind(metric, sided, focus):
    for timeline in timelines(metric, sided, focus):
        assert repeated(timeline) == []


# The same plan has the same words; another exercise, set or day has others


@pytest.mark.covers("A42")
def test_the_same_plan_gives_the_same_words_in_every_process():
    code = "import sessions; print(hash(str(sessions.example('pull-day'))))"
    reported = set()
    for seed in ("0", "1", "777"):
        code = "import sessions, hashlib; s = str(sessions.example('pull-day'))"
        code += "; print(hashlib.sha256(s.encode()).hexdigest())"
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        reported.add(done.stdout)
    assert len(reported) == 1


def lines(text, *labels):
    """The first wordings under some labels, set by set."""
    return [
        tuple(c.wordings[0] for c in _cues(s.items) if c.wordings and set(labels) & set(c.labels))
        for s in script_of(text).sections
        if "set" in s.attributes
    ]


def _cues(items):
    for item in items:
        if isinstance(item, Cue):
            yield item
        else:
            yield from _cues(getattr(item, "items", ()))


@pytest.mark.covers("A42")
def test_words_vary_from_set_to_set():
    found = lines(plan(["exercise: biceps_curl, sets: 4, reps: 10, rest: 90s"]), "checkin", "reset")
    assert all(one != two for one, two in pairwise(found))


@pytest.mark.covers("A42")
def test_words_vary_from_exercise_to_exercise():
    names = ("hammer_curl", "lateral_raise", "leg_curl", "calf_raise")
    text = plan([f"exercise: {name}, sets: 2, reps: 10, rest: 90s" for name in names])
    firsts = [
        found for index, found in enumerate(lines(text, "checkin", "reset")) if index % 2 == 0
    ]
    assert len(set(firsts)) == len(firsts)


@pytest.mark.covers("A42")
def test_words_vary_from_day_to_day():
    days = [f"2026-11-{day:02}" for day in range(1, 15)]
    items = ["exercise: biceps_curl, sets: 3, reps: 10, rest: 90s"]
    reported = Counter(
        str(lines(plan(items, f"date: {day}\n"), "checkin", "reset")) for day in days
    )
    assert len(reported) >= 7
    assert lines(plan(items, "date: 2026-11-01\n")) == lines(plan(items, "date: 2026-11-01\n"))


def test_the_examples_are_all_here():
    assert {"pull-day", "yoga", "pilates", "run", "hiit"} <= {path.stem for path in PLANS}
    assert all(EXAMPLES in path.parents for path in PLANS)
