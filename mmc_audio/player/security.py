"""Who may ask, and what every answer says about itself.

The order matters: first the Host (a web page that rebinds its name to this machine gets nothing,
on any address), then the token (a wrong one finds nothing), then, for writes, the Origin.
"""

import logging
import re
from collections.abc import Collection
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names under which this machine knows itself."""

SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""On every answer that does not say otherwise itself."""

NO_STORE = {"Cache-Control": "no-store"}
log = logging.getLogger("mmc_audio.player")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?")
_CONTROLS = re.compile(r"[^\x20-\x7e]")


def guard(app: ASGIApp, *, hosts: Collection[str], token: str | None) -> ASGIApp:
    """`app` behind all that is checked, logged with its token masked."""
    inner = TokenGate(app, token) if token else app
    return Log(SafeHeaders(LengthGuard(HostGuard(inner, hosts))), token)


class LengthGuard:
    """Answers 400, and hangs up, where a request says twice how long it is.

    With both Content-Length and Transfer-Encoding a proxy in front may see another request than
    this server does, and hand the rest of it on as somebody else's (RFC 9112, section 6.3).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        headers = Headers(scope=scope)
        if "content-length" in headers and "transfer-encoding" in headers:
            refusal = PlainTextResponse("two lengths", 400, {**NO_STORE, "Connection": "close"})
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class HostGuard:
    """Answers 400 unless exactly one Host header names this server."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        if self._is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            await _refuse("bad host", 400)(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        return host_name(headers) in self.hosts


def host_name(headers: Headers) -> str | None:
    """The name that was asked for, in lower case and without its port; None unless there is one."""
    hosts = headers.getlist("host")
    found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    return found["name"] if found else None


class TokenGate:
    """Serves only what is under `/TOKEN/`; anything else gets status 404."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without the token, or answer 404."""
        first, slash, rest = scope["path"].lstrip("/").partition("/")
        if not compare_digest(first.encode(), self.token):
            await _refuse("not found", 404)(scope, receive, send)
            return
        if not slash:
            await RedirectResponse(f"/{first}/", headers=NO_STORE)(scope, receive, send)
            return
        root = f"{scope.get('root_path', '')}/{first}"
        await self.app({**scope, "path": f"{root}/{rest}", "root_path": root}, receive, send)


class SafeHeaders:
    """Adds `SAFE_HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


class Log:
    """One line for each answer, without the token and without control characters."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log how it was answered."""

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                client = (scope.get("client") or ("?",))[0]
                path = self.masked(scope["path"])
                log.info("%s %s %s %s", client, scope["method"], path, message["status"])
            await send(message)

        await self.app(scope, receive, noted)

    def masked(self, path: str) -> str:
        """`path` as it may be kept."""
        shown = path.replace(self.token, "***") if self.token else path
        return _CONTROLS.sub("?", shown)[:300]


def refusal_of_write(headers: Headers) -> PlainTextResponse | None:
    """Why a request may not write, or None: it must be JSON, and come from our own page."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return _refuse("send application/json", 415)
    return None if _from_own_page(headers) else _refuse("not from this page", 403)


def _from_own_page(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") in {"same-origin", "none"}
    # The scheme is left out: behind a proxy that speaks https, this server is asked in http.
    return origin.lower().partition("://")[2] == headers.get("host", "").lower() != ""


def _refuse(why: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(why, status, NO_STORE)
