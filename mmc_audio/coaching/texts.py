"""What is said, from files: English ones here, those of other languages beside the templates.

A file is read once, and kept as one JSON copy that is read twenty times faster.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from mmc_audio._lib.content_folders import from_here
from mmc_audio._lib.store import default_folder
from mmc_audio._lib.whole import write_whole
from mmc_audio._lib.yaml_data import yaml_data
from mmc_audio.coaching.translation import Translation, current_translation, translated
from mmc_audio.errors import Place, TemplateError
from mmc_audio.plan.file import read_file

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue"
LINES = ("routines.yaml", "versions.yaml", "phrases.yaml")
COPY = 13
"""Version of the JSON copy."""

Parsed = dict[str, Any]


def english_files() -> dict[str, Path]:
    """The files with English texts, as they are called in the folder of another language."""
    moves = [*sorted((CATALOGUE / "movements").glob("*.yaml")), CATALOGUE / "any_movement.yaml"]
    lines = {name: HERE / name for name in LINES}
    return {**lines, **{f"catalogue/{path.name}": path for path in moves}}


def routines() -> Parsed:
    """The spoken routines: breath, scan, relaxation, check-ins; times in seconds.

    Raises:
        TemplateError: if a translation of them is wrong.
    """
    return _spoken_in("routines.yaml", current_translation())


def versions() -> Parsed:
    """More ways to say what exercises say: by exercise, by muscle group, by kind of movement.

    Raises:
        TemplateError: if a translation of them is wrong.
    """
    return _spoken_in("versions.yaml", current_translation())


def phrases() -> Parsed:
    """Short phrases that titles and sentences are put together with.

    Raises:
        TemplateError: if a translation of them is wrong.
    """
    return _spoken_in("phrases.yaml", current_translation())


@lru_cache(8)
def _spoken_in(name: str, translation: Translation) -> Parsed:
    path = HERE / name
    files = tuple(file for file in translation if file.name == name)
    return kept(
        path.stem,
        [path, *(file.path for file in files)],
        lambda raw: in_translation(parsed_yaml(raw[path]), files, raw),
    )


def in_translation(english: Parsed, files: Translation, raw: Mapping[Path, bytes]) -> Parsed:
    """What one English file holds, with the texts of `files`, one after the other.

    Raises:
        TemplateError: if one of them is wrong, with what is.
    """
    import yaml

    for file in files:
        try:
            english = translated(english, parsed_yaml(raw[file.path]) or {})
        except ValueError as error:
            raise TemplateError(str(error), Place(from_here(file.path))) from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            what = f"{error.problem}; write it as YAML"
            raise TemplateError(what, Place(from_here(file.path), line)) from None
    return english


def kept(
    name: str, paths: Iterable[Path], build: Callable[[Mapping[Path, bytes]], Parsed]
) -> Parsed:
    """What `build` makes of the bytes of the files `paths`, or the copy of what it made before."""
    raw = {path: _bytes(path) for path in paths}
    copy = default_folder() / "coaching" / f"{name}-{_digest(raw)}.json"
    # A copy that is missing, broken or unreadable is no loss: the files themselves are read.
    with suppress(OSError, ValueError):
        known = json.loads(copy.read_text(encoding="utf-8"))
        if isinstance(known, dict) and known.get("copy") == COPY:
            return known
    data = {**build(raw), "copy": COPY}
    with suppress(OSError):
        write_whole(copy, json.dumps(data, ensure_ascii=False).encode())
    return data


def _bytes(path: Path) -> bytes:
    """What is in a file of exercises, up to a byte more than it may have.

    Raises:
        MissingError: if it cannot be read.
    """
    return read_file(path)[0]


def _digest(raw: dict[Path, bytes]) -> str:
    digest = hashlib.sha256()
    for path, text in raw.items():
        digest.update(f"{path.name} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()[:16]


def parsed_yaml(raw: bytes) -> Parsed:
    """What is in a YAML file."""
    data: Parsed = yaml_data(raw)
    return data
