"""Numbers as a lifter writes them: decimal ASCII digits, at most three decimals, nothing rounded.

`NaN`, `1_0`, `0x10`, `010` and `1e3` are no numbers.
"""

import re

NUMBER = r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,3})?"
_PADDED = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"


def folded(text: str) -> str:
    """Lower case, with single blanks: what the patterns match.

    Without it a pattern that begins with white space takes quadratic time over a long run of it.
    """
    return " ".join(text.lower().split())


def quoted(text: str) -> str:
    """`text` as it may stand in a message: in quotes, escaped, and not too long."""
    return repr(text if len(text) <= 40 else text[:39] + "\u2026")


def thousandths(text: str, *, padded: bool = False) -> int | None:
    """A number as written, times 1000; None if it is none. `padded` allows leading zeros."""
    if not re.fullmatch(_PADDED if padded else NUMBER, text):
        return None
    whole, _, decimals = text.partition(".")
    return int(whole) * 1000 + int(decimals.ljust(3, "0"))


def decimal(milli: int) -> str:
    """Thousandths as `2`, `2.5`, `0.125`."""
    whole, rest = divmod(milli, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
