"""Clips that were spoken once: one store for their sound, one for their lengths and gains."""

import struct
from collections.abc import Callable
from pathlib import Path

from mmc_audio._lib.store import Store, default_folder, once
from mmc_audio.speech.engine import Clip

HEAD = struct.Struct("<Ii?")
"""Onset, vowel, and whether the vowel is known."""


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
        if payload is None or len(payload) < HEAD.size or (len(payload) - HEAD.size) % 2:
            return None
        onset, vowel, known = HEAD.unpack_from(payload)
        pcm = np.frombuffer(payload, "<i2", offset=HEAD.size).astype(np.int16, copy=False)
        return Clip(pcm, onset, vowel if known else None) if onset <= len(pcm) else None

    def put(self, key: str, clip: Clip) -> bool:
        """Keep the clip; False if that was not possible."""
        head = HEAD.pack(clip.onset, clip.vowel or 0, clip.vowel is not None)
        return self.store.put(key, head + clip.pcm.astype("<i2").tobytes())
