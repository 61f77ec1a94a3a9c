"""Packs: templates that are shared as one folder or one zip file. Text only.

A pack is in a stranger's hands until it was read: names are checked before anything is written,
sizes before anything is unpacked, and nothing in it is ever run outside the jail.
"""

import re
import shutil
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mmc_audio.errors import MissingError, OutputError, Place, TemplateError
from mmc_audio.templates.files import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FILES,
    SUFFIX,
    short_name,
)
from mmc_audio.templates.listing import library_of
from mmc_audio.templates.search_path import TemplateFolder, packs_folder

EXTRA_SUFFIXES = (".md", ".txt")
"""What a pack may hold besides templates, for its reader."""
_PART = re.compile(r"\w[\w .-]*")
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
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(name).parts) or path.is_dir():
            continue
        _check(name, len(found), folder)
        if path.is_symlink() or not path.is_file():
            raise TemplateError(f"{name} is no plain file; leave it out", Place(str(folder)))
        with path.open("rb") as file:
            found[name] = _bounded(name, file.read(MAX_BYTES + 1), folder)
    return found


def _from_zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return {
                info.filename: _member(archive, info, number, path)
                for number, info in enumerate(archive.infolist())
                if not info.is_dir()
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        what = "is no zip file that can be read; ask for it again"
        raise TemplateError(what, Place(str(path))) from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, number: int, path: Path) -> bytes:
    _check(info.filename, number, path)
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


def _check(name: str, number: int, path: Path) -> None:
    """That a file may be part of a pack: its name is harmless, and there are not too many."""
    parts = name.split("/")
    if number >= MAX_FILES:
        raise TemplateError(f"holds more than {MAX_FILES} files; split it", Place(str(path)))
    if len(parts) > MAX_DEPTH + 1 or not all(_PART.fullmatch(part) for part in parts):
        what = f"{name!r} is no name for a template; use letters, digits, - and _"
        raise TemplateError(what, Place(str(path)))
    if not name.endswith((SUFFIX, *EXTRA_SUFFIXES)):
        what = f"{name} is no text; a pack carries templates ({SUFFIX}) and .md or .txt only"
        raise TemplateError(what, Place(str(path)))


def write_zip(folder: Path, to: Path) -> Pack:
    """Make one zip file of the templates in `folder`; the same templates give the same bytes.

    Raises:
        TemplateError: if the folder is no pack.
        OutputError: if the file cannot be written.
    """
    pack = read_pack(folder)
    try:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(pack.texts):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), pack.texts[name].encode())
    except OSError as error:
        raise OutputError(f"{to} cannot be written: {error.strerror}; check the folder") from error
    return pack


def overridden(pack: Pack, folders: Sequence[TemplateFolder]) -> dict[str, str]:
    """The templates of `folders` that the pack would stand before: the folder by the name."""
    packs_on = [each for each in folders if each.kind in ("package", "built-in", "pack")]
    library = library_of(packs_on)
    names = {each.path: each.shown for each in folders}
    wanted = {short_name(path.split("/", 1)[-1]) for path in pack.templates}
    return {
        short_name(file.name): names[file.folder]
        for name, file in sorted(library.files.items())
        if name == file.name and short_name(file.name) in wanted
    }


def add_pack(pack: Pack, to: Path | None = None) -> Path:
    """Put a pack where it is found; one of the same name is replaced as a whole.

    Raises:
        OutputError: if it cannot be written.
    """
    folder = (to or packs_folder()) / pack.name
    new = folder.with_name(f".{pack.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        for name, text in pack.texts.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    except OSError as error:
        what = f"{folder} cannot be written: {error.strerror}; check the folder"
        raise OutputError(what) from error
    return folder


def remove_pack(name: str, packs: Path | None = None) -> Path:
    """Take a pack away.

    Raises:
        MissingError: if there is none of that name.
    """
    folder = (packs or packs_folder()) / pack_name(Path(name))
    if not folder.is_dir():
        there = (
            [each.name for each in folder.parent.glob("[!.]*")] if folder.parent.is_dir() else []
        )
        have = f"there are {', '.join(sorted(there))}" if there else "there is none"
        raise MissingError(f'there is no pack "{name}"; {have}')
    shutil.rmtree(folder)
    return folder
