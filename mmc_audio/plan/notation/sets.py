"""Sets and repetitions: how often."""

import re
from dataclasses import dataclass

from mmc_audio.plan.amounts import Reps
from mmc_audio.plan.bounds import MAX_REPS, MAX_SETS
from mmc_audio.plan.notation.duration import format_duration, parse_duration
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.units import Ms


@dataclass(frozen=True, slots=True)
class SetWork:
    """What one set is: repetitions, a hold, or as many repetitions as possible."""

    reps: Reps | None = None
    hold_ms: Ms | None = None
    amrap: bool = False
    each_side: bool = False


@dataclass(frozen=True, slots=True)
class Sets:
    """How many sets, and what each is where that was written with them."""

    count: int
    work: SetWork | None = None


_SIDE = re.compile(r" ?(?:/ ?|\beach |\bper )(?:side|arm|leg)$| (?:each|ea)$")
_HOLD = re.compile(r"[0-9.]+ ?[hms].*|[0-9:]*:[0-9:]*")
_RANGE = re.compile(r"([1-9][0-9]{0,6})(?: ?(?:-|\u2013|to) ?([1-9][0-9]{0,6}))?(?: ?reps?)?")
_TO_THE_END = re.compile(r"(?:(?:to|until) )?(?:failure|max|as many as possible)(?: reps?)?")
_SETS = re.compile(r"([1-9][0-9]{0,6})(?:(?: ?[x\u00d7] ?| sets? of )(\S.*)| sets?)?")


def parse_reps(text: str) -> Reps:
    """`10`, `8-12`, `8 to 12`, `10 reps`, `5+`, `failure`; at most 1000."""
    bare = folded(text)
    if _TO_THE_END.fullmatch(bare):
        return Reps(low=1, high=1, open=True)
    is_open = bare.endswith("+")
    match = _RANGE.fullmatch(bare.removesuffix("+").rstrip())
    if not match:
        raise ValueError(f"{quoted(text)} is no number of repetitions; write such as 10 or 8-12")
    low, high = int(match[1]), int(match[2] or match[1])
    if low > high:
        raise ValueError(f"{quoted(text)} runs downwards; write {high}-{low}")
    if high > MAX_REPS:
        raise ValueError(f"{quoted(text)} is over {MAX_REPS} repetitions; write fewer")
    return Reps(low=low, high=low if is_open else high, open=is_open)


def format_reps(reps: Reps) -> str:
    """`10`, `8-12` or `5+`."""
    if reps.open:
        return f"{reps.low}+"
    return str(reps.low) if reps.low == reps.high else f"{reps.low}-{reps.high}"


def parse_work(text: str) -> SetWork:
    """`10`, `8-12/side`, `5+`, `failure`, `45s`, `1:30 each side`, `AMRAP`."""
    bare = folded(text)
    count = _SIDE.sub("", bare)
    each = count != bare
    if count == "amrap":
        return SetWork(amrap=True, each_side=each)
    if _HOLD.fullmatch(count):
        return SetWork(hold_ms=parse_duration(count), each_side=each)
    return SetWork(reps=parse_reps(count), each_side=each)


def parse_sets(text: str) -> Sets:
    """`3`, `3x10`, `3 sets of 10`, `3x8-12/side`, `3x5+`, `3x45s`, `3xAMRAP`."""
    match = _SETS.fullmatch(folded(text))
    if not match:
        raise ValueError(f"{quoted(text)} is no number of sets; write such as 3 or 3x8-12/side")
    count = int(match[1])
    if count > MAX_SETS:
        raise ValueError(f"{quoted(text)} is over {MAX_SETS} sets; write fewer")
    return Sets(count, parse_work(match[2]) if match[2] else None)


def format_work(work: SetWork) -> str:
    """`8-12/side`, `0:45`, `AMRAP`."""
    side = "/side" if work.each_side else ""
    if work.amrap:
        return f"AMRAP{side}"
    if work.reps:
        return format_reps(work.reps) + side
    return format_duration(work.hold_ms or 0) + side


def format_sets(sets: Sets) -> str:
    """`3x8-12/side`."""
    return f"{sets.count}x{format_work(sets.work)}" if sets.work else str(sets.count)
