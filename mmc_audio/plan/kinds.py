"""What a single value of a plan may be, as annotations of the models' fields.

Each kind reads a text of the file, or the value that a Python program gives, and raises ValueError
with `what is wrong; what to write`. It also gives its JSON Schema, for editors, whose YAML readers
turn plain numbers into numbers; it is looser than the reader where a pattern cannot say more.
"""
# ruff: noqa: D102 - `read` and `schema` are explained once, at `ValueKind`.

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from mmc_audio.plan.notation.duration import (
    REST_PATTERN,
    format_duration,
    parse_duration,
    time_of_rest,
)
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.written import WrittenKeys, is_nothing
from mmc_audio.units import Ms

Schema = dict[str, Any]

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def text_of(value: object, noun: str) -> str:
    """A value as text.

    Raises:
        ValueError: if it is a list, a mapping, or nothing.
    """
    if isinstance(value, list | tuple | set | frozenset):
        raise ValueError(f"a list stands here; write {noun}")
    if isinstance(value, Mapping | BaseModel):
        raise ValueError(f"a mapping of keys stands here; write {noun}")
    if value is None or is_nothing(value):
        raise ValueError(f"has no value; write {noun}, or delete the key")
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


class ValueKind:
    """A kind of value."""

    def read(self, value: object) -> Any:  # noqa: ANN401 - each kind gives its own type
        """The value; ValueError with `what is wrong; what to write`."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """JSON Schema 2020-12 of the value as written."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> Schema:
        return self.schema()


@dataclass(frozen=True, slots=True)
class Text(ValueKind):
    """Words to be spoken or shown; white space is one blank."""

    noun: str = "a text"
    limit: int = 500
    """In characters."""
    one_line: bool = False
    needs_letter: bool = False
    """A number alone is a slip of the keyboard."""

    def read(self, value: object) -> str:
        written = text_of(value, self.noun)
        text = " ".join(written.split())
        if not text:
            raise ValueError(f"is empty; write {self.noun}")
        if self.needs_letter and not any(map(str.isalpha, text)):
            raise ValueError(f"`{text}` has no letter in it; write {self.noun}")
        if self.one_line and re.search("[\t\r\n]", written):
            raise ValueError("has a line break or tab in it; write it on one line")
        if len(text) > self.limit:
            raise ValueError(f"has {len(text)} characters; write at most {self.limit}")
        return text

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Word(ValueKind):
    """A name of a fixed form, read in lower case."""

    noun: str
    example: str
    pattern: str

    def read(self, value: object) -> str:
        text = text_of(value, f"a {self.noun} such as {self.example}").strip()
        if not re.fullmatch(self.pattern, text.lower()):
            raise ValueError(f"{quoted(text)} is no {self.noun}; write such as {self.example}")
        return text.lower()

    def schema(self) -> Schema:
        written = self.pattern.replace("a-z", "A-Za-z")
        return {"type": "string", "pattern": f"^(?:{written})$"}


