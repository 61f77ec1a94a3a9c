"""`mmc-audio init`: a place for a program and its plans."""

import shlex
from pathlib import Path

import click

from mmc_audio.cli.shared import json_option, say, show, show_json

NEXT = """
Next:{enter}
  mmc-audio calendar        the coming days, and which are rendered
  mmc-audio tomorrow        tomorrow's session, into output/
Then make it yours: program.yaml says which plan is for which day, plans/ what is done.
  mmc-audio check plans/*.yaml"""


@click.command(short_help="Make a folder for your program and its plans.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
@json_option
def command(folder: str, as_json: bool) -> None:
    """Make DIR, or the current folder, a place for a program, its plans, and your own words.

    What is there already stays as it is.

    \b
    Examples:
      mmc-audio init training
      mmc-audio init
    """
    from mmc_audio.plan.program import today
    from mmc_audio.workspace.init import init_workspace

    begun = init_workspace(Path(folder), today())
    if as_json:
        show_json({"made": [*map(str, begun.made)], "kept": [*map(str, begun.kept)]})
        return
    for path in begun.made:
        show(str(path))
    for path in begun.kept:
        say(f"{path} was there, and stays as it is")
    say(NEXT.format(enter="" if folder == "." else f"\n  cd {shlex.quote(folder)}"))
