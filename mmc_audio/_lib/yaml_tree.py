"""Read YAML into a small tree that keeps every text as written, and where it stands.

YAML loaders guess: `0310` becomes 200, `1:30` becomes 90, `no` becomes False, and the second of
two equal keys wins silently. They also die on hostile files: a merge key of 449 bytes keeps
PyYAML busy for minutes, 100 000 brackets overrun libyaml's composer. So only PyYAML's *events* are
used here, and the tree is built without recursion under limits of size, depth and count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from mmc_audio._lib.yaml_errors import syntax_error
from mmc_audio.errors import Place, PlanError

MAX_BYTES = 1 << 20
MAX_DEPTH = 50
MAX_NODES = 20_000
"""Values in a file once its aliases are expanded; 64 characters of text count as one more."""

_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_BOM = "\ufeff"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line breaks
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Line separators that editors do not count, marks that turn the direction of text, and what is
no character: a plan that carries one does not say what it seems to say."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, without its quotes."""

    text: str
    plain: bool
    """True where it was written without quotes: only then may `yes` or `none` mean more."""
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; no key stands twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The value under `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def read_tree(data: bytes, file: str, *, begin: str = "title: My session") -> Node:
    """The one document in `data`.

    Args:
        data: UTF-8; a byte order mark and CRLF are as if absent.
        file: the name for messages.
        begin: what to write in an empty file.

    Raises:
        PlanError: for all that cannot be read, at its place.
    """
    text = _decode(data, file)
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        raise syntax_error(error, text, file) from error
    if builder.root is None:
        raise PlanError(f"the file is empty; begin it with `{begin}`", Place(file, 1, 1))
    return builder.root


def _events(text: str) -> Iterator[Event]:
    events: Iterator[Event] = yaml.parse(text, Loader=_PARSER)
    return events


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise PlanError("is larger than 1 MiB; a plan is a few kilobytes of text", Place(file))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise PlanError("byte 1 begins UTF-16; save the file as UTF-8", Place(file, 1, 1))
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BOM)
        what = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not UTF-8"
        raise PlanError(f"{what}; save the file as UTF-8", _after(before, file)) from error
    if unseen := _UNSEEN.search(text):
        what = f"invisible character U+{ord(unseen[0]):04X}"
        raise PlanError(f"{what}; delete it", _after(text[: unseen.start()], file))
    return text


def _after(before: str, file: str) -> Place:
    lines = re.split("\r\n|\r|\n", before)
    return Place(file, len(lines), len(lines[-1]) + 1)


@dataclass(frozen=True, slots=True)
class _SizedNode:
    """A node, and what it weighs when it is repeated."""

    node: Node
    count: int
    height: int


@dataclass(slots=True)
class _OpenNode:
    """A list or mapping whose end was not seen yet."""

    mapping: bool
    anchor: str | None
    place: Place
    parts: list[_SizedNode] = field(default_factory=list)

    def close(self) -> _SizedNode:
        count = 1 + sum(part.count for part in self.parts)
        height = 1 + max((part.height for part in self.parts), default=0)
        nodes = tuple(part.node for part in self.parts)
        if not self.mapping:
            return _SizedNode(Sequence(nodes, self.place), count, height)
        return _SizedNode(Mapping(_entries(nodes), self.place), count, height)


def _entries(nodes: tuple[Node, ...]) -> tuple[tuple[Scalar, Node], ...]:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        name = _key(key)
        if name.text in entries:
            first = entries[name.text][0].place.line
            what = f"{name.text!r} stands here a second time (first in line {first})"
            raise PlanError(f"{what}; keep one of them", name.place)
        entries[name.text] = (name, value)
    return tuple(entries.values())


def _key(node: Node) -> Scalar:
    if not isinstance(node, Scalar):
        raise PlanError("a list or mapping cannot be a key; write a plain word", node.place)
    if node.plain and node.text == "<<":
        raise PlanError("merge keys (<<) are not read; write the keys out", node.place)
    return node


class _Builder:
    """Takes events one by one and keeps count."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[_OpenNode] = []
        self._anchors: dict[str, _SizedNode | None] = {}
        self._count = 0

    def take(self, event: Event) -> None:
        place = self._place(event)
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            raise PlanError(f"tags such as {event.tag} are not read; delete it", place)
        match event:
            case ScalarEvent():
                self._scalar(event, place)
            case AliasEvent():
                self._add(self._alias(str(event.anchor), place), place)
            case CollectionStartEvent():
                self._start(event, place)
            case CollectionEndEvent():
                self._end()
            case DocumentStartEvent() if self.root is not None:
                raise PlanError("a second document begins; keep one in a file", place)

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)

    def _scalar(self, event: ScalarEvent, place: Place) -> None:
        text: str = event.value
        if unseen := _UNSEEN.search(text):
            raise PlanError(f"invisible character U+{ord(unseen[0]):04X}; delete it", place)
        scalar = _SizedNode(Scalar(text, not event.style, place), 1 + len(text) // 64, 0)
        if event.anchor:
            self._anchors[event.anchor] = scalar
        self._add(scalar, place)

    def _start(self, event: CollectionStartEvent, place: Place) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise PlanError(f"is nested more than {MAX_DEPTH} deep; close a bracket", place)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(_OpenNode(isinstance(event, MappingStartEvent), event.anchor, place))

    def _end(self) -> None:
        closed = self._open.pop()
        sized = closed.close()
        if closed.anchor:
            self._anchors[closed.anchor] = sized
        self._add(sized, closed.place, new=1)

    def _alias(self, name: str, place: Place) -> _SizedNode:
        if name not in self._anchors:
            raise PlanError(f"*{name} repeats nothing; mark a value with &{name} first", place)
        sized = self._anchors[name]
        if sized is None:
            raise PlanError(f"*{name} stands inside what it repeats; write it out", place)
        if len(self._open) + sized.height > MAX_DEPTH:
            raise PlanError(f"*{name} nests more than {MAX_DEPTH} deep; write it out", place)
        return sized

    def _add(self, sized: _SizedNode, place: Place, *, new: int | None = None) -> None:
        """Put a finished node where it belongs; `new` counts less where its parts were counted."""
        self._count += sized.count if new is None else new
        if self._count > MAX_NODES:
            raise PlanError(f"holds more than {MAX_NODES} values; split the file", place)
        if self._open:
            self._open[-1].parts.append(sized)
        else:
            self.root = sized.node
