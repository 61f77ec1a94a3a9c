"""What went wrong in a template: one sentence for a coach, with its place and its fix."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.templates.blocks import UnusedBlockError
from mmc_audio.templates.files import full_name, short_name, unknown_name
from mmc_audio.templates.filters import UseError
from mmc_audio.templates.syntax import SyntaxMistake, syntax_mistake

Explained = dict[str, Any]
"""`what`, and where it is known `file`, `line` and `column`."""

TOO_LONG = "takes too long to work out; look for a loop or a repetition without end"
TOO_MUCH = "writes more text than a session can hold; look for a loop that repeats too often"
OUT_OF_MEMORY = "needs more memory than a template may have; look for a text or list that grows"
KILLED = "was stopped twice by another program while it was worked out; try again"
NESTED = "loops or conditions are nested too deep; move the inner ones into a macro"
CALLS_ITSELF = "comes back to itself without end; look for an include, macro or extends in a circle"
HIDDEN = "asks for something templates may not see; use the values of `mmc-audio templates vars`"


class TooLongError(BaseException):  # no error of the program, and not for Jinja to catch
    """Raised by the clock into whatever the template is doing."""


class TooMuchError(Exception):
    """Raised when a template writes more text than a session could speak."""

    def __init__(self, line: tuple[str, int] | None) -> None:
        super().__init__(TOO_MUCH)
        self.line = line


class UnknownNameError(UndefinedError):
    """Raised for a name that the template does not know, or a value without such a part."""

    def __init__(self, message: str, name: object, owner: object) -> None:
        super().__init__(message)
        self.name, self.owner = name, owner


class CoachUndefined(StrictUndefined):
    """An undefined value that raises, and remembers the name and its owner to suggest another."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401  # Jinja's own signature
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        plain = exc is UndefinedError and not hint
        factory: Any = partial(UnknownNameError, name=name, owner=obj) if plain else exc
        super().__init__(hint, obj, name, factory)


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """What surrounded an error."""

    names: frozenset[str]
    """The values and functions that could be named there."""
    files: Mapping[str, str]
    line: int
    """From 1; 0 where it is not known."""
    text: str
    """The template from that line on."""


def explain(error: BaseException, environment: Environment, moment: Mapping[str, Any]) -> Explained:
    """What `error`, raised while `moment` was rendered, means to the coach."""
    files: Mapping[str, str] = environment.files  # type: ignore[attr-defined]
    if isinstance(error, UnusedBlockError):
        return placed(error.finding, error.file, files)
    if isinstance(error, TemplateSyntaxError):
        file = full_name(error.name or moment["template"])
        return placed(syntax_mistake(error, files.get(file, ""), environment), file, files)
    file, line, known = _innermost(error) or (full_name(moment["template"]), 0, set[str]())
    names = frozenset({*moment["context"], "options", *environment.globals, *known})
    rest = "\n".join(files.get(file, "").split("\n")[max(line - 1, 0) :])
    found = _finding(error, ErrorContext(names, files, line, rest))
    return placed(SyntaxMistake(found.what, line or None, found.word), file, files)


def _innermost(error: BaseException) -> tuple[str, int, set[str]] | None:
    if isinstance(error, TooMuchError):
        return (*error.line, set()) if error.line else None
    frames = list(_frames(error.__traceback__))
    return frames[-1] if frames else None


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int, set[str]]]:
    """File, line and variables of each template under way, the outermost first."""
    while traceback:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.name:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            yield full_name(template.name), line, _variables(traceback.tb_frame.f_locals)
        traceback = traceback.tb_next


def _variables(values: Mapping[str, object]) -> set[str]:
    """The names a coach gave, of a template that became Python: `l_1_set` is `set`."""
    named = (re.fullmatch(r"l_\d+_(\w+)", name) for name, value in values.items()
             if value is not missing)  # fmt: skip
    return {match[1] for match in named if match}


def placed(finding: SyntaxMistake, file: str, files: Mapping[str, str]) -> Explained:
    """The finding as data, with the column where its word stands."""
    line, column = finding.line, finding.column
    lines = files.get(file, "").split("\n")
    if line and finding.word and not column:
        line, column = _search(lines, line, finding.word)
    if line and not column:
        column = _only_tag(lines[line - 1])
    return {"what": " ".join(finding.what.split()), "file": file, "line": line, "column": column}


def _only_tag(line: str) -> int | None:
    """The column of the tag in a line that has a single one."""
    tags = [match.start() + 1 for match in re.finditer(r"\{[{%]", line)]
    return tags[0] if len(tags) == 1 else None


STATEMENT_LINES = 12
"""Jinja knows the line where a statement begins; the word may stand some lines further down."""


def _search(lines: list[str], start: int, word: str) -> tuple[int, int | None]:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isidentifier() else
                         re.escape(word))  # fmt: skip
    for line in range(start, min(start + STATEMENT_LINES, len(lines) + 1)):
        if found := pattern.search(lines[line - 1]):
            return line, found.start() + 1
    return start, None


def _finding(error: BaseException, around: ErrorContext) -> SyntaxMistake:
    for kind, explain in _KINDS.items():
        if isinstance(error, kind):
            return explain(error, around)
    return SyntaxMistake(f"cannot be worked out: {_brief(error)}; fix the line")


