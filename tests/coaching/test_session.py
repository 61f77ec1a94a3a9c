"""A plan becomes a session: what happens, in order, with every default filled."""

import pytest
from sessions import BARE, session_of

from mmc_audio.coaching.routine_options import resolve_routine
from mmc_audio.coaching.steps import (
    AmrapDose,
    BreathsDose,
    HoldDose,
    IntervalStep,
    RepsDose,
    RoutineStep,
    SetStep,
    TimeDose,
)
from mmc_audio.errors import ManyErrors, PlanError
from mmc_audio.plan.model import Routine


def bare(*items, head=BARE):
    return session_of(head + "work:\n" + "".join(f"  - {item}\n" for item in items))


def outline(session):
    return [
        f"{m.exercise.id} {m.number}/{m.count} rest {m.rest_ms // 1000}"
        if isinstance(m, SetStep)
        else f"{m.exercise.id} x{m.rounds}"
        if isinstance(m, IntervalStep)
        else m.routine
        for m in session.moments
    ]


@pytest.mark.covers("A30", "A46", "A60")
def test_the_usual_order_is_breath_sigh_scan_activation_sets_closing():
    head = "title: t\nprepare: usual\nclose: usual"
    session = session_of(f"{head}\nwork: [{{exercise: back squat, sets: 2, rest: 90s}}]")
    assert outline(session) == [
        "intro", "diaphragmatic_breath", "physiological_sigh", "body_scan", "activation",
        "back_squat 1/2 rest 90", "back_squat 2/2 rest 0",
        "progressive_relaxation", "reflection", "carry_over",
    ]  # fmt: skip


def test_preparation_is_in_proportion_to_the_work():
    tabata = "{interval: {exercise: kettlebell swing, work: 20s, rest: 10s, rounds: 4}}"
    brief = session_of(f"title: t\nwork: [{tabata}]")
    assert [step.routine for step in brief.moments if isinstance(step, RoutineStep)] == [
        "intro", "physiological_sigh", "reflection"
    ]  # fmt: skip
    for head in ("prepare: usual", "prepare: long"):
        assert "body_scan" in outline(session_of(f"title: t\n{head}\nwork: [{tabata}]"))
    assert "imagery" in outline(session_of(f"title: t\nprepare: long\nwork: [{tabata}]"))
    head = "title: t\nprepare: short\nclose: none"
    short = session_of(f"{head}\nwork: [{{exercise: plank, sets: 9}}]")
    assert outline(short)[1] == "physiological_sigh"


@pytest.mark.parametrize(
    ("item", "sets"),
    [("plank", 1), ("{exercise: plank, sets: 3}", 3), ("easy run", 1), ("biceps curl", 3),
     ("{exercise: push-up, hold: 20s}", 1), ("{exercise: farmer carry, distance: 40m}", 1)],
)  # fmt: skip
def test_without_a_number_there_is_one_set_where_it_is_not_one_of_reps(item, sets):
    assert len(session_of(f"title: t\nwork: [{item}]").sets) == sets


@pytest.mark.covers("A34", "A37")
def test_a_squat_day_wakes_the_glutes_and_the_squat_recalls_it():
    session = session_of("title: t\nwork: [{exercise: biceps curl, sets: 1}, back squat]")
    (activation,) = [m for m in session.moments if getattr(m, "routine", "") == "activation"]
    assert activation.options["exercise"] == "glute_bridge"  # nothing of the plan is a roller
    recalls = {s.exercise.id: s.recall for s in session.sets if s.first}
    assert recalls == {"biceps_curl": "", "back_squat": "glute bridge"}
    assert [s.recall for s in session.sets if not s.first] == ["", ""]


@pytest.mark.covers("A34")
def test_no_activation_where_prepare_says_so():
    session = session_of("title: t\nprepare: none\nwork: [back squat]")
    assert "activation" not in outline(session)


def test_supersets_alternate_and_rest_after_the_round():
    session = bare(
        "{superset: [triceps pushdown, rear delt fly], rounds: 2, rest: 45s}", "{exercise: plank}"
    )
    assert outline(session)[1:5] == [
        "triceps_pushdown 1/2 rest 0",
        "rear_delt_fly 1/2 rest 45",
        "triceps_pushdown 2/2 rest 0",
        "rear_delt_fly 2/2 rest 45",
    ]


