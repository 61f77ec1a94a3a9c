"""A person's own words: where they are looked for, who wins, and that an edit is heard."""

import json
from pathlib import Path

import platformdirs
import pytest

from mmc_audio.errors import PlanError
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech.engine import Traits
from mmc_audio.speech.engines.silent import SilentEngine
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.said import said
from mmc_audio.speech.said.lexicon import pronunciation
from mmc_audio.speech.said.lexicon_files import as_yaml, lexicon_for, read_lexicon
from mmc_audio.speech.script_voices import ScriptVoices

PLAN = """\
title: Words
voice: {engine: silent}
prepare: none
close: none
intro: false
work:
  - exercise: Nordic drop
    sets: 1
    reps: 3
    cues:
      {muscle_call: hams, lift: Up, lower: Slow, external: Floor away, setup: Nordic slow 3x8}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A workspace with a lexicon in the plan's place, and a user's folder beside it."""
    (tmp_path / "work").mkdir()
    (tmp_path / "user").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_: str(tmp_path / "user"))
    return tmp_path


def test_the_plan_wins_over_the_workspace_and_that_over_the_user(here):
    (here / "user" / "lexicon.yaml").write_text("A: user\nB: user\nC: user\n")
    (here / "work" / "lexicon.yaml").write_text("A: workspace\nB: workspace\n")
    found = dict(lexicon_for({"A": "plan"}).entries)
    assert {word: how.say for word, how in found.items()} == {
        "A": "plan", "B": "workspace", "C": "user",
    }  # fmt: skip


def test_a_lexicon_beside_the_plan_is_found_from_anywhere(here):
    (here / "plans").mkdir()
    (here / "plans" / "lexicon.yaml").write_text("A: beside\n")
    assert lexicon_for({}, here / "plans" / "x.yaml").entries
    assert not lexicon_for({}).entries


@pytest.mark.parametrize(
    ("how", "say", "phonemes"),
    [
        ("NOR-dick", "NOR-dick", ""),
        ("/nodik/", "Nordic", "nodik"),
        ("NOR-dick /nodik/", "NOR-dick", "nodik"),
        ("either/or", "either/or", ""),
        ("  two   words ", "two words", ""),
    ],
)
def test_an_entry_is_a_respelling_or_phonemes_or_both(how, say, phonemes):
    found = pronunciation("Nordic", how)
    assert (found.say, found.phonemes) == (say, phonemes)
    assert pronunciation("Nordic", found.written) == found


def test_a_lexicon_is_written_as_it_is_read(here):
    lexicon = lexicon_for({"RDL": "hinge /hinj/", 'a "b"': "c", "ü": "you"})
    (here / "x.yaml").write_bytes(as_yaml(lexicon))
    assert read_lexicon(here / "x.yaml") == lexicon


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- a\n", "x.yaml:1:1: is no lexicon; write a word on each line"),
        ("RDL: [a]\n", "x.yaml:1:6: `RDL` needs how it is said"),
        ("a: b\nRDL:\n", "x.yaml:2:5: `RDL` needs how it is said"),
        (f"RDL: {'a' * 201}\n", "x.yaml:1:1: a word and how it is said have 1 to 200"),
        ("", "x.yaml:1:1: the file is empty; begin it with `RDL: Romanian deadlift`"),
    ],
)
def test_what_is_no_lexicon_is_refused_at_its_place(here, text, what):
    (here / "work" / "x.yaml").write_text(text)
    with pytest.raises(PlanError) as error:
        read_lexicon(Path("x.yaml"))
    assert str(error.value).startswith(what)


def rendered(folder):
    with Renderer(Overrides(), workers=1) as renderer:
        done = renderer.render("plan.yaml", folder)
    sheet = json.loads(done.mp3.with_suffix(".cues.json").read_text())
    said_as = {cue["text"].rstrip("."): cue.get("said", "").rstrip(".") for cue in sheet["cues"]}
    return done, said_as


def test_the_sheet_keeps_what_was_written_and_an_edit_of_the_lexicon_is_heard(here):
    Path("plan.yaml").write_text(PLAN)
    _, first = rendered(Path("out"))
    assert first["Nordic slow 3x8"] == "Nordic slow three sets of eight"
    assert first["Three"] == ""
    again, _ = rendered(Path("out"))
    assert again.sections_new == 0
    Path("lexicon.yaml").write_text("Nordic: NOR-dick\n")
    edited, second = rendered(Path("out"))
    assert second["Nordic slow 3x8"] == "NOR-dick slow three sets of eight"
    assert edited.sections_new > 0
    (here / "user" / "lexicon.yaml").write_text("slow: sloooow\n")
    assert rendered(Path("out"))[1]["Nordic slow 3x8"] == "NOR-dick sloooow three sets of eight"
    Path("plan.yaml").write_text(PLAN + "lexicon: {Nordic: norse}\n")
    assert rendered(Path("out"))[1]["Nordic slow 3x8"] == "norse sloooow three sets of eight"


class Phonetic(SilentEngine):
    traits = Traits(phonemes=True)


def test_phonemes_go_only_to_engines_that_take_them(here):
    lexicon = lexicon_for({"Nordic": "NOR-dick /nodik/"})
    assert ScriptVoices(Phonetic(), "en", lexicon).say("Nordic", "v") == "[NOR-dick](/nodik/)"
    assert ScriptVoices(SilentEngine(), "en", lexicon).say("Nordic", "v") == "NOR-dick"


def test_a_voice_says_dates_as_its_country_does():
    engine = find_engine("silent")
    assert ScriptVoices(engine, "en", lexicon_for({})).say("5/1/2026", "v").startswith("May first")
    assert said("5/1/2026", "en-gb").said.startswith("January fifth")
