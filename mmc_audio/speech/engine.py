"""What a speech engine is, and how one is found.

A worker process imports this module before each run of speech, so numpy stays out of it:
`Mono` is made when it is asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mmc_audio.errors import UnavailableError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mono: TypeAlias = npt.NDArray[np.int16]
    """Mono PCM, 16 bit, shape (samples,)."""

GROUP = "mmc_audio.engines"
"""The entry point group in which an installed package declares its engines."""

BUILT_IN = {
    "hibari": "mmc_audio.speech.engines.hibari:HibariEngine",
    "espeak": "mmc_audio.speech.engines.espeak:EspeakEngine",
    "pyttsx3": "mmc_audio.speech.engines.pyttsx3:Pyttsx3Engine",
    "piper": "mmc_audio.speech.engines.piper:PiperEngine",
    "kokoro": "mmc_audio.speech.engines.kokoro:KokoroEngine",
    "silent": "mmc_audio.speech.engines.silent:SilentEngine",
    "command": "mmc_audio.speech.engines.command:CommandEngine",
}
"""The engines that pyproject.toml declares too; here so that a source tree works uninstalled."""


def __getattr__(name: str) -> object:
    if name == "Mono":
        import numpy as np
        import numpy.typing as npt

        return npt.NDArray[np.int16]
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


@dataclass(frozen=True, slots=True)
class Utterance:
    """All that decides how a text sounds, besides the engine."""

    text: str
    voice: str
    """Voice id, resolved by the engine; never empty."""
    pace: int
    """Words per minute."""
    gym: bool = False
    """Heard over machines and music: `gym_sound`. The engine has no part in it."""


@dataclass(frozen=True, slots=True)
class RawSound:
    """What an engine gives back: untrimmed, at its own rate."""

    pcm: bytes
    """Mono, 16 bit signed, in the machine's byte order."""
    rate: int
    """Samples per second (Hz)."""
    vowel: int | None = None
    """The sample at which the first vowel begins, from an engine that knows its phonemes' times."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A spoken text that does not know yet when it will be heard; at SAMPLE_RATE, levelled."""

    pcm: "Mono"
    onset: int
    """Samples before the voice is heard: a soft attack that is placed before the cue's time."""
    vowel: int | None = None
    """The sample at which the first vowel begins, where the engine said so."""

    def __post_init__(self) -> None:
        self.pcm.flags.writeable = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine offers."""

    id: str
    name: str
    language: str
    """BCP 47, lower case, such as `en-us`."""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """How an engine wants to be run. An engine may carry one as its attribute `traits`."""

    fork: bool = False
    """Speak each utterance in a fresh fork of a warmed worker: for engines that carry state from
    one utterance to the next. Where there is no fork the worker speaks them one after another."""
    fresh: bool = False
    """A new worker process for each utterance: for engines that cannot speak twice in one."""
    audible: bool = True
    """False for an engine whose sound is silence on purpose: it is not held to be a fault."""
    here: bool = False
    """Speaks in the caller's own process, without cache: instant, and it cannot hang or die."""
    character_s: float = 0.002
    """Seconds of work for a character, on one core that does nothing else. Time limits begin with
    it, and follow what is measured."""
    memory_mb: int = 50
    """What one worker takes at most: where less is free there are fewer workers."""
    phonemes: bool = False
    """Takes `[word](/ipa/)` in a text; the others are given the word alone."""
    arguments: tuple[str, ...] = ()
    """What the worker gives to the engine's class, to make the same engine again."""


