"""`prepare` and `close`: lists of routines by name, each with its options.

The loader knows no routine: `coaching` does. It only tells times from numbers and words.
"""
# ruff: noqa: D102 - `read` and `schema` are explained once, at the protocol `Kind`.

import re
from dataclasses import dataclass

from mmc_audio.errors import PlanError
from mmc_audio.plan.kinds import Schema, Word, scalar
from mmc_audio.plan.model import Routine
from mmc_audio.plan.notation import parse_duration
from mmc_audio.plan.notation.number import quoted, thousandths
from mmc_audio.plan.records import Errors, ListOf, TableOf, mapping
from mmc_audio.plan.yaml import Mapping, Node, Scalar

Value = str | int | float | bool

MAX_ROUTINES = 50
MAX_NUMBER = 1000

TIMES = frozenset({"beat", "exhale", "hold", "inhale", "release", "tense"})
"""Options that are times even where they are written as a bare number of seconds."""

NAME = Word("name", "body_scan", "[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class Option:
    """A number, true or false, or a word; quoted, always a text."""

    def read(self, node: Node) -> Value:
        written = scalar(node, "a number, true, false or a word")
        text = written.text.strip()
        if written.plain and text.lower() in {"true", "false"}:
            return text.lower() == "true"
        number = thousandths(text.removeprefix("-")) if written.plain else None
        if number is None:
            return _short(text, written)
        if number > MAX_NUMBER * 1000:
            raise PlanError(f"{quoted(text)} is over {MAX_NUMBER}; write less", written.place)
        value = -number if text.startswith("-") else number
        return value // 1000 if "." not in text else value / 1000

    def schema(self) -> Schema:
        return {"type": ["string", "number", "boolean"]}


def _short(text: str, node: Scalar) -> str:
    if not text or len(text) > 200 or "\n" in text:
        raise PlanError("is no option; write up to 200 characters on one line", node.place)
    return text


TEMPLATE_OPTIONS = TableOf("an entry of `templates`", NAME, Option())


@dataclass(frozen=True, slots=True)
class Routines:
    """A list of `name` or `name: {option: value}`; `none` for no routine at all."""

    def read(self, node: Node) -> tuple[Routine, ...]:
        if isinstance(node, Scalar) and node.plain and node.text.strip().lower() == "none":
            return ()
        return ListOf(_RoutineKind(), MAX_ROUTINES).read(node)

    def schema(self) -> Schema:
        one = _RoutineKind().schema()
        return {"anyOf": [{"const": "none"}, ListOf(_RoutineKind(), MAX_ROUTINES).schema(), one]}


@dataclass(frozen=True, slots=True)
class _RoutineKind:
    """One routine."""

    def read(self, node: Node) -> Routine:
        position = (node.place.line or 0, node.place.column or 0)
        if not isinstance(node, Mapping):
            return Routine(routine=NAME.read(node), position=position)
        if len(node.entries) != 1:
            what = "a routine is one name; indent its options under it, or begin a new `- `"
            raise PlanError(what, node.place)
        ((name, options),) = node.entries
        return Routine(routine=NAME.read(name), options=_options(options), position=position)

    def schema(self) -> Schema:
        options = {"type": "object", "additionalProperties": Option().schema()}
        named = {"type": "object", "additionalProperties": options, "maxProperties": 1}
        return {"anyOf": [{"type": "string"}, {**named, "minProperties": 1}]}


def _options(node: Node) -> dict[str, Value]:
    errors, options = Errors(), {}
    for name, value in mapping(node, "what follows a routine's name").entries:
        with errors.gather(name.text[:40]):
            key = NAME.read(name)
            length = _time(key, value)
            if length is None:
                options[key] = Option().read(value)
            else:
                options[f"{key}_ms"] = length
    errors.raise_any()
    return options


def _time(key: str, node: Node) -> int | None:
    """Milliseconds, where the value is written as a time or its key always is one."""
    if not isinstance(node, Scalar) or not node.plain:
        return None
    if key not in TIMES and not re.search("[0-9]\\s*[a-z:]", node.text.lower()):
        return None
    try:
        return parse_duration(node.text)
    except ValueError as error:
        if key in TIMES:
            raise PlanError(str(error), node.place) from error
        return None
