"""Undo, History and Save of an open file, and what happens when someone else changes it."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from mmc_audio.errors import MmcError
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.pages.dialogs import ask_which
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.history_dialog import history_dialog
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.workspace.files import ChangedOutsideError
from mmc_audio.workspace.history import KeptText

LOOK_AT_FILES_S = 2.0
NOTICED = {
    "theirs": "was changed by someone else; this is the new one.",
    "both": "was changed by someone else, too; both changes are in it. Undo takes theirs out.",
    "ask": "was changed by someone else in the same lines; Save asks which one counts.",
    "removed": "was removed by someone else; Save writes it again.",
}


class SaveRow:
    """The three buttons.

    Args:
        studio: the page's.
        file: the one that is edited.
        changed: called when the text is another one by a button of this row.
        saved: called when it was saved.
    """

    def __init__(
        self,
        studio: Studio,
        file: EditedFile,
        changed: Callable[[], Awaitable[None]],
        saved: Callable[[], None],
    ) -> None:
        self._studio, self._file, self._changed, self._saved = studio, file, changed, saved
        self._asked_about = ("", "")
        """The file, and its version, that was said to be changed in the same lines."""
        self._undo = act("Undo", self._take_back)
        self._history = act("History", self._show_history)
        self._save = act("Save", self.save, main=True)
        ui.timer(LOOK_AT_FILES_S, self._notice)

    def draw(self) -> None:
        """What can be pressed now."""
        self._save.set_enabled(self._file.changed)
        self._undo.set_enabled(self._file.can_undo)
        self._history.set_enabled(bool(self._file.name))

    async def save(self) -> None:
        """Write the file; what someone else changed is merged, or asked about."""
        name = self._file.name
        try:
            self._file.save()
        except ChangedOutsideError:
            await self._settle()
        except MmcError as error:
            self._studio.refuse(error)
        else:
            self._studio.say(f"Saved {name}.")
            self._saved()

    async def _settle(self) -> None:
        try:
            found = self._file.settle()
        except MmcError as error:
            self._studio.refuse(error)
            return
        if found.how == "ask":
            ask_which(self._keep_mine, self._take_theirs)
            return
        await self.save()
        self._studio.say(f"{self._file.name} {NOTICED[found.how]}")
        await self._changed()

    async def _keep_mine(self) -> None:
        await self._choose(self._file.keep_mine, "Yours is saved; theirs is in the history.")

    async def _take_theirs(self) -> None:
        await self._choose(self._file.take_theirs, "This is theirs. Undo brings back yours.")

    async def _choose(self, do: Callable[[], None], said: str) -> None:
        if self._studio.attempt(do):
            self._studio.say(said)
            self._saved()
            await self._changed()

    async def _take_back(self) -> None:
        self._file.undo()
        self._studio.say("")
        await self._changed()

    async def _show_history(self) -> None:
        await history_dialog(self._file.files, self._file.name, self._file.text, self._restore)

    async def _restore(self, kept: KeptText) -> None:
        if self._studio.attempt(self._file.restore, kept):
            self._studio.say("This is what it said then. Save keeps it, Undo takes it back.")
            await self._changed()

    async def _notice(self) -> None:
        """Look whether someone else has changed the file."""
        try:
            found = self._file.notice()
        except MmcError as error:
            self._studio.refuse(error)
            return
        if found is None:
            return
        name = self._file.name
        theirs = name, self._file.files.version(name)
        if found.how != "ask":
            await self._changed()
        elif self._asked_about == theirs:  # it was said, and goes on being so
            return
        self._asked_about = theirs
        self._studio.say(f"{name} {NOTICED[found.how]}")
