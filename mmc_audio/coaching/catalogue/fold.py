"""Names folded for comparison: without case, spaces, punctuation and plural endings."""

import re

_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))


def fold(name: str) -> str:
    """`name` without case, spaces, hyphens, apostrophes and plural endings.

    Push-ups and pushup are one, and so are Farmer's carry and farmer carries.
    """
    words = re.findall(r"[^\W_]+", re.sub("['\u2019]", "", name.casefold()))
    return "".join(singular(word) for word in words)


def singular(word: str) -> str:
    """`word` without its plural ending; what has none stays."""
    for ending, one in _PLURALS:
        if word.endswith(ending):
            word = word.removesuffix(ending) + one
    return word.rstrip("s") or word
