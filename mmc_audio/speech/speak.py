"""Words become clips: from the cache, or spoken, trimmed, resampled and levelled."""

from collections.abc import Callable, Collection, Iterable
from hashlib import sha256
from types import TracebackType
from typing import Self

from mmc_audio.speech.cache import ClipCache
from mmc_audio.speech.engine import Clip, Engine, Mono, RawSound, Utterance, traits
from mmc_audio.speech.pool import Pool, cores
from mmc_audio.speech.sanitise import sanitised
from mmc_audio.units import Ms, ceil_ms

FORMAT = "clip 1"
"""Changes whenever the same sound of an engine would become another clip."""

Level = Callable[[Mono], float]
"""Loudness of mono PCM at SAMPLE_RATE in LUFS."""


class Speaker:
    """One engine that speaks into clips. Use it in a `with` statement: it starts processes.

    Args:
        engine: who speaks.
        cache: where clips are kept between runs; None keeps them in memory only.
        workers: processes side by side; None for one per core.
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
        self._identity = (FORMAT, engine.name, engine.version)
        self._traits = traits(engine)
        self._cache = None if self._traits.here else cache
        self._workers = workers or cores()
        self._level = level
        self._pool: Pool | None = None
        self._kept: dict[str, Clip] = {}
        self._lengths: dict[str, Ms] = {}
        self._texts: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        if self._pool:
            self._pool.close()
            self._pool = None

    def key(self, utterance: Utterance) -> str:
        """The content address of its clip: changes with everything that shapes the clip."""
        voice, pace = utterance.voice, str(utterance.pace)
        parts = (*self._identity, voice, pace, self._gain(voice), self._text(utterance))
        return sha256("\0".join(parts).encode()).hexdigest()

    def lengths(self, utterances: Collection[Utterance]) -> dict[Utterance, Ms]:
        """Heard length of each, from onset to end, rounded up; speaks what is not known yet.

        Raises:
            SpeechError: if a text cannot be spoken.
        """
        keys = {utterance: self.key(utterance) for utterance in utterances}
        unknown = {key: u for u, key in keys.items() if key not in self._lengths}
        self._make(u for key, u in unknown.items() if self._known_clip(key) is None)
        return {utterance: self._lengths[key] for utterance, key in keys.items()}

    def clip(self, utterance: Utterance) -> Clip:
        """Its clip; spoken now, if it is not in the cache.

        Raises:
            SpeechError: if the text cannot be spoken.
        """
        clip = self._known_clip(self.key(utterance))
        return clip or self._make([utterance])[0]

    def _known_clip(self, key: str) -> Clip | None:
        clip = self._kept.get(key) or (self._cache.get(key) if self._cache else None)
        if clip:
            self._note(key, clip)
        return clip

    def _note(self, key: str, clip: Clip) -> None:
        self._lengths[key] = ceil_ms(len(clip.pcm) - clip.onset)

    def _make(self, utterances: Iterable[Utterance]) -> list[Clip]:
        wanted = list(utterances)
        if self._traits.here:
            return [self._finish(u, self.engine.speak(self._clean(u))) for u in wanted]
        if not wanted:
            return []
        originals = {self._clean(u): u for u in wanted}
        pool = self._pool = self._pool or self._new_pool()
        made = pool.each(originals, self._finish)
        by_clean = dict(zip(originals, made, strict=True))
        return [by_clean[self._clean(u)] for u in wanted]

    def _finish(self, utterance: Utterance, sound: RawSound) -> Clip:
        from mmc_audio.speech.trim import clip

        made = clip(sound, float(self._gain(utterance.voice)))
        key = self.key(utterance)
        self._note(key, made)
        if not (self._cache and self._cache.put(key, made)):
            self._kept[key] = made
        return made

    def _new_pool(self) -> Pool:
        from mmc_audio.speech.judge import fault

        return Pool(self.engine, self._workers, judge=fault)

    def _clean(self, utterance: Utterance) -> Utterance:
        return Utterance(self._text(utterance), utterance.voice, utterance.pace)

    def _text(self, utterance: Utterance) -> str:
        text = utterance.text
        if text not in self._texts:
            self._texts[text] = sanitised(text)
        return self._texts[text]

    def _gain(self, _voice: str) -> str:
        return "0.0"
