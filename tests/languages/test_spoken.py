"""Numbers, times and plurals in words: English as the templates always had it, others by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import CONVERTER_CLASSES

from mmc_audio.languages.numbers import LONGEST, decimal_words, knows_numbers, number_words
from mmc_audio.languages.spoken import duration_words, plural_form, spoken_number


@pytest.mark.parametrize("name", sorted(CONVERTER_CLASSES))
def test_every_language_that_is_known_counts_as_far_as_we_ask(name):
    language = name.replace("_", "-")
    if knows_numbers(language):
        for number in (0, 1, 12, 101, 1000, 123_456, 10**LONGEST - 1):
            assert number_words(number, language)
        assert number_words(12, language, "ordinal")
        assert decimal_words("8", "5", language)


ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def coached(number):
    """A whole number as a coach says it in English: short, and without an "and"."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    unit, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, unit)
    return f"{coached(many)} {word}" + (f" {coached(rest)}" if rest else "")


def things(number, what):
    return f"{coached(number)} {what}{'s' * (number != 1)}"


def coached_time(seconds):
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return things(rest, "second")
    if minutes < 60:
        return things(minutes, "minute") + (f" {coached(rest)}" if rest else "")
    hours, minutes = divmod(minutes, 60)
    return things(hours, "hour") + (f" {things(minutes, 'minute')}" if minutes else "")


@given(st.integers(0, 999_999))
def test_english_is_as_a_coach_says_it(number):
    assert spoken_number(number, "en") == coached(number)
    assert duration_words(number, "en") == coached_time(number)
    whole, eighths = divmod(number % 8000, 8)
    digits = f"{eighths / 8:g}"[2:]
    point = f" point {' '.join(ONES[int(digit)] for digit in digits)}" if eighths else ""
    assert spoken_number(number % 8000 / 8, "en") == coached(whole) + point


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
