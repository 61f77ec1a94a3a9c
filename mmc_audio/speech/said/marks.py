"""Signs that are words (`<50%`, `@`, `10/side`), and what is not said: markup, emoji, addresses."""

import re
import unicodedata

from mmc_audio.languages.numbers import knows_numbers, number_words
from mmc_audio.speech.said.lexer import SaidKind
from mmc_audio.speech.said.reader import NUMERIC, Reader, RuleMatch

_MARKUP = "*_`~^|\\#•▪◦‣¶§©®™"
_EMOJI = frozenset({"So", "Co", "Cn"})
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_OF_TEN = "10"
_FIRST = 4
"""A text's first tokens, in which a number of a list or a box to tick stands."""
_KEYCAP = "\u20e3"
_ARROWS = {">": "→", "<>": "↔", "<": "←"}


def sign(reader: Reader, place: int) -> RuleMatch | None:
    """A sign that is said as a word."""
    if reader.kind(place) is SaidKind.ARROW:
        return _arrow(reader, place)
    if before := _before_number(reader, place):
        return before
    if reader.kind(place) not in {SaidKind.MARK, SaidKind.TAG}:
        return None
    text = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}.get(reader.text(place), reader.text(place))
    said = reader.tables.signs.get(text)
    if text == "=" and _is_said_of(reader, place):
        return RuleMatch(place + 1, " ", "sign")
    if text in _ARROWS.values() and reader.before(place) < 0:
        return RuleMatch(place + 1, "", "arrow")
    if not said and text == "+" and (_has_neighbours(reader, place) or _graded(reader, place)):
        said = reader.tables.plus
    return RuleMatch(place + 1, said, "sign") if said else None


def _is_said_of(reader: Reader, place: int) -> bool:
    """`RPE=8`: nothing is said between a word and its number."""
    before, after = reader.before(place), reader.over_space(place + 1)
    counted = reader.text(before) in reader.tables.units
    counted = counted and reader.kind(reader.before(before)) is SaidKind.NUMBER  # 1kg = 2.2lb
    word = reader.kind(before) is SaidKind.WORD and len(reader.text(before)) > 1 and not counted
    return word and reader.kind(after) in NUMERIC


def _arrow(reader: Reader, place: int) -> RuleMatch | None:
    text = reader.text(place)
    ends = ("<" if text[0] == "<" else "") + (">" if text[-1] == ">" else "")
    begins = reader.before(place) < 0
    said = "" if begins else reader.tables.signs.get(_ARROWS.get(ends, ""), "")
    return RuleMatch(place + 1, said, "arrow") if reader.tables.signs else None


def _before_number(reader: Reader, place: int) -> RuleMatch | None:
    """`<50`, `~60`, `-5`, `#3`: said only where a number follows."""
    starts = reader.text(place) in reader.tables.starts
    found = reader.longest(place, reader.tables.before_numbers, 3) if starts else None
    if not found:
        return None
    said, key, end = found
    number = reader.over_space(end)
    attached = number == end
    if key == "~" and "~" in (reader.text(place - 1), reader.text(place + 1)):
        return None  # ~~struck~~
    if reader.kind(number) not in NUMERIC or (key in "-#" and not attached):
        return None
    if key in "-+" and not _free(reader, place):
        return None
    return RuleMatch(end, said, "sign")


def _free(reader: Reader, place: int) -> bool:
    """Whether a minus or plus belongs to its number only: nothing to add it to stands before."""
    before = reader.before(place)
    if reader.text(before) in reader.tables.load_names:
        return True
    if before == place - 1 and reader.text(before) not in {"", "("}:
        return False
    return reader.kind(before) not in {*NUMERIC, SaidKind.TIMES}


def _graded(reader: Reader, place: int) -> bool:
    """`6a+`, `A+`: a letter and its plus."""
    letter = reader.text(place - 1)
    return len(letter) == 1 and letter.isalpha() and not _is_sound(reader.text(place + 1)[:1])


def _has_neighbours(reader: Reader, place: int) -> bool:
    beside = reader.before(place), reader.over_space(place + 1)
    return all(_is_sound(reader.text(each)[:1]) for each in beside)


def _is_sound(character: str) -> bool:
    return character.isalnum() or (character != "" and character in "()%'\"")


def money(reader: Reader, place: int) -> RuleMatch | None:
    """`$5`: five dollars."""
    from mmc_audio.speech.said.amounts import spanned

    sign = reader.text(place)
    n = spanned(reader, place + 1) if sign in reader.tables.money else None
    if not n or n.unit:
        return None
    forms = reader.tables.units[sign]
    whole, point, parts = reader.text(place + 1).replace(",", ".").partition(".")
    if point and len(parts) == 2 and whole and parts.strip("0"):
        many, rest = (number_words(int(each), reader.language) for each in (whole, parts))
        unit = forms[0] if int(whole) == 1 else forms[1]
        said = reader.phrase("money_parts", n=many, unit=unit, parts=rest)
        return RuleMatch(n.end, said, "money") if said else None
    return RuleMatch(n.end, f"{n.words} {forms[0] if n.one else forms[1]}", "money")


def slash(reader: Reader, place: int) -> RuleMatch | None:
    """`10/side`, `4:30/km`: per; between other words a short stop."""
    if not reader.is_mark(place, "/") or not reader.tables.slash:
        return None
    after = reader.over_space(place + 1)
    if pace := _per_distance(reader, place, after):
        return pace
    if place == 0 and reader.text(after) == _OF_TEN and after == place + 1:
        return RuleMatch(after, f"{(reader.phrase('out_of_ten', n='') or '').strip()} ", "marks")
    per = reader.tables.per.get(reader.text(after).lower())
    numbered = reader.kind(reader.over_space(after + 1)) is SaidKind.NUMBER  # week 3/day 2
    if per and not numbered and _counts(reader, reader.before(place)):
        return RuleMatch(after + 1, reader.phrase("per", x=per) or per, "per")
    return RuleMatch(after, reader.tables.slash, "slash")


