"""Numbers, ranges and what they count: `8`, `22,5`, `1½`, `8-12`, `60-90s`, `30°`, `10'`."""

from dataclasses import dataclass, replace

from mmc_audio.languages.locales import group_mark
from mmc_audio.languages.numbers import (
    LONGEST,
    decimal_words,
    digit_words,
    knows_numbers,
    number_words,
)
from mmc_audio.speech.said.fractions import fraction, mixed
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader
from mmc_audio.speech.said.units import unit_at


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range, with or without a unit."""

    words: str
    end: int
    """The place after it."""
    one: bool = False
    """Exactly 1: the unit is in the singular."""
    whole: bool = True
    """No decimals."""
    fraction: str = ""
    """half, or fraction: a unit goes after it in a phrase of its own."""
    unit: str = ""
    """As the tables have it."""
    why: str = "number"


def number(reader: Reader, place: int) -> Amount | None:
    """A number at `place`: digits, a fraction, or both."""
    if not knows_numbers(reader.language):
        return None
    if part := fraction(reader, place):
        return Amount(part.words, part.end, fraction=part.shape, why=part.why)
    if reader.kind(place) is not SaidKind.NUMBER:
        return None
    if part := mixed(reader, place):
        return Amount(part.words, part.end, why="fraction")
    text = reader.text(place)
    words = digits(text, reader.language)
    one = words == number_words(1, reader.language)
    plain = Amount(words, place + 1, one=one, whole=not _parted(text, reader.language)[1])
    return _or_more(reader, plain)


def _or_more(reader: Reader, amount: Amount) -> Amount:
    """`10+` is ten or more; `10+5` and `10 + 5` are not."""
    after = amount.end + 1
    unit = reader.text(after) in reader.tables.units
    goes_on = reader.kind(after) in {SaidKind.NUMBER, SaidKind.WORD} and not unit
    goes_on = goes_on or reader.is_mark(after, "/")
    if not reader.is_mark(amount.end, "+") or goes_on:
        return amount
    words = reader.phrase("or_more", n=amount.words)
    return replace(amount, words=words, end=after, one=False, why="or more") if words else amount


def digits(text: str, language: str) -> str:
    """A number written in digits, with separators, in words."""
    whole, point, decimals = _parted(text, language)
    if not point and (len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0")):
        return digit_words(whole, language)
    if point:
        return decimal_words(whole or "0", decimals, language)
    return number_words(int(whole), language)


def _parted(text: str, language: str) -> tuple[str, bool, str]:
    """Digits before the decimal point, whether there is one, and those after it."""
    text = text.replace(" ", "")
    point = max(text.rfind("."), text.rfind(","))
    if point < 0 or _groups(text, language):
        return text.replace(",", "").replace(".", ""), False, ""
    return text[:point].replace(",", "").replace(".", ""), True, text[point + 1 :]


def _groups(text: str, language: str) -> bool:
    """Whether the separators only part thousands: `1,000`, in German `1.000`."""
    seen = {character for character in text if character in ".,"}
    parts = text.replace(",", ".").split(".")
    if len(seen) > 1 or not parts[0] or any(len(part) != 3 for part in parts[1:]):
        return False
    return len(parts) > 2 or seen == {group_mark(language)}


_DASHES = "-–—−~‒…"


def dash(reader: Reader, place: int) -> int | None:
    """The place after a dash that parts two numbers: `8-12`, `8 - 12`."""
    mark = reader.over_space(place)
    if not reader.is_mark(mark, _DASHES):
        return None
    spaced = mark != place
    after = reader.over_space(mark + 1)
    if spaced != (after != mark + 1) or (spaced and reader.text(mark) == "—"):
        return None
    return after


def spanned(reader: Reader, place: int) -> Amount | None:
    """A number or a range of them, with its unit if it has one."""
    low = number(reader, place)
    if low is None:
        return None
    unit = unit_at(reader, place, low.end)
    after = dash(reader, unit.end if unit else low.end)
    high = number(reader, after) if after is not None else None
    if not high:
        return with_unit(reader, place, low)
    over = unit_at(reader, place, high.end)
    first = low
    if unit and (not over or reader.tables.units[over.key] != reader.tables.units[unit.key]):
        first = with_unit(reader, place, low)
    frame = "same" if low.words == high.words else "range"
    words = reader.phrase(frame, a=first.words, b=high.words)
    if words is None:
        return with_unit(reader, place, low)
    one = first is not low and high.one
    return with_unit(reader, place, replace(high, words=words, one=one, why="range"))


def _of_word(reader: Reader, amount: Amount) -> Amount:
    """A fraction of a unit that is written as a word: `1/2 mile`."""
    after = reader.over_space(amount.end)
    word = reader.text(after)
    if not amount.fraction or all(word != forms[0] for forms in reader.tables.units.values()):
        return amount
    words = reader.phrase(f"{amount.fraction}_with_unit", n=amount.words, unit=word)
    return replace(amount, words=words, end=after + 1) if words else amount


def with_unit(reader: Reader, start: int, amount: Amount) -> Amount:
    """The amount and the unit that stands after it; as it is where there is none."""
    unit = unit_at(reader, start, amount.end)
    if unit is None:
        return _of_word(reader, amount)
    forms = reader.tables.units[unit.key]
    name = forms[0] if amount.one or unit.adjective else forms[1]
    n = forms[2] if amount.one and len(forms) > 2 else amount.words
    frame = f"{amount.fraction}_with_unit" if amount.fraction else "with_unit"
    words = reader.phrase(frame, n=n, unit=forms[0] if amount.fraction else name)
    words = words if words is not None else f"{n} {name}"
    if unit.hyphen:
        words = words.replace(" ", "-")
    why = amount.why if amount.why == "range" else "unit"
    made = Amount(words, unit.end, unit=unit.key, one=amount.one, why=why)
    return _or_more(reader, made)
