"""Words that are said otherwise: a person's lexicon, abbreviations, capitals, roman numerals."""

from itertools import pairwise

from mmc_audio.languages.numbers import number_words
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader, RuleMatch

_ROMAN = (
    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
    "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
)  # fmt: skip
_VOWELS = frozenset("AEIOUYÄÖÜÁÀÂÉÈÊÍÓÚ")


def from_lexicon(reader: Reader, place: int) -> RuleMatch | None:
    """A word or phrase that a lexicon knows."""
    index = reader.lexicon
    if not index.longest or reader.kind(place) in {SaidKind.SPACE, SaidKind.PHONEMES}:
        return None
    found = reader.longest(place, index.by_text, index.longest, fold=str.lower)
    return RuleMatch(found[2], found[0].spoken, "lexicon") if found else None


def phonemes(reader: Reader, place: int) -> RuleMatch | None:
    """`[word](/ipa/)` stays as it is."""
    if reader.kind(place) is not SaidKind.PHONEMES:
        return None
    return RuleMatch(place + 1, reader.text(place), "")


def abbreviation(reader: Reader, place: int) -> RuleMatch | None:
    """What the tables know by its written form, in one or several of it."""
    starts = reader.text(place) in reader.tables.starts
    found = reader.longest(place, reader.tables.words, 5) if starts else None
    if found and not _loud(reader, place, found[1]):
        words, key, end = found
        return RuleMatch(_end(reader, key, end), words, "abbreviation")
    if reader.kind(place) is not SaidKind.WORD:
        return None
    return _small(reader, place) or _several(reader, place)


def _end(reader: Reader, key: str, end: int) -> int:
    """The place after an abbreviation; its full stop is left to end the text, as in `8 reps ea`."""
    ends_text = end == len(reader.tokens) and reader.kind(end - 1) is SaidKind.MARK
    return end - (key.endswith(".") and ends_text)


def _small(reader: Reader, place: int) -> RuleMatch | None:
    """`ohp`: no other word is written so."""
    word = reader.text(place).upper()
    if word not in reader.tables.also_small or not reader.text(place).islower():
        return None
    return RuleMatch(place + 1, reader.tables.words[word], "abbreviation")


def _several(reader: Reader, place: int) -> RuleMatch | None:
    """`KBs`: kettlebells."""
    stem = reader.text(place).removesuffix("s").removesuffix("'")
    one = reader.tables.words.get(stem, "")
    if stem == reader.text(place) or not stem.isupper() or not one or one.endswith("."):
        return None
    endings = reader.tables.plurals
    fit = max((end for end in endings if one.endswith(end)), key=len, default=None)
    return None if fit is None else RuleMatch(place + 1, one + endings[fit], "abbreviation")


def version(reader: Reader, place: int) -> RuleMatch | None:
    """`v2.1`, `v1.10.3`: number by number."""
    if reader.text(place) not in {"v", "V"} or reader.kind(place + 1) is not SaidKind.NUMBER:
        return None
    end = place + 2
    while reader.is_mark(end, ".") and reader.kind(end + 1) is SaidKind.NUMBER:
        end += 2
    written = "".join(reader.text(each) for each in range(place + 1, end))
    numbers = [part for part in written.split(".") if part]
    if len(numbers) < 2 or not all(part.isdigit() and len(part) < 5 for part in numbers):
        return None
    point = f" {reader.tables.dot_in_number} "
    words = point.join(number_words(int(part), reader.language) for part in numbers)
    said = reader.phrase("version", n=words)
    return RuleMatch(end, said, "version") if said else None


def week_and_day(reader: Reader, place: int) -> RuleMatch | None:
    """`W3D2`: week three day two."""
    kinds = [reader.kind(place + i) for i in range(4)]
    if kinds != [SaidKind.WORD, SaidKind.NUMBER] * 2:
        return None
    letters, numbers = (
        [reader.text(place + i) for i in (0, 2)],
        [reader.text(place + i) for i in (1, 3)],
    )
    if letters != ["W", "D"] or not all(n.isdigit() and len(n) < 3 for n in numbers):
        return None
    week, day = (number_words(int(n), reader.language) for n in numbers)
    said = reader.phrase("week_day", a=week, b=day)
    return RuleMatch(place + 4, said, "place in a series") if said else None


def plural_number(reader: Reader, place: int) -> RuleMatch | None:
    """`45's`: forty-fives."""
    ends = reader.is_mark(place + 1, "'\u2019") and reader.text(place + 2) == "s"
    text = reader.text(place)
    if not ends or not text.isdigit() or len(text) > 3 or not reader.tables.plurals:
        return None
    words = number_words(int(text), reader.language)
    last = words[-1]
    many = f"{words[:-1]}ies" if last == "y" else f"{words}es" if last in "xs" else f"{words}s"
    return RuleMatch(place + 3, many, "number")


def roman(reader: Reader, place: int) -> RuleMatch | None:
    """`Level II`, `Warrior III`."""
    text = reader.text(place)
    if text.upper() not in _ROMAN:
        return None
    named = reader.word_before(place) in reader.tables.roman_after
    text = text.upper() if named and len(text) > 1 else text
    if text not in _ROMAN or not reader.tables.roman_after:
        return None
    before = reader.text(reader.before(place))
    titled = before[:1].isupper() and not before.isupper()
    always = reader.word_before(place) in reader.tables.roman_always
    fits = always or (named and not _goes_on(reader, place)) if len(text) == 1 else named or titled
    if not fits:
        return None
    return RuleMatch(place + 1, number_words(_ROMAN.index(text), reader.language), "roman numeral")


