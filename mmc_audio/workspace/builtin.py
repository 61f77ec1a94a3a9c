"""Where the example plans of the package are."""

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
