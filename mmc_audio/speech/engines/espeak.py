"""eSpeak NG through its library, which the package `espeakng-loader` carries.

The library carries state from one utterance to the next, so the same text in one process differs
by a few samples each time; a fresh fork of an initialised process gives the same samples always
(60 of 60, measured). Its synchronous mode needs no thread and no sound card.
"""

import ctypes
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice

SYNCHRONOUS, UTF8, RATE_PARAMETER = 2, 1, 1
PHONEME_EVENTS, PHONEME = 1, 7
"""espeakINITIALIZE_PHONEME_EVENTS, and the type of such an event."""
VOWELS = frozenset("aeiouyAEIOUYVQW3@0&")
"""What the names of vowels begin with, in eSpeak's own alphabet."""
MARKS = "',%=_|"
"""Stress and length marks that may stand before."""
"""AUDIO_OUTPUT_SYNCHRONOUS, espeakCHARS_UTF8 and espeakRATE of speak_lib.h."""
EARLY_MS = 13
"""How long before its event a vowel is heard: the median against a forced alignment of "one" to
"twenty" at 130, 150 and 180 words a minute."""
TREATMENT = "2"
"""Changes whenever what is done here makes the same text another sound."""
IPA = 2
"""The phoneme mode of espeak_TextToPhonemes that gives IPA."""
DO_NOT_EXIT = 0x8000
"""Without it the library ends the process when its data are not there."""
BUFFER_MS = 60
GENDERS = ("", "male", "female")
SOUND_FILES = ("phondata", "phonindex", "phontab", "intonations")
NO_DATA = "eSpeak NG cannot read its voice data; reinstall espeakng-loader"


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("text", ctypes.c_char * 8))


class _EspeakEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _EventId),
    )


CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_EspeakEvent)
)


