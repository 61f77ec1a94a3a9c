"""A name by its parts: what moves, which muscle, with what, on which side, in which position."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmc_audio.coaching.naming.stems import stem, words_of
from mmc_audio.coaching.naming.tables import NameTables, pieces

SIDES = ("one arm", "one leg", "one side", "alternating", "both")
POSITIONS = (
    "incline", "decline", "seated", "standing", "lying", "prone", "half kneeling", "kneeling",
    "bent over", "chest supported", "behind neck", "behind back", "hanging", "floor",
    "feet elevated", "front foot elevated", "elevated heels",
)  # fmt: skip
NOT_ASKED = frozenset({"both", "floor", "strict"})
"""What most exercises are anyway; it makes no other exercise."""


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

    @property
    def side(self) -> str:
        """One arm, one leg, one side, alternating or both; empty where none is named."""
        return next((kind for kind in self.kinds if kind in SIDES), "")

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
        return frozenset((*self.kinds, *self.equipment))


def expanded(words: list[str], tables: NameTables) -> Iterator[str]:
    """`words` with what is written short in full."""
    for place, word in enumerate(words):
        first = tables.first.get(word, word) if place == 0 else word
        yield from tables.short.get(word, [first])


def parts(name: str, tables: NameTables) -> Parts:
    """The parts of `name`."""
    return parts_of(list(expanded(words_of(name), tables)), tables)


def parts_of(words: list[str], tables: NameTables) -> Parts:
    """The parts of a name that is words already."""
    found: dict[str, dict[str, None]] = {
        key: {} for key in ("word", "muscle", "detail", "kind", "equipment", "filler")
    }
    stems = tables.spelled([stem(word) for word in words])
    for key, count in pieces(stems, tables.phrases):
        kind, value = tables.phrases[key] if count else ("word", key)
        found[kind][value] = None
    return Parts(*(tuple(found[key]) for key in ("word", "muscle", "detail", "kind", "equipment")))


def key_of(*groups: tuple[str, ...]) -> str:
    """Words as the index has them: sorted, so that their order does not matter."""
    return "|".join(sorted({word for group in groups for word in group}))
