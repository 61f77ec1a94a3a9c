"""Sounds of a coach's own: which files there are, and what scripts call them.

They are in `sounds/` of the workspace, of the user's own folder, of packs and of Python packages;
the earlier folder wins. `[gong]` is `gong.wav`, `.flac` or `.ogg`. What is in the files is read in
`audio.own_sounds`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

from mmc_audio._lib.content_folders import ContentFolder, content_folders, from_here
from mmc_audio._lib.content_key import UNKEYED
from mmc_audio.errors import InputError, Place
from mmc_audio.script.directive import STRUCTURE, WORDS
from mmc_audio.script.model import SOUNDS, Block, Cue, Item, Script

SUFFIXES = (".wav", ".flac", ".ogg")
NAME = re.compile("[a-z][a-z0-9_-]{0,39}")
DRAWN_OUT = frozenset({"rise", "fall"})
"""Built-in sounds that take the length of their slot: no file can stand for them."""
LARGEST_BYTES = 10_000_000
MOST_FILES = 500
"""Files of sound in one folder: more are some other folder."""


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A file of sound, by the name that scripts have for it."""

    name: str
    path: Path = field(metadata=UNKEYED)
    origin: str = field(metadata=UNKEYED)
    """workspace, yours, pack NAME, package NAME."""
    digest: str = ""
    """Of the file's bytes; empty as long as it was not needed."""
    problem: str = field(default="", metadata=UNKEYED)
    """Why it cannot be used."""


def own_sounds(folders: Sequence[ContentFolder] | None = None) -> dict[str, OwnSound]:
    """The sounds in `folders`, the first one first; None for all that are searched.

    Raises:
        InputError: if a folder has too many files.
    """
    searched = content_folders("sounds") if folders is None else folders
    return first_of(sounds_in(sound_paths(each.path), each.shown) for each in searched)


def first_of(layers: Iterable[Mapping[str, OwnSound]]) -> dict[str, OwnSound]:
    """The sound that each name means, where folders are searched in the order of `layers`."""
    found: dict[str, OwnSound] = {}
    for layer in layers:
        found = {**layer, **found}
    return found


def sound_paths(folder: Path) -> list[Path]:
    """The files of sound in a folder.

    Raises:
        InputError: if there are too many.
    """
    found = sorted(path for path in folder.iterdir() if is_sound(path.name))
    if len(found) > MOST_FILES:
        what = f"has more than {MOST_FILES} sounds; name the folder that is meant"
        raise InputError(what, Place(str(folder)))
    return found


def is_sound(name: str) -> bool:
    """Whether a file of that name is a sound."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def sounds_in(paths: Iterable[Path], origin: str) -> dict[str, OwnSound]:
    """The files of one folder by name; those that cannot be used say why."""
    found: dict[str, OwnSound] = {}
    for path in paths:
        name = path.stem.lower()
        problem = name_problem(name)
        if name in found:
            problem = f"{found[name].path.name} and {path.name} have one name; keep one of them"
        found[name] = OwnSound(name, path, origin, problem=problem)
    return found


def name_problem(name: str) -> str:
    """Why scripts cannot have a sound of that name; empty if they can."""
    if name in DRAWN_OUT:
        return f"{name} is drawn out to its slot, which no file can be; use another name"
    if name not in SOUNDS and name in (*WORDS, *STRUCTURE):
        return f"{name} means something else in brackets; use another name"
    if not NAME.fullmatch(name):
        return "a sound's name is small letters, digits, - and _, such as gong.wav; rename it"
    return ""


def sound_names(sounds: Mapping[str, OwnSound]) -> tuple[str, ...]:
    """What scripts may write in brackets for them; what cannot be a name is left out."""
    return tuple(name for name in sounds if not name_problem(name))


def used_sounds(script: Script, sounds: Mapping[str, OwnSound]) -> tuple[OwnSound, ...]:
    """The coach's own sounds in a script, each with the digest of its bytes.

    Raises:
        InputError: for one that cannot be used.
    """
    wanted = sorted({name for section in script.sections for name in _named(section.items)})
    return tuple(_with_digest(sounds[name]) for name in wanted if name in sounds)


def _named(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Block):
            yield from _named(item.items)
        elif isinstance(item, Cue):
            yield from item.sounds


def _with_digest(sound: OwnSound) -> OwnSound:
    if sound.problem:
        raise InputError(sound.problem, Place(from_here(sound.path)))
    try:
        if sound.path.is_symlink() or not sound.path.is_file():
            what = "is no plain file; put the sound itself here"
            raise InputError(what, Place(from_here(sound.path)))
        if sound.path.stat().st_size > LARGEST_BYTES:
            what = f"is larger than {LARGEST_BYTES // 1_000_000} MB; use a shorter sound"
            raise InputError(what, Place(from_here(sound.path)))
        with sound.path.open("rb") as file:
            return replace(sound, digest=file_digest(file, "sha256").hexdigest())
    except OSError as error:
        what = f"cannot be read: {error.strerror}; check it"
        raise InputError(what, Place(from_here(sound.path))) from error
