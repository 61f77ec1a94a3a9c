"""Numbers, times and plurals in words: English as the templates always had it, others by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import CONVERTER_CLASSES

from mmc_audio.languages.numbers import LONGEST, decimal_words, knows_numbers, number_words
from mmc_audio.languages.spoken import duration_words, plural_form, spoken_number
from mmc_audio.templates import filters


@pytest.mark.parametrize("name", sorted(CONVERTER_CLASSES))
def test_every_language_that_is_known_counts_as_far_as_we_ask(name):
    language = name.replace("_", "-")
    if knows_numbers(language):
        for number in (0, 1, 12, 101, 1000, 123_456, 10**LONGEST - 1):
            assert number_words(number, language)
        assert number_words(12, language, "ordinal")
        assert decimal_words("8", "5", language)


@given(st.integers(0, 999_999))
def test_english_is_word_for_word_as_in_the_templates(number):
    assert spoken_number(number, "en") == filters.spoken(number)
    small = number % 8000 / 8  # from a thousand on the filter drops digits after the point
    assert spoken_number(small, "en") == filters.spoken(small)
    assert number_words(number, "en", "ordinal") == filters.ordinal(number)
    assert duration_words(number / 8, "en") == filters.duration(number / 8)


@pytest.mark.parametrize(
    ("language", "seconds", "words"),
    [
        ("de", 45, "fünfundvierzig Sekunden"),
        ("de", 60, "eine Minute"),
        ("es", 90, "un minuto treinta"),
        ("es", 3600, "una hora"),
        ("fr", 120, "deux minutes"),
    ],
)
def test_durations_of_other_languages(language, seconds, words):
    assert duration_words(seconds, language) == words


def test_plural_forms_are_those_of_the_language():
    assert [plural_form(n, "en") for n in (0, 1, 2)] == [1, 0, 1]
    assert [plural_form(n, "pl") for n in (1, 2, 5)] == [0, 1, 2]
