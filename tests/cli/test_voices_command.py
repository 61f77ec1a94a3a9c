"""`mmc-audio voices`: list, install, try, use and remove, as a person meets them."""

import json
import tomllib
import wave
from hashlib import md5

import pytest
from voice_server import VoiceServer

from mmc_audio.speech.prefer import with_keys
from mmc_audio.speech.voice_files import catalogue as catalogues
from mmc_audio.speech.voice_files.catalogue import CatalogueVoice, RemoteVoiceFile
from mmc_audio.speech.voice_files.installed import installed

CARD = b"# Model card for anna\n\n* License: CC0\nFinetuned from \x1b[31mlessac\n"
CONTENT = {"/anna.onnx": b"model" * 9000, "/anna.onnx.json": b"{}" * 100, "/MODEL_CARD": CARD}


@pytest.fixture
def server(monkeypatch):
    with VoiceServer(dict(CONTENT)) as made:
        files = tuple(
            RemoteVoiceFile(made.url + path, len(data), f"md5={md5(data).hexdigest()}")
            for path, data in CONTENT.items()
        )
        anna = CatalogueVoice("piper", "anna", "de-de", "female", "CC0-1.0", "from lessac", files)
        monkeypatch.setattr(catalogues, "catalogue", lambda: {"anna": anna})
        yield made


@pytest.fixture
def config(config_folder):
    return config_folder / "mmc-audio" / "config.toml"


def test_the_list_is_what_the_command_alone_shows(mmc):
    alone, listed = mmc("voices"), mmc("voices", "list")
    assert (alone.code, alone.out) == (0, listed.out)
    assert mmc("voices", "--engine", "silent").out.startswith("silent: 1 voice")


def test_what_can_be_installed_is_listed_with_its_size(mmc):
    said = mmc("voices", "list", "--all", "--language", "de")
    assert "de_DE-thorsten-medium            piper   de-de  63.2 MB" in said.out
    rows = json.loads(mmc("voices", "list", "--all", "--json").out)
    assert {"engine", "name", "language", "bytes", "licence", "lineage"} <= set(rows[0])


def test_size_licence_lineage_and_card_are_shown_before(mmc, server):
    said = mmc("voices", "install", "anna", "--yes")
    assert said.code == 0
    lines = said.err.splitlines()
    assert lines[0].startswith("anna: a voice of piper, de-de female, 0.0 MB")
    assert lines[1:3] == ["  licence  CC0-1.0", "  lineage  from lessac"]
    assert "  | * License: CC0" in lines
    assert "\x1b" not in said.err
    assert "Installed: anna." in said.err
    assert set(installed("piper")) == {"anna"}
    assert (
        "anna                             piper   de-de  installed"
        in mmc("voices", "list", "--all").out
    )


def test_without_a_terminal_and_without_yes_nothing_is_fetched(mmc, server):
    said = mmc("voices", "install", "anna")
    assert said.code == 2
    assert "to install anna without a question, add --yes" in said.err
    assert installed("piper") == {}


@pytest.mark.parametrize("manner", ["alters", "cuts_at_once", "is_broken", "sends_more"])
def test_a_bad_server_is_one_line(mmc, server, manner):
    mmc("voices", "install", "anna", "--yes")
    mmc("voices", "remove", "anna")
    mmc("voices", "install", "anna")  # brings the card
    server.manner = manner
    said = mmc("voices", "install", "anna", "--yes")
    assert said.code == 69
    assert "Traceback" not in said.err
    assert server.url in said.err.splitlines()[-1]
    assert installed("piper") == {}


def test_removed_is_gone(mmc, server):
    mmc("voices", "install", "anna", "--yes")
    assert mmc("voices", "remove", "anna").code == 0
    said = mmc("voices", "remove", "anna")
    assert (said.code, said.one_line) == (
        69,
        "there is no installed voice 'anna'; no voice is installed",
    )


def test_a_file_of_ones_own(mmc, tmp_path):
    model = tmp_path / "my.onnx"
    model.write_bytes(b"model")
    said = mmc("voices", "install", "my-voice", "--from", model)
    assert said.code == 66
    assert said.one_line.endswith(
        "my.onnx.json is missing; a Piper voice is NAME.onnx and NAME.onnx.json"
    )
    model.with_name("my.onnx.json").write_text("{}")
    said = mmc("voices", "install", "my-voice", "--from", model, "--language", "de-DE")
    assert said.code == 0
    assert "nothing is known of its licence" in said.err
    assert installed("piper")["my-voice"].language == "de-de"
    assert mmc("voices", "install", "../x", "--from", model).code == 2


def test_a_plan_that_names_a_voice_that_is_not_installed(mmc, good_plan):
    good_plan.write_text(good_plan.read_text() + "voice: {name: fenrir}\n")
    said = mmc("check", good_plan)
    assert said.code == 69
    assert said.one_line.endswith("voice fenrir is not installed; mmc-audio voices install fenrir")


def test_try_writes_three_lines(mmc, tmp_path):
    out = tmp_path / "f3.wav"
    said = mmc("voices", "try", "en-us+f3", "--engine", "espeak", "-o", out)
    assert said.code == 0
    with wave.open(str(out)) as file:
        assert file.getnframes() / file.getframerate() > 8
    assert mmc("voices", "try", "de", "-o", out).code == 0
    assert "voice 'nobody'" in mmc("voices", "try", "nobody").one_line


def test_use_sets_the_default_and_leaves_the_rest(mmc, config):
    config.write_text(
        '# mine\n[voice]\nengine = "espeak"\nloudness = -16\n\n[voices]\nmirror = "https://x"\n'
    )
    assert mmc("voices", "use", "en-us+f3").code == 0
    text = config.read_text()
    assert text.startswith("# mine\n[voice]\n")
    assert tomllib.loads(text) == {
        "voice": {"engine": "espeak", "name": "en-us+f3", "loudness": -16},
        "voices": {"mirror": "https://x"},
    }
    rows = json.loads(mmc("voices", "list", "--json").out)
    assert [row["default_voice"] for row in rows if row["default"]] == ["en-us"]
    config.unlink()
    assert mmc("voices", "use", "heart").code == 0
    assert tomllib.loads(config.read_text()) == {"voice": {"engine": "hibari", "name": "heart"}}


def test_use_does_not_guess_at_a_file_it_does_not_understand(mmc, config):
    config.write_text('voice.engine = "espeak"\n')
    said = mmc("voices", "use", "heart")
    assert said.code == 69
    assert "[voice]" in said.one_line
    assert config.read_text() == 'voice.engine = "espeak"\n'


@pytest.mark.parametrize(
    "text",
    [
        "", "[voice]", '[voice]\nname="a"\nengine = "b"', "[a]\nx = 1\n[voice]  # here\n[b]\ny=2\n",
        '[engines.anna]\ncommand = ["a"]\n',
    ],
)  # fmt: skip
def test_the_voice_is_set_in_any_file(text):
    before = tomllib.loads(text)
    after = tomllib.loads(with_keys(text, "voice", {"engine": "hibari", "name": "emma"}))
    assert after == before | {"voice": {"engine": "hibari", "name": "emma"}}
