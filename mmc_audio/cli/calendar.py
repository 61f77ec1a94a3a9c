"""`mmc-audio calendar`: the coming days of a program."""

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.days import as_data, spelled
from mmc_audio.cli.shared import (
    exit_code_of,
    json_option,
    output_option,
    say,
    show,
    show_json,
    voice_options,
)

if TYPE_CHECKING:
    from mmc_audio.plan.program import Rest, Training
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.workspace.days import ProgramOutput

Row = dict[str, Any]

MEANING = {
    "rendered": "rendered",
    "stale": "stale: something changed since it was rendered",
    "missing": "not rendered",
    "wrong": "wrong",
}


@click.command(short_help="Show the coming days: training or rest, rendered or not.")
@click.argument("program", required=False, type=click.Path())
@click.option(
    "--weeks",
    default=2,
    show_default=True,
    type=click.IntRange(1, 520),
    metavar="N",
    help="How many weeks, from today.",
)
@output_option
@voice_options
@json_option
def command(
    program: str | None,
    weeks: int,
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    as_json: bool,
) -> int:
    """Show the coming days of PROGRAM, which is program.yaml where you leave it out.

    A session is stale when its plan, its templates or the voice changed since it was rendered.
    Nothing is rendered here.

    \b
    Examples:
      mmc-audio calendar
      mmc-audio calendar program.yaml --weeks 8 --json
    """
    from mmc_audio.ledger.store import default_path
    from mmc_audio.plan.program import today
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.workspace.days import ProgramOutput, coming, open_program

    shelved = ProgramOutput(open_program(program), Path(output))
    days = coming(shelved.program, today(), weeks)
    with Renderer(Overrides(engine, voice, pace), log=default_path()) as renderer:
        rows = [_row(day, shelved, renderer) for day in days]
    show_json(rows) if as_json else _print(rows, shelved)
    return exit_code_of(row.get("exit_code", 0) for row in rows)


def _row(day: "Training | Rest", shelved: "ProgramOutput", renderer: "Renderer") -> Row:
    from mmc_audio.plan.program import Rest

    if isinstance(day, Rest):
        return {"day": day.date.isoformat(), "spelled": spelled(day.date), "rest": True}
    row: Row = {**as_data(day), "spelled": spelled(day.date), "plan": str(day.path)}
    return row | _state(day, shelved, renderer)


def _state(training: "Training", shelved: "ProgramOutput", renderer: "Renderer") -> Row:
    from mmc_audio.errors import MmcError

    try:
        title = training.plan().title
        state = shelved.state(renderer, training)
    except MmcError as error:
        problems = [str(one) for one in error.each()]
        return {"state": "wrong", "exit_code": error.exit_code, "problems": problems}
    mp3 = str(shelved.mp3(training)) if state != "missing" else None
    return {"state": state, "title": title, "mp3": mp3}


def _print(rows: list[Row], shelved: "ProgramOutput") -> None:
    show(shelved.program.title)
    for row in rows:
        show(f"{row['spelled']}  {_said(row)}".rstrip())
    for problem in (problem for row in rows for problem in row.get("problems", ())):
        say(problem)
    counts = Counter(row["state"] for row in rows if not row["rest"])
    if counts["missing"] or counts["stale"]:
        program = shlex.quote(str(shelved.program.file))
        say(f"To render seven days from today: mmc-audio render {program} --week")


def _said(row: Row) -> str:
    if row["rest"]:
        return "rest"
    title = row.get("title") or Path(row["plan"]).name
    week = f"week {row['week']}{', easier' if row['deload'] else ''}"
    return f"{title:<32} {week:<18} {MEANING[row['state']]}"
