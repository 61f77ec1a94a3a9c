"""Is this sound speech? An engine's exit code does not say; its samples do."""

import numpy as np

from mmc_audio.speech.ceiling import longest_s
from mmc_audio.speech.engine import RawSound, Utterance
from mmc_audio.units import gain

MS_PER_WORD = 20
"""No voice says a word in less: shorter means the end is missing."""
QUIET = round(gain(-60.0) * 32_768)
RATES = range(4_000, 192_001)


def sound_fault(utterance: Utterance, sound: RawSound) -> str:
    """What is wrong with the sound, or an empty string."""
    if sound.rate not in RATES:
        return f"its sample rate is {sound.rate} Hz"
    if len(sound.pcm) < 2 or len(sound.pcm) % 2:
        return "the sound is empty"
    pcm = np.frombuffer(sound.pcm, np.int16)
    words = sum(any(map(str.isalnum, word)) for word in utterance.text.split())
    if len(pcm) * 1000 < words * MS_PER_WORD * sound.rate:
        return f"{len(pcm) / sound.rate:.2f} s of sound for {words} words"
    if len(pcm) > longest_s(utterance.text) * sound.rate:
        return f"{len(pcm) / sound.rate:.0f} s of sound for {len(utterance.text)} characters"
    if max(int(pcm.max()), -int(pcm.min())) < QUIET:
        return "the sound is silence"
    return ""
