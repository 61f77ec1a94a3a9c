"""How long each clip is heard, and where its centre is, kept apart from the clips.

A timeline needs these only; reading 700 clips for that would take longer than all the rest of a
render whose sections are unchanged. A key says everything that shapes a clip, so its length holds
even when the clip itself is gone.
"""

import struct
from threading import Lock

from mmc_audio._lib.store import Store
from mmc_audio.units import Ms

RECORD = struct.Struct("<32sI")
"""The key's 32 bytes, and milliseconds."""
MOST = 20_000
"""Records kept, the latest; some 25 sessions that have nothing in common."""


class LengthIndex:
    """Milliseconds by clip key, in memory and, with a store, between runs.

    Two renders that save at once may lose each other's latest records: then those clips are read.
    """

    def __init__(self, store: Store | None, name: str) -> None:
        self._store, self._name = store, name
        self._lock = Lock()
        self._known = self._stored()
        self._saved = len(self._known)

    def get(self, key: str) -> Ms | None:
        """The length, if it is known."""
        return self._known.get(bytes.fromhex(key))

    def note(self, key: str, length: Ms) -> None:
        """Remember a length."""
        with self._lock:
            self._known.setdefault(bytes.fromhex(key), length)

    def save(self) -> None:
        """Keep what is new."""
        with self._lock:
            if self._store is None or len(self._known) == self._saved:
                return
            both = list({**self._stored(), **self._known}.items())[-MOST:]
            self._store.put(self._name, b"".join(RECORD.pack(*record) for record in both))
            self._saved = len(self._known)

    def _stored(self) -> dict[bytes, Ms]:
        payload = self._store.get(self._name) if self._store else None
        whole = len(payload or b"") // RECORD.size * RECORD.size
        return dict(RECORD.iter_unpack((payload or b"")[:whole]))
