"""One file over HTTP: begun again where it was cut, and checked before anyone uses it."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from mmc_audio._lib.atomic import as_output_error
from mmc_audio.errors import UnavailableError

TRIES = 5
"""Connections in a row that bring nothing new."""
TIMEOUT_S = 30.0
"""Without a byte."""
PAUSE_S = 0.2
CHUNK = 1 << 16
GONE = {404, 410}
RANGE_REFUSED = 416
PARTIAL = 206
_START = re.compile(r"bytes (\d+)-")

Watch = Callable[[int], None]
"""Called with the bytes that are here so far."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is to be fetched, and what it must be."""

    url: str
    size: int
    """Bytes."""
    digest: str
    """`sha256=` or `md5=`, and the sum in hexadecimal digits."""


class UnreachableError(UnavailableError):
    """Raised where a server is not there, or does not give the file."""


class OtherFileError(UnavailableError):
    """Raised where a server gives another file than the one that was published."""


class _CutError(Exception):
    """Raised where a connection ended before the file did."""


def download(wanted: Download, part: Path, *, watch: Watch = lambda _bytes: None) -> None:
    """Bring `wanted` to `part`, whole and checked; what `part` has already is not fetched again.

    After an error, `part` holds what can be gone on with, or is not there.

    Raises:
        UnreachableError: if the server is not there or does not give the file.
        OtherFileError: if it gives another file.
        UnavailableError: if the connection is cut again and again.
        OutputError: if it cannot be written.
    """
    resumed = size_of(part) > 0
    _fetch(wanted, part, watch)
    if resumed and not has_digest(part, wanted.digest):
        part.unlink()  # what was here before may have been spoiled: once more from the start
        _fetch(wanted, part, watch)
    if not has_digest(part, wanted.digest):
        part.unlink()
        raise OtherFileError(
            f"{wanted.url} is not the file that was published (its {wanted.digest[:14]}... does "
            "not match); nothing was kept, try again later or another mirror"
        )


def size_of(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.is_file() else 0


def has_digest(path: Path, digest: str) -> bool:
    """Whether the file's sum is `digest`: `sha256=...` or `md5=...`."""
    kind, _, wanted = digest.partition("=")
    with path.open("rb") as file:
        return file_digest(file, kind).hexdigest() == wanted


def _fetch(wanted: Download, part: Path, watch: Watch) -> None:
    """Connect until all bytes are here."""
    tries = 0
    while tries < TRIES:
        before = size_of(part)
        if before == wanted.size:
            return
        try:
            _go_on(wanted, part, watch)
        except _CutError:
            tries = 0 if size_of(part) > before else tries + 1
            time.sleep(PAUSE_S)
    there, size = size_of(part) / 1e6, wanted.size / 1e6
    raise UnavailableError(
        f"{wanted.url}: the connection is cut at {there:.1f} of {size:.1f} MB; try again later, "
        "it goes on from there"
    )


def _go_on(wanted: Download, part: Path, watch: Watch) -> None:
    """One connection: from where `part` ends, if the server can, else from the start."""
    start = size_of(part) if size_of(part) < wanted.size else 0
    with _answer(wanted.url, start, part) as answer, as_output_error(part):
        begin = _begin(answer)
        if begin not in (0, start):
            part.unlink()
            raise _CutError
        with part.open("r+b" if part.exists() else "wb") as file:
            file.seek(begin)
            file.truncate()
            _copy(answer, file, wanted, watch)
    if size_of(part) > wanted.size:
        part.unlink()
        raise UnavailableError(
            f"{wanted.url} is larger than the {wanted.size} bytes that were published; nothing was "
            "kept, try again later or another mirror"
        )


def _copy(answer: HTTPResponse, file: BinaryIO, wanted: Download, watch: Watch) -> None:
    while data := _read(answer):
        file.write(data)
        watch(file.tell())
        if file.tell() > wanted.size:
            return
    if file.tell() < wanted.size:
        raise _CutError


def _read(answer: HTTPResponse) -> bytes:
    try:
        return answer.read1(CHUNK)
    except (OSError, HTTPException) as error:
        raise _CutError from error


def _begin(answer: HTTPResponse) -> int:
    """The byte at which what is sent begins."""
    found = _START.match(answer.headers.get("Content-Range", ""))
    return int(found[1]) if answer.status == PARTIAL and found else 0


@contextmanager
def _answer(url: str, start: int, part: Path) -> Iterator[HTTPResponse]:
    headers = {"User-Agent": "mmc-audio", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        answer: HTTPResponse = urlopen(Request(url, headers=headers), timeout=TIMEOUT_S)
    except HTTPError as error:
        with error:
            if error.code == RANGE_REFUSED and start:
                part.unlink(missing_ok=True)
                raise _CutError from error
        what = "is not there" if error.code in GONE else "is not given"
        raise UnreachableError(f"{url} {what} (HTTP {error.code})") from error
    except (URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise UnreachableError(f"{urlsplit(url).netloc} cannot be reached ({said})") from error
    except ValueError as error:
        raise UnreachableError(f"{url} is no address ({error})") from error
    with answer:
        yield answer
