"""Numbers in words, in any language that num2words knows, as a coach says them."""

from functools import cache
from pathlib import Path
from typing import Literal

from mmc_audio._lib.yaml_data import yaml_data

Form = Literal["cardinal", "ordinal", "year"]

LONGEST = 9
"""Digits of a number that is said as one; a longer one is said digit by digit. Every language of
num2words but those in _BROKEN counts so far."""

_BROKEN = frozenset({"am", "ce"})
"""Languages in which num2words 0.5.14 does not end (Amharic, from a million on) or has no decimals
(Chechen): their numbers are left to the engine."""


@cache
def knows_numbers(language: str) -> bool:
    """Whether there are number words for `language` (BCP 47, such as `en` or `pt-BR`)."""
    return _converter(language) is not None


@cache
def number_words(number: int, language: str, form: Form = "cardinal") -> str:
    """`number` in words: 120 -> one hundred twenty.

    Args:
        number: a whole number of at most LONGEST digits.
        language: BCP 47; one that `knows_numbers` knows.
        form: cardinal (two), ordinal (second), or year (twenty twenty-four).

    Returns:
        The cardinal where the language has no such form.
    """
    from num2words import num2words

    converter = _converter(language) or "en"
    try:
        words = str(num2words(number, lang=converter, to=form))
    except (NotImplementedError, TypeError, ValueError, KeyError, AttributeError):
        # Several languages of num2words have cardinals only, and each fails in its own way.
        words = str(num2words(number, lang=converter))
    return as_spoken(words, language)


def as_spoken(words: str, language: str) -> str:
    """`words` of a library as a coach says them; numbers.yaml has what differs."""
    for written, spoken in language_data("numbers", language).items():
        words = words.replace(written, spoken)
    return words


def digit_words(digits: str, language: str) -> str:
    """Each digit in words: 05 -> zero five."""
    return " ".join(number_words(int(digit), language) for digit in digits)


def _base(language: str) -> str:
    return language.lower().partition("-")[0]


@cache
def _converter(language: str) -> str | None:
    """The name that num2words has for `language`, its region before the bare language."""
    from num2words import CONVERTER_CLASSES

    names: dict[str, str] = {name.lower(): name for name in CONVERTER_CLASSES}
    region = language.lower().replace("-", "_")
    return None if _base(language) in _BROKEN else names.get(region) or names.get(_base(language))


@cache
def language_data(name: str, language: str) -> dict[str, str]:
    """What `name`.yaml beside this module has for `language`; empty for nothing."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml_data(text)
    return found.get(_base(language), {})


@cache
def decimal_words(whole: str, decimals: str, language: str) -> str:
    """A number with decimals in words: 8 and 5 -> eight point five.

    Args:
        whole: digits before the point.
        decimals: digits after it, at least one.
        language: BCP 47; one that `knows_numbers` knows.
    """
    from decimal import Decimal

    from num2words import num2words

    whole, decimals = whole[-LONGEST:], decimals[:LONGEST]
    words = str(num2words(Decimal(f"{whole}.{decimals}"), lang=_converter(language) or "en"))
    return as_spoken(words, language)
