"""Where in a coach's own file a mistake stands that was found in the script the file made."""

from collections.abc import Mapping
from dataclasses import replace

from mmc_audio.errors import ManyErrors, MmcError, Place, ScriptError
from mmc_audio.script.directive import Sounds
from mmc_audio.script.parse import parse
from mmc_audio.templates.files import Library, full_name


def with_place(error: MmcError, library: Library, own: Sounds = ()) -> MmcError:
    """`error` with the path of the user's own template for its short name, and with the column.

    The column is known where the template's line has the same mistake as what it rendered to.
    """
    if isinstance(error, ManyErrors):
        return ManyErrors([with_place(each, library, own) for each in error.errors])
    file = library.files.get(full_name(error.place.file)) if error.place else None
    if file is None or error.place is None:
        return error
    line, column = error.place.line, error.place.column
    if column is None and isinstance(error, ScriptError) and line:
        column = _column(file.text.split("\n"), line, error.what, own)
    return error.with_place(Place(file.shown, line, column))


def in_template(error: MmcError, shown_names: Mapping[str, str]) -> MmcError:
    """`error`, met after the script was read, with the template's path for its short name.

    Args:
        error: at a line of a script.
        shown_names: as `Content.shown_names` has them.
    """
    if isinstance(error, ManyErrors):
        return ManyErrors([in_template(each, shown_names) for each in error.errors])
    shown = shown_names.get(full_name(error.place.file)) if error.place else None
    if shown is None or error.place is None:
        return error
    return error.with_place(replace(error.place, file=shown))


def _column(lines: list[str], line: int, what: str, own: Sounds) -> int | None:
    if line > len(lines):
        return None
    alone = [""] * len(lines)
    alone[line - 1] = lines[line - 1]
    plain = ["" if "{%" in each or "{#" in each else each for each in lines]
    found = (_found(text, line, what, own) for text in (alone, plain))
    return next((column for column in found if column), None)


def _found(lines: list[str], line: int, what: str, own: Sounds) -> int | None:
    """The column of the mistake `what` in `line`, if the lines have it as a script of their own."""
    try:
        parse("\n".join(["# Title", *lines]), own=own)
    except MmcError as error:
        places = [each.place for each in error.each() if each.what == what and each.place]
        return next((place.column for place in places if place.line == line + 1), None)
    return None
