"""Packs: templates that are shared as one folder or one zip file. Text only.

A pack is in a stranger's hands until it was read: names are checked before anything is written,
sizes before anything is unpacked, and nothing in it is ever run outside the jail.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePosixPath

from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.atomic_folder import remove_folder, replace_folder
from mmc_audio._lib.content_folders import packs_folder
from mmc_audio.errors import MissingError, Place, TemplateError
from mmc_audio.templates.files import (
    MAX_BYTES,
    MAX_FILES,
    SUFFIX,
    TemplateFile,
    is_reserved,
    named,
)
from mmc_audio.templates.walk import MAX_DEPTH, MAX_WALKED, refuse_whole_disk, too_many_files

EXTRA_SUFFIXES = (".md", ".txt")
"""What a pack may hold besides templates, for its reader."""
_PART = re.compile(r"\w[\w .-]*")
_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?|.*[ .]", re.IGNORECASE)
"""Names that are devices there, and ends that it drops."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that the same templates make the same bytes."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The texts of a pack by path."""

    name: str
    texts: dict[str, str]

    @property
    def templates(self) -> list[str]:
        """The paths of the templates, such as `en/rest.cues.j2`."""
        return sorted(path for path in self.texts if path.endswith(SUFFIX))

    def files(self, folder: Path) -> list[TemplateFile]:
        """Its templates as they would be read from `folder`."""
        return [self._file(path, folder) for path in self.templates]

    def _file(self, path: str, folder: Path) -> TemplateFile:
        language, name = named(path.split("/"))
        return TemplateFile(name, folder / path, folder, language, False, self.texts[path])  # noqa: FBT003


def pack_name(path: Path) -> str:
    """The name of a pack: its folder's or file's, in small letters, digits and hyphens."""
    stem = path.absolute().name.lower().removesuffix(".zip")
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:60] or "pack"


def read_pack(path: Path) -> Pack:
    """The pack in a folder or a zip file.

    Raises:
        MissingError: if it is not there.
        TemplateError: if it holds anything but text, or too much of it.
    """
    if path.is_dir():
        data = _from_folder(path)
    elif path.is_file():
        data = _from_zip(path)
    else:
        raise MissingError("there is no such folder or zip file; check the path", Place(str(path)))
    texts = {name: _decoded(name, each, path) for name, each in data.items()}
    pack = Pack(pack_name(path), texts)
    if not pack.templates:
        what = f"holds no template; they end in {SUFFIX} and lie in language folders such as en/"
        raise TemplateError(what, Place(str(path)))
    return pack


def _decoded(name: str, data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{name} is no UTF-8 text; a pack carries text only"
        raise TemplateError(what, Place(str(path))) from error


def _from_folder(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    refuse_whole_disk(folder)
    paths = list(islice(folder.rglob("*"), MAX_WALKED + 1))
    if len(paths) > MAX_WALKED:
        raise too_many_files(folder)
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(name).parts) or path.is_dir():
            continue
        _check(name, found, folder)
        if path.is_symlink() or not path.is_file():
            raise TemplateError(f"{name} is no plain file; leave it out", Place(str(folder)))
        with path.open("rb") as file:
            found[name] = _bounded(name, file.read(MAX_BYTES + 1), folder)
    return found


def _from_zip(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for info in (each for each in archive.infolist() if not each.is_dir()):
                _check(info.filename, found, path)
                found[info.filename] = _member(archive, info, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        what = "is no zip file that can be read; ask for it again"
        raise TemplateError(what, Place(str(path))) from error
    return found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise TemplateError(
            f"{info.filename} is a link; a pack carries text only", Place(str(path))
        )
    with archive.open(info) as file:
        return _bounded(info.filename, file.read(MAX_BYTES + 1), path)


def _bounded(name: str, data: bytes, path: Path) -> bytes:
    if len(data) > MAX_BYTES:
        what = f"{name} is larger than {MAX_BYTES // 1024} KiB; a template is a page of text"
        raise TemplateError(what, Place(str(path)))
    return data


def _check(name: str, found: Collection[str], path: Path) -> None:
    """That a file may be part of a pack: its name is harmless on every system, and new to it."""
    problem = _problem(name) or _clash(name, found)
    if len(found) >= MAX_FILES:
        problem = f"holds more than {MAX_FILES} files; split it"
    if problem:
        raise TemplateError(problem, Place(str(path)))


def _problem(name: str) -> str:
    """What is wrong with the name of a file in a pack; empty if nothing is."""
    parts = name.split("/")
    if len(parts) > MAX_DEPTH + 1 or not all(_PART.fullmatch(part) for part in parts):
        return f"{name!r} is no name for a template; use letters, digits, - and _"
    if any(_ON_WINDOWS.fullmatch(part) for part in parts):
        return f"{name!r} cannot be a file's name on Windows; rename it"
    if is_reserved(named(parts)[1]):
        return f"{name!r} would stand for a built-in template; put it a folder higher"
    if not name.endswith((SUFFIX, *EXTRA_SUFFIXES)):
        return f"{name} is no text; a pack carries templates ({SUFFIX}) and .md or .txt only"
    return ""


def _clash(name: str, found: Collection[str]) -> str:
    """Which file of `found` could not lie beside `name` on every system; empty if none."""
    one = _anywhere(name)
    for other in map(_anywhere, found):
        if one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/"):
            return f"{name!r} is there twice, but for the case of letters; rename one"
    return ""


def _anywhere(name: str) -> str:
    """What macOS and Windows make of a name: they keep no two that differ less than this."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def write_zip(folder: Path, to: Path) -> Pack:
    """Make one zip file of the templates in `folder`; the same templates give the same bytes.

    Raises:
        TemplateError: if the folder is no pack.
        OutputError: if the file cannot be written.
    """
    pack = read_pack(folder)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(pack.texts):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), pack.texts[name].encode())
    with FileGroup(to.absolute().parent) as group:
        group.write(to.name, content.getvalue())
    return pack


def add_pack(pack: Pack, to: Path | None = None) -> Path:
    """Put a pack where it is found; one of the same name is replaced as a whole.

    Raises:
        OutputError: if it cannot be written; then all is as it was.
    """
    folder = (to or packs_folder()) / pack.name
    replace_folder(folder, {name: text.encode() for name, text in pack.texts.items()})
    return folder


def remove_pack(name: str, packs: Path | None = None) -> Path:
    """Take a pack away.

    Raises:
        MissingError: if there is none of that name.
        OutputError: if it cannot be removed.
    """
    folder = (packs or packs_folder()) / pack_name(Path(name))
    if not folder.is_dir():
        there = (
            [each.name for each in folder.parent.glob("[!.]*")] if folder.parent.is_dir() else []
        )
        have = f"there are {', '.join(sorted(there))}" if there else "there is none"
        raise MissingError(f'there is no pack "{name}"; {have}')
    remove_folder(folder)
    return folder
