"""`mmc-audio templates pack | add | remove`: templates that are shared."""

import sys
from pathlib import Path

import click

from mmc_audio.cli.shared import is_terminal, many, show, tell
from mmc_audio.cli.templates import command, searched
from mmc_audio.errors import UsageError


@command.command("pack", short_help="Make one file of a folder of templates.")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Default: DIR.zip")
def pack_command(folder: str, output: str | None) -> None:
    """Make one zip file of the templates in DIR, to share.

    \b
    Example:
      mmc-audio templates pack templates -o team-voice.zip
    """
    from mmc_audio.templates.packs import pack_name, write_zip

    path = Path(output) if output else Path(f"{pack_name(Path(folder))}.zip")
    pack = write_zip(Path(folder), path)
    show(str(path))
    held = many(len(pack.templates), "template")
    tell(f"{held}. Others add it with: mmc-audio templates add {path}")


@command.command("add", short_help="Add a pack of templates.")
@click.argument("pack", metavar="PACK", type=click.Path())
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def add_command(pack: str, yes: bool) -> None:
    """Add the templates of PACK, a folder or zip file, after saying what they override.

    A pack is text only, and its templates can do nothing but write cues.

    \b
    Example:
      mmc-audio templates add team-voice.zip
    """
    from mmc_audio.templates.packs import add_pack, overridden, read_pack

    read = read_pack(Path(pack))
    over = overridden(read, searched())
    new = len(read.templates) - len(over)
    tell(f"{read.name}: {many(len(read.templates), 'template')}, {new} of them new")
    for name, origin in over.items():
        tell(f"  {name} will be heard instead of the one from: {origin}")
    if over and not yes:
        _ask()
    show(str(add_pack(read)))
    tell(f"Take it away with: mmc-audio templates remove {read.name}")


def _ask() -> None:
    """Go on only if the person says so.

    Raises:
        UsageError: where nobody can be asked.
    """
    try:
        wanted = click.confirm("Add it?", err=True)
    except click.Abort as error:
        if is_terminal(sys.stdin):
            raise
        raise UsageError("nobody is there to be asked; look at the pack, then add --yes") from error
    if not wanted:
        tell("nothing was added")
        raise click.exceptions.Exit(1)


@command.command("remove", short_help="Take a pack away.")
@click.argument("name", metavar="PACK")
def remove_command(name: str) -> None:
    """Remove the pack called PACK; what it had overridden is heard again.

    \b
    Example:
      mmc-audio templates remove team-voice
    """
    from mmc_audio.templates.packs import remove_pack

    show(str(remove_pack(name)))
