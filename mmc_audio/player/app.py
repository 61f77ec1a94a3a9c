"""The web player: its page, the sessions, the feed, and the routes of the practice ledger.

Everything is relative to where the page was found, so that it works under any prefix. Reading
needs nothing but the right Host (and token), and so does logging sets that were done; writing
anything else takes another permission (`permission.py`).
"""

import json
from collections.abc import Collection
from datetime import date
from functools import partial
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mmc_audio.errors import InputError, MissingError, MmcError
from mmc_audio.ledger.chart import coverage_svg
from mmc_audio.ledger.incoming import read_sending
from mmc_audio.ledger.last import last_time
from mmc_audio.ledger.report import report
from mmc_audio.ledger.store import Ledger
from mmc_audio.library.catalogue_view import movement
from mmc_audio.library.feed import feed_xml
from mmc_audio.library.index import OpenFile, SessionIndex, StoredSession
from mmc_audio.library.picture import session_svg
from mmc_audio.library.view import Lookup, view
from mmc_audio.player.answers import FRESH, Handler, body_of, conditional, text_answer
from mmc_audio.player.assets import Asset, page, static
from mmc_audio.player.held import HeldAudio
from mmc_audio.player.history import history_routes
from mmc_audio.player.media import FileAnswer, PiecesAnswer
from mmc_audio.player.own_data import OwnDataRoom
from mmc_audio.player.payload import listed, payload, single_page
from mmc_audio.player.permission import READ_ONLY
from mmc_audio.player.plans import PlansRoom
from mmc_audio.player.program import ProgramRoom, WorkspaceAccess
from mmc_audio.player.security import LOCAL_HOSTS, guard, refusal_of_write
from mmc_audio.player.settings import SettingsRoom

