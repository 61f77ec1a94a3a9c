"""Exercises of a coach's own: the files, read and checked, and what they add to the catalogue.

They are in `exercises/` of the workspace, of the user's own folder, of packs and of Python
packages. An exercise with the id of another one takes its place; the earlier folder wins.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc_audio._lib.content_folders import ContentFolder, content_folders, from_here
from mmc_audio._lib.suggest import did_you_mean
from mmc_audio._lib.yaml_tree import MAX_BYTES, Node, read_tree
from mmc_audio.coaching.catalogue.families import Record, merged
from mmc_audio.coaching.exercise import exercise
from mmc_audio.coaching.own import NEEDED, closed_eyes
from mmc_audio.coaching.texts import phrases
from mmc_audio.errors import ManyErrors, MmcError, Place, PlanError
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.written import PlanSource, as_data

FOLDERS = "MMC_AUDIO_EXERCISES"
"""Environment variable: more folders of exercises, parted as in PATH."""

SUFFIXES = (".yaml", ".yml")
USUAL: Record = {
    "aliases": [],
    "equipment": ["body only"],
    "modality": "resistance",
    "contraction": "dynamic",
    "laterality": "bilateral",
    "metric": "reps",
}
"""What an exercise is where its file does not say it."""

MOST_FILES = 200
"""Files in one folder: more are some other folder."""


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """A file of exercises, and whose it is."""

    path: Path
    origin: str
    """workspace, yours, pack NAME, package NAME."""

    @property
    def shown(self) -> str:
        """Its name in messages."""
        return from_here(self.path)


def exercise_folders() -> list[ContentFolder]:
    """Where exercises are looked for, the first one first."""
    more = [Path(part) for part in os.environ.get(FOLDERS, "").split(os.pathsep) if part]
    found = content_folders("exercises")
    return [*found, *(ContentFolder(path, "folder", str(path)) for path in more if path.is_dir())]


def exercise_files(folders: Sequence[ContentFolder]) -> list[ExerciseFile]:
    """The files in `folders`, those of the last folder first: what comes later is preferred.

    Raises:
        PlanError: if a folder has too many files.
    """
    found: list[ExerciseFile] = []
    for folder in reversed(folders):
        paths = [path for path in sorted(folder.path.iterdir()) if _is_ours(path)]
        if len(paths) > MOST_FILES:
            what = f"has more than {MOST_FILES} files of exercises; name the folder that is meant"
            raise PlanError(what, Place(str(folder.path)))
        found += (ExerciseFile(path, folder.shown) for path in paths)
    return found


def own_state() -> tuple[object, ...]:
    """Changes with the files of exercises that there are, and with what is in them."""
    files = exercise_files(exercise_folders())
    return tuple((str(file.path), *_stat(file.path)) for file in files)


def _stat(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """One entry of a file, with what its file's exercises share."""

    entry: Record
    place: Place
    origin: str


def read_own(file: ExerciseFile, raw: bytes) -> list[OwnRecord]:
    """The entries of a file.

    Raises:
        PlanError: for what is wrong with it, with its place; ManyErrors for several.
    """
    from mmc_audio.coaching.catalogue.own_model import OwnFile

    if len(raw) > MAX_BYTES:
        raise PlanError("is larger than 1 MiB; split the file", Place(file.shown))
    tree: Node = read_tree(raw, file.shown, begin="exercises: ...")
    read = OwnFile.model_validate(as_data(tree), context=PlanSource(tree, file.shown))
    usual = read.usual.record() if read.usual else {}
    found: dict[str, OwnRecord] = {}
    for each in read.exercises:
        entry, place = each.record(), Place(file.shown, *(each.position or (None, None)))
        if not entry.get("id"):
            raise PlanError("an exercise needs a name; add `name: ...`", place)
        if entry["id"] in found:
            raise PlanError(f"the exercise {entry['id']} is here twice; rename one", place)
        whole = entry if "like" in entry else _with_usual(merged(usual, entry))
        found[entry["id"]] = OwnRecord(whole, place, file.origin)
    return [*found.values()]


def _with_usual(entry: Record) -> Record:
    """An entry of its own with what those have that a plan brings, where it does not say it."""
    feel = {"target": entry.get("muscle_call", ""), "elsewhere": phrases()["any_place"]}
    return merged({**USUAL, "phase_words": phrases()["phase_words"], "feel": feel}, entry)


def layered(built_in: Iterable[Record], own: Iterable[OwnRecord]) -> dict[str, Record]:
    """All entries by id; a later one takes the place of an earlier one.

    An entry that is `like` the one it replaces has the rest from it.
    """
    entries = {entry["id"]: entry for entry in built_in}
    for each in own:
        before = entries.get(each.entry["id"])
        entry = each.entry
        if before is not None and entry.get("like") == entry["id"]:
            entry = {**merged(before, _without_like(entry)), **_like(before)}
        entries[entry["id"]] = entry
    return entries


def _without_like(entry: Record) -> Record:
    return {key: value for key, value in entry.items() if key != "like"}


def _like(entry: Record) -> Record:
    return {"like": entry["like"]} if "like" in entry else {}


def check_likes(entries: Mapping[str, Record], own: Iterable[OwnRecord]) -> None:
    """That each exercise that is like another one, is like one that is there.

    Raises:
        PlanError: for one that is not, or that is like itself by a circle.
    """
    for each in own:
        seen, entry = {each.entry["id"]}, entries[each.entry["id"]]
        while parent := entry.get("like"):
            if parent not in entries:
                near = did_you_mean(parent, entries, "write the id of one that is there")
                raise PlanError(f"like: there is no exercise {parent}; {near}", each.place)
            if parent in seen:
                what = f"like: {parent} is like this one itself; write another"
                raise PlanError(what, each.place)
            seen.add(parent)
            entry = entries[parent]


def check_whole(
    records: Mapping[str, Record], own: Iterable[OwnRecord], groups: Iterable[str]
) -> None:
    """That each exercise has all that a set needs.

    Args:
        records: whole records by id.
        own: those to check.
        groups: the muscle groups there are.

    Raises:
        PlanError: for what is missing or wrong, with its place; ManyErrors for several.
    """
    errors: list[MmcError] = []
    known = sorted(set(groups))
    for each in own:
        record = records[each.entry["id"]]
        if problem := _problem(record, known):
            errors.append(PlanError(f"{record.get('name') or record['id']}: {problem}", each.place))
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)


def _problem(record: Record, groups: Sequence[str]) -> str:
    """What is wrong with a whole record; empty if nothing is."""
    if record.get("metric") == "hold" and record.get("contraction") != "isometric":
        return "what is held is isometric; add `contraction: isometric`"
    said = record.get("cues") or {}
    has: dict[str, Any] = {**record, **(said.get("internal") or {}), **said}
    if missing := [key for key in ("name", "muscle_group", *NEEDED) if not has.get(key)]:
        places = ", ".join(_WHERE.get(key, key) for key in missing)
        one = len(missing) == 1
        verb, them = ("is", "it") if one else ("are", "them")
        return f"{places} {verb} missing; add {them}, or `like: ID` of an exercise that has {them}"
    group = record.get("muscle_group")
    if group and group not in groups:
        near = did_you_mean(group, groups, f"write one of {', '.join(groups)}")
        return f"muscle_group: {quoted(group)} is not known; {near}"
    if eyes := next(filter(None, map(closed_eyes, _texts(record))), ""):
        return f'eyes stay open in an exercise; take "{eyes}" out'
    exercise(record)
    return ""


_WHERE = {
    "lift": "cues.internal.lift",
    "lower": "cues.internal.lower",
    "external": "cues.external",
}


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
