"""What each part of a line says of the exercise."""

import re
from collections.abc import Callable
from dataclasses import replace

from mmc_audio.importing.model import SetKind, Weight, WorkoutSet
from mmc_audio.importing.quantities import length, metres, number
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.techniques import (
    read_mini_sets,
    read_top_set,
    read_twenty_ones,
    read_word_length,
    rep_range,
)
from mmc_audio.importing.text.tokens import TextToken, tokens
from mmc_audio.importing.text.weights import (
    read_bodyweight,
    read_changed,
    read_masses,
    read_pair,
    read_percent,
    read_percents,
    read_reps_weight,
    read_weight,
    read_weight_each,
    read_weight_reps,
    weight_of,
)
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.units import Ms

HEAVY_FROM = 13
"""`155x9` is a weight and reps, `3x9` sets and reps: nobody plans so many sets."""
METRES_FROM = 20
"""`20m` is metres, `2m` minutes."""
CALORIE_MS: Ms = 4000
"""About one calorie on a machine."""
_WITH_DISTANCE = re.compile(
    r"carr|walk|sled|sprint|run|row|swim|drag|crawl|prowler|stride|jog|push|shuffl|carioca|shuttle"
    r"|skip|bound|march|lung|yoke|farmer",
    re.IGNORECASE,
)


def draft_of(text: str, line: int) -> ItemDraft:
    """The exercise in one line; `measured` is False where it says no quantity."""
    draft = ItemDraft(line)
    for token in tokens(text):
        read = _READERS.get(token.kind, _word)
        before = draft.measured
        read(draft, token)
        if draft.words and draft.measured and not before:
            draft.named = True
    return draft


def _word(draft: ItemDraft, token: TextToken) -> None:
    """A word of the name; behind the quantities it is a note."""
    if draft.named:
        draft.notes.append(token.text)
    else:
        draft.words.append(token.text)


def _joint(draft: ItemDraft, token: TextToken) -> None:
    """Punctuation ends a name that was begun, unless a quantity comes first."""
    if draft.named and draft.notes and token.text.strip() in {",", ";"}:
        draft.notes[-1] += ","


def _time(text: str) -> Ms:
    return length(text) or 0


def _tempo(draft: ItemDraft, token: TextToken) -> None:
    written = next(iter(token.parts.values()))
    try:
        parse_tempo(written)
    except ValueError:
        value = number(written)
        if value and token.text.startswith("@"):
            draft.put(weight=Weight(value, "unsaid"))
        else:
            draft.notes.append(token.text)
        return
    if token.text.startswith("@") and written.isdigit() and len(written) == 3:
        draft.put(weight=Weight(float(written), "unsaid"))  # @100 is heavy, not a tempo
    else:
        draft.put(tempo=written)


