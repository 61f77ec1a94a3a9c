"""Remembers which file a session was made from, so that another plan cannot overwrite it.

That is kept in the cache, not beside the session: its files are the same bytes wherever the plan
is. Where the cache was cleared, or the folders moved, nothing is known.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from mmc_audio._lib.store import Store, default_folder

Kind = Literal["origin", "made"]
"""Of a session of its own, the plan; of a day, the program."""


@dataclass(frozen=True, slots=True)
class SessionSources:
    """The file of each session that was last made from one."""

    store: Store
    kind: Kind = "origin"

    @classmethod
    def of_user(cls, kind: Kind = "origin") -> Self:
        """Those in the user's cache."""
        return cls(Store(default_folder(), "sessions"), kind)

    def of(self, mp3: Path) -> Path | None:
        """The file that the session `mp3` was made from; None if that is not known."""
        kept = self.store.get(self._key(mp3))
        return Path(os.fsdecode(kept)) if kept else None

    def of_present(self, mp3: Path) -> Path | None:
        """As `of`; None also if the session is not there."""
        return self.of(mp3) if mp3.is_file() else None

    def keep(self, mp3: Path, origin: Path | None) -> None:
        """Remember that `mp3` was made from `origin`, or from no file."""
        self.store.put(self._key(mp3), os.fsencode(origin or ""))

    def _key(self, mp3: Path) -> str:
        return f"{self.kind} 1 {mp3.absolute()}"
