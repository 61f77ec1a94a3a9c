"""Find and read templates: which file a name means, and its text.

All files are read up front, so that what renders them needs no access to files at all. A link, a
pipe or a device is no template: a stranger's folder must not show what is outside of it.
"""

import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mmc_audio._lib.characters import CONTROLS, NO_CHARACTERS
from mmc_audio._lib.content_folders import from_here
from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.errors import Place, TemplateError
from mmc_audio.templates.walk import NAME, walk

SUFFIX = ".cues.j2"
BUILTIN = "builtin/"
"""Before a name: the built-in template, whoever else has one of that name."""
MAX_BYTES = 32 * 1024
"""Longest template. 32 KiB of expressions compile in 0.3 s, 256 KiB in 2.8 s (measured)."""
MAX_FILES = 500
FALLBACK = "en"

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_UNSEEN = re.compile(f"[{CONTROLS}{NO_CHARACTERS}]")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template, as it is in a folder."""

    name: str
    """From its language folder's root, with `/` between folders and with its suffix."""
    path: Path
    folder: Path
    """The folder that was searched: the workspace's, the user's, a pack's, the built-in one."""
    language: str | None
    """None where it is not in a language folder: then it is for every language."""
    builtin: bool
    text: str = ""
    """Each line with `\\n` at its end; empty if there is a problem."""
    problem: TemplateError | None = None
    """Why it cannot be used; reported when it is asked for, since it may never be."""

    @property
    def shown(self) -> str:
        """The name for messages: a short one where the user has no file of their own."""
        return self.name if self.builtin else from_here(self.path)


@dataclass(frozen=True, slots=True)
class Library:
    """Every template that can be named, by name; the built-in ones also under `builtin/`."""

    files: Mapping[str, TemplateFile]
    hidden: Sequence[TemplateFile] = field(default=())
    """Files that another one of the same name stands before, or whose name is reserved."""
    language: str = FALLBACK
    """In which numbers are said, BCP 47."""

    def find(self, name: str) -> TemplateFile:
        """The template that `name` (with or without its suffix) means.

        Raises:
            TemplateError: if there is none, naming the nearest, or if it cannot be used.
        """
        file = self.files.get(full_name(name))
        if file is None:
            raise TemplateError(unknown_name(name, self.files))
        if file.problem:
            raise file.problem
        return file

    def texts(self) -> dict[str, str]:
        """The text of each usable template by name."""
        return {name: file.text for name, file in self.files.items() if not file.problem}

    def builtin_names(self) -> list[str]:
        """The names that mean a built-in template."""
        return [name for name, file in self.files.items() if file.builtin and not file.problem]


def full_name(name: str) -> str:
    """`name` with its suffix."""
    return name if name.endswith(SUFFIX) else name + SUFFIX


def short_name(name: str) -> str:
    """`name` as its moment is called: without the suffix."""
    return name.removesuffix(SUFFIX)


def is_reserved(name: str) -> bool:
    """Whether a template of that name would be mistaken for a built-in one."""
    return name.casefold().startswith(BUILTIN)


def is_language(folder: str) -> bool:
    """Whether a folder of that name holds the templates of a language: en, es, pt-br."""
    return bool(_LANGUAGE.fullmatch(folder))


def unknown_name(name: str, known: Mapping[str, object]) -> str:
    """The sentence for a name that is no template's."""
    moments = [short_name(each) for each in known]
    if hint := did_you_mean(short_name(name), moments, form='"{}"', like=0.5):
        return f'there is no template "{name}"; {hint}'
    if name.startswith(("/", "\\", "~")) or ".." in name or ":" in name:
        return f'"{name}" is a path; name a template from the templates folder, such as "rest"'
    return f'there is no template "{name}"; `mmc-audio templates list` shows all'


