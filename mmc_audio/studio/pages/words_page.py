"""The panel where the words are changed: the moments, the editor, and what it says."""

from collections.abc import Sequence
from contextlib import suppress

from anyio import to_thread
from nicegui import background_tasks, ui
from nicegui.events import ValueChangeEventArguments

from mmc_audio.errors import MmcError
from mmc_audio.lint.situations import Situation
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.latest import LatestWorker
from mmc_audio.studio.moments import HeardLine
from mmc_audio.studio.pages.dialogs import differences_dialog
from mmc_audio.studio.pages.elements import HeardLines, NameList, act, editor, field, mark_lines
from mmc_audio.studio.pages.moments_list import moments_shown
from mmc_audio.studio.pages.save_row import SaveRow
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.sentence import said_instead
from mmc_audio.studio.shown import LineMark, clock, line_marks
from mmc_audio.studio.words_desk import USUAL_EXERCISE, OpenWords, WordsDesk, WordsLook, WordsRemark
from mmc_audio.studio.words_edit import WordsEdit
from mmc_audio.studio.words_shown import about_shown, as_script, example, line_shown, words_remark

WordsQuestion = tuple[str, str, Situation]
Remarks = Sequence[WordsRemark]
FIRST = "rest"
REST_S = 0.6
"""Advice waits until nothing was typed for so long: what the words say follows each key."""


