"""What a format offers: its name, how it is recognised, how it is read."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mmc_audio.errors import InputError
from mmc_audio.importing.model import ImportedFile, Weight
from mmc_audio.importing.source import SourceFile


@dataclass(frozen=True, slots=True)
class ReadWish:
    """What the user said about a file."""

    unit: Literal["kg", "lb"] | None = None
    """Of weights that the file gives without one."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One kind of file."""

    name: str
    """As `--from` takes it."""
    label: str
    """As messages call such a file: `a Hevy export`."""
    matches: Callable[[SourceFile], bool]
    """Whether a file is one, by its content."""
    read: Callable[[SourceFile, ReadWish], ImportedFile]
    """Raises InputError for a file that is none, with the line and what was expected."""
    rank: int = 0
    """Formats of a higher rank are asked only where none of a lower one matches: tables, text."""


class UnitError(InputError):
    """Raised for weights whose unit the file does not say; `--unit` says it."""


def with_unit(weight: Weight, wish: ReadWish, source: SourceFile, line: int) -> Weight:
    """The weight in a unit that is known.

    Raises:
        UnitError: if neither the file nor the user says it.
    """
    if weight.unit != "unsaid":
        return weight
    if wish.unit is None:
        raise unit_error(source, line, weight.value)
    return Weight(weight.value, wish.unit, weight.high, weight.pair, weight.change)


def unit_error(source: SourceFile, line: int, value: float) -> UnitError:
    """The question for the unit of a bare number."""
    command = f"mmc-audio import {shlex.quote(source.name)} --unit kg"
    error = source.error(f"{value:g} has no unit; say which: {command} (or lb)", line)
    return UnitError(error.what, error.place)
