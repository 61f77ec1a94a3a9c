"""The loudness profiles of clips, kept between runs.

A session's gain needs the profile of all its clips; reading and measuring 300 clips again would
take longer than all the rest of a render in which one word was changed.
"""

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mmc_audio._lib.content_key import content_key
from mmc_audio._lib.store import Store
from mmc_audio.audio.loudness import Floats
from mmc_audio.audio.session_level import LIMITS_DB, profile
from mmc_audio.speech.engine import Utterance

if TYPE_CHECKING:
    from mmc_audio.speech.speak import Speaker

FORMAT = "profiles 1"
"""Changes whenever the same clip would get another profile."""

HEAD = struct.Struct("<32sH")
"""The key, and how many values follow, each a float16 of decibels."""

MOST = 20_000
"""Profiles kept, the latest: about 3 MB."""

LEAST_DB = -120.0


class ClipLevels:
    """Profiles by clip, in memory and between runs.

    Args:
        store: where they are kept.
        speaker: who speaks the clips.
    """

    def __init__(self, store: Store, speaker: "Speaker") -> None:
        self._store, self._speaker = store, speaker
        self._known = dict(_records(store.get(FORMAT) or b""))
        self._saved = len(self._known)

    def of(self, utterance: Utterance, gain_db: float) -> Floats:
        """The profile of a clip at a gain, as `session_level.profile` makes it.

        What is new goes through the stored form too: it is the same in every run.

        Raises:
            SpeechError: if the text cannot be spoken.
        """
        limited = gain_db if gain_db > LIMITS_DB else 0.0
        key = bytes.fromhex(content_key(self._speaker.key(utterance), limited))
        if key not in self._known:
            clip = self._speaker.clip(utterance)
            power = profile(clip.pcm, clip.onset, limited)
            decibels = 10 * np.log10(np.maximum(power, 10 ** (LEAST_DB / 10)))
            self._known[key] = decibels.astype("<f2").tobytes()
        return np.power(10.0, np.frombuffer(self._known[key], "<f2").astype(np.float64) / 10)

    def save(self) -> None:
        """Write the new profiles to the cache; of two renders at once, the later one's are kept."""
        if len(self._known) > self._saved:
            latest = list(self._known.items())[-MOST:]
            self._store.put(FORMAT, b"".join(map(_record, latest)))
            self._saved = len(self._known)


def _record(item: tuple[bytes, bytes]) -> bytes:
    key, values = item
    return HEAD.pack(key, len(values) // 2) + values


def _records(payload: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + HEAD.size <= len(payload):
        key, count = HEAD.unpack_from(payload, at)
        at += HEAD.size + 2 * count
        if at <= len(payload):
            yield key, payload[at - 2 * count : at]
