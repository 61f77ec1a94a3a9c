"""Look-up of exercises by any name that people write for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from mmc_audio.coaching.catalogue.abroad import in_english
from mmc_audio.coaching.catalogue.files import exercises
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.catalogue.own_files import own_state
from mmc_audio.coaching.exercise import Exercise, exercise
from mmc_audio.coaching.naming.match import matcher
from mmc_audio.coaching.naming.stems import plain
from mmc_audio.coaching.naming.tables import tables
from mmc_audio.coaching.naming.understand import SURE, NameMeaning, Namer
from mmc_audio.coaching.translation import current_translation
from mmc_audio.errors import UnknownExerciseError


class Entries(Mapping[str, Exercise]):
    """The exercises by id, each made when it is asked for: a plan needs a few of hundreds."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        self._records = records
        self._made: dict[str, Exercise] = {}

    def __getitem__(self, key: str) -> Exercise:
        """The exercise with the id `key`."""
        if key not in self._made:
            self._made[key] = exercise(self._records[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        """The ids, the best known first."""
        return iter(self._records)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._records)


@dataclass(frozen=True)
class Catalogue:
    """All exercises, and what names mean."""

    by_id: Mapping[str, Exercise]
    index: Mapping[str, str]
    """Ids by folded id, name and alias."""
    conventions: Mapping[str, Any]
    namer: Namer
    timed: Mapping[str, str]
    """By folded name, the id that it means where it is done for a time or a distance."""
    abroad: Mapping[str, str] = field(default_factory=dict)
    """By the folded name in another language, without accents, the English one."""
    abroad_words: Mapping[str, str] = field(default_factory=dict)
    """What stands around such a name, as `mit Langhantel`, by its folded words."""

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises, the best known first."""
        return tuple(self.by_id.values())

    def understand(self, name: str) -> NameMeaning:
        """What `name` means, whatever it is."""
        folded = fold(name)
        if english := self._in_english(name, folded):
            found = self._understood(english, fold(english))
            said = f'"{name}" is said as {found.said}'
            return replace(found, asked=name, abroad=english, assumed=said)
        return self._understood(name, folded)

    def _in_english(self, name: str, folded: str) -> str:
        """The English name of one in another language; empty for others, or in doubt."""
        if english := self.abroad.get(plain(folded)):
            return english
        if self._understood(name, folded).known in {"exact", "variation"}:
            return ""
        english = in_english(name, self.abroad, self.abroad_words)
        return english if english and self._understood(english, fold(english)).known in SURE else ""

    @cached_property
    def _understood(self) -> Callable[[str, str], NameMeaning]:
        """A plan names few exercises, and each of them again and again."""
        return lru_cache(maxsize=4096)(self.namer.understand)

    def resolve(
        self, name: str, like: str | None, muscle: str | None, *, timed: bool = False
    ) -> NameMeaning:
        """What `name` means, where the plan may say what it is like or which muscle it trains.

        `timed` where it is done for a time or a distance: to row 500 m is done on a rower.

        Raises:
            ValueError: `what; fix`, if `like` is no exercise or `muscle` no muscle.
        """
        if like:
            return self.namer.like(name, self.understand(like))
        if muscle:
            return self.namer.for_muscle(name, muscle)
        found = self.understand(name)
        if timed and (meant := self.timed.get(fold(found.abroad or name))):
            exercise = replace(self.by_id[meant], name=found.said)
            return replace(found, exercise=exercise, family=meant)
        return found

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

    def is_certain(self, name: str) -> bool:
        """Whether `find` finds it without assuming anything, such as that it is misspelt."""
        return self.knows(name) and not self.understand(name).assumed

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


def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program, and what a coach's own files add to it.

    Raises:
        PlanError: if one of a coach's own files is wrong, at its line.
    """
    return catalogue_as_of((current_translation(), own_state()))


@lru_cache(4)
def catalogue_as_of(state: tuple[object, ...]) -> Catalogue:
    """The catalogue, kept as long as the coach's own files stay as they are."""
    del state
    data = exercises()
    by_id = Entries({record["id"]: record for record in data["exercises"]})
    return Catalogue(
        by_id,
        data["index"],
        data["conventions"],
        _namer(data, by_id),
        data["timed"],
        data["abroad"],
        data["abroad_words"],
    )


def _namer(data: Mapping[str, Any], by_id: Mapping[str, Exercise]) -> Namer:
    words = tables(data["tables"])
    return Namer(
        by_id,
        data["index"],
        matcher(data, words.muscles),
        words,
        frozenset(data["vocabulary"]),
        exercise(data["any_movement"]),
        {name: tuple(ids) for name, ids in data["doubtful"].items()},
        frozenset(data["foreign"]),
    )
