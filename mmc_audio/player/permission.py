"""Who may change something from a page: render, change settings, delete what was logged.

That is another permission than listening. On this machine it is there by default. From elsewhere it
takes a second token, which the page is handed once, behind the # of an address, which browsers do
not send; the page keeps it and sends it as a header, which no other site's page can make it do.
"""

from dataclasses import dataclass
from hmac import compare_digest

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response

from mmc_audio.player.security import LOCAL_HOSTS, NO_STORE, host_name, refusal_of_write

HEADER = "write-token"
FRAGMENT = "write="
"""What stands before the token behind the # of an address."""

CLOSED = (
    "This page may play and log, but change nothing. To allow it, start the server with: "
    "mmc-audio serve --lan --write"
)
MISSING = (
    "This phone may not change anything yet. Open the second address that the server printed, "
    "once, on this phone."
)
WRONG = (
    "What this phone was given to change things with is no longer valid. Open the second address "
    "that the server printed, once, on this phone."
)


@dataclass(frozen=True, slots=True)
class WritePermission:
    """How writing is allowed."""

    token: str | None = None
    """What is asked of whoever writes."""
    to_local: bool = True
    """Whether a request to this machine's own name may write without a token."""

    def refusal(self, headers: Headers) -> Response | None:
        """Why a request may not write, as an answer; None: it may."""
        if odd := refusal_of_write(headers):
            return odd
        why = self.why_not(headers)
        return JSONResponse({"error": why}, 403, NO_STORE) if why else None

    def why_not(self, headers: Headers) -> str:
        """Why a page that sends these headers may not write, in a sentence; empty: it may."""
        if self.token is None:
            local = self.to_local and host_name(headers) in LOCAL_HOSTS
            return "" if local else CLOSED
        given = headers.get(HEADER, "")
        if not given:
            return MISSING
        return "" if compare_digest(given.encode(), self.token.encode()) else WRONG


LOCAL = WritePermission()
"""Of a server that nobody else can reach."""


READ_ONLY = WritePermission(to_local=False)


def permission_for(*, reachable: bool, token: str | None) -> WritePermission:
    """The permission of a server.

    Args:
        reachable: whether others may reach it, directly or through a proxy.
        token: the second token, where writing from elsewhere was asked for.
    """
    return WritePermission(token, to_local=not reachable)
