"""Where templates are looked for: the workspace, the user's own, packs, Python packages, ours."""

from pathlib import Path

from mmc_audio._lib.content_folders import ContentFolder, content_folders
from mmc_audio.templates.files import builtin_templates_dir


def template_folders(here: Path | None = None) -> list[ContentFolder]:
    """The folders that are there, in search order, the built-in one last.

    Args:
        here: the workspace, whose `templates` comes first; the current folder where left out.
    """
    builtin = ContentFolder(builtin_templates_dir(), "built-in")
    found = content_folders("templates", here)
    return [*(each for each in found if not _same(each.path, builtin.path)), builtin]


def override_folders(here: Path | None = None) -> list[Path]:
    """The folders that are searched before the built-in one; see `template_folders`."""
    return [folder.path for folder in template_folders(here)[:-1]]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
