"""Answers that carry bytes: a file with ranges and conditions, or pieces of a known length."""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from functools import partial
from typing import Protocol

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from mmc_audio.library.index import OpenFile
from mmc_audio.player.range import (
    ByteSpan,
    UnsatisfiableError,
    Validators,
    parse_range,
    precondition,
    wants_range,
)

log = logging.getLogger("mmc_audio.player")
SETTLED_S = 2
"""Seconds after which a file's date tells it from any later one (RFC 9110, section 8.8.2.2)."""

CHUNK = 256 * 1024
"""Bytes read and sent at a time: what one listener costs in memory."""

TURN = 4 * CHUNK
"""Bytes after which others have their turn, even if the client has taken all of them at once."""

_NOT_FROM_DISK: int | None = getattr(os, "RWF_NOWAIT", None)


class FileAnswer:
    """Sends one open file, or the part of it that is asked for, and closes it.

    The file that was opened is sent to its end, even if another takes its name meanwhile.
    """

    def __init__(self, opened: OpenFile, *, download_as: str | None = None) -> None:
        self.opened = opened
        self.download_as = download_as
        modified_s = opened.modified_ns // 10**9
        settled = time.time() - modified_s > SETTLED_S
        self.validators = Validators(f'"{opened.tag}"', modified_s, settled)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD."""
        try:
            headers = {k.lower(): v for k, v in Headers(scope=scope).items()}
            if scope["method"] == "HEAD":
                headers.pop("range", None)  # ranges are defined for GET only
            await self._answer(headers, _Sender(scope, receive, send))
        finally:
            self.opened.file.close()

    async def _answer(self, headers: dict[str, str], sender: "_Sender") -> None:
        status = precondition(headers, self.validators)
        if status is not None:
            await sender.head(status, self._common(None))
            return
        try:
            span = self._span(headers)
        except UnsatisfiableError:
            gone = {"content-range": f"bytes */{self.opened.size}", "content-length": "0"}
            await sender.head(416, self._common(None) | gone)
            return
        await self._send(span, sender)

    def _span(self, headers: dict[str, str]) -> ByteSpan | None:
        if "range" not in headers or not wants_range(headers, self.validators):
            return None
        return parse_range(headers["range"], self.opened.size)

    async def _send(self, span: ByteSpan | None, sender: "_Sender") -> None:
        whole = ByteSpan(0, self.opened.size)
        await sender.head(206 if span else 200, self._common(span or whole, partial=bool(span)))
        await sender.body(self.opened, span or whole)

    def _common(self, span: ByteSpan | None, *, partial: bool = False) -> dict[str, str]:
        headers = {
            "etag": self.validators.etag,
            "last-modified": self.validators.last_modified,
            "accept-ranges": "bytes",
            "cache-control": "private, no-cache",
            "date": formatdate(usegmt=True),
        }
        if span:
            headers["content-type"] = self.opened.media_type
            headers["content-length"] = str(span.length)
        if span and partial:
            headers["content-range"] = f"bytes {span.start}-{span.stop - 1}/{self.opened.size}"
        if self.download_as:
            headers["content-disposition"] = f'attachment; filename="{self.download_as}"'
        return headers


def _in_memory(opened: OpenFile, span: ByteSpan, left: int) -> bool:
    """Whether the next chunk of `span` can be read without waiting for a disk.

    Looks at its two ends, which come into memory and leave it together in all but rare cases.
    Only Linux can tell; elsewhere the answer is no.
    """
    if _NOT_FROM_DISK is None:
        return False
    at = span.stop - left
    try:
        return all(
            os.preadv(opened.file.fileno(), [bytearray(1)], place, _NOT_FROM_DISK) == 1
            for place in (at, at + min(CHUNK, left) - 1)
        )
    except OSError:
        return False


class Pieces(Protocol):
    """Bytes that are made piece by piece, of a length that is known before."""

    @property
    def length(self) -> int:
        """Bytes of all pieces."""

    def pieces(self) -> Iterator[bytes]:
        """The pieces, once."""

    def close(self) -> None:
        """Called when no more is wanted."""


class PiecesAnswer:
    """Sends `Pieces`, and closes them."""

    def __init__(self, whole: Pieces, headers: dict[str, str]) -> None:
        self.whole = whole
        self.headers = headers | {"content-length": str(whole.length)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD."""
        sender = _Sender(scope, receive, send)
        try:
            await sender.head(200, self.headers)
            await sender.pieces(self.whole.pieces(), self.whole.length)
        finally:
            self.whole.close()


class _Sender:
    """Sends an answer for as long as there is somebody to take it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.is_head = scope["method"] == "HEAD"
        self._receive = receive
        self._send = send

    async def head(self, status: int, headers: dict[str, str]) -> None:
        """Send the status and headers; without a body to follow, all is said."""
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": raw})
        if headers.get("content-length", "0") == "0" or self.is_head:
            await self._part(b"", last=True)

    async def body(self, opened: OpenFile, span: ByteSpan) -> None:
        """Send `span` of the file, chunk by chunk."""
        if self.is_head:
            return
        opened.file.seek(span.start)
        lengths = (min(CHUNK, span.stop - at) for at in range(span.start, span.stop, CHUNK))
        at_hand = partial(_in_memory, opened, span)
        await self.pieces((opened.read(length) for length in lengths), span.length, at_hand)

    async def pieces(
        self, pieces: Iterator[bytes], left: int, at_hand: Callable[[int], bool] | None = None
    ) -> None:
        """Send piece after piece, `left` bytes in all, and stop when the client is gone.

        A piece is waited for in a thread, unless `at_hand`, asked with the bytes left, says that
        it needs no waiting: handing it from thread to thread takes longer than reading it.
        """
        if self.is_head:
            return
        gone = asyncio.ensure_future(self._until_gone())
        try:
            while left and not gone.done():
                if at_hand and at_hand(left):
                    piece = next(pieces)
                    if left % TURN < len(piece):
                        await asyncio.sleep(0)
                else:
                    piece = await to_thread.run_sync(next, pieces)
                left -= len(piece)
                await self._part(piece, last=not left)
        except EOFError as error:
            log.warning("%s", error)  # an answer left unfinished tells the client that it is
        finally:
            gone.cancel()

    async def _part(self, data: bytes, *, last: bool = False) -> None:
        await self._send({"type": "http.response.body", "body": data, "more_body": not last})

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
