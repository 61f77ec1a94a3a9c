"""A name by its parts: what moves, which muscle, with what, on which side, in which position."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from mmc_audio.coaching.naming.stems import stem, words_of
from mmc_audio.coaching.naming.tables import NameTables, pieces

SIDES = ("one arm", "one leg", "one side", "alternating", "both")
POSITIONS = (
    "incline", "decline", "seated", "standing", "lying", "prone", "half kneeling", "kneeling",
    "bent over", "chest supported", "behind neck", "behind back", "hanging", "floor",
    "feet elevated", "front foot elevated", "elevated heels",
)  # fmt: skip
SINGLE = "single"
"""A word that says one side, or one rep: single cable row, heavy single deadlift."""
CLASSES = ("word", "muscle", "detail", "kind", "equipment", "manner")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name, each in its order."""

    words: tuple[str, ...] = ()
    """Words that say what moves: squat, curl, front, reverse."""
    muscles: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Sides, positions, grips and manners, by their names in the table."""
    equipment: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    """Words for how a set is done: heavy, easy, back-off."""

    @property
    def side(self) -> str:
        """One arm, one leg, one side, alternating or both; empty where none is named."""
        return next((kind for kind in map(_meant, self.kinds) if kind in SIDES), "")

    @property
    def position(self) -> str:
        """Such as incline or seated; empty where none is named."""
        return next((kind for kind in self.kinds if kind in POSITIONS), "")

    @property
    def grip(self) -> str:
        """All other kinds: grip, stance and manner, parted by commas."""
        rest = [kind for kind in self.kinds if kind not in (*SIDES, *POSITIONS)]
        return ", ".join(rest)

    @property
    def asked(self) -> frozenset[str]:
        """All that an entry may not have in its name unless it is asked for."""
        return frozenset((*map(_meant, self.kinds), *self.equipment))

    @property
    def without_single(self) -> "Parts":
        """The parts, where `single` says how many reps: no side is asked for."""
        return replace(self, kinds=tuple(kind for kind in self.kinds if kind != SINGLE))


def _meant(kind: str) -> str:
    """A single row is one side after the other; whether a single is one rep, the lift decides."""
    return "one side" if kind == SINGLE else kind


def expanded(words: list[str], tables: NameTables) -> Iterator[str]:
    """`words` with what is written short in full."""
    place = 0
    for key, count in pieces(words, ShortWords(tables)):
        first = tables.first.get(key, key) if place == 0 else key
        yield from in_full(key, tables) if count else [first]
        place += max(1, count)


def in_full(key: str, tables: NameTables) -> list[str]:
    """What is meant by `key`, which is written short; its plural has a plural."""
    if key in tables.short:
        return tables.short[key]
    *words, last = tables.short[key.removesuffix("s")]
    return [*words, last if last.endswith("s") else f"{last}s"]


@dataclass(frozen=True, slots=True)
class ShortWords(Container[str]):
    """What is written short, and its plurals: DBs, RDLs."""

    tables: NameTables

    def __contains__(self, key: object) -> bool:
        """Whether `key` is one."""
        short = self.tables.short
        if key in short or not isinstance(key, str) or not key.endswith("s"):
            return key in short
        one = key.removesuffix("s")
        return one in short and one not in self.tables.said_short


def parts_of_name(name: str, tables: NameTables) -> Parts:
    """The parts of `name`."""
    return parts_of(list(expanded(words_of(name), tables)), tables)


def parts_of(words: list[str], tables: NameTables) -> Parts:
    """The parts of a name that is words already."""
    found: dict[str, dict[str, None]] = {key: {} for key in (*CLASSES, "filler")}
    stems = tables.spelled([stem(word) for word in words])
    for key, count in pieces(stems, tables.phrases):
        unread = "detail" if _NUMBER.fullmatch(key) else "word"
        kind, value = tables.phrases[key] if count else (unread, key)
        found[kind][value] = None
    return Parts(*(tuple(found[key]) for key in CLASSES))


_NUMBER = re.compile(r"\d+(st|nd|rd|th|m|km|k|yd|ft|in|cm|kg|lbs?|s|sec|min|cals?)?")
"""Degrees, inches, kilos: they say how an exercise is done, and not which one it is."""


def key_of(*groups: tuple[str, ...]) -> str:
    """Words as the index has them: sorted, so that their order does not matter."""
    return "|".join(sorted({word for group in groups for word in group}))
