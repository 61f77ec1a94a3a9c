"""The notations as values of the plan file, each with its pattern for editors."""

import re
from datetime import date

from mmc_audio.plan.kinds import Notation, Schema
from mmc_audio.plan.model import Load
from mmc_audio.plan.notation import parse_load, parse_sets, parse_tempo, parse_work
from mmc_audio.plan.notation.number import folded, quoted, thousandths


def _strings(*patterns: str) -> Schema:
    return {"type": "string", "pattern": "^\\s*(?:" + "|".join(patterns) + ")\\s*$"}


_REPS = "[0-9]+(?:\\s*(?:-|\u2013|[Tt][Oo])\\s*[0-9]+)?(?:\\s*[Rr][Ee][Pp][Ss]?)?"
_EACH = "(?:\\s*/\\s*(?:side|arm|leg)|\\s+(?:each|per)(?:\\s+(?:side|arm|leg))?)?"
_WORK = f"(?:{_REPS}|[Aa][Mm][Rr][Aa][Pp]|[0-9.:]+\\s*[A-Za-z]*[0-9.]*\\s*[A-Za-z]*){_EACH}"
_SLOT = "(?:[0-9]{1,2}(?:\\.[0-9]{1,3})?|[Xx])"
_GAP = "\\s*[-/:\u2013\u2014 ]\\s*"


def _or_whole(written: Schema, high: int) -> Schema:
    return {"anyOf": [written, {"type": "integer", "minimum": 0, "maximum": high}]}


TEMPO = Notation(
    "a tempo such as 3-0-2-1",
    parse_tempo,
    _or_whole(_strings(f"@?\\s*{_SLOT}(?:{_GAP}{_SLOT}){{2,3}}", "@?[0-9Xx]{3,4}"), 9999),
)
SETS = Notation(
    "a number of sets such as 3 or 3x10",
    parse_sets,
    _or_whole(_strings(f"[0-9]+(?:\\s*[xX\u00d7]\\s*{_WORK})?"), 100),
)
REPS = Notation(
    "repetitions such as 10, 8-12 or AMRAP", parse_work, _or_whole(_strings(_WORK), 1000)
)
LOAD = Notation(
    "a load such as 65% or 40kg",
    parse_load,
    _strings(
        "(?:2\\s*[xX\u00d7]\\s*)?[0-9.]+\\s*(?:%|[A-Za-z]+)", "(?:[Rr][PpIi][EeRr]|@)\\s*[0-9.]+",
        "[Bb][Oo][Dd][Yy]\\s?[Ww][Ee][Ii][Gg][Hh][Tt]", "[Bb][Ww]",
    ),
)  # fmt: skip


def _mass(text: str) -> Load:
    load = parse_load(text)
    if load.unit not in {"kg", "lb"} or load.pair:
        raise ValueError(f"{quoted(text)} is no weight; write kilograms or pounds, such as 100kg")
    return load


def _date(text: str) -> str:
    day = text.strip()
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
            return date.fromisoformat(day).isoformat()
    except ValueError:
        pass
    raise ValueError(f"{quoted(text)} is no day; write year-month-day, such as 2026-11-30")


def _decibels(text: str) -> float:
    number = re.sub("\\s*db$", "", folded(text))
    milli = thousandths(number.removeprefix("-"))
    if milli is None or not number.startswith("-") or not 6000 <= milli <= 40_000:
        raise ValueError(f"{quoted(text)} is no level; write -40 to -6, in dB under the voice")
    return -milli / 1000


MASS = Notation("a weight such as 100kg", _mass, _strings("[0-9.]+\\s*(?:kg|lb)s?"))
DATE = Notation("a day such as 2026-11-30", _date, _strings("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
LEVEL = Notation(
    "a level such as -20 dB",
    _decibels,
    {"anyOf": [_strings("-[0-9.]+\\s*(?:[dD][bB])?"), {"type": "number"}]},
)
