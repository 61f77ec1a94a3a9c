"""The rules, in the order they are tried at each place of a text. The first that fits speaks."""

from collections.abc import Callable, Iterator

from mmc_audio.languages.numbers import LONGEST, number_words
from mmc_audio.speech.said import amounts, dates, marks, sets, times, words
from mmc_audio.speech.said.lexer import Kind
from mmc_audio.speech.said.model import Piece
from mmc_audio.speech.said.reader import Match, Reader

Rule = Callable[[Reader, int], Match | None]


def _amount(reader: Reader, place: int) -> Match | None:
    found = amounts.spanned(reader, place)
    return Match(found.end, found.words, found.why) if found else None


def _time_range(reader: Reader, place: int) -> Match | None:
    """`5:00-5:30`."""
    low = times.time(reader, place)
    after = amounts.dash(reader, low.end) if low else None
    high = times.time(reader, after) if after is not None else None
    words = reader.phrase("range", a=low.said, b=high.said) if low and high else None
    return Match(high.end, words, "range") if high and words else None


def _ordinal(reader: Reader, place: int) -> Match | None:
    """`24th`."""
    if reader.kind(place) is not Kind.ORDINAL or not reader.tables.ordinal_endings:
        return None
    digits = reader.text(place)[:-2]
    if len(digits) > LONGEST:
        return None
    return Match(place + 1, number_words(int(digits), reader.language, "ordinal"), "ordinal")


_DIGITS = (Kind.NUMBER, Kind.FRACTION)
_ANY = tuple(kind for kind in Kind if kind is not Kind.SPACE)

RULES: tuple[tuple[Rule, tuple[Kind, ...]], ...] = (
    (words.from_lexicon, _ANY),
    (words.phonemes, (Kind.PHONEMES,)),
    (marks.address, (Kind.URL, Kind.EMAIL)),
    (words.reserve, (Kind.WORD,)),
    (words.abbreviation, (Kind.WORD, Kind.DOTTED, Kind.NUMBER)),
    (dates.date, (Kind.DATE,)),
    (dates.month_first, (Kind.WORD,)),
    (dates.day_first, (Kind.NUMBER, Kind.ORDINAL)),
    (_time_range, (Kind.TIME,)),
    (times.time, (Kind.TIME,)),
    (times.dotted_clock, (Kind.NUMBER,)),
    (sets.tempo, (Kind.NUMBER,)),
    (sets.listed, (Kind.NUMBER,)),
    (sets.sets, _DIGITS),
    (dates.year, (Kind.NUMBER,)),
    (marks.money, (Kind.MARK,)),
    (marks.sign, (Kind.MARK, Kind.ARROW, Kind.TAG, Kind.WORD)),
    (_ordinal, (Kind.ORDINAL,)),
    (_amount, _DIGITS),
    (sets.times_prefix, (Kind.TIMES,)),
    (words.roman, (Kind.WORD,)),
    (words.capitals, (Kind.WORD,)),
    (marks.slash, (Kind.MARK,)),
    (marks.colon, (Kind.MARK,)),
    (marks.silent, (Kind.MARK, Kind.TAG)),
)
"""Each rule and the kinds of token it begins with. What a person says comes first; then what is
written as one; signs and markup last."""

_BY_KIND = {kind: [rule for rule, kinds in RULES if kind in kinds] for kind in Kind}


def pieces(reader: Reader) -> Iterator[Piece]:
    """The whole text, rule by rule; what no rule knows is spoken as it is written."""
    place = 0
    while place < len(reader.tokens):
        found = _first(reader, place)
        written = "".join(token.text for token in reader.tokens[place : found.end])
        yield Piece(written, found.said, found.why)
        place = found.end


def _first(reader: Reader, place: int) -> Match:
    for rule in _BY_KIND[reader.kind(place)]:
        if found := rule(reader, place):
            return found
    return Match(place + 1, reader.text(place), "")