def _brief(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    text = re.sub(r" at 0x[0-9a-f]+|mmc_audio\.[\w.]*|jinja2\.[\w.]*", "", text)
    return text if len(text) <= 200 else text[:199] + "…"


def _unknown(error: Any, around: ErrorContext) -> SyntaxMistake:  # noqa: ANN401
    name, owner = str(error.name), error.owner
    if owner is missing:
        fix = _nearest(name, around.names) or "`mmc-audio templates vars` lists what there is"
        return SyntaxMistake(f'there is no "{name}" here; {fix}', word=name)
    whole = re.search(rf"([\w.\[\]'\"]+)\s*\.\s*{re.escape(name)}(?!\w)", around.text)
    holder = f'"{whole[1]}"' if whole else "this value"
    if (parts := _parts(owner)) is not None:
        have = f"it has {', '.join(parts[:8])}" if parts else "it has nothing"
        return SyntaxMistake(
            f'{holder} has no "{name}"; {_nearest(name, parts) or have}', word=name
        )
    if isinstance(owner, list | tuple):
        return SyntaxMistake(f'{holder} has no "{name}"; {_of_a_list(owner)}', word=name)
    return SyntaxMistake(f'{holder} has no "{name}"; it is a single value without parts', word=name)


def _parts(owner: object) -> list[str] | None:
    """What can be named of a group of values, or of a template that was imported."""
    if isinstance(owner, TemplateModule):
        return sorted(name for name in vars(owner) if not name.startswith("_"))
    return [str(key) for key in owner] if isinstance(owner, Mapping) else None


def _of_a_list(values: Sequence[object]) -> str:
    return f"it is a list of {len(values)}, counted from [0]; print it whole, or loop over it"


def _nearest(name: str, known: Any) -> str:  # noqa: ANN401
    return did_you_mean(name, sorted(known), form='"{}"')


def _undefined(error: BaseException, _: ErrorContext) -> SyntaxMistake:
    needed = re.search(r"parameter '(\w+)' was not provided", str(error))
    if needed:
        return SyntaxMistake(f'the macro needs a value for "{needed[1]}"; give it in the brackets')
    exported = re.search(r"does not export the requested name '(\w+)'", str(error))
    if exported:
        what = f'the imported template has no macro "{exported[1]}"; look for its name there'
        return SyntaxMistake(what, word=exported[1])
    return SyntaxMistake(f"{_brief(error)}; fix the name")


def _not_found(error: Any, around: ErrorContext) -> SyntaxMistake:  # noqa: ANN401
    name = short_name(str(error.name))
    return SyntaxMistake(unknown_name(name, around.files), word=name)


_TYPES = {
    r"unsupported operand|can only concatenate|must be str, not": (
        "words and numbers cannot be added or compared; join words with ~, as in {{ n ~ ' reps' }}"
    ),
    r"not supported between instances": (
        "words and numbers cannot be compared; turn digits into a number with |int"
    ),
    r"assign attribute on non-namespace": (
        "parts of a value cannot be set; set a name of its own, as in {% set n = 3 %}"
    ),
    r"object is not callable": "this is a value, not a function; leave out the brackets ( )",
    r"is not iterable": "a loop needs a list, and this is a single value; name a list",
    r"no keyword argument|unexpected keyword|takes not more than|positional argument": (
        "a macro, filter or function got the wrong values in its brackets; check their number and "
        "names"
    ),
}


def _type(error: BaseException, _: ErrorContext) -> SyntaxMistake:
    for pattern, sentence in _TYPES.items():
        if re.search(pattern, str(error)):
            return SyntaxMistake(sentence)
    return SyntaxMistake(f"values of the wrong kind: {_brief(error)}; check what this line names")


def _hidden(error: BaseException, _: ErrorContext) -> SyntaxMistake:
    named = re.search(r"attribute '(\w+)'", str(error))
    return SyntaxMistake(HIDDEN, word=named[1] if named else "")


def _endless(_: BaseException, around: ErrorContext) -> SyntaxMistake:
    return SyntaxMistake(CALLS_ITSELF if around.line else NESTED)


def _value(error: BaseException, _: ErrorContext) -> SyntaxMistake:
    if "integer string conversion" in str(error):
        return SyntaxMistake(_TOO_LARGE)
    return SyntaxMistake(f"cannot be worked out: {_brief(error)}; fix the line")


_BY_ZERO = "a division by zero; ask first with {% if ... %}"
_TOO_LARGE = "a number grows too large; look at the arithmetic of this line"


def _overflow(error: BaseException, _: ErrorContext) -> SyntaxMistake:
    if "ange too big" in str(error):
        return SyntaxMistake("a range of more than 100000 steps; a session has fewer", word="range")
    return SyntaxMistake(_TOO_LARGE)


def _always(sentence: str) -> Callable[[Any, ErrorContext], SyntaxMistake]:
    return lambda _error, _around: SyntaxMistake(sentence)


_KINDS: dict[type[BaseException], Callable[[Any, ErrorContext], SyntaxMistake]] = {
    UnknownNameError: _unknown,
    SecurityError: _hidden,
    UndefinedError: _undefined,
    TemplateNotFound: _not_found,
    TooLongError: _always(TOO_LONG),
    TooMuchError: _always(TOO_MUCH),
    RecursionError: _endless,
    MemoryError: _always(OUT_OF_MEMORY),
    ZeroDivisionError: lambda _, _around: SyntaxMistake(_BY_ZERO, word="/"),
    OverflowError: _overflow,
    SyntaxError: _always(NESTED),
    TypeError: _type,
    TemplateRuntimeError: _type,
    UseError: lambda error, _: SyntaxMistake(str(error)),
    ValueError: _value,
}
"""The first that fits; a syntax error of Python's comes from nesting deeper than Python allows."""
