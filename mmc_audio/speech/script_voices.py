"""Who speaks a script, and how each of them says its texts."""

from mmc_audio.script.cue import Script
from mmc_audio.script.voices import with_voices
from mmc_audio.speech.engine import Engine, Voice, traits
from mmc_audio.speech.find import resolve_voice
from mmc_audio.speech.said import Lexicon, said
from mmc_audio.speech.said.lexicon import without_phonemes
from mmc_audio.speech.sanitise import no_sound


class ScriptVoices:
    """The voices of one script.

    Args:
        engine: who speaks.
        language: of the script, BCP 47.
        lexicon: how words are said.
    """

    def __init__(self, engine: Engine, language: str, lexicon: Lexicon) -> None:
        self._engine = engine
        self._language = language
        self._lexicon = lexicon
        self._languages: dict[str, str] = {}
        self._said: dict[tuple[str, str], str] = {}

    def main(self, name: str | None) -> Voice:
        """The voice for all lines without a `@voice`; it says the script's language.

        Raises:
            UnavailableError: if it is not there.
        """
        voice = resolve_voice(self._engine, name, self._language)
        same = _base(voice.language) == _base(self._language)
        self._languages[voice.id] = voice.language if same else self._language
        return voice

    def named_in(self, script: Script) -> Script:
        """`script` with the id of each voice that it names; such a voice says its own language.

        Raises:
            UnavailableError: if one is not there.
        """
        return with_voices(script, self._id)

    def _id(self, name: str) -> str:
        voice = resolve_voice(self._engine, name, self._language)
        self._languages.setdefault(voice.id, voice.language)
        return voice.id

    def say(self, text: str, voice: str) -> str:
        """What the engine is given for `text`.

        Raises:
            SpeechError: if nothing in it can be said.
        """
        key = (text, voice)
        if key not in self._said:
            self._said[key] = self._spoken(text, self._languages.get(voice, self._language))
        return self._said[key]

    def _spoken(self, text: str, language: str) -> str:
        spoken = said(text, language, self._lexicon).said
        if not spoken:
            raise no_sound(text)
        return spoken if traits(self._engine).phonemes else without_phonemes(spoken)


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
