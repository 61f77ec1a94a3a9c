"""How many sets of how many reps: `3x8`, `3 sets of 8`, `12/10/8`, `3x8, 1x8+ @ 60kg`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.importing.quantities import number
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.lengths import one_length
from mmc_audio.importing.text.techniques import rep_range, weight_in_name
from mmc_audio.importing.text.tokens import TextToken
from mmc_audio.importing.text.weights import weight_of

HEAVY_FROM = 13
"""`155x9` is a weight and reps, `3x9` sets and reps: nobody plans so many sets."""


def read_scheme(draft: ItemDraft, token: TextToken) -> None:
    """`3x8`; where sets were said already, more of them."""
    parts = token.parts
    weight_in_name(draft)
    draft.steps |= "steps" in parts
    sets, reps = int(parts["sets"]), rep_range(parts["reps"])
    if sets >= HEAVY_FROM and reps[0] == reps[1] and reps[0] <= 100:
        one = WorkoutSet(reps, open_end="plus" in parts, weight=Weight(sets, "unsaid"))
        draft.sets.append(one)
        return
    if draft.count is not None or draft.sets:
        _spread(draft)
        draft.sets += [WorkoutSet(reps, open_end="plus" in parts)] * min(sets, 100)
        return
    draft.count = sets
    draft.put(reps=reps, open_end="plus" in parts)


def _spread(draft: ItemDraft) -> None:
    """Sets that were a count become single ones."""
    if draft.count is not None:
        draft.sets += [draft.base] * min(draft.count, 100)
        draft.count = None
        draft.put(reps=None, open_end=False, weight=None)


def read_schemes(draft: ItemDraft, token: TextToken) -> None:
    """`3x8, 1x8+ @ 60kg`: sets that differ."""
    for part in re.split(r",", token.parts["list"]):
        head, _, at = part.partition("@")
        first, _, second = re.sub("[x\u00d7*]", "x", head.lower()).partition("x")
        unit = re.sub(r"[0-9.,\s]", "", at)
        weight = _weight_at(at.strip(), unit) if at else None
        plus, count, reps = "+" in head, int(first), rep_range(second)
        if count >= HEAVY_FROM:
            weight, count = Weight(count, "unsaid"), 1
        draft.sets += [WorkoutSet(reps, open_end=plus, weight=weight)] * min(count, 100)
    at_the_end = [one.weight for one in draft.sets if one.weight]
    if len(set(at_the_end)) == 1 and draft.sets[-1].weight and not draft.sets[0].weight:
        draft.sets = [replace(one, weight=at_the_end[0]) for one in draft.sets]


EFFORTS = 10
"""`@ 8` behind reps is an effort; a weight is more."""


def _weight_at(text: str, unit: str) -> Weight:
    """What stands behind `@`: a weight, a percentage, or an effort."""
    effort = number(re.sub("(?i)rpe", "", text))
    if effort and effort <= EFFORTS and unit.lower() in {"", "rpe"}:
        return Weight(effort, "rpe")
    return weight_of(text.removesuffix(unit).strip(), unit)


def read_sets_most(draft: ItemDraft, token: TextToken) -> None:
    """`3xAMRAP`, `3 x max`."""
    draft.count = int(token.parts["sets"])
    draft.put(all_out=True)


def read_sets_of(draft: ItemDraft, token: TextToken) -> None:
    """`3 sets of 10`, `2 sets of 30s`."""
    parts = token.parts
    weight_in_name(draft)
    draft.steps |= "steps" in parts
    draft.count = int(parts["sets"])
    if "time" in parts:
        one_length(draft, parts["time"])
    elif "most" in parts:
        draft.put(all_out=True)
    else:
        draft.put(reps=rep_range(parts["reps"]), open_end="plus" in parts)


def read_sets(draft: ItemDraft, token: TextToken) -> None:
    """`3 sets`."""
    draft.count = int(token.parts["sets"])


def _is_weight(counts: Sequence[str]) -> bool:
    """`70 8 8 7`: the first of numbers is a weight where it is far above the others."""
    first, *others = (int(text.rstrip("+")) for text in counts)
    return len(others) > 1 and first >= 20 and first >= 2 * max(others)


def read_counts(draft: ItemDraft, token: TextToken) -> None:
    """`5/3/1+` or `12-10-8-6`: a set of each; behind a scheme `3-1-1` is a tempo."""
    weight_in_name(draft)
    if (draft.count or draft.sets) and re.fullmatch("[0-9](?:-[0-9]){2,3}", token.text.strip()):
        draft.put(tempo=token.text.strip())
        return
    counts = re.findall(r"[0-9]+\+?", token.parts["counts"])
    if token.kind == "spaced_counts" and _is_weight(counts) and draft.base.weight is None:
        draft.put(weight=Weight(float(counts.pop(0)), "unsaid"))
    for text in counts:
        reps = max(1, min(1000, int(text.rstrip("+"))))
        draft.sets.append(WorkoutSet((reps, reps), open_end=text.endswith("+")))
    draft.count = None
