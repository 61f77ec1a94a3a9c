"""The catalogue's files, read once and kept as one JSON copy that is read twenty times faster."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from mmc_audio._lib.store import default_folder
from mmc_audio._lib.whole import write_whole
from mmc_audio.coaching.catalogue.families import records
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.naming.index import heads, keys, vocabulary
from mmc_audio.coaching.naming.tables import compiled, tables

HERE = Path(__file__).parent
WORDS = HERE.parent / "naming" / "words.yaml"
OWN_FILES = ("first.yaml", "doubtful.yaml", "any_movement.yaml", "conventions.yaml")
ENTRY_POINTS = "mmc_audio.exercises"
"""A package whose folder holds movement files, named by an entry point of this group."""
FOLDERS = "MMC_AUDIO_EXERCISES"
"""Environment variable: folders of movement files, parted as in PATH."""
COPY = 9
"""Version of the JSON copy."""

Parsed = dict[str, Any]


@cache
def routines() -> Parsed:
    """The spoken routines: breath, scan, relaxation, check-ins; times in seconds."""
    path = HERE.parent / "routines.yaml"
    return kept("routines", [path], lambda files: files["routines"])


@cache
def versions() -> Parsed:
    """More ways to say what exercises say: by exercise, by muscle group, by kind of movement."""
    path = HERE.parent / "versions.yaml"
    return kept("versions", [path], lambda files: files["versions"])


def exercises() -> Parsed:
    """What the catalogue is made of, as plain data.

    `exercises` are whole records, the best known first; `index` has their ids by folded name;
    `keys`, `tables` and `vocabulary` are what names are understood by; `any_movement` is the
    record for what nobody knows, `doubtful` has the names that mean several things.
    """
    own = [HERE / name for name in OWN_FILES]
    return kept("exercises", [*_movement_files(), *own, WORDS], _catalogue)


def _catalogue(files: dict[str, Parsed]) -> Parsed:
    first = {name: place for place, name in enumerate(files.pop("first")["first"])}
    doubtful = {fold(name): ids for name, ids in files.pop("doubtful")["doubtful"].items()}
    conventions = files.pop("conventions")["conventions"]
    any_movement = files.pop("any_movement")["exercises"][0]
    words = compiled(files.pop("words"))
    every = sorted(records(files), key=lambda record: first.get(record["id"], len(first)))
    return {
        "exercises": every,
        "index": index(every),
        "keys": keys(every, tables(words)),
        "heads": heads(every, tables(words)),
        "tables": words,
        "vocabulary": vocabulary(every, tables(words)),
        "any_movement": any_movement,
        "doubtful": doubtful,
        "conventions": conventions,
    }


def index(every: list[Parsed]) -> dict[str, str]:
    """Ids by folded id, name and alias; ids and names go before aliases, whoever comes first."""
    found: dict[str, str] = {}
    for key, record in [(r[k], r) for k in ("id", "name") for r in every]:
        found.setdefault(fold(key), record["id"])
    for record in every:
        for alias in record.get("aliases") or ():
            found.setdefault(fold(alias), record["id"])
    return found


def _movement_files() -> Iterator[Path]:
    """Our own first, then those of packages and of the user's folders."""
    for folder in (HERE / "movements", *_packages(), *_folders()):
        yield from sorted(folder.glob("*.yaml"))


def _packages() -> Iterator[Path]:
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
        module = entry.load()
        yield Path(module.__file__).parent


def _folders() -> Iterator[Path]:
    return (Path(part) for part in os.environ.get(FOLDERS, "").split(os.pathsep) if part)


def kept(name: str, paths: Iterable[Path], build: Callable[[dict[str, Parsed]], Parsed]) -> Parsed:
    """What `build` makes of the YAML files `paths`, or the copy of what it made before."""
    raw = {path: path.read_bytes() for path in paths}
    copy = default_folder() / "coaching" / f"{name}-{_digest(raw)}.json"
    # A copy that is missing, broken or unreadable is no loss: the files themselves are read.
    with suppress(OSError, ValueError):
        known = json.loads(copy.read_text(encoding="utf-8"))
        if isinstance(known, dict) and known.get("copy") == COPY:
            return known
    data = {**build({path.stem: _parse(text) for path, text in raw.items()}), "copy": COPY}
    with suppress(OSError):
        write_whole(copy, json.dumps(data, ensure_ascii=False).encode())
    return data


def _digest(raw: dict[Path, bytes]) -> str:
    digest = hashlib.sha256()
    for path, text in raw.items():
        digest.update(f"{path.name} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()[:16]


def _parse(raw: bytes) -> Parsed:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Parsed = yaml.load(raw, Loader=loader)
    return data
