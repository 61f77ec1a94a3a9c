"""The page over plain http that shows a phone how to trust this machine; it does nothing else."""

from collections.abc import Collection
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mmc_audio.player.answers import Handler
from mmc_audio.player.assets import static
from mmc_audio.player.certificate import ServerFiles
from mmc_audio.player.security import guard

FRESH = {"Cache-Control": "no-store"}
CERTIFICATE = "application/x-x509-ca-cert"
"""What makes a phone offer to install it."""


def trust_app(files_of: ServerFiles, port: int, hosts: Collection[str]) -> ASGIApp:
    """The page, with the authority's certificate to take.

    Args:
        files_of: the certificates.
        port: where the player answers over https.
        hosts: the names, without port, under which it may be asked for.
    """
    page = (
        _text("trust.html")
        .replace("@FINGERPRINT@", files_of.fingerprint.upper())
        .replace("<body>", f'<body data-port="{port}">')
    )
    routes = [
        Route("/", _answer(page, "text/html")),
        Route("/trust.js", _answer(_text("trust.js"), "text/javascript")),
        Route("/trust.css", _answer(_text("trust.css"), "text/css")),
        Route("/icon.svg", _answer(static()["icon.svg"].data, "image/svg+xml")),
        Route("/authority.crt", _answer(files_of.authority, CERTIFICATE)),
    ]
    inner = Starlette(routes=routes)
    inner.router.redirect_slashes = False
    return guard(inner, hosts=hosts, token=None)


def _text(name: str) -> str:
    return files("mmc_audio.player").joinpath("pages", name).read_text("utf-8")


def _answer(content: str | bytes, media_type: str) -> Handler:
    async def answer(_request: Request) -> Response:
        return Response(content, media_type=media_type, headers=FRESH)

    return answer
