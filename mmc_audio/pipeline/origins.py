"""Knows which plan a session was made from, so that no other plan's takes its place.

That is kept in the cache, not beside the session: its files are the same bytes wherever the plan
lies. Where the cache was cleared, or the folders moved, nothing is known.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from mmc_audio.speech.cache import Store


@dataclass(frozen=True, slots=True)
class Origins:
    """The plan of each session."""

    store: Store

    def of(self, mp3: Path) -> Path | None:
        """The plan that the session `mp3` was made from; None if it is not there or not known."""
        kept = self.store.get(_key(mp3)) if mp3.is_file() else None
        return Path(os.fsdecode(kept)) if kept else None

    def keep(self, mp3: Path, origin: Path | None) -> None:
        """Remember that `mp3` was made from `origin`, or from no file."""
        self.store.put(_key(mp3), os.fsencode(origin or ""))


def _key(mp3: Path) -> str:
    return f"origin 1 {mp3.absolute()}"
