"""Rows of the coaching over all exercises and the usual doses, 3x6 to 4x15.

Each test says what it has seen, and the page of coverage (`scripts/coverage`) repeats it. The reps
are planned without a template: thousands of sets take a second.
"""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from sessions import BARE, said, session_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.fading import fade_step, faded
from mmc_audio.coaching.holds import plan_hold
from mmc_audio.coaching.memory import Memory
from mmc_audio.coaching.rep_cues import SLOW, plan_reps
from mmc_audio.coaching.rhythm import rep_parts
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.steps import BreathsDose, RepsDose, TimeDose
from mmc_audio.coaching.texts import routines
from mmc_audio.ledger.report import report
from mmc_audio.ledger.store import SetRecord
from mmc_audio.plan.model import Phase
from mmc_audio.plan.read import read_plan
from mmc_audio.templates.context.rest_words import rest_words
from mmc_audio.templates.context.talk_style import talk_style
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script

DOSES = ((3, 6), (3, 8), (3, 10), (4, 12), (4, 15))
HOLDS = (12, 20, 30, 45, 60, 90)
REPEATED = [x for x in load_catalogue().exercises if x.metric == "reps"]
INWARD = [x for x in REPEATED if x.contraction == "dynamic" and "X" not in (x.tempo or "X")]


@cache
def session(id_, count, reps, more="", head=""):
    """The session of an exercise at a dose."""
    item = f"{{exercise: {id_}, sets: {count}, reps: {reps}, pace: counted{more}}}"
    return session_of(f"{BARE}{head}work: [{item}]")


@cache
def planned(id_, count, reps, focus, head=""):
    """The sets of an exercise: what each of its reps says, for every side."""
    session_ = session(id_, count, reps, f", focus: {focus}", head)
    found = []
    for step in session_.sets:
        rhythm = rep_parts(step.dose.tempo, step.dose.start)
        sides = range(max(1, len(step.sides)))
        found += [plan_reps(rhythm, talk_style(step, session_.plan, index)) for index in sides]
    return session_.sets[0], found


LIKE = {}


def one_like(x):
    """The first exercise that is planned as `x` is: by what the plan of its reps depends on."""
    depends = (
        x.tempo, x.start_phase, x.laterality, x.contraction, x.exhale, x.external_phase,
        bool(x.cues.squeeze), x.default_focus, x.reset_s > 0, x.modality, x.defaults.sets,
    )  # fmt: skip
    return LIKE.setdefault(depends, x.id)


def ideas(one):
    """Idea and phase of all that a set says in phrases."""
    return [(line.idea, line.phase) for rep in one for line in rep.lines if line.idea]


def over(exercises, focus, check, head=""):
    """Where `check` is false: each exercise with its dose."""
    return [
        (x.id, f"{count}x{reps}")
        for x in exercises
        for count, reps in DOSES
        if not check(x, reps, *planned(one_like(x), count, reps, focus, head))
    ]


@pytest.fixture
def seen(record_property):
    """Says over how much a row was looked at."""

    def say(exercises, doses=DOSES, noun="exercises"):
        record_property("seen", f"{len(exercises)} {noun}, {len(doses)} doses")

    return say


@pytest.mark.covers("A02", "A05")
def test_no_outward_set_has_an_inward_phrase_at_any_dose(seen):
    inward = {"lift", "lower", "squeeze", "trigger", "angle"}

    def outward_only(x, reps, step, sets):
        return step.focus == "external" and not any(i in inward for s in sets for i, _ in ideas(s))

    assert over(REPEATED, "external", outward_only) == []
    seen(REPEATED)


@pytest.mark.covers("A04", "A38")
def test_lift_lowering_and_squeeze_are_each_heard_in_their_phase(seen):
    def heard(x, reps, step, sets):
        said = [each for one in sets for each in ideas(one)]
        lift = {("lift", "concentric"), ("trigger", "concentric")} & {*said}
        squeeze = step.dose.tempo.peak == 0 or len(step.sides) == 2 or ("squeeze", "peak") in said
        return lift and ("lower", "eccentric") in said and squeeze

    assert over(INWARD, "internal", heard) == []
    seen(INWARD)


@pytest.mark.covers("A23")
def test_a_slow_lowering_is_noticed_by_its_angle_at_every_dose(seen):
    slow = [x for x in INWARD if float(x.tempo.split("-")[0]) * 1000 >= SLOW]

    def heard(x, reps, step, sets):
        short = reps < 8 and len(step.sides) == 2  # six reps a side have no room for it
        return short or any(("angle", "eccentric") in ideas(one) for one in sets)

    assert over(slow, "internal", heard) == []
    seen(slow)


