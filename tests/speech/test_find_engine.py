"""Engines are found by name, and a broken one says so instead of breaking the rest."""

import re
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from mmc_audio.errors import UnavailableError
from mmc_audio.speech import engine
from mmc_audio.speech.engine import Voice, nearest
from mmc_audio.speech.find import BUILT_IN, GROUP, engines, find_engine, resolve_voice
from mmc_audio.speech.usual import default_engine_name

HERE = Path(__file__).parent


def test_the_built_in_engines_are_declared_like_any_plug_in():
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text())["project"]
    assert project["entry-points"][GROUP] == BUILT_IN


@pytest.mark.parametrize("name", sorted(set(BUILT_IN) - {"command"}))
def test_a_built_in_engine_is_found_by_its_name(name):
    assert find_engine(name).name == name


def test_the_default_engine_is_one_that_can_speak_here(natural_voice):
    status = {s.name: s for s in engines()}[default_engine_name()]
    assert status.available


def test_an_unknown_engine_is_reported_with_the_nearest():
    with pytest.raises(UnavailableError, match="did you mean 'espeak'") as caught:
        find_engine("espeek")
    assert caught.value.exit_code == 69
    with pytest.raises(UnavailableError, match="no speech engine 'zzz'; see"):
        find_engine("zzz")


@pytest.fixture
def plug_in(monkeypatch):
    """Installs entry points for the length of a test."""
    monkeypatch.syspath_prepend(str(HERE))

    def install(**specs):
        points = [EntryPoint(name, spec, GROUP) for name, spec in specs.items()]
        monkeypatch.setattr(
            "importlib.metadata.entry_points", lambda group: points if group == GROUP else []
        )

    return install


def test_a_plug_in_is_an_engine(plug_in):
    plug_in(stub="stub_engines:Stub")
    assert find_engine("stub").voices() == [Voice("stub", "Stub", "en")]
    assert {s.name for s in engines() if s.available} >= {"stub", "silent"}


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ("no_such_module:Engine", "ModuleNotFoundError"),
        ("stub_engines:NoSuchClass", "AttributeError"),
        ("broken_plugins:Exits", "SystemExit"),
        ("broken_plugins:Raises", "on purpose"),
        ("broken_plugins:VoicesExit", "SystemExit: bye now"),
        ("broken_plugins:NotAnEngine", "has no"),
        ("broken_plugins:Unavailable", "apt install"),
    ],
)
def test_a_broken_plug_in_gets_a_status(plug_in, spec, why):
    plug_in(bad=spec)
    statuses = {s.name: s for s in engines()}
    assert not statuses["bad"].available
    assert why in statuses["bad"].why
    assert "\n" not in statuses["bad"].why
    assert statuses["silent"].available


def test_a_plug_in_cannot_take_the_place_of_a_built_in_engine(plug_in):
    plug_in(silent="stub_engines:Stub", espeak="broken_plugins:Exits")
    assert find_engine("silent").name == "silent"
    assert find_engine("espeak").name == "espeak"


def test_a_broken_plug_in_that_is_asked_for_is_one_line(plug_in):
    plug_in(bad="broken_plugins:Raises")
    with pytest.raises(UnavailableError, match="reinstall or remove") as caught:
        find_engine("bad")
    assert "\n" not in str(caught.value)


def test_mono_is_made_when_it_is_asked_for():
    import numpy as np

    assert engine.Mono.__args__[1].__args__ == (np.int16,)
    with pytest.raises(AttributeError, match="nothing_like_that"):
        getattr(engine, "nothing_like_that")  # noqa: B009


def test_nearest_names():
    assert nearest("espeek", ["espeak", "silent"]) == "did you mean 'espeak'? "
    assert nearest("x", ["espeak"]) == ""


class Choir:
    name, version = "choir", "1"

    def voices(self):
        return [
            Voice("en", "English (Great Britain)", "en-gb"),
            Voice("en-us", "English (America)", "en-us"),
            Voice("com.x.anna", "Anna", "de-de", "female"),
            Voice("com.x.markus", "Markus", "de-de", "male"),
            Voice("fr-ch", "Fran\u00e7ais", "fr-ch"),
        ]

    def variants(self):
        return ["f3", "m1"]


@pytest.mark.parametrize(
    ("name", "language", "chosen"),
    [
        ("en-us", "de", "en-us"),
        ("EN-US", "en", "en-us"),
        ("Anna", "en", "com.x.anna"),
        ("anna", "en", "com.x.anna"),
        ("en_GB", "en", "en"),
        ("fr-CH", "en", "fr-ch"),
        ("en-us+f3", "en", "en-us+f3"),
        ("anna+m1", "en", "com.x.anna+m1"),
        (None, "en", "en-us"),
        (None, "en-gb", "en"),
        (None, "en_AU.UTF-8", "en-us"),
        (None, "de", "com.x.anna"),
        (None, "de-AT", "com.x.anna"),
        (None, "fr", "fr-ch"),
    ],
)
def test_a_voice_is_found(name, language, chosen):
    assert resolve_voice(Choir(), name, language).id == chosen


@pytest.mark.parametrize(
    ("name", "language", "reported"),
    [
        ("en-uk", "en", "did you mean"),
        ("de-DE", "en", "several voices 'de-DE': com.x.anna, com.x.markus"),
        ("markos", "en", "did you mean 'markus'"),
        ("zz", "en", "see 'mmc-audio voices --engine choir'"),
        ("en-us+f4", "en", "it has f3, m1"),
        (None, "ru", "no voice for language 'ru'"),
    ],
)
def test_a_voice_that_is_not_there_is_reported(name, language, reported):
    with pytest.raises(UnavailableError) as caught:
        resolve_voice(Choir(), name, language)
    assert reported in str(caught.value)


def test_every_built_in_engine_is_in_the_table_of_its_page():
    page = (HERE.parents[1] / "docs" / "voices.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)`", page, re.MULTILINE)
    assert set(BUILT_IN) - {"command"} - set(rows) == set()
