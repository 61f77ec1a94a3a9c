"""Exercises of a plan's text are added, moved, grouped and removed, with their comments."""

from collections.abc import Sequence

from yaml.nodes import MappingNode, Node, SequenceNode

from mmc_audio.plan.editing.document import (
    BY_HAND,
    HandWrittenError,
    PlanDocument,
    entry,
    yaml_value,
)
from mmc_audio.plan.editing.set_value import (
    GROUPS,
    ItemPath,
    holder_of,
    in_mapping,
    item_at,
    members,
    with_value,
    work_of,
)

DEEPER = "    "


def with_exercise(text: str, name: str) -> str:
    """The plan's text with one more exercise at its end.

    Raises:
        HandWrittenError: if the list of exercises is written in a way that this cannot change.
    """
    document = PlanDocument(text)
    work = work_of(document)
    line = f"- exercise: {yaml_value(name)}\n"
    if work is None or not work.value:
        return _first(document, f"  {line}")
    last = (len(work.value) - 1,)
    column, _, end = _block(document, last)
    return document.replaced_lines(end, end, [f"{' ' * column}{line}"])


def _first(document: PlanDocument, line: str) -> str:
    found = entry(document.root, "work") if document.root else None
    if found is None:
        return document.replaced_lines(len(document.lines), len(document.lines), ["work:\n", line])
    key, value = found
    colon = document.text.index(":", document.end(key)) + 1
    end = max(colon, document.end(value))
    return PlanDocument(document.replaced(colon, end, "")).replaced_lines(
        key.start_mark.line + 1, key.start_mark.line + 1, [line]
    )


def without(text: str, path: ItemPath) -> str:
    """The plan's text without an exercise.

    Raises:
        HandWrittenError: as `moved`.
    """
    document = PlanDocument(text)
    holder = holder_of(document, path)
    if len(holder.value) == 1 and len(path) > 1:
        return without(text, path[:1])
    if len(holder.value) == 1:
        _, start, end = _block(document, path)
        key = entry(document.root, "work") if document.root else None
        assert key
        line = key[0].start_mark.line
        emptied = document.replaced_lines(start, end, [])
        return PlanDocument(emptied).replaced_lines(line, line + 1, ["work: []\n"])
    _, start, end = _block(document, path)
    return document.replaced_lines(start, end, [])


def moved(text: str, path: ItemPath, to: ItemPath) -> str:
    """The plan's text with an exercise at another place.

    Args:
        text: the plan's.
        path: which exercise.
        to: where it is to be when it has been taken out.

    Raises:
        HandWrittenError: if the list is written in a way that this cannot change.
    """
    if path == to:
        return text
    document = PlanDocument(text)
    holder = holder_of(document, path)
    if len(holder.value) == 1 or len(path) != len(to) or path[:-1] != to[:-1]:
        raise HandWrittenError(BY_HAND)
    _, start, end = _block(document, path)
    lines = _ended(document.lines[start:end])
    rest = PlanDocument(document.replaced_lines(start, end, []))
    others = len(holder.value) - 1
    at = _block(rest, (*to[:-1], min(to[-1], others - 1)))
    where = at[1] if to[-1] < others else at[2]
    return rest.replaced_lines(where, where, lines)


def grouped(text: str, path: ItemPath, onto: ItemPath) -> str:
    """The plan's text with an exercise put together with another one: a superset.

    Where `onto` is in a superset or circuit already, the exercise becomes one more of it.

    Raises:
        HandWrittenError: if they are no two exercises, or written so that this cannot change them.
    """
    if path[:1] == onto[:1] or len(path) > 1:
        raise HandWrittenError("drag one exercise on another one")
    document = PlanDocument(text)
    target = item_at(document, onto[:1])
    for item in (item_at(document, path), target if members(target) is None else None):
        if item is not None and not _is_exercise(item):
            raise HandWrittenError("only exercises can be put together")
    if members(target) is not None:
        return _joined(text, path[0], onto[0])
    return _paired(text, path[0], onto[0])


def _is_exercise(item: Node) -> bool:
    return not isinstance(item, MappingNode) or entry(item, "exercise") is not None


def _paired(text: str, one: int, other: int) -> str:
    """Two exercises as a superset, where the second one stood."""
    text, rounds, rest = _as_member(text, (other,))
    text, _, _ = _as_member(text, (one,))
    document = PlanDocument(text)
    column, start, end = _block(document, (other,))
    _, its_start, its_end = _block(document, (one,))
    indent = " " * column
    new = [
        f"{indent}- superset:\n",
        *_shifted(document.lines[start:end], DEEPER),
        *_shifted(document.lines[its_start:its_end], DEEPER),
        f"{indent}  rounds: {rounds}\n",
        *([f"{indent}  rest: {rest}\n"] if rest else []),
    ]
    first, second = sorted(((start, end, new), (its_start, its_end, [])), key=lambda one: -one[0])
    after = PlanDocument(document.replaced_lines(*first))
    return after.replaced_lines(*second)


