"""Lists and mappings in a plan file: read on after a mistake, so that all are told at once."""
# ruff: noqa: D102 - `read` and `schema` are explained once, at the protocol `Kind`.

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from mmc_audio.errors import ManyErrors, MmcError, Place, PlanError
from mmc_audio.plan.kinds import Kind, Schema
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.yaml import Mapping as MappingNode
from mmc_audio.plan.yaml import Node, Sequence


class Errors:
    """Mistakes gathered while reading on."""

    def __init__(self) -> None:
        self._found: list[MmcError] = []

    @contextmanager
    def gather(self, key: str = "") -> Iterator[None]:
        """Keep what is raised inside, with the name of its key, and go on after the block."""
        try:
            yield
        except ManyErrors as many:
            self._found += many.errors
        except PlanError as error:
            self._found.append(
                PlanError(f"{key}: {error.what}" if key else error.what, error.place)
            )

    def add(self, what: str, place: Place) -> None:
        """Keep one mistake."""
        self._found.append(PlanError(what, place))

    def raise_any(self) -> None:
        """Raise ManyErrors if there was any mistake."""
        if self._found:
            raise ManyErrors(self._found)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind; a single value stands for a list of one."""

    kind: Kind
    limit: int = 100

    def read(self, node: Node) -> tuple[Any, ...]:
        nodes = node.items if isinstance(node, Sequence) else (node,)
        if len(nodes) > self.limit:
            raise PlanError(f"has over {self.limit} entries; split the plan", node.place)
        errors, values = Errors(), []
        for item in nodes:
            with errors.gather():
                values.append(self.kind.read(item))
        errors.raise_any()
        return tuple(values)

    def schema(self) -> Schema:
        one = self.kind.schema()
        many = {"type": "array", "items": one, "maxItems": self.limit}
        return {"anyOf": [many, one]} if "enum" in one else many


@dataclass(frozen=True, slots=True)
class TableOf:
    """A mapping whose keys the user chooses."""

    noun: str
    key: Kind
    value: Kind

    def read(self, node: Node) -> dict[Any, Any]:
        errors, table = Errors(), {}
        for name, value in mapping(node, self.noun).entries:
            with errors.gather(name.text[:40]):
                table[self.key.read(name)] = self.value.read(value)
        errors.raise_any()
        return table

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record."""

    kind: Kind
    doc: str
    required: bool = False


@dataclass(slots=True)
class Fields:
    """What was written in a record: values by key, and where each key stands."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys, built into something of the model."""

    noun: str
    """With its article: `an exercise`."""
    keys: Mapping[str, Key]
    build: Callable[[Fields], Any]
    """Raises PlanError or ManyErrors for values that make no sense together."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """What to do instead, by a key that people may write here."""

    def read(self, node: Node) -> Any:  # noqa: ANN401 - whatever the record is built into
        errors, fields = Errors(), Fields(node.place)
        for name, value in mapping(node, self.noun).entries:
            key = self.keys.get(name.text)
            if key is None:
                errors.add(self._unknown(name.text), name.place)
                continue
            fields.places[name.text] = name.place
            with errors.gather(name.text):
                fields.values[name.text] = key.kind.read(value)
        for missing in self._missing(fields):
            errors.add(f"`{missing}` is missing in {self.noun}; add it", node.place)
        errors.raise_any()
        return self.build(fields)

    def _missing(self, fields: Fields) -> list[str]:
        return [
            name for name, key in self.keys.items() if key.required and name not in fields.places
        ]

    def _unknown(self, name: str) -> str:
        what = f"{quoted(name)} is no key of {self.noun}"
        if name in self.hints:
            return f"{what}; {self.hints[name]}"
        near = difflib.get_close_matches(re.sub("[- ]", "_", name.lower()), self.keys, 1)
        known = "it knows " + ", ".join(self.keys)
        return f"{what}; did you mean {near[0]}?" if near else f"{what}; {known}"

    def schema(self) -> Schema:
        properties = {
            name: {**key.kind.schema(), "description": key.doc} for name, key in self.keys.items()
        }
        required = [name for name, key in self.keys.items() if key.required]
        schema = {"type": "object", "additionalProperties": False, "properties": properties}
        return {**schema, "required": required} if required else schema


def mapping(node: Node, noun: str) -> MappingNode:
    """The node as a mapping.

    Raises:
        PlanError: if it is a text or a list.
    """
    if not isinstance(node, MappingNode):
        raise PlanError(f"{noun} is a mapping of keys; write `key: value` lines", node.place)
    return node
