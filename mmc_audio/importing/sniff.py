"""Which format a file is in, by its content alone."""

import re
import shlex
from functools import cache
from importlib import import_module

from mmc_audio.errors import InputError, Place, UsageError
from mmc_audio.importing.format import FileFormat
from mmc_audio.importing.rows import headers
from mmc_audio.importing.source import SourceFile

_MODULES = (
    "hevy_csv", "hevy_json", "strong", "fitnotes", "stronglifts", "liftosaur", "liftosaur_csv",
    "liftlog_json", "liftlog_csv", "wger", "openweight", "zwift", "fit", "intervals_icu", "table",
    "text",
)  # fmt: skip
"""In `importing/formats/`, each with its `FORMAT`."""

_OURS = re.compile(
    r"""^[{ \t]*["']?(?:work|prepare|close|by_weekday|by_date|rotation)["']?[ \t]*:""", re.MULTILINE
)
"""What a plan or a program has, in YAML or JSON: such a file is never imported."""
_OURS_BY_NAME = re.compile(r"^(?:title|start|goal|language|voice)[ \t]*:", re.MULTILINE)
"""What a plan or a program begins with, where the name ends in `.yaml`."""


@cache
def formats() -> tuple[FileFormat, ...]:
    """All formats, the special ones before the general ones."""
    modules = (import_module(f"mmc_audio.importing.formats.{name}") for name in _MODULES)
    return tuple(module.FORMAT for module in modules)


def format_named(name: str) -> FileFormat:
    """The format that `--from NAME` means.

    Raises:
        UsageError: if there is none.
    """
    known = {each.name: each for each in formats()}
    if name not in known:
        raise UsageError(f"there is no format {name!r}; write one of {', '.join(known)}")
    return known[name]


def is_plan(source: SourceFile) -> bool:
    """Whether the file is a plan or a program of ours, right or wrong."""
    if formats_of_bytes(source):
        return False
    by_name = (_OURS_BY_NAME,) if source.name.endswith((".yaml", ".yml")) else ()
    text = source.text[:100_000]
    return any(pattern.search(text) for pattern in (_OURS, *by_name))


def formats_of_bytes(source: SourceFile) -> list[FileFormat]:
    """The formats that are no text."""
    return [each for each in formats() if each.name == "fit" and each.matches(source)]


def sniffed(source: SourceFile) -> FileFormat:
    """The one format that the file is in.

    Raises:
        InputError: if it is none that is known, or a plan already; says what was met.
        UsageError: if it may be two; asks for `--from`.
    """
    if found := formats_of_bytes(source):
        return found[0]
    if is_plan(source):
        raise source.error(f"is a plan already: mmc-audio render {shlex.quote(source.name)}")
    for rank in (0, 1, 2):
        found = [each for each in formats() if each.rank == rank and each.matches(source)]
        if len(found) > 1:
            raise UsageError(_ask(source, found))
        if found:
            return found[0]
    raise _unknown(source)


def _ask(source: SourceFile, found: list[FileFormat]) -> str:
    labels = " or ".join(each.label for each in found)
    options = " or ".join(f"--from {each.name}" for each in found)
    return f"{source.name} may be {labels}; say which: {options}"


def _unknown(source: SourceFile) -> InputError:
    place = Place(source.name, 1)
    value = source.json
    if value is not None:
        keys = ", ".join(list(value)[:6]) if isinstance(value, dict) else f"a list of {len(value)}"
        what = f"is JSON of an unknown shape ({keys}); expected a Hevy, LiftLog, wger or openweight"
        return InputError(f"{what} file", place)
    if source.text.lstrip().startswith("<"):
        return InputError("is XML or HTML, but no Zwift workout; export CSV or text", place)
    columns = max((h.columns for h in headers(source)), key=len, default=())
    if len(columns) > 2:
        met = ", ".join(columns)[:80]
        what = f"a table with the columns {met}; expected `exercise`, and `sets` or `reps`"
        return InputError(f"{what}: rename them", place)
    what = "no exercise was found; write one a line, such as `Bench press 3x8 @ 60kg`"
    return InputError(what, place)
