"""A studio: one choice of voice, one cache, and the flow from plan to files on one screen."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from mmc_audio.errors import MissingError
from mmc_audio.pipeline.job import SCRIPT_SUFFIX, Choice, Job, job_of_plan, job_of_script
from mmc_audio.pipeline.stopwatch import Stopwatch
from mmc_audio.pipeline.workspace import template_folders
from mmc_audio.plan.load import load_plan
from mmc_audio.plan.model import Plan
from mmc_audio.script.cue import Script
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.units import SAMPLE_RATE, Ms

if TYPE_CHECKING:
    from mmc_audio.library.names import SessionPaths
    from mmc_audio.mix.bed import Bed
    from mmc_audio.pipeline.sections import Sources
    from mmc_audio.speech.cache import Store
    from mmc_audio.speech.speak import Speaker
    from mmc_audio.timeline.schedule import Timeline

Watch = Callable[[str, int, int], None]
"""Told of each step: the stage, how many steps are done, of how many."""

SPOKEN_AT_ONCE = 64
"""Utterances between two words of progress."""


def unwatched(stage: str, done: int, total: int) -> None:
    """A watch that looks away."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one rendering left behind."""

    mp3: Path
    files: tuple[Path, ...]
    title: str
    duration_s: float
    cues: int = 0
    dropped: tuple[str, ...] = ()
    """What was left out for lack of time, one line each."""
    unchanged: bool = False
    """True where the files were already there, made from the same plan."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds by stage."""
    sections: int = 0
    sections_new: int = 0
    """Sections encoded now; the others came from the cache."""


