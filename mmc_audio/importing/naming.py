"""Names of exercises in other apps: what the user said once, then what the catalogue knows."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from mmc_audio._lib.yaml_tree import Mapping as MappingNode
from mmc_audio._lib.yaml_tree import Scalar, read_tree
from mmc_audio.coaching.catalogue import Catalogue, fold, load_catalogue
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.names_file import names_file
from mmc_audio.errors import MmcError, OutputError
from mmc_audio.plan.file import read_file

LONGEST = 80
"""Characters of a name in a plan."""

_HEAD = "# Names of exercises in other apps, and what they are called in plans.\n"


NameState = Literal["known", "guessed", "new"]


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """What a written name becomes in a plan."""

    written: str
    name: str
    """As it stands in the plan."""
    state: NameState
    metric: str = "reps"
    """reps, hold, breaths or time: what a length of it means; `counted` is a time that people also
    count, such as rope skips; `any` where nothing is known."""
    suggestions: tuple[str, ...] = ()
    """Up to three others that it might be."""


class Understanding(Protocol):
    """Finds out which exercise a name means."""

    def understand(self, written: str) -> NamedExercise:
        """Never fails: a name that says nothing is `new`."""


_STATES: Mapping[str, NameState] = {
    "exact": "known", "variation": "known", "family": "known", "guess": "guessed", "none": "new",
}  # fmt: skip
"""By what the catalogue says of a name."""


@dataclass(frozen=True, slots=True)
class CatalogueNames:
    """What the catalogue understands of a name; the plan has it as it was written."""

    catalogue: Catalogue

    def understand(self, written: str) -> NamedExercise:
        """Never fails: a name that says nothing gets words that fit any movement."""
        name = " ".join(written.split())[:LONGEST]
        found = self.catalogue.understand(name)
        state = _STATES[found.known]
        if (
            found.known == "exact" and found.assumed and not found.abroad
        ):  # right but for its spelling
            return NamedExercise(written, name, "guessed", _metric(found.exercise), (found.said,))
        metric = "any" if state == "new" else _metric(found.exercise)
        return NamedExercise(written, name, state, metric, found.others)


def _metric(exercise: Exercise) -> str:
    timed = exercise.metric == "time"
    return "counted" if timed and exercise.motion == "steady" else exercise.metric


@dataclass(frozen=True, slots=True)
class SavedNames:
    """The user's own map before another understanding."""

    saved: Mapping[str, str]
    """By folded written name."""
    after: Understanding

    def understand(self, written: str) -> NamedExercise:
        """What the user said once is known."""
        said = self.saved.get(fold(written))
        if said is None:
            return self.after.understand(written)
        found = self.after.understand(said)
        return replace(found, written=written, state="known" if found.state != "new" else "new")


def usual_names(path: Path | None = None) -> Understanding:
    """The user's map, then the catalogue."""
    return SavedNames(saved_names(path or names_file()), CatalogueNames(load_catalogue()))


def saved_names(path: Path) -> dict[str, str]:
    """The map in `path`, by folded name; empty where there is none.

    Raises:
        PlanError: if the file is no such map.
    """
    return {fold(written): name for written, name in _entries(path).items()}


def _entries(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    tree = read_tree(*read_file(path), begin='"Bench (Barbell)": bench press')
    if not isinstance(tree, MappingNode):
        return {}
    pairs = [(key.text, value) for key, value in tree.entries]
    return {key: value.text for key, value in pairs if isinstance(value, Scalar)}


def save_names(said: Mapping[str, str], path: Path) -> None:
    """Add to the user's map; what is there stays, unless it is said anew.

    Raises:
        OutputError: if the file cannot be written.
    """
    from mmc_audio.importing.yaml_text import quoted_text

    try:
        entries = _entries(path) | dict(said)
    except MmcError as error:
        raise OutputError(f"{path}: cannot be read, so nothing is added; fix it first") from error
    lines = [f"{quoted_text(key)}: {quoted_text(value)}\n" for key, value in entries.items()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        part.write_text(_HEAD + "".join(lines), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another settings folder") from error
