"""One text, as any session would say it: what is given to the engine, and its sound."""

import io
import wave
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmc_audio.plan.bounds import PACE
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.speech.said import Lexicon, SaidText, said
from mmc_audio.speech.said.lexicon import without_phonemes
from mmc_audio.units import SAMPLE_RATE

if TYPE_CHECKING:
    from mmc_audio.speech.engine import Clip, Engine, Utterance, Voice
    from mmc_audio.speech.usual import UsualVoice


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text and who speaks it."""

    text: SaidText
    language: str
    engine: "Engine"
    voice: "Voice"
    utterance: "Utterance"
    note: str = ""
    """In a line, why not the first choice speaks; empty where it does."""

    @property
    def phonemes(self) -> str | None:
        """What the engine makes of it, in its own alphabet; None where it does not say."""
        ask = getattr(self.engine, "phonemes", None)
        return str(ask(self.utterance)) if ask and self.utterance.text else None

    def clip(self) -> "Clip":
        """Its sound; from the cache, where it was spoken before.

        Raises:
            SpeechError: if nothing in it can be said.
        """
        from mmc_audio.audio.loudness import integrated_lufs
        from mmc_audio.speech.clip_cache import ClipCache
        from mmc_audio.speech.sanitise import no_sound
        from mmc_audio.speech.speak import Speaker

        if not self.utterance.text:
            raise no_sound(self.text.written)
        with Speaker(self.engine, ClipCache(), workers=1, level=integrated_lufs) as speaker:
            return speaker.clip(self.utterance)


def spoken_text(text: str, choice: Overrides, language: str, lexicon: Lexicon) -> SpokenText:
    """How `text` is said in `language` (BCP 47).

    Raises:
        UnavailableError: if the engine or the voice is not there.
    """
    from mmc_audio.speech.engine import Utterance, traits
    from mmc_audio.speech.find import find_engine, resolve_voice

    note = ""
    if choice.engine:
        engine = find_engine(choice.engine)
        voice = resolve_voice(engine, choice.voice, language)
    else:
        usual = _usual(choice.voice, language)
        engine, voice, note = usual.engine, usual.voice, usual.why
    found = said(text, language, lexicon)
    given = found.said if traits(engine).phonemes else without_phonemes(found.said)
    utterance = Utterance(given, voice.id, choice.pace or PACE)
    return SpokenText(found, language, engine, voice, utterance, note)


def _usual(name: str | None, language: str) -> "UsualVoice":
    from mmc_audio._lib.store import default_folder
    from mmc_audio.rendering.speakers import Speakers

    with closing(Speakers(default_folder(), 1, lambda _line: None)) as speakers:
        return speakers.usual(name, language)


def as_wav(clip: "Clip") -> bytes:
    """The clip as a WAV file: mono, 16 bit, 44.1 kHz."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(clip.pcm.astype("<i2").tobytes())
    return file.getvalue()


def as_mp3(clip: "Clip") -> bytes:
    """The clip as MP3 frames with a little silence around, for players that know no WAV."""
    import numpy as np

    from mmc_audio.mp3.encode import encode_section
    from mmc_audio.units import FRAME

    quiet = 4 * FRAME
    length = -(-(len(clip.pcm) + 2 * quiet) // FRAME) * FRAME
    pcm = np.zeros(length, np.int16)
    pcm[quiet : quiet + len(clip.pcm)] = clip.pcm
    return encode_section(pcm)
