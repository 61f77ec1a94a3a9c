"""Text that XML can hold."""

import re
from xml.sax.saxutils import escape

from mmc_audio._lib.characters import XML

_ILLEGAL = re.compile(f"[{XML}]")


def legal(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids, even escaped, or discourages."""
    return _ILLEGAL.sub("", text)


def escaped(text: object) -> str:
    """`text` as it may stand in an element or an attribute."""
    return escape(legal(str(text)), {'"': "&quot;"})
