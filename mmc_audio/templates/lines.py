"""Whole lines, and where each of them was written.

Two things happen to a template's words before Jinja parses them. A line that holds nothing but
tags disappears whole, and a tag at the end of a line with words leaves its line break alone, so a
template reads like the script it makes. And each line gets a mark that survives loops, macros,
includes and inheritance; after rendering, the last mark before a line break says where that line
was written, and the marks are taken out.

A second kind of mark says what a line belongs to: the repetition that a loop is at, say. It is
the index of a record of such ids (`ids.py`).

A mark is a number in base 4, in the four separator characters U+001C to U+001F. They are white
space to Python, so `trim`, `split` and the like work as if the marks were not there.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from mmc_audio._lib.characters import CONTROLS, SEPARATORS

DIGITS = "\x1c\x1d\x1e\x1f"
LENGTH = 24
"""Digits in a mark: 16 for the template, 8 for the line."""
_LINES = 4**8
_IDS = b"\0ids"
"""What stands for a template's name in marks of ids."""
_IDS_NUMBER = zlib.crc32(_IDS)

_MARK = re.compile(f"[{DIGITS}]{{{LENGTH}}}")
_STRAY = re.compile(f"[{DIGITS}]+")
_CONTROL = re.compile(f"[\r{CONTROLS}{SEPARATORS}]")
_BEFORE_WORDS = f"{DIGITS} \t"
_BLANK_START = re.compile(r"[ \t]*\n")
_TO_DECIMAL = str.maketrans(DIGITS, "0123")


class LineTable:
    """Marks of lines, and lines of marks.

    A mark depends on the template's name and the line alone, so a template that was compiled once
    has the same marks wherever it is used.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {zlib.crc32(name.encode()): name for name in names}
        self._names.pop(_IDS_NUMBER, None)
        self._known: dict[str, tuple[int, int]] = {}
        self._meant: dict[str, tuple[tuple[str, int] | None, int | None]] = {}

    def mark(self, name: str, line: int) -> str:
        """The mark of a line."""
        return _encode(zlib.crc32(name.encode()) * _LINES + min(line, _LINES - 1))

    def meant(self, mark: str) -> tuple[tuple[str, int] | None, int | None]:
        """As `line` and `ids`: a rendered line is made of marks that come again and again."""
        if mark not in self._meant:
            self._meant[mark] = self.line(mark), self.ids(mark)
        return self._meant[mark]

    def line(self, mark: str) -> tuple[str, int] | None:
        """Template and line of a mark; None for one that a template made up."""
        template, line = self._read(mark)
        name = self._names.get(template)
        return (name, line) if name else None

    def _read(self, mark: str) -> tuple[int, int]:
        """Number of the template, and line or index."""
        if mark not in self._known:
            self._known[mark] = divmod(int(mark.translate(_TO_DECIMAL), 4), _LINES)
        return self._known[mark]

    def ids_mark(self, index: int) -> str:
        """The mark that says: from here on the ids of this index hold."""
        return self.mark(_IDS.decode(), index)

    def ids(self, mark: str) -> int | None:
        """The index that a mark of ids holds; None for the mark of a line."""
        template, index = self._read(mark)
        return index if template == _IDS_NUMBER else None


def _encode(number: int) -> str:
    return "".join(DIGITS[number >> 2 * place & 3] for place in reversed(range(LENGTH)))


def join_text(pieces: list[str]) -> str:
    """What a macro or a `set` block made; without marks where it is within a line.

    So that `length`, `==` or `capitalize` see the words alone. A line within which it is printed
    has its own mark.
    """
    text = "".join(pieces)
    return text if "\n" in text else _MARK.sub("", text)


class WholeLines(Extension):
    """Drop the lines that hold tags alone, and mark the others.

    The environment must have `trim_blocks` off, `lstrip_blocks` on, and a `table`.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Pass on the tokens of one template, with marks in the words between tags."""
        table: LineTable = self.environment.table  # type: ignore[attr-defined]
        name = stream.name or ""
        before, words_in_line = "data", False
        for token in stream:
            if token.type == "data":
                text, line = token.value, token.lineno
                if before in ("data", "block_end") and not words_in_line:
                    text, line = _without_first_break(text, line)
                words_in_line = _words_at_end(text, already=words_in_line)
                yield Token(token.lineno, "data", _marked(text, table, name, line))
            else:
                if token.type == "variable_begin":
                    words_in_line = True
                    yield Token(token.lineno, "data", table.mark(name, token.lineno))
                yield token
            before = token.type


def _without_first_break(text: str, line: int) -> tuple[str, int]:
    blank = _BLANK_START.match(text)
    return (text[blank.end() :], line + 1) if blank else (text, line)


def _words_at_end(text: str, *, already: bool) -> bool:
    _, line_break, last = text.rpartition("\n")
    return bool(last.strip()) or (already and not line_break)


def _marked(text: str, table: LineTable, name: str, line: int) -> str:
    return "\n".join(
        table.mark(name, number) + part for number, part in enumerate(text.split("\n"), line)
    )


@dataclass(slots=True)
class Lines:
    """Rendered text, line by line, each with the template and line it was written at."""

    text: list[str] = field(default_factory=list)
    sources: list[tuple[str, int]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    """By line, the index of the ids that hold where its words begin."""


def read_marks(text: str, table: LineTable, name: str) -> Lines:
    """Take the marks out of rendered `text`; lines without words are left out.

    Lines before the first mark count as the first of template `name`.
    """
    lines = Lines()
    source, ids = (name, 1), 0
    for marked in text.split("\n"):
        begin = len(marked) - len(marked.lstrip(_BEFORE_WORDS))
        after = ids
        for match in _MARK.finditer(marked):
            written, index = table.meant(match[0])
            if index is None:
                source = written or source
            elif match.start() < begin:
                ids = after = index
            else:
                after = index
        words = _CONTROL.sub(" ", _STRAY.sub("", marked)).rstrip()
        if words:
            lines.text.append(words)
            lines.sources.append(source)
            lines.ids.append(ids)
        ids = after
    return lines


def last_line(text: str, table: LineTable) -> tuple[str, int] | None:
    """Where the end of `text`, still with its marks, was written."""
    places = (table.line(mark) for mark in reversed(_MARK.findall(text)))
    return next((place for place in places if place), None)


def use_whole_lines(environment: Environment, names: Iterable[str]) -> LineTable:
    """Switch the extension on for templates of these names."""
    table = LineTable(names)
    environment.extend(table=table)
    environment.add_extension(WholeLines)
    return table
