"""`mmc-audio serve`: the player and the feed, for this machine or the phones around it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import output_option, say, show, web_address

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from mmc_audio.player.serve import Service


@click.command(short_help="Serve the player and the podcast feed.")
@output_option
@click.option("--lan", is_flag=True, help="For phones in the same network, behind a secret token.")
@click.option("--https", is_flag=True, help="With a certificate that the phone trusts once.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="Default: 8321.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="Another name of this server.")
@click.option("--base-url", metavar="URL", help="What the feed's addresses begin with.")
@click.option("--write", is_flag=True, help="Let phones with a second token change things.")
@click.option("--new-token", is_flag=True, help="Make new tokens; the old addresses end.")
@click.option("--ledger", type=click.Path(), metavar="FILE", help="The practice ledger.")
@click.option("-v", "--verbose", is_flag=True, help="Log every request.")
def command(output: str, verbose: bool, **options: Any) -> None:  # noqa: ANN401
    """Serve the player, until Ctrl-C. Only this machine can reach it, unless --lan is given.

    With --lan the address has a token, which is the only lock: everyone who has the address can
    listen and log. Give it to your own phone only.

    With --write a second address is printed: a phone that opened it once may also have days
    rendered and change settings. This machine may do so without --write, unless --lan, --host or
    --base-url say that others can reach the player.

    With --https the phone can also keep sessions for the gym, and its screen on. The QR code then
    leads to a page that shows how the phone comes to trust this machine.

    \b
    Examples:
      mmc-audio serve
      mmc-audio serve --lan
      mmc-audio serve --lan --https
      mmc-audio serve --lan --write
      mmc-audio serve --host gym.tailnet.ts.net --base-url https://gym.tailnet.ts.net/
    """
    from mmc_audio.player import serve

    _log_to_stderr(verbose=verbose)
    _look_at(Path(output))
    tokens = _tokens(options)
    services = _services(Path(output), options, tokens)
    announce = _announce_https if options["https"] else _announce
    announce(services, tokens)
    Thread(target=_warm_up, args=[Path(output)], daemon=True).start()
    serve.serve(*services)


def _look_at(output: Path) -> None:
    """Say that the folder of sessions is not there yet, which may be a misspelt name.

    Raises:
        MissingError: if it is a file.
    """
    from mmc_audio.errors import MissingError, Place

    if output.is_file():
        raise MissingError("is a file; name the folder of your sessions", Place(str(output)))
    if not output.is_dir():
        say(f"{output} is not there yet: what is rendered into it will be served")


def _warm_up(output: Path) -> None:
    """Read what the first page would have to wait for: the catalogue and the sessions."""
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.library.index import SessionIndex

    load_catalogue()
    SessionIndex(output).sessions()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What phones need to listen, and to write; None where it is not asked for."""

    player: str | None = None
    write: str | None = None


def _tokens(options: dict[str, Any]) -> Tokens:
    from platformdirs import user_data_path

    from mmc_audio.player import serve

    folder = user_data_path("mmc-audio", appauthor=False)
    renew = options["new_token"]
    player = serve.kept_token(folder, renew=renew) if options["lan"] else None
    if not options["write"] and not renew:
        return Tokens(player)
    write = serve.kept_token(folder, name=serve.WRITE_TOKEN, renew=renew)
    return Tokens(player, write if options["write"] else None)


def _services(output: Path, options: dict[str, Any], tokens: Tokens) -> "list[Service]":
    """The player, and over https the page that shows how to trust it."""
    from platformdirs import user_data_path

    from mmc_audio.player import serve
    from mmc_audio.player.certificate import server_files
    from mmc_audio.player.trust import trust_app

    lan, port = options["lan"], options["port"]
    hosts = serve.allowed_hosts(options["hosts"], lan=lan)
    folder = user_data_path("mmc-audio", appauthor=False) / "https"
    files = server_files(folder, hosts) if options["https"] else None
    app = _player(output, options, tokens, hosts)
    taken = serve.take_port(
        serve.DEFAULT_PORT if port is None else port, lan=lan, or_next=port is None
    )
    player = serve.Service(app, taken, files)
    if files is None:
        return [player]
    beside = serve.take_port(player.port + 1, lan=lan, or_next=True)
    return [player, serve.Service(trust_app(files, player.port, hosts), beside)]


def _player(
    output: Path, options: dict[str, Any], tokens: Tokens, hosts: Collection[str]
) -> "ASGIApp":
    from mmc_audio.ledger.store import Ledger, default_path
    from mmc_audio.player.app import make_app
    from mmc_audio.player.permission import permission_for
    from mmc_audio.player.program import WorkspaceAccess

    ledger = Path(options["ledger"]) if options["ledger"] else default_path()
    reachable = bool(options["lan"] or options["hosts"] or options["base_url"])
    return make_app(
        output,
        token=tokens.player,
        hosts=hosts,
        ledger=Ledger(ledger.absolute()),
        base_url=options["base_url"] and web_address(options["base_url"]),
        workspace=WorkspaceAccess(
            Path.cwd(), permission_for(reachable=reachable, token=tokens.write)
        ),
    )


def _announce(services: "list[Service]", tokens: Tokens) -> None:
    from mmc_audio.player.serve import lan_addresses

    token = tokens.player
    addresses = lan_addresses() if token else []
    host = (addresses or ["127.0.0.1"])[0]
    address = f"http://{host}:{services[0].port}/{f'{token}/' if token else ''}"
    _show(address, address if addresses else None)
    _show_write(address, tokens, code=bool(addresses))
    if token and not addresses:
        say("This machine is on no network; only it can reach the player.")
    elif token:
        say("Over plain http a phone cannot keep sessions for the gym; --lan --https lets it.")
    say("Speed 1, 'skip silence' off. Stop with Ctrl-C.")


def _announce_https(services: "list[Service]", tokens: Tokens) -> None:
    """The code leads to the page over http; behind its # stands the token, which is not sent."""
    from mmc_audio.player.serve import lan_addresses

    (player, trust), token = services, tokens.player
    addresses = lan_addresses() if token else []
    host = (addresses or ["127.0.0.1"])[0]
    first = f"http://{host}:{trust.port}/{f'#{token}' if token else ''}"
    address = f"https://{host}:{player.port}/{f'{token}/' if token else ''}"
    _show(address, None)
    show(f"Trust   {first}")
    if addresses:
        _show_code(first)
    _show_write(address, tokens, code=bool(addresses))
    if player.files:
        say(f"The certificate's SHA-256: {player.files.fingerprint.upper()}")
    say("Scan the code with the phone, trust this machine once, then open the player from there.")
    say("Speed 1, 'skip silence' off. Stop with Ctrl-C.")


def _show(address: str, code: str | None) -> None:
    show(f"Player  {address}")
    show(f"Feed    {address}feed.xml")
    if code:
        _show_code(code)


def _show_write(address: str, tokens: Tokens, *, code: bool) -> None:
    """The address that lets a phone write: what stands behind its # is not sent, but kept there."""
    if tokens.write is None:
        return
    from mmc_audio.player.permission import FRAGMENT

    address = f"{address}#{FRAGMENT}{tokens.write}"
    show(f"Write   {address}")
    if code:
        _show_code(address)
    say("Open the second address once on a phone that may render days and change settings.")


def _show_code(address: str) -> None:
    from mmc_audio.player.serve import qr_code

    show(qr_code(address))


def _log_to_stderr(*, verbose: bool) -> None:
    import logging

    logging.basicConfig(format="%(message)s")
    level = logging.INFO if verbose else logging.WARNING
    logging.getLogger("mmc_audio.player").setLevel(level)
