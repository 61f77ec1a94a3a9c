"""`mmc-audio demo`: the first thing to try."""

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
Play it with any player: speed 1, "skip silence" off (the silences are your rests).
Try next:
  mmc-audio new my-plan --from pull-day    the same plan as a file of your own
  mmc-audio script my-plan.yaml            read what the coach says
  mmc-audio render my-plan.yaml            hear your changes
  mmc-audio serve --lan                    take it to the gym on your phone
General coaching, not medical advice: stop if something hurts."""


@click.command(short_help="Render the demo session: the first thing to try.")
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
    """Render the demo session, a pull day of about 26 minutes, into DIR.

    \b
    Example:
      mmc-audio demo -o output
    """
    from mmc_audio.cli.render_run import RenderRun
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.workspace.builtin import example

    plan = example("pull-day.yaml")
    choice = Overrides(engine, voice, pace, loudness=loudness, formats=formats)
    with RenderRun(Path(output), choice) as work:
        code = work.render_plan(str(plan))
    work.tell_results(verbose=verbose, onward=False)
    if code == 0:
        say(NEXT)
    return code
