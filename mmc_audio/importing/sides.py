"""Left and right, logged as two exercises or two sets, are one set on each side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from mmc_audio.importing.model import Entry, WorkoutItem, WorkoutSet
from mmc_audio.importing.warm_ups import for_next

_SIDE = re.compile(
    r"\s*(?:[-,]\s*|\()?\b(?P<side>left|right)\b(?:[ -](?:side|arm|leg|hand))?\)?\s*$"
    r"|^(?P<front>left|right)\b(?:[ -](?:side|arm|leg|hand))?[ :,-]+"
    r"|\s*\((?P<letter>[lr])\)\s*$",
    re.IGNORECASE,
)
_LETTERS = {"l": "left", "r": "right"}
_NOTE = re.compile(r"(?:on )?(left|right|l|r)(?: (?:side|arm|leg))?\.?", re.IGNORECASE)


def with_both_sides(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, with each left item and its right one as a single one, both sides in turn."""
    merged: list[Entry] = []
    for entry in entries:
        last = merged[-1] if merged else None
        both = isinstance(last, WorkoutItem) and isinstance(entry, WorkoutItem)
        one = _merged(last, entry) if both else None  # type: ignore[arg-type]
        if one:
            merged[-1] = one
        else:
            merged.append(entry)
    return tuple(_within(e) if isinstance(e, WorkoutItem) else e for e in merged)


def with_one_item(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, with warm-up sets and drop sets on lines of their own joined to the exercise."""
    joined: list[Entry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        if isinstance(last, WorkoutItem) and isinstance(entry, WorkoutItem):
            last = for_next(last, entry)
        if (
            isinstance(last, WorkoutItem)
            and isinstance(entry, WorkoutItem)
            and _goes_on(last, entry)
        ):
            note = "\n".join(filter(None, (last.note, entry.note)))
            joined[-1] = replace(last, sets=(*last.sets, *entry.sets), note=note)
        else:
            joined.append(entry)
    return tuple(joined)


def _goes_on(first: WorkoutItem, second: WorkoutItem) -> bool:
    if first.name.casefold() != second.name.casefold() or first.group or second.group:
        return False
    special = {one.kind for one in first.sets} == {"warmup"}
    return special or (bool(second.sets) and {one.kind for one in second.sets} == {"drop"})


def _merged(first: WorkoutItem, second: WorkoutItem) -> WorkoutItem | None:
    """One item for a pair of names that differ in the side alone, and whose sets agree."""
    name, side = _split(first.name)
    other, other_side = _split(second.name)
    if not side or {side, other_side} != {"left", "right"} or name.casefold() != other.casefold():
        return None
    if len(first.sets) != len(second.sets):
        return None
    sets = [_pair(a, b) for a, b in zip(first.sets, second.sets, strict=True)]
    note = "\n".join(dict.fromkeys(filter(None, (first.note, second.note))))
    return replace(first, name=name, sets=tuple(sets), note=note)


def _pair(one: WorkoutSet, other: WorkoutSet) -> WorkoutSet:
    """A set on each side; where the sides differ, the lower count, and a word about it."""
    same = replace(one, rest_ms=None) == replace(other, rest_ms=None)
    rest = other.rest_ms if other.rest_ms is not None else one.rest_ms
    if same or not one.reps or not other.reps:
        return replace(one, side="each", rest_ms=rest)
    fewer, more = sorted((one, other), key=lambda s: s.reps or (0, 0))
    note = (
        f"the sides differ: {_dose_words(one)} left, {_dose_words(other)} right"
        if fewer != more
        else ""
    )
    return replace(fewer, side="each", rest_ms=rest, note=note)


def _dose_words(one: WorkoutSet) -> str:
    weight = f" @ {one.weight.value:g}{one.weight.unit}" if one.weight else ""
    return f"{one.reps[0] if one.reps else 1}{weight}"


def _split(name: str) -> tuple[str, str]:
    match = _SIDE.search(name)
    if match is None:
        return name, ""
    side = (match["side"] or match["front"] or _LETTERS[match["letter"].lower()]).lower()
    return " ".join((name[: match.start()] + " " + name[match.end() :]).split()), side


def _within(item: WorkoutItem) -> WorkoutItem:
    """Sets whose notes say left and right in turn."""
    pairs = list(zip_longest(item.sets[::2], item.sets[1::2]))
    if not pairs or not all(b and _told_side(a) + _told_side(b) == "lr" for a, b in pairs):
        return item
    sets = [_pair(replace(a, note=""), replace(b, note="")) for a, b in pairs]
    return replace(item, sets=tuple(sets))


def _told_side(one: WorkoutSet) -> str:
    match = _NOTE.fullmatch(one.note.strip())
    return match[1][0].lower() if match else ""
