"""Undo, History and Save of an open file, and what happens when someone else changes it."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from nicegui import ui

from mmc_audio.errors import MmcError
from mmc_audio.studio.merge import Settled
from mmc_audio.studio.pages.dialogs import ask_which
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.history_dialog import history_dialog
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.workspace.files import ChangedOutsideError, WorkspaceFiles
from mmc_audio.workspace.history import Kept

LOOK_AT_FILES_S = 2.0
NOTICED = {
    "theirs": "was changed by someone else; this is the new one.",
    "both": "was changed by someone else, too; both changes are in it. Undo takes theirs out.",
    "ask": "was changed by someone else in the same lines; Save asks which one counts.",
}


class EditedFile(Protocol):
    """A file that is edited: a plan, or words."""

    @property
    def files(self) -> WorkspaceFiles:
        """The workspace's."""

    @property
    def name(self) -> str:
        """The file's; empty where none is open."""

    @property
    def text(self) -> str:
        """As it is now."""

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""

    def undo(self) -> None:
        """Take the last change back."""

    def restore(self, kept: Kept) -> None:
        """Take what the file said before."""

    def save(self) -> None:
        """Write it."""

    def notice(self) -> Settled | None:
        """Take what someone else has changed."""

    def keep_mine(self) -> None:
        """Save over theirs."""

    def take_theirs(self) -> None:
        """Take the file as it is now."""


class SaveRow:
    """The three buttons.

    Args:
        studio: the page's.
        desk: what is edited.
        changed: called when the text is another one by a button of this row.
        saved: called when it was saved.
    """

    def __init__(
        self,
        studio: Studio,
        desk: EditedFile,
        changed: Callable[[], Awaitable[None]],
        saved: Callable[[], None],
    ) -> None:
        self._studio, self._desk, self._changed, self._saved = studio, desk, changed, saved
        self._asked_about = ""
        self._undo = act("Undo", self._take_back)
        self._history = act("History", self._show_history)
        self._save = act("Save", self.save, main=True)
        ui.timer(LOOK_AT_FILES_S, self._notice)

    def draw(self) -> None:
        """What can be pressed now."""
        self._save.set_enabled(self._desk.changed)
        self._undo.set_enabled(self._desk.can_undo)
        self._history.set_enabled(bool(self._desk.name))

    async def save(self) -> None:
        """Write the file; what someone else changed is merged, or asked about."""
        name = self._desk.name
        try:
            self._desk.save()
        except ChangedOutsideError:
            await self._settle()
            return
        except MmcError as error:
            self._studio.say(error.what)
            return
        self._studio.say(f"Saved {name}.")
        self._saved()

    async def _settle(self) -> None:
        found = self._desk.notice()
        if found is None or found.how == "ask":
            await ask_which(self._desk.keep_mine, self._desk.take_theirs, self._settled)
            return
        await self.save()
        self._studio.say(f"{self._desk.name} {NOTICED[found.how]}")
        await self._changed()

    async def _settled(self) -> None:
        self._saved()
        await self._changed()

    async def _take_back(self) -> None:
        self._desk.undo()
        await self._changed()

    async def _show_history(self) -> None:
        await history_dialog(self._desk.files, self._desk.name, self._desk.text, self._restore)

    async def _restore(self, kept: Kept) -> None:
        if self._studio.attempt(self._desk.restore, kept):
            self._studio.say("This is what it said then. Save keeps it, Undo takes it back.")
            await self._changed()

    async def _notice(self) -> None:
        """Look whether someone else has changed the file."""
        try:
            found = self._desk.notice()
        except MmcError as error:
            self._studio.say(error.what)
            return
        if found is None:
            return
        said = f"{self._desk.name} {NOTICED[found.how]}"
        if found.how != "ask":
            await self._changed()
        elif self._asked_about == said:  # it was said, and goes on being so
            return
        self._asked_about = said
        self._studio.say(said)
