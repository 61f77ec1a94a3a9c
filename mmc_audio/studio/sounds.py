"""What is heard in the studio: a line as the session would say it, or a part of a session.

The voice stays warm from one line to the next.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from mmc_audio.errors import InputError
from mmc_audio.plan.model import Plan
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.job import Job, job_of_plan
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.say import as_wav, spoken_text
from mmc_audio.script.model import Script
from mmc_audio.script.own_sounds import own_sounds, used_sounds
from mmc_audio.speech.engine import Clip
from mmc_audio.units import SAMPLE_RATE

if TYPE_CHECKING:
    from mmc_audio.rendering.say import SpokenText
    from mmc_audio.speech.speak import Speaker

LONGEST_LINE = 2_000
"""Characters of a line to play."""


class Listening:
    """Speaks lines and parts of sessions. Close it: voices run in processes of their own."""

    def __init__(self) -> None:
        self._renderer: Renderer | None = None
        self._speakers: dict[tuple[str, str], Speaker] = {}
        self._lock = Lock()
        self._pages = 0

    def someone_came(self) -> None:
        """A page was opened."""
        self._pages += 1

    def someone_went(self) -> None:
        """A page went away; with the last one the voices end, until they are asked for again."""
        self._pages -= 1
        if self._pages == 0:
            self.close()

    def line(self, text: str, job: Job) -> bytes:
        """A line as the voice of `job` says it, as a WAV file.

        Raises:
            UnavailableError: if there is no voice; SpeechError if nothing in it can be said.
            InputError: if it is too long for a line.
        """
        if len(text) > LONGEST_LINE:
            raise InputError("this is longer than a line; play a part of it")
        voice = job.voice
        choice = Overrides(engine=voice.engine, voice=voice.name, pace=voice.pace)
        language = next((s.value for s in job.script.settings if s.name == "language"), "en")
        spoken = spoken_text(text, choice, language, job.lexicon)
        with self._lock:
            return as_wav(self._speaker(spoken).clip(spoken.utterance))

    def warm(self, job: Job) -> None:
        """Have the voice ready before the first line is asked for."""
        self.line("Ready.", job)

    def _speaker(self, spoken: "SpokenText") -> "Speaker":
        from mmc_audio.audio.loudness import integrated_lufs
        from mmc_audio.speech.clip_cache import ClipCache
        from mmc_audio.speech.speak import Speaker

        key = spoken.engine.name, spoken.voice.id
        if key not in self._speakers:
            made = Speaker(spoken.engine, ClipCache(), workers=1, level=integrated_lufs)
            self._speakers[key] = made
        return self._speakers[key]

    def section(self, plan: Plan, name: str, script: Script, index: int, share: float) -> bytes:
        """A section of a session from a moment on, as a WAV file.

        Args:
            plan: the session's.
            name: the plan's file.
            script: the whole session's.
            index: which of its sections.
            share: where in it to begin, from 0 to 1. Lengths on the page are estimated: a second
                there may be another one here.

        Raises:
            MmcError: if it cannot be spoken.
        """
        alone = replace(script, sections=script.sections[index : index + 1])
        with self._lock:
            self._renderer = self._renderer or Renderer()
            job = job_of_plan(plan, name, alone, used_sounds(alone, own_sounds()))
            timeline = self._renderer.timeline(job)
            sound = next(self._renderer.pcm(job, timeline))
        start = max(0, min(round(share * len(sound)), len(sound) - SAMPLE_RATE // 2))
        return as_wav(Clip(np.ascontiguousarray(sound[start:]), 0))

    def close(self) -> None:
        """End the voices."""
        with self._lock:
            for speaker in self._speakers.values():
                speaker.close()
            self._speakers.clear()
            if self._renderer:
                self._renderer.close()
            self._renderer = None


MOST_SOUNDS = 12


@dataclass(slots=True)
class SoundShelf:
    """The last sounds, each under a name that cannot be guessed."""

    _sounds: OrderedDict[str, bytes] = field(default_factory=OrderedDict)

    def put(self, wav: bytes) -> str:
        """Keep a sound; its name."""
        name = f"{secrets.token_urlsafe(12)}.wav"
        self._sounds[name] = wav
        while len(self._sounds) > MOST_SOUNDS:
            self._sounds.popitem(last=False)
        return name

    def get(self, name: str) -> bytes | None:
        """The sound of that name; None where it is gone."""
        return self._sounds.get(name)