def write(plan: Plan, folders: Sequence[Path] = (), *, file: str = "plan") -> Script:
    """The cue script of `plan`, with the templates of `folders` before the built-in ones.

    Args:
        plan: what the athlete will do.
        folders: where templates are looked for, the first one first.
        file: the plan's name, for messages.

    Raises:
        PlanError: if an exercise or a routine is not known.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.session import build_session
    from mmc_audio.script.template_options import OptionError
    from mmc_audio.script.template_place import in_plan
    from mmc_audio.script.write import write_script

    session = build_session(plan, load_catalogue(), file=file)
    try:
        return write_script(plan, session, folders)
    except OptionError as error:
        raise in_plan(error, file) from error


class Studio:
    """Renders one session after the other. Use it in a `with` statement: it starts processes.

    Args:
        choice: who speaks, before what the plans say.
        watch: told of each step.
        workers: processes and threads side by side; None for one per core.
        folders: where templates are looked for; None for the workspace's and the user's own.
        cache: the cache folder; None for the user's.
        own_names: whether two sessions of one name are kept apart by a number; False where the
            caller sees to it.
    """

    def __init__(
        self,
        choice: Choice = Choice(),  # noqa: B008 - frozen
        *,
        watch: Watch = unwatched,
        workers: int | None = None,
        folders: Sequence[Path] | None = None,
        cache: Path | None = None,
        own_names: bool = True,
    ) -> None:
        from mmc_audio.library.names import Names
        from mmc_audio.speech.cache import default_folder
        from mmc_audio.speech.pool import cores

        self.choice = choice
        self.warnings: list[str] = []
        self._watch = watch
        self._workers = workers or cores()
        self._folders = template_folders() if folders is None else folders
        self._cache = cache or default_folder()
        self._speakers: dict[str, Speaker] = {}
        self._names: dict[Path, Names] | None = {} if own_names else None
        self._lock = Lock()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def job(self, path: str) -> Job:
        """Read a plan, or a cue script where the name ends in `.cues`."""
        if path.endswith(SCRIPT_SUFFIX):
            return job_of_script(path, self.choice)
        plan = self.choice.over(load_plan(path))
        file = "<stdin>" if path == "-" else path
        return job_of_plan(plan, path, write(plan, self._folders, file=file))

    def sheet(self, path: str) -> dict[str, Any]:
        """The cue sheet of a plan or cue script, as plain data; writes no session."""
        from mmc_audio.library.cues import sheet_of

        job = self.job(path)
        return sheet_of(self.timeline(job), self.engine_of(job))

    def engine_of(self, job: Job) -> str:
        """Name of the engine that speaks `job`."""
        return self._speaker(job).engine.name

    def render(self, path: str, output: Path, *, force: bool = False) -> Rendered:
        """Render a plan or cue script into `output`.

        Raises:
            MmcError: of every kind; earlier output is whole then.
        """
        watch = Stopwatch()
        with watch("write"):
            job = self.job(path)
        return self.render_job(job, output, force=force, watch=watch)

    def render_job(
        self, job: Job, output: Path, *, force: bool = False, watch: Stopwatch | None = None
    ) -> Rendered:
        """Render a job into `output`: the session's files, or word that they are there already."""
        from mmc_audio.library.atomic import check_writable
        from mmc_audio.pipeline.stamp import inputs_digest, is_current, set_stamp

        watch = watch or Stopwatch()
        paths = self._paths(job, output)
        digest = inputs_digest(job, self._identity(job), self._bed_key(job))
        stamps = self._store("sessions")
        if not force and is_current(stamps, paths, digest):
            return self._unchanged(job, paths)
        check_writable(paths.folder)
        result = self._make(job, paths, watch)
        set_stamp(stamps, paths, digest)
        return result

    def _paths(self, job: Job, output: Path) -> "SessionPaths":
        from mmc_audio.library.names import Names, session_paths

        if self._names is None:
            return session_paths(output, job.collection, job.name)
        names = self._names.setdefault(output, Names(output))
        return names.claim(job.collection, job.name)

    def timeline(self, job: Job) -> "Timeline":
        """When everything of `job` is heard; speaks what is not in the cache.

        Raises:
            FitError: if a cue or block cannot fit its time.
            UnavailableError: if the engine or the voice is not there, or does not answer.
        """
        from mmc_audio.mix.sounds import sound_length_ms
        from mmc_audio.script.voices import with_voices
        from mmc_audio.speech.engine import resolve_voice
        from mmc_audio.timeline.schedule import schedule

        speaker = self._speaker(job)
        language = _language(job.script)
        voice = resolve_voice(speaker.engine, job.voice.name, language)
        script = with_voices(
            job.script, lambda name: resolve_voice(speaker.engine, name, language).id
        )

        def measure(wanted: Collection[Utterance]) -> Mapping[Utterance, Ms]:
            return self._spoken(speaker, wanted)

        return schedule(
            script, measure, voice=voice.id, pace=job.voice.pace, sound_length=sound_length_ms
        )

    def _make(self, job: Job, paths: "SessionPaths", watch: Stopwatch) -> Rendered:
        """The flow from script to files."""
        from mmc_audio.library.write import About, write_session

        with watch("speak and fit"):
            timeline = self.timeline(job)
        with watch("music"):
            sources = self._sources(job, timeline)
        new: list[bool] = []
        with watch("mix, encode and write"):
            sections = self._encoded(timeline, sources, new)
            about = About(job.collection, self._speaker(job).engine.name, day=job.day)
            joined = write_session(paths, timeline, sections, about)
        return Rendered(
            mp3=paths.mp3,
            files=paths.all(),
            title=job.title,
            duration_s=round(joined.samples / SAMPLE_RATE, 4),
            cues=sum(len(section.cues) for section in timeline.sections),
            dropped=tuple(_lost(timeline)),
            stages=watch.stages,
            sections=len(new),
            sections_new=sum(new),
        )

    def _encoded(
        self, timeline: "Timeline", sources: "Sources", new: list[bool]
    ) -> Iterator[bytes]:
        from mmc_audio.pipeline.sections import encode_all

        total = len(timeline.sections)
        for section in encode_all(timeline.sections, sources, workers=self._workers):
            new.append(section.new)
            self._watch("Rendering", len(new), total)
            yield section.frames

    def _unchanged(self, job: Job, paths: "SessionPaths") -> Rendered:
        sheet = json.loads(paths.file(".cues.json").read_text("utf-8"))
        return Rendered(
            mp3=paths.mp3,
            files=paths.all(),
            title=job.title,
            duration_s=sheet["duration_s"],
            cues=len(sheet["cues"]),
            unchanged=True,
        )

    def _spoken(self, speaker: "Speaker", wanted: Collection[Utterance]) -> dict[Utterance, Ms]:
        lengths: dict[Utterance, Ms] = {}
        for some in batched(wanted, SPOKEN_AT_ONCE):
            lengths |= speaker.lengths(some)
            self._watch("Speaking", len(lengths), len(wanted))
        return lengths

    def _speaker(self, job: Job) -> "Speaker":
        from mmc_audio.master.loudness import integrated_lufs
        from mmc_audio.speech.cache import ClipCache
        from mmc_audio.speech.engine import default_engine_name, find_engine
        from mmc_audio.speech.speak import Speaker

        name = job.voice.engine or default_engine_name()
        if name not in self._speakers:
            clips = ClipCache(self._cache, warn=self.warnings.append)
            speaker = Speaker(find_engine(name), clips, self._workers, level=integrated_lufs)
            self._speakers[name] = self._stack.enter_context(speaker)
        return self._speakers[name]

    def _clip(self, speaker: "Speaker", utterance: Utterance) -> Clip:
        """A clip, asked for by several threads: one at a time may have to be spoken again."""
        with self._lock:
            return speaker.clip(utterance)

    def _sources(self, job: Job, timeline: "Timeline") -> "Sources":
        from mmc_audio.pipeline.sections import Sources

        speaker = self._speaker(job)
        return Sources(
            clip=partial(self._clip, speaker),
            clip_key=speaker.key,
            store=self._store("sections"),
            bed=self._bed(job, timeline),
            bed_key=self._bed_key(job),
        )

    def _bed(self, job: Job, timeline: "Timeline") -> "Bed | None":
        from mmc_audio.library.heard import session_samples
        from mmc_audio.master.loudness import integrated_lufs
        from mmc_audio.mix.bed import Bed
        from mmc_audio.mix.music import read_music

        if job.bed is None:
            return None
        self._watch("Reading the music", 0, 1)
        music = read_music(job.bed_folder / job.bed.file)
        return Bed(music, integrated_lufs(music), session_samples(timeline), job.bed.level_db)

    def _bed_key(self, job: Job) -> str:
        """Content address of the music: its bytes and its level."""
        if job.bed is None:
            return ""
        path = job.bed_folder / job.bed.file
        try:
            content = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            what = f"music {path}: {error.strerror or error}; check the path"
            raise MissingError(what) from error
        return f"{content} {job.bed.level_db}"

    def _identity(self, job: Job) -> tuple[str, str]:
        engine = self._speaker(job).engine
        return engine.name, engine.version

    def _store(self, kind: str) -> "Store":
        from mmc_audio.speech.cache import Store

        return Store(self._cache, kind, warn=self.warnings.append)


def batched(items: Collection[Utterance], size: int) -> Iterator[list[Utterance]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _language(script: Script) -> str:
    return next((s.value for s in script.settings if s.name == "language"), "en")


def _lost(timeline: "Timeline") -> Iterator[str]:
    for section in timeline.sections:
        for one in section.dropped:
            yield f"{one.source}: {one.text!r} left out, {one.why}"