def _rest(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    if "none" in parts:
        draft.put(rest_ms=0)
        return
    text = parts.get("rest") or parts.get("before") or parts.get("easy") or "0"
    if high := parts.get("high") or parts.get("high2"):
        unit = re.sub("[0-9:.,]", "", high)
        text = (parts.get("low") or parts["low2"]) + unit
    draft.put(rest_ms=_time(text))


def _breaths(draft: ItemDraft, token: TextToken) -> None:
    draft.put(breaths=max(1, min(200, int(token.parts["breaths"]))))
    if "sets" in token.parts:
        draft.count = int(token.parts["sets"])


def _effort(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    if left := parts.get("rir") or parts.get("rir2"):
        draft.put(effort=10.0 - int(left))
        return
    value = number(parts.get("rpe") or parts["at"])
    draft.put(effort=value)
    if "to" in parts:
        draft.notes.append(token.text)


def _scheme(draft: ItemDraft, token: TextToken) -> None:
    """`3x8`; where sets were said already, more of them."""
    parts = token.parts
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


def _schemes(draft: ItemDraft, token: TextToken) -> None:
    for part in re.split(r",", token.parts["list"]):
        head, _, at = part.partition("@")
        first, _, second = re.sub("[x\u00d7*]", "x", head.lower()).partition("x")
        unit = re.sub(r"[0-9.,\s]", "", at)
        weight = weight_of(at.strip().removesuffix(unit).strip(), unit) if at else None
        plus, count, reps = "+" in head, int(first), rep_range(second)
        if count >= HEAVY_FROM:
            weight, count = Weight(count, "unsaid"), 1
        draft.sets += [WorkoutSet(reps, open_end=plus, weight=weight)] * min(count, 100)
    at_the_end = [one.weight for one in draft.sets if one.weight]
    if len(set(at_the_end)) == 1 and draft.sets[-1].weight and not draft.sets[0].weight:
        draft.sets = [replace(one, weight=at_the_end[0]) for one in draft.sets]


def _pace(draft: ItemDraft, token: TextToken) -> None:
    """How fast: a comment, since a plan's pace is its own key."""
    draft.notes.append(token.text.strip(" @"))


def _sets_length(draft: ItemDraft, token: TextToken) -> None:
    """`3x45s`; `3x20m` is metres, and so is any for a carry or a run."""
    text, sets = token.parts["time"], int(token.parts["sets"])
    _one_length(draft, text)
    draft.count = sets


def _one_length(draft: ItemDraft, text: str) -> None:
    match = re.fullmatch(r"([0-9]+)\s?m", text.strip().lower())
    carried = match and _WITH_DISTANCE.search(draft.name) and int(match[1]) > 5
    if match and (int(match[1]) >= METRES_FROM or carried):
        draft.put(distance_m=float(match[1]))
    else:
        draft.put(length_ms=_time(text))


def _length(draft: ItemDraft, token: TextToken) -> None:
    _one_length(draft, token.parts["time"])


def _distance(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    draft.put(distance_m=metres(number(parts["distance"]) or 0, parts["unit"]))
    if "sets" in parts:
        draft.count = int(parts["sets"])


def _sets_most(draft: ItemDraft, token: TextToken) -> None:
    draft.count = int(token.parts["sets"])
    draft.put(all_out=True)


def _sets_of(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    draft.count = int(parts["sets"])
    if "time" in parts:
        _one_length(draft, parts["time"])
    elif "most" in parts:
        draft.put(all_out=True)
    else:
        draft.put(reps=rep_range(parts["reps"]), open_end="plus" in parts)


def _sets(draft: ItemDraft, token: TextToken) -> None:
    draft.count = int(token.parts["sets"])


def _counts(draft: ItemDraft, token: TextToken) -> None:
    """`5/3/1+` or `12-10-8-6`: a set of each."""
    for text in re.findall(r"[0-9]+\+?", token.parts["counts"]):
        reps = max(1, min(1000, int(text.rstrip("+"))))
        draft.sets.append(WorkoutSet((reps, reps), open_end=text.endswith("+")))
    draft.count = None


def _kind(draft: ItemDraft, token: TextToken) -> None:
    kind: SetKind = next(kind for kind in _KIND_NAMES if kind in token.parts)
    if kind == "failure" and draft.base.reps is None and not draft.sets:
        draft.put(all_out=True)
        return
    draft.put(kind=kind)


_KIND_NAMES: tuple[SetKind, ...] = ("warmup", "drop", "failure", "rest_pause", "myo")


def _most(draft: ItemDraft, token: TextToken) -> None:
    del token
    draft.put(all_out=True)


def _side(draft: ItemDraft, token: TextToken) -> None:
    which = (token.parts.get("which") or token.parts.get("which2") or "each").lower()
    draft.put(side=which)


def _reps(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    text = parts.get("reps") or parts.get("times") or parts["before"]
    draft.put(reps=rep_range(text), open_end="plus" in parts or "plus2" in parts)


def _bare_reps(draft: ItemDraft, token: TextToken) -> None:
    """`Push-ups 20`: a number behind a name that says nothing else."""
    if draft.measured or not draft.words:
        _word(draft, token)
    else:
        _reps(draft, token)


def _calories(draft: ItemDraft, token: TextToken) -> None:
    draft.put(length_ms=int(token.parts["calories"]) * CALORIE_MS)
    draft.notes.append(f"{token.text.strip()}: the time is a guess")


def _note(draft: ItemDraft, token: TextToken) -> None:
    text = token.parts.get("note") or token.parts.get("tail") or ""
    inner = draft_of(text, draft.line) if draft.words and text else None
    if inner and inner.base.weight and not (inner.words or inner.notes or draft.base.weight):
        draft.put(weight=inner.base.weight)  # (+10kg)
        return
    short = text and len(text) <= 24 and not draft.measured and text.replace(" ", "").isalpha()
    if short and not (inner and inner.measured):
        draft.words.append(f"({text})")  # equipment: Squat (Barbell)
    elif text:
        draft.notes.append(text.strip())


_READERS: dict[str, Callable[[ItemDraft, TextToken], None]] = {
    "word": _word, "joint": _joint, "tempo": _tempo, "rest": _rest, "rest_range": _rest,
    "word_length": read_word_length, "top_set": read_top_set, "twenty_ones": read_twenty_ones,
    "mini_sets": read_mini_sets, "breaths": _breaths, "effort": _effort, "schemes": _schemes,
    "weight_reps": read_weight_reps, "weight_each": read_weight_each, "pace": _pace,
    "reps_weight": read_reps_weight, "sets_length": _sets_length, "sets_distance": _distance,
    "sets_most": _sets_most, "scheme": _scheme, "sets_of": _sets_of, "sets": _sets,
    "percents": read_percents, "masses": read_masses, "counts": _counts, "percent": read_percent,
    "pair": read_pair, "changed": read_changed, "weight": read_weight,
    "bodyweight": read_bodyweight,
    "kind": _kind, "most": _most, "side": _side, "reps": _reps, "length": _length,
    "distance": _distance, "calories": _calories, "bare_weight": read_weight, "note": _note,
    "leading": _reps, "bare_reps": _bare_reps,
}  # fmt: skip