class Flag(ValueKind):
    """`true` or `false`."""

    def read(self, value: object) -> bool:
        text = text_of(value, "true or false")
        if text.lower() not in _FLAGS:
            raise ValueError(f"{quoted(text)} is neither; write true or false")
        return _FLAGS[text.lower()]

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Integer(ValueKind):
    """A whole number."""

    low: int
    high: int

    def read(self, value: object) -> int:
        noun = f"a whole number from {self.low} to {self.high}"
        text = text_of(value, noun).strip()
        if not re.fullmatch("0|-?[1-9][0-9]{0,8}", text) or not self.low <= int(text) <= self.high:
            raise ValueError(f"{quoted(text)} is not {noun}; write one")
        return int(text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Notation(ValueKind):
    """A text in one of the notations of `plan.notation`, or what it stands for."""

    noun: str
    parse: Callable[[str], Any]
    """Raises ValueError with `what is wrong; what to write`."""
    written: Schema = field(hash=False)  # types of annotations are hashed
    """Its JSON Schema."""
    made: type | None = None
    """The model that the notation gives; one made already, or its fields, are taken as well."""

    def read(self, value: object) -> Any:  # noqa: ANN401 - whatever the notation gives
        if self.made and isinstance(value, self.made):
            return value
        if isinstance(value, dict) and not isinstance(value, WrittenKeys):
            return self._from_fields(value)
        return self.parse(text_of(value, self.noun))

    def _from_fields(self, value: dict[str, Any]) -> object:
        if self.made and issubclass(self.made, BaseModel):
            return self.made.model_validate(value)
        return self.parse(text_of(value, self.noun))

    def schema(self) -> Schema:
        return self.written


@dataclass(frozen=True, slots=True)
class Duration(ValueKind):
    """A time in milliseconds, within bounds."""

    low: Ms
    high: Ms
    ranged: bool = False
    """Whether `60-90s` may be written: it is the longer of the two, so that nobody is hurried."""

    def read(self, value: object) -> Ms:
        if isinstance(value, int) and not isinstance(value, bool):
            return self._checked(value, f"{value} ms")
        text = text_of(value, "a time such as 90s or 1:30")
        text = time_of_rest(text) if self.ranged else text
        both = _RANGE.fullmatch(folded(text)) if self.ranged else None
        if both is None:
            return self._checked(parse_duration(text), quoted(text))
        times = [parse_duration(both[side] + both["unit"]) for side in ("low", "high")]
        if times[0] > times[1]:
            raise ValueError(f"{quoted(text)} runs downwards; write the shorter time first")
        return self._checked(times[1], quoted(text))

    def _checked(self, length: Ms, shown: str) -> Ms:
        if not self.low <= length <= self.high:
            bounds = f"{format_duration(self.low)} to {format_duration(self.high)}"
            raise ValueError(f"{shown} is out of range; write {bounds}")
        return length

    def schema(self) -> Schema:
        number = {"type": "number", "minimum": self.low / 1000, "maximum": self.high / 1000}
        either = [{"type": "string", "pattern": DURATION_PATTERN}, number]
        if self.ranged:
            either.append(pattern(r"[0-9.:]+\s*[-\u2013]\s*[0-9.:]+\s*[A-Za-z]*", REST_PATTERN))
        return {"anyOf": either}


_RANGE = re.compile(r"(?P<low>[0-9.:]+) ?[-\u2013] ?(?P<high>[0-9.:]+) ?(?P<unit>[a-z]*)")

DURATION_PATTERN = (
    r"^\s*(?:(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]"
    r"|[0-9.]+\s*(?:[A-Za-z]+\s*(?:[0-9.]+\s*(?:[A-Za-z]+\s*)?)*)?)$"
)


class DayKind(ValueKind):
    """A day of the calendar, as `2026-11-30`."""

    def read(self, value: object) -> str:
        day = text_of(value, "a day such as 2026-11-30").strip()
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
                return date.fromisoformat(day).isoformat()
        except ValueError:
            pass
        raise ValueError(f"{quoted(day)} is no day; write year-month-day, such as 2026-11-30")

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class BeforeKind:
    """A kind whose `read` makes what is written ready for the usual reading of its type."""

    __slots__ = ()

    def read(self, value: object) -> object:
        """What the usual way reads; ValueError with `what is wrong; what to write`."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))


@dataclass(frozen=True, slots=True)
class ListKind(BeforeKind):
    """A list with an upper limit; a single value stands for a list of one."""

    limit: int = 100
    what: str = "plan"
    """What to split where the list is longer."""
    least: int = 0

    def read(self, value: object) -> object:
        if isinstance(value, list | tuple | set | frozenset):
            if len(value) > self.limit:
                raise ValueError(f"has over {self.limit} entries; split the {self.what}")
            if len(value) < self.least:
                raise ValueError("has nothing in it; write one entry or more")
            return tuple(value)
        return (value,)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        many = {**handler(schema), "maxItems": self.limit}
        one = many["items"]
        return {"anyOf": [many, one]} if "enum" in one else many


@dataclass(frozen=True, slots=True)
class Table(BeforeKind):
    """A mapping whose keys the user chooses."""

    noun: str

    def read(self, value: object) -> object:
        if not isinstance(value, Mapping):
            raise ValueError(f"{self.noun} is a mapping of keys; write `key: value` lines")
        return dict(value)


def pattern(*patterns: str) -> Schema:
    """The JSON Schema of a text that is written in one of these ways."""
    return {"type": "string", "pattern": "^\\s*(?:" + "|".join(patterns) + ")\\s*$"}


def or_whole(written: Schema, high: int) -> Schema:
    """The same, or a whole number, as editors read `sets: 3`."""
    return {"anyOf": [written, {"type": "integer", "minimum": 0, "maximum": high}]}
