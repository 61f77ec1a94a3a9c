"""What can be said in one language: its templates and its texts, read once for a session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmc_audio.coaching.translation import Translation
from mmc_audio.templates.files import Library, read_library
from mmc_audio.templates.translations import translation_of


@dataclass(frozen=True, slots=True)
class Content:
    """The templates and texts of one language."""

    language: str
    """BCP 47."""
    library: Library
    translation: Translation
    """The files of texts; none for English."""

    def shown_names(self) -> Mapping[str, str]:
        """How messages name each template, by what scripts call it."""
        return {name: file.shown for name, file in self.library.files.items()}


def read_content(folders: Sequence[Path], language: str) -> Content:
    """All that is said in `language`.

    Args:
        folders: where templates are looked for, the first one first; the built-in one comes last.
        language: BCP 47.

    Raises:
        TemplateError: if a folder cannot be read or holds too many files.
    """
    library = read_library(folders, language)
    return Content(language, library, translation_of(folders, language))
