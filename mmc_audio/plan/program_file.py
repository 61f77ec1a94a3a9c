"""What a program file says, and the Program that is made of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.errors import MmcError
from mmc_audio.plan.adjust import Adjustment
from mmc_audio.plan.base import Model
from mmc_audio.plan.days import (
    Deload,
    Program,
    Rotation,
    Schedule,
    WeeklySchedule,
)
from mmc_audio.plan.faults import KEY, MISSING, fault
from mmc_audio.plan.kinds import DayKind, Integer, ListKind, Table
from mmc_audio.plan.program_days import (
    ChangedDay,
    PlannedDay,
    dated_slots,
    in_order,
    overlaps,
    said_twice,
)
from mmc_audio.plan.program_kinds import SpanName, WeekdayName, weekday_of
from mmc_audio.plan.progress import NamedProgress, key_of, progress_names
from mmc_audio.plan.read import load_plan
from mmc_audio.plan.values import Title

MAX_WEEKS = 520
DELOAD = Adjustment(sets=60, load=90)
"""An easier week where the program does not say how much easier."""

SCHEDULES = ("by_weekday", "rotation", "by_date")


class DeloadWeeks(Adjustment):
    """Easier weeks."""

    NOUN = "the deload"

    weeks: Annotated[tuple[Annotated[int, Integer(1, MAX_WEEKS)], ...], ListKind()] = Field(
        (), description="Which weeks, from 1."
    )
    every: Annotated[int, Integer(2, MAX_WEEKS)] | None = Field(
        None, description="Each how many weeks: 4 is the fourth, the eighth, ..."
    )

    def conflicts(self) -> list[InitErrorDetails]:
        """What is wrong where no week is named."""
        if self.weeks or self.every:
            return []
        return [fault("says no week; add `weeks: [4, 8]` or `every: 4`")]

    def deload(self) -> Deload:
        """What the program keeps of it."""
        by = self.adjustment()
        return Deload(frozenset(self.weeks), self.every, DELOAD if by == Adjustment() else by)


_THIS = Table("this")


class ProgramFile(Model):
    """Which plan is trained when."""

    NOUN = "the program"
    HINTS: ClassVar[Mapping[str, str]] = {
        "overrides": "write `days`",
        "work": "that is a plan: name it under `by_weekday`",
        "name": "write `title`",
        "end": "write `weeks`",
    }

    title: Title | None = Field(None, description="The program's name.")
    start: Annotated[str, DayKind()] | None = Field(None, description="The first day.")
    weeks: Annotated[int, Integer(1, MAX_WEEKS)] | None = Field(
        None, description="How long it runs; without end where left out."
    )
    by_weekday: Annotated[dict[WeekdayName, PlannedDay], _THIS] | None = Field(
        None, description="Plans by weekday."
    )
    rotation: Annotated[tuple[PlannedDay, ...], ListKind(100, "program")] | None = Field(
        None, description="Plans in turn, day after day."
    )
    by_date: Annotated[dict[SpanName, PlannedDay], _THIS] | None = Field(
        None, description="Plans by date."
    )
    deload: DeloadWeeks | None = Field(None, description="Easier weeks.")
    progress: Annotated[NamedProgress, _THIS] = Field(
        default_factory=dict, description="What changes from week to week, by exercise."
    )
    days: Annotated[dict[SpanName, ChangedDay], _THIS] = Field(
        default_factory=dict, description="Single days that differ."
    )

    def conflicts(self) -> list[InitErrorDetails]:
        """The first thing that makes no sense as a whole: the others follow from it."""
        checks = (
            self._schedules,
            self._bounds,
            self._empty,
            self._doubled,
            self._outside,
            self._not_trained,
        )
        for check in checks:
            if found := check():
                return found
        return []

    @property
    def chosen(self) -> str:
        """Which of SCHEDULES the program has."""
        return next(name for name in SCHEDULES if getattr(self, name) is not None)

    @property
    def first(self) -> date:
        """The first day of the program."""
        dated = in_order(self.by_date)
        return min(s.first for s, _, _ in dated) if dated else date.fromisoformat(self.start or "")

    @property
    def last(self) -> date | None:
        """The last day; None runs on."""
        if dated := in_order(self.by_date):
            return max(span.last for span, _, _ in dated)
        return self.first + timedelta(weeks=self.weeks, days=-1) if self.weeks else None

    def _schedules(self) -> list[InitErrorDetails]:
        chosen = [name for name in SCHEDULES if getattr(self, name) is not None]
        listed = "`by_weekday`, `rotation` or `by_date`"
        if not chosen:
            return [fault(f"the program has no days; add {listed}", "by_weekday", kind=MISSING)]
        if len(chosen) > 1:
            what = f"the days are said twice; keep one of {listed}"
            return [fault(what, chosen[1], kind=KEY)]
        return []

    def _bounds(self) -> list[InitErrorDetails]:
        if self.chosen == "by_date":
            return self._bounds_by_date()
        if self.start is None:
            what = "`start` is missing in the program; add its first day"
            return [fault(what, "start", kind=MISSING)]
        try:
            _ = self.last
        except OverflowError:
            what = "the program ends after the year 9999; start earlier"
            return [fault(what, "end", kind=MISSING)]
        return []

    def _bounds_by_date(self) -> list[InitErrorDetails]:
        for name in ("start", "weeks"):
            if getattr(self, name) is not None:
                what = f"`by_date` says its own days; delete `{name}`"
                return [fault(what, name, kind=KEY)]
        if self.by_date:
            return []
        what = "`by_date` has no day; add such as `2026-11-30: plan.yaml`"
        return [fault(what, "by_date", kind=KEY)]

    def _empty(self) -> list[InitErrorDetails]:
        if getattr(self, self.chosen):
            return []
        return [fault(f"`{self.chosen}` has no day in it; add one", self.chosen, kind=KEY)]

    def _doubled(self) -> list[InitErrorDetails]:
        return [
            *said_twice(self.by_weekday or {}),
            *overlaps("by_date", self.by_date),
            *overlaps("days", self.days),
        ]

    def _outside(self) -> list[InitErrorDetails]:
        end = self.last
        return [
            fault(f"{span} is outside the program; delete or move it", "days", name, kind=KEY)
            for span, _, name in in_order(self.days)
            if span.first < self.first or (end and span.last > end)
        ]

    def _not_trained(self) -> list[InitErrorDetails]:
        """Progress of an exercise that no plan of the program has."""
        if not self.progress:
            return []
        names = set().union(*(_names_of(path) for path in self._paths()))
        return [
            fault(f"no plan of the program has {name}; check the name", "progress", name, kind=KEY)
            for name in self.progress
            if key_of(name) not in names
        ]

    def _paths(self) -> set[Path]:
        listed = (self.by_weekday or {}), (self.by_date or {}), self.days
        days = [day for each in listed for day in each.values()] + list(self.rotation or ())
        return {day.plan for day in days if day.plan}

    def program(self, file: str) -> Program:
        """The program, with its title from the file's name where it has none."""
        title = self.title or Path(file).stem.replace("-", " ").capitalize()
        deload = self.deload.deload() if self.deload else Deload()
        return Program(
            title,
            file,
            self.first,
            self.last,
            self._schedule(),
            deload,
            dated_slots(self.days),
            self.progress,
        )

    def _schedule(self) -> Schedule:
        if self.rotation:
            return Rotation(self.first, tuple(day.slot() for day in self.rotation))
        if self.by_weekday:
            return WeeklySchedule(
                {weekday_of(name): day.slot() for name, day in self.by_weekday.items()}
            )
        return dated_slots(self.by_date)


def _names_of(path: Path) -> set[str]:
    """The exercises of a plan; none of one that is wrong, which is reported when it is its turn."""
    try:
        return progress_names(load_plan(path))
    except MmcError:
        return set()
