"""The file that is open: what is typed, saved, undone, and changed by someone else meanwhile."""

from dataclasses import dataclass, field

from mmc_audio.errors import InputError
from mmc_audio.studio.merge import MergeResult, settled
from mmc_audio.studio.undo import EditedText
from mmc_audio.workspace.files import FileText, WorkspaceFiles
from mmc_audio.workspace.history import KeptText


@dataclass(slots=True)
class EditedFile:
    """One file that is edited; others wait with what was typed there and not saved."""

    files: WorkspaceFiles
    ending: str = ""
    """What it has to end with when it is saved."""
    opened: FileText = field(default=FileText("", "", ""))
    """As it was read or saved last; without a version where there is no file yet."""
    edited: EditedText = field(default_factory=lambda: EditedText(""))
    waiting: dict[str, tuple[FileText, EditedText]] = field(default_factory=dict)
    """Other files that have something to save, by name; they are as they were left."""

    @property
    def name(self) -> str:
        """The file's; empty where none is open."""
        return self.opened.name

    @property
    def text(self) -> str:
        """As it is now."""
        return self.edited.text

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.text != self.opened.text

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self.edited.can_undo

    def open(self, name: str) -> None:
        """Open a file of the workspace, or one that has something to save yet.

        Raises:
            InputError: if the workspace has no such file.
            MissingError: if it cannot be read.
        """
        self.take(self.waiting[name][0] if name in self.waiting else self.files.read(name))

    def take(self, opened: FileText, text: str | None = None) -> None:
        """Open what was read; what was typed there and not saved is still there.

        Args:
            opened: the file.
            text: what is to be saved in it; what it says, where left out.
        """
        if self.changed:
            self.waiting[self.name] = self.opened, self.edited
        first = opened.text if text is None else text
        fresh = opened, EditedText(first, self.files.texts_before(opened.name))
        self.opened, self.edited = self.waiting.pop(opened.name, fresh)

    def change(self, text: str) -> None:
        """Another text."""
        self.edited.change(text)

    def undo(self) -> None:
        """Take the last change back; of a file just opened, the last save."""
        self.edited.undo()

    def restore(self, kept: KeptText) -> None:
        """Take what the file said before; it is saved only when it is asked for."""
        self.change(self.files.kept(self.name, kept.id))

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
        self.opened = self.files.read(self.name)
        self.change(self.opened.text)

    def notice(self) -> MergeResult | None:
        """Take what someone else has changed in the file since it was read, where that can be.

        Returns:
            What was done, `ask` where both changed the same lines, `removed` where the file is gone
            and what it said waits to be saved again; None where nobody has.
        """
        now = self.files.version(self.name) if self.name else ""
        if now == self.opened.version:
            return None
        if not now:
            self.opened = FileText(self.name, "", "")
            return MergeResult("removed", self.text)
        theirs = self.files.read(self.name)
        found = settled(self.opened.text, self.text, theirs.text)
        if found.how != "ask":
            self.opened = theirs
            self.change(found.text)
        return found

    def settle(self) -> MergeResult:
        """As `notice`, for a save that found another file; one that cannot be read is asked about.

        Raises:
            MissingError: if it cannot be read at all.
        """
        try:
            return self.notice() or MergeResult("ask", self.text)
        except InputError:  # no text: one's own can still count
            return MergeResult("ask", self.text)

    def unsaved(self) -> list[str]:
        """The files that have something to save."""
        return sorted([*self.waiting, *([self.name] if self.changed else [])])

    def _write(self, version: str) -> None:
        ended = self.text if self.text.endswith(self.ending) else self.text + self.ending
        self.opened = self.files.save(self.name, ended, version)
        self.change(self.opened.text)
