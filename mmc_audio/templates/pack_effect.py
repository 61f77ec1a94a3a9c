"""What adding a pack changes, found by the same resolver that loads templates afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mmc_audio._lib.content_folders import ContentFolder, packs_folder, packs_in_order
from mmc_audio.templates.files import FALLBACK, TemplateFile, read_folder, resolved, short_name
from mmc_audio.templates.pack_content import replaced_exercises, replaced_sounds
from mmc_audio.templates.packs import Pack

Files = Mapping[str, TemplateFile]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A template, sound or exercise that is not heard any more once a pack is added."""

    name: str
    """Of a template; `[gong]` of a sound, `exercise plank` of an exercise."""
    origin: str
    """Where it comes from: built-in, pack NAME, package NAME."""
    languages: tuple[str, ...]
    """In sessions of these languages; none where it is so in all."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What adding a pack changes."""

    new: tuple[str, ...]
    """Names that were not there."""
    replaced: tuple[Replacement, ...]


def effect(pack: Pack, folders: Sequence[ContentFolder]) -> Effect:
    """What will be heard otherwise once `pack` is added.

    Args:
        pack: in place of one of the same name.
        folders: as they are searched today, the built-in one last. The workspace's and the
            user's own are left out, since other workspaces have others.

    Raises:
        TemplateError: if a folder cannot be read.
        PlanError: if an exercise of the pack is wrong; ManyErrors for several.
    """
    added = ContentFolder(packs_folder() / pack.name, "pack", pack.name)
    before = [each for each in folders if each.kind in KINDS and each.path != added.path]
    packs = packs_in_order([*(each for each in before if each.kind == "pack"), added])
    after = [*packs, *(each for each in before if each.kind != "pack")]
    found = {each.path: read_folder(each.path, folders[-1].path) for each in before}
    found[added.path] = pack.files(added.path)
    names = {each.path: each.shown for each in before}
    languages = _languages(chain.from_iterable(found.values()))
    pairs = {
        language: (_heard(before, found, language), _heard(after, found, language))
        for language in languages
    }
    return _with_content(_compare(pairs, added.path, names), pack)


def _with_content(change: Effect, pack: Pack) -> Effect:
    """The same with the pack's sounds and exercises."""
    more = [*replaced_sounds(pack), *replaced_exercises(pack)]
    return Effect(
        (*change.new, *(name for name, origin in more if not origin)),
        (*change.replaced, *(Replacement(name, origin, ()) for name, origin in more if origin)),
    )


KINDS = ("pack", "package", "built-in")

ANY_OTHER = "zz"
"""A tag of no language: stands for each for which there is no template at all."""


def _languages(files: Iterable[TemplateFile]) -> list[str]:
    """All languages in which something differs, the usual one first."""
    there = {file.language for file in files if file.language}
    return [FALLBACK, *sorted(there - {FALLBACK, ANY_OTHER}), ANY_OTHER]


def _heard(
    folders: Sequence[ContentFolder], found: Mapping[Path, list[TemplateFile]], language: str
) -> Files:
    return resolved([file for each in folders for file in found[each.path]], language).files


def _compare(
    pairs: Mapping[str, tuple[Files, Files]], added: Path, names: Mapping[Path, str]
) -> Effect:
    new: dict[str, None] = {}
    replaced: dict[tuple[str, str], list[str]] = {}
    for language, (before, after) in pairs.items():
        for name in (name for name, file in after.items() if file.folder == added):
            if name in before:
                key = short_name(name), names[before[name].folder]
                replaced.setdefault(key, []).append(language)
            else:
                new[short_name(name)] = None
    everywhere = len(pairs)
    return Effect(
        tuple(name for name in new if not any(name == each for each, _ in replaced)),
        tuple(
            Replacement(*key, () if len(where) == everywhere else tuple(map(_shown, where)))
            for key, where in replaced.items()
        ),
    )


def _shown(language: str) -> str:
    return "other languages" if language == ANY_OTHER else language
