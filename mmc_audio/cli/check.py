"""`mmc-audio check`: plans read and fitted, every problem named, nothing written."""

import click

from mmc_audio.cli.shared import (
    clock,
    exit_code_of,
    json_option,
    show,
    show_json,
    tell,
    voice_options,
)


@click.command(short_help="Read and fit plans; name every problem; write nothing.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@voice_options
@json_option
def command(
    plans: tuple[str, ...], engine: str | None, voice: str | None, pace: int | None, as_json: bool
) -> int:
    """Read each PLAN, write its cue script and fit it to the voice; name every problem.

    Nothing is written. Advice never makes a plan fail.

    \b
    Examples:
      mmc-audio check my-plan.yaml
      mmc-audio check week/*.yaml --json
    """
    from mmc_audio.cli.progress import Progress
    from mmc_audio.pipeline.job import Choice
    from mmc_audio.pipeline.studio import Studio

    with Progress() as progress, Studio(Choice(engine, voice, pace), watch=progress) as studio:
        rows = [_check(plan, studio) for plan in plans]
    if as_json:
        show_json(rows)
    else:
        for row in rows:
            _print(row)
    return exit_code_of(int(str(row["exit_code"])) for row in rows)


def _check(plan: str, studio: object) -> dict[str, object]:
    from mmc_audio.errors import MmcError
    from mmc_audio.pipeline.studio import Studio

    assert isinstance(studio, Studio)
    try:
        sheet = studio.sheet(plan)
    except MmcError as error:
        problems = [str(one) for one in error.each()]
        return {"plan": plan, "ok": False, "exit_code": error.exit_code, "problems": problems}
    return {
        "plan": plan,
        "ok": True,
        "exit_code": 0,
        "problems": [],
        "duration_s": sheet["duration_s"],
        "cues": len(sheet["cues"]),
        "dropped": sheet["dropped"],
    }


def _print(row: dict[str, object]) -> None:
    problems = row["problems"]
    assert isinstance(problems, list)
    if not row["ok"]:
        for problem in problems:
            tell(problem)
        return
    show(f"{row['plan']}: good. {clock(float(str(row['duration_s'])))}, {row['cues']} cues")
    dropped = row["dropped"]
    assert isinstance(dropped, list)
    for one in dropped:
        tell(f"  left out for lack of time: {one['text']!r} ({one['why']})")
