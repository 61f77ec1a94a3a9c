"""The words that are open: what is typed, saved, undone, and changed by someone else meanwhile."""

from dataclasses import dataclass, field, replace

from mmc_audio.studio.merge import Settled, settled
from mmc_audio.studio.moments import ended
from mmc_audio.studio.undo import EditedText
from mmc_audio.studio.words_desk import OpenWords
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.history import Kept

NOTHING = OpenWords("", "", mine=False, file="", version="", parts=())


@dataclass(slots=True)
class WordsEdit:
    """The words of one moment; those of others wait with what was typed."""

    files: WorkspaceFiles
    opened: OpenWords = NOTHING
    edited: EditedText = field(default_factory=lambda: EditedText(""))
    waiting: dict[str, tuple[OpenWords, EditedText]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file; empty where nothing is open."""
        return self.opened.file

    @property
    def text(self) -> str:
        """The words as they are now."""
        return self.edited.text

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.text != self.opened.text

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self.edited.can_undo

    def take(self, opened: OpenWords) -> None:
        """Open words; what was typed there and not saved is still there."""
        if self.changed:
            self.waiting[self.opened.name] = self.opened, self.edited
        fresh = opened, EditedText(opened.text, self.files.texts_before(opened.file))
        self.opened, self.edited = self.waiting.pop(opened.name, fresh)

    def change(self, text: str) -> None:
        """Other words."""
        self.edited.change(text)

    def undo(self) -> None:
        """Take the last change back."""
        self.edited.undo()

    def restore(self, kept: Kept) -> None:
        """Take what the file said before; it is saved only when it is asked for."""
        self.edited.change(self.files.kept(self.name, kept.id))

    def save(self) -> None:
        """Write the file.

        Raises:
            ChangedOutsideError: if it was changed by someone else.
            OutputError: if it cannot be written.
        """
        self._write(self.opened.version)

    def keep_mine(self) -> None:
        """Save over what someone else wrote; theirs is kept in the history."""
        self._write(self.files.version(self.name))

    def take_theirs(self) -> None:
        """Take the file as it is now; what was typed can be had back with undo."""
        self._take_file(None)

    def notice(self) -> Settled | None:
        """Take what someone else has changed in the file, where that can be.

        Returns:
            What was done, `ask` where both changed the same lines; None where nobody has.
        """
        now = self.files.version(self.name) if self.name else ""
        if not now or now == self.opened.version:
            return None
        found = settled(self.opened.text, self.text, self.files.read(self.name).text)
        if found.how != "ask":
            self._take_file(found.text)
        return found

    def _take_file(self, text: str | None) -> None:
        """What is in the file counts as read; the words become `text`, or what the file says."""
        theirs = self.files.read(self.name)
        self.opened = replace(self.opened, text=theirs.text, version=theirs.version, mine=True)
        self.edited.change(theirs.text if text is None else text)

    def _write(self, version: str) -> None:
        saved = self.files.save(self.name, ended(self.text), version)
        self.opened = replace(self.opened, text=saved.text, version=saved.version, mine=True)
        self.edited.change(saved.text)
