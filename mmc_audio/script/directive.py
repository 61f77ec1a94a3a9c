"""What stands in brackets at the start of a line: `[2s, optional, focus]`, `[block 75s]`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.script.model import LABELS, PHASES, SOUNDS
from mmc_audio.script.times import looks_like_time, parse_time
from mmc_audio.units import Ms

_MOST_SHOWN = 24
STRUCTURE = ("block", "fill", "end")
WORDS = (*LABELS, *PHASES, *SOUNDS, "optional")
_QUOTES = re.compile("[\"'`\u2018-\u201f\u00ab\u00bb\u2032\u2033]")
_DECIMAL_COMMA = re.compile(r"(\d+),(\d+)\s*(m?s)\b", re.ASCII)


Sounds = tuple[str, ...]


class LineError(ValueError):
    """Raised within a line: `what; fix`, and the offset in the line where it is wrong."""

    def __init__(self, what: str, at: int = 0) -> None:
        super().__init__(what)
        self.at = at


@dataclass(frozen=True, slots=True)
class Directive:
    """What a pair of brackets asks for."""

    kind: Literal["cue", "block", "fill", "end"] = "cue"
    time_ms: Ms | None = None
    optional: bool = False
    loose: bool = False
    """Of a block: whether each of its lines may be left out."""
    labels: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


def is_directive(content: str, own: Sounds = ()) -> bool:
    """Whether `content` would be understood in brackets."""
    try:
        parse_directive(content, own=own)
    except LineError:
        return False
    return True


def nearest(word: str, known: tuple[str, ...]) -> str:
    """`did you mean ...?` for the nearest of `known`, or nothing."""
    return did_you_mean(word.lower(), known)


@lru_cache(maxsize=4096)  # a session has a thousand brackets, and some fifty that differ
def parse_directive(content: str, at: int = 0, *, own: Sounds = ()) -> Directive:
    """Read what stands between brackets.

    Args:
        content: without the brackets.
        at: its offset in the line.
        own: names of a coach's own sounds.

    Raises:
        LineError: with what to write instead.
    """
    _check_marks(content, at)
    first = content.replace(",", " ").lower().split()
    if not first:
        raise LineError("nothing stands in the brackets; write a time such as [2s], or a label", at)
    if first[0] in STRUCTURE:
        return _READ[first[0]](content, at)
    return _cue(content, at, own)


def _check_marks(content: str, at: int) -> None:
    if quote := _QUOTES.search(content):
        raise LineError(
            f"{quote[0]} is a quotation mark; nothing in brackets is quoted, leave it out",
            at + quote.start(),
        )
    if comma := _DECIMAL_COMMA.search(content):
        written = f"{comma[1]}.{comma[2]}{comma[3]}"
        raise LineError(f"{comma[0]} has a decimal comma; write {written}", at + comma.start())


@lru_cache(8)
def _words_with(own: Sounds) -> tuple[str, ...]:
    """All that may stand in the brackets of a cue but times."""
    return tuple(dict.fromkeys((*WORDS, *own)))


def _cue(content: str, at: int, own: Sounds) -> Directive:
    known = _words_with(own)
    times: list[Ms] = []
    words: list[str] = []
    for part in re.finditer(r"(?:^|(?<=,))[^,]*", content):
        word = " ".join(part[0].lower().split())
        where = at + part.start() + len(part[0]) - len(part[0].lstrip())
        if looks_like_time(word):
            times.append(_time(word, where, known, second=bool(times)))
        else:
            words.append(_checked(word, words, known, where))
    return Directive(
        time_ms=times[0] if times else None,
        optional="optional" in words,
        labels=tuple(word for word in words if word in LABELS + PHASES),
        sounds=tuple(word for word in words if word in (*SOUNDS, *own)),
    )


def _time(text: str, at: int, known: tuple[str, ...] = WORDS, *, second: bool = False) -> Ms:
    if second:
        raise LineError(f"{text} is a second time; a line has one", at)
    try:
        return parse_time(text)
    except ValueError as error:
        raise LineError(_commas(text, known) or str(error), at) from None


def _checked(word: str, before: list[str], known: tuple[str, ...], at: int) -> str:
    if not word:
        raise LineError("a comma with nothing beside it; leave the comma out", at)
    if word in before:
        raise LineError(f"{word} is written twice; once is enough", at)
    if word not in known:
        raise LineError(_commas(word, known) or _unknown(word, known), at)
    return word


def _commas(text: str, known: tuple[str, ...]) -> str:
    """What to say of known words without commas between them."""
    words = text.replace(";", " ").split()
    if len(words) > 1 and all(word in known or looks_like_time(word) for word in words):
        return f"commas are missing; write [{', '.join(words)}]"
    return ""


def _unknown(text: str, known: tuple[str, ...]) -> str:
    word = next(word for word in text.split() if word not in known)[:_MOST_SHOWN]
    sounds = dict.fromkeys((*SOUNDS, *(each for each in known if each not in WORDS)))
    if guess := nearest(word, known + STRUCTURE):
        return f"{word} is not known in brackets; {guess}"
    return (
        f"{word} is not known in brackets; write a time, block, fill, end, optional, a label "
        rf"({', '.join(LABELS + PHASES)}) or a sound ({', '.join(sounds)}), or \[ for a bracket"
    )


def _block(content: str, at: int) -> Directive:
    words = content.replace(",", " ").lower().split()[1:]
    rest = [word for word in words if word not in ("optional", "loose")]
    time = " ".join(rest)
    strange = next((word for word in rest if word in WORDS), "" if looks_like_time(time) else time)
    if strange:
        what = f"{strange[:_MOST_SHOWN]} does not go with block"
        raise LineError(f"{what}; write [block 75s] or [block optional]", at)
    if "loose" in words and not rest:
        raise LineError("a loose block needs a length; write [block 20s loose]", at)
    length = _time(time, at) if rest else None
    return Directive("block", length, "optional" in words, "loose" in words)


def _alone(content: str, at: int) -> Directive:
    words = content.replace(",", " ").lower().split()
    if len(words) > 1:
        raise LineError(f"{words[0]} stands alone; write [{words[0]}]", at)
    return Directive("end" if words[0] == "end" else "fill")


_READ: dict[str, Callable[[str, int], Directive]] = {
    "block": _block,
    "fill": _alone,
    "end": _alone,
}
