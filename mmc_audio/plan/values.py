"""The notations as types of the models' fields, each with its pattern for editors."""

import re
from typing import Annotated

from mmc_audio.plan.amounts import Load, Reps, Tempo, is_mass
from mmc_audio.plan.bounds import MAX_REPS, MAX_SETS
from mmc_audio.plan.kinds import (
    DayKind,
    Duration,
    Notation,
    Text,
    Word,
    or_whole,
    pattern,
)
from mmc_audio.plan.notation.distance import parse_distance, parse_pace
from mmc_audio.plan.notation.number import folded, quoted, thousandths
from mmc_audio.plan.notation.percent import parse_percent
from mmc_audio.plan.notation.sets import parse_reps, parse_sets
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.notation.weight import parse_load
from mmc_audio.units import Ms

SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000

_REPS = "[0-9]+(?:\\s*(?:-|\u2013|[Tt][Oo])\\s*[0-9]+)?(?:\\s*[Rr][Ee][Pp][Ss]?)?"
_EACH = "(?:\\s*/\\s*(?:side|arm|leg)|\\s+(?:each|ea|per)(?:\\s+(?:side|arm|leg))?)?"
_TO_THE_END = (
    "(?:(?:[Tt]o|[Uu]ntil)\\s+)?(?:[Ff][Aa][Ii][Ll][Uu][Rr][Ee]|[Mm][Aa][Xx])(?:\\s+[Rr]eps?)?"
)
_PARTS = "[0-9]+[ A-Za-z]*(?:\\+\\s*[0-9]+[ A-Za-z]*)+"
"""Clusters, and parts of the way: `2+2+2`, `7 low + 7 high + 7 full`."""
_WORK = (
    f"(?:{_REPS}\\s*\\+?|{_TO_THE_END}|[Aa][Mm][Rr][Aa][Pp]|"
    f"[0-9.:]+\\s*[A-Za-z]*[0-9.]*\\s*[A-Za-z]*){_EACH}"
)
_SLOT = "(?:[0-9]{1,2}(?:\\.[0-9]{1,3})?|[Xx])"
_GAP = "\\s*[-/:\u2013\u2014 ]\\s*"


def _mass(text: str) -> Load:
    load = parse_load(text)
    if not is_mass(load):
        raise ValueError(f"{quoted(text)} is no weight; write kilograms or pounds, such as 100kg")
    return load


def _decibels(text: str) -> float:
    number = re.sub("\\s*db$", "", folded(text))
    milli = thousandths(number.removeprefix("-"))
    if milli is None or not number.startswith("-") or not 6000 <= milli <= 40_000:
        raise ValueError(f"{quoted(text)} is no level; write -40 to -6, in dB under the voice")
    return -milli / 1000


def _count(text: str) -> int:
    return parse_sets(text).count


TEMPO = Notation(
    "a tempo such as 3-0-2-1",
    parse_tempo,
    or_whole(pattern(f"@?\\s*{_SLOT}(?:{_GAP}{_SLOT}){{2,3}}", "@?[0-9Xx]{3,4}"), 9999),
    Tempo,
)
SETS = Notation(
    "a number of sets such as 3 or 3x10",
    _count,
    or_whole(
        pattern(
            f"[0-9]+(?:\\s*(?:[xX\u00d7]|[Ss]ets?\\s+of)\\s*{_WORK}|\\s*[Ss]ets?)?",
            "[^,]+(?:,[^,]+)+",
        ),
        MAX_SETS,
    ),
)
REPS = Notation(
    "repetitions such as 10, 8-12 or AMRAP",
    parse_reps,
    or_whole(pattern(_WORK, _PARTS, "[0-9]+ [a-z]+", "[Tt]wenty[- ]ones"), MAX_REPS),
    Reps,
)
LOAD = Notation(
    "a load such as 65% or 40kg",
    parse_load,
    pattern(
        "(?:2\\s*[xX\u00d7]\\s*)?(?:[Bb][Ww]|[Bb]odyweight)?\\s*[+-]?\\s*[0-9.,]+"
        "(?:\\s*[-\u2013]\\s*[0-9.,]+)?\\s*(?:%|[A-Za-z]+)(?:\\s*(?:/|[A-Za-z]+)\\s*[A-Za-z]+)?",
        "(?:[Rr][PpIi][EeRr]|@)\\s*[0-9.,]+(?:\\s*[-\u2013]\\s*[0-9.,]+)?",
        "[Bb][Oo][Dd][Yy]\\s?[Ww][Ee][Ii][Gg][Hh][Tt]", "[Bb][Ww]", "(?:(?:empty|the) )?[Bb]ar",
        "(?:[Pp]in|[Pp]late|[Ss]tack) [1-9][0-9]?", "(?:.{1,30} )?[Bb]and",
    ),
    Load,
)  # fmt: skip
MASS = Notation("a weight such as 100kg", _mass, pattern("[0-9.]+\\s*(?:kg|lb)s?"), Load)
LEVEL = Notation(
    "a level such as -20 dB",
    _decibels,
    {"anyOf": [pattern("-[0-9.]+\\s*(?:[dD][bB])?"), {"type": "number"}]},
)

TRAINING_MAX = Notation("a share such as 90%", parse_percent, pattern("[0-9]+\\s*%"), int)

DISTANCE = Notation(
    "a distance such as 20m",
    parse_distance,
    pattern("[0-9][0-9.,]*\\s*(?:m|km|yd|mi|ft|[a-z]+)"),
    int,
)
PACE = Notation(
    "a pace such as self, or 5 km/h",
    parse_pace,
    pattern("self|counted|[0-9][0-9.,:]*\\s*(?:km/h|mph|/ ?km|min/km)"),
    float,
)

ExerciseName = Annotated[str, Text("an exercise's name", 80, one_line=True, needs_letter=True)]
Name = Annotated[str, Word("name", "body_scan", "[a-z][a-z0-9_]{0,59}")]
Words = Annotated[str, Text()]
Title = Annotated[str, Text("a title", 200, one_line=True)]
Date = Annotated[str, DayKind()]
RestTime = Annotated[Ms, Duration(0, HOUR, ranged=True)]
"""A rest, up to an hour; `60-90s` is the longer of the two."""
SetTime = Annotated[Ms, Duration(SECOND, HOUR)]
"""A hold or a bout of work, up to an hour."""
WholeTempo = Annotated[Tempo, TEMPO]
SetCount = Annotated[int, SETS]
RepCount = Annotated[Reps, REPS]
AnyLoad = Annotated[Load, LOAD]
Mass = Annotated[Load, MASS]
