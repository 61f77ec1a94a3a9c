"""What each part of a line says of the exercise."""

import re
from collections.abc import Callable
from dataclasses import replace

from mmc_audio.importing.model import SetKind, Weight, WorkoutSet
from mmc_audio.importing.quantities import number
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.lengths import (
    METRES_FROM,
    one_length,
    read_breaths,
    read_calories,
    read_distance,
    read_length,
    read_rest,
    read_sets_length,
)
from mmc_audio.importing.text.techniques import (
    read_band,
    read_last_set,
    read_level,
    read_mini_sets,
    read_phase,
    read_pin,
    read_top_set,
    read_total,
    read_twenty_ones,
    read_word_length,
    rep_range,
    weight_in_name,
)
from mmc_audio.importing.text.tokens import TextToken, tokens
from mmc_audio.importing.text.weights import (
    read_bodyweight,
    read_changed,
    read_mass_range,
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

HEAVY_FROM = 13
"""`155x9` is a weight and reps, `3x9` sets and reps: nobody plans so many sets."""


def draft_of(text: str, line: int) -> ItemDraft:
    """The exercise in one line; `measured` is False where it says no quantity."""
    draft = ItemDraft(line)
    for token in tokens(text):
        _take(draft, token)
    return draft


def _take(draft: ItemDraft, token: TextToken) -> None:
    before = draft.measured
    _READERS.get(token.kind, _word)(draft, token)
    if draft.words and draft.measured and not before:
        draft.named = True


def _word(draft: ItemDraft, token: TextToken) -> None:
    """A word of the name; behind the quantities it is a note."""
    if draft.named:
        draft.notes += [token.text] * bool(re.search(r"\w", token.text))
    else:
        draft.words.append(token.text)


def _joint(draft: ItemDraft, token: TextToken) -> None:
    """Punctuation ends a name that was begun, unless a quantity comes first."""
    if draft.named and draft.notes and token.text.strip() in {",", ";"}:
        draft.notes[-1] += ","


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


def _sets_most(draft: ItemDraft, token: TextToken) -> None:
    draft.count = int(token.parts["sets"])
    draft.put(all_out=True)


def _sets_of(draft: ItemDraft, token: TextToken) -> None:
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


def _sets(draft: ItemDraft, token: TextToken) -> None:
    draft.count = int(token.parts["sets"])


def _counts(draft: ItemDraft, token: TextToken) -> None:
    """`5/3/1+` or `12-10-8-6`: a set of each; behind a scheme `3-1-1` is a tempo."""
    weight_in_name(draft)
    if (draft.count or draft.sets) and re.fullmatch("[0-9](?:-[0-9]){2,3}", token.text.strip()):
        draft.put(tempo=token.text.strip())
        return
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
    parts = token.parts
    which = parts.get("which") or parts.get("which2") or parts.get("which3") or "each"
    draft.put(side={"l": "left", "r": "right"}.get(which.lower(), which.lower()))


def _reps(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    text = parts.get("reps") or parts.get("times") or parts["before"]
    draft.steps |= "steps" in parts
    if "times" in parts and draft.base.distance_m and not draft.count:
        draft.count = int(re.findall("[0-9]+", text)[-1])  # 400m run x 6
        return
    if "times" in parts and len(draft.sets) > 1:
        draft.sets *= min(10, rep_range(text)[1])  # 1,2,3 x 3
        return
    draft.put(reps=rep_range(text), open_end="plus" in parts or "plus2" in parts)


def _bare_reps(draft: ItemDraft, token: TextToken) -> None:
    """`Push-ups 20`: a number behind a name that says nothing else; behind reps it is a weight."""
    heavy = (draft.sets or draft.base.reps) and not (draft.base.weight or draft.weights)
    if heavy and int(token.parts["reps"]) >= METRES_FROM:
        draft.put(weight=Weight(float(token.parts["reps"]), "unsaid"))
    elif draft.measured or not draft.words:
        _word(draft, token)
    else:
        _reps(draft, token)


def _note(draft: ItemDraft, token: TextToken) -> None:
    text = token.parts.get("note") or token.parts.get("tail") or ""
    inner = list(tokens(text)) if draft.words else []
    if _weights_of_sets(draft, text) or (inner and _more(draft, inner)):
        return
    short = text and len(text) <= 24 and not draft.measured and text.replace(" ", "").isalpha()
    if short and not (inner and draft_of(text, draft.line).measured):
        draft.words.append(f"({text})")  # equipment: Squat (Barbell)
    elif text:
        draft.notes.append(text.strip())


_MORE = {
    "rest", "rest_range", "tempo", "side", "effort", "weight", "mass_range", "percent", "phase",
    "bodyweight", "changed", "pair", "last_set", "band",
}  # fmt: skip
"""What may stand in brackets as well as outside."""


def _more(draft: ItemDraft, inner: list[TextToken]) -> bool:
    """Quantities in brackets, `(rest 90 sec)`, `(+10kg)`, are read as if there were none."""
    pair = inner[0].kind == "reps_weight" and inner[0].parts["reps"] == "2"
    kinds = {"pair" if pair and token is inner[0] else token.kind for token in inner} - {"joint"}
    heavy = {"weight", "mass_range", "percent", "changed", "pair", "bodyweight", "band"}
    if not kinds or not kinds <= _MORE or (draft.base.weight and kinds & heavy):
        return False
    for token in inner:
        _take(draft, token)
    return True


def _weights_of_sets(draft: ItemDraft, text: str) -> bool:
    """`(60, 70, 80kg)` behind three sets: the weight of each."""
    match = re.fullmatch(r"@?\s?([0-9.]+(?:\s?[/,]\s?[0-9.]+)+)\s?([a-z%]*)", text.strip().lower())
    values = re.findall(r"[0-9.]+", match[1]) if match else []
    if match is None or len(values) != (len(draft.sets) or draft.count):
        return False
    draft.weights = [weight_of(value, match[2]) for value in values]
    return True


_READERS: dict[str, Callable[[ItemDraft, TextToken], None]] = {
    "word": _word, "joint": _joint, "tempo": _tempo, "rest": read_rest, "rest_range": read_rest,
    "word_length": read_word_length, "top_set": read_top_set, "twenty_ones": read_twenty_ones,
    "mini_sets": read_mini_sets, "breaths": read_breaths, "effort": _effort, "schemes": _schemes,
    "weight_reps": read_weight_reps, "weight_each": read_weight_each, "pace": _pace,
    "reps_weight": read_reps_weight, "sets_length": read_sets_length,
    "sets_distance": read_distance,
    "sets_most": _sets_most, "scheme": _scheme, "sets_of": _sets_of, "sets": _sets,
    "percents": read_percents, "masses": read_masses, "counts": _counts, "percent": read_percent,
    "total": read_total, "last_set": read_last_set, "phase": read_phase,
    "band": read_band,
    "pin": read_pin,
    "level": read_level,
    "mass_range": read_mass_range, "spaced_counts": _counts, "pair": read_pair,
    "changed": read_changed, "weight": read_weight, "bodyweight": read_bodyweight,
    "kind": _kind, "most": _most, "side": _side, "reps": _reps, "length": read_length,
    "distance": read_distance, "calories": read_calories, "bare_weight": read_weight, "note": _note,
    "leading": _reps, "bare_reps": _bare_reps,
}  # fmt: skip
