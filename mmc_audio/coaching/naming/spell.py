"""Misspelt words put right: near a known word, with the same first letter."""

from collections.abc import Collection, Iterable

SHORTEST = 4
"""Letters of a word that may be misspelt: rows and raws are words of their own."""
LONG = 9
"""Letters from which two mistakes are forgiven in place of one."""
MOST = 2


def corrected(word: str, vocabulary: Iterable[str]) -> str:
    """The nearest word of `vocabulary`, or `word` itself where none is near."""
    if len(word) < SHORTEST or not word.isalpha():
        return word
    near = [
        (found, known)
        for known in vocabulary
        if known[0] == word[0] and len(known) >= SHORTEST and abs(len(known) - len(word)) <= MOST
        if (found := distance(word, known, MOST)) <= _allowed(word, known)
    ]
    return min(near, default=(0, word))[1]


def split(word: str, vocabulary: Collection[str]) -> list[str]:
    """`benchpress` as bench, press: two known words written as one; none for any other."""
    for cut in range(SHORTEST - 1, len(word) - SHORTEST + 2):
        if word[:cut] in vocabulary and word[cut:] in vocabulary:
            return [word[:cut], word[cut:]]
    return []


def _allowed(word: str, known: str) -> int:
    """Mistakes that are forgiven; two also in a short word that has the same letters."""
    if set(word) == set(known):
        return MOST
    if len(word) == SHORTEST:
        return int(set(word) < set(known))
    return MOST if len(word) >= LONG else 1


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, take away, change or swap; `most` + 1 where it is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            swap = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against
            row.append(min(cost, last[j - 2] + 1) if swap else cost)
        if min(row) > most:
            return most + 1
    return row[-1]
