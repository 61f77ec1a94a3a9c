"""What a hand holds, in words: `the bar` of a family becomes `the dumbbells` of a variation."""

import re
from collections.abc import Mapping

NOUNS: Mapping[str, tuple[str, str]] = {
    "barbell": ("bar", "bar"),
    "smith machine": ("bar", "bar"),
    "ez bar": ("bar", "bar"),
    "safety bar": ("bar", "bar"),
    "axle": ("bar", "bar"),
    "landmine": ("bar end", "bar end"),
    "trap bar": ("handles", "handle"),
    "dumbbell": ("dumbbells", "dumbbell"),
    "kettlebells": ("bells", "bell"),
    "cable": ("handles", "handle"),
    "machine": ("handles", "handle"),
    "band": ("band", "band"),
    "plate": ("plate", "plate"),
    "medicine ball": ("ball", "ball"),
    "sandbag": ("bag", "bag"),
    "log": ("log", "log"),
    "suspension": ("handles", "handle"),
    "ring": ("rings", "ring"),
    "sled": ("handles", "handle"),
}
"""By equipment: what two hands hold, and what one holds."""

HELD = re.compile(r"\b(bar end|bar|weights?|handles?|rope|dumbbells?|bells?)\b", re.IGNORECASE)
"""What a family's cues call its implement."""

CALLED: Mapping[str, str] = {"kettlebells": "kettlebell", "suspension": "TRX", "body only": ""}
"""How a name calls equipment, where it is not by the table's own word."""


def called(equipment: str) -> str:
    """How a name calls `equipment`."""
    return CALLED.get(equipment, equipment)


def swapped(text: str, equipment: str, *, one: bool) -> str:
    """`text` with its implement called as `equipment` is; `one` for a single hand."""
    if equipment not in NOUNS:
        return text
    two, single = NOUNS[equipment]
    return HELD.sub(lambda found: _like(found[0], single if one else two), text)


def neutral(text: str, equipment: str) -> str:
    """`text` with its implement called a weight: for whole sentences, whose verb is singular.

    A band is no weight, and keeps its name. "A rope" is a picture, "the rope" is held.
    """
    return _IN_HAND.sub("band" if equipment == "band" else "weight", text)


_IN_HAND = re.compile(r"(?<!\ba )(?<!\btent )\b(bar end|bar|handle|rope)\b")


def _like(pattern: str, word: str) -> str:
    return word.capitalize() if pattern[:1].isupper() else word
