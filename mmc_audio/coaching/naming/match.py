"""The entry of the catalogue that a name means, by its parts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from mmc_audio.coaching.naming.index import Row
from mmc_audio.coaching.naming.parts import POSITIONS, SIDES, Parts, key_of

MOST_OPTIONAL = 6
"""Optional words that are tried with and without each other (2 ** 6 look-ups)."""

MOST_WORDS = 10
"""Words of a name that are looked at where not all of it is known."""

MOST_OF_THEM = 0.6
"""The share of a word's movements that says which muscle group it means."""

KIND, PLACE = 2, 3
"""How much a grip, and a side or position, of an entry's name says, where equipment says 1."""

OTHER_MOVEMENT = frozenset({"hanging"})
"""What makes another movement of one that is not done so."""

REGIONS: Mapping[str, frozenset[str]] = {
    "leg": frozenset({
        "quadriceps", "hamstrings", "glutes", "calves", "adductors", "abductors", "hip flexors",
    }),
    "hip": frozenset({
        "glutes", "hip flexors", "abductors", "adductors", "hamstrings", "quadriceps",
    }),
    "arm": frozenset({"biceps", "triceps", "forearms", "shoulders", "chest", "lats"}),
    "back": frozenset({"middle back", "lats", "lower back", "traps", "shoulders", "glutes"}),
    "abdominal": frozenset({"abdominals", "obliques"}),
    "oblique": frozenset({"abdominals", "obliques"}),
    "shoulder": frozenset({"shoulders", "rotator cuff", "traps", "chest"}),
    "rotator cuff": frozenset({"rotator cuff", "shoulders"}),
    "lower back": frozenset({"lower back", "glutes", "hamstrings"}),
    "glute": frozenset({"glutes", "hamstrings", "lower back"}),
    "hamstring": frozenset({"hamstrings", "glutes"}),
    "chest": frozenset({"chest", "triceps"}),
    "forearm": frozenset({"forearms"}),
    "bicep": frozenset({"biceps", "forearms"}),
    "lat": frozenset({"lats", "middle back"}),
    "rear deltoid": frozenset({"shoulders", "middle back"}),
    "ankle": frozenset({"calves", "tibialis"}),
    "trap": frozenset({"traps", "shoulders", "middle back"}),
}  # fmt: skip
"""Muscle groups that a word for a region may mean; other words mean their own group."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An entry, and what of the name it does not say itself."""

    id: str
    extra: frozenset[str]
    """Kinds and equipment that were asked for beyond the entry's own name."""
    unread: tuple[str, ...] = ()
    """Words that nothing was made of."""
    sure: bool = True
    """Whether the muscles that were named are those of the entry."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds entries by the parts of a name."""

    keys: Mapping[str, Sequence[Row]]
    groups: Mapping[str, str]
    """The muscle group of each entry."""
    equipment: Mapping[str, Sequence[str]]
    muscles: Mapping[str, str]
    heads: frozenset[str]
    """Words that name a movement by themselves, such as squat."""
    timed: frozenset[str]
    """Entries that are done for a time: a machine row is no rowing machine."""

    def whole(self, parts: Parts) -> list[NameMatch]:
        """Entries that say everything of the name but optional words, the best first."""
        ways = list(self._ways(parts))
        found = [
            (rank, match)
            for dropped, words in enumerate(ways)
            for rank, match in self._ranked(parts, words, dropped)
        ]
        return _unique(match for _, match in sorted(found, key=lambda each: each[0]))

    def _ways(self, parts: Parts) -> Iterator[tuple[str, ...]]:
        """The words with fewer and fewer of the optional ones."""
        optional = (*parts.details, *parts.muscles)[-MOST_OPTIONAL:]
        if parts.words or optional:
            yield (*parts.words, *optional, *parts.manners)
        for count in range(len(optional), -1, -1):
            for kept in combinations(optional, count):
                yield (*parts.words, *kept)

    def _ranked(
        self, parts: Parts, words: tuple[str, ...], dropped: int
    ) -> Iterator[tuple[tuple[int, ...], NameMatch]]:
        unsaid = [muscle for muscle in parts.muscles if muscle not in words]
        for place, (entry, needed) in enumerate(self.keys.get(key_of(words), ())):
            if not parts.asked.issuperset(needed) or not self._agree(unsaid, entry):
                continue
            extra = parts.asked.difference(needed)
            strange = sum(tool not in self.equipment[entry] for tool in parts.equipment)
            missed = sum(muscle not in words for muscle in parts.muscles)
            own = parts.asked.intersection(self.equipment[entry][:1])
            weight = sum(_weight(need, parts) for need in own.union(needed))
            rank = (missed, dropped, -weight, strange, entry in self.timed, place)
            if extra.isdisjoint(OTHER_MOVEMENT):
                yield rank, NameMatch(entry, extra)

    def _agree(self, muscles: Iterable[str], entry: str) -> bool:
        group = self.groups[entry]
        return all(group in self._groups(muscle) for muscle in muscles)

    def _groups(self, muscle: str) -> frozenset[str]:
        return REGIONS.get(muscle) or frozenset({self.muscles[muscle]})

    def part(self, parts: Parts) -> list[NameMatch]:
        """Entries that say the most of the name, with its last movement word, the best first."""
        words = (*parts.words, *parts.muscles, *parts.details)[:MOST_WORDS]
        heads = [word for word in reversed(words) if word in self.heads]
        found = (self._with_head(parts, words, head) for head in heads)
        return next((matches for matches in found if matches), [])

    def _with_head(self, parts: Parts, words: tuple[str, ...], head: str) -> list[NameMatch]:
        """Entries that say the most of `words`, among them `head`."""
        found: list[tuple[tuple[int, ...], NameMatch]] = []
        for count in range(len(words) - 1, 0, -1):
            for kept in combinations(words, count):
                if head in kept:
                    found += self._partly(parts, kept)
            if found:
                break
        return _unique(match for _, match in sorted(found, key=lambda each: each[0]))

    def begun(self, parts: Parts) -> list[NameMatch]:
        """Entries of a name without its movement, such as zottman or bulgarians; never sure."""
        if not parts.words or parts.muscles or not self.heads.isdisjoint(parts.words):
            return []
        found = (
            NameMatch(entry, frozenset(), sure=False)
            for key, rows in self.keys.items()
            for entry, _ in rows
            if self._ends(parts.words, key.split("|")) and parts.words[0] in entry.split("_")
        )
        return _unique(found)

    def _ends(self, words: tuple[str, ...], key: list[str]) -> bool:
        """Whether a key has all the words, and nothing else but the movement."""
        rest = [word for word in key if word not in words]
        return len(rest) == 1 and rest[0] in self.heads and len(key) == len(words) + 1

    def _partly(
        self, parts: Parts, kept: tuple[str, ...]
    ) -> Iterator[tuple[tuple[int, ...], NameMatch]]:
        left = tuple(word for word in parts.words if word not in kept)
        said = tuple(muscle for muscle in parts.muscles if muscle in kept)
        other = tuple(muscle for muscle in parts.muscles if muscle not in kept)
        alone = len(kept) == 1 and not self._one_group(*kept)
        for rank, match in self._ranked(replace(parts, muscles=said), kept, 0):
            agrees = self._agree(other, match.id)
            sure = agrees and not alone
            yield (not agrees, *rank), NameMatch(match.id, match.extra, left, sure=sure)

    def _one_group(self, word: str) -> bool:
        """Whether most movements with this word train one muscle group: squats do, rolls do not."""
        rows = (row for key, rows in self.keys.items() if word in key.split("|") for row in rows)
        groups = Counter(self.groups[entry] for entry in {entry for entry, _ in rows})
        return max(groups.values(), default=0) >= MOST_OF_THEM * groups.total()


def _weight(need: str, parts: Parts) -> int:
    if need in parts.equipment:
        return 1
    return PLACE if need in (*SIDES, *POSITIONS) else KIND


def _unique(found: Iterable[NameMatch]) -> list[NameMatch]:
    first: dict[str, NameMatch] = {}
    for match in found:
        first.setdefault(match.id, match)
    return list(first.values())


def matcher(data: Mapping[str, Any], muscles: Mapping[str, str]) -> Matcher:
    """The matcher of a catalogue's plain data."""
    records = data["exercises"]
    return Matcher(
        data["keys"],
        {record["id"]: record["muscle_group"] for record in records},
        {record["id"]: record["equipment"] for record in records},
        muscles,
        frozenset(data["heads"]),
        frozenset(record["id"] for record in records if record["metric"] == "time"),
    )
