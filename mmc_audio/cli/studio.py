"""`mmc-audio studio`: the page where a coach makes plans and changes the words."""

from pathlib import Path

import click

from mmc_audio.cli.shared import say, show


@click.command(short_help="Make plans and change the words, in the browser.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="Default: 8322.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.")
def command(folder: Path, port: int | None, opens: bool) -> None:
    """Open the studio for the plans and words in FOLDER (this one where left out), until Ctrl-C.

    Only this machine can reach it, and only with the address that is shown.

    \b
    Examples:
      mmc-audio studio
      mmc-audio studio training --no-open
    """
    import os
    import webbrowser

    _check(folder)
    from mmc_audio.player.serve import take_port
    from mmc_audio.studio.pages.app import make_studio
    from mmc_audio.studio.serve import DEFAULT_PORT, new_token, serve

    os.chdir(folder)
    wanted = DEFAULT_PORT if port is None else port
    listening = take_port(wanted, lan=False, or_next=port is None)
    token = new_token()
    app, voices = make_studio(Path.cwd(), token=token)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/{token}/"
    show(f"Studio  {address}")
    say("Stop with Ctrl-C.")
    if opens:
        webbrowser.open(address)
    try:
        serve(app, listening)
    finally:
        voices.close()


def _check(folder: Path) -> None:
    from importlib.util import find_spec

    from mmc_audio.errors import MissingError, UnavailableError

    if find_spec("nicegui") is None:
        what = 'the studio needs a part that is not installed: pip install "mmc-audio[studio]"'
        raise UnavailableError(what)
    if not folder.is_dir():
        raise MissingError(f"{folder}: there is no such folder; make one with mmc-audio init")
