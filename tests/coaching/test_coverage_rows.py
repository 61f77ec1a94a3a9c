"""Rows of the coaching that no other test proves by itself, and the page that lists them all."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sessions import (
    BARE,
    EXAMPLES,
    cues,
    kinds,
    reps,
    said,
    script_of,
    session_of,
    sets,
    timeline_of,
    work,
)

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.routine_options import OPTIONS
from mmc_audio.coaching.steps import SetStep
from mmc_audio.plan.model import Plan
from mmc_audio.plan.program import load_program
from mmc_audio.plan.read import load_plan
from mmc_audio.workspace.examples import examples

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "coverage.md"
ROWS = [f"A{number:02}" for number in range(1, 61)]
CURLS = "{exercise: biceps curl, sets: 2, reps: 10, tempo: 3-0-2-1, rest: 90s}"


def phase_of(script, wordings):
    """The phases in which one of these wordings is spoken."""
    return {
        label
        for section in sets(script)
        for cue in cues(section)
        if set(cue.wordings) & set(wordings)
        for label in cue.labels
    }


@pytest.mark.covers("A02")
def test_switching_the_focus_swaps_the_cues_of_the_set():
    own = load_catalogue().find("goblet squat").cues
    inside, outside = (
        work(f"{{exercise: goblet squat, sets: 2, reps: 10, focus: {focus}}}")
        for focus in ("internal", "external")
    )
    assert kinds(sets(inside)[0], "focus")
    assert "external" not in phase_of(inside, own.external)
    assert "external" in phase_of(outside, own.external)
    assert not [c for rep in reps(sets(outside)[0]) for c in rep if "focus" in c.labels]


@pytest.mark.covers("A04", "A38")
def test_the_lift_is_cued_while_lifting_and_the_lowering_while_lowering():
    own = load_catalogue().find("back squat").cues
    script = work("{exercise: back squat, sets: 3, reps: 8, focus: internal, load: 60%}")
    lifted, lowered = phase_of(script, own.lift), phase_of(script, own.lower)
    assert "concentric" in lifted
    assert "eccentric" not in lifted
    assert "eccentric" in lowered
    assert "concentric" not in lowered


@pytest.mark.covers("A10")
@pytest.mark.parametrize("name", ["biceps curl", "back squat", "plank", "overhead press"])
def test_the_primer_is_a_matter_of_seconds_not_minutes(name):
    item = f"{{exercise: {name}, sets: 1}}"
    (section,) = sets(timeline_of(work(item, head=BARE + "stage: learn\n")))
    countdown = next(c.at_ms for c in section.cues if "countdown" in c.cue.labels)
    primer = [c for c in section.cues if c.at_ms < countdown and c.kind in ("setup", "imagery")]
    assert 10_000 <= primer[-1].end_ms - primer[0].at_ms <= 45_000


@pytest.mark.covers("A11")
def test_speech_alone_by_default_and_other_sounds_are_asked_to_rest():
    assert Plan(title="t", work="plank").bed is None
    welcome = script_of("title: t\nwork: [biceps curl]").sections[0]
    assert any("silence your phone" in text.lower() for text in said(welcome))


@pytest.mark.covers("A24")
@pytest.mark.parametrize("path", [e.path for e in examples()], ids=lambda path: path.stem)
def test_the_mirror_is_only_spoken_of_to_turn_away_from_it(path):
    for section in script_of(path.read_text(encoding="utf-8")).sections:
        reported = [text for text in said(section) if "mirror" in text.lower()]
        assert all("turn away" in text for text in reported)
        assert not reported or section.title == "Welcome"


@pytest.mark.covers("A27")
def test_technique_is_said_in_the_setup_of_the_first_set_and_not_in_the_reps():
    setup = load_catalogue().find("back squat").cues.setup[0]
    first, second = sets(work("{exercise: back squat, sets: 2, reps: 6, rest: 90s}"))
    reported = [text for cue in kinds(first, "setup") for text in cue.wordings]
    assert any(setup.lower() in text.lower() for text in reported)
    assert not any(setup.lower() in text.lower() for text in said(second))


@pytest.mark.covers("A37")
def test_the_first_set_looks_for_the_feeling_of_the_drill():
    text = "title: t\nprepare: usual\nwork: [{exercise: back squat, sets: 2, reps: 6, rest: 90s}]"
    first, second = sets(script_of(text))
    assert any("glute bridge" in t.lower() for t in said(first))
    assert not any("glute bridge" in t.lower() for t in said(second))


@pytest.mark.covers("A39")
@pytest.mark.parametrize("count", [6, 8, 10, 12, 15])
def test_the_form_is_asked_after_in_the_middle_of_the_set(count):
    (section,) = sets(work(f"{{exercise: biceps curl, sets: 1, reps: {count}, tempo: 3-0-2-1}}"))
    asked = [n for n, rep in enumerate(reps(section), 1) if any("form" in c.labels for c in rep)]
    assert len(asked) == 1
    assert 0.35 <= asked[0] / count <= 0.65


@pytest.mark.covers("A44")
def test_a_rear_delt_fly_can_aim_between_the_blades_or_behind_the_shoulder():
    fly = load_catalogue().find("rear delt fly")
    item = "{exercise: rear delt fly, variant: upper_back, sets: 1}"
    (step,) = session_of(f"{BARE}work: [{item}]").sets
    assert (fly.muscle_call, step.exercise.muscle_call) == ("rear delts", "upper back")
    assert "blades" in step.exercise.cues.lift[0]
    assert "blades" not in fly.cues.lift[0]


@pytest.mark.covers("A45")
def test_a_plank_is_braced_as_if_someone_came_to_tap_it():
    known = load_catalogue()
    assert "tap your stomach" in known.find("plank").imagery[0]
    (section,) = sets(work("{exercise: plank, sets: 1}", head=BARE + "stage: learn\n"))
    assert any("tap your stomach" in text for text in said(section))
    assert "as if someone might tap it" in known.find("tree pose").imagery[0]


@pytest.mark.covers("A46")
def test_the_usual_session_is_this_outline():
    script = script_of(f"title: Usual\nstage: learn\nwork:\n  - {CURLS}\n  - plank\n")
    outline = "\n".join(section.title for section in script.sections) + "\n"
    assert outline == (ROOT / "tests" / "golden" / "usual_outline.txt").read_text()


@pytest.mark.covers("A47")
def test_felt_elsewhere_is_answered_in_the_rest():
    section = sets(work("{exercise: biceps curl, sets: 9, reps: 10, rest: 2m}"))[:8]
    asked = [cue for one in section for cue in kinds(one, "checkin")]
    reported = " ".join(text.lower() for cue in asked for text in cue.wordings)
    assert "elsewhere" in reported
    assert "light" in reported
    assert "slow" in reported
    assert "cannot_feel_it" in OPTIONS


@pytest.mark.covers("A48", "A49")
@pytest.mark.parametrize("sport", ["tennis", "pickleball"])
def test_the_stroke_is_named_in_the_setup_and_pictured_in_the_rest(sport):
    item = "{exercise: lateral lunge with reach, sets: 3, reps: 8, rest: 90s}"
    script = work(item, head=f"{BARE}sport: {sport}\n")
    first, second, _ = sets(script)
    heard = [cue.labels[0] for s in (first, second) for cue in kinds(s, "sport")]
    assert len(heard) >= 2
    before = cues(first).index(kinds(first, "sport")[0])
    assert before < next(n for n, cue in enumerate(cues(first)) if "countdown" in cue.labels)
    pictured = kinds(first, "sport")[1:] + kinds(second, "sport")
    assert any(re.match(r"(See|Picture|Run) ", text) for cue in pictured for text in cue.wordings)


@pytest.mark.covers("A50")
def test_each_modality_has_an_example_that_renders():
    plans = [load_plan(one.path) for one in examples()]
    assert {plan.modality for plan in plans} >= {
        "resistance", "yoga", "pilates", "running", "hiit", "martial_arts", "ball_sport_prep",
    }  # fmt: skip
    for one in examples():
        timeline = timeline_of(script_of(one.path.read_text(encoding="utf-8")))
        assert timeline.length_ms > 60_000, one.name


@pytest.mark.covers("A54")
def test_a_programme_of_eight_weeks_with_three_days_each():
    program = load_program(EXAMPLES / "program.yaml")
    trained = list(program.trainings(program.start, program.start + timedelta(days=55)))
    by_week = Counter(day.week for day in trained)
    assert sorted(by_week) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert by_week.most_common(1)[0][1] == 3
    assert sum(count == 3 for count in by_week.values()) >= 6


@pytest.mark.covers("A56")
def test_the_front_page_names_its_limits():
    text = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    assert "not medical advice" in text
    assert "evidence" in text
    for promise in ("guarantee", "will grow", "prevents injury"):
        assert promise not in text


MOVEMENTS = [
    "curl", "leg extension", "row", "overhead press", "push press", "upright row", "thruster",
    "deadlift", "squat", "bench", "plank", "reverse fly", "lateral lunge", "single leg bridge",
    "warrior 3", "tree pose", "forward fold", "hundred", "jog", "jump", "kettlebell swing",
]  # fmt: skip


@pytest.mark.covers("A57")
@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_movements_people_speak_of_are_found(name):
    assert load_catalogue().find(name)


@pytest.mark.covers("A57")
def test_an_unknown_movement_renders_with_its_own_cues_and_by_a_guess_without():
    own = (
        "cues: {muscle_call: grip, lift: Grip hard, lower: Let go slowly, external: Crush the bar}"
    )
    assert sets(work(f"{{exercise: my grip thing, sets: 1, reps: 5, {own}}}"))
    assert sets(work("{exercise: my grip thing, sets: 1, reps: 5}"))


@pytest.mark.covers("A59")
def test_the_question_after_a_set_names_where_it_should_be_felt_and_where_not():
    feel = load_catalogue().find("biceps curl").feel
    asked = set()
    for day in range(1, 15):
        head = f"{BARE}date: 2026-11-{day:02}\n"
        item = "{exercise: biceps curl, sets: 7, reps: 8, rest: 2m}"
        for section in sets(work(item, head=head)):
            asked |= {text for cue in kinds(section, "checkin") for text in cue.wordings}
    assert any(feel.target in text and feel.elsewhere in text for text in asked)


@pytest.mark.covers("A60")
def test_the_closing_lets_the_phone_lie_and_can_be_left_out():
    whole = script_of("title: t\nwork: [{exercise: biceps curl, sets: 8}]").sections
    titles = [section.title for section in whole]
    assert titles[-3:] == ["Relaxation", "Reflection", "Take it with you"]
    assert any("leave the phone" in text for text in said(whole[-1]))
    bare = script_of("title: t\nclose: none\nwork: [biceps curl]").sections
    assert "Relaxation" not in [section.title for section in bare]


@pytest.mark.covers("A16")
def test_a_desk_worker_wakes_the_upper_back_and_stress_ends_in_slow_breath():
    moments = session_of("title: t\nprofile: [desk_worker, high_stress]\nwork: [plank]").moments
    named = [(m.routine, m.options.get("muscle")) for m in moments if not isinstance(m, SetStep)]
    assert ("activation", "upper_back") in named
    assert ("even_breath", None) in named
    plain = session_of("title: t\nwork: [plank]").moments
    assert "even_breath" not in [getattr(m, "routine", "") for m in plain]


# The page


def test_the_page_lists_all_sixty_rows_once():
    found = re.findall(r"^\| (A\d\d) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found == ROWS


def test_every_row_of_the_page_has_a_passing_test_or_says_that_it_has_none():
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if re.match(r"\| A\d\d \|", line):
            proof = line.rstrip(" |").rpartition(" | ")[2]
            assert "no passing test" in proof or re.search(r"`test_\w+`", proof), line


def test_every_mark_names_a_row(request):
    marks = (m for item in request.session.items for m in item.iter_markers("covers"))
    assert {row for mark in marks for row in mark.args} <= set(ROWS)


def test_the_page_names_every_technique_that_ships():
    page = PAGE.read_text(encoding="utf-8")
    templates = {path.name.partition(".")[0] for path in (ROOT / "templates" / "en").rglob("*.j2")}
    whole = {name for name in templates if not name.startswith("_")}
    assert {name for name in {*OPTIONS, *whole} if f"`{name}`" not in page} == set()


def test_the_tests_that_the_page_names_are_there():
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8")))
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - known == set()
