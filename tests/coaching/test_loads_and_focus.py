"""How heavy a set is spoken to be, and where its attention goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import said, script_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.focus import decide
from mmc_audio.coaching.loads import KnownMaximum, resolve_load
from mmc_audio.coaching.steps import SpokenLoad
from mmc_audio.plan.model import Goal, Load, Plan
from mmc_audio.plan.notation.weight import parse_load

KG = "kg"


def load(value, unit="percent"):
    return Load(unit=unit, value=value)


@pytest.mark.covers("A18")
@pytest.mark.parametrize(
    ("percent", "one_rm", "step", "spoken"),
    [
        (65, load(50, KG), None, SpokenLoad("weight", 32.5, KG)),
        (65, load(20, KG), None, SpokenLoad("weight", 12.5, KG)),
        (60, load(10.5, KG), None, SpokenLoad("weight", 5, KG)),
        (60, load(70, KG), load(5, KG), SpokenLoad("weight", 40, KG)),
        (70, load(200, "lb"), None, SpokenLoad("weight", 140, "lb")),
        (1, load(20, KG), None, SpokenLoad("percent", 1)),
        (65, None, None, SpokenLoad("percent", 65)),
    ],
)
def test_a_percentage_is_spoken_in_plates(percent, one_rm, step, spoken):
    assert resolve_load(load(percent), KnownMaximum(one_rm, step), tired=False).spoken == spoken


@given(
    percent=st.integers(20, 100), best=st.integers(10, 600), step=st.sampled_from([1, 1.25, 2.5, 5])
)
def test_no_percentage_is_spoken_as_more_than_it_is(percent, best, step):
    best /= 2
    known = KnownMaximum(load(best, KG), load(step, KG))
    found = resolve_load(load(percent), known, tired=False)
    if found.spoken.kind == "weight":
        assert found.spoken.value <= best * percent / 100 + 1e-6
        assert best * percent / 100 - found.spoken.value < step


@pytest.mark.parametrize(("best", "kind"), [(30, "bar"), (100, "weight")])
def test_a_barbell_is_not_under_the_empty_bar_and_its_share_is_the_bars(best, kind):
    found = resolve_load(load(60), KnownMaximum(load(best, KG), barbell=True), tired=False)
    assert found.spoken.kind == kind
    assert round(found.percent) == (67 if kind == "bar" else 60)


@pytest.mark.parametrize(
    ("item", "lighter"),
    [
        ("{exercise: biceps curl, sets: 2, reps: 10, load: 12kg}", True),
        ("{exercise: push-up, sets: 3, reps: 10}", True),
        ("{exercise: push-up, sets: 2, reps: 10}", False),
        ("{exercise: plank, sets: 1, hold: 30s}", False),
    ],
)
def test_a_low_day_is_called_lighter_only_where_something_is(item, lighter):
    text = f"title: t\nreadiness: low\nwork: [{item}]"
    welcome = " ".join(said(script_of(text).sections[0]))
    assert ("today is lighter" in welcome) == lighter
    assert ("The work stays as it is" in welcome) != lighter


def test_a_day_of_high_energy_is_met_with_a_word():
    text = "title: t\nreadiness: high\nwork: [biceps curl]"
    assert any("Good energy today" in line for line in said(script_of(text).sections[0]))


def test_a_written_weight_is_said_as_written_and_compared_to_the_maximum():
    found = resolve_load(load(41, KG), KnownMaximum(load(50, KG)), tired=False)
    assert (found.spoken, found.percent) == (SpokenLoad("weight", 41, KG), 82)


def test_an_rpe_is_spoken_as_reps_left():
    assert resolve_load(load(8, "rpe"), KnownMaximum(), tired=False).spoken == SpokenLoad(
        "reserve", 2
    )
    assert resolve_load(load(8, "rpe"), KnownMaximum(), tired=True).spoken == SpokenLoad(
        "reserve", 3
    )


def test_a_tired_day_takes_fifteen_percent_off():
    found = resolve_load(load(100, KG), KnownMaximum(), tired=True)
    assert found.spoken == SpokenLoad("weight", 85, KG)


@pytest.mark.parametrize(
    ("written", "spoken", "percent"),
    [
        ("70-75%", SpokenLoad("weight", 70, KG, high=75), 75),
        ("90lb", SpokenLoad("weight", 90, "lb"), 40.82331),
        ("20kg per side", SpokenLoad("weight", 20, KG, how="side"), 60),
        ("+10kg", SpokenLoad("weight", 10, KG, how="added"), None),
        ("BW + 10 kg", SpokenLoad("weight", 10, KG, how="added"), None),
        ("-20kg", SpokenLoad("weight", 20, KG, how="assisted"), None),
        ("bar", SpokenLoad("bar"), None),
        ("pin 4", SpokenLoad("pin", 4), None),
        ("green band", SpokenLoad("band", name="green"), None),
        ("RPE 7-8", SpokenLoad("reserve", 2, high=3), None),
        ("1-2 RIR", SpokenLoad("reserve", 1, high=2), None),
        ("22,5 kg", SpokenLoad("weight", 22.5, KG), 22.5),
    ],
)
def test_loads_as_lifters_write_them(written, spoken, percent):
    found = resolve_load(parse_load(written), KnownMaximum(load(100, KG)), tired=False)
    assert found.spoken == spoken
    assert found.percent == (percent if percent is None else pytest.approx(percent))


@pytest.mark.parametrize(
    ("percent", "spoken"), [(10, "bar"), (19, "bar"), (20, "weight"), (40, "weight")]
)
def test_a_light_barbell_is_never_under_the_empty_bar(percent, spoken):
    found = resolve_load(
        load(percent), KnownMaximum(load(100, KG), barbell=True), tired=False
    ).spoken
    assert (found.kind, found.value) == (spoken, 0 if spoken == "bar" else max(20, percent))


def test_percentages_may_be_of_a_training_max():
    found = resolve_load(load(80), KnownMaximum(load(100, KG), training_max=90), tired=False)
    assert (found.spoken.value, found.percent) == (70, 72)


def focus(asked=None, goal=Goal.HYPERTROPHY, percent=None, exercise="biceps_curl", plan="auto"):
    made = Plan(title="t", goal=goal, focus=plan, work="plank")
    return decide(asked, made, load_catalogue().find(exercise), percent)


@pytest.mark.covers("A05")
@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal.HYPERTROPHY, "internal"),
        (Goal.MUSCLE_CONNECTION, "internal"),
        (Goal.GENERAL, "internal"),
        (Goal.MAX_STRENGTH, "external"),
        (Goal.POWER, "external"),
        (Goal.ENDURANCE, "external"),
        (Goal.SKILL, "external"),
    ],
)
def test_the_goal_decides_the_focus(goal, expected):
    assert focus(goal=goal) == expected


@pytest.mark.covers("A02")
def test_heavy_loads_turn_auto_external_but_not_what_was_asked():
    assert focus(percent=70) == "internal"
    assert focus(percent=71) == "external"
    assert focus("internal", percent=90) == "internal"


@pytest.mark.covers("A02")
def test_the_item_goes_before_the_plan_and_the_plan_before_the_goal():
    assert focus("external", plan="internal") == "external"
    assert focus(plan="internal", goal=Goal.POWER) == "internal"
    assert focus("auto", plan="internal", goal=Goal.POWER) == "external"


def test_a_swing_stays_external_on_auto():
    assert focus(exercise="kettlebell_swing") == "external"
