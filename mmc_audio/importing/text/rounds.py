"""Rounds by the clock that are a name and a number: `Heavy bag, 5 rounds`."""

import re
from dataclasses import dataclass

from mmc_audio.importing.model import WorkoutBlock, WorkoutItem
from mmc_audio.importing.quantities import length
from mmc_audio.importing.text.known import is_known
from mmc_audio.importing.text.tokens import TIME

_ROUNDS = re.compile(
    r"(?P<name>[^\W\d][^\d:,(]*?)(?:,|:|\s[x\u00d7\u2013-])?\s(?P<rounds>[0-9]{1,2})\s(?:rounds?|rds)",
    re.IGNORECASE,
)
_ROUND_LENGTH = re.compile(
    rf"(?P<work>{TIME})\s?(?:each|rounds?|on|work)?(?:\s?[,/]\s?(?:rest\s)?(?P<rest>{TIME})(?:\s(?:rest|off|break)(?:\sbetween.*)?)?)?",
    re.IGNORECASE,
)
_FIGHTING = re.compile(r"\bbag\b|\bpads?\b|\bmitts?\b|box|spar|shadow|clinch|thai", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClockedRounds:
    """What such a line is."""

    block: WorkoutBlock
    taken: str = ""
    """The next line, where it says how long the rounds are."""
    assumed: str = ""


def clocked_rounds(line: int, text: str, following: str) -> ClockedRounds | None:
    """`Heavy bag, 5 rounds`, with or without their length below it; None for any other line."""
    match = _ROUNDS.fullmatch(text)
    if match is None or not is_known(match["name"], match["name"]):
        return None
    clock = _ROUND_LENGTH.fullmatch(following)
    if not (clock or _FIGHTING.search(match["name"])):
        return None
    work, rest = (clock["work"], clock["rest"]) if clock else ("3 min", "1 min")
    block = WorkoutBlock(
        "interval",
        (WorkoutItem(match["name"], (), line=line),),
        rounds=max(1, min(100, int(match["rounds"]))),
        work_ms=length(work),
        rest_ms=length(rest or "1 min"),
        line=line,
    )
    usual = "1 minute between" if clock else "rounds of 3 minutes, with 1 minute between"
    said = "" if clock and rest else f"line {line}: {match['name']}: {usual}, as is usual"
    return ClockedRounds(block, following if clock else "", said)
