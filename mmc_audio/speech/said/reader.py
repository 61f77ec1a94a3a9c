"""Tokens, and what a rule asks about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mmc_audio.speech.said.lexer import SaidKind, SaidToken
from mmc_audio.speech.said.lexicon import LexiconIndex
from mmc_audio.speech.said.tables import LanguageTables

Entry = TypeVar("Entry")

NUMERIC = frozenset({SaidKind.NUMBER, SaidKind.FRACTION, SaidKind.TIME})
_NOTHING = SaidToken(SaidKind.SPACE, "")
"""What stands before the first token and after the last."""


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """What a rule found: it speaks for the tokens up to `end`."""

    end: int
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A text in tokens, and the tables of its language."""

    tokens: Sequence[SaidToken]
    tables: LanguageTables
    language: str
    lexicon: LexiconIndex

    def at(self, place: int) -> SaidToken:
        """The token there; an empty one outside of the text."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def kind(self, place: int) -> SaidKind:
        """The kind of the token there."""
        return self.at(place).kind

    def text(self, place: int) -> str:
        """The text of the token there."""
        return self.at(place).text

    def is_mark(self, place: int, marks: str) -> bool:
        """Whether the token there is one of these characters."""
        return self.kind(place) is SaidKind.MARK and self.text(place) in marks

    def over_space(self, place: int) -> int:
        """The place of the first token from there on that is no space."""
        return place + 1 if self.kind(place) is SaidKind.SPACE and self.text(place) else place

    def before(self, place: int) -> int:
        """The place of the last token before that is no space; -1 for none."""
        return place - 2 if self.text(place - 1).isspace() else place - 1

    def word_before(self, place: int) -> str:
        """The word before, in small letters; a colon between is passed over."""
        found = self.before(place)
        if self.is_mark(found, ":="):
            found = self.before(found)
        return self.text(found).lower() if self.kind(found) is SaidKind.WORD else ""

    def phrase(self, name: str, **parts: str) -> str | None:
        """A sentence of the language with its parts; None where the language has none."""
        frame = self.tables.phrases.get(name)
        return frame.format(**parts) if frame else None

    def longest(
        self,
        place: int,
        table: Mapping[str, Entry],
        most: int = 4,
        *,
        fold: Callable[[str], str] = str,
    ) -> tuple[Entry, str, int] | None:
        """The longest run of tokens from `place` that is in `table`: entry, key, end.

        Args:
            place: where the run begins.
            table: by text.
            most: tokens at most.
            fold: makes a second text to look for where the first is not there.
        """
        for end in range(min(place + most, len(self.tokens)), place, -1):
            text = "".join(token.text for token in self.tokens[place:end])
            for key in (text, fold(text)):
                if key in table:
                    return table[key], key, end
        return None
