"""Durations and plurals in words, by the rules and names that CLDR (Babel) has of a language."""

from functools import cache, lru_cache

from mmc_audio.languages.locales import locale_of
from mmc_audio.languages.numbers import as_spoken, decimal_words, language_data, number_words

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The plural forms of CLDR, in its order; a language has some of them, English one and other."""


def spoken_number(amount: float, language: str) -> str:
    """`amount` in words, to three digits after the point: 32.5 -> thirty-two point five."""
    whole, _, decimals = f"{round(abs(float(amount)), 3):.12g}".partition(".")
    if decimals:
        words = decimal_words(whole, decimals, language)
    else:
        words = number_words(int(whole), language)
    return f"{_minus(language)} {words}" if amount < 0 else words


@cache
def _minus(language: str) -> str:
    """The word before a number below zero, where num2words has one."""
    try:
        words = number_words(-1, language)
    except ValueError:  # Polish of num2words cannot count below zero
        return "minus"
    return words.removesuffix(number_words(1, language)).strip()


@lru_cache(maxsize=4096, typed=True)  # asked for with every number that is counted
def plural_form(amount: float, language: str) -> int:
    """Which of a language's plural forms goes with `amount`, from 0: in English 0 for one thing."""
    locale = locale_of(language) or locale_of("en")
    if locale is None:
        return 0 if amount == 1 else 1
    having = [form for form in FORMS if form in {*locale.plural_form.tags, "other"}]
    return having.index(locale.plural_form(amount))


def plural_word(word: str, language: str) -> str:
    """`word` in the plural, by its ending; as it is where plurals.yaml has no rule for it."""
    endings = language_data("plurals", language)
    found = next((ending for ending in endings if word.endswith(ending)), None)
    return word if found is None else word.removesuffix(found) + endings[found]


def unit_words(amount: float, unit: str, language: str) -> str:
    """So many of a unit of time: 3 and minute -> three minutes.

    Args:
        amount: how many.
        unit: hour, minute or second.
        language: BCP 47.
    """
    from babel.numbers import format_decimal
    from babel.units import format_unit

    locale = locale_of(language) or "en"
    written = format_unit(amount, f"duration-{unit}", locale=locale, format="0.###")
    digits = format_decimal(amount, locale=locale, format="0.###")
    frame = written.replace(digits, "{0}", 1)
    words = frame.replace("{0}", spoken_number(amount, language))
    return as_spoken(words.replace("\xa0", " "), language)


def duration_words(seconds: float, language: str) -> str:
    """A time in words: 90 -> one minute thirty, 45 -> forty-five seconds."""
    total = round(seconds, 1)
    if total < 60:
        return unit_words(total, "second", language)
    minutes, rest = divmod(round(total), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        words = unit_words(hours, "hour", language)
        return f"{words} {unit_words(minutes_left, 'minute', language)}" if minutes_left else words
    words = unit_words(minutes, "minute", language)
    return f"{words} {spoken_number(rest, language)}" if rest else words
