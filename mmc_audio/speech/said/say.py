"""The one function: what is written becomes what is spoken."""

from collections.abc import Iterable
from functools import lru_cache

from mmc_audio.speech.said.clean import clean
from mmc_audio.speech.said.grammar import pieces
from mmc_audio.speech.said.lexer import SaidKind, SaidToken, tokens
from mmc_audio.speech.said.lexicon import NO_LEXICON, Lexicon, LexiconIndex, index
from mmc_audio.speech.said.marks import link_text
from mmc_audio.speech.said.model import Piece, SaidText
from mmc_audio.speech.said.reader import Reader
from mmc_audio.speech.said.tables import tables

_PASSES = 4
"""Times a text is read at most, until reading it once more changes nothing."""
_CLINGING = ".,!?;:…"
"""Marks that take the space before them away where a dropped word left one."""


def said(text: str, language: str = "en", lexicon: Lexicon = NO_LEXICON) -> SaidText:
    """How `text` is spoken. Pure: no file, no engine, the same answer always; never raises.

    Args:
        text: as a person wrote it.
        language: BCP 47, such as `en` or `pt-BR`. Of a language without tables only markup, emoji
            and plain numbers are changed.
        lexicon: a person's own words, before all tables.
    """
    written = clean(text)
    found = _read(written, language, lexicon)
    once = _joined(found)
    last = _settled(once, language) if once != written else once
    if last == once:
        return SaidText(text, once, found)
    why = ", ".join(dict.fromkeys(piece.why for piece in found if piece.why)) or "read again"
    return SaidText(text, last, (Piece(written, last, why),))


def _settled(text: str, language: str) -> str:
    """`text` read again until nothing changes, so that what was said is said the same again."""
    for _ in range(_PASSES):
        again = _joined(_read(clean(text), language, Lexicon()))
        if again == text:
            return text
        text = again
    return text


def _read(text: str, language: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    reader = Reader(_opened(tokens(text)), tables(language), language, _index(lexicon))
    return tuple(_merged(pieces(reader)))


def _opened(found: Iterable[SaidToken]) -> list[SaidToken]:
    """The tokens, with those of a link's text in the place of the link."""
    opened: list[SaidToken] = []
    for token in found:
        opened += tokens(link_text(token.text)) if token.kind is SaidKind.LINK else [token]
    return opened


@lru_cache(maxsize=8)
def _index(lexicon: Lexicon) -> LexiconIndex:
    return index(lexicon, (len(tokens(written)) for written, _ in lexicon.entries))


def _merged(found: Iterable[Piece]) -> Iterable[Piece]:
    """Neighbours that are spoken as they are written become one piece."""
    plain = ""
    for piece in found:
        if piece.why:
            if plain:
                yield Piece(plain, plain)
            plain = ""
            yield piece
        else:
            plain += piece.written
    if plain:
        yield Piece(plain, plain)


def _joined(found: Iterable[Piece]) -> str:
    out, changed, dropped = "", False, False
    for piece in found:
        if not piece.said:
            dropped = True
            continue
        if (dropped or piece.why) and piece.said[0] in _CLINGING:
            out = out.rstrip()
        elif (changed or piece.why) and _needs_space(out, piece.said):
            out += " "
        twice = changed and out.endswith(".") and piece.said[0] == "." != piece.said[1:2]
        out += piece.said[1:] if twice else piece.said  # a.m. ends a sentence by itself
        changed, dropped = bool(piece.why), False
    return clean(out)


def _needs_space(before: str, after: str) -> bool:
    """Whether two parts that were written together would become one word."""
    ends = before[-1:].isalnum() or before.endswith(".")
    return ends and (after[0].isalnum() or after[0] == "(")
