"""Safety lines are said whatever the stage and the talk, and each has its moment."""

from itertools import product

import pytest
from sessions import BARE, cues, kinds, session_of, sets, timeline_of, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.steps import SetStep
from mmc_audio.coaching.texts import routines as spoken
from mmc_audio.library.cues import sheet_of
from mmc_audio.templates.context.sets import set_moments
from mmc_audio.templates.files import read_library
from mmc_audio.templates.rendering import Moment, render_from

STAGES = ("learn", "build", "integrate")
TALK = ("full", "normal", "sparse")
WORK = [
    "{exercise: back squat, sets: 2, reps: 3, load: 85%, rest: 2m}",
    "{exercise: leg curl, sets: 2, reps: 10, rest: 45s}",
    "{exercise: tree pose, breaths: 3}",
    "interval: {exercise: squat jump, work: 20s, rest: 20s, rounds: 2}",
    "emom: {every: 60s, rounds: 2, do: [5 thrusters]}",
]


def lines_of(stage, talk):
    script = work(*WORK, head=f"{BARE}stage: {stage}\ntalk: {talk}\n")
    return [text for s in script.sections for cue in kinds(s, "safety") for text in cue.wordings]


@pytest.mark.parametrize(("stage", "talk"), [*product(STAGES, TALK)])
def test_no_stage_and_no_talk_takes_a_safety_line_away(stage, talk):
    assert lines_of(stage, talk) == lines_of("learn", "normal")


def test_pins_cramp_faintness_and_sharp_pain_have_their_moment():
    said = lines_of("integrate", "sparse")
    safety = spoken()["safety"]
    for key in ("sharp_pain", "faint"):
        assert said.count(safety[key]) == 1
    assert any("cramp" in text for text in said)
    pins = work("{exercise: back squat, sets: 1, reps: 5}", head=f"{BARE}talk: sparse\n")
    assert any(
        "safety pins" in t for s in pins.sections for c in kinds(s, "safety") for t in c.wordings
    )


def test_the_faint_line_comes_in_the_rest_and_the_others_before_the_set():
    sheet = sheet_of(timeline_of(work(*WORK, head=BARE)), "silent")
    lines = [cue for cue in sheet["cues"] if cue["kind"] == "safety"]
    faint = spoken()["safety"]["faint"]
    assert {cue["span"] for cue in lines if cue["text"] == faint} == {"rest"}
    assert {cue["span"] for cue in lines if cue["text"] != faint} == {"setup"}


def test_no_safety_line_can_be_dropped():
    for section in work(*WORK, head=BARE).sections:
        assert not [cue for cue in kinds(section, "safety") if cue.optional]


@pytest.mark.parametrize("stage", ["learn", "integrate"])
def test_every_exercise_says_its_safety_line_before_its_first_set(stage):
    asked = [e for e in load_catalogue().exercises if e.safety and e.metric != "time"]
    moments = [first_moment(exercise, stage) for exercise in asked]
    pieces = render_from(read_library([], "en"), moments, options={})
    missing = [
        exercise.id
        for exercise, moment, piece in zip(asked, moments, pieces, strict=True)
        if exercise.safety.rstrip(".") not in piece.text
        and not (moment.context["set"]["solo"] and moment.context["exercise"]["needs_spotter"])
    ]
    assert missing == []
    assert len(asked) > 300


def first_moment(exercise, stage):
    """The introduction of its first set, in a session of its own."""
    session = session_of(f"{BARE}stage: {stage}\ntalk: sparse\nwork: [{exercise.id}]")
    step = next(s for s in session.work if isinstance(s, SetStep))
    name, context, ids = next(iter(set_moments(step, session)))
    plan = {"talk": "sparse", "stage": stage, "spotter": False}
    return Moment(name, {"plan": plan, **context}, "seed", ids)


def test_an_unloaded_session_never_says_to_put_a_weight_down():
    script = work("{exercise: bodyweight squat, sets: 2, reps: 10, rest: 60s}")
    texts = [t for s in sets(script) for cue in cues(s) for t in cue.wordings]
    assert spoken()["safety"]["faint_free"] in texts
    assert not any("weight down" in text for text in texts)