def test_no_rest_after_the_last_set_of_the_work():
    session = bare("{exercise: plank, sets: 2, rest: 30s}", "{exercise: shrug, sets: 2, rest: 60s}")
    assert [s.rest_ms for s in session.sets] == [30_000, 30_000, 60_000, 0]
    assert [s.last for s in session.sets] == [False, False, False, True]


@pytest.mark.parametrize(
    ("rest", "ready"),
    [("90s", 12), ("60s", 12), ("45s", 8), ("8s", 8), ("6s", 6), ("4s", 4), ("3s", 3), ("0s", 0)],
)
def test_the_end_of_a_rest_belongs_to_the_next_section(rest, ready):
    first, second = bare(f"{{exercise: push-up, sets: 2, rest: {rest}}}").sets
    assert (first.ready_ms, first.next_ready_ms) == (0, 1000 * ready)
    assert second.ready_ms == 1000 * ready


@pytest.mark.parametrize(
    ("item", "dose"),
    [
        ("{exercise: plank}", HoldDose(30_000)),
        ("{exercise: plank, hold: 20s}", HoldDose(20_000)),
        ("{exercise: push-up, reps: AMRAP, cap: 60s}", AmrapDose(60_000)),
        ("{exercise: tree pose, breaths: 5}", BreathsDose(5, 5000, 5000)),
        ("{exercise: hundred}", BreathsDose(10, 5000, 5000, 5)),
        ("{exercise: easy run}", TimeDose(20 * 60_000)),
        ("{exercise: jump rope, duration: 60s}", TimeDose(60_000)),
    ],
)
def test_each_measure_is_understood_or_taken_from_the_catalogue(item, dose):
    assert bare(item).sets[0].dose == dose


def test_reps_and_tempo_come_from_the_catalogue_where_the_plan_is_silent():
    dose = bare("biceps curl").sets[0].dose
    assert isinstance(dose, RepsDose)
    assert (dose.reps.high, dose.tempo.rep_ms, dose.start) == (12, 6000, "concentric")


def test_each_side_is_left_then_right_and_one_sided_exercises_have_both():
    assert bare("{exercise: lunge, side: each}").sets[0].sides == ("left", "right")
    assert bare("{exercise: side plank}").sets[0].sides == ("left", "right")
    assert bare("{exercise: side plank, side: right}").sets[0].sides == ("right",)
    assert bare("{exercise: plank}").sets[0].sides == ()


@pytest.mark.covers("A33")
def test_a_tired_day_is_lighter():
    tired = BARE + "readiness: low\none_rm: {biceps_curl: 20kg}\n"
    loaded = bare("{exercise: biceps_curl, sets: 3, load: 60%}", head=tired).sets
    assert len(loaded) == 3
    assert loaded[0].percent == pytest.approx(51)
    assert len(bare("{exercise: push-up, sets: 3}", head=tired).sets) == 2
    assert (
        bare("{interval: {exercise: thruster, work: 20s, rest: 10s, rounds: 8}}", head=tired)
        .work[0]
        .rounds
        == 7
    )


@pytest.mark.covers("A33")
@pytest.mark.parametrize(("asked", "done"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4)])
def test_a_tired_day_takes_a_set_only_where_two_are_left(asked, done):
    for readiness, count in {"low": done, "normal": asked, "high": asked}.items():
        head = f"{BARE}readiness: {readiness}\n"
        assert len(bare(f"{{exercise: push-up, sets: {asked}}}", head=head).sets) == count


def test_an_amrap_is_external_whatever_the_goal():
    (item,) = bare("{exercise: push-up, reps: AMRAP, cap: 30s, sets: 1}").sets
    assert item.focus == "external"


@pytest.mark.covers("A57")
def test_an_exercise_of_the_plan_itself_needs_its_cues_and_nothing_else():
    own = (
        "{exercise: Towel grip hang, sets: 1, reps: 3, cues: {muscle_call: forearms, "
        "lift: Squeeze, lower: Ease, external: Crush the towel}}"
    )
    (item,) = bare(own).sets
    assert item.exercise.name == "Towel grip hang"
    assert item.exercise.cues.lift == ("Squeeze",)


def test_a_plans_own_words_stand_before_the_catalogues():
    (item,) = bare("{exercise: plank, sets: 1, cues: {imagery: A bridge. | Bridge.}}").sets
    assert item.exercise.imagery == ("A bridge.", "Bridge.")
    assert item.exercise.cues.lift


@pytest.mark.covers("A44")
def test_a_variant_changes_the_muscle_and_its_cues():
    (item,) = bare("{exercise: bench press, variant: triceps, sets: 1}").sets
    assert item.exercise.muscle_call == "triceps"
    assert "triceps" in item.exercise.cues.lift[0].lower()


