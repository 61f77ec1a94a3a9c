"""Work against the clock as `emom:`, `amrap:` and `for_time:` of a plan."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mmc_audio.coaching.clocked import PAUSES
from mmc_audio.importing.model import WorkoutBlock, WorkoutItem, WorkoutSet
from mmc_audio.importing.naming import NamedExercise
from mmc_audio.importing.plan_lines import as_item, name_comment
from mmc_audio.importing.plan_values import (
    ASSUMED_CAP,
    BREATH_MS,
    LONGEST_HOLD,
    TIMED,
    length_text,
    pace_ms,
    set_keys,
)
from mmc_audio.importing.plan_weights import PlanKey
from mmc_audio.importing.yaml_text import YamlLine, quoted_text
from mmc_audio.units import Ms

REP_MS: Ms = 3000
"""About one repetition, to guess how long a round takes."""
MOST_BOUTS = 20
"""Exercises of a round that a plan can hold."""
_SHORTEST: Ms = 30_000
_EVERY = (15_000, 600_000)
"""How short and how long a round of an EMOM may be."""


def is_clocked(block: WorkoutBlock) -> bool:
    """Whether the plan has a form for the block as it is."""
    lengths = {"emom": _EVERY, "amrap": (_SHORTEST, LONGEST_HOLD), "for_time": (0, LONGEST_HOLD)}
    if block.kind not in lengths or not 0 < len(block.items) <= MOST_BOUTS:
        return False
    low, high = lengths[block.kind]
    length = block.every_ms or 60_000 if block.kind == "emom" else block.time_ms or 0
    return low <= length <= high


@dataclass(frozen=True, slots=True)
class ClockPrinter:
    """Prints blocks against the clock."""

    named: Callable[[str], NamedExercise]

    def lines(self, block: WorkoutBlock) -> Iterator[YamlLine]:
        """One entry of `work`."""
        yield YamlLine(f"  - {block.kind}:")
        yield from (YamlLine(f"      {key.key}: {key.value}", key.comment) for key in _head(block))
        yield YamlLine("      do:")
        for item in block.items:
            yield from self._bout(item, block)
        if block.round_rest_ms:
            yield YamlLine(f"    rest: {length_text(block.round_rest_ms)}")

    def _bout(self, item: WorkoutItem, block: WorkoutBlock) -> Iterator[YamlLine]:
        is_pause = item.name.casefold() in PAUSES
        named = NamedExercise(item.name, item.name, "known") if is_pause else self.named(item.name)
        pause = block.every_ms or 60_000 if is_pause else None
        one = item.sets[0] if item.sets else WorkoutSet(length_ms=block.work_ms or pause)
        name = PlanKey("exercise", quoted_text(named.name), name_comment(named))
        metric = "reps" if one.reps and named.metric in TIMED else named.metric
        keys = [_as_bout(key) for key in set_keys(one, None, metric)]
        held = (key for key in keys if key.key not in _LOST)
        yield from as_item([name, *_sided(held, one)], "        ")


def _head(block: WorkoutBlock) -> Iterator[PlanKey]:
    if block.kind == "emom":
        yield PlanKey("every", length_text(block.every_ms or 60_000))
        yield PlanKey("rounds", str(block.rounds or 10), "" if block.rounds else "assumed")
        if len(block.items) > 1 and not block.in_turn:
            yield PlanKey("together", "true")
    elif block.kind == "amrap":
        yield PlanKey("time", length_text(block.time_ms or _SHORTEST))
    else:
        cap = block.time_ms or _usual_cap(block)
        yield PlanKey(
            "cap",
            length_text(cap),
            "" if block.time_ms else "assumed: about twice as long as it takes",
        )
        yield PlanKey("rounds", str(block.rounds or 1))


def _usual_cap(block: WorkoutBlock) -> Ms:
    """Twice what the rounds may take, in whole minutes up to an hour."""
    whole = 2 * (block.rounds or 1) * sum(map(about_ms, block.items))
    return min(max(1, -(-whole // 60_000)) * 60_000, LONGEST_HOLD)


def about_ms(item: WorkoutItem) -> Ms:
    """About how long one set of an item takes."""
    one = item.sets[0] if item.sets else WorkoutSet(reps=(10, 10))
    if one.distance_m and not one.length_ms:
        return pace_ms(one.distance_m)
    return one.length_ms or (one.reps or (10, 10))[1] * REP_MS


_LOST = {"tempo", "side", "sets", "cap"}
_HELD = {"hold", "duration", "amrap", "breaths", "distance"}


def _as_bout(key: PlanKey) -> PlanKey:
    """A key of a set as one of a bout: what it has not is a comment."""
    if key.key in {"duration", "amrap"}:
        return PlanKey("hold", key.value, key.comment)
    if key.key == "breaths":
        length = length_text(int(key.value) * BREATH_MS)
        return PlanKey("hold", length, f"{key.value} breaths in the file: about so long")
    if key.key == "reps" and key.value == "AMRAP":
        return PlanKey("hold", ASSUMED_CAP, "as many as possible in the file")
    if key.key == "tempo":
        return PlanKey("", "", f"tempo {key.value} in the file: here the clock sets it")
    return key


def _sided(keys: Iterator[PlanKey], one: WorkoutSet) -> Iterator[PlanKey]:
    """Sides are a comment: a bout has none."""
    side = {"each": "on each side", "left": "left", "right": "right", None: ""}[one.side]
    for key in keys:
        value = key.value.removesuffix("/side")
        said = side if key.key in {"reps", *_HELD} else ""
        yield PlanKey(key.key, value, "; ".join(filter(None, (key.comment, said))))
