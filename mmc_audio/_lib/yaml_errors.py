"""PyYAML's syntax errors in one plain sentence each."""

import re

import yaml

from mmc_audio.errors import Place, PlanError

_SENTENCES = {
    "mapping values are not allowed": (
        "a `: ` where none may stand; quote a text that holds a colon, or fix the indentation"
    ),
    "',' or ']'": "a list that opens with [ {opened} is not closed; write ] or a comma",
    "',' or '}'": "a mapping that opens with {{ {opened} is not closed; write }} or a comma",
    "unexpected end of stream": "a quote that opens {opened} is not closed; close it",
    "directive": "lines that begin with % are not read; delete it",
    "incompatible YAML document": "lines that begin with % are not read; delete it",
    "document separator": "a quote that opens {opened} is not closed; close it",
    "document indicator": "a quote that opens {opened} is not closed; close it",
    "expected ':'": "a key without a colon; write `key: value`",
    "escape": "an unknown escape in double quotes; write \\\\ for a backslash",
    "hexdecimal": "an unknown escape in double quotes; write \\\\ for a backslash",
    "expected '-'": "the line does not fit the list above it; begin it with `- ` or indent it",
    "expected <block end>": "the line does not fit those above it; check indentation and colons",
    "expected key": "the line does not fit those above it; check indentation and colons",
    "expected node content": "a value is missing; write one before the comma or bracket",
    "expected the node content": "a value is missing; write one before the comma or bracket",
    "tag handle": "tags (!) are not read; quote a text that begins with !",
    "alphabetic or numeric": "a name must follow & or *; quote a text that begins with them",
    "block entries are not allowed": "a list cannot begin here; put `- ` on a line of its own",
    "sequence entries are not allowed": "a list cannot begin here; put `- ` on a line of its own",
    "document start": "the text goes on after its end; check the brackets and the indentation",
}
"""By a part of the parser's own message; the libyaml and the pure parser word some differently."""

_ODD_SPACE = re.compile("^ *[\u00a0\u2000-\u200a\u202f\u3000]", re.MULTILINE)
"""A space that came with a copied text, where a line is indented: YAML takes it for a letter."""

_UNKNOWN = "cannot be read as YAML here; check the indentation, quotes and brackets"


def syntax_error(error: yaml.YAMLError, text: str, file: str) -> PlanError:
    """What is wrong, at its place in `text`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return PlanError(_UNKNOWN, Place(file))
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return PlanError(_UNKNOWN, Place(file))
    if odd := _odd_space(text, mark.line):
        what = "a space that is not a plain one, such as web pages have; type the indentation anew"
        return PlanError(what, Place(file, *odd))
    place = Place(file, mark.line + 1, mark.column + 1)
    return PlanError(_sentence(error, _character(text, mark.line, mark.column)), place)


def _odd_space(text: str, line: int) -> tuple[int, int] | None:
    """Line and column of an odd space that indents `line` or the last before it."""
    lines = re.split("\r\n|\r|\n", text)[: line + 1]
    for number in range(len(lines), 0, -1):
        if found := _ODD_SPACE.match(lines[number - 1]):
            return number, found.end()
    return None


def _sentence(error: yaml.MarkedYAMLError, character: str) -> str:
    problem = error.problem or ""
    if character == "\t":
        return "a tab where only spaces may stand; indent with spaces"
    if "cannot start any token" in problem:
        return f"a value cannot begin with {character}; put it in quotes"
    for part, sentence in _SENTENCES.items():
        if part in problem:
            return sentence.format(opened=_opened(error))
    return _UNKNOWN


def _opened(error: yaml.MarkedYAMLError) -> str:
    mark = error.context_mark
    return f"in line {mark.line + 1}" if mark else "before"


def _character(text: str, line: int, column: int) -> str:
    """The character at a mark: counted as the parser counts, lines ending in any break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[line][column : column + 1] if line < len(lines) else ""
