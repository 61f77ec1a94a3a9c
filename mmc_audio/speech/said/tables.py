"""What a language says for what is written: a file per language, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from mmc_audio._lib.yaml_data import yaml_data
from mmc_audio.speech.said.lexer import tokens

_FOLDER = Path(__file__).with_name("tables")


@dataclass(frozen=True, slots=True)
class LanguageTables:
    """The words of one language; tables/en.yaml explains each.

    A table that a language does not have is empty, and what it is for stays as it is written.
    """

    phrases: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[int, str] = field(default_factory=dict)
    denominators: frozenset[int] = frozenset()
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    time_units: frozenset[str] = frozenset()
    distances: frozenset[str] = frozenset()
    plates_on: frozenset[str] = frozenset()
    load_words: frozenset[str] = frozenset()
    load_names: frozenset[str] = frozenset()
    weight_units: frozenset[str] = frozenset()
    clock_units: frozenset[str] = frozenset()
    tight_units: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    minutes_after: frozenset[str] = frozenset()
    meter: str = ""
    minute: str = ""
    hour: str = ""
    second: str = ""
    inch: str = ""
    foot: str = ""
    feet_marks: Mapping[str, str] = field(default_factory=dict)
    inches_before: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    adjective_before: frozenset[str] = frozenset()
    per: Mapping[str, str] = field(default_factory=dict)
    slash: str = ""
    counted: frozenset[str] = frozenset()
    roman_after: frozenset[str] = frozenset()
    roman_always: frozenset[str] = frozenset()
    months_also: Mapping[str, int] = field(default_factory=dict)
    sets_words: frozenset[str] = frozenset()
    set_things: frozenset[str] = frozenset()
    ratio_words: frozenset[str] = frozenset()
    tempo_words: frozenset[str] = frozenset()
    clock_words: frozenset[str] = frozenset()
    date_words: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    reserve_words: frozenset[str] = frozenset()
    weekdays: Mapping[str, str] = field(default_factory=dict)
    weekday_words: frozenset[str] = frozenset()
    month_words: frozenset[str] = frozenset()
    ordinal_endings: frozenset[str] = frozenset()
    date_order: str = ""
    date_order_of: Mapping[str, str] = field(default_factory=dict)
    before_numbers: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    plus: str = ""
    times_sign: str = ""
    dot: str = ""
    dot_in_number: str = ""
    email_at: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    sided: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    also_small: frozenset[str] = frozenset()
    plurals: Mapping[str, str] = field(default_factory=dict)
    shouted: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    """Made, not read: the first token of each abbreviation and sign, to pass most words by."""


@cache
def tables(language: str) -> LanguageTables:
    """The tables of `language` (BCP 47), by its region if there are some; else empty ones."""
    for name in (language.lower(), language.lower().partition("-")[0]):
        path = _FOLDER / f"{name}.yaml"
        if name.replace("-", "").isalnum() and path.is_file():
            return _read(path)
    return LanguageTables()


def _read(path: Path) -> LanguageTables:
    found: dict[str, Any] = yaml_data(path.read_text(encoding="utf-8"))
    sets = {each.name for each in fields(LanguageTables) if str(each.type).startswith("frozenset")}
    values: dict[str, Any] = {
        name: frozenset(value) if name in sets else value for name, value in found.items()
    }
    keys = (*values.get("words", ()), *values.get("before_numbers", ()))
    return LanguageTables(**values, starts=frozenset(tokens(key)[0].text for key in keys))
