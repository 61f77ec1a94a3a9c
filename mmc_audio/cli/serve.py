"""`mmc-audio serve`: the player and the feed, for this machine or the phones around it."""

from pathlib import Path

import click

from mmc_audio.cli.shared import output_option, say, show, verbose_option


@click.command(short_help="Serve the player and the podcast feed.")
@output_option
@click.option("--lan", is_flag=True, help="For phones in the same network, behind a secret token.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="Default: 8321.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="A further name it goes by.")
@click.option("--base-url", metavar="URL", help="What the feed's addresses begin with.")
@click.option("--new-token", is_flag=True, help="Make a new token; the old addresses end.")
@click.option("--ledger", type=click.Path(), metavar="FILE", help="The practice ledger.")
@verbose_option
def command(
    output: str,
    lan: bool,
    port: int | None,
    hosts: tuple[str, ...],
    base_url: str | None,
    new_token: bool,
    ledger: str | None,
    verbose: bool,
) -> None:
    """Serve the player, until Ctrl-C. Only this machine can reach it, unless --lan is given.

    With --lan the address has a token, which is the only lock: whoever has the address can listen
    and log. Give it to your own phone only.

    \b
    Examples:
      mmc-audio serve
      mmc-audio serve --lan
      mmc-audio serve --host gym.tailnet.ts.net --base-url https://gym.tailnet.ts.net/
    """
    from platformdirs import user_data_path

    from mmc_audio.ledger.store import Ledger, default_path
    from mmc_audio.player import serve
    from mmc_audio.player.app import make_app

    folder = user_data_path("mmc-audio", appauthor=False)
    token = serve.kept_token(folder, renew=new_token) if lan else None
    wanted = serve.DEFAULT_PORT if port is None else port
    listening = serve.take_port(wanted, lan=lan, or_next=port is None)
    app = make_app(
        Path(output),
        token=token,
        hosts=serve.allowed_hosts(hosts, lan=lan),
        ledger=Ledger(Path(ledger) if ledger else default_path()),
        base_url=base_url and f"{base_url.rstrip('/')}/",
    )
    _log_to_stderr(verbose=verbose)
    _announce(listening.getsockname()[1], token)
    serve.serve(app, listening)


def _announce(port: int, token: str | None) -> None:
    from mmc_audio.player.serve import lan_addresses, qr_code

    addresses = lan_addresses() if token else []
    for host in addresses[:1] or ["127.0.0.1"]:
        address = f"http://{host}:{port}/{f'{token}/' if token else ''}"
        show(f"Player  {address}")
        show(f"Feed    {address}feed.xml")
        if addresses:
            show(qr_code(address))
    if token and not addresses:
        say("This machine is in no network; only it can reach the player.")
    say("Speed 1, 'skip silence' off. Stop with Ctrl-C.")


def _log_to_stderr(*, verbose: bool) -> None:
    import logging

    logging.basicConfig(format="%(message)s")
    level = logging.INFO if verbose else logging.WARNING
    logging.getLogger("mmc_audio.player").setLevel(level)
