"""The weight of a set as keys of a plan, with what a plan cannot say beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.importing.plan_language import LANGUAGE
from mmc_audio.plan.notation.number import decimal


@dataclass(frozen=True, slots=True)
class PlanKey:
    """`key: value   # comment`."""

    key: str
    value: str
    comment: str = ""


def load_keys(one: WorkoutSet) -> Iterator[PlanKey]:
    """How heavy a set is; none where the file does not say."""
    weight, effort = one.weight, _effort(one.effort)
    if weight is None:
        if effort:
            yield PlanKey("load", f"RPE {effort}")
        return
    comment = f"RPE {effort} in the file" if effort else ""
    if weight.change and not LANGUAGE.changed_bodyweight:
        sign = "+" if weight.change == "added" else "-"
        words = f"{sign}{_number(weight.value)}{weight.unit} {weight.change}: hang it on yourself"
        yield PlanKey("load", "bodyweight", "; ".join(filter(None, (words, comment))))
        return
    value, lost = weight_text(weight)
    yield PlanKey("load", value, "; ".join(filter(None, (lost, comment))))


def _effort(value: float | None) -> str:
    if value is None or not 1 <= value <= 10:
        return ""
    return f"{round(value * 2) / 2:g}"


def weight_text(weight: Weight) -> tuple[str, str]:
    """A weight in the plan's notation, and what that cannot say."""
    if weight.unit == "bodyweight":
        return "bodyweight", ""
    if weight.unit == "named":
        return weight.name, ""
    number, pair = _number(weight.value), "2x" if weight.pair else ""
    unit = "%" if weight.unit == "percent" else weight.unit
    sign = {"added": "+", "assisted": "-", None: ""}[weight.change]
    if weight.unit == "rpe":
        return f"RPE {number}" + (f"-{_number(weight.high)}" if weight.high else ""), ""
    if weight.high is not None and LANGUAGE.load_range:
        return f"{number}-{_number(weight.high)}{unit}", ""
    lost = f"{number}-{_number(weight.high)}{unit} in the file" if weight.high else ""
    return f"{sign}{pair}{number}{unit}", lost


def _number(value: float) -> str:
    return decimal(round(value * 1000))
