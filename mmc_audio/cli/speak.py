"""`mmc-audio speak`: a cue script to MP3."""

import shlex
from pathlib import Path

import click

from mmc_audio.cli.shared import (
    format_option,
    json_option,
    loudness_option,
    output_option,
    show_json,
    verbose_option,
    voice_options,
)


@click.command(short_help="Render a cue script, perhaps edited by hand, to MP3.")
@click.argument("file", metavar="FILE.cues", type=click.Path())
@output_option
@voice_options
@loudness_option
@format_option
@click.option("--force", is_flag=True, help="Render again even where nothing has changed.")
@json_option
@verbose_option
def command(
    file: str,
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    loudness: int | None,
    formats: tuple[str, ...],
    force: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Render the cue script in FILE.cues to an MP3 with chapters and the files beside it.

    '-' reads it from stdin.

    \b
    Examples:
      mmc-audio script my-plan.yaml > my-plan.cues
      mmc-audio speak my-plan.cues
      mmc-audio script my-plan.yaml | mmc-audio speak -
    """
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.errors import UsageError
    from mmc_audio.rendering.job import SCRIPT_SUFFIX
    from mmc_audio.rendering.overrides import Overrides

    if file != "-" and not file.endswith(SCRIPT_SUFFIX):
        fix = f"render a plan with: mmc-audio render {shlex.quote(file)}"
        raise UsageError(f"{file} is no cue script, whose name ends in {SCRIPT_SUFFIX}; {fix}")
    choice = Overrides(engine, voice, pace, loudness=loudness, formats=formats)
    work = RenderRun(Path(output), choice, force=force, quiet=as_json)
    with work:
        code = work.render_script(file)
    if as_json:
        show_json(work.report())
    else:
        work.tell_results(verbose=verbose)
    return code
