"""Rows of the coaching over all exercises and the usual doses, 3x6 to 4x15.

Each test says what it has seen, and the page of coverage (`scripts/coverage`) repeats it. The reps
are planned without a template: thousands of sets take a second.
"""

from functools import cache
from itertools import pairwise

import pytest
from sessions import BARE, session_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.holds import plan_hold
from mmc_audio.coaching.rep_cues import SLOW, plan_reps
from mmc_audio.coaching.rhythm import parts
from mmc_audio.coaching.texts import routines
from mmc_audio.plan.model import Phase
from mmc_audio.templates.context.sets import _style

DOSES = ((3, 6), (3, 10), (4, 12), (4, 15))
HOLDS = (12, 20, 30, 45, 60, 90)
REPEATED = [x for x in load_catalogue().exercises if x.metric == "reps"]
INWARD = [x for x in REPEATED if x.contraction == "dynamic" and "X" not in (x.tempo or "X")]


@cache
def planned(id_, count, reps, focus):
    """The sets of an exercise: what each of its reps says, for every side."""
    item = f"{{exercise: {id_}, sets: {count}, reps: {reps}, focus: {focus}, pace: counted}}"
    session = session_of(f"{BARE}work: [{item}]")
    found = []
    for step in session.sets:
        rhythm = parts(step.dose.tempo, step.dose.start)
        sides = range(max(1, len(step.sides)))
        found += [plan_reps(rhythm, _style(step, session.plan, index)) for index in sides]
    return session.sets[0], found


LIKE = {}


def one_like(x):
    """The first exercise that is planned as `x` is: by what the plan of its reps depends on."""
    depends = (
        x.tempo, x.start_phase, x.laterality, x.contraction, x.exhale, x.external_phase,
        bool(x.cues.squeeze), x.default_focus, x.reset_s > 0,
    )  # fmt: skip
    return LIKE.setdefault(depends, x.id)


def ideas(one):
    """Idea and phase of all that a set says in phrases."""
    return [(line.idea, line.phase) for rep in one for line in rep.lines if line.idea]


def over(exercises, focus, check):
    """Where `check` is false: each exercise with its dose."""
    return [
        (x.id, f"{count}x{reps}")
        for x in exercises
        for count, reps in DOSES
        if not check(x, reps, *planned(one_like(x), count, reps, focus))
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
    told = {
        "zero to ten": ("three or less", "seven or more"),
        "how much of it": ("half",),
        "how many more clean": ("none",),
        "elsewhere": ("elsewhere", "other", "felt"),
    }
    for question in questions:
        answers = " ".join(after["answers"][question["then"]]).lower()
        for words, needed in told.items():
            if words in question["ask"].lower():
                assert any(each in answers for each in needed), question
    record_property("seen", f"{len(questions)} questions")


def test_the_phases_that_are_counted_are_those_of_the_tempo():
    _, sets = planned("biceps_curl", 3, 10, "internal")
    phases = {line.phase for rep in sets[0] for line in rep.lines}
    assert phases == {Phase.CONCENTRIC, Phase.PEAK, Phase.ECCENTRIC}
