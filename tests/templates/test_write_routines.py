"""What is heard before and after the work, and in sessions without weights."""

from itertools import accumulate

import pytest
from sessions import cues, example, kinds, said, script_of, timeline_of


def routine(text, index=1):
    return script_of(f"title: t\nprepare: {text}\nclose: none\nwork: [back squat]").sections[index]


def length(name):
    return sum(section.length_ms for section in timeline_of(example(name)).sections) / 60_000


@pytest.mark.covers("A28")
def test_belly_breath_is_a_minute_after_its_setup():
    slots = [
        c.slot_ms
        for c in cues(routine("[diaphragmatic_breath]"))
        if "fall" in c.sounds or "rise" in c.sounds
    ]
    assert sum(slots) == 60_000
    assert slots[:2] == [4000, 6000]


@pytest.mark.covers("A31")
@pytest.mark.parametrize(("preset", "dwell"), [("quick", 12), ("standard", 24), ("deep", 45)])
def test_a_scan_visits_fourteen_regions_for_its_dwell(preset, dwell):
    section = routine(f"[{{body_scan: {{preset: {preset}, posture: lying}}}}]")
    blocks = [item for item in section.items if hasattr(item, "length_ms")]
    assert [block.length_ms for block in blocks] == [1000 * dwell] * 14
    assert "head" in blocks[0].items[0].wordings[0]
    assert "Feet" in blocks[-1].items[0].wordings[0]


@pytest.mark.covers("A31")
def test_a_scan_may_go_from_toe_to_head_and_ask_nothing():
    section = routine("[{body_scan: {order: toe_to_head, questions: false}}]")
    blocks = [item for item in section.items if hasattr(item, "length_ms")]
    assert blocks[0].items[0].wordings == ("Start at your feet and toes.",)
    assert blocks[-1].items[0].wordings == ("The top of your head and your forehead.",)
    assert not [
        text for block in blocks for cue in cues(block) for text in cue.wordings if "?" in text
    ]


@pytest.mark.covers("A32")
@pytest.mark.parametrize("preset", ["standard", "deep"])
def test_a_scan_is_mostly_silence(preset):
    _, section = timeline_of(script_of(
        f"title: t\nprepare: [{{body_scan: {{preset: {preset}}}}}]\nclose: none\n"
    )).sections  # fmt: skip
    assert sum(c.end_ms - c.at_ms for c in section.cues) <= 0.4 * section.length_ms


@pytest.mark.covers("A33")
def test_a_scan_has_a_branch_for_what_is_sore_and_a_target():
    words = " ".join(said(routine("[body_scan]")))
    assert "Low, or sore somewhere? Take the lighter option today" in words
    assert "Middle or high? Go on as planned." in words
    assert "Bring your attention to the glutes" in words


@pytest.mark.covers("A15", "A35", "A36")
@pytest.mark.parametrize("muscle", ["glutes", "abs", "rotator_cuff"])
def test_an_activation_reassures_asks_and_has_both_answers(muscle):
    section = routine(f"[{{activation: {{muscle: {muscle}}}}}]")
    words = " ".join(said(section))
    assert "ready" in words
    assert words.count("?") >= 1
    assert "five more" in words
    assert "Remember" in words


@pytest.mark.covers("A35")
def test_trying_counts_in_the_bridge():
    words = " ".join(said(routine("[{activation: {exercise: single_leg_hip_bridge}}]")))
    assert "It is fine if nothing leaves the roller. Trying is the exercise." in words


def test_an_activation_does_what_the_plan_asks():
    section = routine("[{activation: {muscle: glutes, reps: 4, side: left, hold: 5s}}]")
    held = [c for c in cues(section) if "peak" in c.labels]
    assert [c.slot_ms for c in held] == [5000] * 4
    assert any("Hold five seconds" in text for text in said(section))
    assert "Right side." not in said(section)


def test_relaxation_tenses_for_six_and_releases_for_twenty_four():
    (section,) = timeline_of(script_of("title: t\nclose: [progressive_relaxation]")).sections[1:]
    (short,) = script_of("title: t\nclose: [progressive_relaxation]").sections[1:]
    blocks = [item.length_ms for item in short.items if hasattr(item, "length_ms")]
    assert blocks[:2] == [6000, 24_000]
    assert blocks[-2:] == [4000, 24_000]
    assert 3.5 <= section.length_ms / 60_000 <= 5


