"""`prepare` and `close`: lists of routines by name, each with its options.

The reader knows no routine: `coaching` does. It only separates times, numbers and words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, InitErrorDetails

from mmc_audio.plan.base import Model
from mmc_audio.plan.faults import KEY, MISSING, VALUE, fault
from mmc_audio.plan.kinds import ListKind, Schema, Table, ValueKind, Word, text_of
from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.plan.notation.number import quoted, thousandths
from mmc_audio.plan.values import Name
from mmc_audio.plan.written import WrittenKeys, is_plain

OptionValue = str | int | float | bool

MAX_ROUTINES = 50
MAX_NUMBER = 1000

TIMES = frozenset({"beat", "exhale", "hold", "inhale", "release", "tense"})
"""Options that are times even where they are written as a bare number of seconds."""

NAME = Word("name", "body_scan", "[a-z][a-z0-9_]{0,59}")
_OPTIONS = "what follows a routine's name is a mapping of keys; write `key: value` lines"


class AnyOption(ValueKind):
    """A number, true or false, or a word; quoted, always a text."""

    def read(self, value: object) -> OptionValue:
        """The option's value, of the type that it was written as."""
        if isinstance(value, bool | int | float):
            return value
        text = text_of(value, "a number, true, false or a word").strip()
        plain = is_plain(value)
        if plain and text.lower() in {"true", "false"}:
            return text.lower() == "true"
        number = thousandths(text.removeprefix("-")) if plain else None
        if number is None:
            return _short(text)
        if number > MAX_NUMBER * 1000:
            raise ValueError(f"{quoted(text)} is over {MAX_NUMBER}; write less")
        signed = -number if text.startswith("-") else number
        return signed // 1000 if "." not in text else signed / 1000

    def schema(self) -> Schema:
        """JSON Schema: any option."""
        return {"type": ["string", "number", "boolean"]}


def _short(text: str) -> str:
    if not text or len(text) > 200 or "\n" in text:
        raise ValueError("is no option; write up to 200 characters on one line")
    return text


Options = dict[Name, Annotated[OptionValue, AnyOption()]]
TemplateOptions = Annotated[
    dict[Name, Annotated[Options, Table("an entry of `templates`")]], Table("the key `templates`")
]


class Routine(Model):
    """A block before or after the work: a breath, a scan, an activation, a relaxation."""

    NOUN = "a routine"

    routine: Name
    """physiological_sigh, diaphragmatic_breath, body_scan, activation, progressive_relaxation,
    reflection, carry_over, imagery, ..."""
    options: dict[str, OptionValue] = Field(default_factory=dict)
    """Options as the plan wrote them, checked by `coaching.session` against the routine's own.
    Durations are whole milliseconds under names that end in `_ms`."""
    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """A routine as its name alone, as `name: {option: value}`, or by the fields here."""
        if isinstance(data, Mapping) and "routine" in data and not isinstance(data, WrittenKeys):
            return dict(data), []
        if isinstance(data, Mapping) and len(data) != 1:
            what = "a routine is one name; indent its options under it, or begin a new `- `"
            return {}, [fault(what)]
        name, options = next(iter(data.items())) if isinstance(data, Mapping) else (data, {})
        given, errors = _options(name, options)
        try:
            return {"routine": NAME.read(name), "options": given}, errors
        except ValueError as error:
            where = (str(name),) if isinstance(data, Mapping) else ()
            kind = KEY if where else VALUE
            return {}, [fault(str(error), *where, kind=kind), *errors]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        options = {"type": "object", "additionalProperties": AnyOption().schema()}
        named = {"type": "object", "additionalProperties": options, "maxProperties": 1}
        return {"anyOf": [{"type": "string"}, {**named, "minProperties": 1}]}


def _options(name: object, given: object) -> tuple[dict[str, OptionValue], list[InitErrorDetails]]:
    """The options under a routine's name, times under `_ms`, and what is wrong with them."""
    if not isinstance(given, Mapping):
        return {}, [fault(_OPTIONS, str(name), "", kind=MISSING)]
    options, errors = {}, []
    for key, value in given.items():
        try:
            option = NAME.read(key)
            length = _time(option, value)
            options[option if length is None else f"{option}_ms"] = (
                AnyOption().read(value) if length is None else length
            )
        except ValueError as error:
            errors.append(fault(str(error), str(name), key))
    return options, errors


def _time(key: str, value: object) -> int | None:
    """Milliseconds, where the value is written as a time or its key always is one."""
    if not isinstance(value, str) or not is_plain(value):
        return None
    if key not in TIMES and not re.search("[0-9]\\s*[a-z:]", value.lower()):
        return None
    try:
        return parse_duration(value)
    except ValueError:
        if key in TIMES:
            raise
        return None


@dataclass(frozen=True, slots=True)
class _RoutineList(ListKind):
    """A list of routines; the plain word `none` for no routine at all."""

    limit: int = MAX_ROUTINES

    def read(self, value: object) -> object:
        """No routine, or those that are listed."""
        word = value.strip().lower() if isinstance(value, str) and is_plain(value) else ""
        if word == "none":
            return ()
        return ListKind(self.limit).read(value)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        many = {**handler(schema), "maxItems": self.limit}
        return {"anyOf": [{"const": "none"}, many, many["items"]]}


Routines = Annotated[tuple[Routine, ...], _RoutineList()]
