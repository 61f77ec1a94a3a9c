"""Packs: templates, sounds and exercises that are shared as one folder or one zip file.

A pack is someone else's until it was read: names are checked before anything is written, sizes
before anything is unpacked, and nothing in it is ever run outside the sandbox. Besides text it has
sounds, which only libsndfile opens.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePosixPath

from mmc_audio._lib import yaml_tree
from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.atomic_folder import remove_folder, replace_folder
from mmc_audio._lib.content_folders import packs_folder
from mmc_audio.errors import MissingError, Place, TemplateError
from mmc_audio.script.own_sounds import LARGEST_BYTES, is_sound, name_problem
from mmc_audio.script.own_sounds import SUFFIXES as SOUND_SUFFIXES
from mmc_audio.templates.files import (
    MAX_BYTES,
    MAX_FILES,
    SUFFIX,
    TemplateFile,
    is_language,
    is_reserved,
    named,
)
from mmc_audio.templates.translations import is_text_name
from mmc_audio.templates.walk import MAX_DEPTH, MAX_WALKED, refuse_whole_disk, too_many_files

SOUNDS, EXERCISES = "sounds/", "exercises/"
"""Where a pack has what is no template."""
YAML = ".yaml"
MOST_BYTES = 50_000_000
"""Of all files of a pack."""
EXTRA_SUFFIXES = (".md", ".txt")
"""What a pack may hold besides templates, for its reader."""
_PART = re.compile(r"\w[\w .-]*")
_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?|.*[ .]", re.IGNORECASE)
"""Names that are devices there, and ends that it drops."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that the same templates make the same bytes."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is in a pack, by path."""

    name: str
    texts: dict[str, str]
    sounds: dict[str, bytes] = field(default_factory=dict)
    """Such as `sounds/gong.wav`."""

    @property
    def templates(self) -> list[str]:
        """The paths of the templates, such as `en/rest.cues.j2`."""
        return sorted(path for path in self.texts if path.endswith(SUFFIX))

    @property
    def exercises(self) -> list[str]:
        """The paths of the files of exercises, such as `exercises/rope.yaml`."""
        return sorted(path for path in self.texts if path.startswith(EXERCISES))

    @property
    def content(self) -> dict[str, bytes]:
        """The bytes of each file."""
        return {**{path: text.encode() for path, text in self.texts.items()}, **self.sounds}

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
    sounds = {name: each for name, each in data.items() if name.startswith(SOUNDS)}
    texts = {name: _decoded(name, data[name], path) for name in data.keys() - sounds.keys()}
    pack = Pack(pack_name(path), texts, sounds)
    if not pack.templates and not pack.exercises and not sounds:
        what = f"holds no template; they end in {SUFFIX} and are in language folders such as en/"
        raise TemplateError(what, Place(str(path)))
    return pack


def _decoded(name: str, data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{name} is no UTF-8 text; save it as UTF-8"
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
            found[name] = _bounded(name, file.read(_most(name) + 1), folder)
    return _all_bounded(found, folder)


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
    return _all_bounded(found, path)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise TemplateError(f"{info.filename} is a link; put the file itself in", Place(str(path)))
    with archive.open(info) as file:
        return _bounded(info.filename, file.read(_most(info.filename) + 1), path)


def _most(name: str) -> int:
    """Bytes that a file of that name may have."""
    if name.startswith(SOUNDS):
        return LARGEST_BYTES
    return yaml_tree.MAX_BYTES if name.startswith(EXERCISES) or _is_texts(name) else MAX_BYTES


def _bounded(name: str, data: bytes, path: Path) -> bytes:
    if len(data) > (most := _most(name)):
        what = f"{name} is larger than {most // 1024} KiB; make it smaller"
        raise TemplateError(what, Place(str(path)))
    return data


def _all_bounded(found: dict[str, bytes], path: Path) -> dict[str, bytes]:
    if sum(map(len, found.values())) > MOST_BYTES:
        what = f"holds more than {MOST_BYTES // 1_000_000} MB; leave sounds out"
        raise TemplateError(what, Place(str(path)))
    return found


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
    if _is_in(SOUNDS, name) and is_sound(parts[1]):
        problem = name_problem(PurePosixPath(name).stem.lower())
        return f"{name}: {problem}" if problem else ""
    own_exercises = _is_in(EXERCISES, name) and name.endswith(YAML)
    if own_exercises or _is_texts(name) or name.endswith((SUFFIX, *EXTRA_SUFFIXES)):
        return ""
    return f"{name} is no text; {_CARRIES}"


def _is_in(folder: str, name: str) -> bool:
    """Whether a file is right in that folder of the pack."""
    return name.startswith(folder) and name.count("/") == 1


def _is_texts(name: str) -> bool:
    """Whether it translates an English file of texts: `es/routines.yaml`."""
    folder, _, inner = name.partition("/")
    return is_language(folder.lower()) and is_text_name(inner)


_CARRIES = (
    f"a pack carries templates ({SUFFIX}), texts of a language (es/routines.yaml), sounds/ "
    f"({', '.join(SOUND_SUFFIXES)}), exercises/ (.yaml), and .md or .txt for its reader"
)


def _clash(name: str, found: Collection[str]) -> str:
    """Which file of `found` could not be beside `name` on every system; empty if none."""
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
    pack = _with_siblings(read_pack(folder), folder)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(pack.content.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    with FileGroup(to.absolute().parent) as group:
        group.write(to.name, content.getvalue())
    return pack


def _with_siblings(pack: Pack, folder: Path) -> Pack:
    """The pack of a workspace's `templates` with the sounds and exercises beside that folder."""
    if folder.absolute().name != "templates":
        return pack
    found: dict[str, bytes] = {}
    sounds, exercises = (folder.absolute().parent / kind for kind in ("sounds", "exercises"))
    paths = [*sorted(sounds.glob("*.*")), *sorted(exercises.glob(f"*{YAML}"))]
    for path in (each for each in paths if is_sound(each.name) or each.parent == exercises):
        name = f"{path.parent.name}/{path.name}"
        _check(name, {**pack.texts, **found}, folder)
        if path.is_symlink() or not path.is_file():
            raise TemplateError(f"{name} is no plain file; leave it out", Place(str(folder)))
        with path.open("rb") as file:
            found[name] = _bounded(name, file.read(_most(name) + 1), folder)
    texts = {name: _decoded(name, data, folder) for name, data in found.items()
             if name.startswith(EXERCISES)}  # fmt: skip
    own = {name: data for name, data in found.items() if name not in texts}
    return Pack(pack.name, {**pack.texts, **texts}, {**pack.sounds, **own})


def add_pack(pack: Pack, to: Path | None = None) -> Path:
    """Put a pack where it is found; one of the same name is replaced as a whole.

    Raises:
        OutputError: if it cannot be written; then all is as it was.
    """
    folder = (to or packs_folder()) / pack.name
    replace_folder(folder, pack.content)
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
