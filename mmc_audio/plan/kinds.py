"""What a single value in a plan file may be: how it is read, and how a JSON Schema says the same.

Each kind has `read(node)`, which raises PlanError at the node, and `schema()`, its JSON Schema as
the file is written. The schema is for editors, whose YAML readers turn plain numbers into numbers;
the reader here has the last word.
"""
# ruff: noqa: D102 - `read` and `schema` are explained once, at the protocol `Kind`.

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from mmc_audio.errors import PlanError
from mmc_audio.plan.notation import format_duration, parse_duration
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.yaml import Node, Scalar, Sequence
from mmc_audio.units import Ms

Schema = dict[str, Any]

_NOTHING = {"", "~", "null", "Null", "NULL"}
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Kind(Protocol):
    """A kind of value."""

    def read(self, node: Node) -> Any:  # noqa: ANN401 - each kind gives its own type
        """The value, or PlanError at its place."""

    def schema(self) -> Schema:
        """JSON Schema 2020-12 of the value as written."""


def is_nothing(node: Node) -> bool:
    """Whether a key was written without a value."""
    return isinstance(node, Scalar) and node.plain and node.text in _NOTHING


def scalar(node: Node, noun: str) -> Scalar:
    """The node as a text.

    Raises:
        PlanError: if it is a list, a mapping, or nothing.
    """
    if not isinstance(node, Scalar):
        found = "a list" if isinstance(node, Sequence) else "a mapping of keys"
        raise PlanError(f"{found} stands here; write {noun}", node.place)
    if is_nothing(node):
        raise PlanError(f"has no value; write {noun}, or delete the key", node.place)
    return node


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be spoken or shown; white space is one blank."""

    noun: str = "a text"
    limit: int = 500
    """In characters."""
    one_line: bool = False

    def read(self, node: Node) -> str:
        written = scalar(node, self.noun)
        text = " ".join(written.text.split())
        if not text:
            raise PlanError(f"is empty; write {self.noun}", node.place)
        if self.one_line and re.search("[\t\r\n]", written.text):
            raise PlanError("has a line break or tab in it; write it on one line", node.place)
        if len(text) > self.limit:
            what = f"has {len(text)} characters; write at most {self.limit}"
            raise PlanError(what, node.place)
        return text

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Word:
    """A name of a fixed form, read in lower case."""

    noun: str
    example: str
    pattern: str

    def read(self, node: Node) -> str:
        text = scalar(node, f"a {self.noun} such as {self.example}").text.strip()
        if not re.fullmatch(self.pattern, text.lower()):
            what = f"{quoted(text)} is no {self.noun}; write such as {self.example}"
            raise PlanError(what, node.place)
        return text.lower()

    def schema(self) -> Schema:
        written = self.pattern.replace("a-z", "A-Za-z")
        return {"type": "string", "pattern": f"^(?:{written})$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a few."""

    options: tuple[str, ...]

    def read(self, node: Node) -> str:
        text = scalar(node, f"one of {self._listed}").text.strip()
        word = re.sub("[- ]", "_", text.lower())
        if word in self.options:
            return word
        near = difflib.get_close_matches(word, self.options, 1)
        mend = f"did you mean {near[0]}?" if near else f"write one of {self._listed}"
        raise PlanError(f"{quoted(text)} is not known; {mend}", node.place)

    @property
    def _listed(self) -> str:
        return ", ".join(self.options)

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node) -> bool:
        text = scalar(node, "true or false").text
        if text.lower() not in _FLAGS:
            raise PlanError(f"{quoted(text)} is neither; write true or false", node.place)
        return _FLAGS[text.lower()]

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    low: int
    high: int

    def read(self, node: Node) -> int:
        noun = f"a whole number from {self.low} to {self.high}"
        text = scalar(node, noun).text.strip()
        if not re.fullmatch("0|-?[1-9][0-9]{0,8}", text) or not self.low <= int(text) <= self.high:
            raise PlanError(f"{quoted(text)} is not {noun}; write one", node.place)
        return int(text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Notation:
    """A text in one of the notations of `plan.notation`."""

    noun: str
    parse: Callable[[str], Any]
    """Raises ValueError with `what; mend`."""
    written: Schema
    """Its JSON Schema."""

    def read(self, node: Node) -> Any:  # noqa: ANN401 - whatever the notation gives
        text = scalar(node, self.noun).text
        try:
            return self.parse(text)
        except ValueError as error:
            raise PlanError(str(error), node.place) from error

    def schema(self) -> Schema:
        return self.written


DURATION_PATTERN = (
    r"^\s*(?:(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]"
    r"|[0-9.]+\s*(?:[A-Za-z]+\s*(?:[0-9.]+\s*(?:[A-Za-z]+\s*)?)*)?)$"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A time in milliseconds, within bounds."""

    low: Ms
    high: Ms

    def read(self, node: Node) -> Ms:
        text = scalar(node, "a time such as 90s or 1:30").text
        try:
            length = parse_duration(text)
        except ValueError as error:
            raise PlanError(str(error), node.place) from error
        if not self.low <= length <= self.high:
            bounds = f"{format_duration(self.low)} to {format_duration(self.high)}"
            raise PlanError(f"{quoted(text)} is out of range; write {bounds}", node.place)
        return length

    def schema(self) -> Schema:
        number = {"type": "number", "minimum": self.low / 1000, "maximum": self.high / 1000}
        return {"anyOf": [{"type": "string", "pattern": DURATION_PATTERN}, number]}
