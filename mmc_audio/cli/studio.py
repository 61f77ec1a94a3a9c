"""`mmc-audio studio`: the page where a coach makes plans and changes the words."""

import shlex
from pathlib import Path

import click

from mmc_audio.cli.shared import say, show


@click.command(short_help="Make plans and change the words, in the browser.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="Default: 8322.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.")
@click.option("--lan", is_flag=True, help="For machines in the same network, too; with --write.")
@click.option("--write", is_flag=True, help="Whoever has the address may change files.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="Another name of this server.")
def command(folder: Path, port: int | None, opens: bool, lan: bool, write: bool,
            hosts: tuple[str, ...]) -> None:  # fmt: skip
    """Open the studio for the plans and words in FOLDER (this one where left out), until Ctrl-C.

    Only this machine can reach it, and only with the address that is shown. With --lan --write
    others in the same network can, too: the secret in the address is the only lock, and whoever has
    it can change your plans and words. It is new with each start.

    \b
    Examples:
      mmc-audio studio
      mmc-audio studio training --no-open
      mmc-audio studio training --lan --write
    """
    import os
    import webbrowser

    _check(folder, lan=lan, write=write)
    from mmc_audio.player.serve import allowed_hosts, take_port
    from mmc_audio.studio.pages.app import make_studio
    from mmc_audio.studio.serve import DEFAULT_PORT, new_token, serve

    os.chdir(folder)
    wanted = DEFAULT_PORT if port is None else port
    listening = take_port(wanted, lan=lan, or_next=port is None)
    token = new_token()
    app, voices = make_studio(Path.cwd(), token=token, hosts=allowed_hosts(hosts, lan=lan))
    place = f"{listening.getsockname()[1]}/{token}/"
    show(f"Studio  http://127.0.0.1:{place}")
    if lan:
        _announce_lan(place)
    say("Stop with Ctrl-C.")
    if opens:
        webbrowser.open(f"http://127.0.0.1:{place}")
    try:
        serve(app, listening)
    finally:
        voices.close()


def _announce_lan(place: str) -> None:
    from mmc_audio.player.serve import lan_addresses

    addresses = lan_addresses()
    for address in addresses:
        show(f"        http://{address}:{place}")
    if addresses:
        say(
            "Give the address only to who may change your files. It is not encrypted: at home only."
        )
    else:
        say("This machine is on no network; only it can reach the studio.")


def _check(folder: Path, *, lan: bool, write: bool) -> None:
    from importlib.util import find_spec

    from mmc_audio.errors import MissingError, UnavailableError, UsageError

    if lan and not write:
        raise UsageError("the studio changes files; if others may do so too: --lan --write")
    if find_spec("nicegui") is None:
        what = 'the studio needs a part that is not installed: pip install "mmc-audio[studio]"'
        raise UnavailableError(what)
    if folder.is_file():
        where = shlex.quote(str(folder.parent))
        what = f"{folder} is a file, and the studio opens a folder; write: mmc-audio studio {where}"
        raise UsageError(what)
    if not folder.is_dir():
        raise MissingError(f"{folder}: there is no such folder; make one with mmc-audio init")
