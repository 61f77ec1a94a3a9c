"""What a block against the clock is."""

from typing import Literal

from mmc_audio.plan.clocked import AmrapItem, BoutPlan, ClockedItem, EmomItem, ForTimeItem

PAUSES = frozenset({"rest", "off", "break"})
"""A round of an EMOM in which nothing is done."""

Clock = tuple[Literal["emom", "rounds", "for_time"], tuple[BoutPlan, ...], int, int]


def clock_of(item: ClockedItem) -> Clock:
    """What a block against the clock is: its kind, its exercises, its length, its rounds."""
    match item:
        case EmomItem(emom=emom):
            return "emom", emom.do, emom.every_ms, emom.rounds
        case AmrapItem(amrap=amrap):
            return "rounds", amrap.do, amrap.time_ms, 1
        case ForTimeItem(for_time=for_time):
            return "for_time", for_time.do, for_time.cap_ms, for_time.rounds


def is_together(item: ClockedItem) -> bool:
    """Whether all exercises of an EMOM are done in each of its rounds."""
    return isinstance(item, EmomItem) and item.emom.together
