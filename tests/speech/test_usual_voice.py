"""Who speaks where a plan names no engine, and what is said when that is not the natural voice."""

import sys

import pytest

from mmc_audio.errors import UnavailableError
from mmc_audio.speech import config, usual
from mmc_audio.speech.engines import hibari
from mmc_audio.speech.usual import platform_engine_name, usual_voice


@pytest.fixture(autouse=True)
def _nothing_set_up(natural_voice):
    config._read.cache_clear()
    yield
    config._read.cache_clear()


@pytest.fixture
def configured(config_folder):
    def write(text):
        (config_folder / "mmc-audio" / "config.toml").write_text(text)
        config._read.cache_clear()

    return write


@pytest.fixture
def without_hibari(monkeypatch):
    monkeypatch.setattr(hibari, "find_spec", lambda _name: None)


def chosen(*args, **kwargs):
    found = usual_voice(*args, **kwargs)
    return found.engine.name, found.voice.id, found.why


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_natural_voice_is_the_default_on_every_system(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert chosen() == ("hibari", "heart", "")
    assert platform_engine_name() == ("espeak" if platform == "linux" else "pyttsx3")


def test_without_it_the_platform_speaks_and_says_so(without_hibari):
    engine, voice, why = chosen()
    assert (engine, voice) == (platform_engine_name(), "en-us")
    assert why == (
        "onnxruntime is not installed; pip install hibari-tts; engine espeak speaks instead"
    )


def test_where_it_does_not_run_the_platform_speaks_and_says_so():
    reason = lambda engine: "illegal instruction" if engine.name == "hibari" else ""  # noqa: E731
    engine, _, why = chosen(refusal=reason)
    assert engine == "espeak"
    assert why.startswith("engine hibari cannot speak here (illegal instruction); ")


@pytest.mark.parametrize("language", ["de", "es", "cmn"])
def test_another_language_is_spoken_by_the_platform_and_said(language):
    engine, voice, why = chosen(None, language)
    assert (engine, voice) == ("espeak", language)
    assert f"engine hibari has no voice for language {language!r}" in why


@pytest.mark.parametrize("name", ["en-us+f3", "de", "English (Scotland)"])
def test_a_voice_of_the_platform_brings_its_engine(name):
    engine, _, why = chosen(name)
    assert (engine, why) == ("espeak", "")


@pytest.mark.parametrize("name", ["heart", "Heart", "en-US"])
def test_the_natural_voice_is_found_by_id_name_and_language(name):
    assert chosen(name) == ("hibari", "heart", "")


def test_a_voice_that_nobody_has_is_an_error_with_the_nearest():
    with pytest.raises(UnavailableError, match="no voice 'hart'; did you mean 'heart'"):
        usual_voice("hart")


def test_what_the_user_set_comes_first(configured):
    configured('[voice]\nengine = "espeak"\nname = "en-gb+f2"\n')
    assert chosen() == ("espeak", "en+f2", "")
    assert chosen("heart") == ("hibari", "heart", "")


def test_what_the_user_set_speaks_its_own_language_only(configured):
    configured('[voice]\nengine = "hibari"\nname = "heart"\n')
    assert chosen() == ("hibari", "heart", "")
    engine, voice, why = chosen(None, "fr")
    assert (engine, voice) == ("espeak", "fr")
    assert why.startswith("voice heart does not speak fr; ")


def test_an_engine_that_was_set_and_is_gone_is_said(configured):
    configured('[voice]\nengine = "choir"\n')
    engine, _, why = chosen()
    assert engine == "hibari"
    assert "no speech engine 'choir'" in why


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[voice]\nnam = "x"\n', "there is no key 'nam'"),
        ('[voice]\nname = "x"\n', "name needs an engine"),
        ("[voice]\nengine = 3\n", "engine and name are words"),
        ('voice = "heart"\n', "voice must be a table"),
        ("[voice\n", "fix it"),
    ],
)
def test_an_invalid_configuration_is_named(configured, text, message):
    configured(text)
    with pytest.raises(UnavailableError, match=message) as caught:
        usual_voice()
    assert "config.toml" in str(caught.value)


def test_the_first_choice_is_the_natural_engine():
    assert usual.NATURAL == "hibari"


@pytest.mark.parametrize("written", ["-30", "-16.5", "true", '"loud"'])
def test_a_loudness_that_is_none_is_reported(configured, written):
    configured(f"[voice]\nloudness = {written}\n")
    with pytest.raises(UnavailableError, match=r"write loudness = -16"):
        config.preferred_voice()


def test_a_loudness_may_stand_alone(configured):
    configured("[voice]\nloudness = -16\n")
    assert config.preferred_voice().loudness == -16
