"""What a person logged: exported, or deleted."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from anyio import to_thread
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mmc_audio.errors import InputError, MissingError
from mmc_audio.ledger.report import as_csv
from mmc_audio.ledger.store import Ledger, SetRecord
from mmc_audio.player.answers import FRESH, body_of, conditional, read_sent, text_answer
from mmc_audio.player.permission import WritePermission

NOTHING_DELETED = "send a day or null; nothing was deleted"


class Deletion(BaseModel):
    """What is to be deleted: the sets of a day, or all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date | None


class OwnDataRoom:
    """The answers about what was logged.

    Args:
        ledger: where; None where sets stay on the phone.
        permission: who may delete.
    """

    def __init__(self, ledger: Ledger | None, permission: WritePermission) -> None:
        self._ledger = ledger
        self._permission = permission
        self._deleted: list[SetRecord] = []
        """Until the server ends, or something else is deleted."""

    @property
    def routes(self) -> list[Route]:
        """The addresses of these answers."""
        return [
            Route("/api/data", conditional(self.shown)),
            Route("/api/data/practice.csv", self.csv),
            Route("/api/data/practice.json", self.json),
            Route("/api/data/delete", self.delete, methods=["POST"]),
            Route("/api/data/undo", self.undo, methods=["POST"]),
        ]

    async def shown(self, request: Request) -> Response:
        """How much there is, and why this page may not delete it."""
        days = [record.day for record in await self._records()]
        data = {
            "sets": len(days),
            "last": max(days, default=None),
            "can_undo": len(self._deleted),
            "refused": self._permission.why_not(request.headers),
        }
        return text_answer(json.dumps(data))

    async def csv(self, _request: Request) -> Response:
        """All sets, for a spreadsheet."""
        return _file(as_csv(await self._records()), "text/csv", "practice.csv")

    async def json(self, _request: Request) -> Response:
        """All sets, as `mmc-audio log --add` takes them."""
        sets = [asdict(record) for record in await self._records()]
        sent = [{key: one[key] for key in one if key != "day"} for one in sets]
        return _file(json.dumps({"sets": sent}), "application/json", "practice.json")

    async def delete(self, request: Request) -> Response:
        """Delete the sets of a day, or all."""
        if refusal := self._permission.refusal(request.headers):
            return refusal
        wanted = read_sent(Deletion, await body_of(request), "what to delete", NOTHING_DELETED)
        found = await self._records()
        gone = [one for one in found if wanted.day is None or one.day == wanted.day.isoformat()]
        if gone and self._ledger:
            await to_thread.run_sync(self._ledger.remove, [record.id for record in gone])
            self._deleted = gone
        return await self.shown(request)

    async def undo(self, request: Request) -> Response:
        """Have back what was deleted last."""
        if refusal := self._permission.refusal(request.headers):
            return refusal
        if not self._deleted or self._ledger is None:
            raise InputError("there is nothing to undo; what was deleted is gone")
        await to_thread.run_sync(self._ledger.record, self._deleted)
        self._deleted = []
        return await self.shown(request)

    async def _records(self) -> Sequence[SetRecord]:
        if self._ledger is None:
            raise MissingError("no ledger")
        return await to_thread.run_sync(self._ledger.records)


def _file(text: str, kind: str, name: str) -> Response:
    kept = {**FRESH, "content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=kept)
