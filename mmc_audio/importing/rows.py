"""Rows of CSV files: the delimiter and the columns by what the header says."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from mmc_audio.importing.source import SourceFile

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 5
"""Lines in which a header is looked for: some exports begin with a title or `sep=;`."""

_FORMULA = re.compile(r"\s*=|[@+][A-Za-z]")


@dataclass(frozen=True, slots=True)
class TableHeader:
    """Where the columns of a file are named."""

    line: int
    delimiter: str
    columns: tuple[str, ...]
    """Folded names, in the order of the file."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One record."""

    line: int
    cells: Mapping[str, str]
    """By folded column name; a missing cell is empty."""

    def get(self, *names: str) -> str:
        """The first of these columns that has something in it."""
        return next((cell for name in names if (cell := self.cells.get(name, ""))), "")

    def formula(self) -> str | None:
        """The first cell that is a spreadsheet formula and no value."""
        return next((cell for cell in self.cells.values() if _FORMULA.match(cell)), None)


def fold_column(name: str) -> str:
    """`Weight (kg)` as `weight (kg)`: case, quotes and double blanks do not matter."""
    return " ".join(name.replace("_", " ").replace('"', "").casefold().split())


def headers(source: SourceFile) -> list[TableHeader]:
    """What the first lines would be as headers, for each delimiter that splits them."""
    found = []
    for line, text in enumerate(source.lines[:HEADER_WITHIN], 1):
        for delimiter in DELIMITERS:
            if delimiter in text and len(text) < 10_000:
                cells = next(csv.reader([text], delimiter=delimiter))
                found.append(TableHeader(line, delimiter, tuple(map(fold_column, cells))))
    return found


def find_header(source: SourceFile, *needed: str) -> TableHeader | None:
    """The header that has all these columns."""
    return next((h for h in headers(source) if set(needed) <= set(h.columns)), None)


def need_header(source: SourceFile, needed: tuple[str, ...]) -> TableHeader:
    """The header that has all these columns.

    Raises:
        InputError: if there is none.
    """
    header = find_header(source, *needed)
    if header is None:
        raise source.error(f"has no columns {', '.join(needed)}; is it another app's file?", 1)
    return header


def read_rows(source: SourceFile, header: TableHeader) -> Iterator[TableLine]:
    """The records below the header, with the line each begins on.

    Raises:
        InputError: where quotes are never closed.
    """
    reader = csv.reader(StringIO(source.text, newline=""), delimiter=header.delimiter)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if line > header.line and any(cell.strip() for cell in cells):
                stripped = (cell.strip() for cell in cells)
                yield TableLine(line, dict(zip(header.columns, stripped, strict=False)))
    except csv.Error as error:
        what = f"cannot be read as CSV ({error}); is a quote left open?"
        raise source.error(what, before + 1) from error
