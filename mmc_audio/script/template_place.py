"""Where in a coach's own file a mistake stands that was found in the script the file made."""

from mmc_audio.errors import ManyErrors, MmcError, Place, ScriptError
from mmc_audio.script.parse import parse
from mmc_audio.script.template_files import Library, full_name


def clearer(error: MmcError, library: Library) -> MmcError:
    """`error` with the path of the user's own template for its short name, and with the column.

    The column is known where the template's line has the same mistake as what it rendered to.
    """
    if isinstance(error, ManyErrors):
        return ManyErrors([clearer(each, library) for each in error.errors])
    file = library.files.get(full_name(error.place.file)) if error.place else None
    if file is None or error.place is None:
        return error
    line, column = error.place.line, error.place.column
    if column is None and isinstance(error, ScriptError) and line:
        column = _column(file.text.split("\n"), line, error.what)
    return type(error)(error.what, Place(file.shown, line, column))


def _column(lines: list[str], line: int, what: str) -> int | None:
    if line > len(lines):
        return None
    try:
        parse(f"# Title\n{lines[line - 1]}\n")
    except MmcError as error:
        places = [each.place for each in error.each() if each.what == what and each.place]
        return places[0].column if places else None
    return None
