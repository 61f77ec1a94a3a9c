"""The panel where a plan is made: its exercises, its text, what is to be said of it, how long."""

from contextlib import suppress
from functools import partial
from typing import Any

from anyio import to_thread
from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import MmcError
from mmc_audio.lint.draft import Draft, Drafts
from mmc_audio.plan.editing.rows import PlanRow, is_only_begun
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.latest import LatestWorker
from mmc_audio.studio.pages.add_field import AddField
from mmc_audio.studio.pages.dialogs import new_dialog, paste_dialog
from mmc_audio.studio.pages.elements import (
    NameList,
    OfferedValues,
    PlanTable,
    TimelineBars,
    act,
    editor,
    field,
    mark_lines,
)
from mmc_audio.studio.pages.plan_edits import edits, refused
from mmc_audio.studio.pages.plan_sound import PlanSound
from mmc_audio.studio.pages.save_row import SaveRow
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.tomorrow_row import TomorrowRow
from mmc_audio.studio.plan_desk import PlanDesk
from mmc_audio.studio.program_shown import plan_title
from mmc_audio.studio.shown import (
    MOST_ROWS,
    LineMark,
    RefusedEdit,
    bars_shown,
    figures,
    line_marks,
    remark_shown,
    remarks_elsewhere,
    rows_left_out,
    rows_shown,
)

EMPTY = "Add the first exercise, named as you are used to write it."
HINT = (
    "Begin with a new plan, or paste one: lines from your notes, or a file of another app. "
    "The plans of this folder are in the list."
)


