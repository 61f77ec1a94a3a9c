"""Voices come, go and stay whole, whatever happens on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import md5, sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from voice_server import VoiceServer

from mmc_audio.errors import MissingError, OutputError, SpeechError, UnavailableError
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines import hibari
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.usual import usual_voice
from mmc_audio.speech.voice_files import catalogue as catalogues
from mmc_audio.speech.voice_files import install as installing
from mmc_audio.speech.voice_files.catalogue import (
    CatalogueVoice,
    RemoteVoiceFile,
    catalogue,
    catalogue_voice,
    mirrored,
)
from mmc_audio.speech.voice_files.install import (
    install,
    install_own,
    kept_if_it_fails,
    read_card,
    remove,
)
from mmc_audio.speech.voice_files.installed import (
    ENGINES,
    checked,
    files_folder,
    installed,
    listed_voices,
    manifest,
)

MODEL, CONFIG, CARD = b"model" * 30_000, b'{"audio": {}}', b"# Model card\n\n* License: CC0\n"
PATHS = {"/a/one.onnx": MODEL, "/a/one.onnx.json": CONFIG, "/a/MODEL_CARD": CARD}


@pytest.fixture
def server():
    with VoiceServer(dict(PATHS)) as made:
        yield made


@pytest.fixture
def voice(server):
    def file(path, content):
        return RemoteVoiceFile(server.url + path, len(content), f"md5={md5(content).hexdigest()}")

    files = tuple(file(path, content) for path, content in PATHS.items())
    return CatalogueVoice("piper", "one", "de-de", "", "CC0", "its own", files)


def leftovers():
    return sorted(path.name for path in files_folder().glob("*"))


def test_a_voice_is_here_with_all_its_files(voice):
    made = install(voice)
    assert installed("piper") == {"one": made}
    assert made.file(".onnx").path.read_bytes() == MODEL
    assert made.file(".onnx.json").path.read_bytes() == CONFIG
    assert made.file(".onnx").sha256 == sha256(MODEL).hexdigest()
    assert checked(made) == made


def test_progress_is_of_the_whole_voice(voice):
    seen = []
    install(voice, watch=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (voice.size, voice.size)


def test_the_card_is_read_before(voice, server):
    assert read_card(voice) == CARD.decode()
    assert installed("piper") == {}
    server.files["/a/MODEL_CARD"] = b"other"
    assert read_card(voice) == CARD.decode()


@pytest.mark.parametrize("manner", ["alters", "sends_more", "cuts_at_once", "is_broken"])
def test_what_fails_leaves_the_earlier_voice(voice, server, manner):
    made = install(voice)
    server.manner = manner
    other = CatalogueVoice("piper", "two", "de", "", "", "", (_other(server),))
    with pytest.raises(UnavailableError):
        install(other)
    assert installed("piper") == {"one": made}
    assert not manifest("piper", "two").exists()
    server.manner = "whole"
    assert install(other).name == "two"


def _other(server):
    server.files["/b/two.onnx"] = MODEL[::-1]
    digest = md5(MODEL[::-1]).hexdigest()
    return RemoteVoiceFile(f"{server.url}/b/two.onnx", len(MODEL), f"md5={digest}")


def test_a_damaged_voice_is_said_and_made_whole_by_installing_it_again(voice, server):
    path = install(voice).file(".onnx").path
    path.write_bytes(MODEL[:100])
    assert installed("piper") == {}
    ((_, fault),) = listed_voices("piper")
    assert fault.endswith("has 100 of 150000 bytes; mmc-audio voices install one")
    server.asked.clear()
    assert install(voice).file(".onnx").path.read_bytes() == MODEL
    assert len(server.asked) == 1


def test_an_altered_voice_is_seen(voice):
    made = install(voice)
    made.file(".onnx").path.write_bytes(MODEL[:-1] + b"?")
    assert installed("piper") == {"one": made}
    with pytest.raises(
        UnavailableError, match=r"voice one was altered .*; mmc-audio voices install"
    ):
        checked(made)


@pytest.mark.parametrize("ended_by", [SpeechError("no sound"), KeyboardInterrupt()], ids=repr)
def test_a_voice_that_turns_out_not_to_speak_leaves_the_one_before_it(tmp_path, ended_by):
    def install_this(content):
        (tmp_path / "ann.onnx").write_bytes(content)
        (tmp_path / "ann.onnx.json").write_bytes(CONFIG)
        with kept_if_it_fails("piper", "ann"):
            install_own("ann", tmp_path / "ann.onnx", "en-us")
            if content != MODEL:
                raise ended_by

    with pytest.raises(type(ended_by)):
        install_this(b"noise")
    assert (installed("piper"), leftovers()) == ({}, [])
    install_this(MODEL)
    good = installed("piper"), leftovers()
    with pytest.raises(type(ended_by)):
        install_this(b"noise")
    assert (installed("piper"), leftovers()) == good


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": [], "x": 1}', "\x80"])
def test_a_damaged_list_of_a_voice_is_no_voice_and_is_said(voice, text):
    install(voice)
    manifest("piper", "one").write_text(text, "latin-1")
    assert installed("piper") == {}
    ((_, fault),) = listed_voices("piper")
    assert "one.json is damaged; mmc-audio voices install one" in fault
    assert install(voice).fault() == ""


def test_offline_the_line_names_what_to_fetch(voice, server):
    server.files.clear()
    with pytest.raises(UnavailableError) as caught:
        install(voice)
    line = str(caught.value)
    assert "\n" not in line
    assert f"fetch {server.url}/a/one.onnx and {server.url}/a/one.onnx.json into a folder" in line
    assert line.endswith("then 'mmc-audio voices install one --from FOLDER'")
    assert leftovers() == []


def test_from_a_folder_with_or_without_its_card(voice, tmp_path):
    for name, content in (("one.onnx", MODEL), ("one.onnx.json", CONFIG)):
        (tmp_path / name).write_bytes(content)
    made = install(voice, [tmp_path])
    assert [file.name for file in made.files] == ["one.onnx", "one.onnx.json"]
    (tmp_path / "MODEL_CARD").write_bytes(CARD)
    assert len(install(voice, [tmp_path / "one.onnx"]).files) == 3


def test_from_a_file_that_is_another_one(voice, tmp_path):
    (tmp_path / "one.onnx").write_bytes(MODEL[::-1])
    (tmp_path / "one.onnx.json").write_bytes(CONFIG)
    with pytest.raises(UnavailableError, match=r"one.onnx is not the file that was published"):
        install(voice, [tmp_path])
    assert installed("piper") == {}


def test_from_a_folder_without_it(voice, tmp_path):
    with pytest.raises(MissingError, match=r"one.onnx is not there; fetch it from http"):
        install(voice, [tmp_path / "nowhere"])


def test_a_full_disk_leaves_nothing(voice, monkeypatch):
    monkeypatch.setattr(installing, "check_writable", lambda *_args, **_kwargs: None)

    def full(wanted, part, **_):
        part.write_bytes(b"half")
        raise OutputError(f"{part}: cannot be written: the disk is full")

    monkeypatch.setattr(installing, "download", full)
    with pytest.raises(OutputError, match="the disk is full"):
        install(voice)
    assert leftovers() == []


def test_a_disk_without_room_is_said_before_the_download(voice, server, monkeypatch):
    monkeypatch.setattr("mmc_audio._lib.atomic.free_bytes", lambda _path: 1_000)
    with pytest.raises(OutputError, match="needs 5 MB and has 0 MB free"):
        install(voice)
    assert server.asked == []


def test_a_folder_that_cannot_be_made_is_an_error(voice, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="a file is in the way"):
        install(voice)


def test_a_second_installation_waits_for_its_turn(voice):
    with installing._alone("other"), pytest.raises(UnavailableError, match="voice one must wait"):
        install(voice)
    assert install(voice).name == "one"


SLOW = """
import sys, time
from mmc_audio._lib import download
from mmc_audio.speech.voice_files.catalogue import CatalogueVoice, RemoteVoiceFile
from mmc_audio.speech.voice_files.install import install
read = download._read
def slowly(answer):
    print("read", flush=True)
    time.sleep(0.2)
    return read(answer)