class WordsPage:
    """The panel."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.desk = WordsDesk(studio.files)
        self._edit = WordsEdit(EditedFile(studio.files, ending="\n"))
        self._look = WordsLook("", "")
        self._remarked: Remarks = ()
        self._chosen = -1
        self._situations: list[Situation] = []
        self._looks = LatestWorker[WordsQuestion, WordsLook](self._try, self._show)
        self._advice = LatestWorker[WordsLook, tuple[WordsLook, Remarks]](
            self._advise, self._show_advice, pause_s=REST_S
        )

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk words") as self.panel:
            with ui.element("nav").classes("pane list").props('aria-label="Moments"'):
                self._names = NameList()
                self._names.when("choose", self.open)
            with ui.element("div").classes("pane"):
                self._editor_pane()
            with ui.element("section").classes("pane side").props('aria-label="What it says"'):
                self._heard_pane()

    def _editor_pane(self) -> None:
        with ui.element("div").classes("row"):
            self._title = ui.label("").classes("moment-title")
            with ui.element("div").classes("row spread"):
                self._differences = act("Differences", self._compare)
                self._saving = SaveRow(self.studio, self._edit.file, self._redraw, self._saved)
        self._about = ui.label("").classes("note")
        with ui.element("div").classes("row"):
            self._override = act("Override this part", self._own_part, main=True)
            self._part = ui.select([], label="Part").props("outlined dense options-dense")
            self._whole = act("Override all of it", self._own_whole)
            act("Try with all exercises", self._everywhere)
        self.editor = editor("Jinja2", "The words", self._typed)
        self._remarks = ui.element("div").props('aria-label="About these words" role="region"')

    def _heard_pane(self) -> None:
        ui.html("<h2>What it says</h2>", sanitize=False)
        self._exercise = field("With the exercise", USUAL_EXERCISE.replace("_", " "))
        self._exercise.props("list=exercise-names").on("change", self._other_exercise)
        self._situation = ui.select([], label="Situation", on_change=self._ask)
        self._situation.props("outlined dense options-dense")
        with ui.element("div").classes("row instead") as self._instead_row:
            self._instead = field("Say instead").on("keydown.enter", self._say_instead)
            act("Change", self._say_instead)
        self._length = ui.label("").classes("figures")
        self.lines = HeardLines()
        self.lines.when("play", self._play)
        self.lines.when("choose", self._choose)

    async def start(self) -> None:
        """The panel is shown for the first time."""
        if not self._edit.opened.name:
            await self.open(FIRST)
            if job := self._look.job:
                with suppress(MmcError):  # a voice that is missing is said when a line is played
                    await to_thread.run_sync(self.studio.listening.warm, job)

    async def open(self, name: str) -> None:
        """Show another moment."""
        try:
            opened = await to_thread.run_sync(self.desk.open, name)
            self._situations = await to_thread.run_sync(self._known_situations, name)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self._chosen = -1
        self._take(opened)
        self._offer_situations()
        await self._offer_values()
        await self._ask()

    def _known_situations(self, name: str) -> list[Situation]:
        return self.desk.situations(name, self._exercise.value or USUAL_EXERCISE)

    def _take(self, opened: OpenWords) -> None:
        self._edit.take(opened)
        self._part.set_options(list(opened.parts), value=next(iter(opened.parts), None))
        self._list()
        self._draw()

    def _offer_situations(self) -> None:
        names = {place: each.description for place, each in enumerate(self._situations)}
        self._situation.set_options(names, value=0)

    async def _offer_values(self) -> None:
        values = self.desk.values(self._edit.opened.name, self._situations[0])
        words = [[each.name, example(each.example)] for each in values]
        self.studio.script(f"studio.complete({self.editor.id}, {as_script(words)})")

    async def _other_exercise(self) -> None:
        try:
            self._situations = await to_thread.run_sync(
                self._known_situations, self._edit.opened.name
            )
        except MmcError as error:
            self.studio.refuse(error)
            return
        self._offer_situations()
        await self._ask()

    async def _typed(self, event: ValueChangeEventArguments[str]) -> None:
        if self._edit.opened.name and event.value != self._edit.file.text:
            await self._change(event.value)

    async def _change(self, text: str) -> None:
        self._edit.file.change(text)
        await self._redraw()

    async def _redraw(self) -> None:
        self._draw()
        await self._ask()

    def _saved(self) -> None:
        self._list()
        self._draw()

    async def _own_part(self) -> None:
        """Make the part that says the chosen line one's own; without a line, the part named."""
        line = self._line()
        name, part = self._edit.opened.name, self._part.value
        if line:
            part = self.desk.part_of_line(name, line.source, line.line) or part
            if self.desk.is_elsewhere(name, line.source):
                name, part = line.source, None
        await self._own(name, part, line)

    async def _say_instead(self) -> None:
        """Word the chosen line anew; where it is built in, it becomes one's own first."""
        line, said = self._line(), self._instead.value
        if line is None:
            return
        if not (self._edit.opened.mine and self.desk.is_open_in(self._edit.opened, line.source)):
            await self._own_part()
        at = self.desk.place_of(self._edit.opened, self._edit.file.text, line)
        try:
            text = said_instead(self._edit.file.text, at, line.text, said)
        except MmcError as error:
            self.studio.refuse(error)
            return
        await self._change(text)

    async def _own_whole(self) -> None:
        await self._own(self._edit.opened.name, None, None)

    async def _own(self, name: str, part: str | None, line: HeardLine | None) -> None:
        if self._edit.file.changed:
            await self._saving.save()
        try:
            opened = self.desk.own_part(name, part) if part else self.desk.own_whole(name)
        except MmcError as error:
            self.studio.refuse(error)
            return
        if opened.name == self._edit.opened.name:
            self._take(opened)
            await self._ask()
        else:
            await self.open(opened.name)
        self.studio.say(f"These words are yours now: {opened.file}.")
        said = [each.text for each in self._look.lines]
        if line and line.text in said:
            await self._choose(said.index(line.text))

    async def _compare(self) -> None:
        try:
            differences_dialog(self.desk.differences(self._edit.opened.name))
        except MmcError as error:
            self.studio.refuse(error)

    async def _everywhere(self) -> None:
        self.studio.say("Trying these words with every exercise ...")
        name, text = self._edit.opened.name, self._edit.file.text
        found = tuple(await to_thread.run_sync(self.desk.everywhere, name, text))
        self._show_remarks(found)
        self.studio.say(f"{len(found)} things to look at." if found else "They fit everywhere.")

    async def _ask(self) -> None:
        if self._edit.opened.name and self._situations:
            place = min(int(self._situation.value or 0), len(self._situations) - 1)
            asked = (self._edit.opened.name, self._edit.file.text, self._situations[place])
            await self._looks.ask(asked)

    async def _try(self, asked: WordsQuestion) -> WordsLook:
        return await to_thread.run_sync(self.desk.look, *asked)

    async def _advise(self, look: WordsLook) -> tuple[WordsLook, Remarks]:
        return look, tuple(await to_thread.run_sync(self.desk.remarks, look))

    def _show_advice(self, found: tuple[WordsLook, Remarks]) -> None:
        look, remarks = found
        if look is self._look and not self.studio.gone:
            self._show_remarks(remarks)

    def _show(self, look: WordsLook) -> None:
        """What the words say that were looked at; of wrong ones only what is wrong."""
        if look.job:
            self._look = look
            self._length.set_text(f"{clock(look.length_s)} long")
            self.lines.show([line_shown(each) for each in look.lines], self._chosen)
            background_tasks.create(self._advice.ask(look))
        else:
            self._show_remarks(look.remarks)

    def _show_remarks(self, remarks: Remarks) -> None:
        if remarks == self._remarked:
            return
        self._remarked = remarks
        lines = self._edit.file.text.count("\n") + 1
        marks = [LineMark(each.line, each.level) for each in remarks if each.line]
        mark_lines(self.editor, line_marks(marks, lines))
        self._remarks.clear()
        with self._remarks:
            for remark in remarks:
                ui.label(words_remark(remark)).classes(f"remark {remark.level}")

    def _draw(self) -> None:
        """What follows from the text at once."""
        opened = self._edit.opened
        if self.editor.value != self._edit.file.text:
            self.editor.value = self._edit.file.text
        self._saving.draw()
        self.studio.note_unsaved("words", bool(self._edit.file.unsaved()))
        self._differences.set_enabled(opened.mine)
        self._whole.set_enabled(not opened.mine)
        self._override.set_enabled(bool(opened.parts) or self._chosen >= 0)
        self._instead_row.set_visibility(self._chosen >= 0)
        self._part.set_visibility(bool(opened.parts))

    def _list(self) -> None:
        every = self.desk.moments()
        for each in every:
            if each.name == self._edit.opened.name:
                self._title.set_text(each.title)
                self._about.set_text(about_shown(each))
        self._names.show(moments_shown(every), self._edit.opened.name)

    def _line(self) -> HeardLine | None:
        lines = self._look.lines
        return lines[self._chosen] if 0 <= self._chosen < len(lines) else None

    async def _choose(self, place: int) -> None:
        """A line was pressed: its part is meant, and its place in the editor is shown."""
        self._chosen = place
        line = self._line()
        self.lines.show([line_shown(each) for each in self._look.lines], self._chosen)
        if line and self.desk.is_open_in(self._edit.opened, line.source):
            self.studio.script(f"studio.select({self.editor.id}, {line.line})")
        if line and (
            part := self.desk.part_of_line(self._edit.opened.name, line.source, line.line)
        ):
            self._part.value = part
        self._instead.value = line.text if line else ""
        self._draw()

    async def _play(self, place: int) -> None:
        lines, job = self._look.lines, self._look.job
        if job and 0 <= int(place) < len(lines):
            await self.studio.play(self.studio.listening.line, lines[int(place)].text, job)
