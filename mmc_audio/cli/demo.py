"""`mmc-audio demo`: the first thing to try."""

import shlex
from pathlib import Path

import click

from mmc_audio.cli.shared import (
    format_option,
    loudness_option,
    output_option,
    say,
    verbose_option,
    voice_options,
)

NEXT = """
Hear it: open the MP3 with any player, with headphones; a light weight helps, none is needed.
  Speed 1, "skip silence" off: the silences are for moving and resting.
On your phone: copy the MP3 to it, or open the player from it in the same network:
  mmc-audio serve --lan{folder}
Make your own: a plan is a short text file.
  mmc-audio new my-plan            a few questions, and it is written
  mmc-audio render my-plan.yaml    hear it
A whole day of 26 minutes: mmc-audio new pull --from pull-day, then render it.
General coaching, not medical advice: stop if something hurts."""


@click.command(short_help="Render seven minutes to listen to first.")
@output_option
@voice_options
@loudness_option
@format_option
@verbose_option
def command(
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    loudness: int | None,
    formats: tuple[str, ...],
    verbose: bool,
) -> int:
    """Render the first listen into DIR: a sigh, a drill and two sets of curls in seven minutes.

    \b
    Example:
      mmc-audio demo -o output
    """
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.workspace.builtin import example

    plan = example("first-listen.yaml")
    choice = Overrides(engine, voice, pace, loudness=loudness, formats=formats)
    with RenderRun(Path(output), choice) as work:
        code = work.render_plan(str(plan))
    work.tell_results(verbose=verbose, onward=False)
    if code == 0:
        folder = "" if output == "output" else f" -o {shlex.quote(output)}"
        say(NEXT.format(folder=folder))
    return code