@pytest.mark.covers("A39", "A43", "A08")
def test_every_set_has_its_question_its_breath_and_its_reset(seen):
    def complete(x, reps, step, sets):
        for one in sets:
            said = [idea for idea, _ in ideas(one)]
            once = said.count("form") == 1 and said.count("breath") == 1
            if not once or (reps >= 8 and said.count("reset") != 1):
                return False
        return True

    assert over(INWARD, "internal", complete) == []
    seen(INWARD)


@pytest.mark.covers("A43")
def test_every_length_of_hold_reminds_of_the_breath(record_property):
    for seconds in HOLDS:
        cells = plan_hold(seconds * 1000)
        times = [sum(c.ms for c in cells[:n]) for n, c in enumerate(cells) if c.say == "breath"]
        stops = [0, *times, seconds * 1000]
        assert times
        assert max(b - a for a, b in pairwise(stops)) <= 15_000
    record_property("seen", f"holds of {HOLDS[0]} to {HOLDS[-1]} s")


@pytest.mark.covers("A41", "A47")
def test_every_question_of_a_rest_has_its_answer(record_property):
    after = routines()["after_set"]
    asked = [q for key, bank in after.items() if isinstance(bank, list) for q in bank]
    questions = [q for q in asked if isinstance(q, dict)]
    assert len(questions) >= 25
    assert [q["ask"] for q in questions if q["then"] not in after["answers"]] == []
    said = {
        "zero to ten": ("three or less", "seven or more"),
        "how much of it": ("half",),
        "how many more clean": ("none",),
        "elsewhere": ("elsewhere", "other", "felt"),
    }
    for question in questions:
        answers = " ".join(after["answers"][question["then"]]).lower()
        for words, needed in said.items():
            if words in question["ask"].lower():
                assert any(each in answers for each in needed), question
    record_property("seen", f"{len(questions)} questions")


def test_the_phases_that_are_counted_are_those_of_the_tempo():
    _, sets = planned("biceps_curl", 3, 10, "internal")
    phases = {line.phase for rep in sets[0] for line in rep.lines}
    assert phases == {Phase.CONCENTRIC, Phase.PEAK, Phase.ECCENTRIC}


ATTENTION = {"lift", "lower", "trigger", "squeeze", "external", "reset"}


def attention(one):
    """What calls attention in a set."""
    return [idea for idea, _ in ideas(one) if idea in ATTENTION]


def technique(one):
    """How many slots of a set say how to move: the phases, and their seconds."""
    return sum(line.say in ("word", "count") for rep in one for line in rep.lines)


@pytest.mark.covers("A09")
@pytest.mark.parametrize("focus", ["internal", "external"])
def test_technique_fades_as_it_is_known_and_attention_stays(focus, seen):
    known = fade_step(12, 2, "normal", "")

    def stays(x, reps, step, sets):
        later = [(one, faded(one, known)) for one in sets]
        return all(
            attention(one) == attention(less) and technique(less) <= technique(one) / 2
            for one, less in later
        )

    assert over(INWARD, focus, stays) == []
    assert all(attention(one) for one in planned("biceps_curl", 3, 10, focus)[1])
    seen(INWARD)


@pytest.mark.covers("A33")
def test_a_low_day_looks_at_the_form_again_in_sets_of_eight(seen):
    def twice(x, reps, step, sets):
        said = [[idea for idea, _ in ideas(one)] for one in sets]
        often = [one.count("form") + one.count("form_again") for one in said]
        return set(often) == {2 if reps >= 8 else 1} and all("breath" in one for one in said)

    assert over(INWARD, "internal", twice, "readiness: low\n") == []
    seen(INWARD)


@pytest.mark.covers("A33")
def test_a_low_day_is_lighter_or_shorter_at_every_dose(seen):
    low = "readiness: low\n"
    for x in {one_like(x): x for x in REPEATED}.values():
        for count, reps in DOSES:
            loaded = session(x.id, count, reps, ", load: 60%", low).sets
            free = session(x.id, count, reps, "", low).sets
            assert {round(step.percent) for step in loaded} == {51}, x.id
            assert len(free) == len(session(x.id, count, reps).sets) - 1, x.id
    seen(REPEATED)


PICTURED = [x for x in REPEATED if x.modality != "running"]


@pytest.mark.covers("A26")
@pytest.mark.parametrize("rest", [60, 75, 120])
def test_each_long_rest_of_an_exercise_has_room_for_two_to_five_reps_in_mind(rest, seen):
    for x in {one_like(x): x for x in PICTURED}.values():
        for count, reps in DOSES:
            known = session(x.id, count, reps, f", rest: {rest}s")
            for step in known.sets[:-1]:
                here = step.rest_ms - step.tail_ms - step.next_ready_ms
                words = rest_words(step, here, known.plan)
                assert 2 <= words["imagined"] <= 5, x.id
                assert words["imagining"] * 1000 == words["imagined"] * step.dose.tempo.rep_ms
                assert words["imagining"] * 1000 <= step.rest_ms / 2
    seen(PICTURED)


