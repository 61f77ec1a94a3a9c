"""How a name is spoken: as it was typed, with short words in full and the implement in front."""

import re
from collections.abc import Iterator

from mmc_audio.coaching.naming.parts import ShortWords, in_full, parts_of
from mmc_audio.coaching.naming.spell import corrected, split
from mmc_audio.coaching.naming.stems import plain, stem, words_of, written_out
from mmc_audio.coaching.naming.tables import NameTables, pieces

_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_WORD = re.compile(r"[^\W_]+(?:['\u2019&-][^\W_]+)*|\d+/\d+", re.UNICODE)


def said(name: str, tables: NameTables, vocabulary: frozenset[str] = frozenset()) -> str:
    """`name` as a coach says it, as a sentence begins.

    `Bench Press (Barbell)` gives "Barbell bench press", and `DB RDL` gives "Dumbbell romanian
    deadlift" with its capitals. Words that are not in `vocabulary` are put right if one is near.
    """
    written = written_out(name.replace("_", " "))
    words = list(_surface(_in_front(written, tables), tables, vocabulary))
    text = " ".join(_capitals(part, tables) for word in words for part in word.split())
    return text[:1].upper() + text[1:]


def _nearest(low: str, bare: str, known: frozenset[str]) -> str:
    fixed = corrected(bare, known)
    return low if fixed == bare else fixed


def _capitals(word: str, tables: NameTables) -> str:
    return "-".join(tables.proper.get(part, part) for part in word.split("-"))


def _in_front(name: str, tables: NameTables) -> str:
    """What is in brackets goes in front where it says the implement, the side or the position."""
    outside, inside = _BRACKETS.sub(" ", name).strip(), _BRACKETS.findall(name)
    found = parts_of([word for text in inside for word in words_of(text)], tables)
    plain_parts = not (found.words or found.muscles or found.details)
    return " ".join((*inside, outside) if plain_parts else (outside, *inside))


def _is_known(low: str, bare: str, known: frozenset[str]) -> bool:
    """Whether a word, or each part of one with hyphens, is spelt as it is known."""
    if known.intersection((bare, stem(bare))):
        return True
    parts = [plain(part) for part in low.split("-")]
    return len(parts) > 1 and all(known.intersection((part, stem(part))) for part in parts)


def _surface(text: str, tables: NameTables, known: frozenset[str]) -> Iterator[str]:
    written = [word.casefold() for word in _WORD.findall(text)]
    place = 0
    for key, count in pieces([plain(word) for word in written], ShortWords(tables)):
        if count and key not in tables.said_short:
            yield " ".join(in_full(key, tables))
        else:
            first = written[place]
            yield _spelt(first if place else tables.first.get(first, first), known)
        place += max(1, count)


def _spelt(low: str, known: frozenset[str]) -> str:
    """A word as it is spelt: two that were written as one are parted, a misspelt one is right."""
    bare = plain(low)
    if not known or _is_known(low, bare, known):
        return low
    if "-" in low:
        whole = bare.replace("-", "")
        fixed = corrected(whole, known)
        by_parts = "-".join(_spelt(part, known) for part in low.split("-"))
        return fixed if by_parts == low and fixed in known else by_parts
    return " ".join(split(bare, known)) or _nearest(low, bare, known)
