"""Folders that are replaced or removed as a whole: what was there stays until the new one stands.

No system call exchanges two folders everywhere, so the old one steps aside for a moment under a
hidden name. A process that is killed in that moment leaves it there, and `settle` puts it back.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from mmc_audio._lib.atomic import as_output_error, hidden_part, sweep
from mmc_audio._lib.locked_folder import alone

_ASIDE = ".old"


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold these files and no others.

    Args:
        folder: made if it is not there.
        files: the content of each by its path in the folder, with `/` between folders.

    Raises:
        OutputError: if it cannot be written; then all is as it was.
    """
    with as_output_error(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    with as_output_error(folder), alone(folder.parent):
        sweep(folder.parent)
        _settle(folder.parent)
        new = hidden_part(folder.parent)
        try:
            for name, content in files.items():
                _write(new / name, content)
            _exchange(folder, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Remove `folder` and all in it; it is gone at once, or still whole.

    Raises:
        OutputError: if it cannot be removed.
    """
    gone = hidden_part(folder.parent)
    with as_output_error(folder), alone(folder.parent):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def settle(parent: Path) -> None:
    """Put folders in `parent` back that a killed process had left aside."""
    if any(parent.glob(f".*{_ASIDE}")):
        with as_output_error(parent), alone(parent):
            _settle(parent)


def _settle(parent: Path) -> None:
    for aside in parent.glob(f".*{_ASIDE}"):
        folder = parent / aside.name.removeprefix(".").removesuffix(_ASIDE)
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(folder)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _exchange(folder: Path, new: Path) -> None:
    """Put `new` in the place of `folder`, which may not be there."""
    aside = folder.with_name(f".{folder.name}{_ASIDE}")
    if folder.exists():
        folder.rename(aside)
    try:
        new.rename(folder)
    except BaseException:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
