"""`mmc-audio tomorrow`: what the program says for tomorrow, as MP3."""

from pathlib import Path

import click

from mmc_audio.cli.days import AskedDays, render_days
from mmc_audio.cli.shared import (
    format_option,
    json_option,
    keep_option,
    language_fallback_option,
    loudness_option,
    output_option,
    readiness_option,
    strict_option,
    tracks_option,
    verbose_option,
    voice_options,
)


@click.command(short_help="Render what your program says for tomorrow.")
@click.argument("program", required=False, type=click.Path())
@output_option
@voice_options
@language_fallback_option
@readiness_option
@loudness_option
@format_option
@tracks_option
@strict_option
@keep_option
@click.option("--force", is_flag=True, help="Render again even where nothing has changed.")
@json_option
@verbose_option
def command(
    program: str | None,
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    language_fallback: bool,
    readiness: str | None,
    loudness: int | None,
    formats: tuple[str, ...],
    tracks: tuple[str, ...],
    strict: bool,
    keep: int | None,
    force: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Render tomorrow's session of PROGRAM, which is program.yaml where you leave it out.

    Tomorrow is the next day of the calendar here. On a rest day nothing is rendered, and the next
    training is named.

    \b
    Examples:
      mmc-audio tomorrow
      mmc-audio tomorrow --tracks set --keep 14
      mmc-audio tomorrow ~/training/program.yaml -o ~/Music/coach
    """
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.rendering.overrides import Overrides

    choice = Overrides(engine, voice, pace, readiness, loudness, formats, language_fallback, strict)
    work = RenderRun(Path(output), choice, force=force, quiet=as_json, layouts=tracks)
    asked = AskedDays(program, "tomorrow", keep=keep)
    return render_days(asked, work, as_json=as_json, verbose=verbose)
