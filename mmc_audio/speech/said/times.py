"""`1:30` as a duration, `7:30 pm` as a time of day, `10:1` as a ratio, and dates."""

from mmc_audio.languages.numbers import number_words
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader, RuleMatch
from mmc_audio.speech.said.units import SpokenUnit, unit_at


def time(reader: Reader, place: int) -> RuleMatch | None:
    """A time token, by what stands around it."""
    if reader.kind(place) is not SaidKind.TIME or not reader.tables.phrases:
        return None
    numbers = [int(part or 0) for part in reader.text(place).split(":")]
    if reader.text(place)[0] == ":":
        return RuleMatch(place + 1, _lasting(reader, 0, 0, numbers[1]), "duration")
    unit = unit_at(reader, place, place + 1)
    if len(numbers) == 3:
        return RuleMatch(place + 1, _lasting(reader, *numbers), "duration")
    if _is_ratio(reader, place):
        return _ratio(reader, place, *numbers)
    if _is_clock(reader, place, unit):
        return _clock(reader, place, numbers, unit)
    return _duration(reader, place, numbers, unit)


def _is_ratio(reader: Reader, place: int) -> bool:
    _, _, second = reader.text(place).partition(":")
    named = reader.word_before(place) in reader.tables.ratio_words
    return named or len(second) != 2 or int(second) > 59


def _ratio(reader: Reader, place: int, first: int, second: int) -> RuleMatch | None:
    a, b = (number_words(n, reader.language) for n in (first, second))
    words = reader.phrase("ratio", a=a, b=b)
    return RuleMatch(place + 1, words, "ratio") if words else None


def _is_clock(reader: Reader, place: int, unit: SpokenUnit | None) -> bool:
    if unit:
        return unit.key in reader.tables.clock_units
    text = reader.text(place)
    hour = int(text.partition(":")[0])
    named = reader.word_before(place) in reader.tables.clock_words
    return hour < 25 and (named or (text[0] == "0" and hour > 0))


def dotted_clock(reader: Reader, place: int) -> RuleMatch | None:
    """`6.30 pm`."""
    if "." not in reader.text(place):
        return None
    hour, dot, minute = reader.text(place).partition(".")
    unit = unit_at(reader, place, place + 1)
    if not dot or not hour or len(minute) != 2 or not unit:
        return None
    if unit.key not in reader.tables.clock_units or int(hour) > 24 or int(minute) > 59:
        return None
    return _clock(reader, place, [int(hour), int(minute)], unit)


def _clock(reader: Reader, place: int, numbers: list[int], unit: SpokenUnit | None) -> RuleMatch:
    """A time of day: seven o'clock, seven p.m., seven oh five."""
    minute = numbers[1]
    h, m = (number_words(n, reader.language) for n in numbers)
    if minute == 0:
        said = h if unit else reader.phrase("clock_full", h=h)
    else:
        said = reader.phrase("clock" if minute > 9 else "clock_oh", h=h, m=m)
    half = f" {reader.tables.units[unit.key][0]}" if unit else ""
    end = unit.end if unit else place + 1
    return RuleMatch(end, (said or f"{h} {m}") + half, "time of day")


def _duration(reader: Reader, place: int, numbers: list[int], unit: SpokenUnit | None) -> RuleMatch:
    """Minutes and seconds; hours and minutes where `h` follows. The unit is part of it."""
    tables, end = reader.tables, place + 1
    hours = False
    if unit and unit.key.partition("/")[0] in tables.time_units:
        hours = tables.units.get(unit.key) == tables.units[tables.hour]
        end = reader.over_space(end) + 1
    first, second = numbers
    said = _lasting(reader, first, second, 0) if hours else _lasting(reader, 0, first, second)
    return RuleMatch(end, said, "duration")


def _lasting(reader: Reader, hours: int, minutes: int, seconds: int) -> str:
    """One minute thirty; one hour five minutes; forty-five seconds."""
    tables = reader.tables
    parts = [
        _counted(reader, n, unit)
        for n, unit in ((hours, tables.hour), (minutes, tables.minute), (seconds, tables.second))
        if n
    ]
    if minutes and seconds and not hours:
        parts[-1] = number_words(seconds, reader.language)
    return " ".join(parts) or _counted(reader, 0, tables.second)


def _counted(reader: Reader, n: int, unit: str) -> str:
    forms = reader.tables.units[unit]
    if n == 1:
        return f"{forms[2] if len(forms) > 2 else number_words(1, reader.language)} {forms[0]}"
    return f"{number_words(n, reader.language)} {forms[1]}"
