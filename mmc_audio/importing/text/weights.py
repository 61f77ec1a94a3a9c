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


def read_rx(draft: ItemDraft, token: TextToken) -> None:
    """`9 deadlifts @ 100/70`: a load for men and one for women; behind sets one for each set."""
    values = [token.parts[key] for key in ("value", "lighter")]
    if draft.count or draft.sets:
        draft.weights = [weight_of(value) for value in values]
        return
    draft.put(weight=weight_of(values[0]))
    draft.say(f"{token.text.strip(' @')}: the first load is taken")


def read_drop_to(draft: ItemDraft, token: TextToken) -> None:
    """`drop to 20kg`, `dropset to 6kg`: a drop after the last set."""
    draft.drops.append(weight_of(token.parts["weight"], token.parts["unit"]))


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
    value = next(parts[key] for key in ("weight", "one", "one3", "bare") if key in parts)
    unit = parts.get("unit") or parts.get("unit1") or parts.get("unit3", "")
    weight = weight_of(value, unit)
    draft.put(weight=replace(weight, pair=True))


_PLATED = re.compile(r"bench|squat|dead ?lift|press|row\b|thrust|curl|barbell|bar\b", re.IGNORECASE)
_IN_HANDS = re.compile(r"\bdb|dumb?bell|\bkb|kettlebell|single|one|1|split|lunge", re.IGNORECASE)


def read_plates(draft: ItemDraft, token: TextToken) -> None:
    """`20kg per side`: plates on a bar; with dumbbells what one hand holds."""
    weight = weight_of(token.parts["weight"], token.parts["unit"])
    if _PLATED.search(draft.name) and not _IN_HANDS.search(draft.name):
        draft.put(weight=Weight(0, "named", name=f"{weight.value:g}{weight.unit} per side"))
    else:
        draft.put(weight=weight, side="each")


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
    before = draft.base.weight
    if before and before.unit == "rpe":
        draft.put(weight=weight, effort=before.value)
    elif before is None or before.unit == "bodyweight":
        draft.put(weight=weight)
    else:
        draft.notes.append(token.text.strip())


def read_bodyweight(draft: ItemDraft, token: TextToken) -> None:
    """`BW`; before the name it is a part of it: bodyweight squat, 10 bodyweight squats."""
    if not draft.words and len(token.text.strip()) > len("bw"):
        draft.words.append(token.text.strip())
        return
    draft.put(weight=draft.base.weight or Weight(0, "bodyweight"))


def read_bar_reps(draft: ItemDraft, token: TextToken) -> None:
    """`bar x 10`: a set with the empty bar."""
    reps = (max(1, int(token.parts["reps"])),) * 2
    draft.sets += [WorkoutSet(reps, weight=EMPTY_BAR)] * int(token.parts.get("sets", "1"))


EMPTY_BAR = Weight(0, "named", name="bar")


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
    if "percent" in parts:  # 5x40%
        reps = (max(1, int(parts["reps2"])),) * 2
        weight = weight_of(parts["percent"], "%")
        draft.sets.append(WorkoutSet(reps, open_end="plus" in parts, weight=weight))
        return
    weight = weight_of(parts["weight"], parts["unit"])
    if parts["reps"] == "2" and (draft.measured or not draft.words):
        draft.put(weight=replace(weight, pair=True))
        return
    reps = (max(1, int(parts["reps"])),) * 2
    draft.sets.append(WorkoutSet(reps, weight=weight))
