"""How one text differs from another one, line by line, as a person reads it."""

from collections.abc import Iterator
from difflib import SequenceMatcher

AROUND = 2
"""Unchanged lines that are shown beside changed ones."""
LineNote = tuple[str, str]
"""`gone`, `new`, `same` or `left-out`, and the line."""


def differences(now: str, then: str) -> list[LineNote]:
    """What would be `gone` and `new` if `then` took the place of `now`; nothing for the same."""
    old, new = now.splitlines(), then.splitlines()
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)
    found = [note for group in groups for note in (*_lines(group, old, new), ("left-out", "..."))]
    return found[:-1]


def lines_changed(now: str, then: str) -> int:
    """In how many lines two texts differ; a line that is another one counts once."""
    steps = SequenceMatcher(None, now.splitlines(), then.splitlines(), autojunk=False).get_opcodes()
    return sum(
        max(end - start, last - first) for tag, start, end, first, last in steps if tag != "equal"
    )


def _lines(
    group: list[tuple[str, int, int, int, int]], old: list[str], new: list[str]
) -> Iterator[LineNote]:
    for tag, start, end, first, last in group:
        if tag == "equal":
            yield from (("same", line) for line in old[start:end])
            continue
        yield from (("gone", f"- {line}") for line in old[start:end])
        yield from (("new", f"+ {line}") for line in new[first:last])
