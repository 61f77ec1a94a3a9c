"""The texts of other languages that are beside the templates: routines and exercises."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mmc_audio.coaching.texts import english_files
from mmc_audio.coaching.translation import TranslatedFile, Translation
from mmc_audio.templates.files import FALLBACK, builtin_templates_dir

TEXTS = ".yaml"


def is_english(language: str) -> bool:
    """Whether `language` (BCP 47) is English, of whatever region."""
    return base_of(language) == FALLBACK


def base_of(language: str) -> str:
    """`language` without its region, in small letters."""
    return language.lower().partition("-")[0]


def is_text_name(name: str) -> bool:
    """Whether a file of that name in a language folder has texts: `routines.yaml`."""
    return name in english_files()


def text_paths(folder: Path) -> list[Path]:
    """The files of texts in a folder of templates, of all languages."""
    found = (folder.glob(f"*/{name}") for name in english_files())
    return sorted(path for paths in found for path in paths if _is_plain(path))


def translation_of(folders: Sequence[Path], language: str) -> Translation:
    """The files of texts for `language`; none for English.

    Args:
        folders: where templates are looked for, the first one first; the built-in one comes last.
        language: BCP 47; a region's own texts go before those of its language.
    """
    if is_english(language):
        return ()
    tags = dict.fromkeys((language.lower(), base_of(language)))
    searched = dict.fromkeys((*folders, builtin_templates_dir()))
    found = [file for tag in tags for folder in searched for file in _files(folder, tag)]
    return tuple(reversed(found))


def _files(folder: Path, language: str) -> Iterator[TranslatedFile]:
    for each in (path for path in _subfolders(folder) if path.name.lower() == language):
        for name in english_files():
            path = each / name
            if _is_plain(path):
                status = path.stat()
                yield TranslatedFile(name, path, (status.st_size, status.st_mtime_ns))


def _subfolders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_dir() and not path.is_symlink())


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
