"""A program day by day: which plan is trained when.

Days are dates of the local calendar and are counted as such: the day after is `date + 1 day`,
never 86 400 seconds, so that clock changes, month ends and leap days cannot move a session.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from mmc_audio.errors import Place, PlanError
from mmc_audio.plan.adjust import Adjustment, adjusted
from mmc_audio.plan.length import too_long
from mmc_audio.plan.model import Plan
from mmc_audio.plan.progress import ProgressTable, progressed
from mmc_audio.plan.read import load_plan

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEXT_WITHIN = 400
"""Days to look ahead for the next training: longer than any holiday a program may hold."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a program says for a day: a plan, an adjustment of one, or rest."""

    plan: Path | None = None
    """None on an override that keeps the day's own plan, and on a rest day."""
    adjustment: Adjustment = field(default_factory=Adjustment)
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Training:
    """A day with a plan."""

    date: date
    path: Path
    """The plan file."""
    week: int
    """From 1, seven days each from the program's start."""
    deload: bool
    adjustment: Adjustment
    progress: ProgressTable = field(default_factory=dict)
    """What changes by week, by exercise."""

    def plan(self) -> Plan:
        """The day's plan, adjusted and dated.

        Raises:
            PlanError: if the plan file is wrong, or too long once adjusted; ManyErrors for several.
            MissingError: if it is gone.
        """
        week = progressed(load_plan(self.path), self.week, self.progress)
        plan = adjusted(week, self.adjustment)
        if what := too_long(plan):
            raise PlanError(what, Place(str(self.path)))
        return plan.model_copy(update={"date": self.date.isoformat()})


@dataclass(frozen=True, slots=True)
class Rest:
    """A day without a plan."""

    date: date
    next: Training | None
    """The next training day, if the program has one."""


class Schedule(Protocol):
    """Which plan stands for a day before overrides."""

    def slot(self, day: date) -> Slot | None:
        """The plan of a day; None on a rest day."""


@dataclass(frozen=True, slots=True)
class WeeklySchedule:
    """The same weekdays every week."""

    slots: dict[int, Slot]
    """By weekday; Monday is 0."""

    def slot(self, day: date) -> Slot | None:
        """The plan of the day's weekday; None on a rest day."""
        return self.slots.get(day.weekday())


@dataclass(frozen=True, slots=True)
class Rotation:
    """A, B, rest, A, B, rest, counted from the start, whatever the weekday."""

    start: date
    slots: tuple[Slot, ...]

    def slot(self, day: date) -> Slot | None:
        """The one whose turn it is."""
        return self.slots[(day - self.start).days % len(self.slots)]


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from first to last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class DatedSlots:
    """Plans by date."""

    slots: tuple[tuple[DaySpan, Slot], ...]

    def slot(self, day: date) -> Slot | None:
        """The one of the span that the day is in."""
        return next((slot for span, slot in self.slots if day in span), None)


@dataclass(frozen=True, slots=True)
class Deload:
    """Easier weeks."""

    weeks: frozenset[int] = frozenset()
    every: int | None = None
    adjustment: Adjustment = field(default_factory=Adjustment)

    def holds(self, week: int) -> bool:
        """Whether that week is an easier one."""
        return week in self.weeks or bool(self.every and week % self.every == 0)


@dataclass(frozen=True, slots=True)
class Program:
    """Dates to plans."""

    title: str
    file: str
    start: date
    end: date | None
    """The last day; None runs on."""
    schedule: Schedule
    deload: Deload
    overrides: DatedSlots
    progress: ProgressTable = field(default_factory=dict)
    """What changes by week, by exercise."""

    def day(self, day: date) -> Training | Rest:
        """What is done on a day.

        Raises:
            PlanError: for a day before the start or after the end.
        """
        if not self._runs(day):
            raise PlanError(self._outside(day), Place(self.file))
        tomorrow = _after(day)
        coming = self.trainings(tomorrow) if tomorrow else iter(())
        return self._training(day) or Rest(day, next(coming, None))

    def trainings(self, first: date, last: date | None = None) -> Iterator[Training]:
        """The training days from `first` to `last`; without one, until none is near any more."""
        day: date | None = max(first, self.start)
        quiet = 0
        while day and self._runs(day) and (day <= last if last else quiet < NEXT_WITHIN):
            training = self._training(day)
            if training:
                yield training
            quiet = 0 if training else quiet + 1
            day = _after(day)

    def _runs(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def _outside(self, day: date) -> str:
        end = f" to {self.end.isoformat()}" if self.end else ""
        runs = f"the program runs from {self.start.isoformat()}{end}"
        return f"there is no plan for {day.isoformat()}; {runs}, pick a day in it"

    def _training(self, day: date) -> Training | None:
        usual, special = self.schedule.slot(day), self.overrides.slot(day)
        if special is not None and special.plan is None and not special.rest and usual:
            special = Slot(usual.plan, special.adjustment.over(usual.adjustment), usual.rest)
        slot = special or usual
        if slot is None or slot.plan is None:
            return None
        return self._trained(day, slot.plan, slot.adjustment)

    def _trained(self, day: date, plan: Path, adjustment: Adjustment) -> Training:
        week = (day - self.start).days // 7 + 1
        deload = self.deload.holds(week)
        both = adjustment.over(self.deload.adjustment) if deload else adjustment
        return Training(day, plan, week, deload, both, self.progress)


def _after(day: date) -> date | None:
    """The next day of the calendar, which ends with the year 9999."""
    return day + timedelta(days=1) if day < date.max else None
