"""Heavy, quick, open and ranged sets are at the pace of the lifter; all others are counted."""

import re

import pytest
from sessions import BARE, cues, reps, said, script_of, session_of, sets, timeline_of, work

from mmc_audio.advice.advise import advise
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.describe import set_lines
from mmc_audio.library.cues import sheet_of

HEAVY = [
    "{exercise: back squat, sets: 2, reps: 3, load: 85%}",
    "{exercise: bench press, sets: 2, reps: 2, load: 80%, tempo: 3-1-X-0}",
    "{exercise: deadlift, sets: 3, reps: 5, load: RPE 9}",
    "{exercise: box jump, sets: 2, reps: 4}",
    "{exercise: power clean, sets: 2, reps: 2}",
    "{exercise: push-up, sets: 2, reps: failure}",
    "{exercise: bulgarian split squat, sets: 1, reps: 4, load: 85%}",
]


def sheet(item):
    """The cue sheet of a plan of this one item."""
    return sheet_of(timeline_of(work(item)), "silent")


def within(sheet, span):
    """What is said in a span of time."""
    cues = sheet["cues"]
    return [c["text"] for c in cues if span["start_s"] <= c["start_s"] < span["end_s"]]


@pytest.mark.parametrize("item", HEAVY)
def test_a_set_that_is_the_lifters_has_one_word_and_silence(item):
    found = sheet(item)
    spans = [span for span in found["spans"] if span["span"] == "work"]
    assert all(span["self_paced"] for span in spans)
    for span in spans:
        (word,) = within(found, span)
        assert len(word.split()) <= 4
        ticks = [sound for sound in found["sounds"] if sound["name"] == "tick"]
        assert not ticks


@pytest.mark.parametrize("item", HEAVY[:5])
def test_no_tempo_is_taught_and_no_slowness_asked_for_in_a_heavy_set(item):
    texts = [text for section in sets(work(item)) for text in said(section)]
    taught = [t for t in texts if re.search(r" for (two|three)\.$|slowest|unhurried|[Pp]ause", t)]
    own = "tempo" in item  # what the plan asks for itself is said
    assert not taught or own


@pytest.mark.parametrize("item", HEAVY)
def test_nothing_is_asked_while_the_weight_is_put_away(item):
    found = sheet(item.replace("}", ", rest: 2m}"))
    for span in found["spans"]:
        if span["span"] != "work":
            continue
        after = [c for c in found["cues"] if c["start_s"] >= span["end_s"] and "?" in c["text"]]
        questions = [c["start_s"] - span["end_s"] for c in after if "Done?" not in c["text"]]
        assert all(delay >= 8 for delay in questions)


def test_a_heavy_set_is_followed_by_its_rest_in_full():
    item = "{exercise: back squat, sets: 2, reps: 3, load: 85%}"
    first, second = session_of(f"{BARE}work: [{item}]").sets
    assert first.rest_ms == 150_000
    timeline = timeline_of(work(item))
    one, two = sets(timeline)
    end = next(s.at_ms for s in one.states if s.attributes.get("span") == "rest")
    start = next(s.at_ms for s in two.states if s.attributes.get("span") == "work")
    assert one.length_ms - end + start == pytest.approx(150_000, abs=1)
    assert second.free_ms == 3 * 5000


def test_a_range_is_counted_to_its_lower_number_and_said_when_that_is_done():
    (section,) = sets(work("{exercise: biceps curl, sets: 1, reps: 8-12, tempo: 3-0-2-1}"))
    assert len(reps(section)) >= 8
    done = [cue for cue in cues(section) if any(" done" in text for text in cue.wordings)]
    assert len(done) == 1
    assert "Eight done" in done[0].wordings[0]
    texts = " ".join(said(section))
    assert not re.search(r"\b[Ll]ast (one|rep)|Two (more|left|to go)", texts)


