"""The resources of a run: who speaks, what music is under it, and what is kept of both."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mmc_audio.errors import InputError
from mmc_audio.rendering.speakers import Speakers
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.units import Ms

if TYPE_CHECKING:
    from mmc_audio._lib.store import Store
    from mmc_audio.audio.bed import Bed
    from mmc_audio.plan.model import Plan
    from mmc_audio.rendering.job import Job
    from mmc_audio.rendering.sections import Sources
    from mmc_audio.script.cue import Script
    from mmc_audio.script.own_sounds import OwnSound
    from mmc_audio.speech.speak import Speaker
    from mmc_audio.timeline.schedule import Timeline

Watch = Callable[[str, int, int], None]
"""Called with each step: the stage, how many steps are done, of how many."""

SPOKEN_AT_ONCE = 64
"""Utterances between two words of progress."""


def unwatched(stage: str, done: int, total: int) -> None:
    """A progress callback that does nothing."""
    del stage, done, total


class RenderResources:
    """Speakers and caches, made when they are first needed. Close it: it starts processes.

    Args:
        cache: the cache folder.
        workers: processes side by side.
        watch: called with each step.
    """

    def __init__(self, cache: Path, workers: int, watch: Watch) -> None:
        self.warnings: list[str] = []
        self.workers = workers
        self.watch = watch
        self._cache = cache
        self._voices = Speakers(cache, workers, self.warn)
        self._lock = Lock()

    def warn(self, line: str) -> None:
        """Add a warning, once for each text."""
        if line not in self.warnings:
            self.warnings.append(line)

    def close(self) -> None:
        """End the processes, and keep the cache within bounds."""
        from mmc_audio.rendering.prune_cache import prune_cache

        self._voices.close()
        prune_cache(self._cache)

    def store(self, kind: str) -> "Store":
        """What is kept of one kind."""
        from mmc_audio._lib.store import Store

        return Store(self._cache, kind, warn=self.warn)

    def speaker(self, job: "Job") -> "Speaker":
        """Who speaks `job`.

        Raises:
            UnavailableError: if the engine is not there.
        """
        return self._voices.speaker(job.voice, language_of(job.script))

    def warm(self, plan: "Plan") -> None:
        """Have a process ready for a plan's voice; if there is none, speaking will say so."""
        self._voices.warm(plan.voice, plan.language)

    def engine_now(self, name: str) -> tuple[str, str]:
        """Name and version of the engine called `name`.

        Raises:
            UnavailableError: if it is not there.
        """
        from mmc_audio.speech.find import find_engine

        engine = find_engine(name)
        return engine.name, engine.version

    def timeline(self, job: "Job") -> "Timeline":
        """When everything of `job` is heard; speaks what is not in the cache.

        Raises:
            FitError: if a cue or block cannot fit its time.
            UnavailableError: if the engine or the voice is not there, or does not answer.
        """
        from mmc_audio.audio.own_sounds import lengths_with
        from mmc_audio.plan.choices import VoiceManner
        from mmc_audio.speech.script_voices import ScriptVoices
        from mmc_audio.timeline.noise import in_noise
        from mmc_audio.timeline.schedule import schedule

        language = language_of(job.script)
        speaker, voice = self._voices.of(job.voice, language)
        voices = ScriptVoices(speaker.engine, language, job.lexicon)
        voices.main(voice.id)
        script = voices.named_in(job.script)

        def measure(wanted: Collection[Utterance]) -> Mapping[Utterance, Ms]:
            return self._spoken(speaker, wanted)

        return schedule(
            script,
            measure,
            voice=voice.id,
            pace=job.voice.pace,
            sound_length=lengths_with(job.sounds),
            centres=speaker.centres,
            say=voices.say,
            in_noise=in_noise(job.voice.sound, script.sections),
            coach=job.voice.manner is VoiceManner.COACH,
        )

    def sources(self, job: "Job", timeline: "Timeline") -> "Sources":
        """What the sections of `job` are made from."""
        from mmc_audio.audio.recipe import spoken
        from mmc_audio.rendering.sections import Sources

        speaker, music = self.speaker(job), bed_key(job)
        bed = self._bed(job, timeline, music)
        if music != bed_key(job):  # what was read is kept under its key, for ever
            raise InputError(f"music {job.music}: changed while it was read; render again")
        return Sources(
            clip=partial(self._clip, speaker),
            clip_key=speaker.key,
            store=self.store("sections"),
            bed=bed,
            own=own_by_name(job),
            spoken=spoken(timeline.sections) if bed else (),
            settings=job.encoder,
            gain_db=self._session_gain(job, speaker, timeline),
        )

    def _session_gain(self, job: "Job", speaker: "Speaker", timeline: "Timeline") -> float:
        """What brings the session to its loudness; 0 for an engine that is silent on purpose."""
        from mmc_audio.audio.clip_levels import ClipLevels
        from mmc_audio.audio.session_level import session_gain_db
        from mmc_audio.speech.engine import traits
        from mmc_audio.speech.level import TARGET_LUFS

        if not traits(speaker.engine).audible:
            return 0.0
        levels = ClipLevels(self.store("levels"), speaker)
        target = job.voice.loudness or TARGET_LUFS
        own = own_by_name(job)
        found = session_gain_db(
            timeline.sections, levels.of, target=target, usual=TARGET_LUFS, own=own
        )
        levels.save()
        return found

    def identity(self, job: "Job") -> tuple[str, ...]:
        """What shapes the sound of `job` besides itself: engine, its version, voice, the music."""
        return (*self._voices.identity(job.voice, language_of(job.script)), bed_key(job))

    def _spoken(self, speaker: "Speaker", wanted: Collection[Utterance]) -> dict[Utterance, Ms]:
        lengths: dict[Utterance, Ms] = {}
        for some in batched(wanted, SPOKEN_AT_ONCE):
            lengths |= speaker.lengths(some)
            self.watch("Speaking", len(lengths), len(wanted))
        return lengths

    def _clip(self, speaker: "Speaker", utterance: Utterance) -> Clip:
        """A clip from the cache. Threads take turns, since one that is damaged is spoken again."""
        with self._lock:
            return speaker.clip(utterance)

    def _bed(self, job: "Job", timeline: "Timeline", digest: str) -> "Bed | None":
        from mmc_audio.audio.bed import Bed
        from mmc_audio.audio.music import measured
        from mmc_audio.audio.parts import session_samples
        from mmc_audio.speech.level import TARGET_LUFS

        if job.bed is None or job.music is None:
            return None
        self.watch("Reading the music", 0, 1)
        music, lufs = measured(job.music)
        total, speech = session_samples(timeline), float(job.voice.loudness or TARGET_LUFS)
        return Bed(music, lufs, total, job.bed.level_db, digest, speech)


def own_by_name(job: "Job") -> "dict[str, OwnSound]":
    """The coach's own sounds in `job`."""
    return {sound.name: sound for sound in job.sounds}


def bed_key(job: "Job") -> str:
    """Content address of the music under `job`: its bytes and its level.

    Raises:
        MissingError: if it cannot be read.
        InputError: if it is no kind of music, or too large.
    """
    from mmc_audio.audio.music import music_digest

    if job.bed is None or job.music is None:
        return ""
    return f"{music_digest(job.music)} {job.bed.level_db}"


def batched(items: Collection[Utterance], size: int) -> Iterator[list[Utterance]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def language_of(script: "Script") -> str:
    """The language that the script names, else `en`."""
    return next((s.value for s in script.settings if s.name == "language"), "en")
