"""Piper's model, with the lengths of its phonemes; imported in its own process only (GPL-3.0)."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from piper.config import PhonemeType, PiperConfig
from piper.voice import PiperVoice

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engine import RawSound
from mmc_audio.speech.engines.onnx_file import only_output, with_output
from mmc_audio.speech.engines.onnx_model import VowelHeard, Wave, pcm16, session, vowel_at
from mmc_audio.speech.engines.phoneme_runs import phoneme_runs

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LENGTHS = b"/Ceil_output_0"
"""The tensor of the phonemes' lengths, in frames of `hop_length` samples."""
HEARD = VowelHeard(plain=10, first_glide=-80, later_glide=-36, unmarked=10)
"""Against a forced alignment (pocketsphinx 5.1, en-us) of "one" to "twenty" at 130, 150 and 180
words a minute, spoken by en_US-joe-medium: medians; SD 10 ms where no glide is."""
MOST_PHONEMES = 150
"""In one run: a sentence of 300 letters without a cut needs 600 MB, one of 590 a gigabyte."""
PAUSE_S = 0.25
"""Between sentences: Piper leaves none."""
SPOKEN = {PhonemeType.ESPEAK, PhonemeType.TEXT}
"""What needs nothing else; the phonemizers of other types fetch files."""


class TimedPiper:
    """Speaks, and knows where the first vowel of what it spoke began.

    Args:
        path: the ONNX file.
        config: the content of the JSON file beside it.

    Raises:
        UnavailableError: if the voice needs what is not here.
    """

    def __init__(self, path: Path, config: bytes) -> None:
        self.config = PiperConfig.from_dict(json.loads(config))
        if self.config.phoneme_type not in SPOKEN:
            kind = self.config.phoneme_type.value
            raise UnavailableError(f"voices with phonemes of type {kind} are not spoken here")
        model = path.read_bytes()
        self._path, self.timed = path, LENGTHS in model
        self._session = session(with_output(model, LENGTHS) if self.timed else model)
        self._voice = PiperVoice(self._session, self.config)
        self._symbols = {ids[0]: symbol for symbol, ids in self.config.phoneme_id_map.items()}

    def speak(self, text: str, scale: float) -> tuple[Wave, int | None]:
        """The sound, and the sample at which its first vowel begins; None for no vowel.

        Args:
            text: what is said.
            scale: factor on all lengths.
        """
        waves: list[Wave] = []
        vowel: int | None = None
        for ids, pause in self._runs(text):
            wave, found = self._spoken(ids, scale)
            if not waves:
                vowel = found
            elif pause:
                waves.append(np.zeros(round(PAUSE_S * self.config.sample_rate), np.float32))
            waves.append(wave)
        return (np.concatenate(waves) if waves else np.zeros(0, np.float32)), vowel

    def sound(self, text: str, scale: float) -> RawSound:
        """The same as samples of 16 bit."""
        wave, vowel = self.speak(text, scale)
        return RawSound(pcm16(wave), self.config.sample_rate, vowel)

    def seconds(self, text: str, scale: float) -> float:
        """How long a text lasts; where the model says lengths, no sound is made for it."""
        if not self.timed:
            return float(self.speak(text, scale)[0].size / self.config.sample_rate)
        frames, pauses = 0.0, -PAUSE_S
        for ids, pause in self._runs(text):
            frames += float(self._lengths.run(None, self._feeds(ids, scale))[0].sum())
            pauses += PAUSE_S if pause else 0
        pauses = max(pauses, 0.0)
        return float(frames * self.config.hop_length / self.config.sample_rate) + pauses

    def _runs(self, text: str) -> Iterator[tuple[list[int], bool]]:
        """What the model gets at once, and whether a sentence begins with it, after a pause."""
        for sentence in self._voice.phonemize(text):
            runs = phoneme_runs("".join(sentence), MOST_PHONEMES) if sentence else ()
            for number, run in enumerate(runs):
                yield self._voice.phonemes_to_ids(list(run)), number == 0

    @cached_property
    def _lengths(self) -> "InferenceSession":
        """The part of the model that says lengths: a sixth of the work of the sound."""
        return session(only_output(self._path.read_bytes(), LENGTHS))

    def _feeds(self, ids: Sequence[int], scale: float) -> dict[str, Any]:
        """Noise is off: with it the same text would not give the same sound."""
        feeds = {
            "input": np.asarray([ids], np.int64),
            "input_lengths": np.asarray([len(ids)], np.int64),
            "scales": np.asarray([0.0, scale, 0.0], np.float32),
        }
        if self.config.num_speakers > 1:
            feeds["sid"] = np.asarray([self.config.default_speaker_id], np.int64)
        return feeds

    def _spoken(self, ids: Sequence[int], scale: float) -> tuple[Wave, int | None]:
        """One sentence."""
        sound, *lengths = self._session.run(None, self._feeds(ids, scale))
        wave = sound.squeeze().astype(np.float32)
        if not lengths:
            return wave, None
        frames = lengths[0].ravel() * self.config.hop_length
        symbols = [self._symbols.get(one, "") for one in ids]
        heard = ["" if symbol in "_^$ " else symbol for symbol in symbols]
        return wave, vowel_at(heard, frames.astype(int).tolist(), HEARD, self.config.sample_rate)