class _EspeakVoice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class EspeakEngine:
    """The default on Linux: small, instant, and the same sound for the same text, always."""

    name = "espeak"
    traits = Traits(fork=True)

    def __init__(self) -> None:
        self._heard: list[bytes] = []
        self._vowel_ms: int | None = None
        self._rate = 0
        self._voices: list[Voice] | None = None

    @property
    def version(self) -> str:
        """The library's version, a digest of its voice data, and what is done here."""
        library().espeak_Info.restype = ctypes.c_char_p
        return f"{library().espeak_Info(None).decode()}-{data_digest()}-{TREATMENT}"

    def warm(self) -> None:
        """Load the library and its data; nothing may be spoken before the fork."""
        lib = library()
        data = str(data_folder()).encode()
        self._rate = lib.espeak_Initialize(
            SYNCHRONOUS, BUFFER_MS, data, PHONEME_EVENTS | DO_NOT_EXIT
        )
        if self._rate <= 0:
            raise UnavailableError(NO_DATA)
        self._callback = CALLBACK(self._hear)
        lib.espeak_SetSynthCallback(self._callback)
        lib.espeak_SetVoiceByName(b"en-us")

    def voices(self) -> list[Voice]:
        """All voices whose dictionary is there."""
        if self._voices is None:
            self._voices = self._listed()
        return self._voices

    def _listed(self) -> list[Voice]:
        if not self._rate:
            self.warm()
        list_voices = library().espeak_ListVoices
        list_voices.restype = ctypes.POINTER(ctypes.POINTER(_EspeakVoice))
        found = list_voices(None)
        voices: list[_EspeakVoice] = []
        while found[len(voices)]:
            voices.append(found[len(voices)][0])
        return sorted((_voice(v) for v in voices if _has_dictionary(v)), key=lambda v: v.id)

    def variants(self) -> list[str]:
        """Other throats for any voice, such as `f3` in `en-us+f3`."""
        return variants()

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak, in a process that has not spoken before."""
        if not self._rate:
            self.warm()
        lib = library()
        if lib.espeak_SetVoiceByName(utterance.voice.encode()):
            raise SpeechError(f"no voice {utterance.voice!r}; see 'mmc-audio voices'")
        lib.espeak_SetParameter(RATE_PARAMETER, utterance.pace, 0)
        text = utterance.text.encode() + b"\0"
        self._heard.clear()
        self._vowel_ms = None
        if lib.espeak_Synth(text, len(text), 0, 0, 0, UTF8, None, None):
            raise SpeechError("eSpeak NG refused the text; shorten it")
        lib.espeak_Synchronize()
        return RawSound(b"".join(self._heard), self._rate, self._vowel())

    def phonemes(self, utterance: Utterance) -> str:
        """The text in IPA, as eSpeak NG says it; nothing is spoken."""
        self.voices()
        lib = library()
        lib.espeak_SetVoiceByName(utterance.voice.encode())
        translate = lib.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        text = ctypes.c_char_p(utterance.text.encode())
        found: list[str] = []
        while text:
            found.append((translate(ctypes.byref(text), UTF8, IPA) or b"").decode().strip())
        return " ".join(filter(None, found))

    def _vowel(self) -> int | None:
        if self._vowel_ms is None:
            return None
        return max(self._vowel_ms - EARLY_MS, 0) * self._rate // 1000

    def _hear(
        self, samples: int | None, count: int, events: "ctypes._Pointer[_EspeakEvent]"
    ) -> int:
        number = 0
        while self._vowel_ms is None and (event := events[number]).type:
            if event.type == PHONEME and _is_vowel(event.id.text):
                self._vowel_ms = event.audio_ms
            number += 1
        if samples and count > 0:
            self._heard.append(ctypes.string_at(samples, 2 * count))
        return 0


def _is_vowel(name: bytes) -> bool:
    return name.decode(errors="replace").lstrip(MARKS)[:1] in VOWELS


@cache
def package() -> Path:
    """The folder of espeakng-loader; found, not imported, for speed.

    Raises:
        UnavailableError: if it is not installed.
    """
    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        raise UnavailableError("eSpeak NG is not installed; pip install espeakng-loader")
    return Path(spec.origin).parent


@cache
def library() -> ctypes.CDLL:
    """libespeak-ng, loaded.

    Raises:
        UnavailableError: if it is not there or does not fit this machine.
    """
    import espeakng_loader

    package()
    try:
        return ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise UnavailableError(f"libespeak-ng cannot be loaded ({error})") from error


def data_folder() -> Path:
    """The voice data beside the library."""
    return package() / "espeak-ng-data"


def variants() -> list[str]:
    """Names of the voice variants in the data."""
    return sorted(path.name for path in (data_folder() / "voices" / "!v").glob("*"))


@cache
def data_digest() -> str:
    """Eight hex digits that change with the voice data: sounds by content, the rest by size.

    Raises:
        UnavailableError: if the data are not there.
    """
    from hashlib import sha256

    digest = sha256()
    try:
        for path in sorted(data_folder().rglob("*")):
            size = path.stat().st_size if path.is_file() else 0
            digest.update(f"{path.name} {size}\n".encode())
        for name in SOUND_FILES:
            digest.update((data_folder() / name).read_bytes())
    except OSError as error:
        raise UnavailableError(f"{NO_DATA} ({error})") from error
    return digest.hexdigest()[:8]


def _stem(voice: _EspeakVoice) -> str:
    """`en-us` of `gmw/en-US`: short, known to the library, and unique (a test says so)."""
    return str(voice.identifier.decode().rpartition("/")[2].lower())


def _voice(voice: _EspeakVoice) -> Voice:
    # Each language is a priority byte and a name that ends with NUL; the first is the voice's own.
    language = voice.languages[1:].decode(errors="replace").lower()
    return Voice(_stem(voice), voice.name.decode().strip(), language, GENDERS[voice.gender])


def _has_dictionary(voice: _EspeakVoice) -> bool:
    stem = _stem(voice)
    names = {f"{stem}_dict", f"{stem.partition('-')[0]}_dict"}
    return any((data_folder() / name).exists() for name in names)
