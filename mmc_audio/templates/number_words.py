"""Filters that say numbers, places, times and plurals in the language of the templates.

By num2words and CLDR, in English as elsewhere: what differs is data in `languages/`.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from mmc_audio.languages.numbers import knows_numbers, number_words
from mmc_audio.languages.spoken import duration_words, plural_form, plural_word, spoken_number
from mmc_audio.templates.filters import UseError, number

Filters = Mapping[str, Callable[..., Any]]

MILLION = 1_000_000
ENGLISH = "en"
"""Says the numbers of a language that has no number words."""


def filters_in(language: str) -> Filters:
    """The filters by name.

    All that they need is loaded here, since nothing can be opened once the sandbox is closed.
    """
    spoken_in = language if knows_numbers(language) else ENGLISH
    for say in (spoken, ordinal, duration):
        for value in (1, 2.5, 3723):
            say(value, language=spoken_in)
    plural(2, "", language=spoken_in)
    return {name: _when_run(partial(say, language=spoken_in)) for name, say in _SAID.items()}


def _when_run(say: Callable[..., str]) -> Callable[..., str]:
    """`say` as a filter that is used when the template runs.

    Jinja works `3|spoken` out when it compiles, unless the filter asks for the context; what is
    compiled is kept, and used in other languages.
    """

    @pass_context
    def filtered(_context: Context, *values: object) -> str:
        return say(*values)

    return filtered


def spoken(value: object, *, language: str) -> str:
    """A number in words: 3 -> three, 32.5 -> thirty-two point five.

    Raises:
        UseError: for no number, or one from a million on.
    """
    return spoken_number(_in_bounds(value), language)


def _in_bounds(value: object) -> int | float:
    amount = number(value)
    if abs(amount) >= MILLION:
        raise UseError("numbers are spoken below a million; round this one")
    return amount


def ordinal(value: object, *, language: str) -> str:
    """A place in words: 3 -> third, 21 -> twenty-first."""
    return number_words(round(_in_bounds(value)), language, "ordinal")


def duration(value: object, *, language: str) -> str:
    """Seconds in words: 90 -> one minute thirty, 45 -> forty-five seconds."""
    return duration_words(_in_bounds(value), language)


def plural(value: object, *forms: str, language: str) -> str:
    """The form that goes with a number, of those the language has, in the order of CLDR.

    The last one stands for those that are not given. A single one gets its plural by its ending,
    where the language has such a rule: 3 and rep -> reps.
    """
    if not forms:
        raise UseError('plural needs the word, as in 3|plural("rep") or 2|plural("foot", "feet")')
    form = plural_form(number(value), language)
    if len(forms) == 1:
        return plural_word(forms[0], language) if form else forms[0]
    return forms[min(form, len(forms) - 1)]


def count(value: object, *forms: str, language: str) -> str:
    """A number in words with what is counted: 3 and rep -> three reps."""
    return f"{spoken(value, language=language)} {plural(value, *forms, language=language)}"


_SAID: Filters = {
    "spoken": spoken, "ordinal": ordinal, "duration": duration, "plural": plural, "count": count,
}  # fmt: skip
