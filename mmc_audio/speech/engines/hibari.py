"""hibari-tts: a natural English voice, small and fast enough for everybody; the default.

It is a student of Kokoro-82M's voice af_heart: text to phonemes in Python, one ONNX model from
phonemes to a spectrum, and NumPy from there to samples. Read in its source (0.2.1) and relied on:

- noise is drawn from the generator of the seed, so the seed fixes the sound;
- ONNX Runtime's thread count shapes the last bits, so it is one, always;
- SciPy's FFT is taken where it is installed, which gives other samples than NumPy's and is no
  faster with NumPy 2 (0.0053 s of CPU per second of speech with either): it is hidden, so that
  the sound does not depend on what else is installed;
- a voice that is not in the package is downloaded when it is first asked for. Here it never is:
  the path of its model is always given.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice
from mmc_audio.speech.engines.ipa import with_own_phonemes
from mmc_audio.speech.tool_versions import versions
from mmc_audio.speech.voice_files.audition import Listener, audition
from mmc_audio.speech.voice_files.catalogue import install_hint
from mmc_audio.speech.voice_files.installed import again, installed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from mmc_audio.speech.engines.hibari_model import TimedHibari

BUNDLED = "heart"
"""The voice that the package carries."""
SEED = 0
TREATMENT = 3
"""Changes whenever what is done here makes the same text sound different."""
SPEED_AT_PACE = (
    (69, 0.4), (86, 0.5), (104, 0.6), (122, 0.7), (138, 0.8), (151, 0.825), (161, 0.875),
    (172, 1.0), (178, 1.1), (192, 1.2), (203, 1.3), (258, 1.4), (274, 1.6), (289, 1.8), (314, 2.0),
    (349, 2.5), (365, 2.75),
)  # fmt: skip
"""Words per minute, and the speed of the package's own voice that gives them: measured over three
passages of connected sentences, 172 words, with their pauses. No straight line, since the model
rounds the length of each phoneme to 25 ms. Its own pace is 172. Other voices are heard first."""
SLOWEST, FASTEST = SPEED_AT_PACE[0][1], SPEED_AT_PACE[-1][1]
FULL_SCALE = 32_767
SEE = "see 'mmc-audio voices'"
FIX = "pip install --force-reinstall hibari-tts"
NOT_HERE = "{} is not installed; pip install hibari-tts"


@dataclass(frozen=True, slots=True)
class HibariModel:
    """The file of a voice, and what it must be."""

    voice: Voice
    path: Path
    sha256: str
    size: int
    """Bytes."""
    british: bool
    fix: str
    """What to type where the file is not what it must be."""


class HibariEngine:
    """The default everywhere: natural English, the same sound for the same text."""

    name = "hibari"
    traits = Traits(memory_mb=250, phonemes=True)

    def __init__(self) -> None:
        self._loaded: dict[str, TimedHibari] = {}

    @property
    def version(self) -> str:
        """The versions of hibari-tts and ONNX Runtime, and a digest of the models' digests."""
        package, runtime = (_version(name) for name in ("hibari-tts", "onnxruntime"))
        return f"{package}.{TREATMENT}-onnxruntime-{runtime}-{sha256(_registry()).hexdigest()[:8]}"

    def files(self) -> list[Path]:
        """What must not change for the engine to speak as it was seen to."""
        return [model.path for model in models().values()]

    def voices(self) -> list[Voice]:
        """The voices whose model is here, the package's own first."""
        if find_spec("onnxruntime") is None:
            raise UnavailableError(NOT_HERE.format("onnxruntime"))
        for model in models().values():
            _check_size(model)
        return [model.voice for model in models().values()]

    def warm(self) -> None:
        """Load the package's own voice."""
        self._tts(BUNDLED)

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak; sentences one after another, as the package splits them."""
        if utterance.voice == BUNDLED:
            sound = self._sound(BUNDLED, utterance.text, speed_at(utterance.pace))
        else:
            sound = self._as_heard(utterance)
        if not sound.pcm:
            raise SpeechError("there is no sound for this text; write words")
        return sound

    def _as_heard(self, utterance: Utterance) -> RawSound:
        """With a voice that was installed, by what was heard of it."""
        name, tts = utterance.voice, self._tts(utterance.voice)

        def seconds(text: str, stretch: float) -> float:
            return tts.seconds(text, 1 / stretch, SEED)

        def spoken(text: str, stretch: float) -> RawSound:
            return self._sound(name, text, min(max(1 / stretch, SLOWEST), FASTEST))

        heard = audition(installed("hibari")[name], Listener(seconds, spoken))
        return spoken(heard.treated(utterance.text), heard.tempo.stretch(utterance.pace))

    def _sound(self, voice: str, text: str, speed: float) -> RawSound:
        tts, british = self._tts(voice), models()[voice].british
        wave, vowel = tts.speak(with_own_phonemes(text, british=british), speed, SEED)
        return RawSound(_pcm16(wave), int(tts.sample_rate), vowel)

    def phonemes(self, utterance: Utterance) -> str:
        """What it makes of a text, in Kokoro's alphabet.

        Raises:
            SpeechError: if the text has a sign that is no phoneme where phonemes are meant.
        """
        british = models()[utterance.voice].british
        text = with_own_phonemes(utterance.text, british=british)
        return " ".join(self._tts(utterance.voice).phonemize(text))

    def _tts(self, voice: str) -> "TimedHibari":
        """The loaded model of a voice.

        Raises:
            SpeechError: if there is no such voice.
            UnavailableError: if its file is missing or is not what it should be.
        """
        if voice not in self._loaded:
            if voice not in models():
                raise SpeechError(install_hint(voice) or f"no voice {voice!r}; {SEE}")
            model = models()[voice]
            _check_size(model)
            self._loaded[voice] = _load(model, _checked(model))
        return self._loaded[voice]


def models() -> dict[str, HibariModel]:
    """The models that are here, by voice.

    Raises:
        UnavailableError: if hibari-tts is not installed or has no list of voices.
    """
    listed = json.loads(_registry())
    own = {BUNDLED: _model(BUNDLED, listed[BUNDLED], _assets() / listed[BUNDLED]["file"])}
    more = installed("hibari")
    return own | {
        name: _model(name, listed[name], voice.file(".onnx").path)
        for name, voice in more.items()
        if name in listed
    }


def _model(name: str, listed: dict[str, Any], path: Path) -> HibariModel:
    language = str(listed["language"]).lower()
    voice = Voice(name, f"{name.title()}, {listed['accent']}", language, listed["gender"])
    fix = FIX if name == BUNDLED else again(name)
    return HibariModel(voice, path, listed["sha256"], listed["bytes"], listed["british"], fix)


def _registry() -> bytes:
    """The package's list of voices with the digests of their models; read, not imported."""
    try:
        return (_assets() / "voices.json").read_bytes()
    except OSError as error:
        raise UnavailableError(f"hibari-tts is damaged ({error}); reinstall it") from error