def _per_distance(reader: Reader, place: int, after: int) -> RuleMatch | None:
    """`1:45/100m`."""
    from mmc_audio.speech.said.amounts import spanned

    timed = reader.kind(reader.before(place)) is SaidKind.TIME
    over = spanned(reader, after) if timed else None
    words = (
        reader.phrase("per", x=over.words)
        if over and over.unit in reader.tables.distances
        else None
    )
    return RuleMatch(over.end, words, "per") if over and words else None


def enumerated(reader: Reader, place: int) -> RuleMatch | None:
    """`1) Squat`, `A1) Squat`: a stop, as after `1.`."""
    texts = [token.text for token in reader.tokens[:place]]
    begins = 0 < place < _FIRST and "(" not in texts and reader.kind(place + 1) is SaidKind.SPACE
    return RuleMatch(place + 1, ".", "number") if reader.is_mark(place, ")") and begins else None


def task(reader: Reader, place: int) -> RuleMatch | None:
    """`- [ ] Squat`, `- [x] Squat`: a box to tick."""
    if not reader.is_mark(place, "[") or not reader.is_mark(place + 2, "]") or place > _FIRST:
        return None
    return RuleMatch(place + 3, "", "markup") if reader.text(place + 1) in " xX" else None


def _counts(reader: Reader, place: int) -> bool:
    """Whether there can be so much per something of what stands at `place`."""
    text, kind = reader.text(place), reader.kind(place)
    counted = kind in {*NUMERIC, SaidKind.TIMES} or text in reader.tables.units or text == ")"
    return counted or (kind is SaidKind.WORD and text.endswith("s"))


def colon(reader: Reader, place: int) -> RuleMatch | None:
    """`work:rest`: a stop, where some engines say colon."""
    words = reader.kind(place - 1), reader.kind(place + 1)
    if not reader.is_mark(place, ":") or words != (SaidKind.WORD, SaidKind.WORD):
        return None
    return RuleMatch(place + 1, reader.tables.slash or ", ", "colon")


def circled(reader: Reader, place: int) -> RuleMatch | None:
    """`③` is its number."""
    text = reader.text(place)
    is_number = len(text) == 1 and text.isnumeric() and knows_numbers(reader.language)
    if not is_number or not unicodedata.decomposition(text).startswith("<circle>"):
        return None
    return RuleMatch(
        place + 1, number_words(int(unicodedata.numeric(text)), reader.language), "number"
    )


def silent(reader: Reader, place: int) -> RuleMatch | None:
    """Markup and emoji."""
    text, kind = reader.text(place), reader.kind(place)
    if kind is SaidKind.TAG:
        return RuleMatch(place + 1, " ", "markup")
    if end := _face_end(reader, place):
        return RuleMatch(end, "", "emoji")
    if kind is not SaidKind.MARK or (text in reader.tables.units and text not in _MARKUP):
        return None
    if text in _MARKUP or _is_bullet(reader, place):
        return RuleMatch(place + 1, " " if _parts_words(reader, place) else "", "markup")
    return RuleMatch(place + 1, "", "emoji") if _is_emoji(text) else None


_FACES = frozenset({":)", ":-)", ";)", ";-)", ":(", ":-(", ":/", ":D", ":-D", ":P", ";D"})


def _face_end(reader: Reader, place: int) -> int:
    """The place after `:)`, which stands alone; 0 where there is none."""
    if place and not reader.text(place - 1).isspace():
        return 0
    for end in (place + 2, place + 3):
        alone = end >= len(reader.tokens) or reader.text(end).isspace() or reader.is_mark(end, ".!")
        if alone and "".join(reader.text(each) for each in range(place, end)) in _FACES:
            return end
    return 0


def _parts_words(reader: Reader, place: int) -> bool:
    """`leg_press`: two words."""
    beside = reader.kind(place - 1), reader.kind(place + 1)
    return reader.text(place) in "_|\\" and beside == (SaidKind.WORD, SaidKind.WORD)


def _is_bullet(reader: Reader, place: int) -> bool:
    return place == 0 and reader.text(place) in "-–>" and reader.kind(place + 1) is SaidKind.SPACE


def _is_emoji(text: str) -> bool:
    return (
        unicodedata.category(text) in _EMOJI or ord(text) in _SKIN_TONES or text == _KEYCAP
    ) and text != "°"


def address(reader: Reader, place: int) -> RuleMatch | None:
    """Of a web page its host; of an e-mail all of it; of a link its text."""
    kind, text = reader.kind(place), reader.text(place)
    if kind is SaidKind.URL:
        host = re.split("[/?#:]", text.split("://")[-1])[0]
        return RuleMatch(place + 1, _dotted(reader, host.removeprefix("www.")), "web address")
    if kind is SaidKind.EMAIL and reader.tables.email_at:
        user, _, host = text.partition("@")
        said = f"{_dotted(reader, user)} {reader.tables.email_at} {_dotted(reader, host)}"
        return RuleMatch(place + 1, said, "e-mail")
    return None


def _dotted(reader: Reader, host: str) -> str:
    dot = f" {reader.tables.dot} " if reader.tables.dot else "."
    return dot.join(host.replace("-", " ").replace("_", " ").split("."))


def link_text(text: str) -> str:
    """The words of `[words](address)`."""
    return text[1 : text.index("](")]
