"""A plan's text with the place of each value, so that one can be changed and the rest stays.

A YAML printer would lose a coach's comments, quotes and line breaks. Here only the characters of
what was changed are replaced.
"""

from dataclasses import dataclass
from functools import cached_property

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from mmc_audio._lib.yaml_tree import read_tree
from mmc_audio.errors import InputError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SPECIAL = set("[]{},#&*!|>'\"%@`\\\n\t")
BY_HAND = "this part is written in a way that only the text can change; change it there"


class HandWrittenError(InputError):
    """Raised for a change that the table cannot make; the text beside it can."""


@dataclass(frozen=True)
class PlanDocument:
    """A plan's text and where its parts are.

    Raises:
        PlanError: when its parts are asked for and the text is no YAML.
    """

    text: str

    @cached_property
    def root(self) -> MappingNode | None:
        """The plan's own keys; None for a file that is empty, but perhaps for comments."""
        if all(line.lstrip().startswith("#") or not line.strip() for line in self.lines):
            return None
        read_tree(self.text.encode("utf-8", "surrogatepass"), "plan")  # within its limits
        node = yaml.compose(self.text, Loader=_LOADER)
        if node is not None and _repeats(node):
            raise HandWrittenError(f"the plan repeats a part with &name and *name; {BY_HAND}")
        return node if isinstance(node, MappingNode) else None

    @cached_property
    def lines(self) -> list[str]:
        """Its lines with their ends."""
        return self.text.splitlines(keepends=True)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        return starts

    def start(self, node: Node) -> int:
        """Where a part begins, in characters."""
        return self._starts[node.start_mark.line] + int(node.start_mark.column)

    def end(self, node: Node) -> int:
        """Where its last character is, and one more."""
        if isinstance(node, CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        end = self._starts[node.end_mark.line] + int(node.end_mark.column)
        block_text = isinstance(node, ScalarNode) and node.style in ("|", ">")
        return end - 1 if block_text and self.text[end - 1 : end] == "\n" else end

    def line_of(self, offset: int) -> int:
        """The line, from 0, that a character is in."""
        return max(n for n, start in enumerate(self._starts) if start <= offset)

    def written(self, node: Node) -> str:
        """A part as it is written."""
        return self.text[self.start(node) : self.end(node)]

    def replaced(self, start: int, end: int, text: str) -> str:
        """The whole text with one stretch of it replaced."""
        return self.text[:start] + text + self.text[end:]

    def replaced_lines(self, start: int, end: int, new: list[str]) -> str:
        """The whole text with some lines replaced."""
        before = [*self.lines[:start]]
        if before and not before[-1].endswith("\n"):
            before[-1] += "\n"
        return "".join([*before, *new, *self.lines[end:]])


def _repeats(root: Node) -> bool:
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return True
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
    return False


def entry(node: MappingNode, key: str) -> tuple[ScalarNode, Node] | None:
    """A key of a mapping and its value."""
    return next(((name, value) for name, value in node.value if name.value == key), None)


def value_of(node: Node, key: str) -> Node | None:
    """The value of a key; None where there is none."""
    found = entry(node, key) if isinstance(node, MappingNode) else None
    return found[1] if found else None


def yaml_value(text: str) -> str:
    """What a coach typed, as YAML that means just that; a list in brackets stays a list."""
    if text.startswith("[") and _is_list(text):
        return text
    return text if _is_plain(text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'


def _is_list(text: str) -> bool:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return False
    return isinstance(node, SequenceNode)


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or text[0] in "-?:=~<" or _SPECIAL & set(text[:1]):
        return False
    unsafe = set('[]{},#\n\t"') & set(text)
    return not unsafe and ": " not in text and not text.endswith(":")
