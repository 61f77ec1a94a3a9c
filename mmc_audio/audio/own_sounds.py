"""What is in a coach's own sounds, at a level that suits the voice and the ears."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np

from mmc_audio._lib.content_folders import from_here
from mmc_audio.audio.decode import decoded
from mmc_audio.audio.sounds import RECIPES, softened, sound, sound_length_ms
from mmc_audio.errors import InputError, Place
from mmc_audio.script.own_sounds import LARGEST_BYTES, OwnSound
from mmc_audio.speech.engine import Mono
from mmc_audio.units import SAMPLE_RATE, Ms, gain, samples

LONGEST_S = 30
SHORTEST_MS: Ms = 20
"""Shorter is a click."""

MOST_DB = RECIPES["bell"].peak_db
"""Highest sample, dBFS: what is louder is turned down, as no sound may be louder than the bell."""

OwnLengths = Callable[[str], Ms]


@lru_cache(maxsize=16)
def own_sound(file: OwnSound) -> Mono:
    """The whole of a sound, read-only.

    Raises:
        InputError: if it is no sound, too short, too long or silent, or changed since its digest
            was taken.
    """
    return _levelled(_bytes(file), file)


def _levelled(raw: bytes, sound: OwnSound) -> Mono:
    pcm = decoded(BytesIO(raw), LONGEST_S + 1)
    if pcm is None:
        raise _wrong(sound, "is no sound that can be read; use a whole WAV, FLAC or OGG file")
    if not len(pcm) * 1000 >= SHORTEST_MS * SAMPLE_RATE or not pcm.any():
        raise _wrong(sound, "is shorter than 20 ms, or silent; use another sound")
    if len(pcm) > LONGEST_S * SAMPLE_RATE:
        raise _wrong(sound, f"is longer than {LONGEST_S} s; use a shorter one, or `bed:` for music")
    shape = pcm / 32768
    most = gain(MOST_DB) / float(np.abs(shape).max())
    quiet = np.rint(softened(shape) * min(most, 1.0) * 32767).astype(np.int16)
    quiet.flags.writeable = False
    return quiet


def check_sounds(files: Mapping[str, bytes]) -> None:
    """That sounds by path, which are in no folder yet, can be used.

    Raises:
        InputError: for one that cannot.
    """
    for path, raw in files.items():
        _levelled(raw, OwnSound(Path(path).stem, Path(path), ""))


def _bytes(sound: OwnSound) -> bytes:
    try:
        with sound.path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _wrong(sound, f"cannot be read: {error.strerror}; check it") from error
    if sha256(raw).hexdigest() != sound.digest:
        raise _wrong(sound, "changed while it was read; render again")
    return raw


def _wrong(sound: OwnSound, what: str) -> InputError:
    return InputError(what, Place(from_here(sound.path)))


def own_length_ms(sound: OwnSound) -> Ms:
    """How long a sound is, rounded up.

    Raises:
        InputError: as `own_sound`.
    """
    return -(-len(own_sound(sound)) * 1000 // SAMPLE_RATE)


def cut_to(pcm: Mono, length_ms: Ms) -> Mono:
    """The first `length_ms` of a sound, faded out where that is not all of it."""
    length = samples(length_ms)
    if length >= len(pcm):
        return pcm
    return np.rint(softened(pcm[:length].astype(np.float64))).astype(np.int16)


def heard_sound(name: str, length_ms: Ms, own: OwnSound | None) -> Mono:
    """A sound as it is mixed: of a coach's own where there is one, else the built-in one.

    Raises:
        InputError: as `own_sound`.
    """
    return cut_to(own_sound(own), length_ms) if own else sound(name, length_ms)


def lengths_with(own: Iterable[OwnSound]) -> OwnLengths:
    """Gives the length of any sound by its name: of a coach's own before the built-in ones."""
    known: Mapping[str, OwnSound] = {each.name: each for each in own}

    def length(name: str) -> Ms:
        return own_length_ms(known[name]) if name in known else sound_length_ms(name)

    return length
