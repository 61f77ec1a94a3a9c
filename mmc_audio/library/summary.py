"""What a list of sessions says of each, kept on disk so that no cue sheet is read twice.

A cue sheet of an hour takes milliseconds to read and to check; a list of 300 asks for a title and a
length of each. These few values are kept in the cache, by the sheet's name, inode, size and time.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mmc_audio._lib.store import Store, default_folder
from mmc_audio.library.sheet import Sheet
from mmc_audio.library.view import talk_share

VERSION = 1
"""Raised whenever `SheetSummary` changes."""


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What a list or a feed says of a session."""

    title: str
    language: str
    duration_s: float
    talk_share: float
    chapters: tuple[tuple[float, str], ...]
    """Start in seconds and title of each section."""


def summary_of(sheet: Sheet) -> SheetSummary:
    """The summary of a cue sheet that `read_sheet` has checked."""
    return SheetSummary(
        str(sheet.get("title") or ""),
        str(sheet.get("language") or "en"),
        float(sheet["duration_s"]),
        talk_share(sheet),
        tuple((float(s["start_s"]), str(s.get("title") or s["id"])) for s in sheet["sections"]),
    )


class SummaryShelf:
    """The summaries of all cue sheets of one output folder; None where a sheet is damaged."""

    def __init__(self, output: Path) -> None:
        self._key = f"summaries {VERSION} {output.absolute()}"
        self._store = Store(default_folder(), "shelf")
        self._known: dict[str, tuple[str, SheetSummary | None]] | None = None
        self._asked: set[str] = set()
        self._changed = False

    def of(self, name: str, tag: str, read: Callable[[], Sheet]) -> SheetSummary | None:
        """The summary of the sheet `name`, whose file is `tag`; `read` is asked where it is new.

        Raises:
            MissingError: if the sheet is gone.
        """
        known = self._load()
        self._asked.add(name)
        if name not in known or known[name][0] != tag:
            known[name] = (tag, _summary(read))
            self._changed = True
        return known[name][1]

    def keep(self) -> None:
        """Write down what was learned; what was not asked for since the last time is forgotten."""
        known = self._load()
        gone = known.keys() - self._asked
        self._asked = set()
        for name in gone:
            known.pop(name, None)
        if self._changed or gone:
            self._changed = False
            self._store.put(self._key, json.dumps(_as_data(known)).encode())

    def _load(self) -> dict[str, tuple[str, SheetSummary | None]]:
        if self._known is None:
            payload = self._store.get(self._key)
            self._known = _from_data(json.loads(payload)) if payload else {}
        return self._known


def _summary(read: Callable[[], Sheet]) -> SheetSummary | None:
    try:
        return summary_of(read())
    except ValueError:
        return None


def _as_data(known: dict[str, tuple[str, SheetSummary | None]]) -> dict[str, Any]:
    return {name: [tag, one and asdict(one)] for name, (tag, one) in list(known.items())}


def _from_data(data: dict[str, Any]) -> dict[str, tuple[str, SheetSummary | None]]:
    return {name: (tag, one and _read(one)) for name, (tag, one) in data.items()}


def _read(one: dict[str, Any]) -> SheetSummary:
    chapters = tuple((at, title) for at, title in one.pop("chapters"))
    return SheetSummary(**one, chapters=chapters)
