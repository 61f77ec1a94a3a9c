"""Days of a program rendered in a process of its own, which can be stopped."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio._lib.long_work import LongWork, Report, report_of, say_step
from mmc_audio.errors import InputError
from mmc_audio.plan.adjust import Adjustment

if TYPE_CHECKING:
    from mmc_audio.plan.program import Program, Training
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.workspace.days import ProgramOutput

SHARES = (85, 70, 55, 40)
"""Shares of the sets that are tried, in percent, where a day is longer than there is time for."""


@dataclass(frozen=True, slots=True)
class RenderOrder:
    """What is asked for. What is None is left to the plan."""

    days: tuple[str, ...]
    """ISO 8601."""
    output: str = "output"
    log: str | None = None
    """The practice log of who trains."""
    minutes: int | None = None
    """The time there is: sets are left out until the session fits."""
    readiness: str | None = None
    engine: str | None = None
    voice: str | None = None
    pace: int | None = None
    program: str | None = None
    """The program's file; None for the workspace's own."""


def render_days_work(folder: Path, order: RenderOrder) -> LongWork:
    """Renders days of a workspace's program: `mp3`, `duration_s` and `sets_percent` of the last."""
    target = "mmc_audio.workspace.render_work:main_render"
    return LongWork(target, json.dumps(asdict(order)), folder)


def render_work(folder: Path, *days: date) -> LongWork:
    """Renders days of a workspace's program as they are planned."""
    return render_days_work(folder, RenderOrder(tuple(day.isoformat() for day in days)))


def main_render(order: str) -> None:
    """The process: renders what is ordered; its reports go to its standard output."""
    given = json.loads(order)
    report_of(lambda: _render(RenderOrder(**{**given, "days": tuple(given["days"])})))


def _render(order: RenderOrder) -> Report:
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.workspace.days import ProgramOutput, open_program

    program = open_program(order.program)
    choice = Overrides(order.engine, order.voice, order.pace, order.readiness)
    log = Path(order.log) if order.log else None
    report: Report = {}
    with Renderer(choice, watch=say_step, log=log) as renderer:
        output = ProgramOutput(program, Path(order.output))
        for number, training in enumerate(_trainings(program, order)):
            if len(order.days) > 1:
                say_step("Days", number, len(order.days))
            fitting, share = _within(output, renderer, training, order.minutes)
            done, _ = output.render(renderer, fitting, force=False, layouts=())
            report = {"mp3": str(done.mp3), "duration_s": done.duration_s, "sets_percent": share}
    return report


def _trainings(program: "Program", order: RenderOrder) -> "Iterator[Training]":
    from mmc_audio.plan.program import Rest

    for day in order.days:
        found = program.day(date.fromisoformat(day))
        if isinstance(found, Rest):
            raise InputError(f"the program rests on {day}; nothing is rendered")
        yield found


def _within(
    output: "ProgramOutput", renderer: "Renderer", training: "Training", minutes: int | None
) -> "tuple[Training, int]":
    """The day with as many of its sets as there is time for, and their share in percent.

    Raises:
        InputError: if it is too long even with the fewest.
    """
    if minutes is None:
        return training, 100
    lengths = {
        share: output.length_s(renderer, _with_share(training, share))
        for share in (100, min(SHARES))
    }
    if lengths[100] <= minutes * 60:
        return training, 100
    if lengths[min(SHARES)] > minutes * 60:
        shortest = -(-lengths[min(SHARES)] // 60)
        raise InputError(f"with the fewest sets it takes {shortest:.0f} minutes; allow as many")
    for share in SHARES:
        fitting = _with_share(training, share)
        if output.length_s(renderer, fitting) <= minutes * 60:
            break
    return fitting, share


def _with_share(training: "Training", share: int) -> "Training":
    """The day with a share of the sets that it would have; all of them where it is 100."""
    if share == 100:
        return training
    usual = training.adjustment
    sets = max(1, share * (usual.sets or 100) // 100)
    return replace(training, adjustment=Adjustment(sets=sets).over(usual))
