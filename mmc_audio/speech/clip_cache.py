"""Clips that were spoken once: one store for their sound, one for their lengths and gains."""

import struct
from collections.abc import Callable
from pathlib import Path

from mmc_audio._lib.store import Store, default_folder, once
from mmc_audio.speech.engine import Clip

ONSET = struct.Struct("<I")


class ClipCache:
    """Clips by key, and with them the lengths of clips and the gains of voices."""

    def __init__(
        self, folder: Path | None = None, *, warn: Callable[[str], None] = lambda _line: None
    ) -> None:
        self.folder = folder or default_folder()
        told = once(warn)
        self.store = Store(self.folder, "clips", warn=told)
        self.lengths = Store(self.folder, "lengths", warn=told)
        self.gains = Store(self.folder, "gains", warn=told)

    def get(self, key: str) -> Clip | None:
        """The clip; None on a miss or any doubt."""
        import numpy as np

        payload = self.store.get(key)
        if payload is None or len(payload) < ONSET.size or len(payload) % 2:
            return None
        (onset,) = ONSET.unpack_from(payload)
        pcm = np.frombuffer(payload, "<i2", offset=ONSET.size).astype(np.int16, copy=False)
        return Clip(pcm, onset) if onset <= len(pcm) else None

    def put(self, key: str, clip: Clip) -> bool:
        """Keep the clip; False if that was not possible."""
        return self.store.put(key, ONSET.pack(clip.onset) + clip.pcm.astype("<i2").tobytes())
