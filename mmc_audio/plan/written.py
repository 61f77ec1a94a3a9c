"""A plan as it is written, as plain data that still knows where each part is in the file.

The tree of `_lib.yaml_tree` becomes text, lists and dicts, which the models of this room read as
they read what a Python program gives them.
"""

from dataclasses import dataclass
from typing import Self

from mmc_audio._lib.yaml_tree import Mapping, Node, Scalar, Sequence
from mmc_audio.errors import Place

Key = str | int
"""A key of a mapping, or an index of a list."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class WrittenText(str):
    """A text of the file."""

    __slots__ = ("place", "plain")
    plain: bool
    """True where it was written without quotes."""
    place: Place

    @classmethod
    def of(cls, scalar: Scalar) -> Self:
        """The text of a scalar."""
        text = cls(scalar.text)
        text.plain, text.place = scalar.plain, scalar.place
        return text


class WrittenKeys(dict[str, object]):
    """A mapping of the file."""

    place: Place

    @classmethod
    def of(cls, mapping: Mapping) -> Self:
        """The keys and values of a mapping."""
        keys = cls((name.text, as_data(value)) for name, value in mapping.entries)
        keys.place = mapping.place
        return keys


def as_data(node: Node) -> object:
    """The tree as text, lists and dicts."""
    if isinstance(node, Scalar):
        return WrittenText.of(node)
    if isinstance(node, Sequence):
        return [as_data(item) for item in node.items]
    return WrittenKeys.of(node)


def is_plain(value: object) -> bool:
    """Whether a text was written without quotes; a text of a Python program is as if it was."""
    return value.plain if isinstance(value, WrittenText) else isinstance(value, str)


def is_nothing(value: object) -> bool:
    """Whether a key was written without a value."""
    return isinstance(value, WrittenText) and value.plain and value in _NOTHING


def position_of(value: object) -> tuple[int, int] | None:
    """Line and column of a part of the file; None for what a Python program gave."""
    place = getattr(value, "place", None)
    return (place.line or 0, place.column or 0) if isinstance(place, Place) else None


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Where a plan comes from, for the places of its errors."""

    tree: Node
    file: str

    def value(self, path: tuple[Key, ...]) -> Place:
        """Where the value under `path` begins; of its nearest parent where it was not written."""
        return self._walk(path)[-1][1].place

    def key(self, path: tuple[Key, ...]) -> Place:
        """Where the last key of `path` is; else where its parent is."""
        return self._walk(path)[-1][0]

    def has(self, path: tuple[Key, ...]) -> bool:
        """Whether the file has the last key of `path`; it has no key of an empty one."""
        if not path:
            return False
        parent = self._walk(path[:-1])[-1][1]
        return isinstance(parent, Mapping) and parent.get(str(path[-1])) is not None

    def _walk(self, path: tuple[Key, ...]) -> list[tuple[Place, Node]]:
        """The place and the value of each key of `path` that is in the file."""
        node = self.tree
        steps = [(node.place, node)]
        for key in path:
            if isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
                steps.append((node.place, node))
            elif isinstance(node, Mapping):
                found = [(name.place, value) for name, value in node.entries if name.text == key]
                steps += found
                node = found[0][1] if found else node
        return steps