class Engine(Protocol):
    """What a plug-in offers.

    Caching, trimming, resampling, levelling and time limits are done for it: `speak` runs in a
    worker process that may be killed. It may also have `traits: Traits`; `warm() -> None`,
    which a worker calls once before the first utterance; and `files() -> list[Path]`, what it
    needs on the disk: where one of them changes, it is tried out again before it is the default.
    """

    name: str
    version: str
    """Changes whenever the same text would sound different; part of every cache key."""

    def voices(self) -> list[Voice]:
        """The voices that can speak here.

        Raises:
            UnavailableError: if the engine cannot run here, with what to install.
        """

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak. The same utterance always gives the same samples.

        Raises:
            SpeechError: if it cannot be spoken.
        """


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Whether an engine can speak here."""

    name: str
    available: bool
    why: str = ""
    """Why it is not available, and what to do."""


def traits(engine: Engine) -> Traits:
    """The engine's own traits, or the common ones."""
    return getattr(engine, "traits", Traits())


Maker = Callable[[], Engine]


def find_engine(name: str) -> Engine:
    """The engine called `name`: built in, set up as a command by the user, or a plug-in.

    Raises:
        UnavailableError: if there is none, with the nearest names, or it cannot be loaded.
    """
    from mmc_audio.speech.engines.command import check_config

    for source in SOURCES:
        if maker := source().get(name):
            return _made(name, maker)
    check_config()  # the name may stand in a configuration that cannot be read
    near = nearest(name, _makers())
    raise UnavailableError(f"no speech engine {name!r}; {near}see 'mmc-audio voices'")


def engines() -> list[EngineStatus]:
    """All engines, and why those that cannot speak here cannot; none can make this fail."""
    return [_status(name, maker) for name, maker in sorted(_makers().items())]


def resolve_voice(engine: Engine, name: str | None, language: str = "en") -> Voice:
    """The voice called `name` by id, name or language; without a name, one of `language`.

    `en-us+f3` is the variant f3 of a voice, for engines that have `variants() -> list[str]`.

    Raises:
        UnavailableError: if there is none, or there are several, with the nearest names.
    """
    from mmc_audio.speech.voices import by_language, by_name, with_variant

    voices = engine.voices()
    if name and "+" in name:
        return with_variant(engine, voices, name)
    if name:
        return by_name(engine.name, voices, name)
    return by_language(engine.name, voices, language)


def nearest(name: str, names: Iterable[str]) -> str:
    """`did you mean 'espeak'? ` or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(map(repr, close))}? " if close else ""


def load(spec: str) -> type[Engine]:
    """The class that `module:Class` names."""
    module, _, name = spec.partition(":")
    engine: type[Engine] = getattr(import_module(module), name)
    return engine


def _built_in() -> dict[str, Maker]:
    return {name: lambda spec=spec: load(spec)() for name, spec in BUILT_IN.items()}  # type: ignore[misc]


def _commands() -> dict[str, Maker]:
    from mmc_audio.speech.engines.command import CommandEngine, command_names

    return {name: lambda name=name: CommandEngine(name) for name in command_names()}  # type: ignore[misc]


def _plug_ins() -> dict[str, Maker]:
    from importlib.metadata import entry_points

    return {point.name: lambda point=point: point.load()() for point in entry_points(group=GROUP)}  # type: ignore[misc]


SOURCES = (_built_in, _commands, _plug_ins)
"""Where engines come from; a name in an earlier one hides the same name in a later one."""


def _makers() -> dict[str, Maker]:
    return {name: maker for source in reversed(SOURCES) for name, maker in source().items()}


def _made(name: str, maker: Maker) -> Engine:
    try:
        return maker()
    except UnavailableError:
        raise
    except (Exception, SystemExit) as error:
        # A plug-in is a stranger's code: it must not end the program, nor print a traceback.
        raise UnavailableError(
            f"speech engine {name!r} cannot be loaded ({type(error).__name__}: {error}); "
            "reinstall or remove the package that brings it"
        ) from error


def _status(name: str, maker: Maker) -> EngineStatus:
    try:
        _made(name, maker).voices()
    except UnavailableError as error:
        why = error.what
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as in _made
        why = f"{type(error).__name__}: {error}"
    else:
        return EngineStatus(name, available=True)
    return EngineStatus(name, available=False, why=" ".join(why.split()))
