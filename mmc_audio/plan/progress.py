"""What changes from week to week: loads, reps and sets by exercise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.amounts import Load, Reps
from mmc_audio.plan.base import Model
from mmc_audio.plan.bounds import HEAVIEST
from mmc_audio.plan.faults import KEY, fault
from mmc_audio.plan.items import ExerciseItem
from mmc_audio.plan.kinds import ListKind, Schema, ValueKind, text_of
from mmc_audio.plan.model import Plan, SupersetItem, WorkItem
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.notation.weight import parse_load
from mmc_audio.plan.set_plan import SetPlan
from mmc_audio.plan.values import ExerciseName, RepCount

_ADD = re.compile("(.+?)(?: (?:per|a|each|every) (week|cycle))?")
"""The most that a load becomes, by its unit."""


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """What is added, and how often: each week, or each time that the weeks begin anew."""

    load: Load
    every: str


class StepKind(ValueKind):
    """`2.5kg per week`, `5lb per cycle`."""

    def read(self, value: object) -> ProgressStep:
        """The step; ValueError with `what is wrong; what to write`."""
        if isinstance(value, ProgressStep):
            return value
        text = text_of(value, "what is added, such as 2.5kg per week")
        match = _ADD.fullmatch(folded(text))
        load = parse_load(match[1].removeprefix("+")) if match else None
        if match is None or load is None or load.unit not in HEAVIEST or load.pair:
            raise ValueError(f"{quoted(text)} is no step; write such as 2.5kg per week")
        return ProgressStep(load, match[2] or "")

    def schema(self) -> Schema:
        """JSON Schema: any text."""
        return {"type": "string"}


class WeekLoad(ValueKind):
    """A load of one week, with or without the word `deload` in front of it."""

    def read(self, value: object) -> Load:
        """The load; ValueError with `what is wrong; what to write`."""
        if isinstance(value, Load):
            return value
        text = text_of(value, "a load such as 65%")
        return parse_load(folded(text).removeprefix("deload "))

    def schema(self) -> Schema:
        """JSON Schema: any text."""
        return {"type": "string"}


class WeekPlan(Model):
    """One week of an exercise."""

    NOUN = "a week"

    sets: Any = Field(None, description="as for an exercise")
    reps: RepCount | None = Field(None, description="as for an exercise")
    load: Annotated[Load, WeekLoad()] | None = Field(None, description="as for an exercise")

    def sets_of(self) -> dict[str, Any]:
        """What the week says, as fields of an exercise."""
        keys = {"sets": self.sets, "reps": self.reps, "load": self.load}
        given = {key: value for key, value in keys.items() if value is not None}
        made = ExerciseItem.model_validate({"exercise": "x", **given})
        names = ("sets", "each", "reps", "load", "hold_ms")
        return {name: getattr(made, name) for name in names if getattr(made, name)}

    def conflicts(self) -> list[InitErrorDetails]:
        """None of its own; sets that cannot be read raise their error."""
        self.sets_of()
        return []


class LoadProgress(Model):
    """How one exercise changes over the weeks of a program."""

    NOUN = "the progress of an exercise"

    load: Annotated[tuple[Annotated[Load, WeekLoad()], ...], ListKind(52, "list")] = Field(
        (), description="the load of each week, then from the first again: `[65%, 70%, deload 60%]`"
    )
    weeks: Annotated[tuple[WeekPlan, ...], ListKind(52, "list")] = Field(
        (), description="each week with its own `sets`, `reps` or `load`, then from the first again"
    )
    reps: RepCount | None = Field(
        None,
        description="double progression: `8-12` is one rep more each week, and when the twelve are "
        "done, `add` and eight again",
    )
    add: Annotated[ProgressStep, StepKind()] | None = Field(
        None,
        description="what is added: `2.5kg per week`, or `per cycle`, each time that the weeks or "
        "reps begin anew; with percentages, to the maximum",
    )

    def conflicts(self) -> list[InitErrorDetails]:
        """Progress that changes nothing, or two ways at once."""
        ways = [key for key in ("load", "weeks", "reps") if getattr(self, key)]
        if len(ways) > 1:
            what = f"`{ways[0]}` and `{ways[1]}` are two ways to progress; keep one of them"
            return [fault(what, ways[1], kind=KEY)]
        if not ways and self.add is None:
            return [fault("changes nothing; write such as `add: 2.5kg per week`")]
        return []

    @property
    def cycle(self) -> int:
        """How many weeks until it begins anew."""
        span = self.reps.high - self.reps.low + 1 if self.reps else 1
        return len(self.load) or len(self.weeks) or span

    def steps(self, week: int) -> int:
        """How often something was added by that week, counted from 1."""
        if self.add is None:
            return 0
        every = self.add.every or ("cycle" if self.cycle > 1 else "week")
        return (week - 1) // self.cycle if every == "cycle" else week - 1

    def of_week(self, item: ExerciseItem, week: int) -> ExerciseItem:
        """The exercise as that week has it, counted from 1."""
        turn = (week - 1) % self.cycle
        changes: dict[str, Any] = {}
        if self.load:
            changes = {"load": self.load[turn], "each": ()}
        elif self.weeks:
            said = self.weeks[turn].sets_of()
            changes = {"each": (), **({"reps": None} if "each" in said else {}), **said}
        elif self.reps:
            reps = self.reps.low + turn
            changes = {"reps": Reps(low=reps, high=reps), "each": ()}
        changed = item.model_copy(update=changes)
        heavier = tuple(_heavier_set(one, self.add, self.steps(week)) for one in changed.each)
        load = _heavier(changed.load, self.add, self.steps(week))
        return changed.model_copy(update={"load": load, "each": heavier})


def _heavier_set(one: SetPlan, add: ProgressStep | None, times: int) -> SetPlan:
    return one.model_copy(update={"load": _heavier(one.load, add, times)})


def _heavier(load: Load | None, add: ProgressStep | None, times: int) -> Load | None:
    """The load with so many steps added, where both are of one unit."""
    if load is None or add is None or add.load.unit != load.unit:
        return load
    most = HEAVIEST[load.unit]
    value = min(most, round(load.value + times * add.load.value, 3))
    high = min(most, round(load.high + times * add.load.value, 3)) if load.high else 0
    return load.model_copy(update={"value": value, "high": high})


ProgressTable = Mapping[str, LoadProgress]


def progressed(plan: Plan, week: int, progress: ProgressTable) -> Plan:
    """The plan as that week of the program has it, counted from 1."""
    if not progress:
        return plan
    by_name = {key_of(name): one for name, one in progress.items()}
    work = tuple(_item(item, week, by_name) for item in plan.work)
    best = {name: _maximum(name, load, week, by_name) for name, load in plan.one_rm.items()}
    return plan.model_copy(update={"work": work, "one_rm": best})


def key_of(name: str) -> str:
    """A name without case, blanks and hyphens: `Biceps-Curl` and `biceps_curl` are one."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _item(item: WorkItem, week: int, by_name: ProgressTable) -> WorkItem:
    if isinstance(item, SupersetItem):
        members = tuple(_item(each, week, by_name) for each in item.superset)
        return item.model_copy(update={"superset": members})
    if isinstance(item, ExerciseItem) and (one := by_name.get(key_of(item.exercise))):
        return one.of_week(item, week)
    return item


def _maximum(name: str, load: Load, week: int, by_name: ProgressTable) -> Load:
    """A maximum grows with what is added, where the exercise's loads are shares of it."""
    one = by_name.get(key_of(name))
    if one is None or one.add is None:
        return load
    return _heavier(load, one.add, one.steps(week)) or load


def progress_names(plan: Plan) -> set[str]:
    """The exercises of a plan, as `progress` names them."""
    names: set[str] = set()
    for item in plan.work:
        members = item.superset if isinstance(item, SupersetItem) else (item,)
        names |= {key_of(one.exercise) for one in members if isinstance(one, ExerciseItem)}
    return names


NamedProgress = dict[ExerciseName, LoadProgress]
