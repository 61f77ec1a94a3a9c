"""Which unit stands after a number."""

from dataclasses import dataclass

from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader


@dataclass(frozen=True, slots=True)
class SpokenUnit:
    """A unit, as the tables have it."""

    key: str
    end: int
    """The place after it."""
    adjective: bool = False
    """As in `a 10 kg plate`: in the singular."""
    hyphen: bool = False
    """As in `10-kg`."""


def unit_at(reader: Reader, start: int, place: int) -> SpokenUnit | None:
    """The unit at `place`, after the number that began at `start`."""
    if mark := _feet_mark(reader, start, place):
        return mark
    hyphen = reader.is_mark(place, "-") and reader.kind(place + 1) is SaidKind.WORD
    first = place + 1 if hyphen else reader.over_space(place)
    found = reader.longest(first, reader.tables.units, fold=_folded)
    if not found or (hyphen and reader.kind(found[2]) is SaidKind.NUMBER):
        return None
    _, key, end = found
    if key in reader.tables.sides and _has_other_side(reader, key):
        return None
    loose = first != place and not hyphen
    if loose and key in reader.tables.tight_units and not _inches(reader, start, key):
        return None
    if key.endswith(".") and not _goes_on(reader, key, end):
        key, end = key[:-1], end - 1
        if key not in reader.tables.units:
            return None
    key = _minutes(reader, start, key, end) or key
    return SpokenUnit(key, end, adjective=hyphen or _adjective(reader, start, end), hyphen=hyphen)


def _has_other_side(reader: Reader, letter: str) -> bool:
    """`10 L/R`, `8R/8L`: with R in the same text L is left, no liter."""
    others = reader.tables.sides.keys() - {letter}
    return any(token.text in others for token in reader.tokens)


def _folded(text: str) -> str:
    """`KG` and `Sec` are kg and sec; a single letter is only itself."""
    return text.lower() if len(text) > 1 else text


def _goes_on(reader: Reader, key: str, end: int) -> bool:
    """Whether a full stop belongs to the unit: the sentence goes on, or it is `a.m.`."""
    after = reader.text(reader.over_space(end))
    return key in reader.tables.clock_units or after[:1].islower() or after[:1].isdigit()


def _minutes(reader: Reader, start: int, key: str, end: int) -> str | None:
    """`m` as minutes: after rest, after hours, and before seconds."""
    tables = reader.tables
    if key != tables.meter:
        return None
    if reader.word_before(start) in tables.minutes_after:
        return tables.minute
    if _seconds_follow(reader, end) or _hours_before(reader, start):
        return tables.minute
    return None


def _seconds_follow(reader: Reader, end: int) -> bool:
    """`2m 30s`, `2m30`."""
    after = reader.over_space(end)
    if reader.kind(after) is not SaidKind.NUMBER:
        return False
    if after == end and len(reader.text(after)) == 2:
        return True
    unit = reader.text(reader.over_space(after + 1))
    forms = reader.tables.units
    return unit in forms and forms[unit] == forms[reader.tables.second]


def _hours_before(reader: Reader, start: int) -> bool:
    forms, unit = reader.tables.units, reader.text(reader.before(start))
    return unit in forms and forms[unit] == forms[reader.tables.hour]


def _inches(reader: Reader, start: int, key: str) -> bool:
    """`6 ft 2 in`: after feet."""
    forms, before = reader.tables.units, reader.text(reader.before(start))
    is_inch = forms[key] == forms.get(reader.tables.inch)
    return is_inch and forms.get(before, ()) == forms.get(reader.tables.foot)


def _adjective(reader: Reader, start: int, end: int) -> bool:
    after = reader.over_space(end)
    if after == end or reader.kind(after) is not SaidKind.WORD:
        return False
    short = reader.text(after).removesuffix("s")
    word = reader.tables.words.get(short, reader.text(after)).rpartition(" ")[2]
    if not word.islower():
        return False
    named = word in reader.tables.adjective_before
    return named or reader.word_before(start) in reader.tables.articles


def _feet_mark(reader: Reader, start: int, place: int) -> SpokenUnit | None:
    """`5'` is five minutes, `10"` ten seconds, `20" box` twenty inches."""
    tables = reader.tables
    mark = reader.text(place) + reader.text(place + 1)
    end = place + 2 if mark in tables.feet_marks else place + 1
    mark = mark if end == place + 2 else reader.text(place)
    if mark not in tables.feet_marks or reader.kind(end) is SaidKind.WORD:
        return None
    if _closes(reader, place, mark):
        return None
    key = tables.feet_marks[mark]
    gap = end + 1 if reader.is_mark(end, "-") else reader.over_space(end)
    inches = key == tables.second and reader.text(gap).lower() in tables.inches_before
    adjective = inches or _adjective(reader, start, end)
    return SpokenUnit(tables.inch if inches else key, end, adjective=adjective)


_OPENING = {"”": "“", "’": "‘"}


def _closes(reader: Reader, place: int, mark: str) -> bool:
    """Whether the mark ends what was quoted: `she said "do 10"`."""
    texts = [token.text for token in reader.tokens[:place]]
    if mark in _OPENING:
        return texts.count(_OPENING[mark]) > texts.count(mark)
    opened = [
        i for i, text in enumerate(texts)
        if text == mark and reader.kind(i - 1) is not SaidKind.NUMBER
    ]  # fmt: skip
    return len(opened) % 2 == 1