@pytest.mark.parametrize(
    ("item", "paced"),
    [
        ("{exercise: biceps curl, sets: 1, reps: 10}", False),
        ("{exercise: biceps curl, sets: 1, reps: 10, pace: self}", True),
        ("{exercise: biceps curl, sets: 1, reps: 8-12}", True),
        ("{exercise: biceps curl, sets: 1, reps: 8-12, pace: counted}", False),
        ("{exercise: back squat, sets: 1, reps: 5, load: 79%}", False),
        ("{exercise: back squat, sets: 1, reps: 5, load: 80%}", True),
        ("{exercise: back squat, sets: 1, reps: 5, load: 85%, pace: counted}", False),
        ("{exercise: plank, sets: 1, hold: 30s}", False),
    ],
)
def test_the_cue_sheet_says_whose_pace_it_is(item, paced):
    spans = [span for span in sheet(item)["spans"] if span["span"] == "work"]
    assert [span["self_paced"] for span in spans] == [paced]


@pytest.mark.parametrize(("goal", "load"), [("power", "60%"), ("max_strength", "RPE 8")])
def test_power_and_low_reps_for_strength_are_the_lifters(goal, load):
    head = f"{BARE}goal: {goal}\n"
    (step,) = session_of(f"{head}work: [{{exercise: bench press, sets: 1x5, load: {load}}}]").sets
    assert step.self_paced


@pytest.mark.parametrize(
    ("item", "paced"),
    [
        ("{exercise: back squat, sets: 5x5, load: 100kg, rest: 3m}", True),
        ("{exercise: bench press, sets: 3x3, load: 225lb, rest: 2m30s}", True),
        ("{exercise: pull up, sets: 5x5, load: +10kg, rest: 3m}", True),
        ("{exercise: back squat, sets: 5x5, load: 100kg, rest: 3m, pace: counted}", False),
        ("{exercise: back squat, sets: 5x5, load: 100kg, rest: 3m, tempo: 4-0-2-0}", False),
        ("{exercise: back squat, sets: 5x5, load: 60%, rest: 3m}", False),
        ("{exercise: back squat, sets: 5x5, load: 100kg, rest: 90s}", False),
        ("{exercise: back squat, sets: 5x5, load: 100kg}", False),
        ("{exercise: back squat, sets: 3x8, load: 100kg, rest: 3m}", False),
        ("{exercise: pull up, sets: 5x5, load: -20kg, rest: 3m}", False),
        ("{exercise: push up, sets: 5x5, rest: 3m}", False),
    ],
)
def test_few_reps_of_a_weight_with_a_long_rest_are_the_lifters(item, paced):
    session = session_of(f"{BARE}work: [{item}]")
    assert [step.self_paced for step in session.sets] == [paced] * len(session.sets)
    assert all(("at your pace" in line) == paced for line in set_lines(session))


def test_the_lighter_sets_of_a_heavy_exercise_are_done_like_the_heavy_one():
    item = "{exercise: back squat, sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%], warmup: auto}"
    steps = session_of(f"{BARE}work: [{item}]").sets
    assert len(steps) == 6
    assert all(step.self_paced and step.focus == "external" for step in steps)


def test_a_tempo_for_a_heavy_load_is_advised_against():
    item = "{{exercise: back squat, sets: 1, reps: 3, load: {}, tempo: 4-1-2-0}}"
    found = {
        load: [
            one
            for one in advise(session_of(f"{BARE}work: [{item.format(load)}]"), load_catalogue())
            if one.id == "W-TEMPO"
        ]
        for load in ("85%", "60%")
    }
    assert [one.severity for one in found["85%"]] == ["warning"]
    assert "take the tempo out" in found["85%"][0].what
    assert found["60%"] == []


def test_a_counted_set_has_no_silence_of_its_own():
    texts = said(sets(script_of(f"{BARE}work: [{{exercise: biceps curl, sets: 1x10}}]"))[0])
    assert not any("stay quiet" in text for text in texts)
