"""Look-up of exercises by id, name and alias, and the spoken routines."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from mmc_audio.coaching.exercise import Exercise, exercise
from mmc_audio.errors import UnknownExerciseError

_HERE = Path(__file__).parent
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises, in the file's order."""

    exercises: tuple[Exercise, ...]
    index: Mapping[str, Exercise]
    """By folded id, name and alias."""
    conventions: Mapping[str, Any]

    def find(self, name: str) -> Exercise:
        """The exercise called `name`: case, spaces, hyphens and plurals do not matter.

        Raises:
            UnknownExerciseError: if none is called so; names the nearest.
        """
        if found := self.index.get(fold(name)):
            return found
        near = self.nearest(name)
        guess = f"did you mean {' or '.join(near)}? Or" if near else "for a new exercise,"
        what = f'there is no exercise "{name}"; {guess} give it `cues:` of its own'
        raise UnknownExerciseError(what, name=name)

    def knows(self, name: str) -> bool:
        """Whether `find` finds it."""
        return fold(name) in self.index

    def nearest(self, name: str, most: int = 3) -> list[str]:
        """Names of exercises that look like `name`, the nearest first."""
        close = get_close_matches(fold(name), self.index, n=most * 4, cutoff=0.6)
        return list(dict.fromkeys(self.index[key].name for key in close))[:most]


def fold(name: str) -> str:
    """`name` without case, spaces, hyphens, apostrophes and plural endings.

    Push-ups and pushup are one, and so are Farmer's carry and farmer carries.
    """
    words = re.findall(r"[^\W_]+", re.sub("['\u2019]", "", name.casefold()))
    return "".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    for ending, one in _PLURALS:
        if word.endswith(ending):
            word = word.removesuffix(ending) + one
    return word.rstrip("s") or word


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    data = _read(_HERE / "exercises.yaml")
    found = tuple(exercise(record) for record in data["exercises"])
    return Catalogue(found, _index(found), data["conventions"])


def _index(found: tuple[Exercise, ...]) -> dict[str, Exercise]:
    """Ids and names go before aliases, whoever comes first."""
    index: dict[str, Exercise] = {}
    for key, entry in [(e.id, e) for e in found] + [(e.name, e) for e in found]:
        index.setdefault(fold(key), entry)
    for entry in found:
        for alias in entry.aliases:
            index.setdefault(fold(alias), entry)
    return index


@cache
def routines() -> dict[str, Any]:
    """The spoken routines: breath, scan, relaxation, check-ins; times in seconds."""
    return _read(_HERE / "routines.yaml")


def _read(path: Path) -> dict[str, Any]:
    """The YAML file `path`, by way of a JSON copy that is read twenty times faster."""
    raw = path.read_bytes()
    copy = _cache_folder() / f"{path.stem}-{hashlib.sha256(raw).hexdigest()[:16]}.json"
    # A copy that is missing, broken or unreadable is no loss: the file itself is read.
    with suppress(OSError, ValueError):
        kept = json.loads(copy.read_text(encoding="utf-8"))
        if isinstance(kept, dict) and kept.get("schema") == 1:
            return kept
    data = _parse(raw)
    with suppress(OSError):
        _write(copy, json.dumps(data, ensure_ascii=False))
    return data


def _parse(raw: bytes) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(raw, Loader=loader)
    return data


def _cache_folder() -> Path:
    import platformdirs

    chosen = os.environ.get("MMC_AUDIO_CACHE")
    return Path(chosen or platformdirs.user_cache_dir("mmc-audio")) / "coaching"


def _write(path: Path, text: str) -> None:
    """Appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
