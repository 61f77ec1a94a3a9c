"""The days of a program's file, and what is wrong with them beside each other."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.adjust import Adjustment
from mmc_audio.plan.days import WEEKDAYS, DatedSlots, DaySpan, Slot
from mmc_audio.plan.faults import KEY, MISSING, fault
from mmc_audio.plan.program_kinds import PlanPath, span_of, weekday_of
from mmc_audio.plan.written import is_plain


class PlannedDay(Adjustment):
    """A day with its plan: the path alone, with an adjustment, or `rest`."""

    NOUN = "a day"
    ALONE = "plan"

    plan: Annotated[Path, PlanPath()] | None = Field(None, description="The plan.")
    rests: bool = False
    """Whether nothing is trained."""

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """A day as the path alone, `rest`, or a mapping."""
        if isinstance(data, Mapping):
            return dict(data), cls.without_plan(data)
        if isinstance(data, str) and is_plain(data) and data.strip().lower() == "rest":
            return {"rests": True}, []
        return super().spread(data)

    @classmethod
    def without_plan(cls, data: Mapping[str, Any]) -> list[InitErrorDetails]:
        """What is wrong with a mapping that names no plan."""
        if "plan" in data:
            return []
        return [fault(f"`plan` is missing in {cls.NOUN}; add it", "plan", kind=MISSING)]

    def slot(self) -> Slot:
        """What the schedule keeps of it."""
        return Slot(self.plan, self.adjustment(), self.rests)


class ChangedDay(PlannedDay):
    """A single day that differs: its own plan, or the usual one adjusted."""

    NOUN = "a changed day"

    @classmethod
    def without_plan(cls, _: Mapping[str, Any]) -> list[InitErrorDetails]:
        """Nothing: the day keeps its own."""
        return []


class DatedDay(NamedTuple):
    """A span of days, what is done on them, and how the file writes them."""

    span: DaySpan
    day: PlannedDay
    name: str


def in_order(days: Mapping[str, PlannedDay] | None) -> list[DatedDay]:
    """The days by date, in order."""
    every = [DatedDay(span_of(name), day, name) for name, day in (days or {}).items()]
    return sorted(every, key=lambda each: each.span.first)


def dated_slots(days: Mapping[str, PlannedDay] | None) -> DatedSlots:
    """The days by date, as the schedule keeps them."""
    return DatedSlots(tuple((span, day.slot()) for span, day, _ in in_order(days)))


def said_twice(days: Mapping[str, PlannedDay]) -> list[InitErrorDetails]:
    """Weekdays that stand there twice, such as `mon` and `monday`."""
    seen: set[int] = set()
    found = []
    for name in days:
        weekday = weekday_of(name)
        if weekday in seen:
            what = f"{WEEKDAYS[weekday]} stands twice; keep one of them"
            found.append(fault(what, "by_weekday", name, kind=KEY))
        seen.add(weekday)
    return found


def overlaps(key: str, days: Mapping[str, PlannedDay] | None) -> list[InitErrorDetails]:
    """Days that stand in two spans."""
    return [
        fault(f"{after.span} overlaps {before.span}; keep a day in one of them", key, after.name,
              kind=KEY)
        for before, after in pairwise(in_order(days))
        if after.span.first <= before.span.last
    ]  # fmt: skip
