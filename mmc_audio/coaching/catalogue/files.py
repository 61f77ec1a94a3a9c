"""The catalogue's files, read once and kept as one JSON copy that is read twenty times faster."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from mmc_audio._lib.content_folders import from_here
from mmc_audio._lib.store import default_folder
from mmc_audio._lib.whole import write_whole
from mmc_audio.coaching.catalogue.families import entries_of, whole_records
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.catalogue.own_files import (
    ExerciseFile,
    OwnRecord,
    check_likes,
    check_whole,
    exercise_files,
    exercise_folders,
    layered,
    read_own,
)
from mmc_audio.coaching.naming.index import heads, keys, vocabulary
from mmc_audio.coaching.naming.tables import compiled, tables
from mmc_audio.coaching.translation import Translation, now, translated
from mmc_audio.errors import Place, TemplateError
from mmc_audio.plan.file import read_file

HERE = Path(__file__).parent
WORDS = HERE.parent / "naming" / "words.yaml"
TABLES = ("first.yaml", "doubtful.yaml", "any_movement.yaml", "conventions.yaml")
COPY = 11
"""Version of the JSON copy."""

Parsed = dict[str, Any]


ROUTINES, VERSIONS = "routines.yaml", "versions.yaml"


def english_files() -> dict[str, Path]:
    """The files with English texts, as they are called in the folder of another language."""
    moves = [*sorted((HERE / "movements").glob("*.yaml")), HERE / "any_movement.yaml"]
    lines = {name: HERE.parent / name for name in (ROUTINES, VERSIONS)}
    return {**lines, **{f"catalogue/{path.name}": path for path in moves}}


def routines() -> Parsed:
    """The spoken routines: breath, scan, relaxation, check-ins; times in seconds.

    Raises:
        TemplateError: if a translation of them is wrong.
    """
    return _spoken_in(ROUTINES, now())


@lru_cache(8)
def _spoken_in(name: str, translation: Translation) -> Parsed:
    path = HERE.parent / name
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


def versions() -> Parsed:
    """More ways to say what exercises say: by exercise, by muscle group, by kind of movement.

    Raises:
        TemplateError: if a translation of them is wrong.
    """
    return _spoken_in(VERSIONS, now())


def exercises() -> Parsed:
    """What the catalogue is made of, as plain data.

    `exercises` are whole records, the best known first; `index` has their ids by folded name;
    `keys`, `tables` and `vocabulary` are what names are understood by; `any_movement` is the
    record for what nobody knows, `doubtful` has the names that mean several things, and `timed`
    those that mean another movement where a time or a distance is written.
    """
    own, other = exercise_files(exercise_folders()), now()
    paths = [*_built_in(), *(file.path for file in own), *(file.path for file in other)]
    return kept("exercises", paths, partial(_catalogue, own, other))


def with_own(added: Sequence[OwnRecord]) -> Parsed:
    """As `exercises`, with these instead of those in the coach's folders; nothing is kept.

    Raises:
        PlanError: if one of them is wrong, with its place; ManyErrors for several.
    """
    return _assembled(parsed({path: path.read_bytes() for path in _built_in()}), added)


def _built_in() -> list[Path]:
    tables = (HERE / name for name in TABLES)
    return [*sorted((HERE / "movements").glob("*.yaml")), *tables, WORDS]


def _catalogue(
    own: Sequence[ExerciseFile], other: Translation, raw: Mapping[Path, bytes]
) -> Parsed:
    added = [each for file in own for each in read_own(file, raw[file.path])]
    english = parsed({path: raw[path] for path in _built_in()})
    if not other:
        return _assembled(english, added)
    names = {f"catalogue/{family}.yaml": family for family in english}
    files = {
        family: in_translation(english[family], tuple(f for f in other if f.name == name), raw)
        for name, family in names.items()
    }
    return _understood_in_english(_assembled(files, added), _assembled(english, added))


def _understood_in_english(theirs: Parsed, english: Parsed) -> Parsed:
    """A catalogue in another language, which knows the English names too; `foreign` are those."""
    foreign = english["index"].keys() - theirs["index"].keys()
    tables = {key: {**english[key], **theirs[key]} for key in ("index", "keys")}
    words = {key: sorted({*english[key], *theirs[key]}) for key in ("heads", "vocabulary")}
    return {**theirs, **tables, **words, "foreign": sorted(foreign)}


def _assembled(built_in: Mapping[str, Parsed], added: Sequence[OwnRecord]) -> Parsed:
    files = dict(built_in)
    first = {name: place for place, name in enumerate(files.pop("first")["first"])}
    loose = files.pop("doubtful")
    doubtful = {fold(name): ids for name, ids in loose["doubtful"].items()}
    conventions = files.pop("conventions")["conventions"]
    any_movement = files.pop("any_movement")["exercises"][0]
    words = compiled(files.pop("words"))
    preferred = {each.entry["id"]: -1 for each in added}
    places = first | preferred
    every = sorted(
        checked_records(files, added), key=lambda record: places.get(record["id"], len(first))
    )
    mine = index([record for record in every if record["id"] in preferred])
    doubtful = {name: ids for name, ids in doubtful.items() if name not in mine}
    return {
        "exercises": every,
        "index": {**index(every), **mine},
        "keys": keys(every, tables(words)),
        "heads": heads(every, tables(words)),
        "tables": words,
        "vocabulary": vocabulary(every, tables(words)),
        "any_movement": any_movement,
        "doubtful": doubtful,
        "timed": {fold(name): id_ for name, id_ in loose["timed"].items() if name not in mine},
        "conventions": conventions,
        "foreign": [],
    }


def checked_records(files: Mapping[str, Parsed], own: Sequence[OwnRecord]) -> list[Parsed]:
    """The whole records of the built-in files and of a coach's own.

    Raises:
        PlanError: for what is wrong in a coach's own, with its place.
    """
    built_in = entries_of(files)
    entries = layered(built_in.values(), own)
    check_likes(entries, own)
    every = whole_records(entries)
    groups = {str(entry["muscle_group"]) for entry in built_in.values() if "muscle_group" in entry}
    check_whole({record["id"]: record for record in every}, own, groups)
    return every


def parsed(raw: Mapping[Path, bytes]) -> dict[str, Parsed]:
    """What is in the built-in files, by their names."""
    return {path.stem: parsed_yaml(text) for path, text in raw.items()}


def index(every: list[Parsed]) -> dict[str, str]:
    """Ids by folded id, name and alias; ids and names go before aliases, whoever comes first."""
    found: dict[str, str] = {}
    for key, record in [(r[k], r) for k in ("id", "name") for r in every]:
        found.setdefault(fold(key), record["id"])
    for record in every:
        for alias in record.get("aliases") or ():
            found.setdefault(fold(alias), record["id"])
    return found


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
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Parsed = yaml.load(raw, Loader=loader)
    return data
