"""What the coach remembers, and how it shapes what is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import BARE

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.fading import MOST, fade_step, faded
from mmc_audio.coaching.from_log import answered_dose, answered_load
from mmc_audio.coaching.loads import KnownMaximum
from mmc_audio.coaching.memory import (
    FOUND_CLARITY,
    LOST_CLARITY,
    SPAN,
    SPARE_REPS,
    LastTime,
    Memory,
    sentences,
)
from mmc_audio.coaching.rep_cues import plan_reps
from mmc_audio.coaching.rep_lines import TalkStyle
from mmc_audio.coaching.rhythm import rep_parts
from mmc_audio.coaching.routines import CLOSE, PREPARE
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.steps import RepsDose
from mmc_audio.coaching.texts import routines
from mmc_audio.coaching.versions import KINDS, all_versions
from mmc_audio.coaching.way import MIDDLE, half_way
from mmc_audio.plan.model import Load, Plan, Reps, Routine, Stage
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.read import read_plan
from mmc_audio.script.text import to_text
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script

LOST = LastTime("2026-11-30", "elsewhere", 1.0, 0.0)
FOUND = LastTime("2026-11-30", "target", 9.0, 5.0)


def test_sentences_are_distinguished_and_short_ones_left_out():
    text = "Rest. How many more good reps were in there? Two more."
    assert sentences(text) == ("how many more good reps were in there",)
    assert sentences("One two three. One two.", least=3) == ("one two three",)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (LOST, "lost"),
        (FOUND, "found"),
        (LastTime("2026-11-30", "target", 9.0, 0.0), ""),
        (LastTime("2026-11-30", "both", 3.0, 2.0), "lost"),
        (LastTime("2026-11-30", "target", FOUND_CLARITY, SPARE_REPS), "found"),
        (LastTime("2026-11-30", "target", LOST_CLARITY, 9.0), "lost"),
        (LastTime("2026-11-30"), ""),
    ],
)
def test_what_was_logged_is_lost_found_or_neither(last, state):
    assert last.state == state


@given(st.integers(1, 12), st.integers(0, 40))
def test_a_bank_goes_round_and_says_nothing_twice(count, offset):
    order = Memory().fresh([f"line number {n} of a bank of lines" for n in range(count)], offset)
    assert sorted(order) == list(range(count))
    assert order[0] == offset % count


@given(st.permutations(range(6)))
def test_what_was_heard_lately_comes_last(heard):
    lines = [f"this is line number {n} of them" for n in range(6)]
    sessions = tuple((lines[n],) for n in heard[:SPAN])
    order = Memory(week=1, heard=sessions).fresh(lines, 0)
    assert set(order[:2]) == set(heard[SPAN:])
    assert order[-1] == heard[0]


EVERY = load_catalogue().exercises


@pytest.mark.parametrize("kind", ["imagery", "form_check", "external", "lift", "squeeze"])
def test_each_exercise_has_three_versions_at_least(kind):
    """Nothing is squeezed where nothing stops."""
    some = [x for x in EVERY if kind != "squeeze" or x.contraction in ("dynamic", "isometric")]
    few = [x.id for x in some if len({one[0] for one in all_versions(x, kind)}) < 3]
    assert few == []


BARS = {"barbell", "ez bar", "trap bar", "safety bar", "axle", "log", "smith machine", "landmine"}


@pytest.mark.parametrize("kind", [*KINDS])
def test_no_bar_is_named_where_there_is_none(kind):
    """An exercise that is like another one is done with dumbbells, a band or a ball."""
    by_id = {x.id: x for x in EVERY}
    wrong = []
    for x in EVERY:
        first = set(by_id[x.family].equipment) if x.family in by_id else set()
        if set(x.equipment) & (BARS | {"machine", "cable"}) or not first & BARS:
            continue
        said = {text.lower() for one in all_versions(x, kind) for text in one}
        wrong += [(x.id, text) for text in said if "bar" in re.findall(r"\w+", text)]
    assert wrong == []


def test_versions_go_from_long_to_short_and_leave_no_blank():
    more = {version for x in EVERY for kind in KINDS for version in all_versions(x, kind)[1:]}
    assert [one for one in more if list(one) != sorted(one, key=len, reverse=True)] == []
    assert [one for one in more if any("{" in text for text in one)] == []


def test_words_fade_with_sessions_and_come_back_where_nothing_was_felt():
    steps = [fade_step(known, 1, "normal", "") for known in (0, 1, 3, 6, 12)]
    assert steps == sorted(set(steps))
    assert fade_step(12, 2, "normal", "lost") == 0
    assert fade_step(3, 1, "normal", "found") > fade_step(3, 1, "normal", "")
    assert fade_step(0, 1, "silent", "") == MOST


@pytest.mark.parametrize("step", range(MOST + 1))
def test_fading_moves_no_beat_and_never_says_more(step):
    rhythm = rep_parts(parse_tempo("3-1-2-1"), "concentric")
    whole = plan_reps(rhythm, TalkStyle(reps=10))
    less = faded(whole, step)
    assert [[line.ms for line in rep.lines] for rep in less] == [
        [line.ms for line in rep.lines] for rep in whole
    ]
    assert _spoken(less) <= _spoken(whole)


def test_each_step_says_less_than_the_one_before():
    whole = plan_reps(rep_parts(parse_tempo("3-1-2-1"), "concentric"), TalkStyle(reps=10))
    said = [_spoken(faded(whole, step)) for step in range(MOST + 1)]
    assert said == sorted(said, reverse=True)
    assert said[0] > 2 * said[3] > 4 * said[MOST]


def _spoken(reps):
    return sum(line.say not in ("tick", "quiet") for rep in reps for line in rep.lines)


def load(value, unit="percent"):
    return Load(unit=unit, value=value)


@pytest.mark.parametrize(
    ("before", "state", "after"),
    [
        (load(60), "lost", 54),
        (load(20, "kg"), "lost", 18),
        (load(8, "rpe"), "lost", 7),
        (load(55), "found", 57.5),
        (load(59), "found", 60),
        (load(75), "found", 75),
        (load(40, "kg"), "found", 42.5),
        (load(12, "kg"), "found", 12),  # a step of 2.5 kg is a fifth of it
        (load(60), "", 60),
    ],
)
def test_the_log_changes_the_load_within_the_stages_cap(before, state, after):
    changed, answer = answered_load(before, state, KnownMaximum(), Stage.LEARN)
    assert changed.value == pytest.approx(after)
    assert answer.lighter == (after < before.value)
    assert answer.heavier == (after > before.value)


@pytest.mark.parametrize(("step", "after"), [(load(1.25, "kg"), 41.25), (load(2.5, "lb"), 42.5)])
def test_a_weight_rises_by_the_plates_at_hand_in_its_own_unit(step, after):
    known = KnownMaximum(step=step)
    assert answered_load(load(40, "kg"), "found", known, Stage.LEARN)[0].value == after


def test_a_weight_stays_under_the_cap_of_a_known_maximum():
    known = KnownMaximum(one_rm=load(66, "kg"))
    assert answered_load(load(40, "kg"), "found", known, Stage.LEARN)[0].value == 40
    assert answered_load(load(40, "kg"), "found", known, Stage.BUILD)[0].value == 42.5


def test_what_was_not_felt_is_lowered_slower():
    dose = RepsDose(Reps(low=8, high=8), parse_tempo("3-0-2-1"), "concentric")
    assert answered_dose(dose, "lost").tempo.eccentric == 4000
    assert answered_dose(dose, "found") is dose


def outline(memory, sets=8, **plan):
    work = [{"exercise": "biceps curl", "sets": sets, "reps": 10, "load": "60%"}]
    session = build_session(Plan(title="t", work=work, **plan), load_catalogue(), memory=memory)
    return [step.routine for step in session.moments if hasattr(step, "routine")]


def test_the_way_is_whole_at_first_and_short_later():
    whole = outline(Memory(week=1))
    later = [outline(Memory(week=4, sessions=n, turn=n)) for n in range(9, 14)]
    assert whole[:4] == ["intro", "diaphragmatic_breath", "physiological_sigh", "body_scan"]
    assert all(len(set(way) - {"reflection", "carry_over"}) <= 4 for way in later)
    assert len({tuple(way) for way in later}) >= 4


def test_around_little_work_there_is_half_of_the_way_from_the_first_session_on():
    half, little = outline(Memory(week=1), sets=4), outline(Memory(week=1), sets=2)
    assert half == ["intro", "physiological_sigh", "region_scan", "reflection", "carry_over"]
    assert little == ["intro", "physiological_sigh", "reflection"]
    later = Memory(week=4, sessions=9, turn=9)
    assert outline(later, sets=4) == outline(later)


def test_the_long_way_comes_on_request():
    long = outline(Memory(week=8, sessions=23, turn=23), prepare=[{"routine": "long"}])
    assert {"diaphragmatic_breath", "body_scan", "imagery"} <= set(long)


def test_what_was_lost_gets_its_drill_again():
    bench = [{"exercise": "bench press", "sets": 3, "reps": 10}]
    memory = Memory(week=4, sessions=10, turn=11, last={"bench_press": LOST})
    session = build_session(Plan(title="t", work=bench), load_catalogue(), memory=memory)
    assert "activation" in [getattr(step, "routine", "") for step in session.moments]


def away(work):
    """The sets of a session after ten days away, and its script."""
    plan = read_plan(f"{BARE}work: [{work}]\n", "plan.yaml")
    session = build_session(plan, load_catalogue(), memory=Memory(week=3, sessions=6, away_days=10))
    return len(session.work), to_text(write_script(plan, session, read_library([], plan.language)))


def promises_less(text):
    return any(line in text for line in routines()["away"])


def test_after_days_away_there_is_a_set_less_and_it_is_said():
    sets, text = away("{exercise: biceps curl, sets: 3, reps: 10, load: 60%}")
    assert sets == 2
    assert promises_less(text)


def test_where_nothing_is_taken_away_nothing_is_promised():
    sets, text = away("{exercise: biceps curl, sets: 2, reps: 10, load: 60%}")
    assert sets == 2
    assert not promises_less(text)


def test_the_line_of_a_sport_is_said_now_and_then_once_the_exercise_is_known():
    step_up = "{exercise: step up, sets: 2, reps: 8}"
    plan = read_plan(f"{BARE}sport: running\nwork: [{step_up}]\n", "plan.yaml")
    line = routines()["sport_schemas"]["running"]["say"]
    said = []
    for times in range(12):
        memory = Memory(week=1 + times // 2, sessions=times, visits={"step_up": times})
        session = build_session(plan, load_catalogue(), memory=memory)
        said.append(line in to_text(write_script(plan, session, read_library([], plan.language))))
    assert [n for n, heard in enumerate(said) if heard] == [0, 1, 2, 4, 8]


@pytest.mark.parametrize(
    ("when", "kind", "sessions", "names"),
    [
        ("prepare", "resistance", 0, ["physiological_sigh", "region_scan", "activation"]),
        ("prepare", "resistance", 2, ["physiological_sigh", "region_scan", "activation"]),
        ("prepare", "resistance", MIDDLE + 1, ["even_breath"]),
        ("prepare", "hiit", 0, ["physiological_sigh", "activation"]),
        ("prepare", "running", 0, ["activation"]),
        ("close", "resistance", 0, ["reflection", "carry_over"]),
        ("close", "resistance", 3, ["reflection"]),
    ],
)
def test_around_little_work_there_is_half_and_later_a_part_in_turn(when, kind, sessions, names):
    whole = tuple(Routine(routine=name) for name in (PREPARE if when == "prepare" else CLOSE)[kind])
    chosen = half_way(when, whole, Memory(sessions=sessions, turn=sessions))
    assert [one.routine for one in chosen] == names
