"""One file that appears whole or not at all; for several that belong together see `atomic`."""

import os
import tempfile
from pathlib import Path

NEW = ".new-"
"""How the name of a file begins that has not appeared yet."""


def write_whole(path: Path, *parts: bytes) -> None:
    """Write a file that only its owner may read, and rename it to its place.

    It is not forced to the disk: after a power cut it may be there with other content.

    Raises:
        OSError: if that is not possible; what was there before is untouched.
    """
    make_private(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def make_private(folder: Path) -> None:
    """The folder and those above it, for the owner only where they are new."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
