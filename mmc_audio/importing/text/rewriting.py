"""Patterns, each with what is written in its place, applied one after the other."""

import re
from collections.abc import Callable, Iterable

Written = str | Callable[[re.Match[str]], str]
"""As `re.sub` takes it."""
Rewriting = tuple[tuple[re.Pattern[str], Written], ...]


def rewriting(pairs: Iterable[tuple[str, Written]]) -> Rewriting:
    """Each pattern ready to use; none looks at the case of letters."""
    return tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in pairs)


def rewritten(line: str, pairs: Rewriting) -> str:
    """The line after all of them, in order; itself where none is found."""
    for pattern, written in pairs:
        line = pattern.sub(written, line)
    return line
