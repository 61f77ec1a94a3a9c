"""Where the project's own example plans lie, and the user's folders."""

from pathlib import Path

from mmc_audio.errors import MissingError

PACKAGE = Path(__file__).parents[1]


def examples_dir() -> Path:
    """The example plans: in the wheel, or beside the package in a checkout."""
    packed = PACKAGE / "_data" / "examples"
    return packed if packed.is_dir() else PACKAGE.parent / "examples"


def example(name: str) -> Path:
    """The example plan `name`.

    Raises:
        MissingError: if it was not installed.
    """
    path = examples_dir() / name
    if not path.is_file():
        raise MissingError(f"the example {name} is not installed; install mmc-audio again")
    return path


def template_folders(here: Path | None = None) -> list[Path]:
    """Where cue templates are looked for before the built-in ones; only folders that are there.

    `templates/` in the workspace (the current folder), the user's own folder, packs.
    """
    from mmc_audio.script import template_folders as script

    return [folder.path for folder in script.template_folders(here)[:-1]]
