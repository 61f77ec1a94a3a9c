"""One value of a plan's text is set or removed, and all else in the text stays as it is."""

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mmc_audio.plan.editing.document import (
    BY_HAND,
    HandWrittenError,
    PlanDocument,
    entry,
    yaml_value,
)

ItemPath = tuple[int, ...]
"""Which entry of `work`; in a superset or circuit, also which of its exercises. From 0."""

GROUPS = ("superset", "circuit")
NO_NAME = '""'


def work_of(document: PlanDocument) -> SequenceNode | None:
    """The list under `work`; None where there is none yet."""
    found = entry(document.root, "work") if document.root else None
    return found[1] if found and isinstance(found[1], SequenceNode) else None


def members(item: Node) -> SequenceNode | None:
    """The exercises of a superset or circuit; None for any other entry."""
    if not isinstance(item, MappingNode):
        return None
    found = next((pair for name in GROUPS if (pair := entry(item, name))), None)
    return found[1] if found and isinstance(found[1], SequenceNode) else None


def item_at(document: PlanDocument, path: ItemPath) -> Node:
    """The entry at `path`.

    Raises:
        HandWrittenError: if there is none.
    """
    holder = holder_of(document, path)
    if not 0 <= path[-1] < len(holder.value):
        raise HandWrittenError(f"there is no exercise {path[-1] + 1} here any more; look again")
    node: Node = holder.value[path[-1]]
    return node


def holder_of(document: PlanDocument, path: ItemPath) -> SequenceNode:
    """The list that the entry at `path` is in, or would be.

    Raises:
        HandWrittenError: if there is none.
    """
    holder = work_of(document)
    if len(path) > 1:
        holder = members(item_at(document, path[:1]))
    if holder is None:
        raise HandWrittenError(BY_HAND)
    return holder


def with_value(text: str, path: ItemPath, key: str, value: str) -> str:
    """The plan's text with `key` of an exercise set to what a coach typed; empty removes it.

    A name that is deleted to write another one leaves an empty name: the rest waits for it.

    Raises:
        HandWrittenError: if the text is written in a way that this cannot change.
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(text)
    item = item_at(document, path)
    if isinstance(item, ScalarNode):
        return _of_name(document, item, key, value)
    if not isinstance(item, MappingNode):
        raise HandWrittenError(BY_HAND)
    if key == "exercise" and not value:
        return in_mapping(document, item, key, NO_NAME, as_it_is=True)
    return in_mapping(document, item, key, value)


def with_cell(text: str, path: ItemPath, key: str, value: str) -> str:
    """As `with_value`, for a cell of the table: `sets: 3x10` is two cells, and stays as written.

    Raises:
        HandWrittenError: as `with_value`.
    """
    together = sets_and_more(_sets_at(text, path))
    if together is None or key not in ("sets", "reps"):
        return with_value(text, path, key, value)
    sets, more = (value or "1", together[1]) if key == "sets" else (together[0], value)
    return with_value(text, path, "sets", f"{sets}x{more}" if more else sets)


def _sets_at(text: str, path: ItemPath) -> str:
    document = PlanDocument(text)
    item = item_at(document, path)
    found = entry(item, "sets") if isinstance(item, MappingNode) else None
    return document.written(found[1]) if found else ""


def sets_and_more(written: str) -> tuple[str, str] | None:
    """`3x10` as `3` and `10`; None where sets are written otherwise."""
    sets, times, more = written.strip().partition("x")
    plain = sets.strip().isdecimal() and "," not in more and more.strip()
    return (sets.strip(), more.strip()) if times and plain else None


def with_title(text: str, title: str) -> str:
    """The plan's text with another title.

    Raises:
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(text)
    if document.root is None:
        return f"title: {yaml_value(title)}\n{text}"
    if entry(document.root, "title"):
        return in_mapping(document, document.root, "title", title)
    at = document.start(document.root)
    return document.replaced(at, at, f"title: {yaml_value(title)}\n")


def _of_name(document: PlanDocument, item: ScalarNode, key: str, value: str) -> str:
    """An exercise that is only a name gets its first key."""
    start, end = document.start(item), document.end(item)
    if key == "exercise":
        return document.replaced(start, end, yaml_value(value))
    if not value:
        return document.text
    name = document.written(item)
    return document.replaced(start, end, f"{{exercise: {name}, {key}: {yaml_value(value)}}}")


def in_mapping(
    document: PlanDocument, node: MappingNode, key: str, value: str, *, as_it_is: bool = False
) -> str:
    """The text with `key` of a mapping set, added or, where `value` is empty, removed.

    Args:
        document: the text.
        node: the mapping in it.
        key: its key.
        value: what a coach typed, or YAML.
        as_it_is: whether it is YAML.
    """
    found = entry(node, key)
    if not value:
        return _removed(document, node, found) if found else document.text
    written = value if as_it_is else yaml_value(value)
    if found:
        return _replaced(document, found, written)
    if node.flow_style:
        return _added_in_braces(document, node, f"{key}: {written}")
    return _added_below(document, node, f"{key}: {written}")


def with_nested(
    document: PlanDocument, node: MappingNode, keys: tuple[str, ...], value: str
) -> str:
    """The text with a value under keys that are not there yet, each within the one before."""
    if node.flow_style:
        braces = "".join(f"{{{key}: " for key in keys[1:]) + yaml_value(value)
        return _added_in_braces(document, node, f"{keys[0]}: {braces}{'}' * (len(keys) - 1)}")
    column = int(node.value[0][0].start_mark.column)
    deeper = (f"\n{' ' * (column + 2 * n)}{key}:" for n, key in enumerate(keys[1:], 1))
    return _added_below(document, node, f"{keys[0]}:{''.join(deeper)} {yaml_value(value)}")


def _replaced(document: PlanDocument, found: tuple[ScalarNode, Node], value: str) -> str:
    key, old = found
    start, end = document.start(old), document.end(old)
    if document.line_of(start) != document.line_of(document.start(key)) or start >= end:
        colon = document.text.index(":", document.end(key)) + 1
        return document.replaced(colon, max(colon, end), f" {value}")
    return document.replaced(start, end, value)


def _added_in_braces(document: PlanDocument, node: MappingNode, pair: str) -> str:
    if not node.value:
        at = document.start(node) + 1
        return document.replaced(at, at, pair)
    at = document.end(node.value[-1][1])
    return document.replaced(at, at, f", {pair}")


def _added_below(document: PlanDocument, node: MappingNode, pair: str) -> str:
    indent = " " * int(node.value[0][0].start_mark.column)
    last = document.line_of(document.end(node.value[-1][1]))
    return document.replaced_lines(last + 1, last + 1, [f"{indent}{pair}\n"])


def _removed(document: PlanDocument, node: MappingNode, found: tuple[ScalarNode, Node]) -> str:
    key, value = found
    if len(node.value) == 1:
        raise HandWrittenError("nothing would be left of this exercise; remove it instead")
    place = node.value.index(found)
    start, end = document.start(key), document.end(value)
    if node.flow_style:
        return _without_pair(document, node, place)
    if place == 0:
        return document.replaced(start, document.start(node.value[1][0]), "")
    return document.replaced_lines(document.line_of(start), document.line_of(end) + 1, [])


def _without_pair(document: PlanDocument, node: MappingNode, place: int) -> str:
    key, value = node.value[place]
    if place == 0:
        return document.replaced(document.start(key), document.start(node.value[1][0]), "")
    before = document.end(node.value[place - 1][1])
    return document.replaced(before, document.end(value), "")
