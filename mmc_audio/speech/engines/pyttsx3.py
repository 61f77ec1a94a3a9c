"""The voices of the system through pyttsx3: SAPI5, NSSpeechSynthesizer, or eSpeak NG on Linux.

What is known of pyttsx3 2.99 and met here: `runAndWait` on Linux returns before the file is
written (so wait for the library and for the driver's own word), only the last of several queued
files is written (one utterance at a time), the driver prints on stdout (a worker's stdout is not
the pipe), eSpeak carries state (a fresh fork for each utterance), a second use in one process
hangs or is silent elsewhere (a fresh process for each).
"""

import os
import sys
import tempfile
import threading
import time
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio._lib.child import run_program
from mmc_audio._lib.interpreter import interpreter
from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice
from mmc_audio.speech.wav import read_sound

if TYPE_CHECKING:
    from mmc_audio.speech.engines.espeak import EspeakEngine

LINUX = sys.platform == "linux"
SUFFIX = ".aiff" if sys.platform == "darwin" else ".wav"
"""macOS writes AIFF whatever the name says (pyttsx3 #361)."""
FINISHED_S = 5.0
"""How long the driver may take to report an utterance that the library has ended."""
SETTLED_S = 0.2
LIST_S = 30.0


class Pyttsx3Engine:
    """The default on macOS and Windows."""

    name = "pyttsx3"
    traits = Traits(fork=LINUX, fresh=not LINUX)

    def __init__(self) -> None:
        self._voices: list[Voice] | None = None

    @property
    def version(self) -> str:
        """pyttsx3's version, and that of the voices below it."""
        return f"{_package_version()}-{_system_version()}"

    def warm(self) -> None:
        """Load, but do not initialise: the library starts a thread, which no fork inherits."""
        _package_version()
        if LINUX:
            _offer_library()
            import pyttsx3.drivers.espeak
        import pyttsx3  # noqa: F401

    def voices(self) -> list[Voice]:
        """The voices of the system."""
        _package_version()
        if self._voices is None:
            self._voices = _espeak().voices() if LINUX else _listed_elsewhere()
        return self._voices

    def variants(self) -> list[str]:
        """Other throats for any voice, where eSpeak NG speaks."""
        return _espeak().variants() if LINUX else []

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak, in a process that has not spoken before."""
        self.warm()
        return _speak_on_linux(utterance) if LINUX else _speak_into_file(utterance)


def _espeak() -> "EspeakEngine":
    """The engine that has the same library and voices."""
    from mmc_audio.speech.engines.espeak import EspeakEngine

    return EspeakEngine()


def _package_version() -> str:
    try:
        return version("pyttsx3")
    except PackageNotFoundError as error:
        raise UnavailableError("pyttsx3 is not installed; pip install pyttsx3") from error


def _system_version() -> str:
    if LINUX:
        return _espeak().version
    import platform

    return f"{platform.system()}-{platform.release()}-{platform.version()}".replace(" ", "_")


def _offer_library() -> None:
    """Load the packed libespeak-ng, so that pyttsx3 gets it when it asks for one by soname."""
    from mmc_audio.speech.engines.espeak import data_folder, library

    library()
    os.environ["ESPEAK_DATA_PATH"] = str(data_folder())


def _speak_on_linux(utterance: Utterance) -> RawSound:
    """Into a file in memory: a process that is killed leaves nothing behind."""
    from pyttsx3.drivers import _espeak

    fd = os.memfd_create("speech")
    try:
        engine, finished = _engine(utterance, f"/proc/self/fd/{fd}")
        # The pace is set by the library's own thread, and runAndWait cancels what that thread has
        # not come to: so have the queued properties set now, and wait. Without this 1 in 50 came
        # out at the driver's own 200 words per minute (measured).
        engine.proxy.setBusy(False)
        _espeak.Synchronize()
        engine.runAndWait()
        _espeak.Synchronize()
        if not finished.wait(FINISHED_S):
            raise SpeechError("pyttsx3 did not report the end")
        sound = read_sound(_all_of(fd))
    finally:
        os.close(fd)
    # The driver passes no phonemes on: the library, asked itself, says when they are.
    return replace(sound, vowel=_espeak_vowel(utterance, sound.rate))


def _espeak_vowel(utterance: Utterance, rate: int) -> int | None:
    heard = _espeak().speak(utterance)
    return None if heard.vowel is None else heard.vowel * rate // heard.rate


def _all_of(fd: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    with os.fdopen(os.dup(fd), "rb") as file:
        return file.read()


def _speak_into_file(utterance: Utterance) -> RawSound:
    with tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
        path = Path(folder) / f"speech{SUFFIX}"
        engine, _ = _engine(utterance, str(path))
        engine.runAndWait()
        return read_sound(_settled(path))


def _engine(utterance: Utterance, path: str) -> tuple[Any, threading.Event]:
    """A pyttsx3 engine with one file queued, and what it sets when it has ended."""
    import pyttsx3

    engine = pyttsx3.init()
    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.setProperty("voice", utterance.voice)
    engine.setProperty("rate", utterance.pace)
    engine.save_to_file(utterance.text, path)
    return engine, finished


def _settled(path: Path) -> bytes:
    """The content of a file once it stops growing; the pool's time limit ends the wait."""
    seen = -1
    while not path.is_file() or path.stat().st_size != seen:
        seen = path.stat().st_size if path.is_file() else -1
        time.sleep(SETTLED_S)
    return path.read_bytes()


def _listed_elsewhere() -> list[Voice]:
    """The voices as another process sees them: listing them may hang (pyttsx3 #194)."""
    argv = interpreter(f"{__name__}:list_voices")
    try:
        ran = run_program(argv, LIST_S)
    except OSError as error:
        raise UnavailableError(f"pyttsx3 cannot list voices ({error}); reinstall it") from error
    if not ran.well:
        why = ran.complaint or f"it did not end well within {LIST_S:g} s"
        raise UnavailableError(f"pyttsx3 cannot list voices ({why}); reinstall it")
    rows = (line.split("\t") for line in ran.out.decode("utf-8", "replace").splitlines())
    return [Voice(*row) for row in rows if len(row) == len(Voice.__slots__)]


def list_voices() -> None:
    """Write the voices to stdout, one a line: id, name, language, gender."""
    import pyttsx3

    if LINUX:
        _offer_library()
    stdout, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    rows = [_row(voice) for voice in pyttsx3.init().getProperty("voices")]
    os.write(stdout, "".join("\t".join(row) + "\n" for row in rows).encode())


def _row(voice: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class of pyttsx3, untyped
    languages = [text for text in voice.languages or () if isinstance(text, str)]
    language = (languages or ["und"])[0].partition(".")[0].replace("_", "-").lower()
    gender = (voice.gender or "").rpartition("Gender")[2].lower()
    fields = (voice.id, voice.name or voice.id, language, gender)
    return tuple(" ".join(field.split()) for field in fields)
