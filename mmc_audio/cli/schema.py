"""`mmc-audio schema`: the JSON Schema of plans."""

import click

from mmc_audio.cli.shared import show_json


@click.command(short_help="Print the JSON Schema of plans, for editors.")
def command() -> None:
    """Print the JSON Schema of plans, so that editors complete and check them.

    \b
    Example, for editors that read a comment at the top of the plan:
      mmc-audio schema > plan.schema.json
      # yaml-language-server: $schema=plan.schema.json
    """
    from mmc_audio.plan.json_schema import json_schema

    show_json(json_schema())
