"""Text that would crash an engine, or be read as something else, is made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import SpeechError
from mmc_audio.speech.said.clean import LONGEST_WORD
from mmc_audio.speech.sanitise import LONGEST_TEXT, sanitised


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Squeeze the biceps.", "Squeeze the biceps."),
        ("  two\t spaces \n and lines ", "two spaces and lines"),
        ("s's'" * 34, "s's's'"),
        ("[[" + "_" * 360 + "a]]", "[______a]"),
        ("[[[h@loU]]]", "[h@loU]"),
        ("cafe\u0301", "caf\u00e9"),
        ("soft\u00adness\u200b \u202eabc\u202c \ufeffx", "softness abc x"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("30.5 kg, 8-12 reps at 65%", "30.5 kg, 8-12 reps at 65%"),
        ("10000000000", "10000000000"),
        ("1 1 1 1 1 1", "1 1 1 1 1 1"),
        ("hahaha!!!", "hahaha!!!"),
        ("abc" * 30, "abc" * 20 + " " + "abc" * 10),
        ("50 % < 60 & more", "50 % < 60 & more"),
        ("漢字 и русский", "漢字 и русский"),
    ],
)  # fmt: skip
def test_examples(text, clean):
    assert sanitised(text) == clean


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "-", "\u200b\u202e", "\n\t", "(...)"])
def test_what_has_no_sound_is_refused(text):
    with pytest.raises(SpeechError, match="nothing to say"):
        sanitised(text)


def test_a_text_that_is_too_long_is_refused():
    words = "word and " * 80
    assert len(words) > LONGEST_TEXT
    with pytest.raises(SpeechError, match="write it as several lines"):
        sanitised(words)
    assert sanitised("word and " * 60)


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_invisible(text):
    try:
        clean = sanitised(text)
    except SpeechError:
        return
    assert sanitised(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean.encode()
    assert "[[" not in clean
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean)
    assert all(len(word) <= LONGEST_WORD or not word.isalpha() for word in clean.split())


@given(st.text(alphabet="s'[_]a", max_size=300))
def test_no_pair_of_characters_is_left_four_times(text):
    try:
        clean = sanitised(text)
    except SpeechError:
        return
    assert not any(clean[i : i + 2] * 4 == clean[i : i + 8] for i in range(len(clean) - 7))


@given(st.text(max_size=100))
def test_composed_and_decomposed_text_are_the_same(text):
    forms = []
    for form in ("NFC", "NFD"):
        try:
            forms.append(sanitised(unicodedata.normalize(form, text)))
        except SpeechError:
            forms.append(None)
    assert forms[0] == forms[1]
