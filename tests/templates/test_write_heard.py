"""What a listener needs at its moment: the side, the load, the end; and nothing that is not so."""

import re

import pytest
from sessions import BARE, cues, script_of, session_of, timeline_of, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import NOTHING_KNOWN
from mmc_audio.coaching.texts import routines
from mmc_audio.templates.context.bank import rest_bank, set_bank


def heard(script):
    """Everything that is heard, as (seconds from the start, text)."""
    found, start = [], 0
    for section in timeline_of(script).sections:
        found += [((start + c.at_ms) / 1000, c.utterance.text) for c in section.cues]
        start += section.length_ms
    return found


def words(script):
    return " ".join(text for _, text in heard(script))


def written(script):
    return [text for section in script.sections for cue in cues(section) for text in cue.wordings]


@pytest.mark.parametrize("rest", [5, 8, 10, 15, 20])
@pytest.mark.parametrize("after", ["warrior_ii, breaths: 2", "hip_flexor_stretch, hold: 20s"])
def test_who_has_a_moment_only_still_hears_which_side_begins(after, rest):
    first = f"{{exercise: mountain_pose, sets: 1, breaths: 2, rest: {rest}s}}"
    texts = [text for _, text in heard(work(first, f"{{exercise: {after}, side: each}}"))]
    left = next(i for i, text in enumerate(texts) if text.startswith("Left"))
    assert left < next(i for i, text in enumerate(texts) if "right side" in text.lower())


@pytest.mark.parametrize("change", [8, 10, 12, 20])
def test_each_drop_says_its_weight_before_it_begins(change):
    drops = f"sets: 1x4, load: 50kg, drops: [-20%, 27.5kg], change: {change}s"
    said = heard(work(f"{{exercise: leg extension, {drops}}}"))
    at = {weight: [s for s, text in said if weight in text.lower()]
          for weight in ("forty kilos", "twenty-seven and a half kilos")}  # fmt: skip
    begins = [s for s, text in said if text == "Thighs."]
    for seconds, begin in zip(at.values(), begins, strict=True):
        assert any(0 < begin - s <= change for s in seconds)


def test_ten_seconds_are_called_at_ten_seconds_and_a_hold_in_a_round_is_ended():
    said = heard(work("emom: {every: 60s, rounds: 4, do: [30s plank]}"))
    begins = [s for s, text in said if text.startswith("Round") or text == "Stop."]
    tens = [s for s, text in said if text == "Ten seconds."]
    stops = [s for s, text in said if text == "And stop."]
    assert [round(b - s) for s, b in zip(tens, begins[1:], strict=True)] == [10] * 4
    assert [round(s - b) for b, s in zip(begins, stops, strict=False)] == [30] * 4


@pytest.mark.parametrize("name", ["stationary bike", "rowing machine", "elliptical", "brisk walk"])
@pytest.mark.parametrize("modality", ["running", "resistance"])
def test_nobody_on_a_machine_or_a_walk_puts_a_weight_down_or_ends_a_run(name, modality):
    head = f"modality: {modality}\ngoal: endurance\nclose: [reflection]\nprepare: none\n"
    text = words(work(f"{{exercise: {name}, duration: 12m}}", head=head)).lower()
    assert not re.search(r"\bweights?\b|\bthe run\b|\bset it down\b", text)
    assert name == "brisk walk" or "crossing" not in text


def test_a_walk_that_begins_at_once_behind_another_one_says_so_and_how_long_it_is():
    walk = "{exercise: brisk walk, duration: %s, rest: 0s}"
    head = "modality: running\ngoal: endurance\nclose: [reflection]\nprepare: none\n"
    said = words(work(walk % "3m", walk % "5m", head=head))
    assert "Brisk walk. Five minutes." in said


SETS = (
    "reps: 4-6",
    "ladder: 1-4",
    "sets: 1x6, myo: {mini: 3x4, rest: 15s}",
    "sets: 3, reps: 2+2+2, pause: 20s, load: 100kg",
    "sets: 1x3, load: 80kg, warmup: auto",
)


@pytest.mark.parametrize("dose", SETS)
def test_a_number_alone_is_no_sentence(dose):
    """It would be taken for a count, or for the end of a countdown."""
    numbers = r"(One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)\."
    assert not [t for t in written(work(f"{{exercise: back squat, {dose}}}"))
                if re.search(rf"(^|[.] ){numbers}", t)]  # fmt: skip


ONE_SIDED = [e.id for e in load_catalogue().exercises if e.laterality != "bilateral"]


def test_questions_about_both_sides_or_the_grip_go_to_those_who_have_them():
    plan = BARE + "work:\n" + "".join(f"  - {{exercise: {e}}}\n" for e in ONE_SIDED[::12])
    for step in session_of(plan).sets:
        asked = str(set_bank(step, NOTHING_KNOWN))
        assert not re.search("[Bb]oth sides|one side", asked)
        assert step.loaded or "Is the grip" not in asked


def test_where_attention_is_outside_no_rest_asks_for_a_muscle():
    session = session_of(BARE + "goal: max_strength\nwork: [{exercise: back squat, load: 85%}]\n")
    asked = rest_bank(session.sets[0], session)["questions"]
    inward = set(routines()["questions_inward"])
    assert asked
    assert inward.isdisjoint(one for each in asked for one in each)


@pytest.mark.parametrize(("name", "climbs"), [("lat pulldown", False), ("back squat", True)])
def test_only_legs_are_looked_for_on_the_stairs(name, climbs):
    days = (f"date: 2026-11-{day:02}\nprepare: none\nclose: [carry_over]\n" for day in range(1, 31))
    texts = [words(work(f"{{exercise: {name}, sets: 1, reps: 4}}", head=day)) for day in days]
    assert any("stairs" in text for text in texts) is climbs


def test_a_lift_that_is_held_is_spoken_of_as_a_hold():
    said = words(work("{exercise: leg_extension, sets: 1, hold: 45s, rest: 60s}"))
    assert "Steady; never held" in said
    assert "Exhale on the lift" not in said
    assert "good reps" not in said


@pytest.mark.parametrize("asked", ["easy run", "walk", "hill sprint"])
def test_before_a_run_nobody_lies_down(asked):
    plan = f"title: T\nmodality: running\nwork:\n  - {{exercise: {asked}, duration: 10 min}}\n"
    said = words(script_of(plan)).lower()
    assert "find the glutes" in said or "calves" in said
    assert not any(word in said for word in ("roller", "lie down", "on your back", "band"))


@pytest.mark.parametrize(
    "item",
    ["exercise: plank, hold: 60s", "exercise: stationary bike, duration: 4m",
     "exercise: battle rope, duration: 2m", "exercise: easy run, duration: 25m"],
)  # fmt: skip
def test_work_by_the_clock_keeps_to_the_talk_that_is_asked_for(item):
    spoken = {
        talk: sum(len(text.split()) for _, text in heard(work(f"{{{item}, talk: {talk}}}")))
        for talk in ("silent", "sparse", "normal")
    }
    assert spoken["silent"] < spoken["sparse"] < spoken["normal"]


def test_silent_holds_ask_nothing_and_call_the_breath():
    texts = [text for _, text in heard(work("{exercise: plank, hold: 60s, talk: silent}"))]
    assert "Breathe" in texts
    assert not any(text.endswith("?") for text in texts)


def test_nothing_is_numbered_one_of_one():
    pair = ["{exercise: plank, hold: 30s, rest: 60s}", "{exercise: plank, hold: 20s}"]
    assert "one of one" not in words(work(*pair)).lower()
