"""Filters that say numbers, times and plurals in the language of the templates.

English has its own in `filters.py`, which need no library; others go by num2words and CLDR.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from mmc_audio.templates.filters import MILLION, UseError, number

Filters = Mapping[str, Callable[..., Any]]


def filters_in(language: str) -> Filters:
    """What stands in place of the English filters; nothing for English.

    All that they need is loaded here, since nothing can be opened once the sandbox is closed.
    """
    from mmc_audio.languages.numbers import knows_numbers

    if language.lower().partition("-")[0] == "en" or not knows_numbers(language):
        return {}
    for load in (_spoken, _ordinal, _duration):
        for value in (1, 2.5, 3723):
            load(value, language=language)
    _plural(1, "", language=language)
    return {name: partial(say, language=language) for name, say in _SAID.items()}


def _spoken(value: object, *, language: str) -> str:
    """A number in words; raises UseError as in English."""
    from mmc_audio.languages.spoken import spoken_number

    return spoken_number(_in_bounds(value), language)


def _in_bounds(value: object) -> int | float:
    amount = number(value)
    if abs(amount) >= MILLION:
        raise UseError("numbers are spoken below a million; round this one")
    return amount


def _ordinal(value: object, *, language: str) -> str:
    """A place in words."""
    from mmc_audio.languages.numbers import number_words

    return number_words(round(_in_bounds(value)), language, "ordinal")


def _duration(value: object, *, language: str) -> str:
    """Seconds in words."""
    from mmc_audio.languages.spoken import duration_words

    return duration_words(_in_bounds(value), language)


def _plural(value: object, *forms: str, language: str) -> str:
    """The form that goes with a number, of those the language has, in the order of CLDR.

    The last one stands for those that are not given.
    """
    from mmc_audio.languages.spoken import plural_form

    if not forms:
        raise UseError('plural needs the word, as in 3|plural("serie", "series")')
    return forms[min(plural_form(number(value), language), len(forms) - 1)]


def _count(value: object, *forms: str, language: str) -> str:
    """A number in words with what is counted."""
    return f"{_spoken(value, language=language)} {_plural(value, *forms, language=language)}"


_SAID: Filters = {
    "spoken": _spoken, "ordinal": _ordinal, "duration": _duration, "plural": _plural,
    "count": _count,
}  # fmt: skip
