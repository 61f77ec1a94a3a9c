"""What a coach does with templates before changing the words: look, copy, compare."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.content_folders import ContentFolder
from mmc_audio.errors import OutputError, Place, TemplateError, UsageError
from mmc_audio.templates.files import (
    BUILTIN,
    FALLBACK,
    Library,
    TemplateFile,
    full_name,
    is_language,
    read_file,
    short_name,
)
from mmc_audio.templates.listing import library_of

BASE = ".base"
"""Beside copied templates: the built-in ones as they were copied, for `diff` after an upgrade."""

_BLOCK = re.compile(r"\{%[-+]?\s*(?:(endblock)\b[^%]*|block\s+(\w+)[^%]*)[-+]?%\}")
_TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_BRACKETS = re.compile(r"^\s*(\[[^\]]*\])?")


@dataclass(frozen=True, slots=True)
class CopiedTemplate:
    """A template that was copied into the workspace."""

    path: Path
    line: int | None
    """The line whose words to change first."""
    words: str
    """That line."""


def blocks(text: str) -> dict[str, str]:
    """The text within each `{% block name %}`, blocks within blocks included."""
    found: dict[str, str] = {}
    begun: list[tuple[str, int]] = []
    for match in _BLOCK.finditer(text):
        if match[2]:
            begun.append((match[2], match.end()))
        elif begun:
            name, start = begun.pop()
            found[name] = text[start : match.start()]
    return found


def copy_template(
    name: str,
    folders: Sequence[ContentFolder],
    to: Path,
    *,
    language: str = FALLBACK,
    block: str | None = None,
) -> CopiedTemplate:
    """Copy a template into the folder `to`, ready to be changed.

    Args:
        name: such as `rest`.
        folders: where to look for it.
        to: the workspace's templates folder; made if it is not there.
        language: the folder it is put into; what is not there in that language is copied from
            English, to be translated.
        block: only this block of the built-in template; the rest goes on coming from there.

    Raises:
        TemplateError: if there is no such template or block.
        OutputError: if the workspace has the template already, or cannot be written.
        UsageError: for a language that no folder can be for.
    """
    if not is_language(language):
        raise UsageError(f'"{language}" is no language; write its two letters, as in es or pt-br')
    library = library_of(folders, language)
    file = _of_builtin(name, library) if block else library.find(name)
    path = to / language.lower() / file.name
    if path.exists():
        what = f"{path} is there already; change that file, or move it away first"
        raise OutputError(what)
    text = _override(file, block) if block else file.text
    base = library.files.get(BUILTIN + file.name, file)
    then = to / BASE / language.lower() / file.name
    with FileGroup(path.parent) as group:
        group.write(then.name, base.text.encode(), then.parent)
        group.write(path.name, text.encode())
    return CopiedTemplate(path, *_first_words(text))


def _of_builtin(name: str, library: Library) -> TemplateFile:
    return library.find(BUILTIN + full_name(name))


def _override(file: TemplateFile, block: str) -> str:
    known = blocks(file.text)
    if block not in known:
        have = f"it has {', '.join(known)}" if known else "it has none; copy the whole template"
        raise TemplateError(f'there is no block "{block}"; {have}', Place(file.shown))
    body = known[block].strip("\n")
    return (
        f'{{% extends "{BUILTIN}{file.name}" %}}\n\n'
        f"{{% block {block} %}}\n{body}\n{{% endblock %}}\n"
    )


def _first_words(text: str) -> tuple[int | None, str]:
    """The first line that holds words to be spoken: one without tags, where there is one."""
    lines = [line.strip() for line in text.split("\n")]
    bare = _TAGS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    spoken = [n for n, line in enumerate(bare.split("\n")) if _says(line)]
    found = next((n for n in spoken if "{" not in lines[n]), next(iter(spoken), None))
    return (None, "") if found is None else (found + 1, lines[found])


def _says(line: str) -> bool:
    """Whether a line, its tags taken out, has two words to be spoken or more."""
    words = _BRACKETS.sub("", line).strip()
    return len(re.findall(r"[^\W\d]{2,}", words)) > 1 and words[0] not in "#@/"


def diff_template(
    name: str, folders: Sequence[ContentFolder], *, language: str = FALLBACK
) -> dict[str, str]:
    """How a template differs from the built-in one, as unified diffs by what they compare.

    `yours`: the built-in one against yours. Where yours replaces single blocks, each block is
    compared. `since`: the built-in one when it was copied against what it is now.

    Raises:
        TemplateError: if the built-in templates have none of that name, or you have none.
    """
    library = library_of(folders, language)
    mine, theirs = library.find(name), _of_builtin(name, library)
    if mine.builtin:
        what = f"you have no {short_name(mine.name)} of your own; `mmc-audio templates copy` it"
        raise TemplateError(what, Place(mine.shown))
    found = {"yours": "".join(_compare(theirs, mine))}
    base = mine.folder / BASE / (mine.language or language) / mine.name
    if base.is_file():
        then = read_file(base, mine.folder / BASE).text
        found["since"] = "".join(_lines(then, theirs.text, "built-in then", "built-in now"))
    return found


def _compare(theirs: TemplateFile, mine: TemplateFile) -> Iterator[str]:
    replaced = blocks(mine.text) if f'"{BUILTIN}' in mine.text or f"'{BUILTIN}" in mine.text else {}
    if not replaced:
        yield from _lines(theirs.text, mine.text, f"built-in {theirs.name}", mine.shown)
    there = blocks(theirs.text)
    for name, body in replaced.items():
        before, after = f"built-in {theirs.name} block {name}", f"{mine.shown} block {name}"
        yield from _lines(there.get(name, ""), body, before, after)


def _lines(before: str, after: str, name: str, new_name: str) -> Iterator[str]:
    yield from unified_diff(_whole(before), _whole(after), name, new_name)


def _whole(text: str) -> list[str]:
    stripped = text.strip("\n")
    return f"{stripped}\n".splitlines(keepends=True)
