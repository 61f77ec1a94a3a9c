"""Characters that no voice can say, or that crash one, are taken out before anything is read.

`s's's'...` of 136 bytes aborts eSpeak NG, and `[[` opens its phoneme mode; control and bidi
characters are spoken as names or change the order of what is read (measured).
"""

import re
import unicodedata

LONGEST_WORD = 60
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
"""Controls, zero width, bidi, tags, lone surrogates; not tab, newline and next line: spaces."""
_BRACKETS = re.compile(r"([\[\]])\1+")
"""Runs of a bracket, of which one is kept: none is spoken."""
_REPEATED = re.compile(r"([^\d\s]{2})\1{3,}")
"""Two characters four times or more, of which three are kept (`hahaha`); not digits."""
_LONG_WORD = re.compile(rf"(\w{{{LONGEST_WORD}}})(?=\w)")


def clean(text: str) -> str:
    """`text` with plain spaces and without what is invisible, composed (NFC)."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    plain = _REPEATED.sub(r"\1\1\1", _BRACKETS.sub(r"\1", plain))
    return _SPACES.sub(" ", _LONG_WORD.sub(r"\1 ", plain)).strip()


def has_sound(text: str) -> bool:
    """Whether the text has a letter, a digit or a sign; punctuation alone has no sound."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text)
