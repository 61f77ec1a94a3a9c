"""`mmc-audio render`: plans to MP3."""

from pathlib import Path
from typing import Any

import click

from mmc_audio.cli.days import AskedDays, only_one, render_days
from mmc_audio.cli.shared import (
    exit_code_of,
    format_option,
    json_option,
    keep_option,
    language_fallback_option,
    loudness_option,
    output_option,
    readiness_option,
    say,
    show_json,
    strict_option,
    tracks_option,
    verbose_option,
    voice_options,
)


@click.command(short_help="Render plans to MP3.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...", type=click.Path())
@output_option
@voice_options
@language_fallback_option
@readiness_option
@loudness_option
@format_option
@strict_option
@tracks_option
@click.option("--day", metavar="DAY", help="Of a program: tomorrow, monday, 2026-11-30.")
@click.option("--week", is_flag=True, help="Of a program: seven days from DAY on, or from today.")
@keep_option
@click.option("--force", is_flag=True, help="Render again even where nothing has changed.")
@json_option
@verbose_option
def command(
    plans: tuple[str, ...],
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    language_fallback: bool,
    readiness: str | None,
    loudness: int | None,
    formats: tuple[str, ...],
    strict: bool,
    tracks: tuple[str, ...],
    as_json: bool,
    verbose: bool,
    force: bool,
    **days: Any,  # noqa: ANN401 - --day, --week and --keep, as click read them
) -> int:
    """Render each PLAN to an MP3 with chapters, and the files beside it; '-' reads stdin.

    One bad plan does not stop the others; the exit code says so. A program renders the day, or the
    days, that you ask for.

    \b
    Examples:
      mmc-audio render my-plan.yaml
      mmc-audio render monday.txt                        lines as in your notes
      mmc-audio render week/*.yaml -o ~/Music/coach
      mmc-audio render my-plan.yaml --voice en-gb --pace 140
      mmc-audio render my-plan.yaml --readiness low      a tired day
      mmc-audio render my-plan.yaml --tracks set         also one MP3 per set
      mmc-audio render my-plan.yaml --format mp3-small   half the bytes
      mmc-audio render program.yaml --day monday
      mmc-audio render program.yaml --week --keep 14
    """
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.rendering.overrides import Overrides

    plans = tuple(dict.fromkeys(plans))  # one that is named twice is rendered once
    choice = Overrides(engine, voice, pace, readiness, loudness, formats, language_fallback, strict)
    work = RenderRun(Path(output), choice, force=force, quiet=as_json, layouts=tracks)
    if any(value not in (None, False) for value in days.values()):
        asked = AskedDays(only_one(plans), **days)
        return render_days(asked, work, as_json=as_json, verbose=verbose)
    with work:
        codes = [work.render_plan(plan) for plan in plans]
    if as_json:
        show_json(work.report())
    else:
        work.tell_results(verbose=verbose)
    if len(plans) > 1:
        say(f"{codes.count(0)} of {len(plans)} plans rendered")
    return exit_code_of(codes)
