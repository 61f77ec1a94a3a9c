"""What is heard of a voice before it speaks: its pace, and the words that stand out."""

from dataclasses import replace

import numpy as np
import pytest

from mmc_audio.speech.engine import RawSound
from mmc_audio.speech.engines.hibari import BUNDLED, HibariEngine
from mmc_audio.speech.voice_files.audition import (
    WORDS,
    Audition,
    Listener,
    VoiceTempo,
    audition,
    kept_audition,
    measured_tempo,
    words_alone,
)
from mmc_audio.speech.voice_files.install import _write, remove
from mmc_audio.speech.voice_files.installed import InstalledVoice, audition_file

RATE = 8_000
VOICE = InstalledVoice("piper", "ann", "en-us", "", "", "", ())
TEMPO = VoiceTempo(((1.0, 20.0), (2.0, 40.0)))


AT_150 = WORDS * 60 / 150


class FaultyVoice:
    """Hums each word, as long as its letters; some words it says otherwise, until a mark helps."""

    def __init__(self, faults):
        self.faults, self.spoken = faults, []

    def speak(self, text, _stretch):
        self.spoken.append(text)
        longer, louder = self.faults.get(text, (1.0, 0.0))
        count = round(RATE * 0.08 * (2 + len(text.rstrip(",.!"))) * longer)
        wave = 3_000 * 10 ** (louder / 20) * np.sin(np.arange(count) * 0.9)
        return RawSound(wave.astype(np.int16).tobytes(), RATE)


def heard(faults, usual=str, voice=VOICE):
    made = FaultyVoice(faults)
    listener = Listener(lambda _text, stretch: 20.0 * stretch, made.speak, usual)
    return audition(voice, listener), made


@pytest.mark.parametrize(
    ("faults", "marks"),
    [
        ({}, {}),
        ({"Nine": (1.8, 0)}, {"nine": ","}),
        ({"Up": (0.5, 0), "Up,": (0.5, 0)}, {"up": "."}),
        ({"Squeeze": (1, -5.5), "Squeeze,": (1, -5), "Squeeze.": (1, 6)}, {"squeeze": "!"}),
        ({"Squeeze": (1, -6), "Squeeze,": (1, -7), "Squeeze.": (1, -5), "Squeeze!": (1, -6)},
         {"squeeze": "."}),
        ({"Two": (1, 9), "Two,": (1, 9), "Two.": (1, 9), "Two!": (1, 9)}, {}),
        ({"Three": (1.2, 2)}, {}),
    ],
    ids=["none", "long", "short", "soft", "less soft", "nothing helps", "a little"],
)  # fmt: skip
def test_a_word_that_stands_out_gets_the_mark_that_helps(faults, marks):
    assert heard(faults)[0].marks == marks


def test_what_the_engine_does_with_every_word_counts_first():
    found, made = heard({"Nine,": (2.0, 0)}, lambda text: f"{text},")
    assert found.marks == {"nine": "."}
    assert "Nine" not in made.spoken


def test_a_treated_word_is_still_the_same_word_to_everyone_else():
    found = Audition(TEMPO, {"nine": "!"})
    texts = ("Nine", " nine ", "Nine.", "Nine more", "Ten")
    assert [found.treated(text) for text in texts] == [
        "Nine!",
        "nine!",
        "Nine.",
        "Nine more",
        "Ten",
    ]


def test_it_is_heard_once_and_another_voice_of_that_name_again(tmp_path):
    from tiny_models import install_tiny_kokoro

    voice = install_tiny_kokoro(tmp_path)
    first, _ = heard({"Nine": (1.8, 0)}, voice=voice)
    again, made = heard({}, voice=voice)
    assert (again, made.spoken) == (first, [])
    other = replace(voice, files=tuple(replace(file, sha256="0" * 64) for file in voice.files))
    assert heard({}, voice=other)[0].marks == {}


def test_a_voice_that_is_removed_leaves_nothing_that_was_heard_of_it():
    _write(VOICE)
    heard({})
    assert kept_audition(VOICE)
    remove(VOICE)
    assert not audition_file("piper", "ann").exists()


@pytest.mark.parametrize(
    ("seconds", "pace", "stretch"),
    [
        (lambda _t, s: AT_150 * s, 150, 1.0), (lambda _t, s: 4 + (AT_150 - 4) * s, 150, 1.0),
        (lambda _t, s: AT_150 * s, 75, 2.0), (lambda _t, s: AT_150 * s, 400, 0.375),
        (lambda _t, s: AT_150 - 0.4 if s < 1.2 else AT_150 + 6, 150, 1.15),
    ],
    ids=["proportional", "with pauses", "slower than tried", "faster", "a step"],
)  # fmt: skip
def test_the_stretch_of_a_pace_follows_what_was_measured(seconds, pace, stretch):
    assert measured_tempo(seconds).stretch(pace) == pytest.approx(stretch, rel=0.03)


def test_the_words_are_those_of_the_language():
    assert words_alone("de")[:3] == ["Eins", "Zwei", "Drei"]
    assert len(words_alone("de")) == 20
    assert {"One", "Twenty", "Squeeze", "In"} <= set(words_alone("en-gb"))
    assert words_alone("xx") == []


def test_the_packages_own_voice_needs_no_treatment(tmp_path):
    """It is not auditioned when it speaks, for speed: so it is here."""
    engine = HibariEngine()
    speed = 0.825
    listener = Listener(
        lambda text, stretch: engine._tts(BUNDLED).seconds(text, 1 / stretch, 0),
        lambda text, _stretch: engine._sound(BUNDLED, text, speed),
    )
    found = audition(replace(VOICE, engine="hibari", name=BUNDLED), listener)
    assert found.marks == {}
    assert 1 / found.tempo.stretch(150) == pytest.approx(speed, rel=0.07)
