"""How much sound an engine may give for a text: more is a fault of the engine, and is not kept.

An engine that gave ten minutes for a word took 3.3 GB on its way through trimming and resampling.
"""

import unicodedata

SPARE_S = 5.0
"""Silence that engines put around what they say, and words that are spelled out."""
S_PER_CHARACTER = 1.0
"""A digit or a letter that is named, at 80 words a minute, takes no longer."""
S_PER_SIGN = 3.0
"""A sign or an emoji is named in several words."""
MOST_BYTES_PER_S = 192_000 * 2
"""At the highest rate, 16 bit."""


def longest_s(text: str) -> float:
    """Seconds of sound for `text` at most, at any pace."""
    signs = sum(unicodedata.category(character)[0] in "SN" for character in text)
    return SPARE_S + S_PER_CHARACTER * len(text) + S_PER_SIGN * signs


def most_bytes(text: str) -> int:
    """Bytes of mono 16 bit sound for `text` at most, at any rate."""
    return int(longest_s(text) * MOST_BYTES_PER_S)
