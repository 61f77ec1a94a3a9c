"""The workspace's plans on the page: read, changed and saved from the phone.

The page holds the text that is being changed, and the server nothing: each change is sent with the
text, and the changed text comes back with its table and what is to be said of it. Only a text
without mistakes is saved, and only over the file that the page has read.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from threading import Lock
from typing import Annotated, Any, Literal

from anyio import to_thread
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.names import ids_meant
from mmc_audio.errors import InputError, MissingError, MmcError
from mmc_audio.lint.draft import Drafts
from mmc_audio.plan.editing import order
from mmc_audio.plan.editing.document import HandWrittenError
from mmc_audio.plan.editing.rows import rows_of, title_of
from mmc_audio.plan.editing.set_value import GROUPS, with_cell
from mmc_audio.player.answers import body_of, conditional, read_sent, text_answer
from mmc_audio.player.permission import CLOSED
from mmc_audio.player.program import WorkspaceAccess
from mmc_audio.workspace.files import ChangedOutsideError, FileText, WorkspaceFiles

NOTHING_SAVED = "nothing was saved"
MOST_NAMES = 8

Name = Annotated[str, Field(min_length=1, max_length=200)]
SentText = Annotated[str, Field(max_length=200_000)]
RowPath = Annotated[list[Annotated[int, Field(ge=0, le=10_000)]], Field(min_length=1, max_length=2)]


class PlanChange(BaseModel):
    """One change in the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Literal["set", "add", "remove", "move"]
    path: RowPath = [0]
    to: RowPath = [0]
    key: Annotated[str, Field(max_length=40)] = ""
    value: Annotated[str, Field(max_length=400)] = ""


class SentPlan(BaseModel):
    """A plan as the page has it, and what is to be changed in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    text: SentText
    change: PlanChange | None = None


class PlanName(BaseModel):
    """A plan of the workspace."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name


def _set(text: str, change: PlanChange) -> str:
    return with_cell(text, tuple(change.path), change.key, " ".join(change.value.split()))


def _added(text: str, change: PlanChange) -> str:
    return order.with_exercise(text, " ".join(change.value.split()))


CHANGES: Mapping[str, Callable[[str, PlanChange], str]] = {
    "set": _set,
    "add": _added,
    "remove": lambda text, change: order.without(text, tuple(change.path)),
    "move": lambda text, change: order.moved(text, tuple(change.path), tuple(change.to)),
}


