"""The panel of clients: who trains what and when, what is theirs in it, what came back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from anyio import to_thread
from nicegui import ui
from nicegui.events import UploadEventArguments

from mmc_audio._lib.long_work import WorkEnd
from mmc_audio.errors import InputError, MmcError
from mmc_audio.plan.program import today
from mmc_audio.studio.clients_desk import ClientPlan, ClientsDesk, coming
from mmc_audio.studio.clients_shown import (
    HEADS,
    SET_HEADS,
    Clientele,
    came_back_cell,
    clients_shown,
    practice_line,
    set_cells,
)
from mmc_audio.studio.pages.elements import ClientTable, act, field, file_place, table
from mmc_audio.studio.pages.history_dialog import show_differences
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.work_row import WorkRow
from mmc_audio.studio.program_shown import plan_title, plan_titles
from mmc_audio.studio.work import clients_work
from mmc_audio.workspace.files import LARGEST

MOST_SETS = 100
HINT = "Each client has a folder in clients/, with plans of their own. Begin with a name."


class ClientsPage:
    """The panel.

    Args:
        studio: the page's.
        open_plan: shows a plan in the panel of plans.
    """

    def __init__(self, studio: Studio, open_plan: Callable[[str], Awaitable[None]]) -> None:
        self.studio, self._open_plan = studio, open_plan
        self.desk = ClientsDesk(studio.files)
        self._known = Clientele()
        self._client = ""

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk clients") as self.panel:
            with ui.element("section").classes("pane").props('aria-label="All clients"'):
                self._all_pane()
            with ui.element("section").classes("pane side").props('aria-label="The client"'):
                self._client_pane()

    def _all_pane(self) -> None:
        with ui.element("div").classes("row"):
            self._name = field("Name of a new client")
            act("Add the client", self._add)
            with ui.element("div").classes("row spread"):
                self._scheduler = field("Cluster")
                self._scheduler.props('placeholder="none: this machine" stack-label')
                act("Render all clients", lambda: self._render(""), main=True)
        self._work = WorkRow(self.studio, self._rendered)
        self._hint = ui.label(HINT).classes("note")
        with ui.element("div").classes("table-place"):
            self.table = ClientTable(HEADS)
            self.table.when("choose", self._choose)
        self._problems = ui.element("div").props('role="region" aria-label="What went wrong"')

    def _client_pane(self) -> None:
        self._title = ui.label("").classes("moment-title")
        with ui.element("div").classes("open-plan") as self._one:
            with ui.element("div").classes("row"):
                self._plan = ui.select([], label="Plan for all").props(
                    "outlined dense options-dense"
                )
                act("Give a copy", self._give)
            with ui.element("div").classes("row"):
                self._own = ui.select([], label="Plan of the client", on_change=self._compare)
                self._own.props("outlined dense options-dense")
                act("Open", self._open)
            with ui.element("div").classes("row"):
                self._day = field("Day", today().isoformat()).props("type=date stack-label")
                act("Train it that day", self._train)
                act("Render this client", lambda: self._render(self._client))
            ui.html("<h2>How it differs from the plan for all</h2>", sanitize=False)
            self._diff = (
                ui.element("div")
                .classes("diff")
                .props('role="region" aria-label="Differences" tabindex="0"')
            )
            ui.html("<h2>What came back</h2>", sanitize=False)
            self._practice = ui.label("").classes("note")
            file_place(
                "Take check-ins", "or drop the file here", self._take, self.studio.refuse, LARGEST
            )
            self._sets = ui.element("div").classes("table-place")
            self._sets.props('role="region" aria-label="What came back" tabindex="0"')
        self._one.set_visibility(False)

    async def start(self) -> None:
        """The panel is shown: at once as it was, and then as it is."""
        self._draw()
        try:
            self._known = await to_thread.run_sync(self._looked_up)
            self._draw()
            states = await to_thread.run_sync(self.desk.states)
            self._known = replace(self._known, states=states)
        except MmcError as error:
            self.studio.refuse(error)
        self._draw()

    def _looked_up(self) -> Clientele:
        """What is known soon; what is rendered takes longer, and is as it was until then."""
        came_back = {client: self._came_back(client) for client in self.desk.clients()}
        return Clientele(self.desk.plans(today()), self._known.states, came_back)

    def _came_back(self, client: str) -> str:
        try:
            return came_back_cell(self.desk.practised(client))
        except MmcError:  # the line of that client says what is wrong
            return "cannot be read"

    def _draw(self) -> None:
        clients = self.desk.clients()
        self._hint.set_visibility(not clients)
        self.table.set_visibility(bool(clients))
        rows = clients_shown(clients, self._known, today())
        self.table.show(rows, self._client)
        if self._client in clients:
            self._draw_client()

    def _choose(self, client: str) -> None:
        if client in self.desk.clients():
            self._client = client
            self._draw()

    def _draw_client(self) -> None:
        self._title.set_text(self._client)
        self._one.set_visibility(True)
        shared = [name for name in self.studio.files.plans() if "clients/" not in name]
        own = {each.file: each.title for each in self._known.plans if each.client == self._client}
        self._plan.set_options(plan_titles(shared), value=_kept(self._plan.value, shared))
        self._own.set_options(own, value=_kept(self._own.value, list(own)))
        self._compare()
        self._draw_practice()

    def _draw_practice(self) -> None:
        self._sets.clear()
        try:
            practised = self.desk.practised(self._client)
        except MmcError as error:
            self._practice.set_text(error.what)
            return
        self._practice.set_text(practice_line(practised))
        if practised.sets:
            with self._sets:
                rows = [set_cells(each) for each in practised.sets[:MOST_SETS]]
                table(SET_HEADS, rows, "Sets that came back")

    def _chosen(self) -> ClientPlan | None:
        return next((each for each in self._known.plans if each.file == self._own.value), None)

    def _compare(self) -> None:
        plan = self._chosen()
        try:
            found = self.desk.differences(plan) if plan else []
        except MmcError as error:
            found = [("same", error.what)]
        show_differences(self._diff, found)

    async def _add(self) -> None:
        try:
            self._client = self.desk.add(self._name.value)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self._name.value = ""
        await self.start()

    async def _give(self) -> None:
        plan = self._plan.value
        if plan and self.studio.attempt(self.desk.give, plan, self._client):
            self.studio.say(f"{self._client} has a copy of {plan_title(plan)}.")
            await self.start()

    async def _open(self) -> None:
        if self._own.value:
            await self._open_plan(self._own.value)

    async def _train(self) -> None:
        plan = self._chosen()
        if plan and self.studio.attempt(lambda: self.desk.train(plan, _day(self._day.value))):
            self.studio.say(f"{plan.title}: {coming([_day(self._day.value)], today())}.")
            await self.start()

    async def _take(self, event: UploadEventArguments) -> None:
        data = await event.file.read()
        try:
            count = await to_thread.run_sync(self.desk.take_check_ins, self._client, data)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self.studio.say(f"{count} sets of {self._client} are in.")
        await self.start()

    async def _render(self, client: str) -> None:
        if not self._known.plans:
            self.studio.say("No client has a plan yet.")
            return
        self._problems.clear()
        self.studio.say(f"Rendering the plans of {client or 'all clients'} ...")
        folder, cluster = self.studio.files.folder, self._scheduler.value.strip()
        await self._work.do(clients_work(folder, client, cluster))

    async def _rendered(self, ended: WorkEnd) -> None:
        done = ended.report
        failed = f", {done['failed']} could not be" if done and done["failed"] else ""
        if not ended.error:
            self.studio.say(f"{done['rendered']} rendered{failed}: output/clients.")
        with self._problems:
            for line in done.get("problems", ()):
                ui.label(line).classes("remark error")
        await self.start()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("choose a day first") from error


def _kept(value: object, options: list[str]) -> str | None:
    return str(value) if value in options else next(iter(options), None)
