"""The panel of voices: hear them side by side, take one, have others, and how words are said."""

from collections.abc import Sequence
from dataclasses import dataclass

from anyio import to_thread
from nicegui import ui

from mmc_audio._lib.long_work import WorkEnd
from mmc_audio.errors import InputError, MmcError
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech.said.lexicon_files import FILE as LEXICON
from mmc_audio.studio.pages.elements import ActionRows, act, field
from mmc_audio.studio.pages.history_dialog import history_key
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.work_row import WorkRow
from mmc_audio.studio.shown import refusal
from mmc_audio.studio.voices_desk import VoicesDesk, pace_of
from mmc_audio.studio.work import install_work

LANGUAGE = "en"
SIDES = ("One voice", "Another voice")


@dataclass
class VoiceSide:
    """One of two voices that are compared."""

    choice: ui.select
    pace: ui.input

    @property
    def overrides(self) -> Overrides:
        """The voice and its pace.

        Raises:
            InputError: if none is chosen, or it has no such pace.
        """
        if not self.choice.value:
            raise InputError("choose a voice first")
        engine, voice = self.choice.value
        return Overrides(engine, voice, pace_of(self.pace.value))


class VoicesPage:
    """The panel."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.desk = VoicesDesk(studio.files)
        self._sides: list[VoiceSide] = []
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
        ui.html("<h2>Two voices side by side</h2>", sanitize=False)
        self._line = field("They say", "").classes("wide")
        ui.label("Left empty: the same three lines of a session.").classes("note")
        for label in SIDES:
            self._sides.append(self._side(label))
        with ui.element("div").classes("row"):
            act("Hear both", lambda: self._hear(self._sides))
        self._usual = ui.label("").classes("note")

    def _side(self, label: str) -> VoiceSide:
        with ui.element("div").classes("voice-side").props(f'role="group" aria-label="{label}"'):
            with ui.element("div").classes("row voice-row"):
                choice = ui.select([], label=label).props("outlined dense options-dense")
                pace = field(f"Words a minute, {label.lower()}", str(self.desk.pace()))
            side = VoiceSide(choice, pace)
            with ui.element("div").classes("row"):
                act("Hear", lambda: self._hear([side]))
                act("Use from now on", lambda: self._use(side))
        return side

    def _words_pane(self) -> None:
        ui.html("<h2>How words are said in this folder</h2>", sanitize=False)
        ui.label("Such as: RDL, said as Romanian deadlift").classes("note")
        with ui.element("div").classes("row"):
            self._word = field("Word")
            self._said = field("Said as")
            act("Add", self._add_word)
            act("Undo", self._undo_word)
            history_key(self.studio, self._file, self.desk.restore, self._redraw)
        self._wrong = ui.label("").classes("note wrong").props('role="alert"')
        self._lexicon = ActionRows()
        self._lexicon.when("hear", self._speak)
        self._lexicon.when("forget", lambda word: self._set_word(word, ""))

    def _offers_pane(self) -> None:
        ui.html("<h2>Voices that can be installed</h2>", sanitize=False)
        self._work = WorkRow(self.studio, self._installed)
        self._offers = ActionRows()
        self._offers.when("install", self._install)

    async def start(self) -> None:
        """The panel is shown; what can speak is looked up the first time."""
        self._draw_words()
        if not self._begun:
            self._begun = True
            await self._list()

    async def _list(self) -> None:
        voices = await to_thread.run_sync(self.desk.voices, LANGUAGE)
        labels = {(each.engine, each.id): each.label for each in voices}
        try:
            usual = await to_thread.run_sync(self.desk.usual, LANGUAGE)
        except MmcError as error:
            self.studio.refuse(error)
            return
        self._usual.set_text(f"Speaks now: {labels.get(usual, usual[1])}")
        others = [key for key in labels if key != usual]
        for side, value in zip(self._sides, [usual, *others[:1]], strict=False):
            side.choice.set_options(labels, value=value)
        self._draw_offers()

    def _draw_offers(self) -> None:
        self._offers.show([
            {"id": each.name, "name": each.name, "note": each.about,
             "keys": [["install", "Install", f"Install {each.name}"]]}
            for each in self.desk.offers(LANGUAGE)
        ])  # fmt: skip

    def _draw_words(self) -> None:
        try:
            words = self.desk.lexicon()
        except MmcError as error:
            self._wrong.set_text(refusal(error))
            return
        self._wrong.set_text("")
        self._lexicon.show([
            {"id": word, "name": f"{word}: {said}",
             "keys": [["hear", "▶", f"Hear {word}"], ["forget", "Forget", f"Forget {word}"]]}
            for word, said in words.items()
        ])  # fmt: skip

    def _file(self) -> tuple[str, str]:
        return LEXICON, self.desk.text()

    async def _redraw(self) -> None:
        self._draw_words()

    async def _hear(self, sides: Sequence[VoiceSide]) -> None:
        """Hear voices one after the other."""
        try:
            choices = [each.overrides for each in sides]
        except MmcError as error:
            self.studio.refuse(error)
            return
        await self.studio.play(self.desk.hear, choices, self._line.value or "", LANGUAGE)

    async def _use(self, side: VoiceSide) -> None:
        if self.studio.attempt(lambda: self.desk.use(side.overrides)):
            chosen = side.overrides
            pace = f"at {chosen.pace} words a minute"
            self.studio.say(
                f"From now on {chosen.voice} speaks, {pace}, where a plan says no other."
            )
            await self._list()

    def _undo_word(self) -> None:
        if self.studio.attempt(self.desk.undo):
            self.studio.say("Taken back.")
            self._draw_words()

    def _add_word(self) -> None:
        if self._set_word(self._word.value, self._said.value):
            self._word.value = self._said.value = ""

    def _set_word(self, word: str, said: str) -> bool:
        done = self.studio.attempt(self.desk.set_word, word, said)
        if done:
            self._draw_words()
            self.studio.say(f"{word} is said as {said}." if said else f"{word} is said as written.")
        return done

    async def _speak(self, text: str) -> None:
        """A word as it is said in this folder, by the first of the two voices."""
        try:
            job = await to_thread.run_sync(self.desk.job, self._sides[0].overrides, LANGUAGE)
        except MmcError as error:
            self.studio.refuse(error)
            return
        await self.studio.play(self.studio.listening.line, text, job)

    async def _install(self, name: str) -> None:
        self.studio.say(f"Installing {name} ...")
        await self._work.do(install_work(self.studio.files.folder, name))

    async def _installed(self, ended: WorkEnd) -> None:
        if not ended.error:
            self.studio.say(f"Installed {ended.report['installed']}.")
        await self._list()
