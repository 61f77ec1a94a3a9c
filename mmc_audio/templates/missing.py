"""What a language lacks: a plan in a language that is not whole would be half in English."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc_audio.coaching.texts import english_files, in_translation, kept, parsed_yaml
from mmc_audio.coaching.translation import Translation, texts_in
from mmc_audio.errors import Place, PlanError
from mmc_audio.languages.numbers import knows_numbers
from mmc_audio.templates.content import Content
from mmc_audio.templates.files import BUILTIN, FALLBACK, Library, short_name
from mmc_audio.templates.translations import is_english

NAMED = 3
"""How many of what is missing a message names."""


@dataclass(frozen=True, slots=True)
class MissingTexts:
    """What is there in English and not in another language."""

    language: str
    templates: tuple[str, ...] = ()
    """By their names, such as `rest`."""
    texts: Mapping[str, tuple[str, ...]] | None = None
    """By file, such as `catalogue/curls.yaml`: where in it, such as `biceps_curl.name`."""
    numbers: bool = False
    """Whether its number words are not known."""

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not (self.templates or self.texts or self.numbers)

    def lines(self) -> Iterator[str]:
        """Each thing that is missing."""
        if self.numbers:
            yield "number words: this program has none for it"
        for name in self.templates:
            yield f"template {name}"
        for file, places in (self.texts or {}).items():
            for place in places:
                yield f"{file}: {place}"

    def counted(self) -> str:
        """How much it is: `38 templates and 9,214 texts`."""
        texts = sum(map(len, (self.texts or {}).values()))
        parts = [_many(len(self.templates), "template"), _many(texts, "text")]
        parts += ["the number words"] * self.numbers
        return " and ".join(part for part in parts if part)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}" if count else ""


def missing_in(content: Content) -> MissingTexts:
    """What its language lacks to be whole; nothing for English.

    Raises:
        TemplateError: if a file of texts is wrong.
    """
    if is_english(content.language):
        return MissingTexts(content.language)
    texts = missing_texts(content.translation)
    templates = tuple(missing_templates(content.library))
    return MissingTexts(content.language, templates, texts, not knows_numbers(content.language))


def missing_templates(library: Library) -> list[str]:
    """The built-in templates that `library`, which is for another language, has in English only.

    What templates include comes last.
    """
    files = library.files
    built_in = {name.removeprefix(BUILTIN) for name in files if name.startswith(BUILTIN)}
    lacking = [short_name(name) for name in built_in if files[name].language == FALLBACK]
    return sorted(lacking, key=lambda name: (name.startswith("_"), name))


def missing_texts(translation: Translation) -> dict[str, tuple[str, ...]]:
    """By English file, where the texts are that `translation` does not have."""
    english = english_files()
    paths = [*english.values(), *(file.path for file in translation)]

    def build(raw: Mapping[Path, bytes]) -> dict[str, Any]:
        return {"files": {name: _absent(raw, path, translation, name)
                          for name, path in english.items()}}  # fmt: skip

    found = kept("missing", paths, build)["files"]
    return {name: tuple(places) for name, places in found.items() if places}


def _absent(
    raw: Mapping[Path, bytes], english: Path, translation: Translation, name: str
) -> list[str]:
    data = parsed_yaml(raw[english])
    files = tuple(file for file in translation if file.name == name)
    in_translation(data, files, raw)
    there = {place for file in files for place in texts_in(parsed_yaml(raw[file.path]) or {})}
    return [".".join(place) for place in texts_in(data) if place not in there]


def english_in(content: Content, file: str, *, fallback: bool) -> str:
    """What of a language English stands for, in one line; empty where it is whole.

    Args:
        content: what can be said in the language of a plan.
        file: the plan's name, for messages.
        fallback: whether English may stand for what is missing.

    Raises:
        PlanError: if it may not, naming the first things that are missing.
    """
    missing = missing_in(content)
    if missing.whole:
        return ""
    if not fallback:
        raise _refused(missing, file)
    return f"{content.language}: {missing.counted()} taken from English"


def _refused(missing: MissingTexts, file: str) -> PlanError:
    """Why the plan in `file` is refused, with the first things that its language lacks."""
    language = missing.language
    first = ", ".join(line for _, line in zip(range(NAMED), missing.lines(), strict=False))
    what = (
        f'"{language}" is not whole, and English words would be heard: {missing.counted()} are '
        f"missing, first {first}; `mmc-audio templates missing --language {language}` lists all, "
        "and --language-fallback takes them from English"
    )
    return PlanError(what, Place(file), ("language",))
