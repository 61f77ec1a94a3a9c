"""Loads: how heavy."""

import re

from mmc_audio.plan.amounts import Load
from mmc_audio.plan.bounds import HEAVIEST
from mmc_audio.plan.notation.number import NUMBER, decimal, folded, quoted, thousandths

_MASS = {"kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilograms": "kg",
         "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb", "#": "lb"}  # fmt: skip
_UNIT = f"%|percent|{'|'.join(_MASS)}"
_LOAD = re.compile(
    rf"(?P<pair>2\s*[x\u00d7]\s*)?(?:(?:bw|bodyweight)\s*)?(?P<sign>[+-]\s*)?(?P<low>{NUMBER})"
    rf"(?:\s*-\s*(?P<high>{NUMBER}))?\s*(?P<unit>{_UNIT})(?P<side>\s*(?:per|each|/)\s*side)?"
    r"(?P<each>\s*(?:each|ea\.?|(?:each|per|/)\s*hand))?"
)
_EFFORT = re.compile(rf"(rpe|rir|@)\s*({NUMBER})(?:\s*-\s*({NUMBER}))?")
_EFFORT_AFTER = re.compile(rf"({NUMBER})(?:\s*-\s*({NUMBER}))?\s*(rpe|rir)")
_BODYWEIGHT = {"bodyweight", "body weight", "bw"}
_BAR = {"bar", "empty bar", "the bar"}
_PIN = re.compile("(?:pin|plate|stack) ([1-9][0-9]?)")
_BAND = re.compile("(?:(.{1,30}) )?band")
_DECIMAL_COMMA = re.compile("(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")
_SIGNS = {"+": "added", "-": "assisted", "": ""}


def parse_load(text: str) -> Load:
    """`65%`, `70-75%`, `40kg`, `22,5 kg`, `RPE 7-8`, `2 RIR`, `bodyweight`, `+10kg`, `pin 4`, ...

    `2x24kg` and `24kg each` are a pair of dumbbells or kettlebells of 24 kg each; a barbell is
    written with all that is on it, or as `20kg per side`. `+10kg` comes on top of the body's
    weight, `-20kg` is help. Repetitions in reserve are 10 minus the RPE (Zourdos 2016).
    """
    bare = _DECIMAL_COMMA.sub(".", folded(text).replace("\u2013", "-"))
    if named := _named(bare):
        return named
    if effort := _EFFORT.fullmatch(bare):
        return _effort(text, effort[1], (effort[2], effort[3]))
    if effort := _EFFORT_AFTER.fullmatch(bare):
        return _effort(text, effort[3], (effort[1], effort[2]))
    match = _LOAD.fullmatch(bare)
    if not match:
        raise ValueError(f"{quoted(text)} is no load; {_load_hint(bare)}")
    return _weight(text, match)


def _named(bare: str) -> Load | None:
    """A load without a number of kilos: the body, the empty bar, a pin, a band."""
    if bare in _BODYWEIGHT:
        return Load(unit="bodyweight", value=0)
    if bare in _BAR:
        return Load(unit="bar", value=0)
    if pin := _PIN.fullmatch(bare):
        return Load(unit="pin", value=int(pin[1]))
    if band := _BAND.fullmatch(bare):
        return Load(unit="band", value=0, name=band[1] or "")
    return None


def format_load(load: Load) -> str:
    """`65%`, `40kg`, `2x24kg`, `+10kg`, `RPE 7-8`, `bodyweight`, `pin 4`, `green band`."""
    number = decimal(round(load.value * 1000))
    if load.high:
        number += f"-{decimal(round(load.high * 1000))}"
    sign = {"added": "+", "assisted": "-"}.get(load.how, "")
    side = " per side" if load.how == "side" else ""
    forms = {
        "percent": f"{number}%",
        "rpe": f"RPE {number}",
        "bodyweight": "bodyweight",
        "bar": "bar",
        "pin": f"pin {number}",
        "band": f"{load.name} band".strip(),
    }
    return forms.get(load.unit, f"{sign}{'2x' if load.pair else ''}{number}{load.unit}{side}")


def _load_hint(bare: str) -> str:
    if re.fullmatch(NUMBER, bare):
        forms = [f"{bare}kg", f"{bare}lb", f"{bare}%"]
        if (thousandths(bare) or 0) <= 10_000:
            forms.append(f"RPE {bare}")
        return f"write its unit: {', '.join(forms[:-1])} or {forms[-1]}"
    return "write 65%, 40kg, 90lb, 2x24kg, +10kg, RPE 8 or bodyweight"


def _effort(text: str, kind: str, written: tuple[str, str | None]) -> Load:
    values = [thousandths(number) or 0 for number in written if number]
    if kind == "rir":
        values = [10_000 - value for value in reversed(values)]
    if any(not 1000 <= value <= 10_000 or value % 500 for value in values):
        raise ValueError(f"{quoted(text)} is off the scale; write RPE 1 to 10 in steps of 0.5")
    _in_order(text, values)
    high = values[-1] / 1000 if len(values) > 1 else 0
    return Load(unit="rpe", value=values[0] / 1000, high=high)


def _in_order(text: str, values: list[int]) -> None:
    if values != sorted(set(values)):
        raise ValueError(f"{quoted(text)} runs downwards; write the lower one first")


def _weight(text: str, match: re.Match[str]) -> Load:
    values = [thousandths(match[name]) or 0 for name in ("low", "high") if match[name]]
    sign = (match["sign"] or "").strip()
    mass = _MASS.get(match["unit"])
    how = "side" if match["side"] else _SIGNS[sign]
    pair = bool(match["pair"] or match["each"])
    if match["each"] and how:
        raise ValueError(f"{quoted(text)} says two things; {_load_hint('')}")
    _check_range(text, values, mass, alone=not (pair or how))
    high = values[-1] / 1000 if len(values) > 1 else 0
    return Load.model_validate(
        {"unit": mass or "percent", "value": values[0] / 1000, "high": high, "how": how,
         "pair": pair}
    )  # fmt: skip


def _check_range(text: str, values: list[int], mass: str | None, *, alone: bool) -> None:
    most = HEAVIEST[mass or "percent"]
    in_range = all(0 < value <= 1000 * most for value in values)
    if mass is None and not (alone and in_range):
        raise ValueError(f"{quoted(text)} is out of range; write 1% to {most:g}%")
    if not in_range:
        raise ValueError(f"{quoted(text)} is out of range; write up to {most:g}, or bodyweight")
    _in_order(text, values)
