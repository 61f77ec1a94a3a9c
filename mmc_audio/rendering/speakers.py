"""Who speaks: the engine and voice of each job, started when first needed."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.errors import MmcError, UnavailableError

if TYPE_CHECKING:
    from mmc_audio.plan.model import VoiceChoice
    from mmc_audio.speech.engine import Engine, Mono, Voice
    from mmc_audio.speech.speak import Speaker
    from mmc_audio.speech.usual import UsualVoice

TRIED = "tried 1"
TRIAL = "Ready"


class Speakers:
    """The speakers of one run. Close it: it starts processes.

    Args:
        cache: the cache folder.
        workers: processes side by side.
        warn: called with each line a person should know, such as another engine speaking.
    """

    def __init__(self, cache: Path, workers: int, warn: Callable[[str], None]) -> None:
        self._cache, self._workers, self._warn = cache, workers, warn
        self._speakers: dict[str, Speaker] = {}
        self._usual: dict[tuple[str | None, str], tuple[Speaker, Voice]] = {}
        self._stack = ExitStack()

    def close(self) -> None:
        """End the processes."""
        self._stack.close()

    def of(self, asked: "VoiceChoice", language: str) -> "tuple[Speaker, Voice]":
        """Who speaks a plan in `language` that asks for this voice.

        Raises:
            UnavailableError: if the engine or the voice is not there.
        """
        from mmc_audio.speech.find import resolve_voice

        if asked.engine is None:
            return self._usual_voice(asked.name, language)
        speaker = self._speaker(asked.engine)
        return speaker, resolve_voice(speaker.engine, asked.name, language)

    def speaker(self, asked: "VoiceChoice", language: str) -> "Speaker":
        """The engine of `of`; whether it has the voice is only seen where none was named.

        Raises:
            UnavailableError: if the engine is not there.
        """
        named = asked.engine
        return self._speaker(named) if named else self._usual_voice(asked.name, language)[0]

    def identity(self, asked: "VoiceChoice", language: str) -> tuple[str, str, str]:
        """Engine, its version, and the voice where the plan does not say it.

        Raises:
            UnavailableError: if the engine is not there.
        """
        speaker = self.speaker(asked, language)
        chosen = "" if asked.engine else self._usual_voice(asked.name, language)[1].id
        return speaker.engine.name, speaker.version, chosen

    def warm(self, asked: "VoiceChoice", language: str) -> None:
        """Start a process for this voice; if that is not possible, speaking will say so."""
        from mmc_audio.speech.usual import usual_voice

        with suppress(UnavailableError):
            name = asked.engine or usual_voice(asked.name, language).engine.name
            self._speaker(name).warm()

    def usual(self, name: str | None, language: str) -> "UsualVoice":
        """Who speaks where no engine is named: the first that can, tried out where it was not yet.

        Raises:
            UnavailableError: if none can.
        """
        from mmc_audio.speech.usual import usual_voice

        return usual_voice(name, language, refusal=self._refusal)

    def _usual_voice(self, name: str | None, language: str) -> "tuple[Speaker, Voice]":
        if (name, language) not in self._usual:
            found = self.usual(name, language)
            if found.why:
                self._warn(found.why)
            self._usual[name, language] = self._speaker(found.engine.name), found.voice
        return self._usual[name, language]

    def _speaker(self, name: str) -> "Speaker":
        from mmc_audio.speech.clip_cache import ClipCache
        from mmc_audio.speech.find import find_engine
        from mmc_audio.speech.speak import Speaker

        if name not in self._speakers:
            clips = ClipCache(self._cache, warn=self._warn)
            speaker = Speaker(find_engine(name), clips, self._workers, level=_loudness)
            self._speakers[name] = self._stack.enter_context(speaker)
        return self._speakers[name]

    def _refusal(self, engine: "Engine") -> str:
        """Why the engine cannot speak, empty where it can: tried once, remembered where it could.

        That a package is installed does not say that it runs on this processor.
        """
        from mmc_audio._lib.store import Store

        store = Store(self._cache, "engines", warn=self._warn)
        key = "\0".join((TRIED, engine.name, engine.version, _state(engine)))
        if store.get(key) is not None:
            return ""
        try:
            self._speaker(engine.name).try_out(TRIAL)
        except MmcError as error:
            return error.what
        store.put(key, b"")
        return ""


def _state(engine: "Engine") -> str:
    """Changes with the files that the engine needs."""
    from mmc_audio.rendering.up_to_date import state_of

    files: list[Path] = getattr(engine, "files", list)()
    return repr(state_of(files))


def usual_state() -> str:
    """Changes where another engine may be the default, or the default may have been fixed."""
    from mmc_audio.speech.usual import usual_voice

    try:
        usual = usual_voice()
    except UnavailableError as error:
        return error.what
    engine = usual.engine
    return f"{engine.name} {engine.version} {usual.voice.id} {_state(engine)}"


def _loudness(pcm: "Mono") -> float:
    from mmc_audio.audio.loudness import integrated_lufs

    return integrated_lufs(pcm)
