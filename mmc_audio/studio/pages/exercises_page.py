"""The panel of exercises: found on the body or by name, heard, varied and written."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from anyio import to_thread
from nicegui import ui

from mmc_audio.errors import MmcError
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.studio.exercise_text import Form, FormError
from mmc_audio.studio.exercises_desk import (
    MOST,
    ExerciseEntry,
    ExerciseLine,
    ExercisesDesk,
    ExerciseWish,
)
from mmc_audio.studio.latest import LatestWorker
from mmc_audio.studio.pages.elements import ActionRows, BodyFigure, NameList, act, field
from mmc_audio.studio.pages.exercise_form import ExerciseForm
from mmc_audio.studio.pages.history_dialog import history_key
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.voices_desk import VoicesDesk

ANY = {"": "any"}
LANGUAGE = "en"
Found = tuple[list[ExerciseEntry], str]
"""The exercises, or why there are none."""


class ExercisesPage:
    """The panel.

    Args:
        studio: the page's.
        add: puts an exercise into the plan that is open.
    """

    def __init__(self, studio: Studio, add: Callable[[str], Awaitable[None]]) -> None:
        self.studio, self._add = studio, add
        self.desk = ExercisesDesk(studio.files)
        self._voices = VoicesDesk(studio.files)
        self._chosen: ExerciseEntry | None = None
        self._muscle = ""
        self._entries: Sequence[ExerciseEntry] = ()
        self._looks = LatestWorker[ExerciseWish, Found](self._find, self._show)

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk exercises") as self.panel:
            with ui.element("section").classes("pane").props('aria-label="Find exercises"'):
                self._find_pane()
            with ui.element("section").classes("pane").props('aria-label="Exercises found"'):
                self._count = ui.label("").classes("note").props('role="status"')
                self.names = NameList()
                self.names.when("choose", self._press)
            with ui.element("section").classes("pane side").props('aria-label="The exercise"'):
                self._one_pane()

    def _find_pane(self) -> None:
        self._text = field("Search", on_change=self._look).props("clearable type=search")
        self.body = BodyFigure()
        self.body.when("choose", self._choose_muscle)
        self._select = ui.select(ANY, value="", label="Muscle", on_change=self._choose_listed)
        self._tool = ui.select(ANY, value="", label="Equipment", on_change=self._look)
        self._family = ui.select(ANY, value="", label="Kind of movement", on_change=self._look)
        for each in (self._select, self._tool, self._family):
            each.props("outlined dense options-dense")

    def _one_pane(self) -> None:
        with ui.element("div").classes("row"):
            act("Write a new exercise", self._begin)
        self._title = ui.label("").classes("moment-title")
        self._about = ui.label("").classes("note")
        with ui.element("div").classes("row") as self._actions:
            act("Add to the plan", self._put_in_plan, main=True)
            act("Vary it", self._vary)
            with ui.element("div").classes("row") as self._mine:
                act("Change it", self._change_own)
                history_key(self.studio, self._file, self._restore, self.start)
        self.form = ExerciseForm(self._save)
        self._said = ActionRows()
        self._said.when("hear", self._hear)
        self._actions.set_visibility(False)

    async def start(self) -> None:
        """The panel is shown."""
        try:
            muscles = await to_thread.run_sync(self.desk.muscles)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self.body.show(dict(muscles), self._muscle)
        names = {name: f"{name} ({count})" for name, count in muscles.items()}
        self._select.set_options(ANY | names, value=self._muscle)
        for select, found in ((self._tool, self.desk.equipment()),
                              (self._family, self.desk.families())):  # fmt: skip
            select.set_options(ANY | {each: each for each in found}, value=select.value)
        self.form.offer(list(muscles))
        await self._look()

    async def _choose_muscle(self, muscle: str) -> None:
        self._select.value = muscle

    async def _choose_listed(self) -> None:
        self._muscle = self._select.value or ""
        self.body.choose(self._muscle)
        await self._look()

    async def _look(self) -> None:
        parts = (self._text.value, self._muscle, self._tool.value, self._family.value)
        await self._looks.ask(ExerciseWish(*(part or "" for part in parts)))

    async def _find(self, wish: ExerciseWish) -> Found:
        try:
            return await to_thread.run_sync(self.desk.found, wish), ""
        except MmcError as error:
            return [], str(error)

    def _show(self, found: Found) -> None:
        self._entries, wrong = found
        more = " or more" if len(self._entries) == MOST else ""
        self._count.set_text(wrong or f"{len(self._entries)}{more} exercises")
        chosen = self._chosen.id if self._chosen else ""
        self.names.show([_item(each) for each in self._entries], chosen)

    def _press(self, id_: str) -> None:
        if entry := next((each for each in self._entries if each.id == id_), None):
            self._open(entry)

    def _open(self, entry: ExerciseEntry) -> None:
        try:
            spoken = self.desk.spoken(entry.id)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self._chosen = entry
        self.form.hide()
        self._title.set_text(entry.name)
        self._about.set_text(_about(entry))
        self._actions.set_visibility(True)
        self._mine.set_visibility(entry.mine)
        self._list_spoken(spoken)
        self._show((list(self._entries), ""))

    def _list_spoken(self, spoken: Sequence[ExerciseLine]) -> None:
        self._said.show([_spoken(each) for each in spoken])

    async def _hear(self, text: str) -> None:
        try:
            job = await to_thread.run_sync(self._voices.job, Overrides(), LANGUAGE)
        except MmcError as error:
            self.studio.refuse(error)
            return
        await self.studio.play(self.studio.listening.line, text, job)

    async def _put_in_plan(self) -> None:
        if self._chosen:
            await self._add(self._chosen.name)

    def _begin(self) -> None:
        self._chosen = None
        self._title.set_text("A new exercise")
        self._about.set_text("")
        self._actions.set_visibility(False)
        self._list_spoken(())
        self._show((list(self._entries), ""))
        self.form.show({}, "")

    def _vary(self) -> None:
        if self._chosen:
            self.form.show(self.desk.variation(self._chosen.id), "")

    def _change_own(self) -> None:
        if self._chosen:
            try:
                self.form.show(self.desk.form(self._chosen.id), self._chosen.id)
            except MmcError as error:
                self.studio.refuse(error)

    def _file(self) -> tuple[str, str]:
        """The file of the chosen exercise, and what it says."""
        name = self.desk.own().get(self._chosen.id, "") if self._chosen else ""
        return name, self.studio.files.read(name).text if name else ""

    def _restore(self, text: str) -> None:
        self.desk.restore(self._file()[0], text)

    async def _save(self, form: Form, id_: str) -> Mapping[str, str]:
        """What is wrong, by the parts of the form; nothing where it was saved."""
        try:
            saved = await to_thread.run_sync(self.desk.write, form, id_)
        except FormError as error:
            return error.wrong
        except MmcError as error:
            return {"": error.what}
        self.studio.say(f"Saved in {self.desk.own()[saved]}. Plans can name it now.")
        await self.start()
        found = self.desk.found(ExerciseWish(text=form["name"]))
        if mine := next((each for each in found if each.id == saved), None):
            self._open(mine)
        return {}


def _item(entry: ExerciseEntry) -> dict[str, str]:
    return {"id": entry.id, "name": entry.name, "note": _about(entry)}


def _spoken(one: ExerciseLine) -> dict[str, object]:
    keys = [["hear", "▶", f"Hear {one.what.lower()}"]]
    return {"id": one.text, "name": one.text, "note": one.what, "keys": keys}


def _about(entry: ExerciseEntry) -> str:
    kind = f"like {entry.family}" if entry.family != entry.name else ""
    parts = (entry.muscle, entry.equipment, kind, "yours" * entry.mine)
    return ", ".join(part for part in parts if part)
