"""Look-up of exercises by id, name and alias."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from mmc_audio.coaching.catalogue.files import exercises
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.exercise import Exercise, exercise
from mmc_audio.errors import UnknownExerciseError


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises, the best known first."""

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


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program, and what packages and folders add to it."""
    data = exercises()
    rank = {name: place for place, name in enumerate(data["first"])}
    records = sorted(data["exercises"], key=lambda record: rank.get(record["id"], len(rank)))
    found = tuple(exercise(record) for record in records)
    return Catalogue(found, _index(found), data["conventions"])


def _index(found: Iterable[Exercise]) -> dict[str, Exercise]:
    """Ids and names go before aliases, whoever comes first."""
    every = list(found)
    index: dict[str, Exercise] = {}
    for key, entry in [(e.id, e) for e in every] + [(e.name, e) for e in every]:
        index.setdefault(fold(key), entry)
    for entry in every:
        for alias in entry.aliases:
            index.setdefault(fold(alias), entry)
    return index
