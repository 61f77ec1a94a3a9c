"""The public API does what docs/python.md says, and is all that is public."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import mmc_audio
from mmc_audio import studio

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
QUIET = mmc_audio.Overrides(engine="silent")
PLAN = "title: Short\nwork:\n  - {exercise: biceps curl, sets: 1, reps: 4}\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "my-plan.yaml").write_text(PLAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_each_example_of_the_page_runs(block, here):
    exec(compile(block, "docs/python.md", "exec"), {})


def test_the_page_names_all_that_is_public():
    named = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("## All names") :]))
    assert set(mmc_audio.__all__) - {"__version__"} <= named
    for name in mmc_audio.__all__:
        assert getattr(mmc_audio, name) is not None
    assert set(dir(mmc_audio)) == set(mmc_audio.__all__)


def test_the_page_names_all_desks_of_the_studio():
    part = PAGE[PAGE.index("## What the studio does") : PAGE.index("## Errors")]
    assert set(studio.__all__) <= set(re.findall(r"`(\w+)`", part))


def test_the_desks_need_no_page():
    code = "import sys, mmc_audio.studio; sys.exit('nicegui' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_session_is_the_same_from_a_file_and_from_python(here):
    one = mmc_audio.render("my-plan.yaml", here / "one", voice=QUIET)
    plan = mmc_audio.Plan.read("my-plan.yaml")
    two = plan.script().timeline(voice=QUIET).render(here / "two")
    assert two.mp3.read_bytes() == one.mp3.read_bytes()
    assert one.mp3.relative_to(here / "one") == two.mp3.relative_to(here / "two")


def test_the_audio_is_as_long_as_the_session(here):
    timeline = mmc_audio.Plan.read("my-plan.yaml").script().timeline(voice=QUIET)
    audio = timeline.audio()
    assert (audio.frame_rate, audio.channels, audio.sample_width) == (44_100, 1, 2)
    assert audio.frame_count() == round(timeline.duration_s * 44_100)


def test_a_script_is_text_that_is_read_back(here):
    script = mmc_audio.Plan.read("my-plan.yaml").script()
    again = mmc_audio.CueScript.parse(str(script))
    assert str(again) == str(script)
    assert again.timeline(voice=QUIET).duration_s == script.timeline(voice=QUIET).duration_s


def test_a_script_that_takes_no_time_is_refused(here):
    with pytest.raises(mmc_audio.MmcError, match="nothing here takes time"):
        mmc_audio.CueScript.parse("# Nothing\n").timeline(voice=QUIET)


def test_errors_have_the_place_in_the_file(here):
    (here / "wrong.yaml").write_text(
        "title: Wrong\nwork:\n  - {exercise: biceps curl, reps: many}\n"
    )
    with pytest.raises(mmc_audio.MmcError) as caught:
        mmc_audio.Plan.read("wrong.yaml")
    assert str(caught.value).startswith("wrong.yaml:3:")
    assert caught.value.exit_code == 65


def test_what_is_not_public_is_said():
    with pytest.raises(AttributeError, match="no attribute 'Studio'"):
        mmc_audio.Studio  # noqa: B018 - the access is the test


def test_a_tired_day_is_lighter_from_python_as_from_the_command_line(here):
    tired = mmc_audio.Overrides(engine="silent", readiness="low")
    plan = mmc_audio.Plan.read("my-plan.yaml")
    one = mmc_audio.render("my-plan.yaml", here / "one", voice=tired)
    two = mmc_audio.render(plan, here / "two", voice=tired)
    assert two.mp3.read_bytes() == one.mp3.read_bytes()
    assert str(plan.script(voice=tired)) != str(plan.script())
