"""pyttsx3 is waited for, and its driver's habits are kept away from us."""

import sys
from types import SimpleNamespace

import pytest

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engine import Utterance, Voice
from mmc_audio.speech.engines import pyttsx3 as module
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.validate_sound import sound_fault

linux = pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is below pyttsx3 on Linux")


@linux
@pytest.mark.parametrize("text", ["Two", "Keep the elbows still, and breathe out. " * 12])
def test_the_pace_is_never_lost_under_load(text):
    workers = SpeechPool(find_engine("pyttsx3"), 4, judge=sound_fault)
    said = [Utterance(text.strip(), "en-us", pace) for pace in (120, 150)] * 15
    try:
        sounds = workers.each(said, lambda u, sound: (u.pace, sound))
    finally:
        workers.close()
    assert len(set(sounds)) == 2
    slow, fast = (len(next(s for p, s in sounds if p == pace).pcm) for pace in (120, 150))
    assert slow > fast


@linux
def test_voices_are_those_of_the_library_it_uses():
    assert find_engine("pyttsx3").voices() == find_engine("espeak").voices()
    assert "f3" in find_engine("pyttsx3").variants()
    assert find_engine("pyttsx3").version.endswith(find_engine("espeak").version)


@linux
def test_voices_can_be_listed_by_another_process():
    voices = module._listed_elsewhere()
    assert Voice("gmw/en-us", "English (America)", "en-us", "male") in voices


def test_a_listing_that_hangs_is_an_error(monkeypatch):
    monkeypatch.setattr(module, "interpreter", lambda _target: ["sleep", "60"])
    monkeypatch.setattr(module, "LIST_S", 0.2)
    with pytest.raises(UnavailableError, match="did not end well"):
        module._listed_elsewhere()


@pytest.mark.parametrize(
    ("voice", "row"),
    [
        (
            {"id": "com.apple.voice.Alex", "name": "Alex", "languages": ["en_US"],
             "gender": "VoiceGenderMale"},
            ("com.apple.voice.Alex", "Alex", "en-us", "male"),
        ),
        (
            {"id": "HKEY\\TTS_MS_EN-US_ZIRA", "name": "Microsoft Zira\tDesktop",
             "languages": ["en-US"], "gender": "Female"},
            ("HKEY\\TTS_MS_EN-US_ZIRA", "Microsoft Zira Desktop", "en-us", "female"),
        ),
        (
            {"id": "x", "name": None, "languages": [None], "gender": None},
            ("x", "x", "und", ""),
        ),
    ],
)  # fmt: skip
def test_voices_of_other_systems_are_understood(voice, row):
    assert module._row(SimpleNamespace(**voice)) == row


def test_where_there_is_no_fork_it_writes_a_file_and_waits_until_it_is_whole(monkeypatch, tmp_path):
    from threading import Timer

    from mmc_audio.speech.engines import espeak

    real = find_engine("espeak")
    del espeak
    sound = SpeechPool(real, 1)
    raw = sound.speak(Utterance("Three", "en-us", 150))
    sound.close()

    class Driver:
        """Writes the file in two parts, the second late, as macOS does."""

        def connect(self, *_):
            pass

        def setProperty(self, *_):  # noqa: N802
            pass

        def save_to_file(self, _text, path):
            self.path = path

        def runAndWait(self):  # noqa: N802
            import wave

            with wave.open(self.path, "wb") as file:
                file.setparams((1, 2, raw.rate, 0, "NONE", ""))
                file.writeframes(raw.pcm[:2_000])
            Timer(0.1, self.finish).start()

        def finish(self):
            import wave

            with wave.open(self.path, "wb") as file:
                file.setparams((1, 2, raw.rate, 0, "NONE", ""))
                file.writeframes(raw.pcm)

    monkeypatch.setitem(sys.modules, "pyttsx3", SimpleNamespace(init=Driver))
    spoken = module._speak_into_file(Utterance("Three", "x", 150))
    assert (spoken.pcm, spoken.rate) == (raw.pcm, raw.rate)


def test_a_missing_package_says_what_to_install(monkeypatch):
    def gone(_name):
        raise module.PackageNotFoundError

    monkeypatch.setattr(module, "version", gone)
    with pytest.raises(UnavailableError, match="pip install pyttsx3"):
        module.Pyttsx3Engine().voices()
