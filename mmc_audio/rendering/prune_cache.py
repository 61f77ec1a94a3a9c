"""Keeps the cache from growing for ever: once a day, what was not used for longest goes."""

import time
from pathlib import Path

from mmc_audio._lib.store import Store

ROOM = {"clips": 1_000_000_000, "sections": 2_000_000_000, "sessions": 20_000_000}
"""Bytes that each kind may keep. `mmc-audio cache prune` keeps less."""

EVERY_S = 24 * 3600
MARK = "pruned"


def prune_cache(cache: Path) -> None:
    """Prune the cache, unless that was done within a day.

    One that cannot be written is left as it is.
    """
    mark = cache / MARK
    try:
        if mark.exists() and 0 <= time.time() - mark.stat().st_mtime < EVERY_S:
            return
        mark.touch()
    except OSError:
        return
    for kind, room in ROOM.items():
        Store(cache, kind).prune(room)
