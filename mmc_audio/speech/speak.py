"""Words become clips: from the cache, or spoken, trimmed, resampled and levelled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from mmc_audio._lib.closing import Closing
from mmc_audio._lib.content_key import content_key
from mmc_audio.speech import level as levels
from mmc_audio.speech.clip_cache import ClipCache
from mmc_audio.speech.engine import Clip, Engine, RawSound, Utterance, traits
from mmc_audio.speech.lengths import LengthIndex
from mmc_audio.speech.level import Level
from mmc_audio.speech.limits import affordable
from mmc_audio.speech.pool import SpeechPool, cores
from mmc_audio.speech.sanitise import sanitised
from mmc_audio.speech.tool_versions import SOUND, versions
from mmc_audio.speech.word_level import is_short
from mmc_audio.units import Ms, ceil_ms

FORMAT = "clip 4"
"""Changes whenever the same sound of an engine would become another clip."""
CENTRE = "centre 3"
"""Changes whenever the same clip would get another centre."""


@dataclass(frozen=True, slots=True)
class ClipMaker:
    """Who makes clips, and with what; part of the key of each."""

    engine: str
    version: str
    """The engine's."""
    tools: tuple[tuple[str, str], ...]
    """The packages that its sound goes through, and their versions."""
    format: str
    """FORMAT."""


@dataclass(frozen=True, slots=True)
class ClipSource:
    """All that shapes a clip; its key is made from all of it."""

    maker: ClipMaker
    utterance: Utterance
    """With the text as the engine gets it."""
    gain_db: str
    """As the voice is levelled."""


