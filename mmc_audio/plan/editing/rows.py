"""A plan's exercises as rows of a table, each value as it is written."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode

from mmc_audio.plan.editing.document import PlanDocument, value_of
from mmc_audio.plan.editing.set_scheme import scheme_of
from mmc_audio.plan.editing.set_value import GROUPS, ItemPath, members, sets_and_more, work_of

MEASURES = ("reps", "hold", "duration", "distance", "breaths", "amrap")
"""Keys that say how long a set is; a row shows the one that is there."""

COLUMNS = ("exercise", "sets", "reps", "load", "tempo", "rest")

Position = tuple[int, int]
"""A line and a column of a text, both from 1."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One exercise, or the head of a group."""

    path: ItemPath
    line: int
    """In the text, from 1."""
    kind: str
    """`exercise`, or the key that the entry has: superset, circuit, interval, emom, ..."""
    values: Mapping[str, str] = field(default_factory=dict)
    """By COLUMNS and, for a group, `rounds` and `rest`; what is not written is not in it. All as
    written, but `biceps_curl` is shown as people write it, and `sets: 3x10` as sets and reps."""
    measure: str = "reps"
    """The key under which how much is done stands."""
    scheme: str = ""
    """How its sets are done, by `SCHEMES`; empty for plain sets."""
    note: str = ""
    """What is to be remembered of it."""
    summary: str = ""
    """Of an entry that the table does not edit: its text in one line."""
    places: Mapping[str, tuple[Position, Position]] = field(default_factory=dict)
    """Where each key and its value stand: their first character, and the one after the last."""

    def key_at(self, position: Position) -> str:
        """The key that stands at a position with its value; empty for none."""
        found = (key for key, (start, end) in self.places.items() if start <= position < end)
        return next(found, "")


def rows_of(text: str) -> list[PlanRow]:
    """The rows of a plan's text.

    Raises:
        PlanError: if it is no YAML.
        HandWrittenError: if it is written in a way that no table shows.
    """
    document = PlanDocument(text)
    work = work_of(document)
    return list(_rows(document, work.value, ())) if work else []


def is_only_begun(text: str) -> bool:
    """Whether a plan's text has at most a title, and nothing to do yet.

    Raises:
        PlanError: if it is no YAML.
    """
    root = PlanDocument(text).root
    keys = {key.value for key, _ in root.value} if root else set()
    return keys <= {"title", "work"} and not rows_of(text)


def title_of(text: str) -> str:
    """The plan's title as written; empty where there is none.

    Raises:
        PlanError: if it is no YAML.
    """
    root = PlanDocument(text).root
    node = value_of(root, "title") if root else None
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _rows(document: PlanDocument, items: list[Node], above: ItemPath) -> Iterator[PlanRow]:
    for place, item in enumerate(items):
        path = (*above, place)
        line = int(item.start_mark.line) + 1
        within = members(item) if not above else None
        if within is not None:
            yield _group(document, item, path, line)
            yield from _rows(document, within.value, path)
        elif isinstance(item, ScalarNode):
            yield PlanRow(path, line, "exercise", {"exercise": item.value.replace("_", " ")})
        elif isinstance(item, MappingNode) and value_of(item, "exercise") is not None:
            yield _exercise(document, item, path, line)
        else:
            yield _other(document, item, path, line)


def _exercise(document: PlanDocument, item: MappingNode, path: ItemPath, line: int) -> PlanRow:
    keys = {str(key.value): _shown(document, value) for key, value in item.value}
    measure = next((name for name in MEASURES if name in keys), "reps")
    values = {name: keys[name] for name in COLUMNS if name in keys}
    values["exercise"] = keys["exercise"].replace("_", " ")
    if measure in keys:
        values["reps"] = keys[measure]
    elif together := sets_and_more(values.get("sets", "")):
        values["sets"], values["reps"] = together
    scheme, note = scheme_of(item), keys.get("note", "")
    places = _places(item)
    return PlanRow(path, line, "exercise", values, measure, scheme, note, places=places)


def _group(document: PlanDocument, item: Node, path: ItemPath, line: int) -> PlanRow:
    found = {key: value_of(item, key) for key in ("rounds", "rest")}
    values = {key: _shown(document, node) for key, node in found.items() if node is not None}
    kind = next(name for name in GROUPS if value_of(item, name) is not None)
    return PlanRow(path, line, kind, values, places=_places(item, tuple(found)))


def _other(document: PlanDocument, item: Node, path: ItemPath, line: int) -> PlanRow:
    keys = [str(key.value) for key, _ in item.value] if isinstance(item, MappingNode) else []
    summary = " ".join(document.written(item).split())
    return PlanRow(path, line, keys[0] if keys else "", summary=summary)


def _places(
    item: Node, keys: Collection[str] | None = None
) -> Mapping[str, tuple[Position, Position]]:
    """Where the keys of an entry stand; `keys` of them, or all."""
    return {
        key.value: (
            (key.start_mark.line + 1, key.start_mark.column + 1),
            (value.end_mark.line + 1, value.end_mark.column + 1),
        )
        for key, value in item.value
        if keys is None or key.value in keys
    }


def _shown(document: PlanDocument, node: Node) -> str:
    if isinstance(node, ScalarNode):
        return str(node.value)
    return " ".join(document.written(node).split())
