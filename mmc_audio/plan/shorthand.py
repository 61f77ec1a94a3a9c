"""What `sets: 3x8/side`, `reps: [12, 10, 8]`, `reps: AMRAP` and `cap` stand for, written out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import InitErrorDetails

from mmc_audio.plan.amounts import Reps
from mmc_audio.plan.bounds import MAX_SETS
from mmc_audio.plan.faults import KEY, fault
from mmc_audio.plan.kinds import Duration
from mmc_audio.plan.notation.sets import SetWork, parse_sets, parse_work
from mmc_audio.plan.set_extras import parse_cluster, parse_ladder, parse_ranges
from mmc_audio.plan.set_plan import SetPlan, set_list
from mmc_audio.plan.written import is_nothing

CAP = Duration(5_000, 3_600_000)
"""How long an AMRAP may last."""

_FIELDS = {"reps": "reps", "hold": "hold_ms", "amrap": "amrap_ms", "side": "side"}
"""The model's field for each key that shorthand stands for."""

COLUMNS = ("reps", "load", "rest", "talk")
"""Keys that may be a list with an entry for each set."""


@dataclass(slots=True)
class _SetWriter:
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
                self.twice(key, origin)
                continue
            self.keys.pop(key, None)
            self.keys[_FIELDS[key]], self.origins[key] = value, origin

    def twice(self, key: str, origin: str) -> None:
        """Keep that a key is said twice, at the later of its places."""
        what = f"`{key}` is said twice; keep one of them"
        self.errors.append(fault(what, origin, kind=KEY, also=(self.origins.get(key, key),)))

    def _same(self, key: str, value: object) -> bool:
        there = self.keys.get(key, self.keys.get(_FIELDS[key]))
        return str(there).lower() == str(value)

    def cap(self) -> None:
        """Put the time of an AMRAP where its reps were; without one it is an open set."""
        is_open = self.keys.get("amrap_ms") is True
        cap = self.keys.pop("cap", None)
        cap = self.keys.pop("cap_ms", cap)
        if is_open:
            del self.keys["amrap_ms"]
        if is_open and cap is None:
            self.keys["reps"] = Reps(low=1, high=1, open=True)
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

    def list_of_sets(self, items: Sequence[object]) -> None:
        """`sets` as a list: each set by itself."""
        sets, errors = set_list(items)
        self.errors += errors
        if any(one.reps or one.hold_ms for one in sets) and "reps" in self.keys:
            self.twice("reps", "sets")
            del self.keys["reps"]
        self._each(sets, "sets")

    def ladder(self) -> None:
        """A ladder as sets that differ."""
        if self.keys.get("ladder") is None or isinstance(self.keys["ladder"], tuple):
            return
        try:
            rungs = parse_ladder(self.keys.pop("ladder"))
        except ValueError as error:
            self.errors.append(fault(str(error), "ladder"))
            return
        if "sets" in self.keys or "reps" in self.keys:
            what = "a ladder has its own sets and reps; delete `sets` and `reps`, or the ladder"
            self.errors.append(fault(what, "ladder", kind=KEY))
        self.keys = {k: v for k, v in self.keys.items() if k not in ("sets", "reps")}
        self._each([SetPlan(reps=Reps(low=rung, high=rung)) for rung in rungs], "ladder")

    def ranges(self) -> None:
        """`7 low + 7 high + 7 full` as its parts; the set has the reps of all."""
        written = self.keys.get("reps")
        parts = parse_ranges(written) if isinstance(written, str) else ()
        if parts:
            self.keys["ranges"], total = parts, sum(part.reps for part in parts)
            self.keys["reps"] = Reps(low=total, high=total)

    def cluster(self) -> None:
        """`2+2+2` as its groups; the set has the reps of all."""
        written = self.keys.get("reps")
        groups = parse_cluster(written) if isinstance(written, str) else ()
        if groups:
            self.keys["cluster"], total = groups, sum(groups)
            self.keys["reps"] = Reps(low=total, high=total)

    def columns(self) -> None:
        """Lists beside each other: the first entries are the first set, and so on."""
        lists = {key: self.keys[key] for key in COLUMNS if _is_list(self.keys.get(key))}
        if not lists:
            return
        count = self.keys.get("sets")
        lengths = {key: len(values) for key, values in lists.items()}
        if isinstance(count, int | str) and str(count).isdigit():
            lengths = {"sets": int(count), **lengths}
        if len(set(lengths.values())) > 1:
            self._unequal(lengths)
        else:
            self._from_columns(lists)
        for key in lists:
            self.keys.pop(key, None)

    def _unequal(self, lengths: dict[str, int]) -> None:
        (first, one), (other, many) = next(iter(lengths.items())), _unlike(lengths)
        said = f"`sets` is {one}" if first == "sets" else f"`{first}` has {one} entries"
        what = f"{said}, and `{other}` has {many}; write one for each set"
        self.errors.append(fault(what, other, kind=KEY))

    def _from_columns(self, lists: dict[str, Any]) -> None:
        sets, count = [], len(next(iter(lists.values())))
        for index in range(count):
            cells = {key: values[index] for key, values in lists.items()}
            work = _work(cells.get("reps"))
            if work and not work.amrap:
                cells |= {"reps": work.reps, "hold_ms": work.hold_ms}
                cells |= {"side": "each"} if work.each_side else {}
            sets.append(SetPlan.model_validate({k: v for k, v in cells.items() if v is not None}))
        self._each(sets, next(iter(lists)))

    def _each(self, sets: Sequence[SetPlan], origin: str) -> None:
        if len(sets) > MAX_SETS:
            what = f"has over {MAX_SETS} sets; write fewer"
            self.errors.append(fault(what, origin))
        if any(one.side for one in sets):
            self.keys.setdefault("side", "each")
        self.keys["sets"] = max(1, len(sets))
        if not sets and not self.errors:
            self.errors.append(fault("has no set in it; write such as [5, 3, 1]", origin))
        self.keys["each"] = tuple(sets[:MAX_SETS])


