"""What each part of a line says of the exercise."""

import re
from collections.abc import Callable

from mmc_audio.importing.model import SetKind, Weight
from mmc_audio.importing.quantities import number
from mmc_audio.importing.text.brackets import (
    divided,
    held_in_brackets,
    ramp_in_brackets,
    rest_in_brackets,
    weights_of_sets,
)
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.lengths import (
    METRES_FROM,
    read_breaths,
    read_calories,
    read_distance,
    read_length,
    read_length_range,
    read_rest,
    read_rest_of_few,
    read_rests,
    read_sets_length,
)
from mmc_audio.importing.text.schemes import (
    read_counts,
    read_scheme,
    read_schemes,
    read_sets,
    read_sets_most,
    read_sets_of,
)
from mmc_audio.importing.text.techniques import (
    read_band,
    read_cluster,
    read_intra,
    read_last_set,
    read_level,
    read_mini_sets,
    read_phase,
    read_pin,
    read_top_set,
    read_total,
    read_twenty_ones,
    read_warmups,
    read_word_length,
    rep_range,
)
from mmc_audio.importing.text.tokens import TextToken, tokens
from mmc_audio.importing.text.weights import (
    read_bar_reps,
    read_bodyweight,
    read_changed,
    read_drop_to,
    read_mass_range,
    read_masses,
    read_pair,
    read_percent,
    read_percents,
    read_plates,
    read_reps_weight,
    read_rx,
    read_weight,
    read_weight_each,
    read_weight_reps,
)
from mmc_audio.plan.notation.tempo import parse_tempo


def draft_of(text: str, line: int) -> ItemDraft:
    """The exercise in one line; `measured` is False where it says no quantity."""
    draft = ItemDraft(line)
    for token in tokens(text):
        _take(draft, token)
    return draft


def _take(draft: ItemDraft, token: TextToken) -> None:
    before = draft.measured
    draft.in_remark &= token.kind == "word"
    _READERS.get(token.kind, _word)(draft, token)
    draft.part_before = token.kind
    if draft.words and draft.measured and not before:
        draft.named = True


def _own_word(draft: ItemDraft, token: TextToken) -> None:
    """A number that is a part of the name: `1 arm row`, `90/90 stretch`."""
    (draft.notes if draft.named else draft.words).append(token.text)


def _word(draft: ItemDraft, token: TextToken) -> None:
    """A word of the name; behind the quantities it is a note."""
    if draft.named and re.search(r"\w", token.text):
        if draft.in_remark:
            draft.notes[-1] += f" {token.text}"
        else:
            draft.notes.append(token.text)
        draft.in_remark = True
    elif not draft.named and (draft.words or re.search(r"\w", token.text)):
        draft.words.append(token.text)


def _joint(draft: ItemDraft, token: TextToken) -> None:
    """Punctuation ends a name that was begun, unless a quantity comes first."""
    if draft.words and draft.measured:
        draft.named = True  # 150 squats - as you like
    if draft.named and draft.notes and token.text.strip() in {",", ";"}:
        draft.notes[-1] += ","


def _tempo(draft: ItemDraft, token: TextToken) -> None:
    written = next(iter(token.parts.values()))
    if "digits" in token.parts and not draft.measured:
        _word(draft, token)
        return
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
        most = parts.get("rirto") or parts.get("rirto2") or left
        low, high = sorted((10.0 - int(left), 10.0 - int(most)))
    else:
        low = number(parts.get("rpe") or parts["at"]) or 0
        high = number(parts.get("to", "")) or low
    if low == high:
        draft.put(effort=low)
    elif draft.base.weight is None:
        draft.put(weight=Weight(low, "rpe", high))
    else:
        draft.put(effort=low)
        draft.notes.append(token.text)


def _pace(draft: ItemDraft, token: TextToken) -> None:
    """How fast: a comment, since a plan's pace is its own key."""
    draft.notes.append(token.text.strip(" @"))


def _kind(draft: ItemDraft, token: TextToken) -> None:
    kind: SetKind = next(kind for kind in _KIND_NAMES if kind in token.parts)
    if kind == "failure" and draft.base.reps is None and not draft.sets:
        draft.put(all_out=True)
        return
    draft.put(kind=kind)


def _height(draft: ItemDraft, token: TextToken) -> None:
    """`24" box`, `20cm step`: no length of time, and no load."""
    draft.notes.append(token.text.strip(" @"))


_KIND_NAMES: tuple[SetKind, ...] = ("warmup", "drop", "failure", "rest_pause", "myo")


def _most(draft: ItemDraft, token: TextToken) -> None:
    del token
    draft.put(all_out=True)


