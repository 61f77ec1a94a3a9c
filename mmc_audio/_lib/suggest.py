"""Which of the known words a misspelt one was meant to be."""

from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

LIKE = 0.6
"""How alike two words must be, from 0 to 1: difflib's own measure, and its usual value."""


def nearest(word: str, known: Iterable[str], *, most: int = 1, like: float = LIKE) -> list[str]:
    """At most `most` of the known words that look like `word`, the most alike first.

    As difflib's `get_close_matches`, which counts the letters of each word anew.
    """
    from difflib import SequenceMatcher  # takes longer to load than most commands need

    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    letters = _letters(word)
    found: list[tuple[float, str]] = []
    for each in known:
        shared = (letters & _letters(each)).bit_count()
        if 2 * shared >= like * (len(word) + len(each)):
            matcher.set_seq1(each)
            found.append((matcher.ratio(), each))
    return [each for ratio, each in nlargest(most, found) if ratio >= like]


@lru_cache(maxsize=16_384)  # the names of the catalogue are looked through for each that is new
def _letters(word: str) -> int:
    """A bit for each letter, and for each time it comes again: words share as many as letters."""
    times: dict[int, int] = {}
    bits = 0
    for letter in word:
        place = ord(letter) % 128
        bits |= 1 << (128 * times.get(place, 0) + place)
        times[place] = times.get(place, 0) + 1
    return bits


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
