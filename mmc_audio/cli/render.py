"""`mmc-audio render`: plans to MP3."""

from pathlib import Path

import click

from mmc_audio.cli.shared import (
    exit_code_of,
    json_option,
    output_option,
    readiness_option,
    show_json,
    tell,
    verbose_option,
    voice_options,
)


@click.command(short_help="Render plans to MP3.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@output_option
@voice_options
@readiness_option
@click.option("--force", is_flag=True, help="Render again even where nothing has changed.")
@json_option
@verbose_option
def command(
    plans: tuple[str, ...],
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    readiness: str | None,
    force: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Render each PLAN to an MP3 with chapters, and its side-cars. '-' reads one from stdin.

    One bad plan does not stop the others; the exit code tells.

    \b
    Examples:
      mmc-audio render my-plan.yaml
      mmc-audio render week/*.yaml -o ~/Music/coach
      mmc-audio render my-plan.yaml --voice en-gb --pace 140
      mmc-audio render my-plan.yaml --readiness low      a tired day
    """
    from mmc_audio.cli.work import Work
    from mmc_audio.pipeline.job import Choice

    work = Work(Path(output), Choice(engine, voice, pace, readiness), force=force, quiet=as_json)
    with work:
        codes = [work.render_plan(plan) for plan in plans]
    if as_json:
        show_json(work.report())
    else:
        work.tell_results(verbose=verbose)
    if len(plans) > 1:
        tell(f"{codes.count(0)} of {len(plans)} plans rendered")
    return exit_code_of(codes)
