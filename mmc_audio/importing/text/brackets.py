"""What stands in brackets behind an exercise, and says more of its sets."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.lengths import read_length, rest_of_range
from mmc_audio.importing.text.schemes import read_scheme, read_schemes
from mmc_audio.importing.text.techniques import rep_range
from mmc_audio.importing.text.tokens import COUNT, TIME, TextToken
from mmc_audio.importing.text.weights import (
    read_bar_reps,
    read_reps_weight,
    read_weight_reps,
    weight_of,
)

_WEIGHTS = re.compile(r"[@+]?\s?[0-9.]+\s?(?:[a-z%#]+)?(?:\s?[/,]\s?[0-9.]+\s?(?:[a-z%#]+)?)+")
_REST = re.compile(rf"(?:(?P<low>{COUNT})\s?[-\u2013]\s?)?(?P<time>{TIME})", re.IGNORECASE)
REST_FROM_MS = 20_000
"""A shorter time in brackets is a hold or a tempo."""


def weights_of_sets(draft: ItemDraft, text: str) -> bool:
    """`(60, 70, 80kg)` behind three sets: the weight of each."""
    bare = text.strip().lower()
    values = re.findall(r"[0-9.]+", bare) if _WEIGHTS.fullmatch(bare) else []
    if not values or len(values) != (len(draft.sets) or draft.count):
        return False
    units = re.findall(r"[a-z%#]+", bare)
    weights = (weight_of(value, units[-1] if units else "") for value in values)
    change: Literal["added"] | None = "added" if bare.startswith("+") else None
    draft.weights = [replace(weight, change=change) for weight in weights]
    return True


def rest_in_brackets(draft: ItemDraft, text: str) -> bool:
    """`3x8 (60-90s)`: a time behind reps is the rest between the sets."""
    match = _REST.fullmatch(text.strip())
    base, several = draft.base, (draft.count or 1) > 1
    sets = draft.sets or (draft.count and base.reps) or (several and base.length_ms)
    if not (match and sets) or draft.base.rest_ms is not None:
        return False
    ms = rest_of_range(match["low"] or "", match["time"])
    if ms < REST_FROM_MS:
        return False
    draft.put(rest_ms=ms)
    return True


def ramp_in_brackets(draft: ItemDraft, inner: Sequence[TextToken]) -> bool:
    """`(bar x 10, 40 x 5, 60 x 3) 3x5 @ 80`: the warm-up sets, in front of the sets themselves."""
    kinds = {token.kind for token in inner} - {"joint"}
    if draft.measured or not kinds or not kinds <= _RAMP_KINDS:
        return False
    sets = ItemDraft(draft.line)
    for token in inner:
        _RAMP.get(token.kind, _nothing)(sets, token)
    loads = [one.weight for one in sets.sets]
    if len(loads) < 2 or None in loads:
        return False
    draft.warm = tuple(replace(one, kind="warmup") for one in sets.sets)
    return True


def _nothing(draft: ItemDraft, token: TextToken) -> None:
    del draft, token


_RAMP = {
    "bar_reps": read_bar_reps, "schemes": read_schemes, "scheme": read_scheme,
    "weight_reps": read_weight_reps, "reps_weight": read_reps_weight,
}  # fmt: skip
_RAMP_KINDS = _RAMP.keys()


def held_in_brackets(draft: ItemDraft, inner: Sequence[TextToken]) -> bool:
    """`3x10 (5" hold)`: how long each of the reps is held."""
    reps = draft.base.reps or (draft.sets and draft.sets[0].reps)
    holds = [token for token in inner if {"hold", "holds"} & token.parts.keys()]
    if len(inner) != 1 or not holds or not reps or holds[0].kind != "length":
        return False
    read_length(draft, inner[0])
    return True


def divided(draft: ItemDraft, inner: Sequence[TextToken]) -> bool:
    """`100 swings (10x10)`, `10 get-ups (5 per side)`: how the reps before them are done."""
    reps = draft.base.reps
    if not reps or draft.count or draft.sets:
        return False
    first = inner[0]
    if (
        first.kind == "scheme"
        and int(first.parts["sets"]) * rep_range(first.parts["reps"])[1] == (reps[1])
    ):
        draft.count, draft.base = int(first.parts["sets"]), draft.with_reps(first.parts["reps"])
    elif _half(inner) * 2 == reps[1]:
        draft.base = draft.with_reps(str(_half(inner)))
        draft.put(side="each")
    else:
        return False
    rest = " ".join(token.text.strip() for token in inner[2 if first.kind == "reps" else 1 :])
    draft.notes += [note for note in [rest.strip(" ,")] if note]
    return True


def _half(inner: Sequence[TextToken]) -> int:
    """The reps of one side; 0 where the brackets say no sides."""
    kinds = [token.kind for token in inner[:2]]
    return rep_range(inner[0].parts["reps"])[1] if kinds == ["reps", "side"] else 0
