"""Runs the player: finds a port, knows this machine's addresses, keeps the token."""

import errno
import secrets
import socket
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from mmc_audio._lib.whole import write_whole
from mmc_audio.errors import OutputError, UsageError
from mmc_audio.player.certificate import ServerFiles
from mmc_audio.player.quiet_server import quiet_config
from mmc_audio.player.security import LOCAL_HOSTS

if TYPE_CHECKING:
    import uvicorn

DEFAULT_PORT = 8321
PORTS_TRIED = 50
ACCEPTED_AT_ONCE = 100
"""Connections taken before any is looked at: with the seats, well under a process's files."""
TOKEN_BYTES = 16
"""128 bits."""


def take_port(port: int, *, lan: bool, or_next: bool = False) -> socket.socket:
    """A socket that listens on `port`.

    Args:
        port: 0 takes any.
        lan: listen on all of this machine's addresses, not only to itself.
        or_next: where the port is taken, take the next free one.

    Raises:
        UsageError: if the port is taken; it names the next free one.
    """
    try:
        return _listen(port, lan)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
    free = _next_free(port, lan)
    if or_next:
        return free
    with free:
        offer = free.getsockname()[1]
    raise UsageError(f"port {port} is in use; --port {offer} is free")


def _listen(port: int, lan: bool) -> socket.socket:  # noqa: FBT001
    return socket.create_server(("0.0.0.0" if lan else "127.0.0.1", port), backlog=ACCEPTED_AT_ONCE)


def _next_free(port: int, lan: bool) -> socket.socket:  # noqa: FBT001
    for other in range(max(port, 1023) + 1, min(port + PORTS_TRIED, 65_536)):
        try:
            return _listen(other, lan)
        except OSError:
            continue
    return _listen(0, lan)


def lan_addresses() -> list[str]:
    """This machine's IPv4 addresses in its networks, the one that leads outside first."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.254.254.254", 1))  # sends nothing; only chooses a way
            found.append(probe.getsockname()[0])
        except OSError:
            pass  # no network at all
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        known = []
    found += [str(entry[4][0]) for entry in known]
    return [a for a in dict.fromkeys(found) if not a.startswith("127.")]


def allowed_hosts(more: Collection[str] = (), *, lan: bool) -> frozenset[str]:
    """The names under which the player may be asked for; a page elsewhere can fake none of them."""
    names = {*LOCAL_HOSTS, *more}
    if lan:
        host = socket.gethostname().lower()
        names |= {*lan_addresses(), host, f"{host.partition('.')[0]}.local"}
    return frozenset(name.lower().rstrip(".") for name in names)


PLAYER_TOKEN, WRITE_TOKEN = "player-token", "write-token"
"""Files that hold a token: who has the first may listen and log, who has the second may write."""


def kept_token(folder: Path, *, name: str = PLAYER_TOKEN, renew: bool = False) -> str:
    """A token of this machine, made once, so that bookmarks and feeds stay good.

    It is in a file that only the user can read.

    Args:
        folder: where it is kept.
        name: of the file.
        renew: make a new one; the old one is worth nothing from then on.

    Raises:
        OutputError: if it cannot be kept.
    """
    path = folder / name
    try:
        if path.exists() and not renew:
            token = path.read_text("ascii").strip()
            if len(token) >= TOKEN_BYTES:
                return token
        return _new_token(path)
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"cannot keep a token in {path}: {error}") from error


def _new_token(path: Path) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    write_whole(path, token.encode("ascii"))
    return token


def qr_code(address: str) -> str:
    """`address` as a QR code for the terminal."""
    from io import StringIO

    import segno

    out = StringIO()
    segno.make(address, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Service:
    """What answers on one socket."""

    app: ASGIApp
    listening: socket.socket
    files: ServerFiles | None = None
    """The certificates, for https."""

    @property
    def port(self) -> int:
        """The port it listens on."""
        number: int = self.listening.getsockname()[1]
        return number


def serve(*services: Service) -> None:
    """Serve until Ctrl-C."""
    import asyncio

    asyncio.run(_all(services))


async def _all(services: Collection[Service]) -> None:
    """Each takes Ctrl-C over from the one before, and hands it back when it has ended."""
    import asyncio

    import uvicorn

    servers = [(uvicorn.Server(_config(one)), one) for one in services]
    await asyncio.gather(*(server.serve(sockets=[one.listening]) for server, one in servers))


def _config(service: Service) -> "uvicorn.Config":
    from mmc_audio.player.deadline import DeadlineProtocol

    files = service.files
    return quiet_config(
        service.app,
        http=DeadlineProtocol,
        ws="none",
        lifespan="off",
        backlog=ACCEPTED_AT_ONCE,
        timeout_graceful_shutdown=2,
        ssl_certfile=files.chain if files else None,
        ssl_keyfile=files.key if files else None,
    )
