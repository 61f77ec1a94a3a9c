"""Text made safe for a speech engine, which may crash or spell out what a person would not write.

`s's's'...` of 136 bytes aborts eSpeak NG, and `[[` opens its phoneme mode; control and bidi
characters are spoken as names or change the order of what is read (measured).
"""

import re
import unicodedata

from mmc_audio.errors import SpeechError

LONGEST_TEXT = 600
LONGEST_WORD = 60
SPACES = re.compile(r"\s+")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
"""Controls, zero width, bidi, tags, lone surrogates; not tab, newline and next line: spaces."""
PHONEMES = re.compile(r"([\[\]])\1+")
"""Runs of a bracket, of which one is kept: none is spoken."""
REPEATED = re.compile(r"([^\d\s]{2})\1{3,}")
"""Two characters four times or more, of which three are kept (`hahaha`); not digits."""
LONG_WORD = re.compile(rf"(\w{{{LONGEST_WORD}}})(?=\w)")


def sanitised(text: str) -> str:
    """What is given to the engine for `text`.

    Raises:
        SpeechError: if nothing is left that can be said, or the text is too long.
    """
    clean = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    clean = REPEATED.sub(r"\1\1\1", PHONEMES.sub(r"\1", clean))
    clean = SPACES.sub(" ", LONG_WORD.sub(r"\1 ", clean)).strip()
    if not speakable(clean):
        raise SpeechError(f"nothing to say in '{text[:40]}'; write words, or [2s] for silence")
    if len(clean) > LONGEST_TEXT:
        raise SpeechError(
            f"'{clean[:37]}...' has {len(clean)} characters, more than {LONGEST_TEXT}; "
            "write it as several lines"
        )
    return clean


def speakable(text: str) -> bool:
    """Whether the text has a letter, a digit or a sign; punctuation alone has no sound."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text)