download._read = slowly
file = RemoteVoiceFile(sys.argv[1], int(sys.argv[2]), sys.argv[3])
install(CatalogueVoice("piper", "one", "de", "", "", "", (file,)))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_installation_that_was_stopped_leaves_no_voice_and_goes_on(voice, server, how):
    file = voice.files[0]
    command = [sys.executable, "-c", SLOW, file.url, str(file.size), file.digest]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ
    ) as process:
        process.stdout.readline()
        process.stdout.readline()
        with pytest.raises(UnavailableError, match="must wait"):
            install(voice)
        process.send_signal(how)
    assert installed("piper") == {}
    server.asked.clear()
    assert checked(install(voice)).name == "one"
    assert any(asked for asked in server.asked)


def test_removing_takes_what_only_this_voice_needs(voice, server):
    shared = CatalogueVoice("piper", "two", "de", "", "", "", (voice.files[0],))
    one, two = install(voice), install(shared)
    remove(one)
    assert set(installed("piper")) == {"two"}
    assert two.fault() == ""
    assert leftovers() == [voice.files[0].kept_as]
    remove(two)
    assert leftovers() == []


def test_a_voice_of_ones_own(tmp_path):
    (tmp_path / "anna.onnx").write_bytes(MODEL)
    with pytest.raises(MissingError, match=r"anna.onnx.json is missing"):
        install_own("anna", tmp_path / "anna.onnx", "de")
    (tmp_path / "anna.onnx.json").write_bytes(CONFIG)
    install_own("anna", tmp_path / "anna.onnx", "de")
    assert installed("piper")["anna"].language == "de"
    (tmp_path / "anna.onnx").write_bytes(MODEL[::-1])
    install_own("anna", tmp_path / "anna.onnx", "de")
    assert installed("piper")["anna"].file(".onnx").path.read_bytes() == MODEL[::-1]


