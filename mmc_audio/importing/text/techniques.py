"""Sets that have a name of their own: a heavy single, twenty-ones, myo-reps; lengths in words."""

import re

from mmc_audio.coaching.schemes import RAMPS
from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.importing.quantities import length, number
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.tokens import TextToken
from mmc_audio.units import Ms

_WORD_LENGTHS: dict[str, Ms] = {"minute": 60_000, "min": 60_000, "hour": 3_600_000}
TOP_EFFORT = 8.0
"""RPE of a top set where none is written: two in reserve, as it is usually done."""
_TOP_REPS = {"single": 1, "double": 2, "triple": 3}


def rep_range(text: str) -> tuple[int, int]:
    """`8-12` as fewest and most; the same number twice but for a range."""
    numbers = sorted(int(n) for n in re.findall("[0-9]+", text))
    return max(1, numbers[0]), max(1, numbers[-1])


def read_word_length(draft: ItemDraft, token: TextToken) -> None:
    """`for a minute`, `half a minute`."""
    whole = _WORD_LENGTHS[token.parts["unit"].lower()]
    draft.put(length_ms=whole // 2 if token.parts["word"].lower() == "half a" else whole)


def read_top_set(draft: ItemDraft, token: TextToken) -> None:
    """`heavy single @ 8, then`: a set of its own before those that follow."""
    if draft.sets:
        draft.notes.append(token.text.strip(" ,"))  # 5, 5, 3 - build to a heavy 3
        return
    written = token.parts["reps"].lower()
    reps = _TOP_REPS.get(written) or max(1, int(written))
    effort, usual = number(token.parts.get("effort", "")), TOP_EFFORT + ("max" in token.parts)
    if effort is None:
        draft.notes.append(f"{token.text.strip(' ,')}: RPE {usual:g} is a guess")
    if "ramp" in token.parts:
        draft.warm = (WorkoutSet(kind="warmup"),)
    draft.sets.append(WorkoutSet((reps, reps), weight=Weight(effort or usual, "rpe")))


def read_cluster(draft: ItemDraft, token: TextToken) -> None:
    """`5 x (2+2+2)`: groups of reps with a pause between them."""
    parts = token.parts
    written = parts.get("groups") or parts.get("groups2") or parts["groups3"]
    groups = re.sub(r"\s", "", written)
    total = sum(map(int, groups.split("+")))
    if sets := parts.get("sets") or parts.get("sets2") or parts.get("sets3"):
        draft.count = int(sets)
    if "groups" not in parts:
        draft.say(f"groups of reps {groups}: taken as a set with short pauses between them")
    draft.put(reps=(total, total), cluster=groups)


def read_intra(draft: ItemDraft, token: TextToken) -> None:
    """`20s intra-set rest`: the pause between the groups of a cluster."""
    draft.put(pause_ms=length(token.parts.get("pause") or token.parts["pause2"]))


def read_warmups(draft: ItemDraft, token: TextToken) -> None:
    """`2 warm-up sets`: so many of the usual ramp, lighter than the sets themselves."""
    count = int(token.parts["count"])
    ramps: dict[int, tuple[tuple[int, int], ...]] = {len(sets): sets for _, sets in RAMPS}
    ramp = ramps.get(count) or RAMPS[-1][1][: count == 1]
    if not ramp:
        draft.notes.append(f"{token.text.strip()}: as many as are usual")
    draft.warm = tuple(
        WorkoutSet((reps, reps), weight=Weight(share, "percent"), kind="warmup")
        for reps, share in ramp
    ) or (WorkoutSet(kind="warmup"),)


def read_twenty_ones(draft: ItemDraft, token: TextToken) -> None:
    """`21s x 2`: seven reps low, seven high, seven whole."""
    if sets := token.parts.get("after") or token.parts.get("sets"):
        draft.count = int(sets)
    draft.put(kind="twenty_ones", reps=(21, 21))


def read_mini_sets(draft: ItemDraft, token: TextToken) -> None:
    """`15 + 4x4`: a set, and the small sets after it."""
    draft.put(
        kind="myo",
        reps=rep_range(token.parts["reps"]),
        mini=re.sub(r"[^0-9]+", "x", token.parts["mini"]),
    )


def read_total(draft: ItemDraft, token: TextToken) -> None:
    """`100 reps total`, `100 reps, sets of 10`."""
    draft.total = (int(token.parts["total"]) or 1, int(token.parts.get("of", "0")))


def read_last_set(draft: ItemDraft, token: TextToken) -> None:
    """`last set to failure`; `last set drop set` is a drop after the last one."""
    if {"drop", "drop2"} & token.parts.keys():
        draft.put(kind="drop")
    else:
        draft.last = "open"


_PHASE_GROUPS = {"down": "down", "low": "low", "low2": "low", "low3": "low", "high": "high",
                 "high2": "high", "high3": "high", "up": "up"}  # fmt: skip


def read_phase(draft: ItemDraft, token: TextToken) -> None:
    """`w/ 3 sec negatives`, `2 sec pause at the bottom`: a part of the tempo."""
    parts = token.parts
    which = next(name for group, name in _PHASE_GROUPS.items() if group in parts)
    seconds = number(parts.get("secs") or parts["secs2"]) or 0
    draft.phases[which] = f"{min(60, seconds):g}"


def read_band(draft: ItemDraft, token: TextToken) -> None:
    """`with a red band`, `w/ yellow TheraBand`: a load by its colour."""
    if not ("with" in token.parts or draft.measured):
        draft.words.append(token.text.strip())  # red band pull-apart
        return
    mini = "mini " if "mini" in token.parts else ""
    name = f"{token.parts['band'].lower()} {mini}band"
    draft.put(weight=draft.base.weight or Weight(0, "named", name=name))


def read_pin(draft: ItemDraft, token: TextToken) -> None:
    """`pin 8` of a machine."""
    draft.put(weight=draft.base.weight or Weight(0, "named", name=token.parts["pin"].lower()))


def read_level(draft: ItemDraft, token: TextToken) -> None:
    """`level 8` of a machine: no load of a plan, so it is left and said."""
    draft.notes.append(token.text.strip(" @"))


def weight_in_name(draft: ItemDraft) -> None:
    """`BP 185 5x5`: a number that ends the name is the weight, from 20 on."""
    if draft.base.weight or len(draft.words) < 2:
        return
    value = draft.words[-1]
    if re.fullmatch(r"[2-9][0-9](?:[.,]5)?|[1-9][0-9]{2}(?:[.,]5)?", value):
        draft.words.pop()
        draft.put(weight=Weight(number(value) or 0, "unsaid"))
