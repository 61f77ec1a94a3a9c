"""What a listener needs at its moment: the side, the load, the end; and nothing that is not so."""

import re
from pathlib import Path

import pytest
from sessions import BARE, cues, kinds, script_of, session_of, sets, timeline_of, work

from mmc_audio import coaching
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import NOTHING_KNOWN, LastTime, Memory
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.texts import routines
from mmc_audio.plan.read import read_plan
from mmc_audio.templates.context.bank import hard_to_feel, rest_bank, set_bank
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script


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


WALK = "{exercise: brisk walk, duration: 5m, rest: 0s}"


@pytest.mark.parametrize(
    ("after", "names", "begins"),
    [("interval: {exercise: run, work: 90s, rest: 2m, rounds: 6}", "Next: run.", "Run. Six rounds"),
     ("{exercise: easy run, duration: 8m}", "Next: easy run.", "Easy run. Eight minutes."),
     ("interval: {exercise: brisk walk, work: 2m, rest: 1m, rounds: 3}", "", "Brisk walk. Three")],
)  # fmt: skip
def test_what_follows_without_a_rest_is_named_counted_in_and_measured(after, names, begins):
    said = heard(work(WALK, after))
    begin = next(s for s, text in said if text.startswith(begins))
    before = [text for s, text in said if begin - 9 < s < begin]
    assert before[-3:] == ["Three", "Two", "One"]
    assert names in " ".join(before)


def test_a_single_rep_is_not_told_to_breathe_between_reps():
    squat = "{exercise: back squat, sets: 3x1, load: 140kg, warmup: auto, rest: 3m}"
    singles = [s for s in work(squat).sections if "One rep" in str(s)]
    assert singles
    assert not [t for s in singles for c in cues(s) for t in c.wordings if "between reps" in t]


def test_nobody_is_counted_out_of_a_rest_pose():
    texts = [text for _, text in heard(work("{exercise: savasana, duration: 4m}"))]
    end = texts[texts.index("One") + 1 :]
    assert not {"Half-way", "Five", "One", "And stop"} & set(end)
    assert any("slowly" in t.lower() or "stir" in t.lower() for t in end)


RECALLED = [
    ("glutes", "hip thrust", True), ("glutes", "back squat", True),
    ("glutes", "leg extension", False),
    ("rotator_cuff", "overhead press", False), ("abs", "plank", True),
    ("upper_back", "seated row", True), ("upper_back", "band pull-apart", False),
]  # fmt: skip


@pytest.mark.parametrize(("drill", "name", "recalled"), RECALLED)
def test_a_drill_is_recalled_where_the_same_is_felt(drill, name, recalled):
    head = f"title: T\nprepare: [{{activation: {{muscle: {drill}}}}}]\nwork:\n"
    (step, *_) = session_of(f"{head}  - {{exercise: {name}, sets: 1}}\n").sets
    assert bool(step.recall) is recalled


BANDS = ["band row", "band chest press", "band pull-apart", "band squat", "band curl",
         "band external rotation", "band deadlift", "band lateral raise"]  # fmt: skip


def test_a_day_with_bands_has_no_weight_to_choose_or_put_down():
    items = [f"{{exercise: {name}, sets: 2, rest: 75s}}" for name in BANDS]
    script = work(*items, head="title: T\ngoal: hypertrophy\nprepare: none\n")
    told = [c for s in script.sections for c in cues(s) if not {"imagery", "relax"} & {*c.labels}]
    iron = r"\b(weights?|(a|the) load|lighter|spotter|pins|stops)\b"
    assert not [t for c in told for t in c.wordings if re.search(iron, t)]


def test_a_road_asks_for_care_once():
    head = "title: T\nmodality: running\nprepare: none\nclose: none\n"
    texts = written(work(WALK, "{exercise: easy run, duration: 8m}", head=head))
    assert sum("crossing" in text for text in texts) == 1


def test_one_side_is_not_asked_about_both():
    each = work("{exercise: ankle rocker, sets: 2x10/side}", "{exercise: push-up, sets: 1}")
    asked = [t for s in sets(each)[:2] for c in kinds(s, "form") for t in c.wordings]
    assert asked
    assert not [text for text in asked if "both" in text.lower()]


@pytest.mark.parametrize(("how", "aim"), [("warmup: auto", "work set"), ("rest: 2m", "")])
def test_what_a_goal_asks_is_not_asked_of_a_warm_up(how, aim):
    head = "title: T\ngoal: hypertrophy\nprepare: none\nclose: none\n"
    squat = f"{{exercise: hack squat, sets: 2x10, load: 100kg, {how}}}"
    said = words(work(squat, head=head))
    known = routines()["aims_in_warmup" if aim else "aims"]["hypertrophy"]
    weighed = [] if aim else routines()["aims_with_weight"]["hypertrophy"]
    assert any(line in said for line in [*known, *weighed])
    assert aim in said


def test_a_low_day_is_not_asked_to_go_far():
    head = "title: T\ngoal: hypertrophy\nreadiness: low\nprepare: none\nclose: none\n"
    said = words(work("{exercise: bench press, sets: 2x8, load: 40kg}", head=head))
    assert not [line for line in routines()["aims"]["hypertrophy"] if line in said]


def day_after(log, **known):
    """What a day of bench presses says after what was logged of them."""
    text = BARE + "goal: hypertrophy\none_rm: {bench_press: 80kg}\nstage: build\nwork:\n"
    plan = read_plan(text + "  - {exercise: bench press, sets: 2x8, load: 60%}\n", "plan.yaml")
    memory = Memory(week=4, sessions=9, last={"bench_press": log}, **known)
    session = build_session(plan, load_catalogue(), memory=memory)
    return session.sets[0].spoken.value, words(
        write_script(plan, session, read_library([], plan.language))
    )


def test_an_easier_week_is_said_and_nothing_rises_in_it():
    found = LastTime("2026-12-09", "target", clarity=9, reserve=5)
    usual, _ = day_after(found)
    load, said = day_after(found, easier=True, opens_week=True)
    assert load < usual
    lines = routines()
    assert any(line in said for line in lines["easier_week"])
    assert any(line in said for line in lines["last_time"]["found_easier"])
    assert not [line for line in lines["aims"]["hypertrophy"] if line in said]


def test_the_drill_is_gone_back_to_only_where_there_was_one():
    again = routines()["cannot_feel_it_drilled"][0]
    for prepare, known in (("none", False), ("[{activation: {muscle: chest}}]", True)):
        head = f"title: T\nprepare: {prepare}\nwork: [{{exercise: bench press}}]\n"
        assert (again in hard_to_feel(session_of(head))) is known


@pytest.mark.parametrize(("load", "heard_as"), [("62.5%", "sixty-two percent"), ("60%", "sixty")])
def test_a_share_is_spoken_as_a_whole_number_rounded_down(load, heard_as):
    assert heard_as in words(work(f"{{exercise: bench press, sets: 1, load: {load}}}")).lower()
    assert "point five" not in words(work(f"{{exercise: bench press, load: {load}}}"))


def test_no_version_of_a_cue_draws_both_knees_together():
    lines = yaml_of("versions.yaml")
    assert not [line for line in lines if "{muscle} together" in line]


def yaml_of(name):
    """The lines of one of the files of words."""
    return (Path(coaching.__file__).parent / name).read_text(encoding="utf-8").splitlines()
