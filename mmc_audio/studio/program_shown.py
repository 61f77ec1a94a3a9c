"""What the page shows of a program: weeks of days, as plain data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mmc_audio.studio.program_desk import CalendarDay

NOTES = {
    "rendered": "rendered",
    "stale": "changed since it was rendered",
    "missing": "not rendered",
    "wrong": "has a mistake",
}
"""By state."""


def weeks_shown(
    days: Sequence[CalendarDay], states: Mapping[date, str], now: date
) -> list[list[dict[str, Any]]]:
    """The days in weeks, each as the calendar takes it."""
    shown = [_day(day, states.get(day.date, ""), now) for day in days]
    return [shown[at : at + 7] for at in range(0, len(shown), 7)]


def _day(day: CalendarDay, state: str, now: date) -> dict[str, Any]:
    title = plan_title(day.plan)
    parts = ["easier week" * day.easier, day.changed, NOTES.get(state, "")]
    note = ", ".join(part for part in parts if part)
    return {
        "date": day.date.isoformat(),
        "short": f"{day.date.day} {day.date:%b}",
        "plan": day.plan,
        "title": title,
        "note": note,
        "weekday": f"{day.date:%A}",
        "state": state,
        "past": day.date < now,
    }


def date_shown(day: date) -> str:
    """`7 December`."""
    return f"{day.day} {day:%B}"


def day_shown(day: date) -> str:
    """`Monday, 7 December`."""
    return f"{day:%A}, {date_shown(day)}"


def plan_titles(plans: Sequence[str]) -> dict[str, str]:
    """What plans are called, by file; those of one title by their files."""
    titles = {plan: plan_title(plan) for plan in plans}
    known = Counter(titles.values())
    return {plan: title if known[title] == 1 else plan for plan, title in titles.items()}


def plan_title(plan: str) -> str:
    """`plans/pull-day.yaml` as `Pull day`."""
    words = plan.rpartition("/")[2].removesuffix(".yaml").replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
