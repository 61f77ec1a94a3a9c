"""Every session is at its loudness, whatever it is made of, and under the ceiling."""

from types import SimpleNamespace

import numpy as np
import pytest

from mmc_audio.audio.limiter import CEILING_DB, true_peaks
from mmc_audio.audio.loudness import integrated_lufs
from mmc_audio.audio.session_level import GAIN_STEP_DB, session_gain_db, session_lufs
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.workspace.builtin import examples_dir

EXAMPLES = ("breath", "hiit")
"""The softest of all examples, as their voices were calibrated alone."""

SHOUTED = """\
# One
@volume 6
[2s] Stand tall and breathe
[2s] One
[2s] Two
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def heard(path, cache, **choice):
    """The PCM of a session."""
    with Renderer(Overrides(**choice), cache=cache, folders=[]) as renderer:
        job = renderer.job(str(path))
        timeline = renderer.timeline(job)
        return np.concatenate(list(renderer.pcm(job, timeline)))


def peak_db(pcm):
    return 20 * np.log10(true_peaks(pcm.astype(np.float32) / 32768).max())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_at_minus_19(name, cache):
    pcm = heard(examples_dir() / f"{name}.yaml", cache, engine="espeak")
    assert integrated_lufs(pcm) == pytest.approx(-19, abs=0.5)
    assert peak_db(pcm) <= CEILING_DB


@pytest.mark.parametrize("loudness", [-23, -16])
def test_another_loudness_is_reached_under_the_same_ceiling(loudness, cache):
    path = examples_dir() / "desk-reset.yaml"
    pcm = heard(path, cache, engine="espeak", loudness=loudness)
    assert integrated_lufs(pcm) == pytest.approx(loudness, abs=0.5)
    assert peak_db(pcm) <= CEILING_DB


def test_the_plan_and_the_configuration_say_it_too(tmp_path, cache, monkeypatch):
    plan = tmp_path / "loud.yaml"
    plan.write_text("title: Loud\nvoice: {engine: espeak, loudness: -16}\nprepare: [breath]\n")
    assert integrated_lufs(heard(plan, cache)) == pytest.approx(-16, abs=0.5)
    plan.write_text("title: Loud\nvoice: {engine: espeak}\nprepare: [breath]\n")
    monkeypatch.setattr("mmc_audio.speech.config.config_table", lambda _name: {"loudness": -22})
    assert integrated_lufs(heard(plan, cache)) == pytest.approx(-22, abs=0.5)


def test_a_session_that_asks_for_more_is_not_louder(tmp_path, cache):
    script = tmp_path / "shouted.cues"
    script.write_text(SHOUTED)
    assert integrated_lufs(heard(script, cache, engine="espeak")) == pytest.approx(-19, abs=0.5)


def test_a_session_of_tones_alone_keeps_their_level(tmp_path, cache):
    script = tmp_path / "bell.cues"
    script.write_text("# One\n[bell]\n[2s]\n")
    assert np.abs(heard(script, cache, engine="espeak")).max() == pytest.approx(10361, abs=2)


def test_gains_are_whole_steps():
    class Section:
        cues = (SimpleNamespace(volume_db=0.0),)

    def lufs(_sections, _profiles, _gain, *, own):
        return -19.7

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mmc_audio.audio.session_level.session_lufs", lufs)
        found = session_gain_db([Section()], None, target=-19, usual=-19)
    assert found == GAIN_STEP_DB


def test_an_empty_session_has_no_loudness():
    assert session_lufs([], lambda _one, _gain: np.zeros(1)) == -np.inf
