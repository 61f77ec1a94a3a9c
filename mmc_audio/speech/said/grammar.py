"""The rules, in the order they are tried at each place of a text. The first that fits speaks."""

from collections.abc import Callable, Iterator

from mmc_audio.languages.numbers import LONGEST, number_words
from mmc_audio.speech.said import amounts, dates, marks, sets, times, words
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.model import Piece
from mmc_audio.speech.said.reader import Reader, RuleMatch

Rule = Callable[[Reader, int], RuleMatch | None]


def _amount(reader: Reader, place: int) -> RuleMatch | None:
    found = amounts.spanned(reader, place)
    return RuleMatch(found.end, found.words, found.why) if found else None


def _time_range(reader: Reader, place: int) -> RuleMatch | None:
    """`5:00-5:30`."""
    low = times.time(reader, place)
    after = amounts.dash(reader, low.end) if low else None
    high = times.time(reader, after) if after is not None else None
    words = reader.phrase("range", a=low.said, b=high.said) if low and high else None
    return RuleMatch(high.end, words, "range") if high and words else None


def _ordinal(reader: Reader, place: int) -> RuleMatch | None:
    """`24th`."""
    if reader.kind(place) is not SaidKind.ORDINAL or not reader.tables.ordinal_endings:
        return None
    digits = reader.text(place)[:-2]
    if len(digits) > LONGEST:
        return None
    return RuleMatch(place + 1, number_words(int(digits), reader.language, "ordinal"), "ordinal")


_DIGITS = (SaidKind.NUMBER, SaidKind.FRACTION)
_ANY = tuple(kind for kind in SaidKind if kind is not SaidKind.SPACE)

RULES: tuple[tuple[Rule, tuple[SaidKind, ...]], ...] = (
    (words.from_lexicon, _ANY),
    (words.phonemes, (SaidKind.PHONEMES,)),
    (marks.address, (SaidKind.URL, SaidKind.EMAIL)),
    (words.reserve, (SaidKind.WORD,)),
    (words.abbreviation, (SaidKind.WORD, SaidKind.DOTTED, SaidKind.NUMBER)),
    (words.version, (SaidKind.WORD,)),
    (words.week_and_day, (SaidKind.WORD,)),
    (words.plural_number, (SaidKind.NUMBER,)),
    (words.side, (SaidKind.WORD,)),
    (words.label, (SaidKind.WORD,)),
    (words.hashtag, (SaidKind.WORD,)),
    (dates.weekday, (SaidKind.WORD,)),
    (dates.date, (SaidKind.DATE,)),
    (dates.month_first, (SaidKind.WORD,)),
    (dates.day_first, (SaidKind.NUMBER, SaidKind.ORDINAL)),
    (_time_range, (SaidKind.TIME,)),
    (times.time, (SaidKind.TIME,)),
    (times.dotted_clock, (SaidKind.NUMBER,)),
    (sets.tempo, (SaidKind.NUMBER,)),
    (sets.listed, (SaidKind.NUMBER,)),
    (sets.sets, _DIGITS),
    (dates.year, (SaidKind.NUMBER,)),
    (marks.money, (SaidKind.MARK,)),
    (marks.sign, (SaidKind.MARK, SaidKind.ARROW, SaidKind.TAG, SaidKind.WORD)),
    (_ordinal, (SaidKind.ORDINAL,)),
    (_amount, _DIGITS),
    (sets.times_prefix, (SaidKind.TIMES,)),
    (words.roman, (SaidKind.WORD,)),
    (words.capitals, (SaidKind.WORD,)),
    (marks.circled, (SaidKind.WORD, SaidKind.MARK)),
    (marks.slash, (SaidKind.MARK,)),
    (marks.task, (SaidKind.MARK,)),
    (marks.enumerated, (SaidKind.MARK,)),
    (marks.colon, (SaidKind.MARK,)),
    (marks.silent, (SaidKind.MARK, SaidKind.TAG)),
)
"""Each rule and the kinds of token it begins with. What a person says comes first; then what is
written as one; signs and markup last."""

_BY_KIND = {kind: [rule for rule, kinds in RULES if kind in kinds] for kind in SaidKind}


def pieces(reader: Reader) -> Iterator[Piece]:
    """The whole text, rule by rule; what no rule knows is spoken as it is written."""
    place = 0
    while place < len(reader.tokens):
        found = _first(reader, place)
        written = "".join(token.text for token in reader.tokens[place : found.end])
        yield Piece(written, found.said, found.why)
        place = found.end


def _first(reader: Reader, place: int) -> RuleMatch:
    for rule in _BY_KIND[reader.kind(place)]:
        if found := rule(reader, place):
            return found
    return RuleMatch(place + 1, reader.text(place), "")
