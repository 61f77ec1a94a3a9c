"""Kokoro: 54 natural voices, installed with 'mmc-audio voices install' (extra `kokoro`).

One model of 92 MB speaks with all of them, at about 0.8 s of processor time per second of speech.
English needs nothing else: hibari-tts turns it into the phonemes that Kokoro was trained with. The
other languages take those of eSpeak NG, through kokoro-onnx.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice
from mmc_audio.speech.engines.installed_model import kept_version, model_files
from mmc_audio.speech.voice_files.audition import Listener, audition
from mmc_audio.speech.voice_files.installed import InstalledVoice, again, checked, installed

if TYPE_CHECKING:
    from mmc_audio.speech.engines.kokoro_model import Styles, TimedKokoro

NONE_HERE = "no voice of Kokoro is installed; mmc-audio voices install af_heart"
SLOWEST, FASTEST = 0.5, 2.0
"""Speeds that the model speaks well."""


class KokoroEngine:
    """Each installed voice is a file of styles beside the one model."""

    name = "kokoro"
    traits = Traits(memory_mb=600, phonemes=True, character_s=0.1, start_s=10.0)

    def __init__(self) -> None:
        self._model: TimedKokoro | None = None
        self._styles: dict[str, tuple[InstalledVoice, Styles]] = {}

    @property
    def version(self) -> str:
        """The versions of what it runs with, and a digest of voices of one's own."""
        return kept_version("kokoro", ("onnxruntime", "hibari-tts", "kokoro-onnx"))

    def files(self) -> list[Path]:
        """What must not change for the engine to speak as it was seen to."""
        return model_files("kokoro")

    def voices(self) -> list[Voice]:
        """The installed voices whose language can be spoken."""
        for package, name in (("onnxruntime", "onnxruntime"), ("hibari", "hibari-tts")):
            if find_spec(package) is None:
                raise UnavailableError(f"{name} is not installed; pip install {name}")
        here = installed("kokoro")
        if not here:
            raise UnavailableError(NONE_HERE)
        return [voice.voice for voice in here.values()]

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak; sentences one after another."""
        from mmc_audio.speech.engines.kokoro_model import RATE
        from mmc_audio.speech.engines.onnx_model import pcm16

        model, (voice, styles) = self._ready(utterance.voice)

        def seconds(text: str, stretch: float) -> float:
            return model.seconds(text, voice.language, styles, 1 / stretch)

        def spoken(text: str, stretch: float) -> RawSound:
            speed = min(max(1 / stretch, SLOWEST), FASTEST)
            wave, vowel = model.speak(text, voice.language, styles, speed)
            return RawSound(pcm16(wave), RATE, vowel)

        heard = audition(voice, Listener(seconds, spoken))
        sound = spoken(heard.treated(utterance.text), heard.tempo.stretch(utterance.pace))
        if not sound.pcm:
            raise SpeechError("there is no sound for this text; write words")
        return sound

    def _ready(self, name: str) -> "tuple[TimedKokoro, tuple[InstalledVoice, Styles]]":
        """The model and the voice's styles, loaded once."""
        from mmc_audio.speech.engines.kokoro_model import TimedKokoro, styles_of

        if name not in self._styles:
            here = installed("kokoro")
            if name not in here:
                raise SpeechError(f"voice {name} is not installed; {again(name)}")
            voice = checked(here[name])
            self._styles[name] = voice, styles_of(voice.file(".bin").path.read_bytes())
        if self._model is None:
            self._model = TimedKokoro(self._styles[name][0].file(".onnx").path)
        return self._model, self._styles[name]
