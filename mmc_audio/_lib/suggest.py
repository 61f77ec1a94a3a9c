"""The nearest of a few known words, for messages."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean strength?`, or `otherwise` where no known word is near."""
    near = get_close_matches(word, list(known), 1)
    return f"did you mean {near[0]}?" if near else otherwise
