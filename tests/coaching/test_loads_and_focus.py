"""How heavy a set is spoken to be, and where its attention goes."""

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.focus import decide
from mmc_audio.coaching.loads import resolve
from mmc_audio.coaching.steps import SpokenLoad
from mmc_audio.plan.model import Goal, Load, Plan

KG = "kg"


def load(value, unit="percent"):
    return Load(unit=unit, value=value)


@pytest.mark.covers("A18")
@pytest.mark.parametrize(
    ("percent", "one_rm", "step", "spoken"),
    [
        (65, load(50, KG), None, SpokenLoad("weight", 32.5, KG)),
        (65, load(20, KG), None, SpokenLoad("weight", 12.5, KG)),
        (60, load(70, KG), load(5, KG), SpokenLoad("weight", 40, KG)),
        (70, load(200, "lb"), None, SpokenLoad("weight", 140, "lb")),
        (1, load(20, KG), None, SpokenLoad("weight", 2.5, KG)),
        (65, None, None, SpokenLoad("percent", 65)),
    ],
)
def test_a_percentage_is_spoken_in_plates(percent, one_rm, step, spoken):
    assert resolve(load(percent), one_rm, step, tired=False).spoken == spoken


def test_a_written_weight_is_said_as_written_and_compared_to_the_maximum():
    found = resolve(load(41, KG), load(50, KG), None, tired=False)
    assert (found.spoken, found.percent) == (SpokenLoad("weight", 41, KG), 82)


def test_an_rpe_is_spoken_as_reps_left():
    assert resolve(load(8, "rpe"), None, None, tired=False).spoken == SpokenLoad("reserve", 2)
    assert resolve(load(8, "rpe"), None, None, tired=True).spoken == SpokenLoad("reserve", 3)


def test_a_tired_day_takes_fifteen_percent_off():
    found = resolve(load(100, KG), None, None, tired=True)
    assert found.spoken == SpokenLoad("weight", 85, KG)


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
