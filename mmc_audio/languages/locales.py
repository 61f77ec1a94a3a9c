"""What Babel (CLDR) knows of a language."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}", re.IGNORECASE)


def is_tag(language: str) -> bool:
    """Whether `language` is written as a language's tag is, such as `pt-BR`."""
    return bool(_TAG.fullmatch(language))


@cache
def locale_of(language: str) -> "Locale | None":
    """The locale of `language` (BCP 47), without its region where that is not known."""
    from babel import Locale, UnknownLocaleError

    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def group_mark(language: str) -> str:
    """What parts thousands in numbers: a comma, or a point where decimals have a comma."""
    from babel.numbers import get_decimal_symbol

    locale = locale_of(language)
    return "." if locale and get_decimal_symbol(locale) == "," else ","


@cache
def month_names(language: str) -> dict[int, str]:
    """The months by number, in full; empty for an unknown language."""
    return _months(language, "wide")


@cache
def months_by_name(language: str) -> dict[str, int]:
    """The months by name and by abbreviation, in small letters and without a full stop."""
    widths = (_months(language, "abbreviated"), _months(language, "wide"))
    return {name.lower().rstrip("."): number for width in widths for number, name in width.items()}


def _months(language: str, width: str) -> dict[int, str]:
    locale = locale_of(language)
    return dict(locale.months["format"][width]) if locale else {}