def test_the_catalogue_is_whole():
    voices = catalogue()
    assert len(voices) == 155
    for voice in voices.values():
        assert voice.engine in ENGINES
        assert voice.language == voice.language.lower()
        assert voice.licence
        assert voice.lineage
        for file in voice.files:
            kind, _, digest = file.digest.partition("=")
            assert len(digest) == {"sha256": 64, "md5": 32}[kind]
            assert int(digest, 16)
            assert file.url.startswith("https://")
            assert file.size > 100
    assert {v.engine for v in voices.values()} == set(ENGINES)


def test_hibaris_voices_are_those_of_the_package():
    assets = Path(find_spec("hibari").origin).parent / "assets"
    listed = json.loads((assets / "voices.json").read_text())
    ours = {v.name: v for v in catalogue().values() if v.engine == "hibari"}
    assert set(ours) == set(listed) - {"heart"}
    for name, voice in ours.items():
        (file,) = voice.files
        assert (file.name, file.size) == (listed[name]["file"], listed[name]["bytes"])
        assert file.digest == f"sha256={listed[name]['sha256']}"


def test_a_name_is_found_in_any_case_and_a_slip_is_answered():
    assert catalogue_voice("en_us-JOE-medium").name == "en_US-joe-medium"
    with pytest.raises(
        UnavailableError, match="no voice 'fenrirr' to install; did you mean fenrir"
    ):
        catalogue_voice("fenrirr")


URL = "https://example.com/a/b.onnx"


def test_a_mirror_has_another_host_and_the_same_path(monkeypatch, config_folder):
    assert mirrored(URL) == URL
    monkeypatch.setenv("MMC_AUDIO_VOICES_MIRROR", "https://mirror.example/voices/")
    assert mirrored(URL) == "https://mirror.example/voices/a/b.onnx"
    monkeypatch.setenv("MMC_AUDIO_VOICES_MIRROR", "mirror.example")
    with pytest.raises(UnavailableError, match=r"'mirror.example' is no address"):
        mirrored(URL)


def test_a_mirror_in_the_configuration(monkeypatch, config_folder):
    path = config_folder / "mmc-audio" / "config.toml"
    path.write_text('[voices]\nmirror = "http://localhost:8000"\n')
    assert mirrored(URL) == "http://localhost:8000/a/b.onnx"


@pytest.mark.parametrize("text", ["[voices]\nmirror = 3\n", '[voices]\nserver = "x"\n'])
def test_an_invalid_mirror_is_named(config_folder, text):
    (config_folder / "mmc-audio" / "config.toml").write_text(text)
    with pytest.raises(UnavailableError, match="the only key is mirror"):
        mirrored(URL)


@pytest.mark.parametrize("name", ["emma", "af_heart", "de_DE-thorsten-medium"])
def test_a_voice_that_is_not_installed_names_the_command(name):
    with pytest.raises(
        UnavailableError, match=f"^voice {name} is not installed; mmc-audio voices "
    ):
        usual_voice(name)


@pytest.fixture
def emma(tmp_path, monkeypatch):
    """hibari's emma, whose model is heart's here, so that she can be tried without a download."""
    assets = Path(find_spec("hibari").origin).parent / "assets"
    copy = tmp_path / "assets"
    shutil.copytree(assets, copy)
    voices = json.loads((copy / "voices.json").read_text())
    heart = voices["heart"]
    voices["emma"] |= {key: heart[key] for key in ("bytes", "sha256")}
    (copy / "voices.json").write_text(json.dumps(voices))
    monkeypatch.setattr(hibari, "_assets", lambda: copy)
    path = tmp_path / "bf_emma.int8.onnx"
    shutil.copy(assets / "hibari.onnx", path)
    file = RemoteVoiceFile(
        "https://x/bf_emma.int8.onnx", heart["bytes"], f"sha256={heart['sha256']}"
    )
    voice = CatalogueVoice("hibari", "emma", "en-gb", "female", "Apache-2.0", "", (file,))
    monkeypatch.setattr(catalogues, "catalogue", lambda: {"emma": voice})
    install(voice, [path])
    return installed("hibari")["emma"]


def test_an_installed_voice_of_hibari_speaks(emma):
    engine = find_engine("hibari")
    assert [voice.id for voice in engine.voices()] == ["heart", "emma"]
    sound = engine.speak(Utterance("Two", "emma", 150))
    assert len(sound.pcm) > sound.rate // 2


def test_an_altered_voice_of_hibari_does_not_and_says_what_to_type(emma):
    path = emma.file(".onnx").path
    content = bytearray(path.read_bytes())
    content[5_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match=r"altered .*; mmc-audio voices install emma"):
        find_engine("hibari").speak(Utterance("Two", "emma", 150))
    assert find_engine("hibari").speak(Utterance("Two", "heart", 150)).pcm


def test_looking_for_installed_voices_takes_no_time():
    began = time.process_time()
    for engine in ENGINES:
        installed(engine)
    assert time.process_time() - began < 0.1
