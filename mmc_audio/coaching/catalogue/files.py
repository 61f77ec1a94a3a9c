"""The catalogue: its files and what a coach adds to them, as one set of plain data."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

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
from mmc_audio.coaching.naming.stems import plain
from mmc_audio.coaching.naming.tables import compiled, tables
from mmc_audio.coaching.texts import CATALOGUE, HERE, Parsed, in_translation, kept, parsed_yaml
from mmc_audio.coaching.translation import Translation, current_translation

WORDS = HERE / "naming" / "words.yaml"
TABLES = ("first.yaml", "doubtful.yaml", "abroad.yaml", "any_movement.yaml", "conventions.yaml")


def exercises() -> Parsed:
    """What the catalogue is made of, as plain data.

    `exercises` are whole records, the best known first; `index` has their ids by folded name;
    `keys`, `tables` and `vocabulary` are what names are understood by; `any_movement` is the
    record for what nobody knows, `doubtful` has the names that mean several things, and `timed`
    those that mean another movement where a time or a distance is written, and `abroad` those of
    other languages with the English ones.
    """
    own, other = exercise_files(exercise_folders()), current_translation()
    paths = [
        *_built_in(),
        HERE / "phrases.yaml",
        *(file.path for file in own),
        *(file.path for file in other),
    ]
    return kept("exercises", paths, partial(_catalogue, own, other))


def with_own(added: Sequence[OwnRecord]) -> Parsed:
    """As `exercises`, with these instead of those in the coach's folders; nothing is kept.

    Raises:
        PlanError: if one of them is wrong, with its place; ManyErrors for several.
    """
    return _assembled(parsed({path: path.read_bytes() for path in _built_in()}), added)


def _built_in() -> list[Path]:
    tables = (CATALOGUE / name for name in TABLES)
    return [*sorted((CATALOGUE / "movements").glob("*.yaml")), *tables, WORDS]


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
    aliases = {record["id"]: record.get("aliases") for record in english["exercises"]}
    named = [
        {**record, "aliases": []} if record.get("aliases") == aliases[record["id"]] else record
        for record in theirs["exercises"]
    ]
    foreign = english["index"].keys() - index(named).keys()
    tables = {key: {**english[key], **theirs[key]} for key in ("index", "keys")}
    words = {key: sorted({*english[key], *theirs[key]}) for key in ("heads", "vocabulary")}
    abroad = _unless_named(theirs["abroad"], named)
    return {**theirs, **tables, **words, "foreign": sorted(foreign), "abroad": abroad}


def _assembled(built_in: Mapping[str, Parsed], added: Sequence[OwnRecord]) -> Parsed:
    files = dict(built_in)
    first = {name: place for place, name in enumerate(files.pop("first")["first"])}
    loose, abroad = files.pop("doubtful"), files.pop("abroad")
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
        "abroad": _unless_named(dict(_abroad(abroad["abroad"])), every),
        "abroad_words": dict(_abroad(abroad["words"])),
    }


def _abroad(table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The English name by each folded name of another language, `\u00fc` as `u` and as `ue`."""
    for english, names in table.items():
        for name in names:
            yield from ((plain(fold(way)), english) for way in (name, name.translate(_UMLAUTS)))


def _unless_named(abroad: Mapping[str, str], every: list[Parsed]) -> dict[str, str]:
    """The names of other languages without those that an entry has as its own."""
    own = set(map(plain, index(every)))
    return {name: english for name, english in abroad.items() if name not in own}


_UMLAUTS = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00dc": "Ue"})


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
