"""Piper and Kokoro with models of a few hundred bytes: what is ours in them."""

import sys
from importlib.util import find_spec

import numpy as np
import pytest
from tiny_models import install_tiny_kokoro, install_tiny_piper

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines.onnx_model import VowelHeard, vowel_at
from mmc_audio.speech.engines.phoneme_runs import phoneme_runs
from mmc_audio.speech.engines.piper import marked
from mmc_audio.speech.find import find_engine, resolve_voice
from mmc_audio.speech.usual import usual_voice
from mmc_audio.speech.voice_files import audition
from mmc_audio.speech.voice_files.installed import voices_folder

with_piper = pytest.mark.skipif(find_spec("piper") is None, reason="extra piper")
ENGINES = ["kokoro", pytest.param("piper", marks=with_piper)]
INSTALL = {"kokoro": install_tiny_kokoro, "piper": install_tiny_piper}
VOICE = {"kokoro": "tiny", "piper": "small"}
HEARD = VowelHeard(plain=10, first_glide=-40, later_glide=-20, unmarked=30)


def seconds(engine, text, pace=150):
    sound = engine.speak(Utterance(text, VOICE[engine.name], pace))
    return len(sound.pcm) / 2 / sound.rate


@pytest.mark.parametrize("name", ENGINES)
def test_without_a_voice_the_line_says_how_to_have_one(name):
    with pytest.raises(UnavailableError, match=r"no voice of \w+ is installed; mmc-audio voices"):
        find_engine(name).voices()


def test_without_the_package_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "piper", None)
    monkeypatch.setattr("mmc_audio.speech.engines.piper.find_spec", lambda _name: None)
    with pytest.raises(UnavailableError, match=r"pip install 'mmc-audio\[piper\]'"):
        find_engine("piper").voices()


@pytest.mark.parametrize("name", ENGINES)
def test_an_installed_voice_is_found_by_its_name_alone(name, tmp_path, natural_voice):
    INSTALL[name](tmp_path)
    found = usual_voice(VOICE[name])
    assert (found.engine.name, found.voice.id, found.why) == (name, VOICE[name], "")


def test_an_installed_voice_speaks_its_language_where_the_natural_one_cannot(
    tmp_path, natural_voice
):
    install_tiny_kokoro(tmp_path, "dora", "es")
    found = usual_voice(None, "es")
    assert (found.engine.name, found.voice.id) == ("kokoro", "dora")
    assert "engine kokoro speaks instead" in found.why


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("pace", [100, 150, 200])
def test_a_pace_is_words_per_minute_for_every_voice(name, pace, tmp_path):
    INSTALL[name](tmp_path)
    engine = find_engine(name)
    assert seconds(engine, audition.PASSAGE, pace) == pytest.approx(
        audition.WORDS * 60 / pace, rel=0.03
    )


@pytest.mark.parametrize("name", ENGINES)
def test_what_was_measured_is_kept_and_what_is_damaged_is_measured_again(name, tmp_path):
    INSTALL[name](tmp_path)
    first = seconds(find_engine(name), "Lower slowly now")
    kept = voices_folder() / name / f"{VOICE[name]}.audition"
    known = kept.read_text()
    other = known.replace('"model": "', '"model": "of another voice ')
    for damage in ("", "fast", "-3", "[]", other, known.replace("[[", "[[9, 9], [")):
        kept.write_text(damage)
        assert seconds(find_engine(name), "Lower slowly now") == first
        assert kept.read_text() == known


@pytest.mark.parametrize("name", ENGINES)
def test_the_first_vowel_is_known(name, tmp_path):
    INSTALL[name](tmp_path)
    engine = find_engine(name)
    vowels = {
        word: engine.speak(Utterance(word, VOICE[name], 150)).vowel
        for word in ("Eight", "Ten", "Three")
    }
    assert all(vowel is not None for vowel in vowels.values())
    assert vowels["Eight"] < vowels["Ten"] < vowels["Three"]


@pytest.mark.parametrize("name", ENGINES)
def test_a_model_that_was_altered_does_not_speak(name, tmp_path):
    path = INSTALL[name](tmp_path).file(".onnx").path
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match="was altered"):
        seconds(find_engine(name), "Two")


@pytest.mark.parametrize("name", ENGINES)
def test_a_voice_that_is_gone_is_a_line(name):
    with pytest.raises(SpeechError, match="is not installed; mmc-audio voices install"):
        seconds(find_engine(name), "Two")


@with_piper
def test_a_voice_that_would_fetch_more_is_refused(tmp_path):
    install_tiny_piper(tmp_path, phoneme_type="pinyin")
    with pytest.raises(UnavailableError, match="phonemes of type pinyin"):
        seconds(find_engine("piper"), "Two")


@with_piper
def test_another_file_of_ones_own_is_another_version(tmp_path):
    engine = find_engine("piper")
    before = engine.version
    install_tiny_piper(tmp_path)
    assert engine.version != before
    assert resolve_voice(engine, "small").id == "small"


def test_kokoro_says_words_of_the_lexicon(tmp_path):
    install_tiny_kokoro(tmp_path)
    engine = find_engine("kokoro")
    plain = seconds(engine, "soleus")
    assert seconds(engine, "[soleus](/sˈOliəsOliəs/)") > plain


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("One", "One,"), ("And rest", "And rest,"), ("Two ", "Two,"), ("Lower.", "Lower."),
        ("Rest?", "Rest?"), ("Lower it slowly", "Lower it slowly"),
    ],
)  # fmt: skip
def test_a_word_alone_gets_a_mark(text, spoken):
    assert marked(text) == spoken


@pytest.mark.parametrize(
    ("symbols", "ms"),
    [
        (["", "t", "ˈ", "ɛ", "n"], 200 - 10), (["", "w", "ˈ", "ʌ"], 200 + 40),
        (["θ", "ɹ", "ˈ", "i"], 200 + 20), (["ᵻ", "l"], 0), (["", "ᵻ", "l"], 100 - 30),
        (["", "", "ˈ", "", "e"], 200 - 10), (["s", "t"], None),
    ],
)  # fmt: skip
def test_where_a_vowel_is_heard(symbols, ms):
    rate = 1000
    assert vowel_at(symbols, [100] * len(symbols), HEARD, rate) == ms


@pytest.mark.parametrize("text", ["", "abc", "word " * 90, "x" * 900, "one, two, " * 60])
def test_long_sentences_are_cut_and_nothing_is_lost(text):
    cut = list(phoneme_runs(text.strip(), 120))
    assert all(len(part) <= 120 for part in cut)
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")
    if "," in text:
        assert all(part.endswith(",") for part in cut)


def test_kokoro_in_one_run_and_in_several_is_one_sound(tmp_path):
    install_tiny_kokoro(tmp_path)
    long = "Keep the elbows still and feel the upper arm shorten as the hand comes up " * 4
    sound = find_engine("kokoro").speak(Utterance(long, "tiny", 150))
    assert np.frombuffer(sound.pcm, np.int16).any()
    assert len(sound.pcm) / 2 / sound.rate > 18
