"""`mmc-audio export`: a session to take along."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import output_option, say, show
from mmc_audio.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mmc_audio.library.index import SessionIndex, StoredSession


@click.command(short_help="One page with the audio inside, or a picture of a session.")
@click.argument("session", required=False, type=click.Path())
@output_option
@click.option("--html", "as_html", is_flag=True, help="The player as one page, audio inside.")
@click.option("--picture", is_flag=True, help="The session as a picture (SVG).")
@click.option(
    "--to",
    type=click.Path(),
    metavar="FILE|FORMAT",
    help="FILE: default SESSION.html or .svg here. FORMAT: print a plan in it.",
)
def command(session: str | None, output: str, as_html: bool, picture: bool, to: str | None) -> None:
    """Write SESSION as one file that needs nothing else: today's, where none is named.

    Or print the plan SESSION for another app: --to liftoscript, hevy-json, openweight, csv, text.

    \b
    Examples:
      mmc-audio export --html
      mmc-audio export pull-day/2026-11-23-pull-day --html --to phone.html
      mmc-audio export pull-day --picture
      mmc-audio export my-plan.yaml --to text > my-plan.txt
    """
    if not as_html and not picture and session and to:
        _print_plan(session, to)
        return
    from mmc_audio.library.find import find_session

    if as_html == picture:
        raise UsageError("say what to export: give --html or --picture, or a plan and --to FORMAT")
    shelf, found = find_session(session, Path(output))
    target = Path(to or f"{found.name}.{'html' if as_html else 'svg'}")
    _write(target, _page(shelf, found) if as_html else [_picture(found)])
    show(str(target))


def _print_plan(path: str, form: str) -> None:
    """The plan in another form, on stdout; what is lost is said on stderr."""
    from mmc_audio.importing.export import EXPORTS, exported
    from mmc_audio.importing.read_any import read_any

    if form not in EXPORTS:
        what = f"there is no format {form!r}; write one of {', '.join(EXPORTS)}"
        raise UsageError(f"{what}, or give --html or --picture")
    done = exported(read_any(path, say), form)
    show(done.text.rstrip())
    for line in done.lost:
        say(f"not in {form}: {line}")


def _page(shelf: "SessionIndex", found: "StoredSession") -> "Iterator[bytes]":
    from mmc_audio.library.catalogue_view import movement
    from mmc_audio.player.payload import single_page

    whole = single_page(shelf, found, movement)
    try:
        yield from whole.pieces()
    finally:
        whole.close()


def _picture(found: "StoredSession") -> bytes:
    from mmc_audio.library.picture import session_svg

    return session_svg(found.sheet).encode()


def _write(target: Path, pieces: "Iterable[bytes]") -> None:
    from mmc_audio._lib.atomic import FileGroup

    with FileGroup(target.absolute().parent) as group, group.open(target.name) as file:
        for piece in pieces:
            file.write(piece)
