"""Piper: voices in many languages, installed with 'mmc-audio voices install' (extra `piper`).

Piper is GPL-3.0, and runs in worker processes of its own; this module imports nothing of it. Read
in its source (1.8) and relied on, or held against a recogniser and a forced alignment:

- its bytes differ with the number of threads even without noise: it is one, always;
- a word alone loses its last stop, and a comma behind it helps: of 45 phase words of joe Whisper
  tiny.en heard 13 wrong as they are, 11 with `!`, 12 with `.`, 12 with `?` and 8 with `,`; of the
  counts to twenty 3, 1, 1, 4 and 1;
- lengths are multiplied by a scale, so that a voice's pace is its own divided by the scale.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice
from mmc_audio.speech.engines.installed_model import kept_version, model_files
from mmc_audio.speech.voice_files.audition import Listener, audition
from mmc_audio.speech.voice_files.installed import again, checked, installed

if TYPE_CHECKING:
    from mmc_audio.speech.engines.piper_model import TimedPiper

MISSING = "piper-tts is not installed; pip install 'mmc-audio[piper]'"
NONE_HERE = "no voice of Piper is installed; mmc-audio voices list --all --engine piper"
MARKS = ".!?,;:…"
FEWEST_WORDS = 3
"""A text of fewer words, without a mark at its end, gets one."""


class PiperEngine:
    """Each installed voice is one model."""

    name = "piper"
    traits = Traits(memory_mb=450, character_s=0.012, start_s=3.0)

    def __init__(self) -> None:
        self._loaded: dict[str, TimedPiper] = {}

    @property
    def version(self) -> str:
        """The versions of piper-tts and ONNX Runtime, and a digest of voices of one's own."""
        return kept_version("piper", ("piper-tts", "onnxruntime"))

    def files(self) -> list[Path]:
        """What must not change for the engine to speak as it was seen to."""
        return model_files("piper")

    def voices(self) -> list[Voice]:
        """The installed voices."""
        if find_spec("piper") is None or find_spec("piper.config") is None:
            raise UnavailableError(MISSING)
        here = installed("piper")
        if not here:
            raise UnavailableError(NONE_HERE)
        return [voice.voice for voice in here.values()]

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak; sentences one after another."""
        model = self._model(utterance.voice)
        heard = audition(
            installed("piper")[utterance.voice], Listener(model.seconds, model.sound, marked)
        )
        text, stretch = heard.treated(utterance.text, marked), heard.tempo.stretch(utterance.pace)
        sound = model.sound(text, stretch)
        if not sound.pcm:
            raise SpeechError("there is no sound for this text; write words")
        return sound

    def _model(self, voice: str) -> "TimedPiper":
        if voice not in self._loaded:
            from mmc_audio.speech.engines.piper_model import TimedPiper

            here = installed("piper")
            if voice not in here:
                raise SpeechError(f"voice {voice} is not installed; {again(voice)}")
            found = checked(here[voice])
            config = found.file(".json").path.read_bytes()
            self._loaded[voice] = TimedPiper(found.file(".onnx").path, config)
        return self._loaded[voice]


def marked(text: str) -> str:
    """`text`, with a comma behind a word or two that end without a mark."""
    bare = text.rstrip()
    short = len(bare.split()) < FEWEST_WORDS and bare[-1:] not in MARKS
    return f"{bare}," if short else text