SVG = {**FRESH, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def make_app(
    output: Path,
    *,
    token: str | None = None,
    hosts: Collection[str] = LOCAL_HOSTS,
    ledger: Ledger | None = None,
    lookup: Lookup = movement,
    base_url: str | None = None,
    workspace: WorkspaceAccess | None = None,
) -> ASGIApp:
    """The player for the sessions in `output`.

    Args:
        output: the folder that `mmc-audio render` writes to.
        token: the first part of every address, if the player can be reached from elsewhere.
        hosts: the names, without port, under which the player may be asked for.
        ledger: where sets are logged; None: they stay on the phone.
        lookup: the catalogue's word on an exercise id.
        base_url: what the feed's addresses begin with, behind a proxy; else what was asked for.
        workspace: whose program is shown and may be rendered; None for no workspace.
    """
    answers = _SessionAnswers(SessionIndex(output), ledger, lookup, base_url)
    may_write = workspace.permission if workspace else READ_ONLY
    routes = [
        Route("/", _asset(page())),
        *(Route(f"/static/{name}", _asset(one)) for name, one in static().items()),
        *(Route(f"/{name}", _asset(static()[name])) for name in AT_THE_ROOT),
        Route("/api/sessions", conditional(answers.sessions)),
        Route("/api/sessions/{collection}/{name}", conditional(answers.session)),
        Route("/api/last/{collection}/{name}", conditional(answers.last_time)),
        *history_routes(ledger, lookup),
        *ProgramRoom(workspace, output, ledger.path if ledger else None).routes,
        *PlansRoom(workspace).routes,
        *SettingsRoom(may_write).routes,
        *OwnDataRoom(ledger, may_write).routes,
        Route("/api/ledger", conditional(answers.practice)),
        Route("/api/ledger/sets", answers.log_sets, methods=["POST"]),
        Route("/media/{version}/{collection}/{file}", answers.media),
        Route("/picture/{collection}/{name}.svg", conditional(answers.picture)),
        Route("/page/{collection}/{name}.html", answers.single_page),
        Route("/coverage.svg", conditional(answers.coverage)),
        Route("/feed.xml", conditional(answers.feed)),
        Route("/feed/{collection}.xml", conditional(answers.feed)),
    ]
    inner = Starlette(routes=routes, exception_handlers={MmcError: _error_answer})
    inner.router.redirect_slashes = False
    return guard(inner, hosts=hosts, token=token)


AT_THE_ROOT = ("sw.js", "manifest.webmanifest")
"""A service worker may only look after what is beside it or below."""


def _asset(asset: Asset) -> Handler:
    async def answer(_request: Request) -> Response:
        return Response(asset.data, media_type=asset.media_type, headers=FRESH)

    return conditional(answer)


async def _error_answer(_request: Request, error: Exception) -> Response:
    """A known error as an HTTP status; whatever cannot be found or read is 404."""
    if isinstance(error, MissingError):
        return PlainTextResponse("not found", 404, FRESH)
    status = 400 if isinstance(error, InputError) else 503
    return _json({"error": str(error)}, status)


class _SessionAnswers:
    """The answers that need the sessions or the ledger."""

    def __init__(
        self, shelf: SessionIndex, ledger: Ledger | None, lookup: Lookup, base_url: str | None
    ) -> None:
        self.shelf = shelf
        self.ledger = ledger
        self.lookup = lookup
        self.base_url = base_url
        self.held = HeldAudio()

    async def sessions(self, _request: Request) -> Response:
        """All sessions, as the page lists them."""
        return text_answer(await to_thread.run_sync(self._sessions))

    def _sessions(self) -> str:
        return _dumped({"sessions": [listed(session) for session in self.shelf.sessions()]})

    async def session(self, request: Request) -> Response:
        """All that the page shows of one session."""
        found = await self._asked_for(request)
        return text_answer(await to_thread.run_sync(lambda: _dumped(payload(found, self.lookup))))

    async def media(self, request: Request) -> Response | FileAnswer:
        """A file of a session; a part of audio is of the version that is named, or of none."""
        path = request.path_params
        opened = await to_thread.run_sync(self.shelf.open, path["collection"], path["file"])
        meant = self._meant(request, opened) if _is_part_of_audio(request) else opened
        if meant is None:
            return PlainTextResponse("rendered again", 410, FRESH)
        name = path["file"] if "download" in request.query_params else None
        return FileAnswer(meant, download_as=name)

    def _meant(self, request: Request, opened: OpenFile) -> OpenFile | None:
        """The version of some audio that a request names; None where it is gone.

        With If-Range a client names what it has, and takes the whole new file if that is gone.
        Whoever begins at the first byte has heard nothing yet, and is to hear the new one.
        """
        path = request.path_params
        key = (path["collection"], path["file"], path["version"])
        if path["version"] == opened.tag:
            self.held.hold(key, opened)
            return opened
        begins = request.headers["range"].lower().startswith("bytes=0-")
        earlier = None if begins else self.held.of(key)
        if earlier is None and "if-range" in request.headers:
            return opened
        opened.file.close()
        return earlier

    async def picture(self, request: Request) -> Response:
        """A session as a picture."""
        session = await self._asked_for(request)
        svg = await to_thread.run_sync(session_svg, session.sheet)
        return Response(svg, media_type="image/svg+xml", headers=SVG)

    async def single_page(self, request: Request) -> PiecesAnswer:
        """A session as one page with the audio inside, to keep."""
        session = await self._asked_for(request)
        whole = await to_thread.run_sync(single_page, self.shelf, session, self.lookup)
        kept = f'attachment; filename="{session.name}.html"'
        headers = {"content-type": "text/html; charset=utf-8", "content-disposition": kept}
        return PiecesAnswer(whole, headers)

    async def feed(self, request: Request) -> Response:
        """All sessions, or those of one collection, as a podcast."""
        collection = request.path_params.get("collection")
        found = await to_thread.run_sync(self.shelf.sessions)
        chosen = [s for s in found if collection in {None, s.collection}]
        if collection and not chosen:
            raise MissingError(f"no collection '{collection}'")
        base = self.base_url or str(request.base_url)
        xml = await to_thread.run_sync(partial(feed_xml, chosen, base, collection=collection))
        return Response(xml, media_type="application/rss+xml", headers=FRESH)

    async def practice(self, _request: Request) -> Response:
        """What the ledger adds up to."""
        if self.ledger is None:
            raise MissingError("no ledger")
        records = await to_thread.run_sync(self.ledger.records)
        today = date.today()  # noqa: DTZ011 - a lifter's days are local
        return text_answer(
            await to_thread.run_sync(lambda: _dumped(report(records, today).as_data()))
        )

    async def last_time(self, request: Request) -> Response:
        """What was done of a session's exercises the last time they were trained."""
        session = await self._asked_for(request)
        return text_answer(await to_thread.run_sync(self._last_time, session))

    def _last_time(self, session: StoredSession) -> str:
        today = date.today().isoformat()  # noqa: DTZ011
        exercises = set(view(session.sheet, self.lookup)["exercises"])
        return _dumped(last_time(self.ledger, exercises, today))

    async def coverage(self, _request: Request) -> Response:
        """What the ledger adds up to, as a picture."""
        if self.ledger is None:
            raise MissingError("no ledger")
        records = await to_thread.run_sync(self.ledger.records)
        today = date.today()  # noqa: DTZ011
        svg = await to_thread.run_sync(lambda: coverage_svg(report(records, today)))
        return Response(svg, media_type="image/svg+xml", headers=SVG)

    async def log_sets(self, request: Request) -> Response:
        """Keep sets that were done; sent again, they are kept once."""
        refusal = refusal_of_write(request.headers)
        if refusal or self.ledger is None:
            return refusal or PlainTextResponse("not found", 404, FRESH)
        sent = await to_thread.run_sync(read_sending, await body_of(request))
        await to_thread.run_sync(self.ledger.record, sent.records)
        wrong = {"clock_was_wrong": True} if sent.clock_was_wrong else {}
        return _json({"kept": [record.id for record in sent.records], **wrong})

    async def _asked_for(self, request: Request) -> StoredSession:
        path = request.path_params
        return await to_thread.run_sync(self.shelf.session, path["collection"], path["name"])


def _is_part_of_audio(request: Request) -> bool:
    """Whether a part of the audio is asked for, to go with what was read before."""
    is_audio = request.path_params["file"].endswith(".mp3")
    return is_audio and request.method == "GET" and "range" in request.headers


def _json(data: object, status: int = 200) -> Response:
    return text_answer(_dumped(data), status)


def _dumped(data: object) -> str:
    """ASCII only, so that no half of a surrogate pair in a title can break it."""
    return json.dumps(data, allow_nan=False)
