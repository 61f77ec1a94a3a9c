"""What every engine promises; run against each that can speak here."""

from contextlib import closing
from importlib.util import find_spec

import numpy as np
import pytest
from tiny_models import install_tiny_kokoro, install_tiny_piper

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.clip_cache import ClipCache
from mmc_audio.speech.engine import Utterance, traits
from mmc_audio.speech.find import engines, find_engine, resolve_voice
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.sanitise import LONGEST_TEXT
from mmc_audio.speech.speak import Speaker
from mmc_audio.speech.validate_sound import sound_fault
from mmc_audio.speech.voices import ANY

STATUSES = engines()
TINY = ["kokoro", *(["piper"] if find_spec("piper") else [])]
"""Engines with installed voices: here with models of a few hundred bytes."""
HERE = [status.name for status in STATUSES if status.available] + TINY
LONG = (
    "Keep the elbows still and feel the front of the upper arm shorten as the hand comes up. " * 6
)
TEXTS = {
    "one word": "Three",
    "sentence": "Where did you feel that most: front of the upper arm, or front of the shoulder?",
    "unicode": "Caf\u00e9 na\u00efve, \u00bd rep \u2013 \u201chold\u201d \u2026 \u6f22 \U0001f4aa",
    "quotes": "Don't \"lock\" the elbow; it's 'soft'.",
    "digits": "Set 2 of 3: 12 reps at 62.5 kg, 90 s rest, 3-1-2-0.",
    "markup": "<b>Up</b> & down %s {text} $(id) `id` \\n",
    "long": LONG[:500],
}


@pytest.fixture(scope="module")
def voices_here(tmp_path_factory):
    """A data folder with a voice for each of TINY."""
    folder = tmp_path_factory.mktemp("voices")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("XDG_DATA_HOME", str(folder))
        install_tiny_kokoro(tmp_path_factory.mktemp("kokoro"))
        if "piper" in TINY:
            install_tiny_piper(tmp_path_factory.mktemp("piper"))
    return folder


@pytest.fixture(autouse=True)
def _voices(config_folder, voices_here, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(voices_here))


@pytest.fixture(
    scope="module",
    params=[pytest.param(n, marks=pytest.mark.xdist_group(f"voice of {n}")) for n in HERE],
)
def engine(request, voices_here):
    return find_engine(request.param)


@pytest.fixture(scope="module")
def voice(engine, voices_here):
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("XDG_DATA_HOME", str(voices_here))
        return resolve_voice(engine, None, "en").id


@pytest.fixture(scope="module")
def speaker(engine, tmp_path_factory):
    with Speaker(engine, ClipCache(tmp_path_factory.mktemp("clips")), 2) as made:
        yield made


@pytest.fixture(scope="module")
def pool(engine):
    made = SpeechPool(engine, 2, judge=sound_fault if traits(engine).audible else lambda *_: "")
    yield made
    made.close()


def test_the_engines_that_need_no_setting_up_are_here():
    assert {"espeak", "pyttsx3", "silent"} <= set(HERE)


def test_an_engine_has_a_name_and_a_version(engine):
    assert engine.name in HERE
    assert engine.version == find_engine(engine.name).version
    assert "\0" not in engine.version
    assert engine.version.strip()


def test_voices_are_listed_and_found_by_id(engine):
    voices = engine.voices()
    assert voices
    assert len({v.id for v in voices}) == len(voices)
    assert all(v.id and v.name and v.language == v.language.lower() for v in voices)
    assert resolve_voice(engine, voices[-1].id) == voices[-1]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_same_text_is_always_the_same_sound(pool, voice, text):
    said = Utterance(text, voice, 150)
    first, *others = pool.each([said] * 4, lambda _utterance, sound: sound)
    assert others == [first] * 3


def test_twenty_calls_in_any_number_of_processes_give_the_same_sound(engine, pool, voice):
    """`pool` has two workers."""
    said = Utterance("Squeeze, and hold it there.", voice, 150)
    sounds = pool.each([said] * 20, lambda _utterance, sound: sound)
    with closing(SpeechPool(engine, 1)) as alone:
        sounds.append(alone.speak(said))
    assert sounds == [sounds[0]] * 21


def test_what_was_said_before_does_not_matter(pool, voice):
    said = Utterance("Three", voice, 150)
    others = [Utterance(TEXTS[name], voice, 300) for name in ("unicode", "digits", "markup")]
    alone = pool.speak(said)
    pool.each(others, lambda _utterance, sound: sound)
    assert pool.speak(said) == alone


def test_pace_changes_the_length(speaker, voice):
    by_pace = {
        pace: speaker.lengths([Utterance(TEXTS["sentence"], voice, pace)]).popitem()[1]
        for pace in (110, 150, 200)
    }
    assert by_pace[110] > 1.15 * by_pace[150]
    assert by_pace[150] > 1.15 * by_pace[200]
    assert 3_000 < by_pace[150] < 8_000


def test_counts_fit_into_half_a_second(engine, speaker, voice):
    if engine.name in TINY:
        pytest.skip("the models of a few hundred bytes give every sound the same length")
    words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
    lengths = speaker.lengths([Utterance(word, voice, 150) for word in words]).values()
    assert min(lengths) >= 200
    assert max(lengths) <= 700


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_clip_of_any_text(speaker, engine, voice, text):
    clip = speaker.clip(Utterance(text, voice, 150))
    assert clip.pcm.dtype == np.int16
    assert 0 <= clip.onset < 2_000
    assert len(clip.pcm) > 8_000
    assert clip.pcm.any() == traits(engine).audible
    assert not clip.pcm.flags.writeable


@pytest.mark.parametrize("text", ["", " ", "...", "\u200b"])
def test_a_text_without_sound_is_refused(speaker, voice, text):
    said = Utterance(text, voice, 150)
    for ask in (speaker.clip, speaker.key, lambda u: speaker.lengths([u])):
        with pytest.raises(SpeechError, match="nothing to say"):
            ask(said)


def test_a_text_that_is_too_long_is_refused(speaker, voice):
    with pytest.raises(SpeechError, match=f"more than {LONGEST_TEXT}"):
        speaker.clip(Utterance(LONG * 3, voice, 150))


def test_an_unknown_voice_is_refused_with_the_nearest(engine):
    near = engine.voices()[0].id
    if [voice.language for voice in engine.voices()] == [ANY]:  # it answers to every name
        assert resolve_voice(engine, near + "x").id == near
        return
    with pytest.raises(UnavailableError, match=f"has no voice '{near}x'"):
        resolve_voice(engine, near + "x")


def test_every_engine_that_is_not_here_says_why():
    assert all(status.why for status in STATUSES if not status.available)
    assert not any(status.why for status in STATUSES if status.available)