def _side(draft: ItemDraft, token: TextToken) -> None:
    parts = token.parts
    named = ("which", "which2", "which3", "which4", "which5")
    which = next((parts[name] for name in named if name in parts), "each")
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
    open_count = draft.count and not (draft.sets or draft.base.reps or draft.base.length_ms)
    if draft.words and (open_count or not (draft.measured or token.parts["reps"].isdigit())):
        _reps(draft, token)
        return
    heavy = (draft.sets or draft.base.reps) and not (draft.base.weight or draft.weights)
    if heavy and token.parts["reps"].isdigit() and int(token.parts["reps"]) >= METRES_FROM:
        draft.put(weight=Weight(float(token.parts["reps"]), "unsaid"))
    elif draft.measured or not draft.words:
        _word(draft, token)
    else:
        _reps(draft, token)


def _dashed_reps(draft: ItemDraft, token: TextToken) -> None:
    """`Cat-cow - 10 slow`: a number behind a dash, and words that are a remark."""
    if draft.measured or not draft.words:
        _word(draft, TextToken("word", token.text.strip(), {}))
    else:
        _reps(draft, token)


def _note(draft: ItemDraft, token: TextToken) -> None:
    text = token.parts.get("note") or token.parts.get("tail") or ""
    inner = list(tokens(text)) if draft.words else []
    if weights_of_sets(draft, text) or rest_in_brackets(draft, text):
        return
    if ramp_in_brackets(draft, inner) or held_in_brackets(draft, inner):
        return
    if inner and (divided(draft, inner) or _more(draft, inner)):
        return
    short = text and len(text) <= 24 and not draft.measured and text.replace(" ", "").isalpha()
    if short and not (inner and draft_of(text, draft.line).measured):
        draft.words.append(f"({text})")  # equipment: Squat (Barbell)
    elif text:
        draft.notes.append(text.strip())


_MORE = {
    "rest", "rest_range", "tempo", "side", "effort", "weight", "mass_range", "percent", "phase",
    "bodyweight", "changed", "pair", "last_set", "band", "warmups", "plates", "pin",
    "kind", "breaths",
}  # fmt: skip
"""What may stand in brackets as well as outside."""


def _more(draft: ItemDraft, inner: list[TextToken]) -> bool:
    """Quantities in brackets, `(rest 90 sec)`, `(+10kg)`, are read as if there were none."""
    pair = inner[0].kind == "reps_weight" and inner[0].parts.get("reps") == "2"
    kinds = {"pair" if pair and token is inner[0] else token.kind for token in inner} - {"joint"}
    heavy = {"weight", "mass_range", "percent", "changed", "pair", "bodyweight", "band"}
    if not kinds or not kinds <= _MORE or (draft.base.weight and kinds & heavy):
        return False
    for token in inner:
        _take(draft, token)
    return True


_READERS: dict[str, Callable[[ItemDraft, TextToken], None]] = {
    "cluster": read_cluster, "intra": read_intra,
    "name_number": _own_word, "height": _height, "stroke": _height, "warmups": read_warmups,
    "work_up": read_top_set, "plates": read_plates, "dashed_reps": _dashed_reps,
    "word": _word, "joint": _joint, "tempo": _tempo, "rest": read_rest, "rest_range": read_rest,
    "rest_of_few": read_rest_of_few, "rests": read_rests, "drop_to": read_drop_to,
    "word_length": read_word_length, "top_set": read_top_set, "twenty_ones": read_twenty_ones,
    "mini_sets": read_mini_sets, "breaths": read_breaths, "effort": _effort,
    "schemes": read_schemes,
    "weight_reps": read_weight_reps, "weight_each": read_weight_each, "pace": _pace,
    "reps_weight": read_reps_weight, "sets_length": read_sets_length,
    "sets_distance": read_distance,
    "sets_most": read_sets_most, "scheme": read_scheme, "sets_of": read_sets_of, "sets": read_sets,
    "percents": read_percents, "masses": read_masses, "counts": read_counts,
    "percent": read_percent,
    "total": read_total, "last_set": read_last_set, "phase": read_phase,
    "band": read_band,
    "pin": read_pin,
    "level": read_level,
    "mass_range": read_mass_range, "rx": read_rx, "spaced_counts": read_counts, "pair": read_pair,
    "changed": read_changed, "weight": read_weight, "bodyweight": read_bodyweight,
    "length_range": read_length_range, "bar_reps": read_bar_reps,
    "kind": _kind, "most": _most, "side": _side, "reps": _reps, "length": read_length,
    "distance": read_distance, "calories": read_calories, "bare_weight": read_weight, "note": _note,
    "leading": _reps, "bare_reps": _bare_reps,
}  # fmt: skip
