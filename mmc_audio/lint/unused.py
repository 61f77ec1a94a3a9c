"""Files among the templates that no session hears, because of their names."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mmc_audio._lib.suggest import nearest
from mmc_audio.templates.files import (
    BUILTIN,
    SUFFIX,
    Library,
    is_reserved,
    is_template,
    read_file,
    short_name,
)
from mmc_audio.templates.walk import walk

_FOR_READERS = (".md", ".txt")
_LEFT_BEHIND = re.compile(
    r".*~|#.*#|.*\.(bak|orig|tmp|sw[op])|desktop\.ini|Thumbs\.db", re.IGNORECASE
)
"""What editors and systems put beside a file; hidden ones are passed over anyway."""
_ENDS = re.compile(r"\.(cues|j2|jinja2?)\b", re.IGNORECASE)
"""What in a name says that a template is meant, whatever stands after it."""

OTHER_CONTENT = ("sounds", "exercises")
"""Folders that a pack has beside its templates."""

_ODD_NAME = "a name begins with a letter or _, and holds letters, digits, spaces, . - _ only"


@dataclass(frozen=True, slots=True)
class UnusedFile:
    """A file that is never heard."""

    shown: str
    what: str
    about: frozenset[str]
    """The template's name, and the moment that it is likely to be meant for."""


def unused_templates(library: Library, moments: Collection[str]) -> Iterator[UnusedFile]:
    """The user's templates that neither a moment nor another template asks for."""
    for file in library.hidden:
        if is_reserved(file.name):
            what = f"is never heard: {BUILTIN} is for built-in templates; put it a folder higher"
            yield UnusedFile(file.shown, what, frozenset({short_name(file.name)}))
    for name, file in library.files.items():
        short = short_name(name)
        if name == file.name and not file.builtin and not _used(short, moments, library):
            near = _nearest(short, moments, 0.5)
            fix = _rename(short, near) or (
                f'did you mean "{near}"?' if near else "`mmc-audio templates list` shows them"
            )
            what = f'no moment is called "{short}", so it is never heard; {fix}'
            yield UnusedFile(file.shown, what, frozenset({short, near}))


def _used(name: str, moments: Collection[str], library: Library) -> bool:
    if name in moments:
        return True
    named = re.compile(rf"[\"']{re.escape(name)}(?:{re.escape(SUFFIX)})?[\"']")
    if any(named.search(file.text) for file in library.files.values()):
        return True
    # Templates may put the name of a part together.
    return name.rsplit("/", 1)[-1].startswith("_") and name.lower() not in moments


def _nearest(name: str, moments: Collection[str], cutoff: float) -> str:
    return "".join(nearest(name.lower(), sorted(moments), like=cutoff))


def _rename(name: str, near: str) -> str:
    folder, _, own = name.rpartition("/")
    meant = re.sub("[^a-z0-9]+", "_", own.lower()).strip("_")
    if folder == "routines" and meant != own:
        return f"a routine is called in small letters, digits and _: rename it to {meant}{SUFFIX}"
    same = name.lower() == near
    return f"rename it to {near}{SUFFIX}" if same else ""


def unused_files(folder: Path, moments: Collection[str]) -> Iterator[UnusedFile]:
    """The files in a folder of templates that have no template's name.

    Notes for readers, hidden files and what editors leave behind are passed over.
    """
    for path in sorted(walk(folder)):
        if path.relative_to(folder).parts[0] in OTHER_CONTENT:
            continue
        if not is_template(path.name) and not _no_template(path.name):
            file = read_file(path, folder)
            name = file.name.removesuffix(path.name) + path.name.split(".")[0]
            near = _nearest(name, moments, 0.8)
            fix = _rename(name, near) or "rename it, or keep it elsewhere"
            why = _ODD_NAME if path.name.endswith(SUFFIX) else f"a template is called NAME{SUFFIX}"
            what = f"is never heard: {why}; {fix}"
            yield UnusedFile(file.shown, what, frozenset({name, near}))


def _no_template(name: str) -> bool:
    note = name.lower().endswith(_FOR_READERS) and not _ENDS.search(name)
    return note or bool(_LEFT_BEHIND.fullmatch(name))
