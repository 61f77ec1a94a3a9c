"""Runs the studio's page on this machine."""

import logging
import secrets
import socket
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from mmc_audio.player.quiet_server import quiet_config

TOKEN_BYTES = 16
"""128 bits; a new token with each start."""

DEFAULT_PORT = 8322
LARGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes that the page may send at once."""


def new_token() -> str:
    """What every address begins with, so that no other user of this machine can ask."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve `app` until Ctrl-C."""
    logging.getLogger("nicegui").setLevel(logging.ERROR)
    config = quiet_config(
        app,
        http="h11",
        ws="wsproto",
        lifespan="on",
        timeout_graceful_shutdown=1,
        ws_max_size=LARGEST_MESSAGE,
    )
    StudioServer(config).run(sockets=[listening])


class StudioServer(uvicorn.Server):
    """Ends within a second of Ctrl-C.

    A second Ctrl-C changes nothing: it would cut the end short, which is reported as a fault.
    """

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal came that ends it."""
        if not self.should_exit:
            super().handle_exit(sig, frame)
