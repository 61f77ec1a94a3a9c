"""When the first vowel begins, by what flite prints with `-psdur`."""

from itertools import pairwise

VOWELS = frozenset({
    "aa", "ae", "ah", "ao", "aw", "ax", "axr", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh",
    "uw",
})  # fmt: skip
"""In the alphabet of its voices, which is that of CMU's dictionary."""


def first_printed_vowel(printed: str, rate: int) -> int | None:
    """The sample at which the first vowel is heard; None where there is none.

    Args:
        printed: `pau:0.217 ey:0.365 t:0.485`: each phoneme and the second at which it ends.
        rate: samples per second.
    """
    phonemes = [word.rpartition(":") for word in printed.split()]
    ends = [(name, float(end)) for name, _, end in phonemes if name and _is_time(end)]
    starts = (end for (_, end), (name, _) in pairwise([("", 0.0), *ends]) if name in VOWELS)
    start = next(starts, None)
    return None if start is None else round(start * rate)


def _is_time(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
