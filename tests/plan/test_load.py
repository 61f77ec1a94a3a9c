"""A plan file becomes a Plan; every mistake in it becomes a line with its place and fix."""

import io
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import ManyErrors, MissingError, MmcError, PlanError
from mmc_audio.plan.model import (
    ExerciseItem,
    Goal,
    Interval,
    IntervalItem,
    Load,
    MusicBed,
    OwnCues,
    Phase,
    Plan,
    Reps,
    Routine,
    Stage,
    SupersetItem,
    VoiceChoice,
)
from mmc_audio.plan.read import load_plan, read_plan

GOLDEN = Path(__file__).parents[1] / "golden"

SAMPLE = """
title: Pull day, biceps focus
goal: hypertrophy
stage: learn
language: en
voice: {engine: pyttsx3, name: en-us, pace: 150}
one_rm: {biceps_curl: 20kg}
prepare:
  - physiological_sigh: {cycles: 3}
  - body_scan: {preset: quick, posture: seated}
  - activation: {exercise: single_leg_hip_bridge, reps: 6, side: each}
work:
  - exercise: biceps_curl
    sets: 3
    reps: 10
    tempo: 3-0-2-1
    load: 65%
    rest: 75s
    focus: internal
  - exercise: plank
    sets: 2
    hold: 30s
  - superset:
      - {exercise: triceps_pushdown, reps: 12}
      - {exercise: rear_delt_fly, reps: 12}
    rounds: 3
    rest: 90s
  - {exercise: bulgarian_split_squat, sets: 2, reps: 6, side: each, tempo: 30X1, rest: 2m}
  - interval: {exercise: kettlebell_swing, work: 20s, rest: 10s, rounds: 8}
close: [progressive_relaxation, reflection]
"""


def read(text):
    return read_plan(dedent(text), "p.yaml")


def item(text):
    """The one exercise of a plan in flow style."""
    (only,) = read(f"work: [{text}]").work
    return only


def complaints(reading):
    """What a reading says is wrong, line by line; any other exception goes through."""
    try:
        reading()
    except MmcError as error:
        return str(error).splitlines()
    return []


def wrong(text):
    reported = complaints(lambda: read(text))
    assert reported
    return reported


def test_the_sample_of_the_design_is_read():
    plan = read(SAMPLE)
    assert (plan.title, plan.goal, plan.stage) == (
        "Pull day, biceps focus", Goal.HYPERTROPHY, Stage.LEARN
    )  # fmt: skip
    assert plan.voice == VoiceChoice(engine="pyttsx3", name="en-us", pace=150)
    assert plan.one_rm == {"biceps_curl": Load(unit="kg", value=20)}
    assert [routine.options for routine in plan.prepare] == [
        {"cycles": 3},
        {"preset": "quick", "posture": "seated"},
        {"exercise": "single_leg_hip_bridge", "reps": 6, "side": "each"},
    ]
    assert [routine.routine for routine in plan.close] == ["progressive_relaxation", "reflection"]
    curl, plank, pair, squat, swing = plan.work
    assert (curl.sets, curl.reps, curl.tempo.rep_ms) == (3, Reps(low=10, high=10), 6000)
    assert (curl.load.value, curl.rest_ms, curl.focus) == (65, 75_000, "internal")
    assert (plank.sets, plank.hold_ms, plank.reps) == (2, 30_000, None)
    assert [member.exercise for member in pair.superset] == ["triceps_pushdown", "rear_delt_fly"]
    assert (pair.rounds, pair.rest_ms) == (3, 90_000)
    assert (squat.side, squat.tempo.fast, squat.rest_ms) == ("each", {Phase.CONCENTRIC}, 120_000)
    assert swing.interval == Interval(
        exercise="kettlebell_swing", work_ms=20_000, interval_rest_ms=10_000, rounds=8
    )


def test_items_know_their_place_in_the_file():
    plan = read(SAMPLE)
    assert [work.position for work in plan.work] == [
        (13, 5), (20, 5), (23, 5), (28, 5), (29, 5)
    ]  # fmt: skip
    assert [member.position for member in plan.work[2].superset] == [(24, 9), (25, 9)]
    assert plan.prepare[1].position == (10, 5)


