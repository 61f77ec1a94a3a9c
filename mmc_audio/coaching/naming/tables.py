"""The table of words, compiled so that phrases are found quickly."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mmc_audio.coaching.naming.stems import stem, words_of

LONGEST = 5
"""Words of the longest phrase."""

ORDER = ("filler", "manner", "detail", "muscle", "equipment", "kind")
"""Classes of words; of equal phrases, that of the later class counts."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """What is known of words; made of plain data, so that it can be kept as JSON."""

    short: Mapping[str, list[str]]
    """By a short word, the words that it means."""
    spelling: Mapping[str, str]
    """By stems, the one stem that they are compared by."""
    phrases: Mapping[str, list[str]]
    """By stems, the class and what it says."""
    muscles: Mapping[str, str]
    """By muscle, its group."""
    proper: Mapping[str, str]
    """By lower case, the word with its capitals."""
    said_short: frozenset[str] = field(default=frozenset())
    spelt: tuple[str, ...] = ()
    """Plain words that are no misspelt words of exercises."""
    first: Mapping[str, str] = field(default_factory=dict)
    """What a first word means: `Lever row` is done on a machine, a front lever is not."""

    def spelled(self, stems: list[str]) -> list[str]:
        """`stems`, each phrase by its usual spelling."""
        result: list[str] = []
        for key, count in pieces(stems, self.spelling):
            result.append(self.spelling.get(key, key) if count else key)
        return result


def pieces(stems: list[str], table: Container[str]) -> Iterator[tuple[str, int]]:
    """The longest phrases of `table` in `stems` from the left, with their length; 0 for none."""
    start = 0
    while start < len(stems):
        count = _longest(stems[start : start + LONGEST], table)
        yield " ".join(stems[start : start + max(1, count)]), count
        start += max(1, count)


def _longest(stems: list[str], table: Container[str]) -> int:
    counts = range(len(stems), 0, -1)
    return next((count for count in counts if " ".join(stems[:count]) in table), 0)


def compiled(data: Mapping[str, Any]) -> dict[str, Any]:
    """The parsed file `words.yaml` as the arguments of `NameTables`, all plain data."""
    spelling = {" ".join(map(stem, words_of(way))): one for one, way in _spellings(data)}
    tables = NameTables({}, spelling, {}, {}, {})
    phrases = {
        " ".join(tables.spelled([stem(word) for word in words_of(phrase)])): [kind, value]
        for kind, value, phrase in _phrases(data)
    }
    return {
        "short": {key: words_of(text) for key, text in data["short"].items()},
        "spelling": spelling,
        "phrases": phrases,
        "muscles": {name: each["group"] for name, each in data["muscles"].items()},
        "proper": {word.casefold(): word for word in data["proper"]},
        "said_short": sorted(data["said_short"]),
        "spelt": data["spelt"],
        "first": data["first"],
    }


def tables(plain: Mapping[str, Any]) -> NameTables:
    """The tables from what `compiled` made."""
    said = frozenset(plain["said_short"])
    rest = {key: value for key, value in plain.items() if key != "said_short"}
    return NameTables(**rest, said_short=said)


def _spellings(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one, ways in data["spelling"].items():
        for way in ways:
            yield stem(one), way


def _phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    found: dict[str, Iterable[tuple[str, str]]] = {
        "filler": [(word, word) for word in data["filler"]],
        "manner": [(word, word) for word in data["manners"]],
        "detail": [(word, word) for word in data["details"]],
        "muscle": [(name, word) for name, m in data["muscles"].items() for word in m["words"]],
        "equipment": list(_with_own_names(data["equipment"])),
        "kind": list(_with_own_names(data["kinds"])),
    }
    for kind in ORDER:
        yield from ((kind, value, phrase) for value, phrase in found[kind])


def _with_own_names(table: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each phrase with what it means; what it means is a phrase too, since ids are made of it."""
    for name, ways in table.items():
        yield from ((name, word) for word in (*ways, name) if ways)
