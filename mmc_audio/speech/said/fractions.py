"""`½`, `1/2`, `3/4`, `1 1/2`, and what only looks like them: `set 1/3`, `7/10`, `120/80`."""

from dataclasses import dataclass

from mmc_audio.languages.numbers import number_words
from mmc_audio.speech.said.lexer import FRACTIONS, SaidKind
from mmc_audio.speech.said.reader import Reader

_OVER = 40
"""From this second number on two numbers are one over the other, as of blood pressure."""
_LEAST_OVER = 80
"""And so many at least stand over them; `60/40` are two shares."""
_RATED = 10
"""What is given marks out of."""


@dataclass(frozen=True, slots=True)
class FractionPart:
    """A fraction in words."""

    words: str
    end: int
    shape: str = ""
    """half, fraction, or empty for two numbers that are none."""
    why: str = "fraction"


def fraction(reader: Reader, place: int) -> FractionPart | None:
    """The fraction at `place`, or the two numbers with a slash between."""
    if reader.kind(place) is SaidKind.FRACTION and reader.tables.phrases:
        over, under = FRACTIONS[reader.text(place)]
        return _part(reader, (over, under), place + 1)
    pair = _slashed(reader, place)
    if not pair or not reader.tables.phrases:
        return None
    return _of(reader, place, *pair)


def _of(reader: Reader, place: int, over: int, under: int) -> FractionPart:
    a, b = (number_words(n, reader.language) for n in (over, under))
    frame, why = _frame(reader, place, over, under)
    if frame:
        said = reader.phrase(frame, a=a, b=b) or f"{a} {b}"
        return FractionPart(said, place + 3, why=why)
    return _part(reader, (over, under), place + 3)


def _part(reader: Reader, fraction: tuple[int, int], end: int) -> FractionPart:
    """One half, or three quarters; a quarter alone before a word: `1/4 squat`."""
    over, under = fraction
    after = reader.over_space(end)
    before_word = over == 1 and after > end and reader.kind(after) is SaidKind.WORD
    alone = reader.phrase(f"fraction_{under}_before") if before_word else None
    return FractionPart(alone or _words(reader, over, under), end, _shape(over, under))


def _frame(reader: Reader, place: int, over: int, under: int) -> tuple[str, str]:
    """How two numbers are said that are no fraction; empty for a fraction."""
    if reader.word_before(place) in reader.tables.counted:
        return "out_of", "place in a series"
    if reader.kind(reader.before(place)) is SaidKind.TIMES:
        return "pair", "two numbers"
    if under == _RATED and over <= under:
        return "rated", "marks"
    if over == under:
        return "same", "two numbers"
    if under >= _OVER and over >= _LEAST_OVER:
        return "over", "one over the other"
    led = any(reader.text(place + i).startswith("0") for i in (0, 2))  # 01/02
    if over > under or led or under not in reader.tables.denominators:
        return "pair", "two numbers"
    return "", ""


def _slashed(reader: Reader, place: int) -> tuple[int, int] | None:
    """The numbers of `a/b`, written without spaces, that no third follows."""
    kinds = [reader.kind(place + i) for i in (0, 2)]
    if kinds != [SaidKind.NUMBER, SaidKind.NUMBER] or not reader.is_mark(place + 1, "/⁄"):
        return None
    texts = reader.text(place), reader.text(place + 2)
    third = reader.is_mark(place + 3, "/") and reader.kind(place + 4) is SaidKind.NUMBER
    if third or not all(text.isdigit() and len(text) < 5 for text in texts) or not int(texts[1]):
        return None
    return int(texts[0]), int(texts[1])


def mixed(reader: Reader, place: int) -> FractionPart | None:
    """`1½`, `1 ½`, `1 1/2`."""
    after = reader.over_space(place + 1)
    if not reader.text(place).isdigit():
        return None
    if reader.kind(after) is SaidKind.FRACTION:
        over, under = FRACTIONS[reader.text(after)]
        end = after + 1
    elif after > place + 1 and (pair := _slashed(reader, after)):
        (over, under), end = pair, after + 3
        if over >= under or under not in reader.tables.denominators:
            return None
    else:
        return None
    n = number_words(int(reader.text(place)), reader.language)
    frame = "and_half" if (over, under) == (1, 2) else "and_part"
    part = _words(reader, over, under)
    if over == 1 and under != 2:
        frame, part = "and_one", _name(reader, under)
    words = reader.phrase(frame, n=n, part=part)
    return FractionPart(words, end) if words else None


def _shape(over: int, under: int) -> str:
    return "half" if (over, under) == (1, 2) else "fraction"


def _words(reader: Reader, over: int, under: int) -> str:
    if (over, under) == (1, 2):
        return reader.phrase("half") or ""
    part = _name(reader, under)
    frame = "fraction_one" if over == 1 else "fraction_many"
    return reader.phrase(frame, n=number_words(over, reader.language), part=part) or ""


def _name(reader: Reader, under: int) -> str:
    """The name of a part: third, quarter."""
    return reader.tables.parts.get(under) or number_words(under, reader.language, "ordinal")
