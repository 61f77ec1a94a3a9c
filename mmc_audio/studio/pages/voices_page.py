"""The panel of voices: hear them side by side, take one, have others, and how words are said."""

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import to_thread
from nicegui import ui

from mmc_audio._lib.long_work import WorkEnd
from mmc_audio.errors import MmcError
from mmc_audio.rendering.lexicon import FILE as LEXICON
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.studio.pages.elements import act, field
from mmc_audio.studio.pages.history_dialog import history_key
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.work_row import WorkRow
from mmc_audio.studio.voices_desk import VoicesDesk
from mmc_audio.studio.work import install_work

LANGUAGE = "en"
PACE = 150
SIDES = ("One voice", "Another voice")


class VoicesPage:
    """The panel."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.desk = VoicesDesk(studio.files)
        self._choices: list[ui.select] = []
        self._begun = False

    def build(self) -> None:
        """Put the panel on the page."""
        with ui.element("div").classes("desk voices") as self.panel:
            with ui.element("section").classes("pane").props('aria-label="Hear voices"'):
                self._hear_pane()
            with ui.element("section").classes("pane").props('aria-label="How words are said"'):
                self._words_pane()
            with ui.element("section").classes("pane").props('aria-label="Other voices"'):
                self._offers_pane()

    def _hear_pane(self) -> None:
        ui.html("<h2>Hear them say the same three lines</h2>", sanitize=False)
        for label in SIDES:
            with ui.element("div").classes("row voice-row"):
                choice = ui.select([], label=label).props("outlined dense options-dense")
                self._choices.append(choice)
                act("Hear", partial(self._hear, choice))
                act("Use from now on", partial(self._use, choice))
        self._usual = ui.label("").classes("note")

    def _words_pane(self) -> None:
        ui.html("<h2>How words are said in this folder</h2>", sanitize=False)
        ui.label("Such as: RDL, said as Romanian deadlift").classes("note")
        with ui.element("div").classes("row"):
            self._word = field("Word")
            self._said = field("Said as")
            act("Add", self._add_word)
            history_key(self.studio, self._file, self.desk.restore, self._redraw)
        with ui.element("div").classes("row"):
            self._line = field("Try a line", "Three sets of RDL at 60 kg")
            self._pace = field("Words a minute", str(PACE))
            act("Hear the line", self._hear_line)
        self._lexicon = ui.element("ul").classes("plain words-list")

    def _offers_pane(self) -> None:
        ui.html("<h2>Voices that can be installed</h2>", sanitize=False)
        self._work = WorkRow(self.studio, self._installed)
        self._offers = ui.element("ul").classes("plain offers")

    async def start(self) -> None:
        """The panel is shown; what can speak is looked up the first time."""
        if self._begun:
            return
        self._begun = True
        await self._list()
        self._draw_words()

    async def _list(self) -> None:
        voices = await to_thread.run_sync(self.desk.voices, LANGUAGE)
        labels = {(each.engine, each.id): f"{each.label}, {each.language}" for each in voices}
        try:
            usual = await to_thread.run_sync(self.desk.usual, LANGUAGE)
        except MmcError as error:
            self.studio.say(error.what)
            return
        self._usual.set_text(f"Speaks now: {labels.get(usual, usual[1])}")
        others = [key for key in labels if key != usual]
        for choice, value in zip(self._choices, [usual, *others[:1]], strict=False):
            choice.set_options(labels, value=value)
        self._draw_offers()

    def _draw_offers(self) -> None:
        self._offers.clear()
        with self._offers:
            for offer in self.desk.offers(LANGUAGE):
                with ui.element("li"):
                    with ui.element("div"):
                        ui.label(offer.name)
                        ui.label(offer.about).classes("note")
                    act(f"Install {offer.name}", partial(self._install, offer.name))

    def _draw_words(self) -> None:
        self._lexicon.clear()
        try:
            words = self.desk.lexicon()
        except MmcError as error:
            self.studio.say(str(error))
            return
        with self._lexicon:
            for word, said in words.items():
                with ui.element("li").classes("row"):
                    ui.label(f"{word}: {said}").classes("word")
                    act(f"Hear {word}", partial(self._speak, word))
                    act(f"Forget {word}", partial(self._set_word, word, ""))

    def _file(self) -> tuple[str, str]:
        return LEXICON, self.desk.text()

    async def _redraw(self) -> None:
        self._draw_words()

    async def _hear(self, choice: ui.select) -> None:
        if choice.value:
            engine, voice = choice.value
            await self.studio.play(self.desk.hear, engine, voice, LANGUAGE)

    async def _use(self, choice: ui.select) -> None:
        if choice.value and self.studio.attempt(self.desk.use, *choice.value):
            self.studio.say(f"From now on {choice.value[1]} speaks where a plan names no voice.")
            await self._list()

    def _add_word(self) -> None:
        if self._set_word(self._word.value, self._said.value):
            self._word.value = self._said.value = ""

    def _set_word(self, word: str, said: str) -> bool:
        done = self.studio.attempt(self.desk.set_word, word, said)
        if done:
            self._draw_words()
        return done

    async def _hear_line(self) -> None:
        await self._speak(self._line.value)

    async def _speak(self, text: str) -> None:
        engine, voice = self._choices[0].value or (None, None)
        pace = int(self._pace.value) if self._pace.value.isdecimal() else 0
        make: Callable[..., Any] = self.desk.job
        try:
            job = await to_thread.run_sync(make, Overrides(engine, voice, pace or 1), LANGUAGE)
        except MmcError as error:
            self.studio.say(error.what)
            return
        await self.studio.play(self.studio.listening.line, text, job)

    async def _install(self, name: str) -> None:
        self.studio.say(f"Installing {name} ...")
        await self._work.do(install_work(self.studio.files.folder, name))

    async def _installed(self, ended: WorkEnd) -> None:
        self.studio.say(ended.error or f"Installed {ended.report['installed']}.")
        await self._list()
