"""`mmc-audio cache`: what is kept, where, how much it saves."""

import re
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import json_option, show, show_json

if TYPE_CHECKING:
    from pathlib import Path

    from mmc_audio.speech.cache import Store

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
KINDS = {
    "clips": "spoken words",
    "sections": "encoded sections",
    "sessions": "what was rendered from what",
}


@click.group(short_help="Show, prune or clear what is kept between renders.")
def command() -> None:
    """Spoken words and encoded sections are kept, so that they are made only once.

    \b
    Examples:
      mmc-audio cache info
      mmc-audio cache prune --max-size 2GB
      mmc-audio cache clear
    """


@command.command()
@json_option
def info(as_json: bool) -> None:
    """Show what is kept, where, and how much it saves."""
    rows = [_row(kind) for kind in KINDS]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        size = f"{int(str(row['bytes'])) / 1e6:,.1f} MB"
        show(f"{row['kind']:<10}{row['entries']:>9} entries {size:>12}   {row['what']}")
    show(f"in {_folder()}")
    show("A render takes from here whatever has not changed, instead of making it again.")


@command.command()
@click.option(
    "--max-size", default="2GB", show_default=True, metavar="SIZE", help="Keep this much."
)
def prune(max_size: str) -> None:
    """Remove what was not used for longest, until SIZE is left."""
    limit = size_of(max_size)
    removed = 0
    for kind in ("sections", "clips", "sessions"):
        held = sum(int(str(_row(other)["bytes"])) for other in KINDS)
        own = int(str(_row(kind)["bytes"]))
        removed += _store(kind).prune(max(0, own - max(0, held - limit)))
    show(f"{removed / 1e6:,.1f} MB removed; what is younger than an hour stays")


@command.command()
def clear() -> None:
    """Remove everything that is kept."""
    removed = sum(_store(kind).clear() for kind in KINDS)
    show(f"{removed / 1e6:,.1f} MB removed")


def size_of(text: str) -> int:
    """Bytes in `2GB`, `500 MB`, `1e9`.

    Raises:
        click.BadParameter: if it is no size.
    """
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*([kmgt]?)i?b?", text.strip().lower())
    if not found:
        raise click.BadParameter(f"{text!r} is no size; write it as 2GB or 500MB")
    return int(float(found[1]) * UNITS[found[2]])


def _row(kind: str) -> dict[str, object]:
    found = _store(kind).info()
    return {
        "kind": kind,
        "what": KINDS[kind],
        "folder": str(found.folder),
        "entries": found.entries,
        "bytes": found.bytes,
    }


def _store(kind: str) -> "Store":
    from mmc_audio.speech.cache import Store

    return Store(_folder(), kind)


def _folder() -> "Path":
    from mmc_audio.speech.cache import default_folder

    return default_folder()
