"""Mistakes in a template's own notation, found by Jinja's parser, in words a coach understands."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError

from mmc_audio._lib.suggest import did_you_mean, nearest

TAGS = (
    "if", "elif", "else", "endif", "for", "endfor", "block", "endblock", "extends", "include",
    "import", "from", "macro", "endmacro", "call", "endcall", "set", "endset", "filter",
    "endfilter", "with", "endwith", "raw", "endraw", "break", "continue",
)  # fmt: skip
_OFTEN = {"elseif": ["elif"], "elsif": ["elif"], "end": ["endif"]}
_CLOSED = ("if", "for", "block", "macro", "call", "filter", "with")
_TAG = re.compile(r"\{%[-+]?\s*(\w+)([^%]*)%\}|\{#.*?#\}", re.DOTALL)
_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb\u2032\u2033]")


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """A mistake: the sentence, and what is known of its place."""

    what: str
    line: int | None = None
    word: str = ""
    """The word that stands there, for finding the column."""
    column: int | None = None


def syntax_mistake(
    error: TemplateSyntaxError, text: str, environment: Environment
) -> SyntaxMistake:
    """What is wrong with `text`, for the parser's `error`."""
    message = error.message or ""
    for pattern, explain in _MESSAGES.items():
        if match := re.search(pattern, message, re.DOTALL):
            return explain(match, error.lineno, text, environment)
    return SyntaxMistake(f"{message.rstrip('.')}; fix the tag", error.lineno)


Tell = Callable[[re.Match[str], int, str, Environment], SyntaxMistake]


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _unclosed(text: str, upto: int | None = None) -> tuple[str, int] | None:
    """The innermost tag before `upto` that is open, and its offset."""
    open_tags: list[tuple[str, int]] = []
    for match in _TAG.finditer(text, 0, len(text) if upto is None else upto):
        tag = match[1] or ""
        if tag in _CLOSED or (tag == "set" and "=" not in match[2]):
            open_tags.append((tag, match.start()))
        elif tag.startswith("end") and open_tags and open_tags[-1][0] == tag[3:]:
            open_tags.pop()
    return open_tags[-1] if open_tags else None


def _never_closed(match: re.Match[str], line: int, text: str, _: Environment) -> SyntaxMistake:
    found = _unclosed(text)
    tag, offset = found or (match[1], -1)
    place = _place(text, offset) if found else (line, None)
    what = f"{{% {tag} %}} is never closed; write {{% end{tag} %}} where it ends"
    return SyntaxMistake(what, place[0], column=place[1])


def _unknown_tag(match: re.Match[str], line: int, text: str, _: Environment) -> SyntaxMistake:
    tag = match[1]
    if tag in TAGS:
        return _stray(tag, line, text)
    near = _OFTEN.get(tag) or nearest(tag, TAGS, like=0.5)
    fix = f"did you mean {{% {near[0]} %}}?" if near else f"tags are {', '.join(TAGS[:9])} ..."
    return SyntaxMistake(f"there is no tag {{% {tag} %}}; {fix}", line, tag)


def _stray(tag: str, line: int, text: str) -> SyntaxMistake:
    upto = sum(len(each) + 1 for each in text.split("\n")[: line - 1])
    found = _unclosed(text, upto)
    if not found:
        fix = "leave it out, or write the tag that it belongs to before it"
        return SyntaxMistake(f"{{% {tag} %}} belongs to no tag before it; {fix}", line, tag)
    opened = f"{{% {found[0]} %}} of line {_place(text, found[1])[0]} is still open"
    return SyntaxMistake(f"{{% {tag} %}} comes too early: {opened}; close that first", line, tag)


def _unexpected_character(
    match: re.Match[str], line: int, text: str, _: Environment
) -> SyntaxMistake:
    character, offset = match[1], int(match[2])
    place = _place(text, offset)
    if _CURLY.fullmatch(character):
        what = f"{character} is a curly quotation mark; write a straight one: \" or '"
    elif character in "'\"":
        what = f"the text that opens with {character} is never closed; write {character} at its end"
    else:
        what = f"{character} means nothing in a tag; leave it out, or put words in quotes"
    return SyntaxMistake(what, place[0] or line, column=place[1])


def _bracket(match: re.Match[str], line: int, _text: str, _: Environment) -> SyntaxMistake:
    got, expected = match[1], match[2]
    if expected:
        opened = {")": "(", "]": "[", "}": "{"}[expected]
        return SyntaxMistake(f"a {opened} is not closed; write {expected} before {got}", line, got)
    return SyntaxMistake(
        f"{got} closes nothing; {{{{ ends with }}}} and {{% ends with %}}", line, got
    )


