"""The settings of uvicorn for every page: nothing is logged, and no version is given away."""

import logging
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp

if TYPE_CHECKING:
    import uvicorn

LONGEST_HEAD = 16 * 1024
"""Bytes of a request before its body."""


def quiet_config(app: ASGIApp, **more: Any) -> "uvicorn.Config":  # noqa: ANN401 - uvicorn's own
    """The settings of a server for `app`; `more` as uvicorn has them."""
    import uvicorn

    # uvicorn says each broken request; who sends them should not be able to fill a terminal.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        **more,
    )
