"""Look-up of exercises by any name that people write for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mmc_audio.coaching.catalogue.files import exercises
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.exercise import Exercise, exercise
from mmc_audio.coaching.naming.match import matcher
from mmc_audio.coaching.naming.tables import tables
from mmc_audio.coaching.naming.understand import SURE, Namer, Understood
from mmc_audio.errors import UnknownExerciseError


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises, the best known first."""

    exercises: tuple[Exercise, ...]
    index: Mapping[str, Exercise]
    """By folded id, name and alias."""
    conventions: Mapping[str, Any]
    namer: Namer

    def understand(self, name: str) -> Understood:
        """What `name` means, whatever it is."""
        return self.namer.understand(name, fold(name))

    def resolve(self, name: str, like: str | None, muscle: str | None) -> Understood:
        """What `name` means, where the plan may say what it is like or which muscle it trains.

        Raises:
            ValueError: `what; fix`, if `like` is no exercise or `muscle` no muscle.
        """
        if like:
            return self.namer.like(name, self.understand(like))
        if muscle:
            return self.namer.for_muscle(name, muscle)
        return self.understand(name)

    def find(self, name: str) -> Exercise:
        """The exercise called `name`, with the words for what its name says.

        Raises:
            UnknownExerciseError: if no movement is known by that name; names the nearest.
        """
        found = self.understand(name)
        if found.known in SURE:
            return found.exercise
        near = " or ".join(found.others) or "a name that is known"
        raise UnknownExerciseError(f'there is no exercise "{name}"; write {near}', name=name)

    def lists(self, name: str) -> bool:
        """Whether `name` is the id, the name or an alias of an entry."""
        return fold(name) in self.index

    def knows(self, name: str) -> bool:
        """Whether `find` finds it."""
        return self.lists(name) or self.understand(name).known in SURE

    def muscle_groups(self, muscle: str) -> frozenset[str]:
        """The muscle groups that a word for a muscle means.

        Raises:
            ValueError: `what; fix`, if it is no muscle.
        """
        groups = frozenset(entry.muscle_group for entry in self.exercises)
        if muscle.casefold() in groups:
            return frozenset({muscle.casefold()})
        found = groups & self.namer.groups(muscle)
        if not found:
            raise ValueError(f'"{muscle}" is no muscle; write one of {", ".join(sorted(groups))}')
        return found

    def equipment_called(self, word: str) -> frozenset[str]:
        """The equipment that a word means.

        Raises:
            ValueError: `what; fix`, if no exercise has it.
        """
        every = frozenset(tool for entry in self.exercises for tool in entry.equipment)
        if word.casefold() in every:
            return frozenset({word.casefold()})
        found = every & frozenset(self.namer.parts(word).equipment)
        if not found:
            raise ValueError(f'no exercise has "{word}"; write one of {", ".join(sorted(every))}')
        return found

    def nearest(self, name: str, most: int = 3) -> list[str]:
        """Names of exercises that look like `name`, the nearest first."""
        return list(self.namer.nearest(name, most))


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program, and what packages and folders add to it."""
    data = exercises()
    found = tuple(exercise(record) for record in data["exercises"])
    by_id = {entry.id: entry for entry in found}
    index = {key: by_id[name] for key, name in data["index"].items()}
    return Catalogue(found, index, data["conventions"], _namer(data, by_id))


def _namer(data: Mapping[str, Any], by_id: Mapping[str, Exercise]) -> Namer:
    words = tables(data["tables"])
    return Namer(
        by_id,
        data["index"],
        matcher(data, words.muscles),
        words,
        tuple(data["vocabulary"]),
        exercise(data["any_movement"]),
        {name: tuple(ids) for name, ids in data["doubtful"].items()},
    )
