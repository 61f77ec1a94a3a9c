"""Where what a coach adds is looked for: the workspace, the user's own, packs, Python packages.

There are three kinds: `templates`, `sounds` and `exercises`. In a workspace and in the user's own
folder each has a folder of that name. A pack is a folder of templates with the other kinds in it. A
Python package names a folder under the entry points of the kind: `mmc_audio.sounds`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mmc_audio._lib.atomic_folder import settle

Kind = Literal["templates", "sounds", "exercises"]

_SENT: ContextVar[Path | None] = ContextVar("folder that stands for all others", default=None)


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """A folder that is searched."""

    path: Path
    kind: str
    """workspace, yours, pack, package or built-in."""
    name: str = ""
    """Of a pack or package."""

    @property
    def shown(self) -> str:
        """What it is called in lists."""
        return f"{self.kind} {self.name}" if self.name else self.kind


def own_folder(what: Kind) -> Path:
    """The user's own, for all workspaces."""
    import platformdirs

    return Path(platformdirs.user_config_dir("mmc-audio")) / what


def packs_folder() -> Path:
    """Where added packs are, each in a folder of its own."""
    import platformdirs

    return Path(platformdirs.user_data_dir("mmc-audio")) / "packs"


def content_folders(what: Kind, here: Path | None = None) -> list[ContentFolder]:
    """The folders of one kind that are there, in search order, without the built-in one.

    Args:
        what: the kind.
        here: the workspace; the current folder where left out.
    """
    if sent := _SENT.get():
        found = [ContentFolder(sent / what, "workspace")]
    else:
        found = [
            ContentFolder((here or Path.cwd()) / what, "workspace"),
            ContentFolder(own_folder(what), "yours"),
            *_packs(what),
            *(ContentFolder(Path(path), "package", name) for name, path in _packages(what)),
        ]
    return [each for each in found if each.path.is_dir()]


@contextmanager
def only_from(folder: Path) -> Iterator[None]:
    """Within it, `folder` is the workspace and there is nothing else: for work that was sent."""
    token = _SENT.set(folder)
    try:
        yield
    finally:
        _SENT.reset(token)


def in_pack(pack: Path, what: Kind) -> Path:
    """Where a pack has its content of one kind."""
    return pack if what == "templates" else pack / what


def _packs(what: Kind) -> Iterator[ContentFolder]:
    folder = packs_folder()
    if not folder.is_dir():
        return
    settle(folder)
    found = (ContentFolder(in_pack(p, what), "pack", p.name) for p in folder.glob("[!.]*"))
    yield from packs_in_order(found)


def packs_in_order(packs: Iterable[ContentFolder]) -> list[ContentFolder]:
    """The packs as they are searched."""
    return sorted(packs, key=lambda each: each.name)


@cache
def _packages(what: Kind) -> tuple[tuple[str, str], ...]:
    """Name and folder of what installed Python packages bring.

    A package that cannot be found is passed over: nothing of it is run, only located.
    """
    from importlib.metadata import entry_points

    found = []
    for entry in sorted(entry_points(group=f"mmc_audio.{what}"), key=lambda each: each.name):
        found += [(entry.name, folder) for folder in _located(entry.module)]
    return tuple(found)


def _located(module: str) -> list[str]:
    """The folder of a module whose parents are plain packages, without importing any of them."""
    from importlib.machinery import PathFinder

    path: list[str] | None = None
    for part in module.split("."):
        spec = PathFinder.find_spec(part, path)
        if spec is None or not spec.submodule_search_locations:
            return []
        path = list(spec.submodule_search_locations)
    return path[:1] if path else []


def from_here(path: Path) -> str:
    """`path` for messages: from the current folder where it is in it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
