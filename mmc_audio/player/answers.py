"""Answers of the page and its data: small, and not sent again where nothing has changed."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from gzip import compress
from hashlib import sha256
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from mmc_audio.errors import InputError

Sent = TypeVar("Sent", bound=BaseModel)
Handler = Callable[[Request], Awaitable[Response]]

BODY_LIMIT = 256 * 1024
"""Bytes that may be sent at once."""

FRESH = {"Cache-Control": "private, no-cache"}

WORTH_IT = 600
"""Bytes under which gzip saves less than a packet."""

LEVEL = 6
TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
"""What becomes smaller, by the start of its media type."""


def conditional(handler: Handler) -> Handler:
    """`handler` with an ETag on what it answers, 304 where the browser has it, and gzip."""

    async def answer(request: Request) -> Response:
        response = await handler(request)
        return _sent(request, response) if response.status_code == 200 else response

    return answer


def _sent(request: Request, response: Response) -> Response:
    body = bytes(response.body)
    zipped = _takes_gzip(request) and _becomes_smaller(response)
    tag = f'"{_tag(body)}{"-gzip" if zipped else ""}"'
    headers = {**response.headers, "etag": tag, "vary": "accept-encoding"}
    del headers["content-length"]
    if tag in request.headers.get("if-none-match", ""):
        headers.pop("content-type", None)
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["content-encoding"] = "gzip"
        body = _zipped(body)
    return Response(body, headers=headers)


def _takes_gzip(request: Request) -> bool:
    taken = [part.partition(";") for part in request.headers.get("accept-encoding", "").split(",")]
    return any(
        name.strip().lower() == "gzip" and quality.strip() not in {"q=0", "q=0.0"}
        for name, _, quality in taken
    )


def _becomes_smaller(response: Response) -> bool:
    kind = response.headers.get("content-type", "")
    return len(bytes(response.body)) >= WORTH_IT and kind.startswith(TEXTS)


def _tag(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]


@lru_cache(maxsize=64)
def _zipped(body: bytes) -> bytes:
    return compress(body, LEVEL, mtime=0)


def text_answer(text: str, status: int = 200) -> Response:
    """JSON as it was written."""
    return Response(text, status, FRESH, "application/json")


async def body_of(request: Request) -> bytes:
    """What was sent.

    Raises:
        InputError: if the sending broke off.
        HTTPException: 413, if it is too much.
    """
    data = b""
    try:
        async for piece in request.stream():
            data += piece
            if len(data) > BODY_LIMIT:
                raise HTTPException(413, "too much at once")
    except ClientDisconnect as gone:
        raise InputError("the sending broke off; send it again") from gone
    return data


def read_sent(kind: type[Sent], body: bytes, what: str, so: str) -> Sent:
    """A body as what it should be.

    Args:
        kind: what it should be.
        body: as it was sent.
        what: it is about.
        so: what to do, or what did not happen.

    Raises:
        InputError: naming the first key that is wrong.
    """
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = [str(part) for part in first["loc"]]
        raise InputError(f"{': '.join([what, *where, first['msg']])}; {so}") from error
