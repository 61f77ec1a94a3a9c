"""A plan printed as plain text reads back as the same plan, for all that the text can say."""
# ruff: noqa: E501, RUF028 - tables of cases are read more easily with one case a line

import json
from contextlib import contextmanager

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import MmcError
from mmc_audio.importing.export import exported
from mmc_audio.importing.export.plain import bare_item, plan_of_plain_text
from mmc_audio.plan.editing.set_scheme import SCHEMES
from mmc_audio.plan.read import read_plan

EXERCISES = load_catalogue().exercises
SAYABLE = [e for e in EXERCISES if not any(c.isdigit() for c in e.name) and " with " not in e.name]
MOVED = [e.name for e in SAYABLE if e.metric == "reps" and not e.isometric]
HELD = [e.name for e in SAYABLE if e.metric == "hold"]
BREATHED = [e.name for e in SAYABLE if e.metric == "breaths"]
TIMED = [e.name for e in SAYABLE if e.metric == "time"]


def one(*values):
    return st.sampled_from(values)


def item(names, measures, optional):
    needed = {"exercise": st.sampled_from(names), **measures}
    return st.fixed_dictionaries(needed, optional=optional)


LOADS = one("60kg", "62.5kg", "135lb", "65%", "70-75%", "2x24kg", "RPE 8", "+10kg", "-20kg", "bw")
TEMPOS = one("3-0-2-1", "30X1", "2.5-0-2-1", "10-0-2-1")
REST = {"rest": one("0s", "15s", "75s", "2 min", "10 min")}
MANNER = {"load": LOADS, "tempo": TEMPOS, "side": one("each", "left", "right")}
COUNTED = {"reps": one("1", "5", "8-12", "30"), "sets": one("1", "3", "12")}
TIMES = one("5s", "30s", "90s", "5 min")

items = st.one_of(
    item(MOVED, COUNTED, MANNER | REST),
    item(
        TIMED,
        {"distance": one("400m"), "sets": one("4"), "rest": one("15s", "2 min")},
        {"recovery": one("rest", "walk", "jog", "easy")},
    ),
    item(
        MOVED,
        {
            "sets": st.lists(
                one("5 @ 60kg", "3 @ 70kg", "1+ @ 80kg", "8-12 @ 50kg"),
                min_size=2,
                max_size=4,
                unique=True,
            )
        },
        REST,
    ),
    item(MOVED, {"reps": st.just("failure"), "sets": one("1", "3")}, REST),
    item(MOVED, {"amrap": TIMES, "sets": one("1", "3")}, REST),
    item(HELD, {"hold": TIMES, "sets": one("1", "2")}, {"side": one("each", "left")} | REST),
    item(TIMED, {"duration": one("30s", "20 min", "1h"), "sets": one("1", "2")}, REST),
)
if BREATHED:
    items |= item(
        BREATHED, {"breaths": one("5", "30"), "sets": one("1", "2")}, {"side": st.just("each")}
    )
members = item(MOVED, {"reps": one("5", "8-12")}, MANNER)
supersets = st.fixed_dictionaries(
    {"superset": st.lists(members, min_size=2, max_size=4), "rounds": one("1", "3", "10")},
    optional=REST,
)
intervals = st.fixed_dictionaries(
    {
        "interval": st.fixed_dictionaries(
            {
                "exercise": st.sampled_from(MOVED),
                "work": one("20s", "1 min"),
                "rest": one("0s", "10s", "90s"),
                "rounds": one("1", "8"),
            },
            optional={"recovery": one("rest", "walk", "jog", "easy")},
        )  # fmt: skip
    },
    optional={"rest": one("1 min", "90s")},
)
bouts = st.one_of(
    item(MOVED, {"reps": one("5", "21")}, {"load": one("40kg", "2x24kg", "65%")}),
    item(TIMED, {"distance": one("200m", "1km")}, {}),
    item(HELD, {"hold": one("30s", "1 min")}, {}),
)
rounds_of = {"do": st.lists(bouts, min_size=2, max_size=4)}
clocked = st.one_of(
    st.fixed_dictionaries(
        {key: st.fixed_dictionaries({**rounds_of, **more})}, optional={"rest": one("2 min")}
    )
    for key, more in {
        "emom": {"every": one("60s", "90s"), "rounds": one("4", "10"), "together": st.booleans()},
        "amrap": {"time": one("12 min", "90s")},
        "for_time": {"cap": one("15 min"), "rounds": one("1", "5")},
    }.items()
)
far = item(TIMED, {"distance": one("40m", "400m", "5km"), "sets": one("1", "4")}, REST)
plans = st.fixed_dictionaries(
    {"title": one("Push A", "Monday", "Legs, heavy"),
     "work": st.lists(items | far | supersets | intervals | clocked, min_size=1, max_size=6)},
    optional={"goal": one("hypertrophy", "max_strength"), "one_rm": st.just({"bench press": "100kg"})},
)  # fmt: skip


