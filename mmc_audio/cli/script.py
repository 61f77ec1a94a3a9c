"""`mmc-audio script`: a plan's cue script as text."""

import shlex

import click

from mmc_audio.cli.shared import json_option, language_fallback_option, note, show, show_json


@click.command(short_help="Print a plan's cue script.")
@click.argument("plan", type=click.Path())
@language_fallback_option
@json_option
def command(plan: str, language_fallback: bool, as_json: bool) -> None:
    """Print the cue script of PLAN: what will be said, as text. No voice is needed.

    The text can be edited by hand and rendered with 'mmc-audio speak'.

    \b
    Examples:
      mmc-audio script examples/pull-day.yaml
      mmc-audio script my-plan.yaml > my-plan.cues
    """
    import mmc_audio
    from mmc_audio.errors import InputError, ManyErrors, UsageError
    from mmc_audio.ledger.store import default_path
    from mmc_audio.rendering.job import SCRIPT_SUFFIX
    from mmc_audio.workspace.days import with_hint

    if plan.endswith(SCRIPT_SUFFIX):
        command = f"mmc-audio speak {shlex.quote(plan)}"
        raise UsageError(f"{plan} is a cue script already; hear it with: {command}")
    try:
        choice = mmc_audio.Overrides(language_fallback=language_fallback)
        script = mmc_audio.read_script(plan, voice=choice, log=default_path(), note=note)
    except (InputError, ManyErrors) as error:
        raise with_hint(plan, error, renders=False) from error
    if written := script.written:
        for line in filter(None, (written.english, *map(str, written.assumed))):
            note(line)
    show_json(script_as_data(script.script)) if as_json else show(str(script))


def script_as_data(script: object) -> object:
    """The script as plain data for JSON."""
    from dataclasses import asdict

    return asdict(script)  # type: ignore[call-overload]