EVERY_KEY = """
title: Everything
goal: endurance
stage: integrate
focus: external
modality: hiit
language: en-GB
date: 2028-02-29
voice: {engine: silent, name: any, pace: 120}
talk: sparse
intro: false
ack_safety: yes
one_rm: {back_squat: 220 lb}
tm: 90%
plate_step: 1.25kg
length: 40m
readiness: low
profile: [desk_worker, back pain]
sport: tennis
spotter: true
bed: {file: beds/rain.mp3, level: -24 dB, instrumental: true}
prepare: none
work:
  - exercise: dragon_walk
    sets: 2
    reps: 8-12
    tempo: 2.5-0-2-1
    start_phase: concentric
    side: each
    switch: 8s
    load: RPE 8
    rest: 1:15
    recovery: easy walk
    focus: auto
    variant: low
    cues:
      muscle_call: glutes
      setup: Stand tall
      lift: Drive up
      squeeze: Squeeze
      lower: Sink
      external: Push the floor away
      imagery: Picture a spring
      form_check: Are your hips level?
      feel: {target: the glutes, elsewhere: the lower back}
      phase_words: {eccentric: down, concentric: up}
  - {exercise: pull_up, amrap: 45s}
  - {exercise: pull_up, reps: AMRAP, cap: 1m}
  - {exercise: easy_run, duration: 20 min}
  - {exercise: pilates_hundred, breaths: 10}
  - superset: [{exercise: curl, reps: 8/side}, plank]
  - interval: {exercise: swing, work: 40s, rounds: 5, focus: external, cues: {lift: Snap}}
    rest: 3m
close: reflection
lexicon: {RDL: Romanian deadlift, Nordic: NOR-dick /nodik/}
templates: {rest: {imagery: false, questions: 2, gap: 1.5, say: 90s}}
"""


def test_every_field_of_the_model_has_a_key_in_the_file():
    plan = read(EVERY_KEY)
    assert set(Plan.model_fields) == plan.model_fields_set
    walk, amrap, capped, run, hundred, pair, swing = plan.work
    each = {
        "up_to", "each", "cluster", "ranges", "warmup", "drops", "change_ms", "rest_pause", "myo",
        "ladder", "pause_ms", "only", "note", "distance_m", "pace", "like", "muscle", "talk",
    }  # fmt: skip
    counted = {"amrap_ms", "cap_ms", "hold_ms", "duration_ms", "breaths"}
    assert set(ExerciseItem.model_fields) == walk.model_fields_set | counted | each
    assert set(type(walk.cues).model_fields) == walk.cues.model_fields_set
    assert (amrap.amrap_ms, capped.amrap_ms, capped.reps) == (45_000, 60_000, None)
    assert (run.duration_ms, hundred.breaths) == (1_200_000, 10)
    assert set(SupersetItem.model_fields) == pair.model_fields_set | {"rounds", "rest_ms"}
    assert pair.superset[0].side == "each"
    assert set(Interval.model_fields) == swing.interval.model_fields_set | {
        "interval_rest_ms", "like", "muscle", "recovery"
    }  # fmt: skip
    assert (swing.interval.interval_rest_ms, swing.rest_ms) == (0, 180_000)


def test_values_arrive_as_meant():
    plan = read(EVERY_KEY)
    assert plan.bed == MusicBed(file="beds/rain.mp3", level_db=-24, instrumental=True)
    assert plan.profile == {"desk_worker", "back_pain"}
    assert (plan.intro, plan.ack_safety, plan.language, plan.date) == (
        False, True, "en-gb", "2028-02-29"
    )  # fmt: skip
    assert (plan.prepare, plan.close) == (
        (),
        (Routine(routine="reflection", position=plan.close[0].position),),
    )
    assert plan.templates == {"rest": {"imagery": False, "questions": 2, "gap": 1.5, "say": "90s"}}
    assert plan.work[0].cues.feel.elsewhere == "the lower back"
    assert plan.work[0].cues.phase_words == {Phase.ECCENTRIC: "down", Phase.CONCENTRIC: "up"}


def test_what_is_left_out_stays_open():
    plan = read("work: [plank]")
    assert (plan.prepare, plan.close, plan.goal) == (None, None, Goal.GENERAL)
    assert plan.work == (ExerciseItem(exercise="plank", position=(1, 8)),)


@pytest.mark.parametrize(
    ("name", "title"),
    [("plans/push-day_a.yaml", "Push day a"), ("<stdin>", "Session"), ("PULL.yaml", "Pull")],
)
def test_a_plan_without_a_title_is_called_as_its_file(name, title):
    assert read_plan("work: [plank]", name).title == title


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("sets: 3x10", "sets: 3, reps: 10"),
        ("reps: 8/leg, side: each", "reps: 8, side: each"),
        ("sets: 3x8-12/side", "sets: 3, reps: 8-12, side: each"),
        ("sets: 2x45s", "sets: 2, hold: 45s"),
        ("sets: 3xAMRAP, cap: 60s", "sets: 3, amrap: 60s"),
        ("reps: 8/leg", "reps: 8, side: each"),
        ("reps: AMRAP, cap: 60s", "amrap: 60s"),
        ("tempo: 3010", "tempo: 3-0-1-0"),
        ("tempo: 0310", "tempo: 0-3-1-0"),
        ("rest: 90", "rest: 1:30"),
    ],
)
def test_shorthand_means_the_same_as_the_long_form(short, long):
    assert item(f"{{exercise: x, {short}}}") == item(f"{{exercise: x, {long}}}")


