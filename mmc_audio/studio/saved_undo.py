"""Takes back the saves of a file that is written with each change, such as the program."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mmc_audio.errors import InputError
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.history import MOST_KEPT


@dataclass(slots=True)
class SavedUndo:
    """What one file said before its saves."""

    files: WorkspaceFiles
    name: str
    _before: list[str] = field(default_factory=list)
    """The oldest first."""
    _version: str | None = None
    """Of the file that `_before` leads to: another one was saved by someone else."""

    def note(self, text: str, version: str) -> None:
        """The file was saved here; before that it said `text`, in its `version`."""
        if version == self._version:
            self._before = [*self._before, text] if version else []
            self._version = self.files.version(self.name)

    def undo(self, write: Callable[[str], None]) -> None:
        """Have the file say what it said before its last save; one that was begun here goes.

        Args:
            write: saves a text in it, or raises MmcError.

        Raises:
            InputError: if there is nothing to take back.
        """
        if self._version != self.files.version(self.name):
            self._before = self.files.texts_before(self.name, MOST_KEPT)
        earlier = self._before[:-1]
        if self._before:
            write(self._before[-1])
        elif self.files.was_begun(self.name) and self.files.version(self.name):
            self.files.remove(self.name)
        else:
            raise InputError("there is nothing to take back; History has what was kept earlier")
        self._before, self._version = earlier, self.files.version(self.name)
