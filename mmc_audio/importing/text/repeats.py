"""Lines below a list that say how often all of it is done: `repeat x2`, `x2 more`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mmc_audio.importing.model import Entry, WorkoutBlock, WorkoutItem
from mmc_audio.importing.quantities import length
from mmc_audio.importing.text.tokens import TIME
from mmc_audio.units import Ms

_WHAT = (
    r"(?:\s(?:all(?:\sof)?|everything|this|that|these|it|(?:the\s)?above|the|whole|circuit"
    r"|sequence|list|series|for))*"
)
_REPEAT = re.compile(
    rf"(?:(?:and|then)\s)?repeat{_WHAT}\s(?:x\s?)?(?P<times>[0-9]{{1,2}}|once|twice)\s?(?P<after>.*)"
    r"|(?:\+\s?)?(?:x\s?(?P<again>[0-9]{1,2})|(?P<again2>[0-9]{1,2})x?)\s(?P<after2>(?:more|again)\b.*)"
    r"|x\s?(?P<lone>[0-9]{1,2})(?P<after3>(?:\s(?:rounds?|times|through)\b.*)?)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:x|times)?\s?(?P<more>more|again)?\s?(?:rounds?|times|sets?|through)?\s?(?P<more2>more|again)?"
    rf"\W*(?:(?:with\s)?(?:rest\s(?P<rest>{TIME})|(?P<rest2>{TIME})\s(?:rest|break|between))\b.*)?",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"(?:(?:and|then)\s)?repeat(?:\s(?:x|the|this|that|it|all|above|for|from|until|as|with|circuit|sequence|list"
    r"|sets?|everything|other|each|both|again|[0-9]).*)?\W*",
    re.IGNORECASE,
)
_WORDS = {"once": 2, "twice": 2}
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a list is done."""

    rounds: int
    """In all; 0 where the line does not say it clearly."""
    rest_ms: Ms | None = None
    """Between the rounds."""


def repeat_of(text: str) -> Repeat | None:
    """`repeat 3 times` is three rounds in all, `x2 more` one and two more; None for other lines."""
    match = _REPEAT.fullmatch(text.rstrip(" .!)"))
    after = match and _AFTER.fullmatch(match["after"] or match["after2"] or match["after3"] or "")
    if not (match and after):
        return Repeat(0) if _UNCLEAR.fullmatch(text) else None
    times = match["times"] or match["again"] or match["again2"] or match["lone"]
    count = _WORDS.get(times.lower()) or int(times)
    more = bool(after["more"] or after["more2"]) and times.isdigit()
    rest = after["rest"] or after["rest2"]
    rounds = count + more
    return Repeat(rounds if 1 < rounds <= MOST_ROUNDS else 0, length(rest) if rest else None)


def repeated(entries: Sequence[Entry], repeat: Repeat) -> list[Entry]:
    """The list above such a line, so often; empty where that is not clear."""
    if not repeat.rounds or not entries:
        return []
    items = [entry for entry in entries if isinstance(entry, WorkoutItem)]
    if len(items) < len(entries):
        return _block_again(entries, repeat)
    if not all(_is_once(item) for item in items):
        return []
    if len(items) == 1 or (items[0].group and len({item.group for item in items}) == 1):
        return [_again(item, repeat) for item in items]
    if any(item.group for item in items):
        return []
    return [_circuit(items, repeat)]


def _block_again(entries: Sequence[Entry], repeat: Repeat) -> list[Entry]:
    first = entries[0]
    plain = isinstance(first, WorkoutBlock) and first.kind in {"circuit", "superset"}
    if len(entries) > 1 or not isinstance(first, WorkoutBlock) or not plain or first.rounds:
        return []
    rest = repeat.rest_ms if repeat.rest_ms is not None else first.round_rest_ms
    return [replace(first, rounds=repeat.rounds, round_rest_ms=rest)]


def _is_once(item: WorkoutItem) -> bool:
    """Whether it is reps, a time or a distance, and no sets."""
    if len(item.sets) != 1 or item.sets[0].kind != "normal":
        return False
    one = item.sets[0]
    return bool(one.reps or one.length_ms or one.distance_m or one.breaths or one.all_out)


def _again(item: WorkoutItem, repeat: Repeat) -> WorkoutItem:
    one = item.sets[0]
    rest = repeat.rest_ms if repeat.rest_ms is not None else one.rest_ms
    return replace(item, sets=(replace(one, rest_ms=rest),) * repeat.rounds)


def _circuit(items: Sequence[WorkoutItem], repeat: Repeat) -> WorkoutBlock:
    """The list as rounds; a rest behind its last exercise alone is that of the round."""
    rests = [item.sets[0].rest_ms for item in items]
    between = repeat.rest_ms
    if between is None and rests[-1] is not None and not any(rests[:-1]):
        between = rests[-1]
        last = items[-1]
        items = [*items[:-1], replace(last, sets=(replace(last.sets[0], rest_ms=None),))]
    return WorkoutBlock(
        "circuit", tuple(items), repeat.rounds, round_rest_ms=between, line=items[0].line
    )
