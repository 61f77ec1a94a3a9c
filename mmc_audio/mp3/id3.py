"""The ID3v2.3 tag: title, cover, text and chapters.

Version 2.3, because players disagree on how version 2.4 writes the size of a long chapter title.
No unsynchronisation and no extended header, which some readers do not know. Layout: id3.org
"ID3 tag version 2.3.0", and "ID3v2 Chapter Frame Addendum" 1.0 for CHAP and CTOC.

Hand-written: mutagen, which our tests read the tags with, is under the GPL and loads slowly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mmc_audio.mp3.text import clean, shorten
from mmc_audio.units import Ms

MOST_CHAPTERS = 255
"""CTOC counts its children in one byte."""

LONGEST_TITLE = 45
"""Characters of a chapter title; more does not fit a phone."""

PADDING = 1024
"""Free bytes at the end, so that a tag editor need not move the sound."""

_TOP_LEVEL_ORDERED = 0x03
_NO_OFFSET = b"\xff" * 8
_FRONT_COVER = 3
_LANGUAGES = {
    "cs": "cze", "da": "dan", "de": "ger", "en": "eng", "es": "spa", "fi": "fin", "fr": "fre",
    "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nob", "nl": "dut", "no": "nor", "pl": "pol",
    "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "chi",
}  # fmt: skip
"""ISO 639-1 to ISO 639-2 (bibliographic), which ID3 asks for."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as a player shows it."""

    title: str
    start_ms: Ms
    end_ms: Ms
    """Where the next one starts."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says of itself. Empty strings and None are left out."""

    title: str
    length_ms: Ms
    album: str = ""
    artist: str = "mmc-audio"
    album_artist: str = "mmc-audio"
    track: str = ""
    """`3` or `3/12`."""
    day: date | None = None
    genre: str = "Fitness"
    comment: str = ""
    language: str = "en"
    """BCP 47."""
    lyrics: str = ""
    """LRC text."""
    cover: bytes = b""
    """JPEG."""
    chapters: Sequence[Chapter] = ()


def id3_tag(tags: Tags) -> bytes:
    """The whole tag, to stand at the start of the file."""
    body = b"".join(_frames(tags)) + bytes(PADDING)
    return b"ID3\x03\x00\x00" + _sync_safe(len(body)) + body


def fitted(chapters: Sequence[Chapter]) -> list[Chapter]:
    """At most MOST_CHAPTERS chapters: neighbours are merged evenly, under the first one's title."""
    count = min(len(chapters), MOST_CHAPTERS)
    bounds = [place * len(chapters) // max(count, 1) for place in range(count + 1)]
    return [
        Chapter(chapters[first].title, chapters[first].start_ms, chapters[end - 1].end_ms)
        for first, end in pairwise(bounds)
    ]


def _frames(tags: Tags) -> Iterator[bytes]:
    yield from _texts(tags)
    if tags.comment:
        yield _frame("COMM", _described(tags.comment, tags.language))
    if tags.lyrics:
        yield _frame("USLT", _described(tags.lyrics, tags.language))
    yield from _chapters(tags)
    if tags.cover:
        about = b"\x00image/jpeg\x00" + bytes((_FRONT_COVER,)) + b"\x00"
        yield _frame("APIC", about + tags.cover)


def _texts(tags: Tags) -> Iterator[bytes]:
    year, day = (f"{tags.day:%Y}", f"{tags.day:%d%m}") if tags.day else ("", "")
    texts = {
        "TIT2": tags.title,
        "TALB": tags.album,
        "TPE1": tags.artist,
        "TPE2": tags.album_artist,
        "TRCK": tags.track,
        "TYER": year,
        "TDAT": day,
        "TCON": tags.genre,
        "TLEN": str(tags.length_ms),
    }
    for name, text in texts.items():
        if clean(text):
            yield _text(name, text)


def _chapters(tags: Tags) -> Iterator[bytes]:
    chapters = fitted(tags.chapters)
    if not chapters:
        return
    ids = [f"ch{number}".encode() + b"\0" for number in range(len(chapters))]
    head = b"toc\0" + bytes((_TOP_LEVEL_ORDERED, len(ids)))
    yield _frame("CTOC", head + b"".join(ids) + _text("TIT2", tags.title))
    for chapter_id, chapter in zip(ids, chapters, strict=True):
        times = chapter.start_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
        title = _text("TIT2", shorten(chapter.title, LONGEST_TITLE) or "…")
        yield _frame("CHAP", chapter_id + times + _NO_OFFSET + title)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body


def _text(name: str, text: str) -> bytes:
    number, _, raw = _encoded(clean(text))
    return _frame(name, number + raw)


def _described(text: str, language: str) -> bytes:
    """Body of COMM and USLT: encoding, language, an empty description, the text."""
    number, empty, raw = _encoded(clean(text, lines=True))
    code = _LANGUAGES.get(language.lower().split("-")[0], "und")
    return number + code.encode() + empty + raw


def _encoded(text: str) -> tuple[bytes, bytes, bytes]:
    """The number of the encoding, an empty string with its end, and the text.

    Latin-1 where it does, else UTF-16: version 2.3 knows no UTF-8.
    """
    try:
        return b"\x00", b"\x00", text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\x01", b"\xff\xfe\x00\x00", b"\xff\xfe" + text.encode("utf-16-le")


def _sync_safe(number: int) -> bytes:
    """28 bits, seven in each byte."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
