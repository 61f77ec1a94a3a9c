"""HTTP's conditions and byte ranges (RFC 9110, sections 8.8, 13 and 14), as pure functions.

Hand-written: Starlette's own answer reads a file by its path, and ours must come from the file that
was opened and checked, whole in one version while it is rendered again.
"""

import re
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

from mmc_audio.errors import MmcError

RANGE_LIMIT = 100
"""Characters of a Range header beyond which it is not looked at: one range needs far fewer."""

_SINGLE = re.compile(
    r"bytes=[ \t]*(\d{0,19})[ \t]*-[ \t]*(\d{0,19})[ \t]*", re.IGNORECASE | re.ASCII
)
_TAG = re.compile(r'(W/)?"[\x21\x23-\x7e\x80-\xff]*"')


class UnsatisfiableError(MmcError):
    """A range that is wholly behind the end of the file: status 416."""


@dataclass(frozen=True, slots=True)
class ByteSpan:
    """Bytes `start` to `stop`, without the one at `stop`."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """Bytes."""
        return self.stop - self.start


def parse_range(header: str, size: int) -> ByteSpan | None:
    """The one span that `header` asks for, of a file of `size` bytes.

    Returns:
        None where the header is to be ignored, as section 14.2 allows: it is malformed, in
        another unit, or asks for several ranges, which no player of ours does.

    Raises:
        UnsatisfiableError: if the span begins behind the end.
    """
    found = _SINGLE.fullmatch(header) if len(header) <= RANGE_LIMIT else None
    if not found or found.group(1, 2) == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return _suffix(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableError(f"byte {first} of {size}")
    return ByteSpan(int(first), min(int(last) + 1, size) if last else size)


def _suffix(length: int, size: int) -> ByteSpan:
    if not length or not size:
        raise UnsatisfiableError(f"the last {length} of {size} bytes")
    return ByteSpan(max(0, size - length), size)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a client tells one state of a file from the next."""

    etag: str
    """Strong, with its quotes."""
    modified_s: int
    """Whole seconds since 1970."""
    settled: bool = True
    """Whether the date is strong: another change within its second can no longer come."""

    @property
    def last_modified(self) -> str:
        """As the header has it."""
        return formatdate(self.modified_s, usegmt=True)


def precondition(headers: dict[str, str], now: Validators) -> int | None:
    """The status that the request's conditions ask for instead of the file, or None.

    In the order of section 13.2.2; If-Range is a matter of `wants_range`.

    Args:
        headers: names in lower case.
        now: the file as it is.
    """
    if "if-match" in headers:
        if not _listed(headers["if-match"], now.etag, weak=False):
            return 412
    elif _older(headers.get("if-unmodified-since"), now.modified_s) is True:
        return 412
    if "if-none-match" in headers:
        return 304 if _listed(headers["if-none-match"], now.etag, weak=True) else None
    return 304 if _older(headers.get("if-modified-since"), now.modified_s) is False else None


def wants_range(headers: dict[str, str], now: Validators) -> bool:
    """Whether the Range header counts: always, but for an If-Range that names an older file."""
    condition = headers.get("if-range")
    if condition is None:
        return True
    asked = condition.strip()
    return asked == now.etag or (now.settled and asked == now.last_modified)


def _listed(header: str, etag: str, *, weak: bool) -> bool:
    """Whether the list of tags in `header` has `etag`; `*` has every one."""
    if header.strip() == "*":
        return True
    tags = [found.group() for found in _TAG.finditer(header)]
    return etag in tags or (weak and f"W/{etag}" in tags)


def _older(date: str | None, modified_s: int) -> bool | None:
    """Whether `date` is before the change; None where there is no date to be read."""
    if date is None:
        return None
    try:
        return int(parsedate_to_datetime(date).timestamp()) < modified_s
    except (ValueError, OverflowError):
        return None
