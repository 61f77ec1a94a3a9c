"""What the parts of a line say of the weight."""

import re
from dataclasses import replace

from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.importing.quantities import mass_unit, number
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.tokens import TextToken


def weight_of(value: str, unit: str = "") -> Weight:
    """A number and its unit as a weight; `unsaid` without one."""
    if unit == "%":
        return Weight(number(value) or 0, "percent")
    return Weight(number(value) or 0, mass_unit(unit) or "unsaid")


def _values(text: str) -> list[str]:
    return re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace("%", " "))


def read_percents(draft: ItemDraft, token: TextToken) -> None:
    """`65/75/85 %`: one for each set."""
    draft.weights = [Weight(float(v), "percent") for v in _values(token.parts["values"])]


def read_masses(draft: ItemDraft, token: TextToken) -> None:
    """`60/70/80kg`: one for each set."""
    values = re.split(r"\s?/\s?", token.parts["values"])
    draft.weights = [weight_of(value, token.parts["unit"]) for value in values]


def read_percent(draft: ItemDraft, token: TextToken) -> None:
    """`65%`, `70-75%`."""
    high = number(token.parts.get("high", ""))
    draft.put(weight=Weight(number(token.parts["low"]) or 0, "percent", high))


def read_mass_range(draft: ItemDraft, token: TextToken) -> None:
    """`60-65kg`."""
    parts = token.parts
    weight = weight_of(parts["low"], parts["unit"])
    draft.put(weight=replace(weight, high=number(parts["high"])))


def read_pair(draft: ItemDraft, token: TextToken) -> None:
    """`2x24kg`, `8kg each`."""
    parts = token.parts
    value = parts.get("weight") or parts["one"]
    weight = weight_of(value, parts.get("unit") or parts.get("unit1", ""))
    draft.put(weight=replace(weight, pair=True))


def read_changed(draft: ItemDraft, token: TextToken) -> None:
    """`+10kg`, `BW+10kg`, `-20kg`."""
    parts = token.parts
    if "less" in parts:
        weight = weight_of(parts["less"], parts["unit2"])
        draft.put(weight=replace(weight, change="assisted"))
        return
    draft.put(weight=replace(weight_of(parts["weight"], parts["unit"]), change="added"))


def read_weight(draft: ItemDraft, token: TextToken) -> None:
    """`@ 60kg`; a second one is a note."""
    weight = weight_of(
        token.parts.get("weight") or token.parts["alone"], token.parts.get("unit", "")
    )
    if draft.base.weight is None or draft.base.weight.unit == "bodyweight":
        draft.put(weight=weight)
    else:
        draft.notes.append(token.text.strip())


def read_bodyweight(draft: ItemDraft, token: TextToken) -> None:
    """`BW`; before the name it is a part of it: bodyweight squat, 10 bodyweight squats."""
    if not draft.words and len(token.text.strip()) > len("bw"):
        draft.words.append(token.text.strip())
        return
    draft.put(weight=draft.base.weight or Weight(0, "bodyweight"))


def read_weight_reps(draft: ItemDraft, token: TextToken) -> None:
    """`60kg x 8 x 3`."""
    parts = token.parts
    reps = (max(1, int(parts["reps"])),) * 2
    one = WorkoutSet(
        reps, open_end="plus" in parts, weight=weight_of(parts["weight"], parts["unit"])
    )
    draft.sets += [one] * min(int(parts.get("sets", "1")), 100)


def read_weight_each(draft: ItemDraft, token: TextToken) -> None:
    """`60kg x 8 x 8 x 7`: a set of each."""
    weight = weight_of(token.parts["weight"], token.parts["unit"])
    for text in re.findall("[0-9]+", token.parts["each"]):
        reps = max(1, int(text))
        draft.sets.append(WorkoutSet((reps, reps), weight=weight))


def read_reps_weight(draft: ItemDraft, token: TextToken) -> None:
    """`8x60kg` is eight reps; behind a scheme `2x24kg` is a pair."""
    parts = token.parts
    weight = weight_of(parts["weight"], parts["unit"])
    if parts["reps"] == "2" and (draft.measured or not draft.words):
        draft.put(weight=replace(weight, pair=True))
        return
    reps = (max(1, int(parts["reps"])),) * 2
    draft.sets.append(WorkoutSet(reps, weight=weight))
