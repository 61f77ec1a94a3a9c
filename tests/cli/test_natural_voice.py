"""What everybody hears: the natural voice, or another one and a line that says why."""

import json

import pytest

from mmc_audio.speech import config
from mmc_audio.speech.engines import hibari

PLAN = """\
title: Two reps
prepare: none
close: none
intro: false
ack_safety: true
work:
  - {exercise: biceps_curl, sets: 1, reps: 2}
"""


@pytest.fixture(autouse=True)
def _nothing_set_up(natural_voice):
    config._read.cache_clear()
    yield
    config._read.cache_clear()


@pytest.fixture
def render(mmc, tmp_path):
    plan = tmp_path / "two.yaml"

    def render(extra="", *options):
        plan.write_text(PLAN + extra)
        said = mmc("render", plan, "-o", tmp_path / "out", *options)
        assert said.code == 0, said.err
        sheet = json.loads((tmp_path / "out/two-reps/two.cues.json").read_text())
        return (sheet["engine"], sheet["voice"]), said.err

    return render


@pytest.fixture
def altered_model(tmp_path, monkeypatch):
    """A hibari whose model is not the one that was published; workers see it too."""
    from shutil import copytree

    real = hibari._assets().parent
    copytree(real, tmp_path / "path" / "hibari")
    model = tmp_path / "path" / "hibari" / "assets" / "hibari.onnx"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)
    monkeypatch.syspath_prepend(str(tmp_path / "path"))
    return model, bytes((*data[:-1], data[-1] ^ 1))


def test_a_plan_that_says_nothing_is_spoken_by_the_natural_voice(render):
    assert render()[0] == ("hibari", "heart")
    voice, reported = render()
    assert voice == ("hibari", "heart")
    assert "already up to date" in reported


def test_another_language_is_spoken_by_the_platform_with_a_line(render):
    voice, reported = render("language: de\n", "--language-fallback")
    assert voice == ("espeak", "de")
    assert "engine hibari has no voice for language 'de'; engine espeak speaks instead" in reported


def test_a_model_that_was_altered_does_not_speak_until_it_is_whole_again(render, altered_model):
    voice, reported = render()
    assert voice == ("espeak", "en-us")
    (note,) = [line for line in reported.splitlines() if line.startswith("note: ")]
    assert "engine hibari cannot start (the model of voice heart was altered" in note
    assert note.endswith("; engine espeak speaks instead")
    model, whole = altered_model
    model.write_bytes(whole)
    voice, reported = render()
    assert voice == ("hibari", "heart")
    assert "note: " not in reported


@pytest.mark.parametrize(
    "words",
    [("say", "One", "-o", "one.wav"), ("timeline", "two.yaml"), ("templates", "preview", "ready")],
    ids=" ".join,
)
def test_each_command_that_speaks_says_who_speaks_instead(words, mmc, tmp_path, altered_model):
    (tmp_path / "two.yaml").write_text(PLAN)
    said = mmc(*(str(tmp_path / word) if "." in word else word for word in words))
    assert said.code == 0, said.err
    notes = [line for line in said.err.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert notes[0].endswith("; engine espeak speaks instead")


def test_an_altered_model_that_was_asked_for_is_an_error(mmc, tmp_path, altered_model):
    plan = tmp_path / "two.yaml"
    plan.write_text(PLAN)
    said = mmc("render", plan, "-o", tmp_path / "out", "--engine", "hibari")
    assert said.code == 69
    assert "engine hibari cannot start (the model of voice heart was altered" in said.one_line
    assert not (tmp_path / "out" / "two-reps").exists() or not any(
        (tmp_path / "out" / "two-reps").iterdir()
    )


def test_doctor_and_voices_name_the_default(mmc):
    assert "hibari (default): 1 voice" in mmc("voices").out
    said = mmc("doctor")
    assert "voice hibari (default): can speak" in said.out
    assert "of sound, voice heart of hibari" in said.out
