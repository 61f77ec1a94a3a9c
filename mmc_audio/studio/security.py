"""Who may ask the studio, and what its answers may load.

In front stands what guards the gym page (`player.security`): the Host, and a token that begins
every address. The studio writes files, so more is asked here: a request or a socket that another
site's page began is refused, whatever it asks for.
"""

import base64
import hashlib
from collections.abc import Collection
from html.parser import HTMLParser

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mmc_audio.player.security import NO_STORE, guard

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{scripts}; "
    "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Vue makes functions of its own components' templates ('unsafe-eval') and NiceGUI sets styles on
elements ('unsafe-inline'). The scripts in the page itself are named by their hashes."""

LARGEST_BODY = 65 << 20
"""Bytes of a request: the largest file that a panel takes, and what is around it."""
_OWN = frozenset({"same-origin", "none"})


def guarded(app: ASGIApp, *, hosts: Collection[str], token: str) -> ASGIApp:
    """`app` behind all that is checked."""
    inner = OwnPagesOnly(SmallBodies(PagePolicy(app)))
    return Startup(app, guard(inner, hosts=hosts, token=token))


class Startup:
    """Leads the server's own start and end past the guards, which look at requests."""

    def __init__(self, app: ASGIApp, guarded_app: ASGIApp) -> None:
        self.app = app
        self.guarded_app = guarded_app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests to the guarded app, start and end of the server to the app itself."""
        app = self.app if scope["type"] == "lifespan" else self.guarded_app
        await app(scope, receive, send)


class OwnPagesOnly:
    """Refuses what another site's page sends, and sockets that do not say where they are from."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if _is_own(scope["type"], Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("not from this page", 403, NO_STORE)(scope, receive, send)


def _is_own(kind: str, headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower().partition("://")[2] == headers.get("host", "").lower() != ""
    if kind == "websocket":
        return False
    site = headers.get("sec-fetch-site", "none")
    return site in _OWN or headers.get("sec-fetch-mode") == "navigate"


class SmallBodies:
    """Refuses what is larger than any file that a page may send, before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        # The server has checked that these are digits, and reads no more than they say.
        large = len(length) > 9 or int(length) > LARGEST_BODY
        if scope["type"] == "http" and "transfer-encoding" in headers:
            await PlainTextResponse("say how long it is", 411, NO_STORE)(scope, receive, send)
        elif scope["type"] == "http" and large:
            await PlainTextResponse("larger than 65 MB", 413, NO_STORE)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class PagePolicy:
    """Adds to each page the policy that names the scripts in it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a page is held back until it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def with_policy(message: Message) -> None:
            if not held and not _begins_page(message):
                await send(message)
                return
            held.append(message)
            if not message.get("more_body", message["type"] == "http.response.start"):
                await _send_page(held, send)

        await self.app(scope, receive, with_policy)


def _begins_page(message: Message) -> bool:
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


async def _send_page(held: list[Message], send: Send) -> None:
    page = b"".join(message.get("body", b"") for message in held)
    headers = MutableHeaders(raw=held[0]["headers"])
    headers["Content-Security-Policy"] = policy_of(page.decode("utf-8"))
    headers["Cache-Control"] = "no-store"
    await send({**held[0], "headers": headers.raw})
    await send({"type": "http.response.body", "body": page})


def policy_of(page: str) -> str:
    """The policy for a page: its own scripts by their hashes, and files from here.

    It is safe only for a page without anyone's text in it: the studio sends those by its socket.
    """
    finder = _Scripts()
    finder.feed(page)
    return POLICY.format(scripts="".join(f" 'sha256-{_digest(one)}'" for one in finder.found))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class _Scripts(HTMLParser):
    """The scripts that stand in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script without a file of its own begins."""
        self._inside = tag == "script" and not any(name == "src" for name, _ in attrs)
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Its text, perhaps in pieces."""
        if self._inside:
            self.found[-1] += data
