"""Advice: each rule speaks where it should, and is silent where it should be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc_audio.advice.advise import RULES, advise
from mmc_audio.advice.case import HeardTime
from mmc_audio.advice.focus import isolation_for
from mmc_audio.advice.load import SUGGESTED
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.focus import COMPLEXITY
from mmc_audio.coaching.from_log import CAP_PCT
from mmc_audio.coaching.session import build_session
from mmc_audio.plan.model import ExerciseItem, Load, Plan, Reps, Stage, Tempo
from mmc_audio.plan.read import read_plan


def advice(*items, head="", heard=None, prepare="prepare: [activation]\n"):
    text = f"title: T\n{prepare}close: none\n{head}\nwork:\n" + "".join(f"  - {i}\n" for i in items)
    session = build_session(read_plan(text, "plan.yaml"), load_catalogue())
    return advise(session, load_catalogue(), heard)


def of(id_, *items, **how):
    return [one for one in advice(*items, **how) if one.id == id_]


def press(load, **more):
    keys = {"exercise": "bench_press", "sets": 3, "reps": 8, "rest": "3m", "load": load, **more}
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


# W-LOAD


@pytest.mark.covers("A17", "A19")
@pytest.mark.parametrize(
    ("stage", "percent", "severity"),
    [
        ("learn", 60, None), ("learn", 61, "warning"), ("learn", 75, "warning"),
        ("build", 60, None), ("build", 61, "info"), ("build", 70, "info"), ("build", 71, "warning"),
        ("build", 79, "warning"), ("build", 80, "strong"), ("build", 95, "strong"),
        ("integrate", 60, None), ("integrate", 70, "info"), ("integrate", 75, "warning"),
        ("integrate", 80, "strong"),
    ],
)  # fmt: skip
def test_internal_focus_has_its_loads_and_stages_their_caps(stage, percent, severity):
    found = of("W-LOAD", press(f"{percent}%", focus="internal"), head=f"stage: {stage}")
    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.covers("A17", "A18")
def test_too_heavy_to_feel_gets_a_lighter_load_and_the_reason():
    (one,) = of("W-LOAD", press("80%", focus="internal"))
    assert one.severity == "strong"
    assert one.suggest == {"load": "65%"}
    assert "go external (focus: external), or lighten to 65 %" in one.what
    assert one.position == (6, 5)


@pytest.mark.covers("A18")
@pytest.mark.parametrize(
    ("head", "weight"),
    [
        ("one_rm: {bench press: 50kg}", "32.5 kg"),
        ("one_rm: {Bench presses: 52kg}\nplate_step: 5kg", "30 kg"),
        ("one_rm: {bench_press: 200lb}", "130 lb"),
    ],
)
def test_the_lighter_load_is_said_in_plates_where_the_maximum_is_known(head, weight):
    (one,) = of("W-LOAD", press("80%", focus="internal"), head=head)
    assert one.suggest["weight"] == weight
    assert f"({weight})" in one.what


@pytest.mark.covers("A18")
def test_without_a_maximum_no_advice_names_kilos():
    (one,) = of("W-LOAD", press("80%", focus="internal"))
    assert " kg" not in one.what
    assert " lb" not in one.what


def test_kilos_are_measured_against_the_maximum():
    (one,) = of("W-LOAD", press("45kg", focus="internal"), head="one_rm: {bench_press: 50kg}")
    assert one.severity == "strong"
    assert "90 %" in one.what
    assert of("W-LOAD", press("45kg", focus="internal")) == []


@pytest.mark.covers("A05")
def test_external_focus_may_be_heavy():
    assert of("W-LOAD", press("85%", focus="external")) == []
    assert of("W-LOAD", press("85%"), head="goal: max_strength") == []


def test_a_load_that_turns_attention_outward_is_pointed_out():
    (one,) = of("W-LOAD", press("75%"), head="goal: hypertrophy")
    assert one.severity == "info"
    assert "cued by its effect" in one.what


def test_a_tired_day_is_judged_by_its_lighter_load():
    assert of("W-LOAD", press("70%", focus="internal"), head="readiness: low") == []


@pytest.mark.covers("A19")
def test_caps_and_suggestions_rise_with_the_stage():
    stages = [Stage.LEARN, Stage.BUILD, Stage.INTEGRATE]
    assert [CAP_PCT[stage] for stage in stages] == [60, 70, 80]
    assert all(SUGGESTED[stage] <= CAP_PCT[stage] for stage in stages)


# W-WARMUP


@pytest.mark.parametrize(
    ("more", "found"),
    [("", 1), ("warmup: auto", 0), ("warmup: [5 @ 50%]", 0), ("rest: 3m", 1)],
)
def test_a_heavy_lift_with_warm_up_sets_of_its_own_is_warm(more, found):
    item = f"{{exercise: back squat, sets: 5x3, load: 85%{', ' * bool(more)}{more}}}"
    assert len(of("W-WARMUP", item)) == found


# W-COMPLEX


@pytest.mark.covers("A20")
def test_a_thruster_is_much_for_a_learner_and_a_simpler_exercise_is_offered():
    (one,) = of("W-COMPLEX", "{exercise: thruster, sets: 2, reps: 8}", head="stage: learn")
    assert one.severity == "warning"
    assert one.suggest == {"exercise": "leg_extension"}
    assert "Leg extension" in one.what


@pytest.mark.covers("A21")
@pytest.mark.parametrize(
    ("stage", "exercise", "reported"),
    [
        ("learn", "goblet_squat", False), ("learn", "back_squat", True),
        ("build", "back_squat", False), ("build", "deadlift", True),
        ("integrate", "deadlift", False),
    ],
)  # fmt: skip
def test_each_stage_opens_the_next_complexity(stage, exercise, reported):
    assert bool(of("W-COMPLEX", exercise, head=f"stage: {stage}")) is reported


def test_complexity_is_no_matter_where_attention_goes_outward():
    assert of("W-COMPLEX", "deadlift", head="stage: learn\ngoal: max_strength") == []


def test_an_exercise_is_reported_once():
    assert len(of("W-COMPLEX", "back_squat", "plank", "back_squat", head="stage: learn")) == 1


@pytest.mark.covers("A20")
def test_every_complex_lift_has_a_simple_one_for_its_muscle():
    known = load_catalogue().exercises
    lifts = [e for e in known if e.modality == "resistance" and e.complexity > COMPLEXITY["learn"]]
    for exercise in lifts:
        primer = isolation_for(exercise, known)
        assert primer is not None, exercise.id
        assert primer.mechanic == "isolation"
        assert primer.complexity == 1
        same = set(primer.target) & set(exercise.target)
        assert same or primer.muscle_group == exercise.muscle_group


# W-TEMPO, W-REPS


@pytest.mark.covers("A22")
@pytest.mark.parametrize(
    ("tempo", "reps", "severity"),
    [
        ("1-0-1-0", 8, "warning"), ("10X0", 8, "warning"), ("2-0-1-0", 8, None),
        ("3-0-2-1", 10, None), ("4-1-2-1", 7, None), ("4-1-2-1", 8, "info"),
        ("5-1-3-1", 8, "info"), ("5-2-3-1", 8, "warning"),
    ],
)  # fmt: skip
def test_a_rep_is_neither_too_quick_to_feel_nor_slower_than_helps(tempo, reps, severity):
    found = of("W-TEMPO", f"{{exercise: biceps_curl, reps: {reps}, tempo: {tempo}}}")
    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.covers("A22")
def test_power_moves_and_outward_focus_may_be_quick():
    assert of("W-TEMPO", "kettlebell_swing", "box_jump", "push_press") == []
    assert of("W-TEMPO", "{exercise: biceps_curl, tempo: 1-0-1-0, focus: external}") == []


PARTS = 8
"""Of the catalogue: a plan of all of it would be longer than the longest session."""


@pytest.mark.covers("A22")
@pytest.mark.parametrize("part", range(PARTS))
def test_the_catalogues_own_tempos_pass(part):
    counted = [e for e in load_catalogue().exercises if e.metric == "reps"]
    slow = [
        f"{{exercise: {e.id}, sets: 1, reps: {min(e.defaults.reps, 7)}}}"
        for e in counted[part::PARTS]
    ]
    assert [one.what for one in of("W-TEMPO", *slow)] == []


@pytest.mark.covers("A39")
def test_long_sets_are_hard_to_stay_with():
    assert of("W-REPS", "{exercise: biceps_curl, reps: 12-15}") == []
    (one,) = of("W-REPS", "{exercise: biceps_curl, reps: 20}")
    assert one.severity == "info"
    assert of("W-REPS", "{exercise: biceps_curl, reps: 20, focus: external}") == []


# W-FOCUS


@pytest.mark.covers("A05")
@pytest.mark.parametrize("goal", ["max_strength", "power", "endurance", "skill"])
def test_internal_focus_against_the_goal_is_pointed_out(goal):
    (one,) = of("W-FOCUS", "biceps_curl", head=f"goal: {goal}\nfocus: internal")
    assert (one.severity, one.key) == ("warning", "focus")
    (one,) = of("W-FOCUS", "{exercise: plank, focus: internal}", head=f"goal: {goal}")
    assert one.exercise == "plank"


@pytest.mark.covers("A05")
@pytest.mark.parametrize("goal", ["hypertrophy", "muscle_connection", "general"])
def test_internal_focus_for_growth_is_as_it_should_be(goal):
    assert of("W-FOCUS", "biceps_curl", head=f"goal: {goal}\nfocus: internal") == []


def test_quick_moves_runs_and_tests_go_outward():
    for item, word in [
        ("{exercise: kettlebell_swing, focus: internal}", "too quick"),
        ("{exercise: easy_run, duration: 20m, focus: internal}", "breath"),
        ("{exercise: push_up, reps: AMRAP, cap: 60s, focus: internal}", "by its effect"),
    ]:
        (one,) = of("W-FOCUS", item)
        assert word in one.what


def test_a_slow_drill_of_a_skill_may_look_inside():
    item = "{exercise: front_kick, reps: 6, tempo: 2-0-2-1, focus: internal}"
    assert of("W-FOCUS", item, head="goal: skill") == []


def test_outward_focus_for_growth_is_a_hint():
    (one,) = of("W-FOCUS", "{exercise: biceps_curl, focus: external}", head="goal: hypertrophy")
    assert one.severity == "info"


# W-TALK, W-LENGTH


def test_more_talk_than_a_third_is_reported_for_the_exercise():
    heard = HeardTime(1_000_000, {0: 0.2, 1: 0.41, 2: 0.3})
    (one,) = of("W-TALK", "{exercise: biceps_curl, sets: 3}", heard=heard)
    assert (one.severity, one.position) == ("warning", (6, 5))
    assert "41 %" in one.what
    assert (
        of("W-TALK", "{exercise: biceps_curl, sets: 3}", heard=HeardTime(1_000_000, {0: 0.35}))
        == []
    )


@pytest.mark.parametrize(("minutes", "severity"), [(60, None), (61, "info"), (91, "warning")])
def test_a_long_session_is_pointed_out(minutes, severity):
    found = of("W-LENGTH", "plank", heard=HeardTime(minutes * 60_000))
    assert [one.severity for one in found] == ([severity] if severity else [])
    head = "modality: running"
    run = "{exercise: easy_run, duration: 20m}"
    assert of("W-LENGTH", run, head=head, heard=HeardTime(minutes * 60_000)) == []


# W-SOLO, W-WARMUP, W-STRAIN, W-REST


@pytest.mark.parametrize(
    ("item", "severity"),
    [
        (press("74%"), None), (press("75%"), "warning"), (press("85%"), "strong"),
        (press("RPE 9"), "warning"), (press("RPE 8"), None),
        ("{exercise: bench_press, reps: AMRAP, cap: 60s}", "strong"),
        ("{exercise: back_squat, load: 80%}", "warning"),
        ("{exercise: deadlift, load: 90%}", None),
        ("{exercise: leg_press, load: 90%}", None),
    ],
)  # fmt: skip
def test_nobody_should_be_alone_under_a_heavy_bar(item, severity):
    found = of("W-SOLO", item)
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert of("W-SOLO", item, head="spotter: true") == []


def test_a_heavy_set_wants_a_lighter_one_before_it():
    (one,) = of("W-WARMUP", press("70%"), head="one_rm: {bench_press: 100kg}")
    assert "50 kg and 70 kg" in one.what
    assert of("W-WARMUP", press("69%")) == []
    assert of("W-WARMUP", press("50%", sets=1), press("80%")) == []
    assert of("W-WARMUP", "push_up", press("80%")) == []
    assert of("W-WARMUP", "{exercise: rowing_machine, duration: 5m}", press("80%")) == []
    assert len(of("W-WARMUP", press("80%"), press("85%"), "{exercise: deadlift, load: 80%}")) == 2


@pytest.mark.parametrize("flag", ["pregnant", "hypertension", "glaucoma"])
def test_straining_with_a_condition_is_answered_with_care(flag):
    head = f"profile: [{flag}]"
    press = "{{exercise: machine_chest_press, load: {}}}".format
    for item in (press("80%"), press("RPE 9"), "{exercise: push_up, reps: AMRAP, cap: 60s}"):
        (one,) = of("W-STRAIN", item, head=head)
        assert one.severity == "strong"
        assert "ask your clinician" in one.what
    assert [one.severity for one in of("W-STRAIN", press("75%"), head=head)] == ["warning"]
    assert of("W-STRAIN", press("60%"), head=head) == []


def test_flags_that_say_nothing_of_pressure_do_not_warn_of_it():
    assert of("W-STRAIN", press("90%"), head="profile: [knee_pain, desk_worker]") == []


def test_rests_have_room_to_recover_and_to_answer():
    heavy = press("85%", rest="60s", focus="external")
    assert [o.severity for o in of("W-REST", heavy, head="goal: max_strength")] == ["warning"]
    assert [o.severity for o in of("W-REST", heavy)] == ["info"]
    assert of("W-REST", press("85%", rest="2m")) == []
    assert len(of("W-REST", "{exercise: biceps_curl, rest: 20s}")) == 1
    assert of("W-REST", "{exercise: biceps_curl, rest: 30s}") == []
    assert of("W-REST", "{exercise: plank, sets: 2, hold: 20s, rest: 15s}") == []


# W-ORDER, W-ACTIVATION, W-MUSIC


def test_a_demanding_lift_comes_before_its_muscles_are_tired():
    (one,) = of("W-ORDER", "leg_extension", "back_squat")
    assert "Leg extension" in one.what
    assert one.exercise == "back_squat"
    assert of("W-ORDER", "back_squat", "leg_extension") == []
    assert of("W-ORDER", "biceps_curl", "back_squat") == []
    assert of("W-ORDER", "leg_extension", "back_squat", head="stage: learn") == []


@pytest.mark.covers("A34")
def test_work_that_calls_for_an_activation_gets_the_advice_to_add_one():
    (one,) = of("W-ACTIVATION", "back_squat", prepare="prepare: none\n")
    assert (one.severity, one.key) == ("info", "prepare")
    assert one.suggest == {"activation": "glutes"}
    learning = of("W-ACTIVATION", "goblet_squat", prepare="prepare: none\n", head="stage: learn")
    assert [one.severity for one in learning] == ["warning"]


@pytest.mark.covers("A34")
def test_the_usual_preparation_has_it_already():
    assert of("W-ACTIVATION", "back_squat", prepare="") == []
    assert of("W-ACTIVATION", "back_squat") == []
    outward = "{exercise: back_squat, focus: external}"
    assert of("W-ACTIVATION", outward, prepare="prepare: none\n") == []


@pytest.mark.covers("A11")
def test_music_is_wordless_and_soft():
    def music(bed):
        return [(o.severity, o.key) for o in of("W-MUSIC", "plank", head=f"bed: {{{bed}}}")]

    assert music("file: a.mp3") == [("warning", "bed")]
    assert music("file: a.mp3, instrumental: true") == []
    assert music("file: a.mp3, instrumental: true, level: -12") == [("info", "bed")]
    assert of("W-MUSIC", "plank") == []


# Advice as a whole


def test_the_gravest_comes_first_then_the_plans_order():
    found = advice(
        "{exercise: biceps_curl, reps: 20}",
        press("80%", focus="internal"),
        "{exercise: leg_curl, tempo: 1-0-1-0}",
        prepare="prepare: none\n",
        head="bed: {file: a.mp3}",
    )
    graveness = [("strong", "warning", "info").index(one.severity) for one in found]
    assert graveness == sorted(graveness)
    assert found[0].id == "W-LOAD"


def test_members_of_a_superset_and_intervals_have_their_own_places():
    found = advice(
        "superset: [{exercise: biceps_curl, reps: 20}, {exercise: leg_curl, tempo: 1-0-1-0}]",
        "interval: {exercise: thruster, work: 20s, rest: 10s, rounds: 8}",
        head="stage: learn",
    )
    places = {one.id: (one.exercise, one.position) for one in found if one.id != "W-REST"}
    assert places["W-REPS"] == ("biceps_curl", (6, 16))
    assert places["W-TEMPO"] == ("leg_curl", (6, 51))
    assert places["W-COMPLEX"] == ("thruster", (7, 5))


def test_a_quiet_sensible_plan_gets_no_advice():
    plan = ("{exercise: biceps_curl, sets: 3, reps: 10, load: 60%}", "{exercise: plank, sets: 2}")
    assert (
        advice(*plan, prepare="", head="stage: learn", heard=HeardTime(1_500_000, {0: 0.2})) == []
    )


LOADS = st.builds(
    Load,
    unit=st.sampled_from(["percent", "kg", "lb", "rpe", "bodyweight"]),
    value=st.floats(1, 150),
)
ITEMS = st.builds(
    ExerciseItem,
    exercise=st.sampled_from([e.id for e in load_catalogue().exercises if e.metric == "reps"]),
    sets=st.integers(1, 4),
    reps=st.integers(1, 40).map(lambda n: Reps(low=n, high=n)),
    tempo=st.builds(
        Tempo,
        eccentric=st.integers(0, 9000),
        stretch=st.integers(0, 3000),
        concentric=st.integers(500, 9000),
        peak=st.integers(0, 3000),
    ),
    load=st.none() | LOADS,
    focus=st.none() | st.sampled_from(["internal", "external", "auto"]),
    rest_ms=st.integers(0, 300_000),
)
PLANS = st.builds(
    Plan,
    title=st.just("T"),
    goal=st.sampled_from(list(Plan.model_fields["goal"].annotation)),
    stage=st.sampled_from(list(Stage)),
    focus=st.sampled_from(["internal", "external", "auto"]),
    readiness=st.sampled_from(["low", "normal", "high"]),
    one_rm=st.just({"bench_press": Load(unit="kg", value=80)}) | st.just({}),
    profile=st.frozensets(st.sampled_from(["pregnant", "glaucoma", "back_pain"])),
    work=st.lists(ITEMS, min_size=1, max_size=5).map(tuple),
)


@settings(max_examples=40)
@given(PLANS)
def test_advice_never_fails_and_each_piece_says_what_to_do(plan):
    found = advise(
        build_session(plan, load_catalogue()), load_catalogue(), HeardTime(10**7, {0: 0.9})
    )
    for one in found:
        assert one.id in RULES
        what, _, fix = one.what.partition("; ")
        assert what, one.what
        assert fix, one.what
        assert not one.what.endswith(".")
        assert "None" not in one.what
