"""Which of the known words a misspelt one was meant to be."""

from collections.abc import Iterable

LIKE = 0.6
"""How alike two words must be, from 0 to 1: difflib's own measure, and its usual value."""


def nearest(word: str, known: Iterable[str], *, most: int = 1, like: float = LIKE) -> list[str]:
    """At most `most` of the known words that look like `word`, the most alike first."""
    from difflib import get_close_matches  # takes longer to load than most commands need

    return get_close_matches(word, list(known), most, like)


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str = "", *, form: str = "{}", like: float = LIKE
) -> str:
    """`did you mean rest?`, the half of a message that says what to do.

    Args:
        word: what was written.
        known: what may be written.
        otherwise: what to say where nothing is like it.
        form: how the word is shown: `"{}"` in quotes.
        like: how alike they must be, from 0 to 1.
    """
    close = nearest(word, known, like=like)
    return f"did you mean {form.format(close[0])}?" if close else otherwise