class Speaker(Closing):
    """One engine that speaks into clips. Use it in a `with` statement: it starts processes.

    Args:
        engine: who speaks.
        cache: where clips are kept between runs; None keeps them in memory only.
        workers: processes side by side at most; None for one per core.
        level: measures loudness, to bring each voice to the same; None leaves voices as they are.
    """

    def __init__(
        self,
        engine: Engine,
        cache: ClipCache | None = None,
        workers: int | None = None,
        *,
        level: Level | None = None,
    ) -> None:
        self.engine = engine
        self._traits = traits(engine)
        self.version = engine.version
        """The engine's, before anything was spoken."""
        tools = tuple(versions(SOUND).items())
        self._maker = ClipMaker(engine.name, self.version, tools, FORMAT)
        self._cache = None if self._traits.here else cache
        self._workers = affordable(workers or cores(), self._traits.memory_mb)
        self._level = level if self._traits.audible else None
        self._pool: SpeechPool | None = None
        self._lock = Lock()
        self._kept: dict[str, Clip] = {}
        self._keys: dict[Utterance, str] = {}
        self._texts: dict[str, str] = {}
        self._gains: dict[str, str] = {}
        index = self._cache.lengths if self._cache else None
        self._lengths = LengthIndex(index, content_key(self._maker))

    def close(self) -> None:
        """End the worker processes, and keep the lengths that are new."""
        self._lengths.save()
        pool, self._pool = self._pool, None
        if pool:
            pool.close()

    def warm(self) -> None:
        """Have a process ready to speak by the time there is something to say."""
        if not self._traits.here:
            self._running_pool().warm()

    def try_out(self, text: str) -> None:
        """Speak `text` with the first voice, and forget it.

        Raises:
            SpeechError: if the engine cannot speak here.
            UnavailableError: if it has no voice.
        """
        said = Utterance(text, self.engine.voices()[0].id, levels.PACE)
        if self._traits.here:
            self.engine.speak(said)
        else:
            self._running_pool().speak(said)

    def key(self, utterance: Utterance) -> str:
        """The content address of its clip: changes with everything that shapes the clip.

        Raises:
            SpeechError: if the text cannot be spoken, or the voice cannot be calibrated.
        """
        if utterance not in self._keys:
            gain = self._gain(utterance.voice)
            source = ClipSource(self._maker, self._clean(utterance), gain)
            self._keys[utterance] = content_key(source)
        return self._keys[utterance]

    def lengths(self, utterances: Collection[Utterance]) -> dict[Utterance, Ms]:
        """Heard length of each, from onset to end, rounded up; speaks what is not known yet.

        Raises:
            SpeechError: if a text cannot be spoken.
        """
        keys = {utterance: self.key(utterance) for utterance in utterances}
        new = {key: u for u, key in keys.items() if self._lengths.get(key) is None}
        self._make([u for key, u in new.items() if self._made(key) is None])
        self._lengths.save()
        return {utterance: self._lengths.get(key) or 0 for utterance, key in keys.items()}

    def centres(self, utterances: Collection[Utterance]) -> dict[Utterance, Ms]:
        """Ms from the onset of each to its perceptual centre, 0 to 150.

        Raises:
            SpeechError: if a text cannot be spoken.
        """
        found = {utterance: self._centre(utterance) for utterance in utterances}
        self._lengths.save()
        return found

    def _centre(self, utterance: Utterance) -> Ms:
        key = content_key(CENTRE, self.key(utterance))
        known = self._lengths.get(key)
        if known is None:
            from mmc_audio.speech.centre import centre_ms

            known = centre_ms(self.clip(utterance))
            self._lengths.note(key, known)
        return known

    def clip(self, utterance: Utterance) -> Clip:
        """Its clip; spoken now, if it is not in the cache.

        Raises:
            SpeechError: if the text cannot be spoken.
        """
        return self._made(self.key(utterance)) or self._make([utterance])[0]

    def _made(self, key: str) -> Clip | None:
        """The clip, if it was made before."""
        clip = self._kept.get(key) or (self._cache.get(key) if self._cache else None)
        if clip:
            self._note(key, clip)
        return clip

    def _note(self, key: str, clip: Clip) -> None:
        self._lengths.note(key, ceil_ms(len(clip.pcm) - clip.onset))

    def _make(self, utterances: Sequence[Utterance]) -> list[Clip]:
        """Clips of utterances that differ, in order."""
        clean = [self._clean(utterance) for utterance in utterances]
        if self._traits.here:
            return [self._finish(u, self.engine.speak(u)) for u in clean]
        return self._running_pool().each(clean, self._finish) if clean else []

    def _finish(self, utterance: Utterance, sound: RawSound) -> Clip:
        from mmc_audio.speech.trim import clip

        short = self._level is not None and is_short(utterance.text)
        made = clip(sound, float(self._gain(utterance.voice)), gym=utterance.gym, short=short)
        key = self.key(utterance)
        self._note(key, made)
        if not (self._cache and self._cache.put(key, made)):
            self._kept[key] = made
        return made

    def _running_pool(self) -> SpeechPool:
        from mmc_audio.speech.validate_sound import sound_fault

        with self._lock:
            if self._pool is None:
                self._pool = SpeechPool(self.engine, self._workers, judge=sound_fault)
            return self._pool

    def _clean(self, utterance: Utterance) -> Utterance:
        """The utterance with its text cleaned, as the engine gets it."""
        text = utterance.text
        if text not in self._texts:
            self._texts[text] = sanitised(text)
        return replace(utterance, text=self._texts[text])

    def _gain(self, voice: str) -> str:
        """The voice's gain in dB, as text: it is part of the key."""
        if self._level is None:
            return "0.0"
        if voice not in self._gains:
            self._gains[voice] = self._stored_gain(voice, self._level)
        return self._gains[voice]

    def _stored_gain(self, voice: str, level: Level) -> str:
        store = self._cache.gains if self._cache else None
        name = content_key(self._maker, levels.VERSION, voice)
        if store and (kept := store.get(name)):
            return kept.decode()
        gain = f"{self._measured_gain(voice, level):.1f}"
        if store:
            store.put(name, gain.encode())
        return gain

    def _measured_gain(self, voice: str, level: Level) -> float:
        pool = self._running_pool()
        sounds = pool.each(levels.passage(voice), lambda u, sound: (u.text, sound))
        return levels.gain_db(dict(sounds), level)
