"""eSpeak NG: always the same, and clear about what is missing."""

import contextlib
import sys
from hashlib import sha256
from types import SimpleNamespace

import pytest

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines import espeak
from mmc_audio.speech.find import find_engine, resolve_voice
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.validate_sound import sound_fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="espeakng-loader is for Linux here")


@pytest.fixture(scope="module")
def pool():
    made = SpeechPool(find_engine("espeak"), 2, judge=sound_fault)
    yield made
    made.close()


def digest(_utterance, sound):
    return sha256(sound.pcm).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        "Up",
        "Squeeze at the top, then lower slowly for three.",
        "Breathe in through the nose. " * 17,
    ],
    ids=[2, 46, 493],
)
def test_sixty_of_sixty_are_identical(pool, text):
    said = Utterance(text.strip(), "en-us", 150)
    other = Utterance("Something else in between", "de", 220)
    digests = pool.each([said, other] * 60, digest)
    assert len(set(digests)) == 2


def test_a_worker_that_starts_anew_says_the_same(pool):
    said = [
        Utterance(text, voice, 140) for text in ("Two", "Sigh it out") for voice in ("en", "fr")
    ]
    again = SpeechPool(find_engine("espeak"), 1)
    try:
        assert again.each(said, digest) == pool.each(said, digest)
    finally:
        again.close()


def test_every_voice_speaks(pool):
    voices = find_engine("espeak").voices()
    ids = [voice.id for voice in voices]
    assert len(set(ids)) == len(ids) > 100
    sounds = pool.each(
        [Utterance("Hello one two", i, 150) for i in ids], lambda _u, sound: len(sound.pcm)
    )
    assert min(sounds) > 8_000


def test_a_variant_is_another_voice(pool):
    voice = resolve_voice(find_engine("espeak"), "en-us+f3")
    said = [Utterance("Three", name, 150) for name in ("en-us", voice.id)]
    assert len(set(pool.each(said, digest))) == 2


def test_british_is_british_and_american_american():
    engine = find_engine("espeak")
    assert resolve_voice(engine, None, "en").id == "en-us"
    assert resolve_voice(engine, None, "en-GB").id == "en"
    assert resolve_voice(engine, None, "de-AT").id == "de"


def test_a_voice_the_library_does_not_know_is_refused(pool):
    with pytest.raises(SpeechError, match="no voice 'nobody'"):
        pool.speak(Utterance("Three", "nobody", 150))


def test_what_crashes_the_library_costs_one_utterance(pool):
    """Given straight to the engine: the sanitiser would have cut it."""
    said = Utterance("s's'" * 60, "en-us", 150)
    with contextlib.suppress(SpeechError):
        pool.speak(said)
    assert pool.speak(Utterance("Three", "en-us", 150)).rate == 22_050


def test_the_version_tells_library_and_data():
    library, data, _treatment = find_engine("espeak").version.split("-")
    assert library.startswith("1.")
    assert len(data) == 8


@pytest.fixture
def forgetful():
    yield
    for known in (espeak.package, espeak.library, espeak.data_digest):
        known.cache_clear()


def test_a_missing_package_says_what_to_install(monkeypatch, forgetful):
    espeak.package.cache_clear()
    espeak.library.cache_clear()
    monkeypatch.setattr(espeak, "find_spec", lambda _name: None)
    with pytest.raises(UnavailableError, match="pip install espeakng-loader"):
        espeak.EspeakEngine().voices()


def test_missing_data_say_what_to_do(monkeypatch, forgetful, tmp_path):
    espeak.data_digest.cache_clear()
    monkeypatch.setattr(espeak, "data_folder", lambda: tmp_path / "nowhere")
    with pytest.raises(UnavailableError, match="reinstall espeakng-loader"):
        _ = espeak.EspeakEngine().version


def test_a_library_for_another_machine_is_reported(monkeypatch, forgetful, tmp_path):
    (tmp_path / "libespeak-ng.so").write_bytes(b"\x7fELF not really")
    loader = SimpleNamespace(
        get_library_path=lambda: str(tmp_path / "libespeak-ng.so"),
        __spec__=SimpleNamespace(origin=str(tmp_path / "__init__.py")),
    )
    espeak.library.cache_clear()
    espeak.package.cache_clear()
    monkeypatch.setitem(sys.modules, "espeakng_loader", loader)
    with pytest.raises(UnavailableError, match="cannot be loaded"):
        espeak.EspeakEngine().voices()
