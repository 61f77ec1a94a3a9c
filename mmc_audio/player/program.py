"""The program's days on the page, and their rendering from there."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from anyio import to_thread
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mmc_audio.errors import InputError, MissingError
from mmc_audio.plan.program import today
from mmc_audio.player.answers import body_of, conditional, read_sent, text_answer
from mmc_audio.player.long_answer import LongAnswer
from mmc_audio.player.permission import CLOSED, LOCAL, WritePermission
from mmc_audio.workspace.render_work import RenderOrder, render_days_work
from mmc_audio.workspace.week import Week, week_of

REACH = 31
"""Days from today that are rendered from a page: the week it shows, and as old as a page may be."""

Name = Annotated[str, Field(max_length=200)]


class RenderWish(BaseModel):
    """What a page asks for; what is left out is the plan's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date
    readiness: Literal["low", "normal", "high"] | None = None
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None
    engine: Name | None = None
    voice: Name | None = None


@dataclass(frozen=True, slots=True)
class WorkspaceAccess:
    """Whose program the page shows, and who may change something there."""

    folder: Path
    permission: WritePermission = LOCAL


class ProgramRoom:
    """The answers about the program.

    Args:
        access: the workspace; None where the server has none.
        output: where its sessions are.
        log: the practice log of who trains.
    """

    def __init__(self, access: WorkspaceAccess | None, output: Path, log: Path | None) -> None:
        self._access = access
        self._output = output.absolute()
        self._log = log
        self._turn = asyncio.Lock()

    @property
    def routes(self) -> list[Route]:
        """The addresses of these answers."""
        return [
            Route("/api/week", conditional(self.week)),
            Route("/api/render", self.render, methods=["POST"]),
        ]

    async def week(self, request: Request) -> Response:
        """Seven days from today, and why this page may have none rendered."""
        now = today()
        week = await to_thread.run_sync(self._week, now)
        refused = self._access.permission.why_not(request.headers) if self._access else CLOSED
        data = {
            "today": now.isoformat(),
            "program": week.title,
            "error": week.error,
            "days": week.days,
            "refused": refused,
        }
        return text_answer(json.dumps(data))

    def _week(self, first: date) -> Week:
        return week_of(self._access.folder, self._output, first) if self._access else Week()

    async def render(self, request: Request) -> Response | LongAnswer:
        """Render a day, as a stream of events; a page that leaves ends it."""
        access = self._access
        if access is None:
            raise MissingError("no workspace")
        if refusal := access.permission.refusal(request.headers):
            return refusal
        wish = _wish(await body_of(request))
        order = RenderOrder(
            days=(wish.day.isoformat(),),
            output=str(self._output),
            log=str(self._log) if self._log else None,
            **wish.model_dump(exclude={"day"}),
        )
        return LongAnswer(render_days_work(access.folder, order), self._turn)


def _wish(body: bytes) -> RenderWish:
    """What is to be rendered, on a day that a page shows or showed."""
    wish = read_sent(RenderWish, body, "what to render", "ask again")
    if abs((wish.day - today()).days) > REACH:
        raise InputError(f"{wish.day} is not among the days that can be rendered here; choose one")
    return wish
