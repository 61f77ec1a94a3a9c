"""Where templates are looked for: the workspace, the user's own, packs, Python packages, ours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mmc_audio._lib.atomic_folder import settle
from mmc_audio.templates.files import builtin_templates_dir

ENTRY_POINTS = "mmc_audio.templates"
"""A Python package that brings templates names its folder here: `my-pack = "my_pack.templates"`."""


@dataclass(frozen=True, slots=True)
class TemplateFolder:
    """A folder that is searched for templates."""

    path: Path
    kind: str
    """workspace, yours, pack, package or built-in."""
    name: str = ""
    """Of a pack or package."""

    @property
    def shown(self) -> str:
        """What it is called in lists."""
        return f"{self.kind} {self.name}" if self.name else self.kind


def own_folder() -> Path:
    """The user's own templates, for all workspaces."""
    import platformdirs

    return Path(platformdirs.user_config_dir("mmc-audio")) / "templates"


def packs_folder() -> Path:
    """Where added packs lie, each in a folder of its own."""
    import platformdirs

    return Path(platformdirs.user_data_dir("mmc-audio")) / "packs"


def template_folders(here: Path | None = None) -> list[TemplateFolder]:
    """The folders that are there, in search order, the built-in one last.

    Args:
        here: the workspace, whose `templates` comes first; the current folder where left out.
    """
    workspace = (here or Path.cwd()) / "templates"
    builtin = TemplateFolder(builtin_templates_dir(), "built-in")
    found = [
        TemplateFolder(workspace, "workspace"),
        TemplateFolder(own_folder(), "yours"),
        *_packs(),
        *(TemplateFolder(Path(path), "package", name) for name, path in _packages()),
    ]
    there = [each for each in found if each.path.is_dir() and not _same(each.path, builtin.path)]
    return [*there, builtin]


def override_folders(here: Path | None = None) -> list[Path]:
    """The folders that are searched before the built-in one; see `template_folders`."""
    return [folder.path for folder in template_folders(here)[:-1]]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _packs() -> Iterator[TemplateFolder]:
    folder = packs_folder()
    if not folder.is_dir():
        return
    settle(folder)
    found = [TemplateFolder(path, "pack", path.name) for path in folder.glob("[!.]*")]
    yield from packs_in_order(found)


def packs_in_order(packs: Iterable[TemplateFolder]) -> list[TemplateFolder]:
    """The packs as they are searched."""
    return sorted(packs, key=lambda each: each.name)


@lru_cache(maxsize=1)
def _packages() -> tuple[tuple[str, str], ...]:
    """Name and folder of each pack that an installed Python package brings.

    A package that cannot be found is passed over: nothing of it is run, only located.
    """
    from importlib.metadata import entry_points

    found = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
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
