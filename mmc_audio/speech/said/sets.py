"""`3x12`, `5x5 @ 60kg`, `4x400m`, `3x`; `tempo 30X1`, `3-0-2-1`, `5/3/1`."""

from mmc_audio.languages.numbers import digit_words, number_words
from mmc_audio.speech.said.amounts import Amount, dash, digits, number, spanned
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import Reader, RuleMatch


def sets(reader: Reader, place: int) -> RuleMatch | None:
    """Sets by reps or by time; with other units just so many times."""
    many = _many(reader, place)
    if not many:
        return None
    times = reader.over_space(many.end)
    if reader.kind(times) is not SaidKind.TIMES:
        return None
    after = reader.over_space(times + 1)
    each = spanned(reader, after)
    if each and many.whole:
        return _sets_of(reader, place, many, each)
    if many.whole and _is_done_in_sets(reader, after):
        return _phrase(reader, many, "sets", x="", end=after)
    return _so_often(reader, many, times + 1)


def _is_done_in_sets(reader: Reader, place: int) -> bool:
    """Whether the word there is something sets are made of: `3 x AMRAP`, `3 x max`."""
    return reader.text(place).lower() in reader.tables.set_things


def _many(reader: Reader, place: int) -> Amount | None:
    """How many sets: a number or a range, without a unit."""
    low = number(reader, place)
    if not low or low.fraction or reader.is_mark(place + 1, "/"):
        return None  # two numbers are no number of sets: `20/10 x 8`
    after = dash(reader, low.end)
    high = number(reader, after) if after is not None else None
    if not high:
        return low
    words = reader.phrase("range", a=low.words, b=high.words)
    return Amount(words, high.end) if words else None


_FEWEST_LOAD = 30
"""So many sets nobody does: `100x5` is a load for five."""


def _is_load(reader: Reader, place: int) -> bool:
    text = reader.text(place)
    return text.isdigit() and int(text) >= _FEWEST_LOAD


def _is_plates(reader: Reader, place: int, end: int) -> bool:
    """`2x20+10`, `bar + 2x15`: plates on a bar, no sets."""
    plus = reader.before(place)
    added = reader.is_mark(plus, "+")
    before = added and (plus == place - 1 or _names_bar(reader, plus))
    after = reader.is_mark(end, "+") and reader.kind(end + 1) is SaidKind.NUMBER
    named = reader.kind(reader.over_space(end + 2)) is SaidKind.WORD
    return before or (after and not named)


def _names_bar(reader: Reader, place: int) -> bool:
    return any(token.text.lower() in reader.tables.plates_on for token in reader.tokens[:place])


def _sets_of(reader: Reader, place: int, many: Amount, each: Amount) -> RuleMatch | None:
    if many.end == place + 1 and not each.unit and _is_load(reader, place):
        return _phrase(reader, many, "load_reps", x=each.words, end=each.end)
    if _is_plates(reader, place, each.end):
        return _phrase(reader, many, "times_each", x=each.words, end=each.end)
    timed = not each.unit or each.unit in reader.tables.time_units
    x, end = each.words, each.end
    load = _load(reader, each.end)
    if load and timed:
        x, end = reader.phrase("at", a=x, b=load.words) or x, load.end
    return _phrase(reader, many, "sets" if timed else "times_each", x=x, end=end)


def _load(reader: Reader, place: int) -> Amount | None:
    """The third number of `3x10x60kg`."""
    times = reader.over_space(place)
    if reader.kind(times) is not SaidKind.TIMES:
        return None
    return spanned(reader, reader.over_space(times + 1))


def _phrase(reader: Reader, many: Amount, frame: str, *, x: str, end: int) -> RuleMatch | None:
    frame = "sets_one" if frame == "sets" and many.one else frame
    said = reader.phrase(frame, n=many.words, x=x)
    return RuleMatch(end, said.rstrip(), "sets by reps") if said else None


def _so_often(reader: Reader, many: Amount, end: int) -> RuleMatch | None:
    """`3x` alone: three times; once and twice have their own words."""
    exact = {number_words(n, reader.language): f"times_{n}" for n in (1, 2)}
    words = reader.phrase(exact.get(many.words, "times"), n=many.words)
    words = words or reader.phrase("times", n=many.words)
    return RuleMatch(end, words, "how often") if words else None


def times_prefix(reader: Reader, place: int) -> RuleMatch | None:
    """`x2`; after `sets` it is `of`: 3 sets x 12."""
    if reader.kind(place) is not SaidKind.TIMES:
        return None
    n = spanned(reader, reader.over_space(place + 1))
    if not n:
        said = reader.tables.times_sign
        return RuleMatch(place + 1, said, "sign") if said else None
    frame = "times_prefix"
    if reader.word_before(place) in reader.tables.sets_words:
        frame = "of"
    elif n.unit in reader.tables.weight_units:
        frame = "load_with"
    elif _load_before(reader, place):
        frame = "reps_with"
    words = reader.phrase(frame, x=n.words, n=n.words)
    return RuleMatch(n.end, words, "how often") if words else None


def _load_before(reader: Reader, place: int) -> bool:
    """`100kg x 5`, `BW x 10`."""
    weight = reader.text(reader.before(place)) in reader.tables.weight_units
    return weight or reader.word_before(place) in reader.tables.load_words


def tempo(reader: Reader, place: int) -> RuleMatch | None:
    """`30X1`, and `3010` after the word tempo: each phase by itself."""
    if reader.kind(place) is not SaidKind.NUMBER or not reader.tables.phrases:
        return None
    named = reader.word_before(place) in reader.tables.tempo_words
    for length in (3, 2, 1):
        text = "".join(reader.text(place + i) for i in range(length))
        if _is_tempo(text) and (named or _is_fast(text)):
            words = [c if c == "X" else digit_words(c, reader.language) for c in text]
            return RuleMatch(place + length, " ".join(words), "tempo")
    return None


def _is_tempo(text: str) -> bool:
    return len(text) == 4 and all(c in "0123456789X" for c in text)


def _is_fast(text: str) -> bool:
    """`30X1` needs no word before it: the third phase is fast, the others are short."""
    return text[2] == "X" and text[0] in "123456" and text[1] in "0123" and text[3] in "0123"


def listed(reader: Reader, place: int) -> RuleMatch | None:
    """Three numbers or more with the same mark between: `4-7-8`, `3-0-X-1`, `5/3/1`."""
    mark = reader.text(place + 1)
    if reader.kind(place) is not SaidKind.NUMBER or mark not in {"-", "–", "/", ":", ","}:
        return None
    found, end = _run(reader, place, mark)
    if len(found) < 3 or not reader.tables.slash:
        return None
    return RuleMatch(end, ", ".join(found), "one by one")


def _run(reader: Reader, place: int, mark: str) -> tuple[list[str], int]:
    found: list[str] = []
    end = place
    while words := _listed_one(reader, end):
        found.append(words)
        if reader.text(end + 1) != mark or not _listed_one(reader, end + 2):
            return found, end + 1
        end += 2
    return found, end


def _listed_one(reader: Reader, place: int) -> str:
    if reader.text(place) in {"X", "x"}:
        return "X"
    text = reader.text(place)
    if reader.kind(place) is not SaidKind.NUMBER or not text.isdigit():
        return ""
    return digits(text, reader.language)
