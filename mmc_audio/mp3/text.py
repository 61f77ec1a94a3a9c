"""Text for people's players: nothing in it that a tag, XML or a line format cannot carry."""

import re
import unicodedata

from mmc_audio._lib.characters import XML

_ILLEGAL = re.compile(f"[{XML}]")


def clean(text: str, *, lines: bool = False) -> str:
    """`text` composed (NFC), without illegal characters.

    Args:
        text: from a plan or template.
        lines: keep line breaks; without it all white space becomes single spaces.
    """
    legal = _ILLEGAL.sub("", unicodedata.normalize("NFC", text))
    if lines:
        return legal.replace("\r\n", "\n").replace("\r", "\n")
    return " ".join(legal.split())


def shorten(text: str, longest: int) -> str:
    """`text` in at most `longest` characters, cut at a word and ended with an ellipsis."""
    whole = clean(text)
    if len(whole) <= longest:
        return whole
    words = whole[:longest].rsplit(" ", 1)[0]
    kept = words if longest // 2 < len(words) < longest else whole[: longest - 1]
    return kept.rstrip(" ,.;:-/(") + "…"
