"""What the parts of a line say, gathered into an exercise."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from mmc_audio.importing.model import Weight, WorkoutItem, WorkoutSet
from mmc_audio.importing.text.drafted_names import count_behind, name_and_notes
from mmc_audio.importing.text.drafted_sets import (
    in_unit,
    over,
    weighted,
    with_last,
    with_rests,
)
from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms


@dataclass(slots=True)
class ItemDraft:
    """A line while it is read."""

    line: int
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sets: list[WorkoutSet] = field(default_factory=list)
    """Sets that differ, in order."""
    count: int | None = None
    base: WorkoutSet = field(default_factory=WorkoutSet)
    """What is said of all sets."""
    weights: list[Weight] = field(default_factory=list)
    """One for each set."""
    named: bool = False
    """Whether the name is complete."""
    total: tuple[int, int] | None = None
    """Reps of all sets together, and how many a set has; 0 where that is not said."""
    last: Literal["", "open", "drop"] = ""
    """What the last set is besides the others."""
    phases: dict[str, str] = field(default_factory=dict)
    """Seconds of a part of the rep, by `down`, `low`, `up`, `high`."""
    warm: tuple[WorkoutSet, ...] = ()
    """Warm-up sets of the exercise; one without reps is a ramp as it is usual."""
    held: bool = False
    """Whether its time is that of a hold."""
    in_remark: bool = False
    """Whether the last part was a word of a remark, so that the next one goes on with it."""
    part_before: str = ""
    """The kind of the part before, such as `joint`."""
    lone_time: str = ""
    """The time beside reps, where nothing says what it is."""
    steps: bool = False
    """Whether its reps are steps."""
    few: tuple[int, Ms, Recovery | None] | None = None
    """After how many sets there is a rest of its own, how long, and what is done in it."""
    drops: list[Weight] = field(default_factory=list)
    """After the last set."""
    rests: list[Ms] = field(default_factory=list)
    """One after each set."""
    remarks: list[str] = field(default_factory=list)
    """What was assumed in reading, a line each."""

    def say(self, remark: str) -> None:
        """Something was assumed: a remark, and a comment beside the exercise."""
        self.remarks.append(remark)
        self.notes.append(remark)

    def put(self, **values: object) -> None:
        """Say something of all sets; the last wins, and it is said that there were two."""
        for key in _ONCE & values.keys():
            before = getattr(self.base, key)
            if before and values[key] and before != values[key]:
                self.remarks.append(f"two {_ONCE_NAMES[key]} in one line; the last is taken")
        self.base = replace(self.base, **values)  # type: ignore[arg-type]

    def with_reps(self, text: str) -> WorkoutSet:
        """What is said of all sets, with other reps."""
        numbers = [max(1, int(n)) for n in re.findall("[0-9]+", text)]
        return replace(self.base, reps=(numbers[0], numbers[-1]))

    @property
    def name(self) -> str:
        """The words of the name."""
        name = " ".join(" ".join(self.words).strip(" -\u2013.,:").split())
        return name or ("Warm-up" if self.base.kind == "warmup" else "")

    @property
    def measured(self) -> bool:
        """Whether it says what a set is, or how many."""
        base = self.base
        measures = (base.reps, base.length_ms, base.breaths, base.distance_m, base.all_out or None)
        return bool(self.sets or self.total) or self.count is not None or any(measures)

    def item(self, unit: str) -> WorkoutItem:
        """The exercise.

        Args:
            unit: of weights without one: `kg`, `lb`, or `unsaid`.
        """
        finish(self)
        sets = [over(one, self.base) for one in self.sets] or [self.base] * (self.count or 1)
        if self.weights:
            sets = weighted(sets, self.weights, counted=bool(self.sets or self.count))
        if self.few and len(sets) < self.few[0]:
            self.remarks.append(f"the rest after every {self.few[0]} sets is left out")
        elif self.few:
            sets = with_rests(sets, *self.few)
        sets = self._with_own_rests(sets)
        plain = not (self.measured or self.base != WorkoutSet() or self.weights)
        known = [in_unit(replace(one, line=self.line), unit) for one in sets]
        note = "; ".join(text for each in self.notes if (text := each.strip(" ,")))
        warm = [in_unit(one, unit) for one in self._warm(known)]
        drops = [WorkoutSet(kind="drop", weight=weight, line=self.line) for weight in self.drops]
        known = [*warm, *with_last(known, self.last), *drops]
        return WorkoutItem(self.name, () if plain else tuple(known), note=note, line=self.line)

    def _with_own_rests(self, sets: list[WorkoutSet]) -> list[WorkoutSet]:
        if not self.rests:
            return sets
        if len(sets) - len(self.rests) not in {0, 1}:
            self.remarks.append(f"{len(self.rests)} rests and {len(sets)} sets: the first is taken")
            return [replace(one, rest_ms=self.rests[0]) for one in sets]
        padded = [*self.rests, self.rests[-1]]
        return [replace(one, rest_ms=ms) for one, ms in zip(sets, padded, strict=False)]

    def _warm(self, sets: list[WorkoutSet]) -> list[WorkoutSet]:
        """The warm-up sets; said where the sets are none that have some."""
        if not self.warm or all(one.reps for one in sets):
            return [replace(one, side=self.base.side) for one in self.warm]
        self.remarks.append("warm-up sets belong to sets of reps; they are left out")
        return []


_ONCE_NAMES = {"reps": "counts of reps", "length_ms": "times", "distance_m": "distances",
               "breaths": "counts"}  # fmt: skip
_ONCE = _ONCE_NAMES.keys()


def finish(draft: ItemDraft) -> None:
    """What is known only when the whole line was read; done once."""
    for apply in _AT_THE_END:
        apply(draft)
    draft.total, draft.phases, draft.steps, draft.held = None, {}, False, False


def join_name(draft: ItemDraft) -> None:
    """A name with its quantity between its words, and one with how hard it is behind it."""
    draft.words, draft.notes = name_and_notes(draft.name, draft.words, draft.notes)
    if not draft.measured and (count := count_behind(draft.name)):
        draft.words, draft.base = [count[0]], draft.with_reps(count[1])


def _breathed(draft: ItemDraft) -> None:
    """`x5 (5 breaths)`: a pose held for so many breaths, so many times."""
    reps = draft.base.reps
    if draft.base.breaths and reps and not (draft.count or draft.sets):
        draft.count, draft.base = reps[1], replace(draft.base, reps=None)


_POSE = re.compile(r"asana\b(?:\s[a-d])?$", re.IGNORECASE)


def _posed(draft: ItemDraft) -> None:
    """`Dandasana 5`, `Navasana 5x5`: a pose is held for so many breaths."""
    base, several = draft.base, sorted({one.reps for one in draft.sets if one.reps})
    reps = base.reps or (several[0] if len(several) == 1 and len(draft.sets) == 2 else None)
    if not (reps and _POSE.search(draft.name)) or reps[1] < _LEAST_BREATHS or base.length_ms:
        return
    if draft.sets:
        draft.sets, base = [], replace(base, side="each")  # 5/5
    draft.base = replace(base, reps=None, breaths=reps[1])
    draft.say(f"{reps[1]}: taken as breaths")


_LEAST_BREATHS = 3


def _divide(draft: ItemDraft) -> None:
    """Reps of all sets together, as sets."""
    if draft.total is None:
        return
    total, each = draft.total
    if not each and draft.count:
        each = -(-total // draft.count)
    elif not each:
        each = next(reps for most, reps in TOTAL_REPS if total <= most)
        draft.say(f"{total} reps in total: taken as sets of {each}")
    whole, left = divmod(total, each)
    draft.sets = [WorkoutSet((n, n)) for n in [each] * min(whole, 100) + [left] * bool(left)]
    draft.count = None


TOTAL_REPS = ((25, 5), (150, 10), (10_000, 20))
"""Of so many reps in total, how many a set has where nobody says."""
STEP_M = 0.75
"""A loaded step."""
_CARRIED = re.compile(r"carr|farmer|yoke|suitcase|waiter|sled|prowler", re.IGNORECASE)


def _in_metres(draft: ItemDraft) -> None:
    """Steps of a carry are a distance; those of a lunge are reps."""
    if draft.steps and draft.base.reps and _CARRIED.search(draft.name):
        steps = draft.base.reps[1]
        draft.base = replace(draft.base, reps=None, distance_m=round(steps * STEP_M))
        draft.say(f"{steps} steps: taken as {round(steps * STEP_M)} metres")


def _as_tempo(draft: ItemDraft) -> None:
    """`w/ 3 sec negatives`: one part of the tempo, the others as usual."""
    if not draft.phases:
        return
    parts = [draft.phases.get(part, usual) for part, usual in _PARTS]
    written = "-".join(parts)
    if draft.base.tempo is None:
        draft.base = replace(draft.base, tempo=written)
        draft.say(f"tempo {written}: the parts that the line does not say are assumed")


_PARTS = (("down", "2"), ("low", "0"), ("up", "1"), ("high", "0"))


_PAIR = re.compile(r"\bdbs?\b|dumb?bell|\bkbs?\b|kettlebell", re.IGNORECASE)
_KETTLEBELL = re.compile(r"\bkbs?\b|kettlebell|\bswings?\b|\btgu", re.IGNORECASE)
KETTLEBELLS_KG = {16, 24, 28, 32, 36, 48}
"""Sizes that kettlebells in kilograms have, and those in pounds have not."""
_MANY = re.compile(r"@?\s?(?P<weight>[0-9]{2,3}|[1-9][0-9]?[.,]5)s")


def _as_weight(draft: ItemDraft) -> None:
    """`DB row 3x10 50s`, `3x8 @ 16s`: two dumbbells of that weight, and no seconds."""
    many = _MANY.fullmatch(draft.lone_time)
    base = draft.base
    heavy = many and (
        draft.lone_time.startswith("@") or "." in draft.lone_time or _PAIR.search(draft.name)
    )
    if many and heavy and (base.reps or draft.sets) and base.weight is None:
        value = float(many["weight"].replace(",", "."))
        metric = value in KETTLEBELLS_KG and _KETTLEBELL.search(draft.name)
        if metric:
            draft.say(f"{many['weight']}s: taken as kg, as kettlebells are")
        weight = Weight(value, "kg" if metric else "unsaid", pair=True)
        draft.base, draft.lone_time = replace(base, length_ms=None, weight=weight), ""


REST_MS = (20_000, 600_000)
"""How short and how long a rest is that is not called one."""


def _as_rest(draft: ItemDraft) -> None:
    """`3x5, 80kg, 3 min`: a time behind reps is the rest between the sets."""
    base, (low, high) = draft.base, REST_MS
    sets = len(draft.sets) > 1 or (draft.count or 0) > 1
    if not (draft.lone_time and sets and base.length_ms) or base.rest_ms is not None:
        return
    if (
        (base.reps or draft.sets or base.all_out)
        and not draft.held
        and low <= base.length_ms <= high
    ):
        draft.base = replace(base, length_ms=None, rest_ms=base.length_ms)
        draft.say(f"{draft.lone_time}: taken as the rest")


HELD_REP_MS = 10_000
"""The longest hold within a rep."""


def _as_hold(draft: ItemDraft) -> None:
    """`10 reps, hold 5 secs`: a pause at the top of each; a longer one is a hold."""
    base = draft.base
    if not draft.held or not base.length_ms:
        return
    listed = bool(draft.sets) and all(one.reps for one in draft.sets)
    if (base.reps or listed) and base.length_ms <= HELD_REP_MS and not base.tempo:
        written = f"2-0-1-{base.length_ms // 1000}"
        draft.base = replace(base, length_ms=None, tempo=written)
        draft.say(f"tempo {written}: held at the top, the other parts are assumed")
    elif not (base.reps or listed):
        draft.base = replace(base, held=True)


def _lone(draft: ItemDraft) -> None:
    """Numbers that no form was found for are said."""
    said = set(draft.remarks)
    left = [n for n in draft.notes if n.strip(" ,") not in said and _TELLING.search(n)]
    draft.remarks += [f'"{note.strip()}" is left as a comment' for note in left]
    base = draft.base
    if (base.reps or draft.sets) and base.length_ms and not base.all_out:
        draft.remarks.append("a time beside reps is left as a comment")


_AT_THE_END = (
    join_name, _breathed, _posed, _divide, _in_metres, _as_tempo, _as_weight, _as_rest, _as_hold,
    _lone,
)  # fmt: skip
_TELLING = re.compile(
    r"[0-9]|\b(?:neg|negatives?|eccentrics?|failure|drop|cluster|partials?|paused?)\b"
)
"""Words left over that may change what is done; others, such as `light`, are remarks."""
