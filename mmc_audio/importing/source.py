"""The bytes of a file to import, and its text whatever encoding it was saved in."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mmc_audio.errors import InputError, Place
from mmc_audio.plan.file import read_file, shown

MAX_IMPORT = 64 << 20
"""Bytes. A log of 60,000 sets has about 9 million."""

_NO_PLANS = {
    b"PK\x03\x04": "a ZIP or spreadsheet file; unpack it, or save the sheet as CSV",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"%PDF": "a PDF; copy its text into a text file",
    b"\x89PNG": "a picture; type what it shows into a text file",
    b"\xff\xd8\xff": "a picture; type what it shows into a text file",
    b"SQLite format 3\0": "a database; export it as CSV from the app",
    b"{\\rtf": "a rich text file; save it as plain text",
}
"""By the first bytes: what people try, and what to do."""

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


_JSON = re.compile(r"\s*(?:\{|\[\s*\{)")
"""How an export in JSON begins: an object, or a list of them."""


@dataclass(frozen=True)
class SourceFile:
    """A file as it was read."""

    name: str
    """For messages."""
    data: bytes

    @cached_property
    def text(self) -> str:
        """The text, its line ends as written, its odd spaces as plain ones.

        Raises:
            InputError: if it is no text.
        """
        text, _ = self._decoded
        return _UNSEEN.sub("", _ODD_SPACES.sub(" ", text))

    @cached_property
    def encoding_remark(self) -> str:
        """What was assumed of the encoding; empty where it is certain."""
        return self._decoded[1]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return re.split("\r\n|\r|\n", self.text)

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - whatever the file holds
        """The JSON value in the file; None where it is no JSON.

        Raises:
            InputError: if it begins as JSON and is broken, or nested too deep.
        """
        start = self.text.lstrip()[:1]
        if start not in ("{", "["):
            return None
        try:
            return json.loads(self.text, parse_constant=_no_number)
        except RecursionError as error:
            raise self.error("is nested too deep for an export; export it again") from error
        except json.JSONDecodeError as error:
            if not _JSON.match(self.text):  # perhaps a list of boxes to tick
                return None
            what = f"is not whole JSON ({error.msg.lower()}); export it again"
            raise self.error(what, error.lineno) from error
        except ValueError as error:
            raise self.error(f"holds a number that is none ({error}); export it again") from error

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        for start, what in _NO_PLANS.items():
            if self.data.startswith(start):
                raise self.error(what)
        encoding = self._marked() or self._utf16_unmarked()
        try:
            return self.data.decode(encoding or "utf-8").removeprefix("\ufeff"), ""
        except UnicodeDecodeError as error:
            return self._other_text(error)

    def _marked(self) -> str | None:
        return next((e for mark, e in _MARKS.items() if self.data.startswith(mark)), None)

    def _utf16_unmarked(self) -> str | None:
        """UTF-16 without a byte order mark: every other byte of Latin text is zero."""
        head = self.data[:400]
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if len(head) > 4 and head[first::2].count(0) > len(head[first::2]) * 0.7:
                return encoding
        return None

    def _other_text(self, error: UnicodeDecodeError) -> tuple[str, str]:
        if b"\0" in self.data or error.encoding.startswith("utf-16"):
            what = f"byte {error.start + 1} is no text; export the plan as CSV, JSON or text"
            raise self.error(what)
        return self.data.decode("cp1252", "replace"), "it is not UTF-8; read as Windows-1252"

    def error(self, what: str, line: int | None = None) -> InputError:
        """An error in this file."""
        return InputError(what, Place(self.name, line or None))


def _no_number(text: str) -> float:
    raise ValueError(text)


def read_source(path: Path | str) -> SourceFile:
    """The file at `path`; `-` reads standard input.

    Raises:
        MissingError: if it cannot be read.
        InputError: if it is larger than `MAX_IMPORT`, or empty.
    """
    _refuse_large(path)
    data, name = read_file(path, MAX_IMPORT)
    source = SourceFile(name, data)
    if len(data) > MAX_IMPORT:
        raise source.error(_TOO_LARGE)
    if not data.strip():
        raise source.error("is empty; write or export it again, or name another file")
    return source


_TOO_LARGE = f"is larger than {MAX_IMPORT >> 20} MiB; a log of ten years has about 10, split it"


def _refuse_large(path: Path | str) -> None:
    try:
        size = 0 if str(path) == "-" else Path(path).stat().st_size
    except (OSError, ValueError):
        return  # `read_file` says what is wrong with the path
    if size > MAX_IMPORT:
        raise InputError(_TOO_LARGE, Place(shown(path)))
