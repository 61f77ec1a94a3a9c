"""Days of a program: asked for, rendered, printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mmc_audio.cli.shared import exit_code_of, say, show_json
from mmc_audio.errors import MmcError, UsageError

if TYPE_CHECKING:
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.plan.program import Program, Rest, Training
    from mmc_audio.workspace.days import ProgramOutput


@dataclass(frozen=True, slots=True)
class AskedDays:
    """Which days of which program."""

    program: str | None
    """The file; None for the usual one."""
    day: str | None = None
    week: bool = False
    keep: int | None = None
    """Days after which old sessions go; None keeps them."""


def only_one(plans: Sequence[str]) -> str:
    """The one program among the arguments.

    Raises:
        UsageError: if there are several.
    """
    if len(plans) > 1:
        raise UsageError("--day, --week and --keep are for one program; name only that one")
    return plans[0]


def render_days(asked: AskedDays, work: "RenderRun", *, as_json: bool, verbose: bool) -> int:
    """Render what is asked for and say how it went. Returns the exit code."""
    from mmc_audio.plan.program import Training, today
    from mmc_audio.workspace.days import ProgramOutput, open_program

    now = today()
    program = open_program(asked.program)
    days = _days(asked, program, now)
    shelved = ProgramOutput(program, work.output)
    trainings = [day for day in days if isinstance(day, Training)]
    with work:
        codes = [work.render_day(shelved, training) for training in trainings]
        gone = [] if asked.keep is None else shelved.prune(asked.keep, now)
    if as_json:
        show_json(_rows(days, work.report()))
    else:
        _tell_rest(days, shelved)
        work.tell_results(verbose=verbose)
        _tell_pruned(gone)
    return exit_code_of(codes)


def _days(asked: AskedDays, program: "Program", now: date) -> "list[Training | Rest]":
    from mmc_audio.plan.program import parse_day
    from mmc_audio.workspace.days import day_asked, week_from

    if asked.week:
        return week_from(program, parse_day(asked.day or "today", now))
    if asked.day is None:
        raise UsageError("--keep needs a day; add --day tomorrow or --week")
    return [day_asked(program, asked.day, now)]


def _tell_rest(days: "list[Training | Rest]", shelved: "ProgramOutput") -> None:
    from mmc_audio.plan.program import Rest

    for day in days:
        if isinstance(day, Rest):
            following = day.next if len(days) == 1 else None
            say(f"{spelled(day.date)} is a rest day{_next(following, shelved)}")


def _next(training: "Training | None", shelved: "ProgramOutput") -> str:
    if training is None:
        return ""
    days = f"{spelled(training.date)}: {title_of(training)}"
    return f". The next training of {shelved.program.title} is on {days}"


def spelled(day: date) -> str:
    """`Mon 2026-11-23`."""
    return f"{day:%a} {day.isoformat()}"


def title_of(training: "Training") -> str:
    """What the day's plan is called; its file's name where it cannot be read."""
    try:
        return training.plan().title
    except MmcError:
        return training.path.name


def _tell_pruned(names: Sequence[str]) -> None:
    if names:
        sessions = "1 old session" if len(names) == 1 else f"{len(names)} old sessions"
        say(f"{sessions} removed: {', '.join(names)}")


def _rows(days: "list[Training | Rest]", report: list[dict[str, object]]) -> list[object]:
    """One row for each day, in order; those with a training say also how it went."""
    from mmc_audio.plan.program import Rest

    went = iter(report)
    return [
        {"day": day.date.isoformat(), "rest": True, "next": _iso(day.next)}
        if isinstance(day, Rest)
        else as_data(day) | next(went)
        for day in days
    ]


def as_data(training: "Training") -> dict[str, object]:
    """A training day for a program."""
    return {
        "day": training.date.isoformat(),
        "rest": False,
        "week": training.week,
        "deload": training.deload,
    }


def _iso(training: "Training | None") -> str | None:
    return training.date.isoformat() if training else None