class PlansRoom:
    """The answers about plans.

    Args:
        access: the workspace; None where the server has none.
    """

    def __init__(self, access: WorkspaceAccess | None) -> None:
        self._access = access
        self._opened: WorkspaceFiles | None = None
        self._drafts = Drafts(access.folder) if access else None
        self._looking = Lock()
        """Drafts remember what stays the same, for one at a time."""

    @property
    def routes(self) -> list[Route]:
        """The addresses of these answers."""
        return [
            Route("/api/plans", conditional(self.listed)),
            Route("/api/plan", conditional(self.shown)),
            Route("/api/plan/draft", self.draft, methods=["POST"]),
            Route("/api/plan/save", self.save, methods=["POST"]),
            Route("/api/plan/undo", self.undo, methods=["POST"]),
            Route("/api/exercises", conditional(self.exercises)),
        ]

    async def listed(self, request: Request) -> Response:
        """The plans of the workspace by their titles, and why this page may change none."""
        plans = await to_thread.run_sync(self._listed)
        return text_answer(json.dumps({"plans": plans, "refused": self._why_not(request)}))

    def _listed(self) -> list[dict[str, str]]:
        if self._access is None:
            return []
        return [{"name": name, "title": self._title(name)} for name in self._files.plans()]

    def _title(self, name: str) -> str:
        try:
            return title_of(self._files.read(name).text) or name
        except MmcError:  # it is reported where the plan is opened
            return name

    async def shown(self, request: Request) -> Response:
        """A plan: its text, version, table, and what is to be said of it."""
        if why := self._why_not(request):
            return text_answer(json.dumps({"error": why}), 403)
        name = request.query_params.get("name", "")
        return text_answer(await to_thread.run_sync(self._opened_plan, name))

    async def draft(self, request: Request) -> Response:
        """A text after a change, with its table; nothing is written."""
        if refusal := self._refusal(request):
            return refusal
        sent = read_sent(SentPlan, await body_of(request), "plan", NOTHING_SAVED)
        return text_answer(await to_thread.run_sync(self._changed, sent))

    def _changed(self, sent: SentPlan) -> str:
        text = sent.text
        if sent.change:
            try:
                text = CHANGES[sent.change.do](text, sent.change)
            except MmcError as error:
                raise InputError(error.what) from error
        return json.dumps(self._about(sent.name, text))

    async def save(self, request: Request) -> Response:
        """Write a plan, if its file is the one that the page has read (If-Match)."""
        if refusal := self._refusal(request):
            return refusal
        sent = read_sent(SentPlan, await body_of(request), "plan", NOTHING_SAVED)
        return await self._written(request, sent.name, partial(self._save, sent))

    def _save(self, sent: SentPlan, version: str) -> FileText:
        wrong = [one for one in self._look(sent.name, sent.text) if one["level"] == "error"]
        if wrong:
            line = f"line {wrong[0]['line']}: " if wrong[0]["line"] else ""
            raise InputError(f"{line}{wrong[0]['what']}; {NOTHING_SAVED}")
        return self._holding(sent.name).save(sent.name, sent.text, version)

    async def undo(self, request: Request) -> Response:
        """Have a plan say what it said before it was saved last."""
        if refusal := self._refusal(request):
            return refusal
        sent = read_sent(PlanName, await body_of(request), "plan", NOTHING_SAVED)
        return await self._written(request, sent.name, partial(self._undo, sent.name))

    def _undo(self, name: str, version: str) -> FileText:
        before = self._holding(name).texts_before(name)
        if not before:
            raise InputError("there is nothing to undo; no earlier text of this plan is kept")
        return self._files.save(name, before[-1], version)

    async def exercises(self, request: Request) -> Response:
        """The names that `?q=`, as people write exercises, may mean."""
        asked = request.query_params.get("q", "")[:200]
        return text_answer(json.dumps(await to_thread.run_sync(_names_meant, asked)))

    @property
    def _files(self) -> WorkspaceFiles:
        if self._access is None:
            raise MissingError("no workspace")
        self._opened = self._opened or WorkspaceFiles(self._access.folder)
        return self._opened

    def _holding(self, name: str) -> WorkspaceFiles:
        """The files, if a plan of that name is among them."""
        if name not in self._files.plans():
            raise InputError(f"{name!r} is no plan of this workspace any more; {NOTHING_SAVED}")
        return self._files

    def _why_not(self, request: Request) -> str:
        return self._access.permission.why_not(request.headers) if self._access else CLOSED

    def _refusal(self, request: Request) -> Response | None:
        if self._access is None:
            raise MissingError("no workspace")
        return self._access.permission.refusal(request.headers)

    async def _written(
        self, request: Request, name: str, write: Callable[[str], FileText]
    ) -> Response:
        seen = request.headers.get("if-match")
        if seen is None:
            raise InputError("If-Match is missing; send the version of what was read")
        try:
            await to_thread.run_sync(write, seen.strip('"'))
        except ChangedOutsideError:
            what = f"{name} was changed elsewhere meanwhile. Keep yours, or take theirs?"
            theirs = json.loads(await to_thread.run_sync(self._opened_plan, name))
            return text_answer(json.dumps({"error": what, "theirs": theirs}), 409)
        return text_answer(await to_thread.run_sync(self._opened_plan, name))

    def _opened_plan(self, name: str) -> str:
        files = self._holding(name)
        opened = files.read(name)
        more = {"version": opened.version, "can_undo": bool(files.history(name))}
        return json.dumps(self._about(name, opened.text) | more)

    def _about(self, name: str, text: str) -> dict[str, Any]:
        rows, by_hand = _rows(text)
        return {
            "name": name,
            "text": text,
            "title": _title_in(text) or name,
            "rows": rows,
            "by_hand": by_hand,
            "remarks": self._look(name, text),
        }

    def _look(self, name: str, text: str) -> list[dict[str, Any]]:
        assert self._drafts
        with self._looking:
            remarks = self._drafts.look(text, name).remarks
        return [
            {"level": one.level, "line": one.line, "what": one.what, "why": one.why}
            for one in remarks
        ]


def _title_in(text: str) -> str:
    try:
        return title_of(text)
    except MmcError:
        return ""


def _rows(text: str) -> tuple[list[dict[str, Any]], str]:
    """The plan's table; or why there is none."""
    try:
        found = rows_of(text)
    except HandWrittenError as error:
        return [], str(error.what)
    except MmcError:  # no YAML: that is among what is said of it
        return [], "the text has a mistake; fix it there"
    return [{**asdict(row), "group": row.kind in GROUPS} for row in found], ""


def _names_meant(asked: str) -> list[str]:
    catalogue = load_catalogue()
    if not asked.strip():
        return []
    return [catalogue.by_id[id_].name for id_ in ids_meant(catalogue, asked)[:MOST_NAMES]]