def test_profile_flags_soften():
    flagged = BARE + "profile: [hypertension]\n"
    assert bare("{exercise: plank, hold: 60s}", head=flagged).sets[0].dose == HoldDose(20_000)
    session = session_of("title: t\nprofile: [pregnant]\nwork: [plank]")
    postures = {m.options.get("posture") for m in session.moments if hasattr(m, "options")}
    assert "lying" not in postures


@pytest.mark.covers("A16")
def test_profile_flags_add():
    desk = session_of("title: t\nprofile: [desk_worker, high_stress]\nwork: [biceps curl]")
    assert outline(desk).count("activation") == 1
    assert "even_breath" in outline(desk)


WRONG = {
    "{exercise: tree pose, cues: {setup: Stand tall and close your eyes}}": (
        'eyes stay open in Tree pose; take "close your eyes" out of its setup'
    ),
    "{exercise: my row, like: xyzzy}": 'like: there is no exercise "xyzzy"; write',
    "{exercise: my row, muscle: xyzzy}": 'muscle: "xyzzy" is no muscle; write one of',
    "{exercise: plank, reps: 10}": "Plank is held, not repeated; write hold: 30s",
    "{exercise: easy run, hold: 30s}": "measured by time; write duration: 20m",
    "{exercise: biceps curl, breaths: 5}": "repeated, not held; write reps: 10",
    "{exercise: plank, tempo: 3-0-2-1}": "a hold, which has no tempo; take tempo: out",
    "{exercise: bench press, variant: calves}": "no variant calves; write one of triceps",
    "{exercise: plank, variant: calves}": "no variant calves; it has none, take variant: out",
    "{interval: {exercise: hundred, work: 20s, rest: 10s, rounds: 2}}": "counted in breaths",
}


@pytest.mark.parametrize(("item", "message"), WRONG.items())
def test_what_cannot_be_meant_is_one_line_with_its_fix(item, message):
    with pytest.raises(PlanError, match=message) as reported:
        bare(item)
    assert "\n" not in str(reported.value)
    assert "plan.yaml:7" in str(reported.value)


@pytest.mark.parametrize(
    ("routine", "option", "written", "read"),
    [
        ("sigh", "posture", "Standing-Supported", "standing_supported"),
        ("imagery", "exercise", " Back squat ", "Back squat"),
    ],
)
def test_words_of_an_option_are_read_as_people_write_them(routine, option, written, read):
    step = resolve_routine(Routine(routine=routine, options={option: written}), "prepare", {})
    assert step.options[option] == read


WRONG_HEADS = {
    "prepare: [body_scam]": "no routine body_scam; did you mean body_scan",
    "prepare: [{body_scan: {prestet: quick}}]": "no option prestet; did you mean preset",
    "prepare: [{body_scan: {posture: standing}}]": "never standing or moving.*lying or seated",
    "prepare: [{body_scan: {preset: huge}}]": "write quick or standard or deep",
    "prepare: [{physiological_sigh: {cycles: 9}}]": "light-headed.*write 1 to 3",
    "prepare: [{activation: {muscle: hair}}]": "no activation for hair; write glutes or abs",
    "prepare: [{microbreak: {long: true}}]": "microbreak has no options; take out long",
    "prepare: [{diaphragmatic_breath: {inhale: 60s}}]": "inhale cannot be 60s; write 2s to 8s",
    "prepare: [{body_scan: {questions: 3}}]": "questions cannot be 3; write true or false",
    "sport: quidditch": "no sport quidditch",
    "one_rm: {biseps crl: 20kg}": "no exercise .*did you mean",
    "one_rm: {bench press: 100kg, barbell bench press: 90kg}": "are one exercise; keep one",
    "modality: running\nprepare: [body_scan]": "a run has no body_scan",
}


@pytest.mark.parametrize(("head", "message"), WRONG_HEADS.items())
def test_a_wrong_routine_or_name_is_one_line_with_its_fix(head, message):
    with pytest.raises(PlanError, match=message) as reported:
        session_of(f"title: t\n{head}\nwork: [plank]")
    assert "\n" not in str(reported.value)


def test_all_mistakes_are_reported_at_once():
    with pytest.raises(ManyErrors) as reported:
        bare("{exercise: easy run, reps: 3}", "{exercise: plank, reps: 3}")
    assert len(reported.value.errors) == 2
