"""The lines of a script and what is open at each, as `parse` reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mmc_audio.errors import Place, ScriptError
from mmc_audio.script.attributes import Attributes, change, lasting
from mmc_audio.script.directive import Directive
from mmc_audio.script.model import Block, Item, Source
from mmc_audio.units import Ms

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line with its place."""

    text: str
    """Without the spaces around it."""
    source: Source
    column: int | None
    """Of the first character; None where the text was made from a template."""
    number: int
    """In the text that is read, from 0."""
    ids: Attributes = field(default_factory=dict)
    """What the line belongs to by the template that wrote it."""

    def of(self, ids: Attributes) -> "ScriptLine":
        """The line, belonging to `ids`."""
        return replace(self, ids=ids)

    def error(self, what: str, at: int = 0) -> ScriptError:
        """A mistake in the line, at an offset in its text."""
        column = None if self.column is None else self.column + at
        return ScriptError(what, Place(self.source.file, self.source.line, column))


@dataclass(slots=True)
class OpenItem:
    """A section or block that has not ended yet."""

    line: ScriptLine
    length_ms: Ms | None = None
    optional: bool = False
    loose: bool = False
    items: list[Item] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    ids: Attributes = field(default_factory=dict)
    """Of the last line in it that could carry them."""
    written: Attributes = field(default_factory=dict)
    """What lines have said themselves since then: it holds on until `ids` change."""

    @classmethod
    def block(
        cls, line: ScriptLine, directive: Directive, attributes: dict[str, str]
    ) -> "OpenItem":
        """A block that begins."""
        how = directive.time_ms, directive.optional, directive.loose
        return cls(line, *how, attributes=attributes, ids=line.ids)

    def closed(self) -> Block:
        """The block, which has ended."""
        how = self.length_ms, self.optional, self.line.source, self.attributes, self.loose
        return Block(tuple(self.items), *how)

    def said(
        self, line: ScriptLine, written: dict[str, str], *, mark: bool = False
    ) -> dict[str, str]:
        """The attributes that a line in it changes: those written, and those of its template."""
        if not (line.ids or self.ids):
            return written
        before = self.ids
        if line.ids == before:
            self.written = {**self.written, **lasting(written)}
        else:
            before = {**before, **self.written}
            self.ids, self.written = line.ids, lasting(written)
        return change(before, line.ids, mark=mark) | written


def split_lines(text: str, file: str, sources: Sequence[Source] | None) -> Iterator[ScriptLine]:
    """The lines of a script that are not empty, with their places."""
    lines = _LINE_END.split(text)
    if sources is not None and len(sources) != len(lines) - (not lines[-1]):
        raise ValueError(f"{len(lines)} lines, but {len(sources)} sources")
    for index, raw in enumerate(lines):
        if stripped := raw.strip():
            column = len(raw) - len(raw.lstrip()) + 1
            if sources is None:
                yield ScriptLine(stripped, Source(file, index + 1), column, index)
            else:
                yield ScriptLine(stripped, sources[index], None, index)
