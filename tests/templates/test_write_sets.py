"""What a set sounds like: on the beat, one idea a rep, no sentence twice in neighbours."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import BARE, cues, example, flat, kinds, reps, sets, timeline_of, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.script.cue import Block, Mark

CURLS = "{exercise: biceps curl, sets: 3, reps: 10, tempo: 3-0-2-1, load: 60%, rest: 90s}"
NAMES = st.sampled_from([e.id for e in load_catalogue().exercises if e.metric == "reps"])


def sentences(section):
    """What is said in a set that is longer than a call: four words or more."""
    return {
        cue.wordings[0].strip(".").lower()
        for cue in cues(section)
        if not {"setup", "countdown"} & set(cue.labels)
        and cue.wordings
        and len(cue.wordings[0].split()) >= 4
    }


@pytest.mark.covers("A04")
def test_a_curl_begins_with_its_lift_and_a_squat_with_its_lowering():
    curl, squat = sets(work("{exercise: biceps curl, sets: 1}", "{exercise: back squat, sets: 1}"))
    assert reps(curl)[1][0].labels == ("count", "concentric")
    assert reps(squat)[1][0].labels == ("count", "eccentric")


def test_the_counted_seconds_are_one_slot_each_after_the_phase_word():
    (section,) = sets(work("{exercise: biceps curl, sets: 1, reps: 10}"))
    second = [(cue.slot_ms, cue.wordings[0]) for cue in reps(section)[1]]
    assert second == [
        (1000, "Curl"), (1000, "Rep two"), (1000, "Squeeze"),
        (1000, "Lower"), (1000, "Two"), (1000, "Three"),
    ]  # fmt: skip


def test_after_the_counted_reps_there_are_ticks_and_the_reps_number():
    (section,) = sets(work("{exercise: biceps curl, sets: 1, reps: 10}"))
    fourth = reps(section)[3]
    assert [cue.wordings[:1] for cue in fourth] == [
        ("Curl",), ("Rep four",), ("Squeeze",), ("Lower",), (), (),
    ]  # fmt: skip
    assert [cue.sounds for cue in fourth[-2:]] == [("tick",), ("tick",)]


def test_every_rep_lasts_its_tempo_and_has_its_mark():
    for section in sets(work(CURLS)):
        assert [sum(cue.slot_ms for cue in rep) for rep in reps(section)[:-1]] == [6000] * 9
        marks = [item.text for item in flat(section.items) if isinstance(item, Mark)]
        assert marks == [f"Rep {n}" for n in range(1, 11)]


@pytest.mark.covers("A01")
def test_the_focus_is_named_just_before_the_first_rep():
    for section in sets(timeline_of(work(CURLS))):
        first = section.marks[0].at_ms
        ends = [c.end_ms for c in section.cues if "focus" in c.cue.labels and c.at_ms < first]
        assert 300 <= first - max(ends) <= 3000
        assert (
            "biceps"
            in next(c for c in section.cues if c.end_ms == max(ends)).utterance.text.lower()
        )


def test_the_countdown_ends_on_the_first_rep():
    for section in sets(timeline_of(work(CURLS))):
        first = section.marks[0].at_ms
        counted = [c.at_ms for c in section.cues if "countdown" in c.cue.labels]
        assert [first - at for at in counted] == [4000, 2000, 1000]


def test_a_set_and_the_rest_after_it_last_what_the_plan_says():
    sections = sets(timeline_of(work(CURLS)))
    for section, after in itertools.pairwise(sections):
        reps_end = section.marks[0].at_ms + 60_000
        assert section.length_ms - reps_end + after.marks[0].at_ms == 90_000


@pytest.mark.covers("A02")
def test_internal_and_external_are_never_mixed_in_a_set():
    for focus, wanted, other in (
        ("internal", "focus", "external"),
        ("external", "external", "focus"),
    ):
        for section in sets(work(CURLS.replace("}", f", focus: {focus}}}"))):
            assert kinds(section, wanted)
            assert not kinds(section, other)


@pytest.mark.covers("A05")
def test_a_strength_goal_has_no_cue_to_the_muscle():
    head = "title: t\ngoal: max_strength\nprepare: none\nclose: none\n"
    for section in sets(work(CURLS, head=head)):
        assert not kinds(section, "focus")
        assert kinds(section, "external")


@pytest.mark.covers("A08", "A39", "A43")
def test_one_form_question_one_reset_one_breath_reminder_a_set():
    for section in sets(work(CURLS)):
        in_reps = [cue for rep in reps(section)[:-1] for cue in rep]
        for label in ("form", "reset", "breath"):
            assert sum(label in cue.labels for cue in in_reps) == 1
        assert [rep for rep in reps(section)[4:6] if any("form" in c.labels for c in rep)]


def test_the_last_two_reps_are_announced():
    (section, *_) = sets(work(CURLS))
    assert reps(section)[8][0].wordings[0].startswith("Two")
    assert "Last one" in reps(section)[9][0].wordings


@pytest.mark.covers("A23")
def test_the_angle_is_only_spoken_of_on_slow_lowerings():
    slow = work("{exercise: leg extension, sets: 1, reps: 15, tempo: 4-0-2-1}")
    fast = work("{exercise: leg extension, sets: 1, reps: 15, tempo: 2-0-2-1}")
    change = re.compile("every inch|hardest|first inch|all the way down|one end to the other")

    def angles(script):
        return [c for c in kinds(sets(script)[0], "focus") if change.search(c.wordings[0])]

    assert len(angles(slow)) == 1
    assert angles(fast) == []


def test_each_side_is_announced_left_first_and_switched_with_time():
    (section,) = sets(work("{exercise: lunge, sets: 1, reps: 4, side: each}"))
    marks = [i.text for i in flat(section.items) if isinstance(i, Mark) and "Rep" not in i.text]
    assert marks == ["Left", "Right"]
    (timed,) = sets(timeline_of(work("{exercise: lunge, sets: 1, reps: 4, side: each}")))
    right = next(mark.at_ms for mark in timed.marks if mark.text == "Right")
    (switch,) = [c for c in timed.cues if "Change to the right" in c.utterance.text]
    assert right - switch.at_ms == 5000


def test_titles_are_short_and_sections_carry_what_they_are():
    script = work("{exercise: lateral lunge with reach, sets: 2, reps: 4}", "easy run")
    assert [s.title for s in sets(script)][:2] == [
        "Lateral lunge with reach 1/2", "Lateral lunge with reach 2/2",
    ]  # fmt: skip
    assert dict(sets(script)[1].attributes) == {
        "exercise": "lateral_lunge_with_reach", "set": "2", "sets": "2",
        "step": "lateral_lunge_with_reach", "reps": "4", "span": "setup",
    }  # fmt: skip
    assert max(len(section.title) for section in script.sections) <= 45


@pytest.mark.covers("A18")
def test_kilos_are_spoken_where_the_maximum_is_known():
    head = "title: t\nprepare: none\nclose: none\none_rm: {biceps curl: 50kg}\n"
    (section,) = sets(work("{exercise: biceps curl, sets: 1, load: 65%}", head=head))
    assert "Thirty-two and a half kilos." in [c.wordings[0] for c in kinds(section, "setup")]


@pytest.mark.parametrize(
    ("load", "words"),
    [
        ("RPE 8", "A load that leaves two good reps in the tank."),
        ("RPE 9", "A load that leaves one good rep in the tank."),
        ("RPE 7.5", "A load that leaves two or three good reps in the tank."),
        ("RPE 10", "End on the last rep that stays clean."),
        ("65%", "About sixty-five percent of your best single rep."),
        ("40kg", "Forty kilos."),
        ("bodyweight", "Your own weight is enough."),
    ],
)
def test_each_kind_of_load_is_spoken(load, words):
    (section,) = sets(work(f"{{exercise: biceps curl, sets: 1, load: {load}}}"))
    assert words in [c.wordings[0] for c in kinds(section, "setup")]


@pytest.mark.covers("A10")
def test_the_primer_is_heard_once_and_ends_five_seconds_before_the_countdown():
    first, second, _ = sets(timeline_of(work(CURLS)))
    (primer,) = [c for c in first.cues if "The first two reps" in c.utterance.text]
    countdown = min(c.at_ms for c in first.cues if "countdown" in c.cue.labels)
    assert countdown - primer.end_ms >= 5000
    assert not [c for c in second.cues if "The first two reps" in c.utterance.text]


@pytest.mark.covers("A09")
def test_the_primer_fades_with_the_stage():
    head = "title: t\nstage: integrate\nprepare: none\nclose: none\n"
    (section,) = sets(work("{exercise: biceps curl, sets: 1}", head=head))
    assert not [cue for cue in cues(section) if "find the path" in "".join(cue.wordings)]
    assert kinds(section, "focus")


@pytest.mark.covers("A42")
@pytest.mark.parametrize("item", [CURLS, "{exercise: lunge, sets: 4, reps: 8, side: each}"])
def test_no_sentence_comes_back_in_the_next_set(item):
    sections = sets(work(item, "{exercise: plank, sets: 3, rest: 60s}"))
    for section, after in itertools.pairwise(sections):
        assert sentences(section) & sentences(after) == set()


def test_no_sentence_comes_back_in_the_next_set_of_the_demo():
    sections = sets(example("pull-day"))
    for section, after in itertools.pairwise(sections):
        assert sentences(section) & sentences(after) == set()


@pytest.mark.covers("A42")
def test_another_day_has_other_words_and_the_same_day_the_same():
    head = "title: t\nprepare: none\nclose: none\ndate: {}\n"
    one, same, other = (
        work(CURLS, head=head.format(day)) for day in ("2026-11-30", "2026-11-30 ", "2026-12-02")
    )
    assert one == same
    assert one != other


@settings(max_examples=15, deadline=None)
@given(NAMES, st.integers(6, 15), st.sampled_from(["internal", "external"]))
def test_a_set_is_quiet_for_two_thirds_counts_aside(name, count, focus):
    more = f"focus: {focus}, rest: 60s, pace: counted"
    script = work(f"{{exercise: {name}, sets: 2, reps: {count}, {more}}}")
    for section in sets(timeline_of(script)):
        marks = [mark.at_ms for mark in section.marks]
        start = min(marks)
        inside = [
            c for c in section.cues if c.slot and c.at_ms >= start and "rise" not in c.cue.sounds
        ]
        length = max(c.slot[1] for c in inside) - start
        spoken = sum(c.end_ms - c.at_ms for c in inside if "count" not in c.cue.labels)
        assert spoken <= 0.35 * length


@settings(max_examples=15, deadline=None)
@given(NAMES, st.integers(1, 15))
def test_no_two_voices_at_once(name, count):
    for section in sets(timeline_of(work(f"{{exercise: {name}, sets: 1, reps: {count}}}"))):
        spans = sorted((c.at_ms, c.end_ms) for c in section.cues)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


SQUATS = (
    "{exercise: back squat, sets: 1x5, load: 65%, rest: 2m}",
    "{exercise: back squat, sets: 1x3, load: 75%, tempo: 3-0-1-0, rest: 2m}",
    "{exercise: back squat, sets: 1x3, load: 75%, tempo: 3-0-1-0, rest: 2m}",
)
SQUAT_MAX = "one_rm: {back squat: 150kg}\n"


def said(section):
    return [cue.wordings[0] for cue in cues(section) if cue.wordings]


def test_a_set_that_differs_from_the_one_before_is_announced():
    five, three, again = sets(work(*SQUATS, head=BARE + SQUAT_MAX))
    assert said(three)[:5] == [
        "Back squat.", "Two sets of three.", "One hundred twelve and a half kilos.",
        "Sit for three.", "Stand for one.",
    ]  # fmt: skip
    kilos = "Next: Back squat. One hundred twelve and a half kilos. Set it up when you are ready."
    assert kilos in said(five)
    assert not [text for text in said(three) if text.startswith("Next")]
    assert said(again)[0] == "Back squat, set two of two."
    assert not [text for text in said(again) if "kilos" in text]


def test_a_heavier_set_of_a_known_exercise_brings_its_safety_line():
    _, heavy = sets(
        work(SQUATS[0], "{exercise: back squat, sets: 1x1, load: 85%}", head=BARE + SQUAT_MAX)
    )
    assert any("blood pressure" in cue.wordings[0] for cue in kinds(heavy, "safety"))


def test_a_set_without_change_is_not_announced_again():
    first, second = sets(work("{exercise: biceps curl, sets: 2, load: 20kg}"))
    assert "Twenty kilos." in said(first)
    assert "Twenty kilos." not in said(second)


def test_two_dumbbells_are_distinguished_from_one():
    one, two = (
        sets(work(f"{{exercise: biceps curl, sets: 1, load: {load}}}"))[0]
        for load in ("22.5kg", "2x22.5kg")
    )
    assert "Twenty-two and a half kilos." in said(one)
    assert "Twenty-two and a half kilos in each hand." in said(two)


WEIGHT = re.compile(r"on the weight|some weight|weight just|lighte|the load|it down\.|then lift")
BODY_ALONE = ("push up", "burpee", "jab cross", "cat cow", "chin tuck", "squat jump", "plank")


@pytest.mark.parametrize("exercise", BODY_ALONE)
@pytest.mark.parametrize("focus", ["internal", "external"])
def test_no_weight_is_spoken_of_where_there_is_none(exercise, focus):
    item = f"{{exercise: {exercise}, sets: 8, rest: 120s, load: bodyweight, focus: {focus}}}"
    texts = [w for section in sets(work(item)) for cue in cues(section) for w in cue.wordings]
    assert [text for text in texts if WEIGHT.search(text)] == []


def test_a_stride_is_short_work_with_a_number_and_a_countdown():
    first, second = sets(work("{exercise: strides, sets: 2, duration: 20s, rest: 60s}"))
    for section in (first, second):
        assert not [text for text in said(section) if "first minutes" in text]
        assert {"Three", "Two", "One"} <= set(said(section))
    assert "Strides, set two of two." in said(second)


def test_a_second_run_is_counted_in_within_the_rest():
    first, second = sets(work("{exercise: easy run, sets: 2, duration: 5m, rest: 60s}"))
    blocks = [
        i.length_ms for section in (first, second) for i in section.items if isinstance(i, Block)
    ]
    assert blocks == [300_000, 48_000, 12_000, 300_000]
    assert {"Three", "Two", "One"} <= set(said(second))