@contextmanager
def within_a_session():
    """A drawn plan that would last longer than a session may is no case."""
    try:
        yield
    except MmcError as error:
        if "the session would last" in str(error):
            reject()
        raise


def drawn(written):
    with within_a_session():
        return read_plan(json.dumps(written), "drawn.yaml")


@settings(max_examples=40)
@given(plans)
def test_plan_to_text_to_plan_is_the_same(written):
    plan = drawn(written)
    done = exported(plan, "text")
    back = plan_of_plain_text(done.text)
    assert [bare_item(i) for i in back.work] == [bare_item(i) for i in plan.work], done.text
    assert (back.title, back.goal, back.one_rm) == (plan.title, plan.goal, plan.one_rm)
    assert done.lost == ()


FORMS = [
    ({"reps": "8-12", "sets": "3"}, lambda doing: doing),
    ({"hold": "30s", "sets": "1"}, lambda doing: doing),
    ({}, lambda doing: {"interval": {**doing, "work": "20s", "rest": "10s", "rounds": "8"}}),
    (
        {"reps": "5"},
        lambda doing: {"superset": [doing, {"exercise": "dip", "reps": "8"}], "rounds": 3},
    ),
    ({"reps": "5"}, lambda doing: {"emom": {"every": "60s", "rounds": 10, "do": [doing]}}),
]

A_DAY = 25
"""Exercises; a session lasts at most twelve hours."""


@pytest.mark.parametrize(
    ("dose", "form"), FORMS, ids=["sets", "hold", "interval", "superset", "emom"]
)
def test_every_exercise_of_the_catalogue_reads_back_by_its_name(dose, form):
    names = HELD if "hold" in dose else MOVED
    for start in range(0, len(names), A_DAY):
        work = [form({"exercise": name, **dose}) for name in names[start : start + A_DAY]]
        plan = read_plan(json.dumps({"title": "All", "work": work}), "all.yaml")
        back = plan_of_plain_text(exported(plan, "text").text)
        assert [bare_item(i) for i in back.work] == [bare_item(i) for i in plan.work]


@settings(max_examples=25)
@given(plans, one("liftoscript", "openweight", "csv", "hevy-json"))
def test_every_export_reads_back_with_its_exercises(written, form):
    from importing.foreign_files import of_text

    plan = drawn(written)
    with within_a_session():  # each round of an EMOM comes back as a set with its own rest
        result = of_text(exported(plan, form).text, name="exported")
    names = {named.written.casefold() for named in result.names}
    asked = {m.exercise.casefold() for i in plan.work for m in getattr(i, "superset", (i,))
             if hasattr(m, "exercise")}  # fmt: skip
    assert asked <= names


def test_what_text_cannot_say_is_said():
    plan = read_plan("work:\n  - {exercise: 3/4 sit-up, reps: 10, cues: {muscle_call: abs, lift: up,"
                     " lower: down, external: up}}\n", "odd.yaml")  # fmt: skip
    lost = exported(plan, "text").lost
    assert "3/4 sit-up: its own cues" in lost
    assert any("item 1" in line and "reads back as something else" in line for line in lost)


@pytest.mark.parametrize(
    ("key", "value"),
    [*((key, scheme.begins) for key, scheme in SCHEMES.items()), ("only", "eccentric")],
)
def test_what_is_done_in_sets_is_exported_or_said_to_be_left_out(key, value):
    plain = "work: [{exercise: biceps curl, reps: 10, sets: 3}]"
    plan = plain.replace("reps: 10, sets: 3", f"{key}: {value}")
    done = exported(read_plan(plan, "a.yaml"), "text")
    assert done.lost or done.text != exported(read_plan(plain, "a.yaml"), "text").text
