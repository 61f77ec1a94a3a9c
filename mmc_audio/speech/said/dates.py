"""`2026-05-01`, `5/1/2026`, `May 5`, `5 May 2026`, and years: in 2024."""

from dataclasses import dataclass

from mmc_audio.languages.locales import month_names, months_by_name
from mmc_audio.languages.numbers import number_words
from mmc_audio.speech.said.amounts import dash
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader, RuleMatch

_CENTURIES = range(1900, 2100)
"""Four digits in this range after `in` or `since` are a year."""


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day as a text gives it."""

    month: int
    day: int
    year: int | None = None

    @property
    def exists(self) -> bool:
        """Whether some year has such a day."""
        return 1 <= self.month <= 12 and 1 <= self.day <= 31


def date(reader: Reader, place: int) -> RuleMatch | None:
    """A date in digits at `place`."""
    if reader.kind(place) is not SaidKind.DATE or "date" not in reader.tables.phrases:
        return None
    day = _parsed(reader, reader.text(place))
    said = _spoken(reader, day) if day.exists else None
    return RuleMatch(place + 1, said, "date") if said else None


def _parsed(reader: Reader, text: str) -> SpokenDay:
    mark = next(c for c in text if not c.isdigit())
    numbers = [int(part) for part in text.split(mark)]
    if mark == "-":
        year, month, day = numbers
        return SpokenDay(month, day, year)
    first, second, year = numbers
    tables = reader.tables
    order = tables.date_order_of.get(reader.language.lower(), tables.date_order)
    month_first = mark == "/" and order == "mdy" and first <= 12
    month_first = month_first or second > 12
    return SpokenDay(first, second, year) if month_first else SpokenDay(second, first, year)


def month_first(reader: Reader, place: int) -> RuleMatch | None:
    """`May 5th, 2026`, `May 5-7`."""
    found = _named(reader, _month_first(reader, place))
    return _to_day(reader, found) if found else None


def _to_day(reader: Reader, found: RuleMatch) -> RuleMatch:
    """The day, and the last one of several: `Dec 24-26`."""
    after = dash(reader, found.end)
    last = _day(reader, after) if after is not None else None
    if after is None or last is None or reader.is_mark(after + 1, "/-."):
        return found
    ordinal = number_words(last, reader.language, "ordinal")
    said = reader.phrase("range", a=found.said, b=ordinal)
    return RuleMatch(after + 1, said, "date") if said else found


def day_first(reader: Reader, place: int) -> RuleMatch | None:
    """`5 May`."""
    return _named(reader, _day_first(reader, place))


def _named(reader: Reader, found: tuple[SpokenDay, int] | None) -> RuleMatch | None:
    if not found or not found[0].exists:
        return None
    said = _spoken(reader, found[0])
    return RuleMatch(found[1], said, "date") if said else None


def _month_first(reader: Reader, place: int) -> tuple[SpokenDay, int] | None:
    month, after = _month(reader, place)
    day = _day(reader, after) if month else None
    if not month or day is None or after == place + 1:
        return None
    year, end = _year(reader, after + 1)
    ambiguous = reader.text(place) in reader.tables.month_words and not year
    ambiguous = ambiguous and reader.word_before(place) not in reader.tables.date_words
    if ambiguous and reader.kind(reader.over_space(end)) is SaidKind.WORD:
        return None
    return SpokenDay(month, day, year), end


def _day_first(reader: Reader, place: int) -> tuple[SpokenDay, int] | None:
    day = _day(reader, place)
    month_at = reader.over_space(place + 1)
    month, _ = _month(reader, month_at)
    if day is None or not month or month_at == place + 1:
        return None
    if reader.text(month_at) in reader.tables.month_words and reader.kind(place) is SaidKind.NUMBER:
        return None
    end = month_at + 1 + reader.is_mark(month_at + 1, ".")
    year, end = _year(reader, end)
    return SpokenDay(month, day, year), end


def _month(reader: Reader, place: int) -> tuple[int, int]:
    """The month named at `place`, 0 for none, and the place of what follows."""
    text = reader.text(place)
    if reader.kind(place) is not SaidKind.WORD or not text[0].isupper():
        return 0, place
    if "date" not in reader.tables.phrases:
        return 0, place
    after = place + 1 + reader.is_mark(place + 1, ".")
    if not _beside_digits(reader, place, after):
        return 0, place  # most capitals begin a sentence: the months need not be loaded for them
    months = {**reader.tables.months_also, **months_by_name(reader.language)}
    return months.get(text.lower(), 0), reader.over_space(after)


def _beside_digits(reader: Reader, place: int, after: int) -> bool:
    beside = reader.text(reader.over_space(after)), reader.text(reader.before(place))
    return any(text[:1].isdigit() for text in beside)


def _day(reader: Reader, place: int) -> int | None:
    text = reader.text(place)
    if reader.kind(place) is SaidKind.ORDINAL:
        text = text[:-2]
    elif reader.kind(place) is not SaidKind.NUMBER:
        return None
    return int(text) if text.isdigit() and len(text) < 3 else None


def _year(reader: Reader, place: int) -> tuple[int | None, int]:
    """The year after a day, and the place after it."""
    comma = reader.is_mark(place, ",")
    at = reader.over_space(place + comma)
    text = reader.text(at)
    if reader.kind(at) is SaidKind.NUMBER and text.isdigit() and int(text) in _CENTURIES:
        return int(text), at + 1
    return None, place


def _spoken(reader: Reader, day: SpokenDay) -> str | None:
    n = number_words(day.day, reader.language, "ordinal")
    month = month_names(reader.language).get(day.month, "")
    if day.year is None:
        return reader.phrase("date", month=month, day=n)
    year = number_words(day.year, reader.language, "year")
    return reader.phrase("date_year", month=month, day=n, year=year)


def weekday(reader: Reader, place: int) -> RuleMatch | None:
    """`Mon/Wed/Fri`, `Mon-Fri`; what is a word too, as `Sat`, only beside another day."""
    days = reader.tables.weekdays
    text = reader.text(place)
    name = days.get(text)
    if not name or (text in reader.tables.weekday_words and not _week(reader, place)):
        return None
    end = _day_end(reader, place)
    until = dash(reader, end)
    last = days.get(reader.text(until)) if until is not None else None
    said = reader.phrase("range", a=name, b=last) if last else None
    if until is not None and said:
        return RuleMatch(_day_end(reader, until), said, "weekday")
    return RuleMatch(end, name, "weekday")


def _day_end(reader: Reader, place: int) -> int:
    """The place after a weekday and its full stop, which is left where it ends the text."""
    stopped = reader.is_mark(place + 1, ".") and place + 2 < len(reader.tokens)
    return place + 1 + stopped


def _week(reader: Reader, place: int) -> bool:
    """Whether another weekday stands near, over marks and spaces."""
    near = (place + step for step in range(-4, 5) if step)
    return any(reader.text(each) in reader.tables.weekdays for each in near)


def year(reader: Reader, place: int) -> RuleMatch | None:
    """`in 2024`."""
    text = reader.text(place)
    if reader.kind(place) is not SaidKind.NUMBER or not (len(text) == 4 and text.isdigit()):
        return None
    if int(text) not in _CENTURIES or reader.word_before(place) not in reader.tables.year_words:
        return None
    after = reader.over_space(place + 1)
    if reader.kind(after) is SaidKind.WORD and reader.text(after) in reader.tables.units:
        return None
    return RuleMatch(place + 1, number_words(int(text), reader.language, "year"), "year")
