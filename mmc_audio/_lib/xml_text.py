"""Text that XML can hold."""

import re
from xml.sax.saxutils import escape

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold, even escaped."""
    return _ILLEGAL.sub("", text)


def escaped(text: object) -> str:
    """`text` as it may stand in an element or an attribute."""
    return escape(legal(str(text)), {'"': "&quot;"})