_ENDS = {"print statement": "}}", "statement block": "%}"}
_NAMED = {"end of print statement": "}}", "end of statement block": "%}"}


def _after(match: re.Match[str], line: int, text: str, _: Environment) -> SyntaxMistake:
    end, got = _ENDS[match[1]], match[2]
    if got == "end of template":
        return _no_end(match, line, text, _)
    if got == "=":
        return SyntaxMistake("= sets a value; to compare, write ==", line, got)
    fix = f"between two values stands an operator, a filter mark | or a comma; or end with {end}"
    return SyntaxMistake(f"{_NAMED.get(got, got)} is not expected here; {fix}", line, got)


def _no_end(_match: re.Match[str], line: int, text: str, _: Environment) -> SyntaxMistake:
    offset = max(text.rfind("{{"), text.rfind("{%"))
    begin = text[offset : offset + 2]
    end = {"{{": "}}", "{%": "%}"}.get(begin, "}}")
    place = _place(text, offset) if offset >= 0 else (line, None)
    return SyntaxMistake(f"{begin or '{{'} is never closed; write {end}", place[0], column=place[1])


def _expected(match: re.Match[str], line: int, _text: str, _: Environment) -> SyntaxMistake:
    wanted, got = (_NAMED.get(each, each) for each in (match[1], match[2]))
    if got == "end of template":
        return _no_end(match, line, _text, _)
    if wanted == "name":
        wanted = "a name"
    return SyntaxMistake(f"{wanted} is missing before {got}; write it there", line, got)


def _no_expression(match: re.Match[str], line: int, _text: str, _: Environment) -> SyntaxMistake:
    got = _NAMED.get(match[1], match[1])
    return SyntaxMistake(
        f"a value is missing before {got}; name one, or take the tag out", line, got
    )


def _no_filter(
    match: re.Match[str], line: int, _text: str, environment: Environment
) -> SyntaxMistake:
    kind, name = match[1], match[2]
    known = environment.filters if kind == "filter" else environment.tests
    hint = did_you_mean(name, sorted(known), "docs/templates.md lists them", form='"{}"', like=0.5)
    return SyntaxMistake(f'there is no {kind} "{name}"; {hint}', line, name)


def _comment(_match: re.Match[str], line: int, text: str, _: Environment) -> SyntaxMistake:
    offset = text.rfind("{#")
    place = _place(text, offset) if offset >= 0 else (line, None)
    return SyntaxMistake(
        "{# is never closed; write #} where the note ends", place[0], column=place[1]
    )


def _raw(_match: re.Match[str], line: int, _text: str, _: Environment) -> SyntaxMistake:
    return SyntaxMistake("{% raw %} is never closed; write {% endraw %} where it ends", line, "raw")


def _twice(match: re.Match[str], line: int, _text: str, _: Environment) -> SyntaxMistake:
    name = match[1]
    return SyntaxMistake(f'there are two blocks called "{name}"; give one another name', line, name)


def _sentence(what: str, word: str = "") -> Tell:
    return lambda _match, line, _text, _: SyntaxMistake(what, line, word)


_MESSAGES: dict[str, Tell] = {
    r"[Tt]ag name expected": _sentence("{% %} is empty; write a tag in it, or take it out", "{%"),
    r"[Ee]xpected call": _sentence("call needs a macro with brackets, as in {% call say() %}"),
    r"Unexpected end of template\. Jinja was looking.*needs to be closed is '(\w+)'": _never_closed,
    r"Unexpected end of template": _no_end,
    r"unexpected end of template, expected": _no_end,
    r"Encountered unknown tag '([^']+)'": _unknown_tag,
    r"unexpected char '(.)' at (\d+)": _unexpected_character,
    r'unexpected char "(.)" at (\d+)': _unexpected_character,
    r"unexpected '(.)'(?:, expected '(.)')?": _bracket,
    r"expected token 'end of (print statement|statement block)', got '([^']+)'": _after,
    r"expected token '([^']+)', got '([^']+)'": _expected,
    r"Expected an expression, got '([^']+)'": _no_expression,
    r"unexpected '([^']+)'": _no_expression,
    r"No (filter|test) named '([^']+)'": _no_filter,
    r"Missing end of comment": _comment,
    r"Missing end of raw": _raw,
    r"block '([^']+)' defined twice": _twice,
}
"""Jinja's message, and what makes ours of it; the first that matches."""
