"""What a text became, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: as written, and as spoken."""

    written: str
    said: str
    """Empty for what is not spoken, such as an emoji."""
    why: str = ""
    """The rule that changed it, in a few words; empty where it is spoken as it is written."""


@dataclass(frozen=True, slots=True)
class SaidText:
    """A whole text."""

    written: str
    said: str
    """What the engine is given. `[word](/ipa/)` is a word with its phonemes, from the lexicon."""
    pieces: tuple[Piece, ...]
    """In order; together they are the text as written, but for invisible characters and spaces."""

    @property
    def changes(self) -> tuple[Piece, ...]:
        """The pieces that are spoken otherwise than written."""
        return tuple(piece for piece in self.pieces if piece.why)
