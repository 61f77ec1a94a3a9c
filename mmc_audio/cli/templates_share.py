"""`mmc-audio templates pack | add | remove`: templates that are shared."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import counted, is_terminal, say, show
from mmc_audio.cli.templates import searched
from mmc_audio.errors import UsageError

if TYPE_CHECKING:
    from mmc_audio.templates.packs import Pack


@click.command("pack", short_help="Make one file of a folder of templates.")
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
    say(f"{_held(pack)}. Others add it with: mmc-audio templates add {shlex.quote(str(path))}")


def _held(pack: "Pack") -> str:
    """What is in a pack, in words."""
    kinds = {"template": pack.templates, "sound": pack.sounds, "exercise file": pack.exercises}
    return ", ".join(counted(len(files), kind) for kind, files in kinds.items() if files)


@click.command("add", short_help="Add a pack of templates.")
@click.argument("pack", metavar="PACK", type=click.Path())
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--trust", is_flag=True, help="You know who wrote it: for systems without limits.")
def add_command(pack: str, yes: bool, trust: bool) -> None:
    """Add the templates, sounds and exercises of PACK, a folder or zip file.

    It says what they override first. A pack is text and sounds only, and its templates can do
    nothing but write cues.

    Where the system cannot bound a template's memory (Windows), PACK is added only with --trust.

    \b
    Example:
      mmc-audio templates add team-voice.zip
    """
    from mmc_audio.audio.own_sounds import check_sounds
    from mmc_audio.templates.pack_effect import effect
    from mmc_audio.templates.packs import add_pack, read_pack

    read = read_pack(Path(pack))
    check_sounds(read.sounds)
    change = effect(read, searched())
    say(f"{read.name}: {_held(read)}; new: {', '.join(change.new) or 'nothing'}")
    for each in change.replaced:
        where = f" in {', '.join(each.languages)}" if each.languages else ""
        say(f"  {each.name} will be heard{where} instead of the one from: {each.origin}")
    if _wary(trust) or change.replaced:
        _ask(yes)
    show(str(add_pack(read)))
    say(f"Take it away with: mmc-audio templates remove {shlex.quote(read.name)}")


def _wary(trust: bool) -> bool:
    """Whether to ask in any case, since not all protection is there; says what is missing.

    Raises:
        UsageError: where nothing bounds what a template may use.
    """
    from mmc_audio.templates.sandbox.protection import protection

    here = protection()
    if here.is_whole or trust:
        return False
    say(f"Templates run here with {here}")
    if not here.limits:
        raise UsageError("add it only if you know who wrote it: --trust")
    return True


def _ask(yes: bool) -> None:
    """Go on only if the person says so, or has said so.

    Raises:
        UsageError: where nobody can be asked.
    """
    if yes:
        return
    try:
        wanted = click.confirm("Add it?", err=True)
    except click.Abort as error:
        if is_terminal(sys.stdin):
            raise
        raise UsageError(
            "this is no terminal, so nothing can be asked; look at the pack, then add --yes"
        ) from error
    if not wanted:
        say("nothing was added")
        raise click.exceptions.Exit(1)


@click.command("remove", short_help="Take a pack away.")
@click.argument("name", metavar="PACK")
def remove_command(name: str) -> None:
    """Remove the pack called PACK; what it had overridden is heard again.

    \b
    Example:
      mmc-audio templates remove team-voice
    """
    from mmc_audio.templates.packs import remove_pack

    show(str(remove_pack(name)))
