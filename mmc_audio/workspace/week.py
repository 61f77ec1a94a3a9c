"""The coming days of a workspace's program, as a page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mmc_audio._lib.content_folders import from_here
from mmc_audio.errors import MmcError
from mmc_audio.plan.model import Plan
from mmc_audio.plan.program import Program, Training
from mmc_audio.workspace.days import USUAL, ProgramOutput, name_of, open_program

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of a program, or why there are none."""

    title: str | None = None
    """The program's; None where there is no program, or it is wrong."""
    error: str = ""
    """In a line with its place, what is wrong with the program or why it has no days now."""
    days: tuple[dict[str, Any], ...] = ()
    """Of each day: `day`, `rest`, and of a training `title`, `week`, `deload`, `key` of its
    session where it is rendered, `plan` with its file's path from the workspace, `exercises` with
    `name` and `sets`, or the plan's `error`."""


def week_of(folder: Path, output: Path, first: date) -> Week:
    """The days from `first` on of the program in `folder`, whose sessions are in `output`."""
    path = folder / USUAL
    if not path.is_file():
        return Week()
    try:
        program = open_program(from_here(path))
    except MmcError as error:
        return Week(error=str(error.each()[0]))
    days = tuple(_days(program, output, first))
    return Week(program.title, "" if days else _not_running(program, first), days)


def _days(program: Program, output: Path, first: date) -> Iterator[dict[str, Any]]:
    shelved = ProgramOutput(program, output)
    for day in (first + timedelta(n) for n in range(DAYS)):
        try:
            found = program.day(day)
        except MmcError:  # the program does not run on that day
            continue
        about = _training(shelved, found) if isinstance(found, Training) else {"rest": True}
        yield {"day": day.isoformat(), **about}


def _not_running(program: Program, day: date) -> str:
    try:
        program.day(day)
    except MmcError as error:
        return str(error)
    return ""


def _training(shelved: ProgramOutput, training: Training) -> dict[str, Any]:
    mp3 = shelved.mp3(training)
    about = {
        "rest": False,
        "week": training.week,
        "deload": training.deload,
        "key": f"{shelved.folder.name}/{name_of(training)}" if mp3.is_file() else None,
        "plan": _within(Path(shelved.program.file).parent, training.path),
    }
    try:
        plan = training.plan()
        return about | {"title": plan.title, "exercises": _exercises(plan), "error": ""}
    except MmcError as error:
        return about | {
            "title": training.path.stem,
            "exercises": [],
            "error": str(error.each()[0]),
        }


def _within(folder: Path, path: Path) -> str:
    """A plan's path from the workspace; empty where it is elsewhere."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return ""


def _exercises(plan: Plan) -> list[dict[str, Any]]:
    """What is trained, in order: each exercise with its sets, warm-up left out.

    Raises:
        PlanError: if the catalogue does not know one.
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.session import build_work
    from mmc_audio.coaching.steps import SetStep

    counts: dict[str, int] = {}
    for step in build_work(plan, load_catalogue()):
        warms = isinstance(step, SetStep) and step.role == "warmup"
        name = step.exercise.name
        counts[name] = counts.get(name, 0) + (not warms)
    return [{"name": name, "sets": sets} for name, sets in counts.items()]
