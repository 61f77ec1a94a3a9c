"""hibari's model with the lengths of its phonemes; imported where it speaks, since it loads much.

The package hands out sound alone. Its graph computes how long each phoneme lasts, in steps of
25 ms: `onnx_file` makes that tensor an output.

What the lengths say was held against a forced alignment (pocketsphinx 5, en-us) of "one" to
"twenty" at 130, 150 and 180 words a minute: the vowel is heard 48 ms before the stress mark that
stands before it begins (median; SD 17 ms), and the mark itself takes up to 125 ms.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from hibari import Hibari, dsp
from hibari.g2p import G2P
from hibari.tts import ASSETS

from mmc_audio.speech.engines.onnx_file import only_output, with_output
from mmc_audio.speech.engines.onnx_model import STRESS, VOWELS, session
from mmc_audio.speech.engines.phoneme_runs import phoneme_runs

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LENGTHS = b"/Cast_32_output_0"
"""The tensor of the phonemes' lengths; a model without one speaks, but says no times."""
MOST_PHONEMES = 150
"""In one run at the voice's own speed or faster, fewer where it is slower: memory grows with the
sound of a run. For 570 letters without a mark a worker needs 231 MB at 150 words a minute, and 253
at 90."""
STEP = 600
"""Samples of one step of length: 25 ms at 24 kHz."""
EARLY = 1_150
"""Samples from where a vowel is heard to where its stress mark begins: 48 ms."""


class TimedHibari(Hibari):  # type: ignore[misc]  # hibari has no types
    """Speaks, and knows where the first vowel of what it spoke began.

    Args:
        model: the content of the ONNX file.
        british: whether the voice reads by British rules.
    """

    def __init__(self, model: bytes, *, british: bool) -> None:
        self._model, self.timed = model, LENGTHS in model
        # Not by Hibari's own: its session keeps all memory that the longest text needed.
        self.voice, self.model_path, self._g2p = "", model, G2P(british=british)
        self.vocab = json.loads((Path(ASSETS) / "vocab.json").read_text("utf-8"))
        self.sess = session(with_output(model, LENGTHS) if self.timed else model)

    def speak(
        self, text: str, speed: float, seed: int
    ) -> tuple[npt.NDArray[np.float32], int | None]:
        """The sound, and the sample at which its first vowel begins; None for no vowel."""
        random = np.random.default_rng(seed)
        waves: list[npt.NDArray[np.float32]] = []
        vowel: int | None = None
        for phonemes in self._runs(text, speed):
            wave, lengths = self._spoken(phonemes, speed, random)
            if lengths and not waves:
                vowel = first_vowel([c for c in phonemes if c in self.vocab], lengths)
            waves.append(wave)
        return (np.concatenate(waves) if waves else np.zeros(0, np.float32)), vowel

    def seconds(self, text: str, speed: float, seed: int) -> float:
        """How long a text lasts; where the model says lengths, no sound is made for it."""
        if not self.timed:
            return float(self.speak(text, speed, seed)[0].size / self.sample_rate)
        feeds = (self._feeds(phonemes, speed) for phonemes in self._runs(text, speed))
        steps = sum(int(self._lengths.run(None, one)[0].sum()) for one in feeds)
        return steps * STEP / float(self.sample_rate)

    def _runs(self, text: str, speed: float) -> Iterator[str]:
        """The phonemes that the model gets at once."""
        most = round(MOST_PHONEMES * min(speed, 1.0))
        for sentence in self.phonemize(text):
            yield from phoneme_runs(sentence, most)

    @cached_property
    def _lengths(self) -> "InferenceSession":
        """The part of the model that says lengths."""
        return session(only_output(self._model, LENGTHS))

    def _feeds(self, phonemes: str, speed: float) -> dict[str, Any]:
        ids = np.asarray([self.ids(phonemes)], np.int64)
        return {"ids": ids, "speed": np.asarray([speed], np.float32)}

    def _spoken(
        self, phonemes: str, speed: float, random: np.random.Generator
    ) -> tuple[npt.NDArray[np.float32], Sequence[int]]:
        *parts, last = self.sess.run(None, self._feeds(phonemes, speed))
        if not self.timed:
            return dsp.synth(*(part[0] for part in (*parts, last)), random), []
        return dsp.synth(*(part[0] for part in parts), random), last.ravel().tolist()


def first_vowel(phonemes: Sequence[str], lengths: Sequence[int]) -> int | None:
    """The sample at which the first vowel is heard; None where there is none.

    Args:
        phonemes: as the model gets them.
        lengths: in steps; one more at both ends, for the silence there.
    """
    at = next((n for n, phoneme in enumerate(phonemes) if phoneme in VOWELS), None)
    if at is None:
        return None
    if at and phonemes[at - 1] in STRESS:
        at -= 1
    if not at:
        return 0  # the word begins with it, whatever the lengths of the mark and of the silence
    return max(sum(lengths[: at + 1]) * STEP - EARLY, 0)