@pytest.mark.covers("A13")
def test_what_is_done_adds_up_and_what_is_left_is_counted_in_days(seen):
    def record(place, x, number, reps):
        return SetRecord(
            f"00000000-0000-4000-8000-{place:012}", "2026-11-23T18:30:00+01:00", "2026-11-23",
            "day", x.id, x.muscle_group, number, reps, "target", 8, 2,
        )  # fmt: skip

    done = [(x, n, reps) for x in REPEATED for count, reps in DOSES for n in range(1, count + 1)]
    records = [record(place, *each) for place, each in enumerate(done)]
    soon, late = (report(records, date(2026, 11, day)) for day in (24, 30))
    each = sum(count * reps for count, reps in DOSES)
    assert {one.name: one.focused_reps for one in late.movements} == {x.id: each for x in REPEATED}
    groups = Counter(x.muscle_group for x in REPEATED)
    assert {m.name: m.focused_reps for m in late.muscles} == {
        g: n * each for g, n in groups.items()
    }
    assert ({m.days_since for m in soon.muscles}, {m.days_since for m in late.muscles}) == (
        {1},
        {7},
    )
    seen(REPEATED)


INWARD_GOALS = ("hypertrophy", "muscle_connection", "general")


@pytest.mark.covers("A12")
def test_that_attention_is_an_effort_is_said_once_in_a_course(record_property):
    """In the first session for each inward goal and stage, where the plan wants an introduction."""
    for goal in INWARD_GOALS:
        for stage in ("learn", "build", "integrate"):
            plan = f"title: t\ngoal: {goal}\nstage: {stage}\nprepare: none\nclose: none\n"
            said = [efforts(plan, number) for number in (0, 1, 3, 23)]
            assert said == [1, 0, 0, 0], (goal, stage)
            assert efforts(f"{plan}intro: false\n", 0) == 0
    record_property("seen", "9 kinds of plan, sessions 1, 2, 4 and 24")


def efforts(head, number):
    """How often a session of a course says that attention is work."""
    plan = read_plan(f"{head}work: [{{exercise: biceps curl, sets: 1, reps: 4}}]", "plan.yaml")
    memory = Memory(
        turn=number, sessions=number, week=1 + number // 3, opens_week=number % 3 == 0,
        visits={"biceps_curl": number},
    )  # fmt: skip
    script = write_script(
        plan, build_session(plan, load_catalogue(), memory=memory), read_library([], plan.language)
    )
    return sum("Attention is work" in text for text in said(script.sections[0]))


UNITS = {
    "yoga": ("breaths: {}", (3, 5, 8), BreathsDose),
    "pilates": ("reps: {}", (6, 8, 10), RepsDose),
    "running": ("duration: {}m", (5, 20, 45), TimeDose),
    "martial_arts": ("reps: {}", (6, 10, 15), RepsDose),
    "ball_sport_prep": ("reps: {}", (6, 10, 15), RepsDose),
    "hiit": ("interval: {{exercise: {}, work: {}s, rest: 20s, rounds: 8}}", (20, 30, 40), None),
}
METRICS = {"yoga": ("hold",), "running": ("time",), "hiit": ("reps", "time")}


@pytest.mark.covers("A50")
@pytest.mark.parametrize("modality", UNITS)
def test_each_exercise_of_a_modality_takes_its_unit_and_its_focus(modality, record_property):
    unit, amounts, kind = UNITS[modality]
    some = [
        x for x in load_catalogue().exercises
        if x.modality == modality and x.metric in METRICS.get(modality, ("reps",))
    ]  # fmt: skip
    head = f"{BARE}modality: {modality}\nwork:\n"
    for amount in amounts:
        items = [
            unit.format(x.id, amount) if kind is None
            else f"exercise: {x.id}, sets: 1, {unit.format(amount)}, pace: counted"
            for x in some
        ]  # fmt: skip
        if kind in (BreathsDose, TimeDose):
            items = [item.replace(", pace: counted", "") for item in items]
        steps = session_of(head + "".join(f"  - {{{item}}}\n" for item in items)).work
        assert [step.exercise.id for step in steps] == [x.id for x in some]
        if kind is None:
            assert {step.work_ms for step in steps} == {1000 * amount}
        else:
            assert {type(step.dose) for step in steps} == {kind}
        if modality in ("running", "hiit"):
            assert {step.focus for step in steps} == {"external"}
    record_property("seen", f"{len(some)} exercises of {modality}, {len(amounts)} doses")
