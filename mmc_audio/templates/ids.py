"""What rendered lines belong to, without a word of it in the template.

A value of the context may carry `ids`: the third repetition in `reps` has `{"rep": "3"}`. While a
`{% for %}` or `{% with %}` stands at such a value, all that is written belongs to it, so a template
may word its marks and lines as it likes, in any language, and loses nothing. Before a template is
compiled, a call is put at the beginning and behind the end of each such tag; it prints a mark that
nobody sees (`lines.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from mmc_audio.script.attributes import OWN as OF_THE_LINE
from mmc_audio.script.attributes import Attributes, check, level_of

KEY = "ids"
"""Where a value of the context carries its ids."""

ENTER, LEAVE = "enter_ids", "leave_ids"
"""Methods of the environment that the compiled templates call."""

MOST = 60_000
"""Different ids in one moment."""


Pairs = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class IdStack:
    """The ids of the loops that are under way, while one moment is rendered."""

    known: list[Attributes] = field(default_factory=lambda: [{}])
    """All that were met, besides those of the whole moment; marks hold an index into it. The first
    are those outside of all loops."""
    _indexes: dict[tuple[int, Pairs], int] = field(default_factory=dict)
    _stack: list[tuple[str, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Start over, for the next moment."""
        self.known[:] = [{}]
        self._indexes.clear()
        self._stack.clear()

    def enter(self, tag: str, values: Iterable[object]) -> int | None:
        """The index of what holds within `tag`, which stands at `values`; None: as before."""
        before = self._now
        self._drop(tag)
        pairs: Pairs = ()
        for value in values:
            if isinstance(value, Mapping) and KEY in value:
                pairs += _clean(value[KEY])
        if pairs:
            self._stack.append((tag, self._index(pairs)))
        return self._now if self._now != before else None

    def leave(self, tag: str) -> int | None:
        """The index of what holds again behind `tag`; None: as before."""
        before = self._now
        self._drop(tag)
        return self._now if self._now != before else None

    @property
    def _now(self) -> int:
        return self._stack[-1][1] if self._stack else 0

    def _drop(self, tag: str) -> None:
        """Forget `tag` and all within it, which a `break` may have left open."""
        for place, (each, _) in enumerate(self._stack):
            if each == tag:
                del self._stack[place:]
                return

    def _index(self, pairs: Pairs) -> int:
        """Of `pairs` on top of what holds now."""
        key = (self._now, pairs)
        if key not in self._indexes:
            if len(self.known) >= MOST:
                return self._now
            self._indexes[key] = len(self.known)
            self.known.append({**self.known[self._now], **dict(pairs)})
        return self._indexes[key]


def _clean(ids: object) -> Pairs:
    """Names and values that attributes may have; a template can make up anything."""
    items = ids.items() if isinstance(ids, Mapping) else ()
    return _checked(tuple((str(name), str(value)) for name, value in items))


@lru_cache(maxsize=4096)
def _checked(pairs: Pairs) -> Pairs:
    return tuple((name, " ".join(value.split())) for name, value in pairs if _is_one(name, value))


def _is_one(name: str, value: str) -> bool:
    try:
        check(name, value)
    except ValueError:
        return False
    return level_of(name) is not None or name in OF_THE_LINE


def is_call(part: nodes.Expr) -> bool:
    """Whether `part` was put into a template by `with_ids`."""
    return isinstance(part, nodes.Call) and isinstance(part.node, nodes.EnvironmentAttribute)


def with_ids(tree: nodes.Template, name: str) -> nodes.Template:
    """The template, in which each `for` and `with` says what it stands at."""
    return _IdTransformer(name).visit(tree)  # type: ignore[no-any-return]


class _IdTransformer(NodeTransformer):
    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802  # Jinja calls it so
        self.generic_visit(node)
        return self._around(node, [node.target])

    def visit_With(self, node: nodes.With) -> list[nodes.Node]:  # noqa: N802
        self.generic_visit(node)
        return self._around(node, node.targets)

    def _around(self, node: Any, targets: Iterable[nodes.Node]) -> list[nodes.Node]:  # noqa: ANN401
        self._number += 1
        tag = nodes.Const(f"{self._name}:{self._number}")
        names = [name for target in targets for name in _names(target)]
        at = nodes.List([nodes.Name(name, "load") for name in names])
        node.body.insert(0, _call(ENTER, [tag, at], node.lineno))
        return [node, _call(LEAVE, [tag], node.lineno)]


def _names(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [each.name for each in target.find_all(nodes.Name)]


def _call(method: str, arguments: list[nodes.Expr], line: int) -> nodes.Node:
    call = nodes.Call(nodes.EnvironmentAttribute(method), arguments, [], None, None)
    return nodes.Output([call]).set_lineno(line)
