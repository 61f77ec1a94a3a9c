"""A text as tokens: numbers, words, marks. The only regular expression that reads what is said.

Only ASCII digits are numbers; other scripts' digits are left to the engine.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip


class SaidKind(StrEnum):
    """What a token is."""

    PHONEMES = "phonemes"
    """`[word](/ipa/)`."""
    LINK = "link"
    """`[text](address)`."""
    URL = "url"
    EMAIL = "email"
    TAG = "tag"
    """`<b>`, `&nbsp;`."""
    DATE = "date"
    """`2026-05-01`, `1.5.2026`, `5/1/2026`."""
    TIME = "time"
    """`1:30`, `1:30:00`, `:30`."""
    ORDINAL = "ordinal"
    """`24th`."""
    NUMBER = "number"
    FRACTION = "fraction"
    """One character, such as ½."""
    TIMES = "times"
    """The x of `3x12`."""
    DOTTED = "dotted"
    """`e.g.`, `A.C.L.`."""
    WORD = "word"
    SPACE = "space"
    ARROW = "arrow"
    MARK = "mark"
    """Any other character."""


_TAGS = "b|i|u|s|p|em|br|strong|span|code|sub|sup|li|ul|ol|div|del|mark|small|h[1-6]"
_DOMAINS = "com|org|net|io|app|fit|edu|gov|dev|info"
_NO_NAME = r"(?!(?<=[A-Z][0-9]{2})X(?!\s?[0-9]))"
"""`P90X` is a name, and no ninety times."""
_LETTER = rf"[^\W\d_{''.join(FRACTIONS)}]"
_PATTERNS = {
    SaidKind.PHONEMES: r"\[[^\[\]/]+\]\(/[^()/]+/\)",
    SaidKind.LINK: r"\[[^\[\]]+\]\((?!/)[^()\s]+\)",
    SaidKind.URL: r"(?:https?://|www\.)[^\s<>\"()\[\]]*[^\s<>\"()\[\].,;:!?'*_]"
    rf"|(?<![\w@.])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:{_DOMAINS})(?![\w.-]\w)(?:/[^\s<>()]*)?",
    SaidKind.EMAIL: r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
    SaidKind.TAG: rf"</?(?:{_TAGS})\s*/?>|&(?:amp|lt|gt|nbsp|quot|apos|\#39);",
    SaidKind.DATE: r"(?<![0-9./-])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9/])",
    SaidKind.TIME: r"(?<![^\s(/@]):[0-9]{2}(?![0-9:])"
    r"|(?<![0-9:.,])[0-9]{1,3}:[0-9]{1,3}(?::[0-9]{2})?(?![0-9:])",
    SaidKind.ORDINAL: rf"[0-9]+(?:st|nd|rd|th|ST|ND|RD|TH)(?!{_LETTER})",
    SaidKind.NUMBER: r"[0-9]{1,3}(?: 000)+(?![0-9])"
    r"|(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?!,[0-9])(?:\.[0-9]+)?"
    r"|(?<![0-9][.,])[0-9]+[.,][0-9]+(?![.,]?[0-9])|(?<![\w.])\.[0-9]+|[0-9]+",
    SaidKind.FRACTION: f"[{''.join(FRACTIONS)}]",
    SaidKind.TIMES: rf"[×✕✖]|(?<=[0-9)%+]){_NO_NAME}[xX](?!{_LETTER}(?<![A-Z]))"
    rf"|(?<=[0-9)%+]\s)[xX](?=[\s/])"
    rf"|(?<![^\s(])[xX](?=\s?[0-9])|(?<=[0-9])\*(?=[0-9])|(?<=[0-9]\s)\*(?=\s[0-9])"
    r"|(?<=[gbs#])[xX](?=\s?[0-9])",
    SaidKind.DOTTED: rf"(?<!\w)(?:{_LETTER}\.){{2,}}",
    SaidKind.WORD: rf"(?<=[0-9])(?:kgs?|lbs?)(?=[xX]\s?[0-9])|{_LETTER}+(?:['’]{_LETTER}+)*",
    SaidKind.SPACE: r"\s+",
    SaidKind.ARROW: r"<?[-=]+>|<[-=]+(?!\s?[0-9])",
    SaidKind.MARK: r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{made})" for kind, made in _PATTERNS.items()), re.DOTALL)


@dataclass(frozen=True, slots=True)
class SaidToken:
    """A part of a text."""

    kind: SaidKind
    text: str


def tokens(text: str) -> list[SaidToken]:
    """All of `text`: joined, the tokens are the text."""
    return [SaidToken(SaidKind(str(found.lastgroup)), found[0]) for found in _TOKEN.finditer(text)]