def _joined(text: str, one: int, group: int) -> str:
    """An exercise as one more of a superset or circuit."""
    text, _, _ = _as_member(text, (one,))
    document = PlanDocument(text)
    within = members(item_at(document, (group,)))
    assert within
    column, _, at = _block(document, (group, len(within.value) - 1))
    own, start, end = _block(document, (one,))
    lines = _ended(document.lines[start:end])
    shifted = [" " * column + line[own:] if line.strip() else line for line in lines]
    if start < at:
        return PlanDocument(document.replaced_lines(at, at, shifted)).replaced_lines(start, end, [])
    return PlanDocument(document.replaced_lines(start, end, [])).replaced_lines(at, at, shifted)


def ungrouped(text: str, index: int) -> str:
    """The plan's text with the exercises of a superset on their own again.

    Raises:
        HandWrittenError: if it is none, or written in a way that this cannot change.
    """
    document = PlanDocument(text)
    item = item_at(document, (index,))
    within = members(item)
    if within is None or not isinstance(item, MappingNode):
        raise HandWrittenError("this is no superset and no circuit")
    kept = {key: entry(item, key) for key in ("rounds", "rest")}
    column, start, end = _block(document, (index,))
    lines: list[str] = []
    for place in range(len(within.value)):
        own, first, last = _block(document, (index, place))
        lines += [
            " " * column + line[own:] if line.strip() else line
            for line in _ended(document.lines[first:last])
        ]
    text = document.replaced_lines(start, end, lines)
    for place in range(index, index + len(within.value)):
        for key, name in (("rounds", "sets"), ("rest", "rest")):
            if pair := kept[key]:
                text = with_value(text, (place,), name, document.written(pair[1]))
    return text


def with_kind(text: str, index: int, kind: str) -> str:
    """The plan's text with a superset as a circuit, or the other way round.

    Raises:
        HandWrittenError: if it is none of them.
    """
    document = PlanDocument(text)
    item = item_at(document, (index,))
    if kind not in GROUPS or not isinstance(item, MappingNode) or members(item) is None:
        raise HandWrittenError("this is no superset and no circuit")
    key = next(name for name, _ in item.value if name.value in GROUPS)
    return document.replaced(document.start(key), document.end(key), kind)


def _as_member(text: str, path: ItemPath) -> tuple[str, str, str]:
    """An exercise without what its superset says instead; its rounds and its rest."""
    document = PlanDocument(text)
    item = item_at(document, path)
    rounds, rest = "3", ""
    if not isinstance(item, MappingNode):
        return text, rounds, rest
    if pair := entry(item, "sets"):
        number, _, reps = document.written(pair[1]).partition("x")
        rounds = number.strip() if number.strip().isdecimal() else rounds
        text = in_mapping(document, item, "sets", "")
        text = with_value(text, path, "reps", reps.strip()) if reps else text
    if pair := entry(item, "rest"):
        rest = document.written(pair[1])
        text = with_value(text, path, "rest", "")
    return text, rounds, rest


def _shifted(lines: Sequence[str], by: str) -> list[str]:
    return [by + line if line.strip() else line for line in _ended(lines)]


def _ended(lines: Sequence[str]) -> list[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _block(document: PlanDocument, path: ItemPath) -> tuple[int, int, int]:
    """The column of an entry's dash, and its lines: with the comments right above it."""
    holder = holder_of(document, path)
    if holder.flow_style:
        raise HandWrittenError(f"the exercises stand in one line; {BY_HAND}")
    item = item_at(document, path)
    column = int(holder.start_mark.column)
    dash = _dash(document, item)
    end = document.line_of(max(document.end(item) - 1, document.start(item))) + 1
    while end < len(document.lines) and _is_comment_within(document.lines[end], column):
        end += 1
    return column, _with_comments(document, dash, column, _floor(holder, path[-1], document)), end


def _dash(document: PlanDocument, item: Node) -> int:
    before = document.text[: document.start(item)]
    return document.line_of(before.rindex("-"))


def _floor(holder: SequenceNode, place: int, document: PlanDocument) -> int:
    """The first line that can belong to an entry."""
    if place == 0:
        return 0  # what is above the list is no comment line
    return document.line_of(document.end(holder.value[place - 1]) - 1) + 1


def _with_comments(document: PlanDocument, dash: int, column: int, floor: int) -> int:
    while dash - 1 >= floor:
        above = document.lines[dash - 1]
        if not above.strip().startswith("#") or len(above) - len(above.lstrip()) > column:
            break
        dash -= 1
    return dash


def _is_comment_within(line: str, column: int) -> bool:
    return line.strip().startswith("#") and len(line) - len(line.lstrip()) > column
