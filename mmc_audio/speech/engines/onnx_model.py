"""What the engines that run an ONNX model share; imported in workers only, since it loads much."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions

ERRORS_ONLY = 3
VOWELS = frozenset("AIOQWYaeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵʉʊʌᵊᵻ")  # noqa: RUF001 - phonemes
"""Of the alphabets of Kokoro and of eSpeak NG."""
STRESS = frozenset("ˈˌ")
GLIDES = frozenset("wɹljrɻ")
FULL_SCALE = 32_767

Wave = npt.NDArray[np.float32]
"""Mono, from -1 to 1."""


def session(model: bytes) -> InferenceSession:
    """The model, ready to run on one thread: the bytes of the sound depend on their number.

    Memory is given back after each run. ONNX Runtime would keep what the longest text needed, 40 MB
    for hibari, and is no faster for it; the bytes are the same.
    """
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = ERRORS_ONLY
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class VowelHeard:
    """How long before its stress mark begins a first vowel is heard, in ms, by what is before it.

    Negative where it is heard later: a glide (the w of "one") goes on into the mark.
    """

    plain: int
    """After another consonant, or at the word's beginning."""
    first_glide: int
    """After a glide that begins the word, as in "one"."""
    later_glide: int
    """After a glide behind another consonant, as in "three" and "twelve"."""
    unmarked: int
    """A vowel without a mark, as in "eleven": before the vowel itself begins."""


def vowel_at(
    symbols: Sequence[str], lengths: Sequence[int], heard: VowelHeard, rate: int
) -> int | None:
    """The sample at which the first vowel is heard; None without one.

    Args:
        symbols: one for each length; what is no phoneme is an empty string.
        lengths: in samples.
        heard: what was measured with this kind of model.
        rate: samples per second.
    """
    at = next((n for n, symbol in enumerate(symbols) if symbol in VOWELS), None)
    if at is None:
        return None
    before = [(n, symbol) for n, symbol in enumerate(symbols[:at]) if symbol]
    marked = bool(before) and before[-1][1] in STRESS
    begin = before.pop()[0] if marked else at
    early = _early([symbol for _, symbol in before], heard) if marked else heard.unmarked
    return max(sum(lengths[:begin]) - early * rate // 1000, 0)


def _early(before: Sequence[str], heard: VowelHeard) -> int:
    """The ms for a stressed vowel behind these consonants."""
    if not before or before[-1] not in GLIDES:
        return heard.plain
    return heard.first_glide if len(before) == 1 else heard.later_glide


def pcm16(wave: Wave) -> bytes:
    """The wave as 16 bit samples."""
    return bytes(np.round(np.clip(wave, -1.0, 1.0) * FULL_SCALE).astype(np.int16).tobytes())
