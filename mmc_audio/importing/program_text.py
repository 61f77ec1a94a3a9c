"""Several days as a program: a plan for each, and which day it is trained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mmc_audio.importing.model import Workout
from mmc_audio.importing.yaml_text import YamlLine, joined, one_line, quoted_text
from mmc_audio.plan.days import WEEKDAYS

USUAL_DAYS = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 4, 5),
              6: (0, 1, 2, 3, 4, 5), 7: (0, 1, 2, 3, 4, 5, 6)}  # fmt: skip
"""Weekdays for so many days a week, where the file names none; Monday is 0."""


@dataclass(frozen=True, slots=True)
class ProgramDay:
    """A workout, and the plan file that it is written to."""

    workout: Workout
    path: str
    """From where the program is."""


def program_text(title: str, first: str, days: Sequence[ProgramDay], today: date) -> str:
    """The program file.

    Args:
        title: its name.
        first: its first line, a comment.
        days: in the order they are trained.
        today: the program begins on the next Monday, or today if it is one.
    """
    start = today + timedelta(days=-today.weekday() % 7)
    head: list[YamlLine | str] = [
        first,
        f"title: {quoted_text(one_line(title)[:200] or 'Program')}",
    ]
    if _is_dated(days):
        return joined([*head, "by_date:", *_dated(days)])
    if any(day.workout.week for day in days):
        return joined([*head, "by_date:", *_weeks(days, start)])
    starts = YamlLine(f"start: {start.isoformat()}", "assumed: the coming Monday")
    if len(days) > 7:
        return joined([*head, starts, "rotation:", *(_quoted(day) for day in days)])
    return joined([*head, starts, "by_weekday:", *_weekly(days)])


def _is_dated(days: Sequence[ProgramDay]) -> bool:
    dates = {day.workout.date.date() for day in days if day.workout.date}
    return len(dates) == len(days)


def _dated(days: Sequence[ProgramDay]) -> list[YamlLine]:
    pairs = [(day.workout.date.date(), day.path) for day in days if day.workout.date]
    return [YamlLine(f"  {when.isoformat()}: {quoted_text(path)}") for when, path in sorted(pairs)]


def _weeks(days: Sequence[ProgramDay], start: date) -> list[YamlLine]:
    """Weeks that differ: each day by its date."""
    lines: list[YamlLine] = []
    for week in sorted({day.workout.week or 1 for day in days}):
        of_week = [day for day in days if (day.workout.week or 1) == week]
        for weekday, day in zip(_weekdays(of_week), of_week, strict=False):
            when = start + timedelta(weeks=week - 1, days=weekday)
            comment = f"week {week}" + ("" if lines else "; dates are assumed")
            lines.append(YamlLine(f"  {when.isoformat()}: {quoted_text(day.path)}", comment))
    return lines


def _weekly(days: Sequence[ProgramDay]) -> list[YamlLine]:
    named = all(day.workout.weekday is not None for day in days)
    comment = "" if named else "assumed"
    pairs = sorted(zip(_weekdays(days), days, strict=True), key=lambda pair: pair[0])
    return [YamlLine(f"  {WEEKDAYS[n]}: {quoted_text(day.path)}", comment) for n, day in pairs]


def _weekdays(days: Sequence[ProgramDay]) -> list[int]:
    """Those the file names, if it names a different one for each; else the usual ones."""
    named = [day.workout.weekday for day in days if day.workout.weekday is not None]
    if len(set(named)) == len(days):
        return named
    return list(USUAL_DAYS[min(max(len(days), 1), 7)])


def _quoted(day: ProgramDay) -> str:
    return f"  - {quoted_text(day.path)}"
