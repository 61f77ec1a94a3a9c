"""Kokoro's model, with the lengths of its phonemes; imported in workers only."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engines.ipa import with_own_phonemes
from mmc_audio.speech.engines.onnx_file import only_output, with_output
from mmc_audio.speech.engines.onnx_model import VowelHeard, Wave, session, vowel_at
from mmc_audio.speech.engines.phoneme_runs import phoneme_runs
from mmc_audio.speech.said.lexicon import without_phonemes

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LENGTHS = b"/encoder/Clip_output_0"
"""The tensor of the phonemes' lengths, in steps."""
STEP = 600
"""Samples of one step: 25 ms."""
HEARD = VowelHeard(plain=61, first_glide=0, later_glide=28, unmarked=79)
"""Against a forced alignment (pocketsphinx 5.1, en-us) of "one" to "twenty" at 130, 150 and 180
words a minute, spoken by af_heart and am_michael: medians; SD 12 ms where no glide is."""
RATE = 24_000
STYLE = 256
"""Numbers of one style."""
MOST_PHONEMES = 120
"""In one run: the model takes 510, and much memory."""
PAUSE_S = 0.2
"""Between what is spoken in runs of its own."""
MISSING = "kokoro-onnx is not installed; pip install 'mmc-audio[kokoro]'"

Styles = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""Shape (phonemes, STYLE): how a voice speaks so many phonemes."""


class Phonemizer(Protocol):
    """Text to phonemes of Kokoro's alphabet, by sentence."""

    def __call__(self, text: str) -> list[str]:
        """The phonemes."""


class TimedKokoro:
    """Speaks with any style, and knows where the first vowel of what it spoke began.

    Args:
        path: the ONNX file.
    """

    def __init__(self, path: Path) -> None:
        model = path.read_bytes()
        self._path, self.timed = path, LENGTHS in model
        self._session = session(with_output(model, LENGTHS) if self.timed else model)
        self._ids: dict[str, int] = json.loads((_hibari() / "vocab.json").read_text("utf-8"))
        self._phonemizers: dict[str, Phonemizer] = {}

    def speak(
        self, text: str, language: str, styles: Styles, speed: float
    ) -> tuple[Wave, int | None]:
        """The sound, and the sample at which its first vowel begins; None for no vowel."""
        waves: list[Wave] = []
        vowel: int | None = None
        for phonemes in self._runs(text, language):
            known = self._known(phonemes)
            if not known:
                continue
            wave, found = self._spoken(known, styles, speed)
            if waves:
                waves.append(np.zeros(round(PAUSE_S * RATE), np.float32))
            else:
                vowel = found
            waves.append(wave)
        return (np.concatenate(waves) if waves else np.zeros(0, np.float32)), vowel

    def _runs(self, text: str, language: str) -> Iterator[str]:
        if language not in self._phonemizers:
            self._phonemizers[language] = phonemizer(language)
        for phonemes in self._phonemizers[language](text):
            yield from phoneme_runs(phonemes, MOST_PHONEMES)

    def seconds(self, text: str, language: str, styles: Styles, speed: float) -> float:
        """How long a text lasts; where the model says lengths, no sound is made for it."""
        if not self.timed:
            return self.speak(text, language, styles, speed)[0].size / RATE
        runs = [self._known(phonemes) for phonemes in self._runs(text, language)]
        steps = 0.0
        for known in filter(None, runs):
            feeds = self._feeds(known, styles, speed)
            steps += float(self._lengths.run(None, feeds)[0].sum())
        return steps * STEP / RATE + PAUSE_S * max(len(runs) - 1, 0)

    @cached_property
    def _lengths(self) -> "InferenceSession":
        """The part of the model that says lengths: 0.03 s of work where the sound takes 1.1."""
        return session(only_output(self._path.read_bytes(), LENGTHS))

    def _known(self, phonemes: str) -> list[str]:
        """Those that the model knows."""
        return [symbol for symbol in phonemes if symbol in self._ids]

    def _feeds(self, symbols: Sequence[str], styles: Styles, speed: float) -> dict[str, Any]:
        ids = [0, *(self._ids[symbol] for symbol in symbols), 0]
        return {
            "tokens": np.asarray([ids], np.int64),
            "style": styles[min(len(symbols), len(styles)) - 1][None, :],
            "speed": np.asarray([speed], np.float32),
        }

    def _spoken(
        self, symbols: Sequence[str], styles: Styles, speed: float
    ) -> tuple[Wave, int | None]:
        sound, *lengths = self._session.run(None, self._feeds(symbols, styles, speed))
        wave = np.asarray(sound, np.float32).ravel()
        if not lengths:
            return wave, None
        steps = (lengths[0].ravel() * STEP).astype(int).tolist()
        return wave, vowel_at(["", *symbols, ""], steps, HEARD, RATE)


def styles_of(content: bytes) -> Styles:
    """The styles in a voice's file: 32 bit numbers, STYLE of them for each count of phonemes."""
    return np.frombuffer(content, "<f4").astype(np.float32).reshape(-1, STYLE)


def phonemizer(language: str) -> Phonemizer:
    """How texts of a language become phonemes: English as Kokoro was trained, else by eSpeak NG.

    Raises:
        UnavailableError: if another language needs what is not installed.
    """
    if language.startswith("en"):
        from hibari import Hibari
        from hibari.g2p import G2P

        british = language == "en-gb"
        read = G2P(british=british)
        return lambda text: [
            read(one) for one in Hibari.split_sentences(with_own_phonemes(text, british=british))
        ]
    if find_spec("kokoro_onnx") is None:
        raise UnavailableError(MISSING)
    from hibari import Hibari
    from kokoro_onnx.tokenizer import Tokenizer

    tokenizer = Tokenizer()
    return lambda text: [
        str(tokenizer.phonemize(one, language))
        for one in Hibari.split_sentences(without_phonemes(text))
    ]


def _hibari() -> Path:
    """Where hibari-tts has Kokoro's alphabet."""
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        raise UnavailableError("hibari-tts is not installed; pip install hibari-tts")
    return Path(spec.origin).parent / "assets"
