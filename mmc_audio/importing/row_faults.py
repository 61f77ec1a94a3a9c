"""What is wrong with a single row: it is skipped, and said, and the others are read."""

from mmc_audio.importing.quantities import number, whole
from mmc_audio.importing.rows import TableLine


class RowFaultError(ValueError):
    """Raised for a row that cannot be used; its text says why."""


def checked_name(row: TableLine, *columns: str) -> str:
    """The exercise of a row.

    Raises:
        RowFaultError: if it has none, or holds a formula.
    """
    if formula := row.formula():
        raise RowFaultError(f"a formula ({formula[:30]}), not its value")
    name = " ".join(row.get(*columns).split())
    if not name:
        raise RowFaultError("no exercise")
    return name


def checked_count(row: TableLine, *columns: str) -> int | None:
    """Repetitions; None for an empty cell and for zero.

    Raises:
        RowFaultError: if there is something else.
    """
    text = row.get(*columns)
    count = whole(text)
    if text and (count is None or count < 0 or count > 1000):
        raise RowFaultError(f"{text[:30]!r} is no number of reps")
    return count or None


def checked_number(row: TableLine, *columns: str) -> float | None:
    """A number; None for an empty cell and for zero.

    Raises:
        RowFaultError: if there is something else.
    """
    text = row.get(*columns)
    value = number(text)
    if text and value is None:
        raise RowFaultError(f"{text[:30]!r} is no number")
    return value or None
