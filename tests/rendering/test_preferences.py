"""What a person wants of every session counts where the plan does not say, and is not ignored."""

import pytest

from mmc_audio import api
from mmc_audio.errors import UnavailableError
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech import config as user_config

PLAN = """\
work: [{exercise: biceps curl, sets: 2, reps: 8, load: 63%, rest: 60s}, {exercise: squat, sets: 1}]
one_rm: {biceps curl: 30kg}
"""
SAYS = PLAN + "talk: full\nplate_step: 5kg\nprofile: [glaucoma]\nvoice: {pace: 160}\n"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """The plan as it is rendered, for a plan's text and a configuration."""
    path = tmp_path / "config.toml"
    monkeypatch.setattr(user_config, "config_file", lambda: path)
    monkeypatch.setattr("mmc_audio.rendering.preferences.config_file", lambda: path)

    def made(text, config):
        path.write_text(config)
        file = tmp_path / "plan.yaml"
        file.write_text(text)
        return Overrides().over(api.TrainingPlan.read(file))

    return made


@pytest.mark.parametrize(
    ("config", "shown", "wanted", "planned"),
    [
        ('[training]\ntalk = "sparse"', lambda p: str(p.talk), "sparse", "full"),
        ("[voice]\npace = 120", lambda p: p.voice.pace, 120, 160),
        (
            '[training]\nplate_step = "1.25kg"',
            lambda p: p.plate_step and p.plate_step.value,
            1.25,
            5,
        ),
        (
            '[training]\nprofile = ["knee_pain"]',
            lambda p: sorted(map(str, p.profile)),
            ["knee_pain"],
            ["glaucoma", "knee_pain"],
        ),
        ('[training]\nrest = "150%"', lambda p: p.work[0].rest_ms, 90_000, 90_000),
    ],
)
def test_each_counts_where_the_plan_does_not_say(plan, config, shown, wanted, planned):
    assert shown(plan(PLAN, config)) == wanted
    assert shown(plan(SAYS, config)) == planned
    assert shown(plan(PLAN, "")) != wanted


def test_what_is_asked_for_today_comes_before_it(plan, tmp_path):
    plan(PLAN, "[voice]\npace = 120")
    found = api.TrainingPlan.read(tmp_path / "plan.yaml")
    assert Overrides(pace=170).over(found).voice.pace == 170


def test_words_and_loads_that_are_heard_follow(plan, tmp_path):
    plan(PLAN, '[training]\ntalk = "silent"\nplate_step = "1.25kg"')
    quiet = str(api.TrainingPlan.read(tmp_path / "plan.yaml").script())
    plan(PLAN, "")
    usual = str(api.TrainingPlan.read(tmp_path / "plan.yaml").script())
    assert len(quiet) < len(usual) - 1000
    assert "18.75" in quiet
    assert "18.75" not in usual


@pytest.mark.parametrize(
    "wrong",
    ['talk = "loud"', 'rest = "long"', 'profile = ["tall"]', 'plate_step = "3"', "more = 1"],
)
def test_what_is_no_preference_names_the_file(plan, wrong):
    with pytest.raises(UnavailableError, match=r"config\.toml: \[training\]: ") as caught:
        plan(PLAN, f"[training]\n{wrong}\n")
    assert "\n" not in str(caught.value)
