"""Shares of sets, loads and rests."""

import re

from mmc_audio.plan.notation.number import folded, quoted


def parse_percent(text: str) -> int:
    """`60%`; from 10 to 200."""
    match = re.fullmatch("([1-9][0-9]{1,2}) ?%", folded(text))
    if not match or not 10 <= int(match[1]) <= 200:
        raise ValueError(f"{quoted(text)} is no share; write 10% to 200%")
    return int(match[1])
