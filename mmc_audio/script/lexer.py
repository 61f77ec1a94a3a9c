"""The parts of one line: words and wordings, headings with attributes, escapes."""

import re

from mmc_audio.script.attributes import check
from mmc_audio.script.directive import LineError, Sounds, is_directive

LONGEST_TEXT = 600
"""Characters in all wordings of a line: more is several ideas, and engines fail on long texts."""

FREE_IN_HEADINGS = frozenset({"exercise", "set", "sets", "side", "rounds"})
"""Attributes that a heading could always have, with any text: `side="left arm"`."""

_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_TOKEN = re.compile(r"\\.?|\||[^\\|]+", re.DOTALL)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TITLE = re.compile(r"(?:\\.|[^\\{])*", re.DOTALL)
_ATTRIBUTE = re.compile(r'\s*([^\W\d][\w.-]*)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s"“”„{}=\\]+)(?=[\s}])')
_WHOLE = re.compile(rf"\{{(?:{_ATTRIBUTE.pattern})+\s*\}}")
_BRACES = re.compile(r"(?<!\\)(?:\\\\)*(\{)")
_PAIRS_AT_MOST = 2000
"""Characters of all attributes of a line."""
_INNER_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_TEMPLATE = re.compile(r"\{[{%]")


def unescape(text: str, at: int = 0) -> str:
    r"""`text` with each `\` and the mark after it replaced by that mark, spaces collapsed.

    Raises:
        LineError: for a backslash before anything but an ASCII punctuation mark.
    """
    return " ".join(_ESCAPE.sub(lambda match: _mark(match, at), text).split())


def _mark(match: re.Match[str], at: int) -> str:
    mark = match[1]
    if mark not in _PUNCTUATION or not mark:
        raise LineError(r"a single \ means nothing; write \\ for a backslash", at + match.start())
    return mark


def wordings(text: str, at: int = 0, *, own: Sounds = ()) -> tuple[str, ...]:
    """The wordings in `text`, which begins at offset `at` of its line: split at each bare `|`.

    Args:
        text: the words.
        at: their offset.
        own: names of a coach's own sounds, which are no words in brackets.

    Raises:
        LineError: for text that cannot be spoken.
    """
    found = tuple(_wording(piece, at + start, own) for piece, start in _split(text))
    if (length := sum(map(len, found))) > LONGEST_TEXT:
        raise LineError(f"{length} characters; a line has at most {LONGEST_TEXT}, use several", at)
    return found


def _split(text: str) -> list[tuple[str, int]]:
    bars = [match.start() for match in _TOKEN.finditer(text) if match[0] == "|"]
    starts = [0, *(bar + 1 for bar in bars)]
    return [
        (text[start:stop], start) for start, stop in zip(starts, [*bars, len(text)], strict=True)
    ]


def _wording(piece: str, at: int, own: Sounds) -> str:
    _check_brackets(piece, at, own)
    spoken = unescape(piece, at)
    if not spoken:
        raise LineError("a wording is empty; write words on both sides of each |", at)
    if not any(char.isalnum() for char in spoken):
        raise LineError(
            f"{spoken} has nothing to speak; for silence write a time, such as [2s]", at
        )
    return spoken


def _check_brackets(piece: str, at: int, own: Sounds) -> None:
    bare = _ESCAPE.sub(lambda match: "\0" * len(match[0]), piece)
    for match in _INNER_BRACKET.finditer(bare):
        if is_directive(match[1], own):
            raise LineError(
                rf"{match[0]} stands inside a line; begin a new line with it, or write \[ "
                "if it is to be read out", at + match.start(),
            )  # fmt: skip
    if template := _TEMPLATE.search(bare):
        raise LineError(
            f"{template[0]} belongs to a template; render the template first", at + template.start()
        )


def heading(text: str, at: int = 0) -> tuple[str, dict[str, str]]:
    """Title and attributes of what follows `#`.

    Raises:
        LineError: for an empty or too long title, or braces that cannot be read.
    """
    end = _TITLE.match(text).end()  # type: ignore[union-attr]  # it matches the empty text too
    title = plain(text[:end], "a section needs a title after #", at)
    found = _attributes(text[end:], at + end)
    for name, value in found.items():
        if name not in FREE_IN_HEADINGS:
            _check_value(name, value, at + end)
    return title, found


def split_attributes(text: str, at: int = 0) -> tuple[str, dict[str, str]]:
    """What stands before the braces at the end of a line, and the attributes in them.

    Braces without `=` are words.

    Raises:
        LineError: for braces that cannot be read, or a value that an attribute cannot have.
    """
    if not text.endswith("}"):
        return text, {}
    start = _begin_of_braces(text)
    if start is None:
        return text, {}
    found = _attributes(text[start:], at + start)
    for name, value in found.items():
        _check_value(name, value, at + start)
    return text[:start].rstrip(), found


def _begin_of_braces(text: str) -> int | None:
    """Where the last braces begin that hold attributes, even mistaken ones."""
    least = max(0, len(text) - _PAIRS_AT_MOST)
    starts = [found.start(1) for found in _BRACES.finditer(text, least)]
    for start in reversed(starts[-8:]):
        if _WHOLE.fullmatch(text, start):
            return start
    last = starts[-1] if starts else len(text)
    return last if "=" in text[last:] and text[last - 1 : last] != "{" else None


def _check_value(name: str, value: str, at: int) -> None:
    try:
        check(name, value)
    except ValueError as error:
        raise LineError(f"{name}: {error}", at) from None


def plain(text: str, empty: str, at: int = 0) -> str:
    """Text of a heading or mark.

    Raises:
        LineError: `empty` if there is none; for too long text or a bad escape.
    """
    words = unescape(text, at)
    if not words:
        raise LineError(empty, at)
    if len(words) > LONGEST_TEXT:
        raise LineError(f"{len(words)} characters; a heading has at most {LONGEST_TEXT}", at)
    return words


def _attributes(text: str, at: int) -> dict[str, str]:
    if not text:
        return {}
    found: dict[str, str] = {}
    position = 1
    while match := _ATTRIBUTE.match(text, position):
        if match[1] in found:
            raise LineError(f"{match[1]} is given twice; keep one", at + match.start(1))
        found[match[1]] = _value(match[2])
        position = match.end()
    _check_end(text, position, at)
    return found


def _value(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written[1:-1]) if written.startswith('"') else written


def _check_end(text: str, position: int, at: int) -> None:
    rest = text[position:].lstrip()
    if rest == "}":
        return
    where = at + len(text) - len(rest)
    if not rest or "}" not in rest:
        raise LineError("the { is never closed; end the attributes with }", at)
    if rest.startswith("}"):
        raise LineError("text after }; the attributes stand at the end of the heading", where)
    raise LineError(
        f'{rest.split("}")[0]} is no attribute; write name=value or name="two words" '
        "with straight quotes", where,
    )  # fmt: skip
