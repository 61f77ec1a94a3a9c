"""Who speaks where a plan names no engine.

The user's own choice comes first, then the natural voice, then installed ones, then the platform's.
The first that has
the voice and speaks the language is taken, and why an earlier one was not is said.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.config import PreferredVoice, preferred_voice
from mmc_audio.speech.engine import Engine, Voice, nearest
from mmc_audio.speech.find import find_engine, resolve_voice
from mmc_audio.speech.voice_files.catalogue import install_hint
from mmc_audio.speech.voice_files.installed import ENGINES, installed
from mmc_audio.speech.voices import ANY, primary

NATURAL = "hibari"

Refusal = Callable[[Engine], str]
"""Why an engine that is here cannot speak after all; an empty string where it can."""


@dataclass(frozen=True, slots=True)
class UsualVoice:
    """The engine and voice of a plan that names no engine."""

    engine: Engine
    voice: Voice
    why: str = ""
    """In a line, why it is not the first choice; empty where it is."""


def platform_engine_name() -> str:
    """The engine of the system's own voices."""
    return "espeak" if sys.platform == "linux" else "pyttsx3"


def usual_voice(
    name: str | None = None,
    language: str = "en",
    *,
    refusal: Refusal = lambda _engine: "",
) -> UsualVoice:
    """The engine and voice for a plan in `language` that may name a voice, but no engine.

    Args:
        name: the voice asked for, by id, name or language.
        language: BCP 47.
        refusal: tries an engine out, where another one could take its place.

    Raises:
        UnavailableError: if none can speak; the reason of the last.
    """
    reasons: list[str] = []
    *choices, last = _choices()
    for choice in choices:
        try:
            found = _found(choice, name, language)
            reason = refusal(found.engine)
        except _PassedError as passed:
            reason = passed.why
        else:
            if not reason:
                return replace(found, why=_said(found.engine, reasons))
            reason = f"engine {found.engine.name} cannot speak here ({reason})"
        reasons += [reason] if reason else []
    try:
        found = _found(last, name, language)
    except _PassedError as passed:
        if name and not passed.why:
            raise _no_such_voice(name, passed) from passed
        raise
    return replace(found, why=_said(found.engine, reasons))


def default_engine_name() -> str:
    """The engine that speaks English where nothing else is asked for.

    Raises:
        UnavailableError: if none can.
    """
    return usual_voice().engine.name


def _choices() -> Iterator[PreferredVoice]:
    """Engines in order, perhaps with a voice; the platform's last."""
    preferred = preferred_voice()
    if preferred.engine:
        yield preferred
    yield PreferredVoice(NATURAL)
    yield from (PreferredVoice(name) for name in ENGINES if name != NATURAL and installed(name))
    yield PreferredVoice(platform_engine_name())


class _PassedError(UnavailableError):
    """Raised where an engine is passed over; `why` is empty where that need not be said."""

    def __init__(self, error: UnavailableError, why: str) -> None:
        super().__init__(error.what, error.place)
        self.why = why


def _found(choice: PreferredVoice, name: str | None, language: str) -> UsualVoice:
    try:
        engine = find_engine(choice.engine or NATURAL)
        engine.voices()
    except UnavailableError as error:
        raise _PassedError(error, error.what) from error
    try:
        voice = resolve_voice(engine, name or choice.name, language)
    except UnavailableError as error:
        # Another engine's voice was asked for by its name: nothing is missing.
        raise _PassedError(error, "" if name else error.what.partition(";")[0]) from error
    if not name and voice.language != ANY and primary(voice.language) != primary(language):
        what = f"voice {voice.id} does not speak {language}"
        raise _PassedError(UnavailableError(what), what)
    return UsualVoice(engine, voice)


def _no_such_voice(name: str, last: _PassedError) -> UnavailableError:
    """What to say where no engine has the voice: the nearest names of all of them."""
    if hint := install_hint(name):
        return UnavailableError(hint)
    known: list[str] = []
    for choice in _choices():
        with suppress(UnavailableError):
            voices = find_engine(choice.engine or NATURAL).voices()
            known += [text.lower() for voice in voices for text in (voice.id, voice.name)]
    if near := nearest(name, known):
        return UnavailableError(f"there is no voice {name!r}; {near}see 'mmc-audio voices'")
    return last


def _said(engine: Engine, reasons: list[str]) -> str:
    return f"{'; '.join(reasons)}; engine {engine.name} speaks instead" if reasons else ""
