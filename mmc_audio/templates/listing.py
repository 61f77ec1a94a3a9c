"""What templates there are, where they come from, and what stands before what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mmc_audio._lib.content_folders import ContentFolder
from mmc_audio.errors import TemplateError
from mmc_audio.templates.files import (
    FALLBACK,
    SUFFIX,
    Library,
    TemplateFile,
    is_language,
    read_file,
    read_library,
    short_name,
)
from mmc_audio.templates.options import Head, TemplateOption, options, read_head


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One template of the list."""

    name: str
    about: str
    origin: str
    """Which folder it comes from: workspace, yours, pack NAME, package NAME, built-in."""
    path: Path
    language: str | None
    overrides: tuple[str, ...] = ()
    """The folders whose template of this name it stands before."""
    options: tuple[TemplateOption, ...] = ()
    problem: str = ""
    """Why it cannot be used."""

    @property
    def part(self) -> bool:
        """Whether it is there for others to include: its name begins with an underscore."""
        return self.name.rsplit("/", 1)[-1].startswith("_")


def library_of(folders: Sequence[ContentFolder], language: str = FALLBACK) -> Library:
    """The templates of `folders`, which end with the built-in one.

    Raises:
        TemplateError: as `read_library`.
    """
    return read_library([each.path for each in folders[:-1]], language, folders[-1].path)


def list_templates(
    folders: Sequence[ContentFolder], language: str = FALLBACK
) -> list[TemplateEntry]:
    """Every template that can be named, in the order of their names.

    Raises:
        TemplateError: if a folder cannot be read.
    """
    library = library_of(folders, language)
    names = {each.path: each.shown for each in folders}
    files = {file.name: file for name, file in library.files.items() if name == file.name}
    return [_entry(files[name], library, names) for name in sorted(files)]


def _entry(file: TemplateFile, library: Library, names: dict[Path, str]) -> TemplateEntry:
    head, taken, problem = _head(file, library)
    behind = [names[each.folder] for each in library.hidden if each.name == file.name]
    return TemplateEntry(
        short_name(file.name),
        head.about,
        names[file.folder],
        file.path,
        file.language,
        tuple(dict.fromkeys(each for each in behind if each != names[file.folder])),
        taken,
        problem,
    )


def _head(file: TemplateFile, library: Library) -> tuple[Head, tuple[TemplateOption, ...], str]:
    if file.problem:
        return Head(), (), file.problem.what
    try:
        return read_head(file), tuple(options(library, file.name).values()), ""
    except TemplateError as error:
        return Head(), (), str(error)


def locate(given: str, folders: Sequence[ContentFolder]) -> tuple[str, Sequence[ContentFolder]]:
    """The name of a template that is given by its name or its path, and where to look for it.

    A file that is in none of the folders brings its own, which is looked in first.
    """
    path = Path(given).absolute()
    if not path.name.endswith(SUFFIX) or not path.is_file():
        return given, folders
    for folder in folders:
        if path.is_relative_to(folder.path.absolute()):
            return read_file(path, folder.path.absolute()).name, folders
    root = path.parent.parent if is_language(path.parent.name) else path.parent
    return read_file(path, root).name, [ContentFolder(root, "beside", path.name), *folders]


def locate_all(
    given: Sequence[str], folders: Sequence[ContentFolder]
) -> tuple[list[str], Sequence[ContentFolder]]:
    """As `locate`, for several."""
    names = []
    for each in given:
        name, folders = locate(each, folders)
        names.append(name)
    return names, folders
