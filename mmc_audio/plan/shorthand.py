"""What `sets: 3x8/side`, `reps: AMRAP` and `cap` stand for, written out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import InitErrorDetails

from mmc_audio.plan.amounts import Reps
from mmc_audio.plan.faults import KEY, fault
from mmc_audio.plan.kinds import Duration
from mmc_audio.plan.notation.sets import SetWork, parse_sets, parse_work
from mmc_audio.plan.written import is_nothing

CAP = Duration(5_000, 3_600_000)
"""How long an AMRAP may last."""

_FIELDS = {"reps": "reps", "hold": "hold_ms", "amrap": "amrap_ms", "side": "side"}
"""The model's field for each key that shorthand stands for."""


@dataclass(slots=True)
class _Spread:
    """The keys of an exercise while its shorthand is written out."""

    keys: dict[str, Any]
    errors: list[InitErrorDetails] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    """The key in the file that each written-out key comes from."""

    def put(self, work: SetWork, origin: str) -> None:
        """Set the keys that `work` stands for; say which are there already."""
        for key, value in _said(work).items():
            if value is None:
                continue
            if key in self.origins and not self._same(key, value):
                what = f"`{key}` is said twice; keep one of them"
                self.errors.append(fault(what, origin, kind=KEY, also=(self.origins[key],)))
                continue
            self.keys.pop(key, None)
            self.keys[_FIELDS[key]], self.origins[key] = value, origin

    def _same(self, key: str, value: object) -> bool:
        there = self.keys.get(key, self.keys.get(_FIELDS[key]))
        return str(there).lower() == str(value)

    def cap(self) -> None:
        """Put the time of an AMRAP where its reps were."""
        is_open = self.keys.get("amrap_ms") is True
        cap = self.keys.pop("cap", None)
        cap = self.keys.pop("cap_ms", cap)
        if is_open:
            del self.keys["amrap_ms"]
        if is_open and cap is None:
            what = "AMRAP needs to know when the time is up; add such as `cap: 60s`"
            self.errors.append(fault(what, self.origins["amrap"], kind=KEY))
        elif cap is not None and not is_open:
            what = "`cap` belongs to `reps: AMRAP`; delete it or write that"
            self.errors.append(fault(what, "cap", kind=KEY))
        elif cap is not None:
            self._cap(cap)

    def _cap(self, cap: object) -> None:
        try:
            self.keys["amrap_ms"] = CAP.read(cap)
        except ValueError as error:
            self.errors.append(fault(str(error), "cap"))


def _said(work: SetWork) -> dict[str, Any]:
    side = "each" if work.each_side else None
    return {"reps": work.reps, "hold": work.hold_ms, "amrap": work.amrap or None, "side": side}


def spread_sets(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[InitErrorDetails]]:
    """The keys of an exercise with shorthand written out, and what is said twice."""
    spread = _Spread(dict(data))
    for key, name in _FIELDS.items():
        if key != "reps" and (key in data or name in data):
            spread.origins[key] = key
    sets, reps = _sets(data.get("sets")), _work(data.get("reps"))
    if sets:
        spread.keys["sets"], work = sets
        spread.put(work, "sets")
    if reps:
        del spread.keys["reps"]
        spread.put(reps, "reps")
    spread.cap()
    return spread.keys, spread.errors


def _sets(value: object) -> tuple[int, SetWork] | None:
    """`3x10` as a number of sets and what each is; None for what the field itself reads."""
    if not isinstance(value, str) or is_nothing(value):
        return None
    try:
        sets = parse_sets(value)
    except ValueError:
        return None
    return sets.count, sets.work or SetWork()


def _work(value: object) -> SetWork | None:
    """What one set is; None for what the field itself reads, or finds wrong."""
    if isinstance(value, Reps):
        return SetWork(reps=value)
    if not isinstance(value, str | int) or is_nothing(value):
        return None
    try:
        return parse_work(str(value))
    except ValueError:
        return None