def builtin_templates_dir() -> Path:
    """The folder of the built-in templates, in a wheel and in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_data" / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def read_library(folders: Sequence[Path], language: str, builtin: Path | None = None) -> Library:
    """All templates of `folders`, the first one first, and of the built-in folder.

    A template in the wanted language wins over one in English, wherever they are; among equals
    the earlier folder wins. Folders that are not there are passed over.

    Raises:
        TemplateError: if a folder cannot be read or holds too many files.
    """
    builtin = builtin or builtin_templates_dir()
    own = [folder for folder in folders if folder.resolve() != builtin.resolve()]
    return resolved([file for folder in (*own, builtin) for file in read_folder(folder, builtin)],
                    language)  # fmt: skip


def resolved(found: Sequence[TemplateFile], language: str) -> Library:
    """Which of the files in `found`, in search order, each name means in `language`."""
    ranks = _languages(language)
    usable = [file for file in found if file.language is None or file.language in ranks]
    usable.sort(key=lambda file: ranks.get(file.language or language.lower(), 0))
    return _by_name(usable, language)


def _languages(language: str) -> dict[str, int]:
    wanted = dict.fromkeys((language.lower(), language.lower().split("-")[0], FALLBACK))
    return {name: rank for rank, name in enumerate(wanted)}


def _by_name(found: Sequence[TemplateFile], language: str) -> Library:
    files: dict[str, TemplateFile] = {}
    hidden = [file for file in found if is_reserved(file.name)]
    for file in (file for file in found if not is_reserved(file.name)):
        if file.builtin:
            files.setdefault(BUILTIN + file.name, file)
        if files.setdefault(file.name, file) is not file:
            hidden.append(file)
    return Library(files, tuple(hidden), language)


def read_folder(folder: Path, builtin: Path) -> list[TemplateFile]:
    """The templates in one folder, which is the built-in one if it is `builtin`.

    Raises:
        TemplateError: if it cannot be read or holds too many files.
    """
    return [read_file(path, folder, builtin=folder == builtin) for path in template_paths(folder)]


def template_paths(folder: Path) -> list[Path]:
    """Where the templates of a folder are; none if it is not there.

    Raises:
        TemplateError: if it cannot be read or holds too many files.
    """
    paths = []
    for path in (each for each in walk(folder) if is_template(each.name)):
        paths.append(path)
        if len(paths) > MAX_FILES:
            what = f"more than {MAX_FILES} templates in one folder; name the folder that is meant"
            raise TemplateError(what, Place(str(folder)))
    return sorted(paths)


def is_template(name: str) -> bool:
    """Whether a file of that name is a template."""
    return name.endswith(SUFFIX) and bool(NAME.fullmatch(name))


def read_file(path: Path, folder: Path, *, builtin: bool = False) -> TemplateFile:
    """The template at `path`, which is in `folder`; what is wrong with it is kept in it."""
    language, name = named(path.relative_to(folder).parts)
    unread = TemplateFile(name, path, folder, language, builtin)
    try:
        text, problem = _text(path, unread.shown), None
    except TemplateError as error:
        text, problem = "", error
    return TemplateFile(name, path, folder, language, builtin, text, problem)


def named(parts: Sequence[str]) -> tuple[str | None, str]:
    """The language and the name of a template, from its path in a folder of templates."""
    language = parts[0].lower() if len(parts) > 1 and is_language(parts[0]) else None
    return language, "/".join(parts[1:] if language else parts)


def _text(path: Path, shown: str) -> str:
    data = template_bytes(path, shown)
    if len(data) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES // 1024} KiB; split it into several with include"
        raise TemplateError(what, Place(shown))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        raise TemplateError(what, Place(shown, line)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if unseen := _UNSEEN.search(text):
        before = text[: unseen.start()]
        place = Place(shown, before.count("\n") + 1, unseen.start() - before.rfind("\n"))
        raise TemplateError(f"invisible character U+{ord(unseen[0]):04X}; delete it", place)
    return text if text.endswith("\n") else text + "\n"


def template_bytes(path: Path, shown: str) -> bytes:
    """What the file holds; of one that is too large a byte more than it may have.

    Raises:
        TemplateError: if it is a link or no plain file, or cannot be read.
    """
    try:
        if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
            raise FileNotFoundError
        handle = os.open(path, _FLAGS)
    except OSError as error:
        why = "is a link" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise TemplateError(f"{why}; put the file itself here", Place(shown)) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise TemplateError("is no plain file; put a text file here", Place(shown))
        return file.read(MAX_BYTES + 1)
