"""`mmc-audio schema`: the JSON Schemas of plans and programs."""

import click

from mmc_audio.cli.shared import show_json


@click.command(short_help="Print the JSON Schema of plans, for editors.")
@click.argument("kind", type=click.Choice(["plan", "program"]), default="plan")
def command(kind: str) -> None:
    """Print the JSON Schema of plans, or of programs, so that editors complete and check them.

    \b
    Example, for editors that read a comment at the top of the plan:
      mmc-audio schema > plan.schema.json
      # yaml-language-server: $schema=plan.schema.json
    """
    from mmc_audio.plan.json_schema import json_schema, program_json_schema

    show_json(json_schema() if kind == "plan" else program_json_schema())
