"""The words that are open, and the file of the workspace that they are saved in."""

from dataclasses import dataclass, replace

from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.studio.words_desk import OpenWords
from mmc_audio.workspace.files import FileText

NOTHING = OpenWords("", "", mine=False, file="", version="", parts=())


@dataclass(slots=True)
class WordsEdit:
    """The words of one moment; those of others wait with what was typed."""

    file: EditedFile
    _words: OpenWords = NOTHING

    @property
    def opened(self) -> OpenWords:
        """The words as they were read or saved last."""
        text, version = self.file.opened.text, self.file.opened.version
        mine = self._words.mine or bool(version)
        return replace(self._words, text=text, version=version, mine=mine)

    def take(self, opened: OpenWords) -> None:
        """Open words; what was typed there and not saved is still there."""
        self.file.take(FileText(opened.file, opened.text, opened.version))
        self._words = opened
