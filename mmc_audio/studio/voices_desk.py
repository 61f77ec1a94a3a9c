"""Voices: which can speak here, how they sound, which others can be had, and how words are said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from yaml.nodes import MappingNode

from mmc_audio.errors import InputError, MmcError
from mmc_audio.plan.bounds import PACE, PACES
from mmc_audio.plan.editing.document import PlanDocument, yaml_value
from mmc_audio.plan.editing.set_value import in_mapping
from mmc_audio.rendering.job import Job
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.say import as_wav, spoken_text
from mmc_audio.rendering.try_voice import tried
from mmc_audio.script.model import Script, Setting
from mmc_audio.speech.config import preferred_voice
from mmc_audio.speech.engine import Clip
from mmc_audio.speech.prefer import write_config
from mmc_audio.speech.said.lexicon_files import FILE as LEXICON
from mmc_audio.speech.said.lexicon_files import LONGEST, lexicon_for, parse_lexicon
from mmc_audio.speech.usual import usual_voice
from mmc_audio.speech.voice_files.catalogue import CatalogueVoice, catalogue
from mmc_audio.speech.voice_files.installed import ENGINES, installed
from mmc_audio.speech.voice_list import VoiceEntry, voices_here
from mmc_audio.studio.saved_undo import SavedUndo
from mmc_audio.studio.sounds import LONGEST_LINE
from mmc_audio.units import SAMPLE_RATE
from mmc_audio.workspace.files import WorkspaceFiles

"""Words per minute, as a plan may ask for."""


@dataclass(frozen=True, slots=True)
class VoiceOffer:
    """A voice that can be installed."""

    name: str
    about: str
    """Language, size, licence and what it was made from."""


class VoicesDesk:
    """What a coach does with voices.

    Args:
        files: the workspace, whose lexicon is changed.
    """

    def __init__(self, files: WorkspaceFiles) -> None:
        self._files = files
        self._undo = SavedUndo(files, LEXICON)

    def voices(self, language: str) -> list[VoiceEntry]:
        """The voices of a language that can speak here, the natural ones first."""
        return voices_here(language)

    def usual(self, language: str) -> tuple[str, str]:
        """Engine and voice that speak where a plan names none.

        Raises:
            UnavailableError: if nothing can speak.
        """
        found = usual_voice(None, language)
        return found.engine.name, found.voice.id

    def pace(self) -> int:
        """Words a minute where a plan says nothing: as they were kept with the voice."""
        return preferred_voice().pace or PACE

    def hear(self, choices: Sequence[Overrides], line: str, language: str) -> bytes:
        """Voices one after the other, each at its pace, as a WAV file.

        Args:
            choices: the voices.
            line: what they say, with this workspace's words; empty for the same three lines.
            language: BCP 47.

        Raises:
            UnavailableError: if one cannot speak.
            InputError: for a line that is too long.
        """
        if len(line) > LONGEST_LINE:
            raise InputError("this is longer than a line; try a part of it")
        lexicon = lexicon_for({})
        clips = [
            spoken_text(line, each, language, lexicon).clip()
            if line.strip()
            else tried(each.voice or "", each.engine, language, each.pace)
            for each in choices
        ]
        pause = np.zeros(SAMPLE_RATE // 2, np.int16)
        return as_wav(Clip(np.concatenate([p for each in clips for p in (each.pcm, pause)]), 0))

    def use(self, choice: Overrides) -> None:
        """Speak with a voice and its pace from now on, in plans that name none.

        Raises:
            UnavailableError: if the configuration cannot be read.
            OutputError: if it cannot be written.
        """
        preferred_voice()  # raises where the file is invalid
        pace = None if choice.pace == PACE else choice.pace
        write_config({"voice": {"engine": choice.engine, "name": choice.voice, "pace": pace}})

    def offers(self, language: str) -> list[VoiceOffer]:
        """The voices of a language that can be installed and are not here."""
        here = {name for engine in ENGINES for name in installed(engine)}
        return [
            VoiceOffer(each.name, _about(each))
            for each in catalogue().values()
            if each.name not in here and each.language.partition("-")[0] == language
        ]

    def lexicon(self) -> Mapping[str, str]:
        """How words are said in this workspace: what is written, and what is said.

        Raises:
            PlanError: if `lexicon.yaml` is no lexicon.
        """
        if not self._files.version(LEXICON):
            return {}
        root = PlanDocument(self._files.read(LEXICON).text).root
        pairs = root.value if isinstance(root, MappingNode) else []
        return {str(key.value): str(value.value) for key, value in pairs}

    def set_word(self, written: str, said: str) -> None:
        """Have a word said in another way; where `said` is empty, as it is written.

        Raises:
            InputError: if it cannot be said so; the file stays as it was.
            OutputError: if it cannot be written.
        """
        word, how = " ".join(written.split()), " ".join(said.split())
        if not word or max(len(word), len(how)) > LONGEST:
            raise InputError("write a word, and how it is said")
        self.restore(with_word(self.text(), word, how))

    def text(self) -> str:
        """The lexicon as it is written; empty where there is none."""
        return self._files.read(LEXICON).text if self._files.version(LEXICON) else ""

    def restore(self, text: str) -> None:
        """Have the lexicon say something else, such as what it said before.

        Raises:
            InputError: if that is no lexicon; the file stays as it was.
            OutputError: if it cannot be written.
        """
        before, version = self.text(), self._files.version(LEXICON)
        try:
            parse_lexicon(text.encode(errors="surrogatepass"), LEXICON)
        except MmcError as error:
            raise InputError(f"this cannot be said so: {error.what}") from error
        self._files.save(LEXICON, text, version)
        self._undo.note(before, version)

    def undo(self) -> None:
        """Take the last change of the lexicon back, and then those before it.

        Raises:
            InputError: if there is none.
        """
        self._undo.undo(self.restore)

    def job(self, choice: Overrides, language: str) -> Job:
        """What says a line with a voice, and with the words of this workspace."""
        from mmc_audio.plan.model import VoiceChoice

        voice = VoiceChoice(engine=choice.engine, name=choice.voice, pace=choice.pace or PACE)
        script = Script((), (Setting("language", language),))
        return Job("line", "line", "line", script, voice, lexicon=lexicon_for({}))


def pace_of(typed: str) -> int:
    """Words a minute, as typed.

    Raises:
        InputError: if no voice can keep them.
    """
    pace = int(typed) if typed.strip().isdecimal() else 0
    if pace not in PACES:
        raise InputError(f"a pace is {PACES[0]} to {PACES[-1]} words a minute")
    return pace


def _about(voice: CatalogueVoice) -> str:
    who = ", ".join(part for part in (voice.language, voice.gender) if part)
    return f"{who}, {voice.size / 1e6:.0f} MB. {voice.licence}. {voice.lineage}"


def with_word(text: str, word: str, said: str) -> str:
    """A lexicon's text in which `word` is said as `said`; without the word where it is empty.

    Raises:
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(text)
    root = document.root
    if root is None:
        return f"{text}{yaml_value(word)}: {yaml_value(said)}\n" if said else text
    if len(root.value) == 1 and not said and root.value[0][0].value == word:
        return document.replaced(document.start(root), document.end(root), "{}")
    key = word if any(name.value == word for name, _ in root.value) else yaml_value(word)
    return in_mapping(document, root, key, said)
