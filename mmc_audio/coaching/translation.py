"""What is said in another language: files of the same shape as the English ones, with texts only.

`templates/es/routines.yaml` translates `coaching/routines.yaml`,
`templates/es/catalogue/curls.yaml` the family of curls. What such a file leaves out is English.
Entries of a list are matched by their `id`, else by their place; a list of texts is replaced as a
whole, and may be longer or shorter.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TextPath = tuple[str, ...]
"""The keys that lead to a text, such as `("biceps_curl", "cues", "internal", "lift")`."""

CODES = frozenset({
    "schema", "language", "id", "then", "drill", "exercise", "posture", "order", "eyes",
    "of", "activation_library", "activation_standing", "like", "equipment", "synergists", "target",
    "stabilizers", "demands",
    "instead", "muscle_group", "tempo", "laterality", "level", "start_phase", "mechanic",
    "contraction", "metric", "modality", "default_focus", "external_phase", "motion", "exhale",
    "family", "aliases", "note",
})  # fmt: skip
"""Keys whose words are for the program or for a reader, and are never said."""
WORDS = frozenset({"cues", "feel", "focus_variants", "phase_words", "sport_links"})
"""Keys below which all is said, whatever it is called."""
MORE = frozenset({
    "aliases", "muscle_call", "breath", "activation", "compensation", "imagery", "form_check",
    "safety",
})  # fmt: skip
"""What an exercise may have in a translation though it shares it with others in English."""


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """A file of texts in another language."""

    name: str
    """From its language folder: `routines.yaml`, `catalogue/curls.yaml`."""
    path: Path
    state: tuple[int, int]
    """Its size and time, so that what was made from it is made again when it changes."""


Translation = tuple[TranslatedFile, ...]
"""The files that hold, those that go before others last."""

_NOW: ContextVar[Translation] = ContextVar("what is said instead of English", default=())


@contextmanager
def spoken_in(translation: Translation) -> Iterator[None]:
    """Within it, the catalogue and the routines have these texts."""
    token = _NOW.set(translation)
    try:
        yield
    finally:
        _NOW.reset(token)


def current_translation() -> Translation:
    """The translation that holds; empty for English."""
    return _NOW.get()


def texts_in(data: object, path: TextPath = ()) -> Iterator[TextPath]:
    """Where the texts of a file are that a translation has to have."""
    yield from _texts(data, path, CODES)


def _texts(value: object, path: TextPath, codes: frozenset[str]) -> Iterator[TextPath]:
    if isinstance(value, Mapping):
        below = frozenset() if path and path[-1] in WORDS else codes
        for key in (key for key in value if str(key) not in below):
            yield from _texts(value[key], (*path, str(key)), below)
    elif isinstance(value, list) and _has_entries(value):
        for key, part in _entries(value).items():
            yield from _texts(part, (*path, key), codes)
    elif _is_said(value):
        yield path


def _has_entries(value: Sequence[object]) -> bool:
    return any(isinstance(part, Mapping) for part in value)


def _entries(value: Sequence[Any]) -> dict[str, Any]:
    """The entries of a list by id, else by place from 1."""
    return {
        str(part.get("id", at) if isinstance(part, Mapping) else at): part
        for at, part in enumerate(value, 1)
    }


def _is_said(value: object) -> bool:
    parts = value if isinstance(value, list) else [value]
    return any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts)


def translated(english: Any, other: Any, path: TextPath = ()) -> Any:  # noqa: ANN401 - any YAML
    """`english` with the texts of `other` in their places.

    Raises:
        ValueError: `what; fix`, for what is no text, or has no place in English.
    """
    if isinstance(english, Mapping) and isinstance(other, Mapping):
        return _translated_mapping(english, other, path)
    if isinstance(english, list) and isinstance(other, list) and _has_entries(english):
        theirs, ours = _entries(other), _entries(english)
        _refuse_unknown(theirs, ours, path)
        return [
            translated(part, theirs[key], (*path, key)) if key in theirs else part
            for key, part in ours.items()
        ]
    if _same_kind(english, other):
        return other
    raise ValueError(f"{_shown(path)} is {_KINDS[type(english)]} in English; write the same here")


def _translated_mapping(
    english: Mapping[str, Any], other: Mapping[str, Any], path: TextPath
) -> dict[str, Any]:
    more = MORE if "id" in english else frozenset()
    _refuse_unknown(other, {*map(str, english), *more}, path)
    result = dict(english)
    for key, value in other.items():
        here = (*path, str(key))
        if _is_code(here) and key not in more:
            _refuse_change(english[key], value, here)
        else:
            usual = [""] if key == "aliases" else ""
            result[key] = translated(english.get(key, usual), value, here)
    return result


def _is_code(path: TextPath) -> bool:
    return path[-1] in CODES and not WORDS.intersection(path[:-1])


def _refuse_unknown(theirs: Mapping[str, Any], known: Any, path: TextPath) -> None:  # noqa: ANN401
    if unknown := next((key for key in theirs if str(key) not in known), None):
        raise ValueError(f"{_shown((*path, str(unknown)))} is not there in English; take it out")


def _refuse_change(english: object, other: object, path: TextPath) -> None:
    if other != english:
        raise ValueError(f"{_shown(path)} is no text; leave it as it is in English, or take it out")


def _same_kind(english: object, other: object) -> bool:
    if isinstance(english, str):
        return isinstance(other, str)
    if isinstance(english, list) and english != other:
        return isinstance(other, list) and bool(other) and all(isinstance(o, str) for o in other)
    return english == other


_KINDS: Mapping[type, str] = {
    str: "a text", list: "a list", dict: "a group of texts", int: "a number", float: "a number",
    bool: "true or false", type(None): "empty",
}  # fmt: skip


def _shown(path: TextPath) -> str:
    return ".".join(path) or "the file"