def _goes_on(reader: Reader, place: int) -> bool:
    """Whether a word follows, as after the word I."""
    after = reader.over_space(place + 1)
    return reader.kind(after) is SaidKind.WORD and reader.text(after).islower()


def side(reader: Reader, place: int) -> RuleMatch | None:
    """`L leg`, `(R)`, `L/R`, `R: 10`: left and right; other letters are names, as in `L-sit`."""
    said = reader.tables.sides.get(reader.text(place))
    if not said:
        return None
    after = reader.over_space(place + 1)
    named = after > place + 1 and reader.text(after).lower() in reader.tables.sided
    bracketed = reader.is_mark(place - 1, "(") and reader.is_mark(place + 1, ")")
    marked = named or bracketed or reader.is_mark(place + 1, ":") or _other_side(reader, place)
    marked = marked or _counted_on_both(reader, place)
    return RuleMatch(place + 1, said, "side") if marked else None


def _other_side(reader: Reader, place: int) -> bool:
    """Whether the other letter stands beside it, over a mark: `L/R`, `L + R`."""
    marks = reader.before(place), reader.over_space(place + 1)
    letters = reader.before(marks[0]), reader.over_space(marks[1] + 1)
    return any(
        reader.is_mark(mark, "/+&,") and reader.text(letter) in reader.tables.sides
        for mark, letter in zip(marks, letters, strict=True)
    )


def _counted_on_both(reader: Reader, place: int) -> bool:
    """`8R/8L`: each letter behind its number."""
    here = {token.text for token in reader.tokens} & reader.tables.sides.keys()
    before = reader.before(place)
    timed = reader.text(before) in reader.tables.time_units
    before = reader.before(before) if timed else before
    led = reader.kind(place + 1) is SaidKind.NUMBER  # L12 R10
    return len(here) > 1 and (led or reader.kind(before) is SaidKind.NUMBER)


def hashtag(reader: Reader, place: int) -> RuleMatch | None:
    """`#LegDay`: words that begin with a capital each."""
    text = reader.text(place)
    parts = "".join(
        f" {c}" if c.isupper() and before.islower() else c for before, c in pairwise(f" {text}")
    )
    if reader.text(place - 1) != "#" or parts == text:
        return None
    return RuleMatch(place + 1, parts, "hashtag")


def label(reader: Reader, place: int) -> RuleMatch | None:
    """`Z2`, `Z 2`, `Z2-3`, `Z2-Z3`: zone two to zone three."""
    from mmc_audio.speech.said.amounts import dash, number

    letter = reader.text(place)
    said = reader.tables.labels.get(letter)
    low = number(reader, reader.over_space(place + 1)) if said else None
    if not low:
        return None
    after = dash(reader, low.end)
    again = after is not None and reader.text(after) == letter
    high = number(reader, after + 1) if after is not None and again else None
    if not high:
        return RuleMatch(place + 1, f"{said} ", "label")
    words = reader.phrase("range", a=f"{said} {low.words}", b=f"{said} {high.words}")
    return RuleMatch(high.end, words, "label") if words else None


def capitals(reader: Reader, place: int) -> RuleMatch | None:
    """Words in capitals are said as words: `KEEP GOING`. Short ones alone are letters: `ACL`."""
    text = reader.text(place)
    if not reader.tables.words or not _may_shout(reader, place):
        return None
    if len(text) < 4 and not _loud_beside(reader, place):
        return None
    return RuleMatch(place + 1, text.lower(), "capitals")


def _may_shout(reader: Reader, place: int) -> bool:
    text = reader.text(place)
    if reader.kind(place) is not SaidKind.WORD or len(text) < 2 or not text.isupper():
        return False
    known = text in reader.tables.words and text not in reader.tables.shouted
    return not known and text not in _ROMAN and bool(_VOWELS & set(text.lstrip("Y")))


def _loud_beside(reader: Reader, place: int) -> bool:
    beside = (reader.before(place), reader.over_space(place + 1))
    return any(_may_shout(reader, each) or reader.text(each) == "I" for each in beside)


def _loud(reader: Reader, place: int, key: str) -> bool:
    """Whether an abbreviation is a word here: `DO IT NOW`."""
    return key in reader.tables.shouted and _loud_beside(reader, place)


def reserve(reader: Reader, place: int) -> RuleMatch | None:
    """`RIR 2`: two reps in reserve."""
    from mmc_audio.speech.said.amounts import spanned

    word = reader.text(place)
    if word not in reader.tables.reserve_words:
        return None
    at = reader.over_space(place + 1)
    at = reader.over_space(at + 1) if reader.is_mark(at, ":=") else at
    n = spanned(reader, at)
    if not n or n.unit or (n.end < len(reader.tokens) and reader.kind(n.end) is SaidKind.TIMES):
        return None
    forms = reader.tables.units[word.upper()]
    return RuleMatch(n.end, f"{n.words} {forms[0] if n.one else forms[1]}", "reps in reserve")
