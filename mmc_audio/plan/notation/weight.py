"""Loads: how heavy."""

import re

from mmc_audio.plan.amounts import Load
from mmc_audio.plan.notation.number import NUMBER, decimal, folded, quoted, thousandths

_MASS = {"kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilograms": "kg",
         "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb"}  # fmt: skip
_LOAD = re.compile(rf"(2\s*[x\u00d7]\s*)?({NUMBER})\s*(%|percent|{'|'.join(_MASS)})")
_EFFORT = re.compile(rf"(rpe|rir|@)\s*({NUMBER})")
_BODYWEIGHT = {"bodyweight", "body weight", "bw"}


def parse_load(text: str) -> Load:
    """`65%`, `40kg`, `90 lb`, `RPE 8`, `@8`, `RIR 2` (as RPE 8), `bodyweight`, `2x24kg`.

    `2x24kg` is a pair of dumbbells or kettlebells of 24 kg each; a barbell is written with all
    that is on it. Repetitions in reserve are 10 minus the RPE (Zourdos 2016).
    """
    bare = folded(text)
    if bare in _BODYWEIGHT:
        return Load(unit="bodyweight", value=0)
    if effort := _EFFORT.fullmatch(bare):
        return _effort(text, effort[1], thousandths(effort[2]) or 0)
    match = _LOAD.fullmatch(bare)
    if not match:
        raise ValueError(f"{quoted(text)} is no load; {_load_hint(bare)}")
    return _weight(text, thousandths(match[2]) or 0, _MASS.get(match[3]), pair=bool(match[1]))


def format_load(load: Load) -> str:
    """`65%`, `40kg`, `2x24kg`, `RPE 8`, `bodyweight`."""
    number = decimal(round(load.value * 1000))
    forms = {"percent": f"{number}%", "rpe": f"RPE {number}", "bodyweight": "bodyweight"}
    return forms.get(load.unit, f"{'2x' if load.pair else ''}{number}{load.unit}")


def _load_hint(bare: str) -> str:
    if re.fullmatch(NUMBER, bare):
        forms = [f"{bare}kg", f"{bare}lb", f"{bare}%"]
        if (thousandths(bare) or 0) <= 10_000:
            forms.append(f"RPE {bare}")
        return f"write its unit: {', '.join(forms[:-1])} or {forms[-1]}"
    if bare.startswith("-"):
        return "write a load that is not negative"
    return "write 65%, 40kg, 90lb, 2x24kg, RPE 8 or bodyweight"


def _effort(text: str, kind: str, milli: int) -> Load:
    value = 10_000 - milli if kind == "rir" else milli
    if not 1000 <= value <= 10_000 or value % 500:
        raise ValueError(f"{quoted(text)} is off the scale; write RPE 1 to 10 in steps of 0.5")
    return Load(unit="rpe", value=value / 1000)


def _weight(text: str, milli: int, mass: str | None, *, pair: bool) -> Load:
    if mass is None:
        if pair or not 0 < milli <= 150_000:
            raise ValueError(f"{quoted(text)} is out of range; write 1% to 150%")
        return Load(unit="percent", value=milli / 1000)
    if not 0 < milli <= 1_000_000:
        raise ValueError(f"{quoted(text)} is out of range; write up to 1000, or bodyweight")
    return Load.model_validate({"unit": mass, "value": milli / 1000, "pair": pair})
