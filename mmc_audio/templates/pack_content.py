"""What the sounds and exercises of a pack change, found by what loads them afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mmc_audio._lib.content_folders import ContentFolder, content_folders, packs_in_order
from mmc_audio.coaching.catalogue import fold
from mmc_audio.coaching.catalogue.files import with_own
from mmc_audio.coaching.catalogue.own_files import ExerciseFile, OwnRecord, exercise_files, read_own
from mmc_audio.script.model import SOUNDS
from mmc_audio.script.own_sounds import OwnSound, first_of, sound_paths, sounds_in
from mmc_audio.templates.packs import Pack

SHARED = ("pack", "package")
"""Kinds of folder that all workspaces have."""


def searched(kind: str, added: ContentFolder) -> tuple[list[ContentFolder], list[ContentFolder]]:
    """The shared folders of `sounds` or `exercises`, before and after `added` is among them."""
    of_kind = content_folders("sounds" if kind == "sounds" else "exercises")
    before = [each for each in of_kind if each.kind in SHARED and each.name != added.name]
    packs = packs_in_order([*(each for each in before if each.kind == "pack"), added])
    return before, [*packs, *(each for each in before if each.kind != "pack")]


def replaced_sounds(pack: Pack) -> Iterator[tuple[str, str]]:
    """Each sound of the pack that is heard in place of another, and where that one is from.

    What was not there before has no origin.
    """
    added = ContentFolder(Path("sounds"), "pack", pack.name)
    before, after = searched("sounds", added)
    mine = sounds_in([Path(name) for name in pack.sounds], added.shown)

    def heard(folders: Sequence[ContentFolder]) -> Mapping[str, OwnSound]:
        return first_of(
            mine if each is added else sounds_in(sound_paths(each.path), each.shown)
            for each in folders
        )

    old, new = heard(before), heard(after)
    for name in (name for name, sound in new.items() if sound.origin == added.shown):
        yield f"[{name}]", old[name].origin if name in old else "built-in" * (name in SOUNDS)


def replaced_exercises(pack: Pack) -> Iterator[tuple[str, str]]:
    """As `replaced_sounds`: each name of an exercise that means another one with the pack.

    Raises:
        PlanError: if an exercise of the pack is wrong, with its place; ManyErrors for several.
    """
    if not pack.exercises:
        return
    added = ContentFolder(Path("exercises"), "pack", pack.name)
    before, after = searched("exercises", added)

    def own(folders: Sequence[ContentFolder]) -> list[OwnRecord]:
        found: list[OwnRecord] = []
        for folder in reversed(folders):
            found += _of_pack(pack, added) if folder is added else _of_folder(folder)
        return found

    old, theirs = with_own(own(before)), own(after)
    new = with_own(theirs)
    owners, later = _owners(own(before)), _owners(theirs)
    mine = {id_ for id_, origin in later.items() if origin == added.shown}
    by_id = {record["id"]: record for record in new["exercises"]}
    for id_ in sorted(mine):
        for name in _names(by_id[id_]):
            was = old["index"].get(fold(name))
            same = was == id_ and name != by_id[id_]["name"]  # its first name stands for it
            if new["index"].get(fold(name)) == id_ and not same:
                yield f"exercise {name}", owners.get(was, "built-in") if was else ""


def _owners(records: Sequence[OwnRecord]) -> dict[str, str]:
    """Where each exercise is from: the last record of an id is the one that counts."""
    return {each.entry["id"]: each.origin for each in records}


def _names(record: Mapping[str, Any]) -> list[str]:
    return [*dict.fromkeys((str(record["name"]), *(record.get("aliases") or ())))]


def _of_pack(pack: Pack, added: ContentFolder) -> list[OwnRecord]:
    files = [ExerciseFile(Path(name), added.shown) for name in pack.exercises]
    return [each for f in files for each in read_own(f, pack.texts[f.path.as_posix()].encode())]


def _of_folder(folder: ContentFolder) -> list[OwnRecord]:
    return [each for f in exercise_files([folder]) for each in read_own(f, f.path.read_bytes())]