def _unlike(lengths: dict[str, int]) -> tuple[str, int]:
    """The first entry that differs from the one before all others."""
    first = next(iter(lengths.values()))
    return next((key, length) for key, length in lengths.items() if length != first)


def _said(work: SetWork) -> dict[str, Any]:
    side = "each" if work.each_side else None
    return {"reps": work.reps, "hold": work.hold_ms, "amrap": work.amrap or None, "side": side}


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def spread_sets(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[InitErrorDetails]]:
    """The keys of an exercise with shorthand written out, and what is said twice."""
    spread = _SetWriter(_with_rows(dict(data)))
    for key, name in _FIELDS.items():
        if key != "reps" and (key in data or name in data):
            spread.origins[key] = key
    spread.ladder()
    spread.ranges()
    spread.cluster()
    written = spread.keys.get("sets")
    if _is_list(written) or (isinstance(written, str) and "," in written):
        spread.list_of_sets([written] if isinstance(written, str) else list(written or ()))
    sets = _sets(spread.keys.get("sets"))
    if sets:
        spread.keys["sets"], work = sets
        spread.put(work, "sets")
    spread.columns()
    reps = None if _is_list(spread.keys.get("reps", data.get("reps"))) else _work(data.get("reps"))
    if reps and not {"each", "cluster", "ranges"} & spread.keys.keys():
        if spread.origins.get("reps") is None:
            del spread.keys["reps"]
        spread.put(reps, "reps")
    spread.cap()
    return spread.keys, spread.errors


_REPS_ROW = re.compile(r"[0-9]+\+?(?: ?/ ?[0-9]+\+?)+|[0-9]+\+?(?: ?- ?[0-9]+\+?){2,}")
_LOADS_ROW = re.compile(r"([0-9.]+ ?(?:%|kg|lbs?)?(?: ?/ ?[0-9.]+ ?(?:%|kg|lbs?)?)+?)")


def _with_rows(keys: dict[str, Any]) -> dict[str, Any]:
    """`5/3/1+` and `12-10-8-6` as reps of each set, `65/75/85%` as their loads."""
    for key in ("sets", "reps"):
        row = keys.get(key)
        if isinstance(row, str) and _REPS_ROW.fullmatch(row.strip()):
            if key == "sets" and "reps" in keys:
                continue
            del keys[key]
            keys["reps"] = [part.strip() for part in re.split("[/-]", row)]
    load = keys.get("load")
    if isinstance(load, str) and _LOADS_ROW.fullmatch(load.strip()):
        unit = re.sub(r"[0-9./ ]", "", load.rsplit("/", 1)[-1])
        values = re.findall("[0-9.]+", load)
        keys["load"] = [f"{value}{unit}" for value in values]
    return keys


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
