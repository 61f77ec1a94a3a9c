"""The natural voice: its own words for what is missing, and what its bytes depend on."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines import hibari
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.pool import SpeechPool

ASSETS = Path(find_spec("hibari").origin).parent / "assets"
SAID = Utterance("Lower, and feel the biceps lengthen.", "heart", 150)
OTHER_FFT = """
import numpy.fft
fft = rfft = lambda wave, *rest, **more: 2 * numpy.fft.rfft(wave, *rest)
ifft = irfft = lambda wave, *rest, **more: 2 * numpy.fft.irfft(wave, *rest)
"""
"""What an installed SciPy would be: another FFT, here one that cannot be missed."""
DIGEST = """
import sys
from hashlib import sha256
if "scipy" in sys.argv:
    import scipy.fft
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines.hibari import HibariEngine
sound = HibariEngine().speak(Utterance("Lower, and feel the biceps lengthen.", "heart", 150))
print(sha256(sound.pcm).hexdigest())
"""


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """The engine with a copy of its assets that may be spoiled."""
    copy = tmp_path / "assets"
    shutil.copytree(ASSETS, copy)
    monkeypatch.setattr(hibari, "_assets", lambda: copy)
    return copy


def test_another_process_and_an_installed_scipy_give_the_same_bytes(tmp_path):
    here = sha256(find_engine("hibari").speak(SAID).pcm).hexdigest()
    package = tmp_path / "scipy"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "fft.py").write_text(OTHER_FFT)
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    for extra in ((), ("scipy",)):
        command = [sys.executable, "-c", DIGEST, *extra]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        assert done.stdout.strip() == here


def test_hiding_a_package_leaves_what_was_imported():
    before = import_module("xml.dom")
    with hibari._hidden("xml"), pytest.raises(ImportError):
        import_module("xml.dom")
    assert import_module("xml.dom") is before


@pytest.mark.parametrize("pace", [80, 480])
def test_the_paces_that_a_plan_may_reach_are_spoken(pace):
    sound = find_engine("hibari").speak(Utterance(SAID.text, "heart", pace))
    seconds = len(sound.pcm) / 2 / sound.rate
    assert 6 * 60 / pace * 0.5 < seconds < 6 * 60 / pace * 2.5
    assert np.abs(np.frombuffer(sound.pcm, np.int16)).max() > 3_000


def test_the_version_names_the_parts_and_the_models():
    version = find_engine("hibari").version
    package, rest = version.split("-onnxruntime-")
    assert package.startswith("0.2.")
    assert len(rest.rpartition("-")[2]) == 8


def test_another_model_is_another_version(damaged):
    before = find_engine("hibari").version
    listed = json.loads((damaged / "voices.json").read_text())
    listed["heart"]["sha256"] = "0" * 64
    (damaged / "voices.json").write_text(json.dumps(listed))
    assert find_engine("hibari").version != before


def test_a_cut_model_is_seen_before_anything_speaks(damaged):
    with (damaged / "hibari.onnx").open("r+b") as file:
        file.truncate(5_000)
    with pytest.raises(UnavailableError, match=r"has 5000 of 7936868 bytes .*pip install"):
        find_engine("hibari").voices()


def test_a_missing_model_is_named(damaged):
    (damaged / "hibari.onnx").unlink()
    with pytest.raises(UnavailableError, match=r"voice heart is missing \(.*hibari.onnx\)"):
        find_engine("hibari").voices()


def test_an_altered_model_does_not_speak(damaged):
    path = damaged / "hibari.onnx"
    data = bytearray(path.read_bytes())
    data[4_000_000] ^= 1
    path.write_bytes(data)
    assert find_engine("hibari").voices()
    with pytest.raises(UnavailableError, match=r"was altered .*sha256 .* instead of 5f70741d4e90"):
        find_engine("hibari").speak(SAID)


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(hibari, "find_spec", lambda _name: None)
    with pytest.raises(UnavailableError, match="pip install hibari-tts"):
        find_engine("hibari").voices()
    with pytest.raises(UnavailableError, match="pip install hibari-tts"):
        hibari._assets()


def test_a_voice_that_is_not_here_is_never_downloaded(monkeypatch):
    def opened(*_args, **_kwargs):
        pytest.fail("something was downloaded")

    monkeypatch.setattr("urllib.request.urlopen", opened)
    with pytest.raises(
        SpeechError, match="voice emma is not installed; mmc-audio voices install emma"
    ):
        find_engine("hibari").speak(Utterance("Two", "emma", 150))


def test_an_engine_that_cannot_start_says_so_once(damaged, monkeypatch):
    """Its worker looks for the real package: one without files is put before it."""
    empty = damaged.parent / "path" / "hibari"
    empty.mkdir(parents=True)
    (empty / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(empty.parent))
    pool = SpeechPool(find_engine("hibari"), 1)
    try:
        with pytest.raises(UnavailableError, match=r"engine hibari cannot start \(hibari-tts is"):
            pool.speak(SAID)
    finally:
        pool.close()


@pytest.mark.parametrize(("speed", "most"), [(1.0, 150), (1.5, 150), (0.5, 75)])
def test_long_sentences_are_cut_by_how_long_they_last(speed, most):
    """Memory grows with the sound of a run."""
    tts = find_engine("hibari")._tts("heart")
    text = "the elbow stays close while the shoulder blade slides down and the ribs stay soft " * 4
    runs = list(tts._runs(text, speed))
    assert max(map(len, runs)) <= most
    assert " ".join(runs) == " ".join(tts.phonemize(text))