def test_the_full_relaxation_has_sixteen_groups():
    (full,) = script_of("title: t\nclose: [{progressive_relaxation: {length: full}}]").sections[1:]
    assert sum(hasattr(item, "length_ms") for item in full.items) == 32
    words = " ".join(said(full)).lower()
    assert "left foot" in words
    assert "right forearm" in words or "right hand" in words


@pytest.mark.covers("A53")
def test_reflection_asks_six_different_questions_if_asked_to():
    section = script_of("title: t\nclose: [{reflection: {questions: 6}}]").sections[1]
    asked = [c.wordings for c in kinds(section, "reflection") if "?" in c.wordings[0]]
    assert len(asked) == len(set(asked)) == 6


@pytest.mark.covers("A47")
def test_what_cannot_be_felt_has_a_ladder():
    words = said(routine("[activation, {cannot_feel_it: {exercise: biceps curl}}]", 2))
    assert [w for w in words if w in ("Lighter.", "Slower on the way down.")]
    assert "Go back to the activation drill for five reps." in words


@pytest.mark.covers("A51", "A52")
def test_sessions_without_weights_are_as_long_as_they_say():
    assert 3 <= length("desk-reset") <= 4.2
    assert length("microbreak") <= 2
    assert 5 <= length("breath") <= 6.5


@pytest.mark.covers("A51", "A52")
def test_the_desk_asks_no_one_to_lie_down_or_close_the_eyes():
    for name in ("desk-reset", "microbreak"):
        words = " ".join(
            text for section in example(name).sections for text in said(section)
        ).lower()
        assert "lie down" not in words
        assert "close your eyes" not in words


@pytest.mark.covers("A26")
def test_an_imagery_session_has_no_rep_to_do():
    script = example("imagery")
    assert not [s for s in script.sections if "set" in s.attributes]
    imagined = [c for s in script.sections for c in kinds(s, "imagery") if "concentric" in c.labels]
    assert len(imagined) >= 10
    (section,) = [s for s in script.sections if s.title.startswith("Imagery")]
    assert sum(c.slot_ms or 0 for c in cues(section)) > 2 * 25 * 6000


@pytest.mark.covers("A50")
def test_the_hundred_is_a_hundred_beats_of_a_second():
    (section,) = [s for s in example("pilates").sections if "hundred" in s.title]
    beaten = [c for c in cues(section) if "tick" in c.sounds]
    assert {c.slot_ms for c in beaten} == {1000}
    assert len(beaten) >= 85
    begin = cues(section).index(beaten[0])
    slots = [c.slot_ms for c in cues(section)[begin:] if c.slot_ms]
    assert 100_000 in accumulate(slots)


@pytest.mark.covers("A50")
def test_yoga_is_counted_in_breaths_with_one_cue_a_breath_at_most():
    for section in example("yoga").sections:
        if "set" not in section.attributes:
            continue
        outs = [c for c in cues(section) if "fall" in c.sounds]
        ins = [c for c in cues(section) if "rise" in c.sounds]
        assert [c.wordings for c in ins] == [("In",)] * len(outs)
        assert {c.slot_ms for c in outs} == {5000}


@pytest.mark.covers("A48")
def test_a_sports_schema_is_heard_in_the_setup_and_in_the_rest():
    lunges = [s for s in example("tennis").sections if "reach" in s.attributes.get("exercise", "")]
    assert sum(len(kinds(s, "sport")) for s in lunges) >= 2
    assert len(kinds(lunges[0], "sport")) == 2


@pytest.mark.covers("A50")
def test_intervals_keep_their_clock_and_breathe_five_and_five():
    (section,) = [s for s in example("hiit").sections if s.title.startswith("Kettlebell")]
    blocks = [item.length_ms for item in section.items if hasattr(item, "length_ms")]
    assert blocks[:9] == [20_000, 40_000] * 4 + [20_000]
    breaths = [c for c in cues(section) if "rise" in c.sounds]
    assert {c.slot_ms for c in breaths} == {5000}


@pytest.mark.covers("A33")
def test_a_low_day_checks_the_form_twice_and_says_why():
    head = "title: t\nreadiness: low\nprepare: none\nclose: none\n"
    script = script_of(f"{head}work: [{{exercise: biceps curl, sets: 1, reps: 10, load: RPE 8}}]")
    assert any("lighter" in c.wordings[0] for c in kinds(script.sections[0], "setup"))
    assert len(kinds(script.sections[1], "form")) == 2