@pytest.mark.parametrize(
    ("written", "options"),
    [
        ("{tense: 6s, release: 24}", {"tense_ms": 6000, "release_ms": 24_000}),
        ("{length: short, hold: 1:30}", {"length": "short", "hold_ms": 90_000}),
        ("{pause: 8s}", {"pause_ms": 8000}),
        ("{cycles: 3, deep: true}", {"cycles": 3, "deep": True}),
        ('{preset: "3"}', {"preset": "3"}),
        ("{level: 0.5, order: toe_to_head}", {"level": 0.5, "order": "toe_to_head"}),
    ],
)
def test_routine_options_tell_times_from_numbers_and_words(written, options):
    (routine,) = read(f"prepare: [{{body_scan: {written}}}]").prepare
    assert routine.options == options
    assert list(map(type, routine.options.values())) == list(map(type, options.values()))


def test_wrong_plans_read_like_the_golden_file():
    """Each block is a plan and, after `> `, what is reported about it."""
    golden = (GOLDEN / "wrong_plans.txt").read_text(encoding="utf-8")
    plans = [block.partition("\n> ")[0] for block in golden.split("\n\n")]
    actual = ["\n> ".join([plan, *wrong(plan)]) for plan in plans]
    assert "\n\n".join(actual) + "\n" == golden


@pytest.mark.parametrize(
    "work",
    [
        "{exercise: x, sets: 100, reps: 1000}",
        "{exercise: x, sets: 13, duration: 1h}",
        "{interval: {exercise: x, work: 1h, rest: 1h, rounds: 200}}",
        "{superset: [{exercise: x, reps: 1000, tempo: 60-60-60-60}, y], rounds: 100}",
        "{exercise: x, hold: 1h, sets: 7, side: each}",
        ", ".join(["{exercise: x, sets: 10, rest: 1h}"] * 2),
    ],
)
def test_a_session_over_twelve_hours_is_refused_before_anything_is_expanded(work):
    start = time.process_time()
    (reported,) = wrong(f"work: [{work}]")
    assert "12 are the most; write fewer sets or shorter times" in reported
    assert reported.startswith("p.yaml:1:1: ")
    assert time.process_time() - start < 0.5


def test_not_endlessly_many_mistakes_are_reported():
    reported = wrong("work:\n" + "- {exercise: x, rest: never}\n" * 400)
    assert len(reported) == 31
    assert reported[-1].endswith("and 370 more; fix these first")


def test_one_mistake_is_a_plan_error_and_several_are_many():
    with pytest.raises(PlanError):
        read("work: [{exercise: x, hold: never}]")
    with pytest.raises(ManyErrors) as caught:
        read("titel: x\nwork: [{exercise: x, hold: never}]")
    assert caught.value.exit_code == 65


def test_a_plan_is_loaded_from_a_file_or_standard_input(tmp_path, monkeypatch):
    path = tmp_path / "my-plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode())
    assert load_plan(path) == read(SAMPLE)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"work: [plank]")))
    assert load_plan("-").title == "Session"
    with pytest.raises(MissingError, match="there is no such file"):
        load_plan(tmp_path / "none.yaml")


def test_a_place_names_the_file_as_it_was_given(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("work: 3x\nwork: 4")
    assert complaints(lambda: load_plan(path))[0].startswith(f"{path}:2:1: 'work' stands here")


KEYS = st.sampled_from(
    [key for model in (Plan, ExerciseItem, SupersetItem, IntervalItem, OwnCues)
     for key in model.file_keys()]
)  # fmt: skip
VALUES = st.sampled_from(
    ["", "none", "3x8/side", "AMRAP", "30X1", "90s", "-1", ".inf", "10", "each", "65%", "true", "~",
     "2026-11-30", "plank", "hypertrophy", "[]", "{}", "99999999999999999999", "'", "1e999", "<<"]
) | st.text(max_size=8)  # fmt: skip
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.dictionaries(KEYS, inner, max_size=4).map(
            lambda table: "{" + ", ".join(f"{k}: {v}" for k, v in table.items()) + "}"
        )
    ),
    max_leaves=15,
)


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_no_plan_text_ever_gives_a_traceback(table):
    text = "".join(f"{key}: {value}\n" for key, value in table.items())
    for reported in complaints(lambda: read_plan(text, "p.yaml")):
        assert reported.startswith("p.yaml:")
        assert "; " in reported


def test_a_long_plan_is_loaded_in_no_time():
    item = "  - exercise: curl\n    sets: 3\n    reps: 8-12\n    tempo: 3-0-2-1\n    rest: 90s\n"
    text = "title: Long\nwork:\n" + item * 40
    read_plan(text, "p.yaml")
    start = time.process_time()
    read_plan(text, "p.yaml")
    assert time.process_time() - start < 0.1


def test_loading_needs_no_heavy_room():
    code = "import sys, mmc_audio.plan.read; print(*{m.split('.')[0] for m in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "jinja2", "click", "rich", "PIL", "starlette", "pydub"}
    assert not heavy & set(ran.stdout.split())


@pytest.mark.parametrize("work", ["1", "[12]", "[{exercise: '...'}]"])
def test_a_name_without_a_letter_is_no_exercise(work):
    with pytest.raises(MmcError, match="has no letter in it"):
        read_plan(f"title: T\nwork: {work}\n", "p.yaml")
