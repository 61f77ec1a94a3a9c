"""A uvicorn protocol that does not wait for ever, and lets no client take all connections.

uvicorn gives a client any time it likes to send a request or to take an answer. Here a request
must have arrived `HEAD_S` after its first byte (and the first one that long after the connection),
and an answer that is not taken for `STALL_S` is broken off. Players reconnect with a Range request
and go on, so a phone that was paused for an hour only costs a new connection.

Hand-written: uvicorn has no option for either deadline, nor a limit for one client.
"""

import asyncio
import contextlib
import socket
import struct
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 8.0
STALL_S = 30.0
TICK_S = 1.0
PER_CLIENT = 128
"""Connections from one address: a browser opens six, a proxy in front of many phones more."""

TOTAL = 400
"""Connections at all: well under the 1,024 files that a process may usually have open."""


class DeadlineProtocol(H11Protocol):
    """uvicorn's h11 protocol with deadlines and a limit of connections for each client."""

    head_s, stall_s, per_client, total = HEAD_S, STALL_S, PER_CLIENT, TOTAL
    _connections: ClassVar[Counter[str]] = Counter()
    _counted: str | None = None
    _tick: asyncio.TimerHandle | None = None
    _waiting_since: float | None = None
    """Since when a request is awaited to its end, in the loop's time."""
    _moved_at = 0.0
    """When the client last took something."""
    _pending = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count the connection, or hang up where there are too many."""
        super().connection_made(transport)
        client = self.client[0] if self.client else "?"
        if self._connections[client] >= self.per_client or self._connections.total() >= self.total:
            self._drop()
            return
        self._counted = client
        self._connections[client] += 1
        self._waiting_since = self._moved_at = self.loop.time()
        self._tick = self.loop.call_later(TICK_S, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection as closed."""
        if self._tick:
            self._tick.cancel()
        if self._counted is not None:
            self._leave(self._counted)
            self._counted = None
        super().connection_lost(exc)

    def _leave(self, client: str) -> None:
        self._connections[client] -= 1
        if not self._connections[client]:
            del self._connections[client]

    def data_received(self, data: bytes) -> None:
        """Read on, and note whether a request is still awaited."""
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._waiting_since = self._waiting_since or self.loop.time()
        else:
            self._waiting_since = None

    def resume_writing(self) -> None:
        """The client took something."""
        self._moved_at = self.loop.time()
        super().resume_writing()

    def _look(self) -> None:
        now = self.loop.time()
        pending = self._unsent()
        if pending == 0 or pending < self._pending or self._pending == 0:
            self._moved_at = now
        self._pending = pending
        is_late = self._waiting_since is not None and now - self._waiting_since > self.head_s
        if is_late or now - self._moved_at > self.stall_s:
            self._drop()
        else:
            self._tick = self.loop.call_later(TICK_S, self._look)

    def _drop(self) -> None:
        """Hang up at once, and let the kernel forget what it still holds for the client."""
        sock = self.transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _unsent(self) -> int:
        """Bytes that the client has not taken yet: ours, and where it can tell, the kernel's."""
        return int(self.transport.get_write_buffer_size()) + _in_kernel(
            self.transport.get_extra_info("socket")
        )


def _in_kernel(sock: Any) -> int:  # noqa: ANN401 - asyncio's TransportSocket
    """Bytes that the kernel holds for `sock`, or 0 where it does not say (only Linux does)."""
    try:
        from fcntl import ioctl
        from termios import TIOCOUTQ
    except ImportError:
        return 0
    with contextlib.suppress(OSError, ValueError):
        return int(struct.unpack("i", ioctl(sock.fileno(), TIOCOUTQ, b"\0" * 4))[0])
    return 0
