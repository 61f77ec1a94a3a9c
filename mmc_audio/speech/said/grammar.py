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


RULES: tuple[Rule, ...] = (
    words.from_lexicon,
    words.phonemes,
    marks.address,
    words.reserve,
    words.abbreviation,
    dates.date,
    dates.named_date,
    _time_range,
    times.time,
    sets.tempo,
    sets.listed,
    sets.sets,
    dates.year,
    marks.money,
    marks.sign,
    _ordinal,
    _amount,
    sets.times_prefix,
    words.roman,
    words.capitals,
    marks.slash,
    marks.colon,
    marks.silent,
)
"""What a person says first; then what is written as one; signs and markup last."""


def pieces(reader: Reader) -> Iterator[Piece]:
    """The whole text, rule by rule; what no rule knows is spoken as it is written."""
    place = 0
    while place < len(reader.tokens):
        found = _first(reader, place)
        written = "".join(token.text for token in reader.tokens[place : found.end])
        yield Piece(written, found.said, found.why)
        place = found.end


def _first(reader: Reader, place: int) -> Match:
    for rule in RULES:
        if found := rule(reader, place):
            return found
    return Match(place + 1, reader.text(place), "")