class PlanPage:
    """The panel."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._file = EditedFile(studio.files)
        self.desk = PlanDesk(self._file)
        self._drafts = Drafts(studio.files.folder)
        self._draft = Draft("")
        self._looks = LatestWorker[tuple[str, str], Draft](self._look, self._show)
        self._rows: list[PlanRow] = []
        self._remarked: list[dict[str, Any]] = []
        self._refused: RefusedEdit | None = None
        self._begun = False

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk plan") as self.panel:
            with ui.element("nav").classes("pane list").props('aria-label="Plans"'):
                self._list_pane()
            with ui.element("div").classes("pane"):
                self._hint = ui.label(HINT).classes("hint")
                with ui.element("div").classes("open-plan") as self._plan:
                    self._table_pane()
            with ui.element("section").classes("pane side") as self._side:
                self._side.props('aria-label="The plan as text"')
                ui.html("<h2>The plan as text</h2>", sanitize=False)
                self.editor = editor("YAML", "The plan as text", self._typed)
            with ui.element("section").classes("pane foot") as self._foot:
                self._foot.props('aria-label="The session"')
                self._session_pane()
        self._list()
        self._draw()

    def _list_pane(self) -> None:
        act("New plan", lambda: new_dialog(self._begin), main=True)
        act("Paste a plan", lambda: paste_dialog(self._paste, self._opened))
        ui.html("<h2>Plans of this folder</h2>", sanitize=False)
        self._names = NameList()
        self._names.when("choose", self.open)

    def _table_pane(self) -> None:
        with ui.element("div").classes("row"):
            self._title = field("Title", on_change=self._titled).classes("title-field")
            with ui.element("div").classes("row spread"):
                self._saving = SaveRow(self.studio, self._file, self._restored, self._saved)
        self.table = PlanTable()
        self._connect()
        self._left_out = ui.label("").classes("note")
        with ui.element("div").classes("row"):
            AddField(self.studio, self._add)
        self._remarks = ui.element("div").props('aria-label="About the whole plan" role="region"')
        _exercise_names()

    def _connect(self) -> None:
        for name, do in edits(self.desk, lambda place: self._draft.remarks[place]).items():
            self.table.when(name, partial(self._change, do))

    def _session_pane(self) -> None:
        with ui.element("div").classes("row"):
            self._figures = ui.label("").classes("figures")
            with ui.element("div").classes("row spread"):
                act("Stop the sound", lambda: self.studio.script("studio.stop()"))
                self.tomorrow = TomorrowRow(self.studio, self._ready_to_render)
        self._sound = PlanSound(self.studio)
        self.bars = TimelineBars()
        self.bars.when("play", self._play)

    async def _change(self, do: Any, *given: Any) -> None:  # noqa: ANN401 - any edit of the desk
        """Do an edit and show what became of it; one that is refused is said at its row."""
        if not self._file.name:
            return
        try:
            do(*given)
        except MmcError as error:
            self._refused = refused(given, error)
            self.studio.refuse(error)
        else:
            self._refused = None
            self.studio.say("")
        self._draw()
        await self._ask()

    async def _typed(self, event: ValueChangeEventArguments[str]) -> None:
        if self._file.name and event.value != self._file.text:
            self._file.change(event.value)
            self._refused = None
            self._draw()
            await self._ask()

    async def _titled(self, event: ValueChangeEventArguments[str]) -> None:
        if event.value and event.value != self.desk.title():
            await self._change(self.desk.set_title, event.value)
            self._title.error = self._refused.what if self._refused else None

    async def _add(self, name: str) -> None:
        await self._change(self.desk.add, name)

    async def add(self, name: str) -> None:
        """One more exercise, chosen elsewhere; without an open plan, one is begun."""
        if not self._file.name:
            self.desk.new("")
            await self._opened("")
        await self._add(name)
        self.studio.say(f"{name} is in {self._file.name} now.")

    async def start(self) -> None:
        """The panel is shown."""
        await self._ask()

    async def _restored(self) -> None:
        self._draw()
        await self._ask()

    async def _begin(self, title: str) -> None:
        self.desk.new(title)
        await self._opened(f"Write {self._file.name} when it is ready: Save.")

    async def _paste(self, name: str, data: bytes, unit: str) -> str:
        """Raises MmcError, which the dialog shows."""
        return await to_thread.run_sync(partial(self.desk.take_file, name, data, unit=unit))

    async def open(self, name: str) -> None:
        """Show another plan."""
        if self.studio.attempt(self._file.open, name):
            await self._opened("")

    async def _opened(self, said: str) -> None:
        self.studio.say(said)
        self._rows, self._refused = [], None
        self._draw()
        self._list()
        await self._ask()

    def _saved(self) -> None:
        self._draw()
        self._list()

    async def _ready_to_render(self) -> str:
        """The plan's file, saved; empty where it cannot be rendered."""
        if not self._draft.ready or self._draft.text != self._file.text:
            self.studio.say("The plan has mistakes; they are marked at their lines.")
            return ""
        if self._file.changed:
            await self._saving.save()
        return "" if self._file.changed else self._file.name

    async def _ask(self) -> None:
        if self._file.name:
            await self._looks.ask((self._file.text, self._file.name))

    async def _look(self, asked: tuple[str, str]) -> Draft:
        return await to_thread.run_sync(self._drafts.look, *asked)

    def _draw(self) -> None:
        """What follows from the text at once: the table, the other text, the buttons."""
        self._begun = False
        with suppress(MmcError):  # while it is typed; its mistake comes with the next look
            rows = self.desk.rows() if self._file.name else []
            self._rows, self._begun = rows[:MOST_ROWS], is_only_begun(self._file.text)
            self._left_out.set_text(EMPTY if self._begun else rows_left_out(len(rows)))
        self._show_rows()
        if self.editor.value != self._file.text:
            self.editor.value = self._file.text
        if (title := self.desk.title()) and self._title.value != title:
            self._title.value = title
        self._hint.set_visibility(not self._file.name)
        self._plan.set_visibility(bool(self._file.name))
        self._foot.set_visibility(bool(self._file.name))
        self._side.set_visibility(bool(self._file.name))
        self._saving.draw()
        self.studio.note_unsaved("plan", bool(self._file.unsaved()))

    def _show(self, draft: Draft) -> None:
        """What is known of the text that was looked at."""
        self._draft = draft
        remarks = () if self._begun else draft.remarks  # it is no mistake to begin
        self._show_rows()
        self.bars.show(bars_shown(draft.bars), draft.length_s)
        self._figures.set_text(figures(draft))
        marks = [LineMark(each.line, _MARKS[each.level]) for each in remarks
                 if each.line and each.level in _MARKS]  # fmt: skip
        mark_lines(self.editor, line_marks(marks, draft.text.count("\n") + 1))
        elsewhere = remarks_elsewhere(self._rows, remarks)
        self._show_remarks([remark_shown(each, 0) for each in elsewhere])

    def _show_rows(self) -> None:
        self.table.show(rows_shown(self._rows, self._draft.remarks, self._refused))

    def _show_remarks(self, remarks: list[dict[str, Any]]) -> None:
        if remarks == self._remarked:
            return
        self._remarked = remarks
        self._remarks.clear()
        with self._remarks:
            for each in remarks:
                line = f"Line {each['line']}: " if each["line"] else ""
                ui.label(line + each["what"]).classes(f"remark {each['level']}")

    def _list(self) -> None:
        names = sorted({*self.studio.files.plans(), *self._file.unsaved()})
        self._names.show([self._item(name) for name in names], self._file.name)

    def _item(self, name: str) -> dict[str, str]:
        note = "not saved yet" if name in self._file.waiting else name
        return {"id": name, "name": plan_title(name), "note": note}

    async def _play(self, said: Any) -> None:  # noqa: ANN401
        """Play from a place of the timeline on."""
        plan, script = self._draft.plan, self._draft.script
        if plan and script:
            path = str(self.studio.files.path(self._file.name))
            await self._sound.start((plan, path, script), int(said["place"]), float(said["from"]))


_MARKS = {"error": "error", "strong": "warning", "warning": "warning"}


def _exercise_names() -> None:
    """The names that fields for exercises offer."""
    names = sorted(each.name for each in load_catalogue().exercises)
    OfferedValues("exercise-names").show([(name, "") for name in names])
