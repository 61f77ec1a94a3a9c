"""How a coach delivers a line: pace and level by what the line is for, as data.

It acts on top of what the script asks for (`@pace`, `@volume`), and gives way to it: a line is
delivered so only where its first wording fits that way (`fit`). Counts, phases and sentences keep
their beats, since those are the script's own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mmc_audio.script.attributes import Attributes


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a line is for, in sound."""

    pace: float = 1.0
    """Times the asked pace."""
    level_db: float = 0.0
    """Of the words, on top of the asked volume; tones in the line stay as they are."""


PLAIN = Delivery()

DELIVERIES: Mapping[str, Delivery] = {
    "safety": PLAIN,
    "relax": Delivery(0.88, -1.5),
    "scan": Delivery(0.9, -1.0),
    "breath": Delivery(0.9, -1.0),
    "imagery": Delivery(0.92, -0.5),
    "countdown": Delivery(1.06),
    "count": Delivery(1.06),
}
"""By label; of a line with several, the first of them here. Templates ask for a calm pace where
they guide (110 to 130 of 150), so what is added is little; less than a tenth is not heard with the
natural voice, whose model rounds the length of each phoneme. Levels stay within what the ear takes
for one speaker at one distance; a whole session keeps its loudness (`audio.session_level`)."""

LAST_REPS = 2
FEWEST_REPS = 4
"""A set of fewer has no last reps that differ from its first."""
ENERGY = Delivery(1.03, 1.0)
"""Of the last reps: the voice rises with the effort."""
UNMOVED = frozenset({"safety", "relax", "scan", "breath", "imagery"})
"""Labels of lines that stay as they are in the last reps."""


def delivery_of(labels: Collection[str], state: Attributes) -> Delivery:
    """How a line is delivered.

    Args:
        labels: of the line.
        state: the attributes that hold at it.
    """
    own = next((DELIVERIES[label] for label in DELIVERIES if label in labels), PLAIN)
    if not _in_the_last_reps(state) or not UNMOVED.isdisjoint(labels):
        return own
    return Delivery(max(own.pace, ENERGY.pace), own.level_db + ENERGY.level_db)


def pace_of(delivery: Delivery, text: str) -> float:
    """The factor on the pace of a text: a word alone is not slowed.

    "Sip" of the natural voice at 126 words a minute was heard as "set", at 135 to 159 as it is.
    """
    return delivery.pace if len(text.split()) > 1 else max(delivery.pace, 1.0)


def _in_the_last_reps(state: Attributes) -> bool:
    """Whether a repetition of a set of work is one of the last; of `8-12` none is known to be."""
    rep, reps = state.get("rep", ""), state.get("reps", "")
    if not (rep.isdecimal() and reps.isdecimal()) or state.get("span") != "work":
        return False
    planned = int(reps)
    return planned >= FEWEST_REPS and planned - LAST_REPS < int(rep) <= planned