def _assets() -> Path:
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        raise UnavailableError(NOT_HERE.format("hibari-tts"))
    return Path(spec.origin).parent / "assets"


def _version(package: str) -> str:
    found = versions((package,)).get(package)
    if found is None:
        raise UnavailableError(NOT_HERE.format(package))
    return found


def _check_size(model: HibariModel) -> None:
    """Raise UnavailableError where the file is missing or cut; cheap, for every start."""
    size = model.path.stat().st_size if model.path.is_file() else 0
    if size != model.size:
        what = f"has {size} of {model.size} bytes" if size else "is missing"
        raise UnavailableError(
            f"the model of voice {model.voice.id} {what} ({model.path}); {model.fix}"
        )


def _checked(model: HibariModel) -> bytes:
    """The file's content.

    Raises:
        UnavailableError: if it is not the one that was published.
    """
    content = model.path.read_bytes()
    found = sha256(content).hexdigest()
    if found != model.sha256:
        raise UnavailableError(
            f"the model of voice {model.voice.id} was altered ({model.path}, sha256 {found[:12]} "
            f"instead of {model.sha256[:12]}); {model.fix}"
        )
    return content


def _load(model: HibariModel, content: bytes) -> "TimedHibari":
    with _hidden("scipy"):
        from mmc_audio.speech.engines.hibari_model import TimedHibari
    return TimedHibari(content, british=model.british)


@contextmanager
def _hidden(package: str) -> Iterator[None]:
    """An import of `package` inside fails, as if it were not installed."""
    modules = {name: sys.modules.pop(name) for name in list(sys.modules) if _within(name, package)}
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]
        sys.modules.update(modules)


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def speed_at(pace: int) -> float:
    """The model's speed at `pace` words per minute, between the ends of SPEED_AT_PACE."""
    import numpy as np

    paces, speeds = zip(*SPEED_AT_PACE, strict=True)
    return float(np.interp(pace, paces, speeds))


def _pcm16(wave: "npt.NDArray[np.float32]") -> bytes:
    import numpy as np

    return bytes(np.round(np.clip(wave, -1.0, 1.0) * FULL_SCALE).astype(np.int16).tobytes())
