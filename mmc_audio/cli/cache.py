"""`mmc-audio cache`: what is kept, where, how much it saves."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import clock, json_option, show, show_json

if TYPE_CHECKING:
    from mmc_audio._lib.store import Store

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
KINDS = {
    "clips": "spoken words",
    "lengths": "how long they take",
    "gains": "how loud each voice is",
    "sections": "encoded sound",
    "sessions": "what was rendered from what",
}
PRUNED = ("sections", "clips", "sessions")
"""What takes room, the quickest to make again for its size first."""

CLIP_S = 0.014
"""Processor seconds to speak, trim, level and keep a clip (docs/performance.md)."""
SECTION_S = 3.0e-7
"""To mix and encode a byte of sound at 96 kb/s: 13 s for an hour that is not silent."""


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
        show_json([row.as_data() for row in rows])
        return
    for row in rows:
        size = f"{row.bytes / 1e6:,.1f} MB"
        show(f"{row.kind:<10}{row.entries:>9} entries {size:>12}   {row.what}")
    show(f"in {_folder()}")
    saved = sum(row.saves_s for row in rows)
    show(f"Making all of it again would take about {clock(saved)} of processor time.")


@command.command()
@click.option(
    "--max-size", default="2GB", show_default=True, metavar="SIZE", help="Keep this much."
)
def prune(max_size: str) -> None:
    """Remove what was not used for longest, until SIZE is left."""
    limit = size_of(max_size)
    removed = 0
    for kind in PRUNED:
        excess = max(sum(_row(other).bytes for other in KINDS) - limit, 0)
        removed += _store(kind).prune(max(_row(kind).bytes - excess, 0))
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


@dataclass(frozen=True, slots=True)
class CacheRow:
    """What is kept of one kind."""

    kind: str
    what: str
    folder: Path
    entries: int
    bytes: int

    @property
    def saves_s(self) -> float:
        """Processor seconds that it would take to make it again; about."""
        work = {"clips": self.entries * CLIP_S, "sections": self.bytes * SECTION_S}
        return work.get(self.kind, 0.0)

    def as_data(self) -> dict[str, object]:
        """Plain data for JSON."""
        return {**asdict(self), "folder": str(self.folder), "saves_s": round(self.saves_s, 2)}


def _row(kind: str) -> CacheRow:
    found = _store(kind).info()
    return CacheRow(kind, KINDS[kind], found.folder, found.entries, found.bytes)


def _store(kind: str) -> "Store":
    from mmc_audio._lib.store import Store

    return Store(_folder(), kind)


def _folder() -> Path:
    from mmc_audio._lib.store import default_folder

    return default_folder()
