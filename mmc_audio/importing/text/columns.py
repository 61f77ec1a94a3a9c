"""A table that a document lost its lines of: columns of words with blanks between them."""

import re
from collections.abc import Sequence

from mmc_audio.importing.formats.table import is_plan_table
from mmc_audio.importing.rows import fold_column

_GAP = re.compile(r"\s{2,}|\t")


def with_columns(lines: Sequence[str]) -> list[str]:
    """The lines, with such a table as the rows of a Markdown table.

    A row that has a cell less than the heading keeps its line, since nobody can say which.
    """
    written = list(lines)
    for place, line in enumerate(lines):
        header = _cells(line)
        if len(header) < 3 or not is_plan_table(tuple(map(fold_column, header))):
            continue
        for number in range(place, len(lines)):
            cells = _row(lines[number], len(header))
            if len(cells) != len(header):
                break
            written[number] = f"| {' | '.join(cells)} |"
        return written
    return written


def _cells(line: str) -> list[str]:
    return [] if "|" in line else _GAP.split(line.strip())


def _row(line: str, columns: int) -> list[str]:
    """The cells of a row; a name that touches its number is parted from it."""
    cells = _cells(line)
    touching = (
        re.fullmatch(r"(?P<name>.*[^\W\d])\s(?P<number>[0-9]{1,2})", cells[0]) if cells else None
    )
    if len(cells) == columns - 1 and touching:
        return [touching["name"], touching["number"], *cells[1:]]
    return cells
