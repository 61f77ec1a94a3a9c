"""`mmc-audio say` shows what will be said, and why."""

import json
import wave

import pytest

from mmc_audio.cli import say


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_it_shows_what_is_said(mmc):
    said = mmc("say", "RDL 3x8 @ 60kg", "--engine", "silent")
    assert said.code == 0
    assert said.out.splitlines() == [
        "written   RDL 3x8 @ 60kg",
        "said      Romanian deadlift three sets of eight at sixty kilos",
    ]


def test_it_explains(mmc):
    out = mmc("say", "RDL", "3x8", "💪", "--explain", "--engine", "silent").out
    assert "  3x8                  three sets of eight  [sets by reps]\n" in out
    assert "(nothing)  [emoji]" in out
    assert (
        "everything is said as it is written"
        in mmc("say", "Go", "--explain", "--engine", "silent").out
    )


def test_its_json_has_the_pieces_and_the_phonemes(mmc):
    data = json.loads(mmc("say", "3x8", "--json", "--engine", "silent").out)
    assert (data["written"], data["said"]) == ("3x8", "three sets of eight")
    assert data["pieces"] == [
        {"written": "3x8", "said": "three sets of eight", "why": "sets by reps"}
    ]
    assert data["phonemes"] is None
    spoken = json.loads(mmc("say", "Two", "--json", "--engine", "espeak").out)
    assert spoken["phonemes"].isascii() is False
    assert spoken["phonemes"].startswith("t")


def test_it_takes_the_words_of_the_workspace_and_the_language(mmc, tmp_path):
    (tmp_path / "lexicon.yaml").write_text("RDL: hinge\n")
    assert "said      hinge\n" in mmc("say", "RDL", "--engine", "silent").out
    assert "said      zwölf\n" in mmc("say", "12", "--language", "de", "--engine", "silent").out


def test_it_writes_a_wav_file(mmc, tmp_path):
    said = mmc("say", "Rest 90s", "-o", "rest.wav", "--engine", "espeak")
    assert said.code == 0
    with wave.open(str(tmp_path / "rest.wav")) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 44_100)
        assert 0.5 < sound.getnframes() / 44_100 < 3


def test_it_plays_on_a_terminal(mmc, tmp_path, monkeypatch):
    player = tmp_path / "player"
    player.write_text('#!/bin/sh\ncp "$1" played.mp3\n')
    player.chmod(0o755)
    monkeypatch.setattr(say, "is_terminal", lambda _: True)
    monkeypatch.setattr("mmc_audio._lib.players.player_command", lambda path: [str(player), path])
    mmc("say", "Go", "--engine", "espeak")
    assert (tmp_path / "played.mp3").read_bytes()[:1] == b"\xff"


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("Go", "-o", "x.mp3"), 2, "x.mp3 is no name of a WAV file"),
        (("Go", "--engine", "nobody"), 69, "no speech engine 'nobody'"),
        (("💪", "-o", "x.wav", "--engine", "espeak"), 69, "nothing to say in '💪'"),
    ],
)
def test_what_it_cannot_do_is_one_line(mmc, arguments, code, why):
    said = mmc("say", *arguments)
    assert said.code == code
    assert why in said.one_line


def test_a_lexicon_that_is_none_is_named(mmc, tmp_path):
    (tmp_path / "lexicon.yaml").write_text("- RDL\n")
    said = mmc("say", "RDL", "--engine", "silent")
    assert said.code == 65
    assert "lexicon.yaml:1:1: is no lexicon" in said.one_line
