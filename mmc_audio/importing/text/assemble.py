"""Exercises and blocks of a text put together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.importing.model import Entry, Weight, WorkoutBlock, WorkoutItem, WorkoutSet
from mmc_audio.importing.plan_clock import MOST_BOUTS
from mmc_audio.importing.text.blocks import BlockStart
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.known import EFFORTS, is_known
from mmc_audio.importing.text.line import draft_of
from mmc_audio.units import Ms

MOST_WORDS = 8
"""Of a heading or a bare name; longer lines are prose."""


@dataclass(slots=True)
class DayDraft:
    """A day while its lines are read."""

    title: str
    line: int
    week: int | None = None
    weekday: int | None = None
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rest_ms: Ms | None = None


def is_item(draft: ItemDraft) -> bool:
    """Whether it has a name of letters, not too long, and says a quantity."""
    lettered = any(character.isalpha() for character in draft.name)
    return draft.measured and lettered and len(draft.name.split()) <= MOST_WORDS + 2


_PAIRED = re.compile(
    r"\s*,?\s+(?:super[ -]?set(?:ted)?|ss)\s+(?:with|w/)\s*(?=[^\W\d])", re.IGNORECASE
)


_ALIKE = re.compile(
    r"(?P<scheme>[0-9]{1,2}\s?[x\u00d7]\s?[0-9-]+)\s+(?P<names>[^\d@]+)", re.IGNORECASE
)
"""`3x5 squat, bench, row`: the same sets of each."""


def exercises_in(text: str) -> tuple[list[str], str]:
    """The exercises of a line, and the group of those that are done in turn.

    `Bench 3x8, rest 2 min, squat 3x5` is two exercises; `curl 3x8 superset with dip 3x8` is two
    of one group; a line of one is itself.
    """
    paired = _PAIRED.split(text)
    if len(paired) > 1:
        return paired, text
    if alike := _ALIKE.fullmatch(text):
        names = re.split(r"\s*,\s*(?:and\s)?|\s+and\s+", alike["names"].strip())
        if len(names) > 1 and all(is_known(name, name) for name in names):
            return [f"{name} {alike['scheme']}" for name in names], ""
    if turns := _in_turn(text):
        return turns, text
    if listed := _one_dose(text):
        return listed, ""
    if _COUNTED_LIST.fullmatch(text):
        return re.split(r"\s*,\s*", text), ""
    pieces = re.split(r"(\s*[,;]\s+(?!then\b)(?=\w)(?![^()]*\))|\s\+\s(?=[0-9]))", text)
    parts = pieces[:1]
    first = draft_of(parts[0], 0)
    for between, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if _stands_alone(part, draft_of(parts[-1], 0), behind=between):
            held = draft_of(part, 0)
            parts.append(f"{first.name} {part}" if held.held and not held.name else part)
        else:
            parts[-1] += between + part
    if not all(draft_of(part, 0).measured for part in parts):
        return [text], ""  # names that share what is behind the last
    return parts, ""


def _one_dose(text: str) -> list[str]:
    """`Warrior 2, triangle, half moon, 3 breaths each`: known names, one dose."""
    parts = re.split(r"\s*,\s*(?:and\s)?", _LABEL_IN_FRONT.sub("", text))
    names = list(takewhile(lambda part: not draft_of(part, 0).measured, parts))
    behind = parts[len(names) :]
    if not (names and behind and all(is_known(name, name) for name in names)):
        return []
    last = draft_of(behind[0], 0).name
    if last and not (is_known(last, last) and behind[0].startswith(last)):
        return []
    first = _OF_EACH.sub("", behind[0][len(last) :].strip())  # each of these, and no side
    dose = ", ".join([first, *behind[1:]])
    several = [*names, last] if last else names
    return [f"{name} {dose}" for name in several] if len(several) > 1 else []


_LABEL_IN_FRONT = re.compile(r"^[^\d:,]{2,24}:\s+")
_OF_EACH = re.compile(r"\s*\b(?:each|ea)$")


_COUNTED_LIST = re.compile(
    r"[0-9]{1,3}\s[a-z][a-z -]+(?:,\s[0-9]{1,3}\s[a-z][a-z -]+)+", re.IGNORECASE
)
"""`2 cleans, 1 press, 3 front squats`: reps and a name, several times."""


def _in_turn(text: str) -> list[str]:
    """`Pull-ups 3x5 / Squats 3x5`, `Squat 3x5 + box jump 3x3`: two that are done in turn."""
    parts = re.split(r"\s[/+&]\s(?=[^\W\d])", text)
    drafts = [draft_of(part, 0) for part in parts]
    several = len(parts) > 1 and all(draft.name and draft.measured for draft in drafts)
    if several and all(draft.count and draft.words for draft in drafts):
        return parts
    return []


def _stands_alone(part: str, before: ItemDraft, *, behind: str) -> bool:
    """Whether what is behind a comma or a plus is another exercise, and no more of the last."""
    draft = draft_of(part, 0)
    counted = bool(draft.count is not None or draft.sets or draft.base.reps or draft.total)
    if part[:1].isalpha() and counted:
        return bool(draft.name)
    if not (draft.measured and before.measured):
        return False
    if not draft.name and draft.held and draft.count and before.base.reps and not before.count:
        return True
    far = draft.base.distance_m or 0
    timed = draft.base.length_ms and before.base.distance_m and not draft.count
    if timed and (_is_paced(draft) or draft.name.casefold() in EFFORTS):
        return True
    if not draft.name or (far and draft.name.casefold() in EFFORTS):
        listed = before.base.distance_m and far >= _LISTED_M
        return bool(
            (draft.count and far and "+" not in behind) or far >= _FAR_M or (draft.name and listed)
            or (listed and _is_paced(draft) and _is_paced(before))
        )  # fmt: skip
    return is_known(draft.name, draft.name)


def _is_paced(draft: ItemDraft) -> bool:
    return any(note.endswith(("pace", "out")) for note in draft.notes)


_LISTED_M = 200
"""One of a list of distances."""
_FAR_M = 1000
"""A distance without a name that is a run or a ride of its own."""


def rested(entry: Entry, rest_ms: Ms | None) -> Entry:
    """The entry with a rest that was written below it."""
    if isinstance(entry, WorkoutBlock):
        return replace(entry, round_rest_ms=rest_ms)
    sets = tuple(replace(one, rest_ms=rest_ms) for one in entry.sets)
    return replace(entry, sets=sets)


def block_entries(start: BlockStart, items: list[WorkoutItem]) -> Iterator[Entry]:
    """A block as it is; one of items with sets of their own as a superset of these."""
    if start.load:
        items = [_loaded(item, start.load) for item in items]
    if start.counts:
        counts = _rising(start.counts, MOST_BOUTS // len(items)) if start.endless else start.counts
        bouts = (_counted(item, count) for count in counts for item in items)
        whole = start.block(tuple(bouts))
        yield replace(whole, rounds=len(whole.items) if start.kind == "emom" else 1)
    elif start.kind == "superset" and start.rounds:
        yield start.block(_once(items))
    elif start.kind == "superset" and any(len(item.sets) > 1 for item in items):
        for item in items:
            sets = tuple(replace(s, rest_ms=start.round_rest_ms) for s in item.sets)
            kept = sets if start.round_rest_ms is not None else item.sets
            yield replace(item, sets=kept, group=f"line {start.line}")
    elif start.kind == "circuit" and start.rounds is None and any(len(i.sets) > 1 for i in items):
        yield replace(start.block(_once(items)), rounds=max(len(i.sets) for i in items))
    else:
        yield start.block(tuple(items))


def _rising(counts: tuple[int, ...], rungs: int) -> tuple[int, ...]:
    """A ladder that goes on as it began, up to so many rungs."""
    step = counts[-1] - counts[-2]
    more = (counts[-1] + step * n for n in range(1, max(0, rungs - len(counts)) + 1))
    return (*counts, *(count for count in more if count > 0))


def takes_load(name: str) -> bool:
    """Whether an exercise is done with a load, or may be: a lunge may, a push-up may not."""
    tools = load_catalogue().understand(name).exercise.equipment
    return "body only" not in tools or not {"barbell", "dumbbell", "kettlebells"}.isdisjoint(tools)


def _loaded(item: WorkoutItem, load: Weight) -> WorkoutItem:
    """The exercise with the load of its block, unless it has its own or is done without one."""
    if not takes_load(item.name):
        return item
    sets = (replace(one, weight=one.weight or load) for one in item.sets or (WorkoutSet(),))
    return replace(item, sets=tuple(sets))


def _counted(item: WorkoutItem, count: int) -> WorkoutItem:
    base = item.sets[0] if item.sets else WorkoutSet()
    return replace(item, sets=(replace(base, reps=(count, count)),))


def _once(items: list[WorkoutItem]) -> tuple[WorkoutItem, ...]:
    return tuple(replace(item, sets=tuple(k for k, _ in groupby(item.sets))[:1]) for item in items)
