"""The panel of the program: its weeks, what is trained when, and what is rendered of it."""

from datetime import date, timedelta
from typing import Any

from anyio import to_thread
from nicegui import ui

from mmc_audio._lib.long_work import WorkEnd
from mmc_audio.errors import MmcError
from mmc_audio.plan.program import today
from mmc_audio.studio.clients_desk import ClientsDesk, program_of
from mmc_audio.studio.pages.elements import ProgramWeeks, act, field
from mmc_audio.studio.pages.history_dialog import history_key
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.week_copy import WeekCopy, monday_of
from mmc_audio.studio.pages.work_row import WorkRow
from mmc_audio.studio.program_desk import CalendarDay, ProgramDesk
from mmc_audio.studio.program_shown import (
    date_shown,
    day_shown,
    plan_title,
    plan_titles,
    weeks_shown,
)
from mmc_audio.studio.shown import refusal

WEEKS = 5
DAYS = 7 * WEEKS
ALL = "this folder"
HINT = (
    "Nothing is planned yet. Choose a day and a plan, or drag a plan onto a day. "
    "Plans are made in the panel Plan."
)


class ProgramPage:
    """The panel."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.desk = ProgramDesk(studio.files)
        self._first = monday_of(today())
        self._chosen = today() + timedelta(days=1)
        self._days: list[CalendarDay] = []
        self._states: dict[date, str] = {}

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk program-desk") as self.panel:
            with ui.element("section").classes("pane").props('aria-label="The weeks"'):
                with ui.element("div").classes("row"):
                    self._whose = ui.select({"": ALL}, value="", label="Program of")
                    self._whose.props("outlined dense options-dense").on_value_change(self._turn_to)
                    act("Earlier", lambda: self._turn(-1))
                    act("Later", lambda: self._turn(1))
                    act("Undo", self._undo)
                    history_key(self.studio, self._file, self._restore, self._look)
                    act("Render this week", self._render_week)
                    act("Render all that is shown", self._render_shown, main=True)
                self._work = WorkRow(self.studio, self._rendered)
                self._hint = ui.label("").classes("note")
                self.weeks = ProgramWeeks()
                self.weeks.when("choose", self._choose)
                self.weeks.when("put", lambda said: self._put(said["plan"], _day(said["day"])))
                self.weeks.when("move", self._move)
            with ui.element("section").classes("pane side").props('aria-label="The day"'):
                self._day_pane()

    def _day_pane(self) -> None:
        self._title = ui.label("").classes("moment-title")
        self._about = ui.label("").classes("note")
        self._plan = ui.select([], label="Plan of this day").props("outlined dense options-dense")
        with ui.element("div").classes("row"):
            self._sets = field("Share of sets")
            self._load = field("Share of load")
        ui.label("Such as 70%; empty for all of it.").classes("note")
        with ui.element("div").classes("row"):
            act("Train this", self._train, main=True)
            act("Rest", self._rest)
            act("Render this day", self._render_day)
        with ui.element("div").classes("row"):
            self._to = field("To the day").props("type=date stack-label")
            act("Move it there", self._move_chosen)
        self._week = WeekCopy(self._copy)
        self._week.offer(self._chosen)
        ui.html("<h2>Easier weeks</h2>", sanitize=False)
        with ui.element("div").classes("row"):
            self._every = field("Every how many weeks")
            act("Set", self._easier)

    async def start(self) -> None:
        """The panel is shown."""
        clients = {name: name for name in ClientsDesk(self.studio.files).clients()}
        whose = self._whose.value if self._whose.value in clients else ""
        self._whose.set_options({"": ALL, **clients}, value=whose)
        await self._look()

    async def _turn_to(self) -> None:
        """Another program: that of all, or of a client."""
        self.desk = program_of(self.studio.files, self._whose.value or "")
        self._states = {}
        await self._look()

    def _restore(self, text: str) -> None:
        self.desk.restore(text)

    async def _copy(self, to: date, changes: dict[str, str]) -> None:
        if to == date.min:
            self.studio.say("Choose a week to copy to first.")
            return
        first, to = monday_of(self._chosen), monday_of(to)
        if self.studio.attempt(self.desk.copy_week, first, to, changes):
            weeks = f"The week of {date_shown(first)} is copied to that of"
            self.studio.say(f"{weeks} {date_shown(to)}.")
            await self._look()

    async def _look(self) -> None:
        """Show the days at once, and then what is rendered of them."""
        try:
            self._days = await to_thread.run_sync(self.desk.days, self._first, DAYS)
        except MmcError as error:
            self.studio.refuse(error)
            self._tell(refusal(error), wrong=True)
            return
        begun = any(each.plan for each in self._days) or self.desk.text()
        self._tell("" if begun else HINT)
        self._draw()
        self._states = await to_thread.run_sync(self._looked_up)
        self._draw()

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        """Say above the weeks what is to be known of them."""
        self._hint.set_text(text)
        self._hint.classes(replace="note wrong" if wrong else "note")
        self._hint.set_visibility(bool(text))

    def _file(self) -> tuple[str, str]:
        return self.desk.file, self.desk.text()

    async def _undo(self) -> None:
        if self.studio.attempt(self.desk.undo):
            self.studio.say("Taken back.")
            await self._look()

    def _looked_up(self) -> dict[date, str]:
        return dict(self.desk.states(self._first, DAYS))

    def _draw(self) -> None:
        plans = plan_titles(self.desk.plans())
        shown = weeks_shown(self._days, self._states, today())
        self.weeks.show(shown, plans, self._chosen.isoformat())
        day = self._chosen_day()
        wanted = (each for each in (self._plan.value, day.plan) if each in plans)
        self._plan.set_options(plans, value=next(wanted, None))
        self._title.set_text(day_shown(self._chosen))
        self._about.set_text(plan_title(day.plan) or "Rest")

    def _chosen_day(self) -> CalendarDay:
        found = (each for each in self._days if each.date == self._chosen)
        return next(found, CalendarDay(self._chosen))

    def _choose(self, day: str) -> None:
        self._chosen = _day(day)
        chosen = self._chosen_day()
        self._plan.value = chosen.plan if chosen.plan in self.desk.plans() else None
        self._week.offer(self._chosen)
        self._draw()

    async def _turn(self, weeks: int) -> None:
        self._first += timedelta(weeks=weeks)
        await self._look()

    async def _put(self, plan: str, day: date) -> None:
        if self.studio.attempt(self.desk.put, plan, day):
            self.studio.say(f"{plan_title(plan)} on {day_shown(day)}.")
            await self._look()

    async def _move(self, said: Any) -> None:  # noqa: ANN401
        if self.studio.attempt(self.desk.move, _day(said["day"]), _day(said["to"])):
            self.studio.say("Moved.")
            await self._look()

    async def _move_chosen(self) -> None:
        """What a drag does, by keyboard."""
        if not self._to.value:
            self.studio.say("Choose a day to move it to first.")
            return
        await self._move({"day": self._chosen.isoformat(), "to": self._to.value})

    async def _train(self) -> None:
        if not self._plan.value:
            self.studio.say("Choose a plan first.")
            return
        shares = {"sets": self._sets.value.strip(), "load": self._load.value.strip()}
        if self.studio.attempt(lambda: self.desk.put(self._plan.value, self._chosen, **shares)):
            self.studio.say(f"{plan_title(self._plan.value)} on {day_shown(self._chosen)}.")
            await self._look()

    async def _rest(self) -> None:
        if self.studio.attempt(self.desk.rest, self._chosen):
            self.studio.say(f"Rest on {day_shown(self._chosen)}.")
            await self._look()

    async def _easier(self) -> None:
        typed = self._every.value.strip()
        if typed and not typed.isdecimal():
            self.studio.say("Write a number of weeks, such as 4; empty for none.", wrong=True)
            return
        every = int(typed or 0)
        if self.studio.attempt(self.desk.easier_weeks, every):
            self.studio.say(f"Every {every} weeks is easier." if every else "No week is easier.")
            await self._look()

    async def _render_day(self) -> None:
        await self._render([self._chosen])

    async def _render_week(self) -> None:
        monday = monday_of(self._chosen)
        await self._render([monday + timedelta(n) for n in range(7)])

    async def _render_shown(self) -> None:
        await self._render([each.date for each in self._days])

    async def _render(self, days: list[date]) -> None:
        """Render what is trained on these days, from today on."""
        trained = {each.date for each in self._days if each.plan}
        wanted = [day for day in days if day in trained and day >= today()]
        if not wanted:
            self.studio.say("Nothing is trained then.")
            return
        self.studio.say(f"Rendering {len(wanted)} of the program's days ...")
        await self._work.do(self.desk.render_work(wanted))

    async def _rendered(self, ended: WorkEnd) -> None:
        if not ended.error:
            self.studio.say(f"Rendered: {ended.report['mp3']}")
        await self._look()


def _day(text: str) -> date:
    return date.fromisoformat(text)
