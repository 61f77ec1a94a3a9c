"""How a speech engine is found: built in, set up as a command by the user, or a plug-in."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engine import Engine, Voice, nearest

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


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Whether an engine can speak here."""

    name: str
    available: bool
    why: str = ""
    """Why it is not available, and what to do."""


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
