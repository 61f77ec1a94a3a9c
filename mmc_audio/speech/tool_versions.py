"""What decides the bytes of a session besides this program: packages of others, by version."""

import re
from contextlib import suppress
from functools import cache

SOUND = ("numpy", "soxr")
"""What becomes of an engine's sound."""
SESSION = (*SOUND, "lameenc")
"""What becomes of the sounds."""

_VERSION = re.compile("^Version: *(.+)", re.MULTILINE)


@cache
def versions(names: tuple[str, ...]) -> dict[str, str]:
    """The versions of the packages, as far as they are installed.

    `importlib.metadata.version` reads all of a package's description as an e-mail: 4 ms that every
    unchanged rendering would take longer.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    found = {}
    for name in names:
        with suppress(PackageNotFoundError):
            lines = _VERSION.search(distribution(name).read_text("METADATA") or "")
            found[name] = lines[1].strip() if lines else ""
    return found
