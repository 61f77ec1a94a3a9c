"""A renderer: one choice of voice, one cache, and the flow from plan to files on one screen."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio._lib.closing import Closing
from mmc_audio.errors import MmcError
from mmc_audio.rendering.overrides import USUAL, Overrides
from mmc_audio.rendering.quick_check import QuickCheck, RenderRecord, as_it_is
from mmc_audio.rendering.resources import RenderResources, Watch, unwatched
from mmc_audio.rendering.result import RenderResult, playlists_of
from mmc_audio.rendering.stopwatch import Stopwatch
from mmc_audio.templates.search_path import override_folders

if TYPE_CHECKING:
    from mmc_audio.coaching.memory import Memory
    from mmc_audio.library.names import SessionPaths
    from mmc_audio.library.session_files import SessionFiles
    from mmc_audio.plan.model import Plan
    from mmc_audio.rendering.job import Job
    from mmc_audio.rendering.sections import Sources
    from mmc_audio.rendering.up_to_date import Stamp
    from mmc_audio.speech.engine import Mono
    from mmc_audio.speech.speak import Speaker
    from mmc_audio.timeline.schedule import Timeline


class Renderer(Closing):
    """Renders one session after the other. Use it in a `with` statement: it starts processes.

    Args:
        choice: who speaks, before what the plans say.
        watch: called with each step.
        workers: processes and threads side by side; None for one per core.
        folders: where templates are looked for; None for the workspace's and the user's own.
        cache: the cache folder; None for the user's.
        log: the practice log of whoever uses this machine; None where others are trained. One
            that is in the plan's folder comes before it.
    """

    def __init__(
        self,
        choice: Overrides = USUAL,
        *,
        watch: Watch = unwatched,
        workers: int | None = None,
        folders: Sequence[Path] | None = None,
        cache: Path | None = None,
        log: Path | None = None,
    ) -> None:
        from mmc_audio._lib.store import default_folder
        from mmc_audio.library.names import Names
        from mmc_audio.rendering.session_source import SessionSources
        from mmc_audio.speech.pool import cores

        self.choice = choice
        self.log = log
        self._resources = RenderResources(cache or default_folder(), workers or cores(), watch)
        self._folders = override_folders() if folders is None else folders
        self._sources = SessionSources(self._resources.store("sessions"))
        self._names = Names(self._sources.of_present)
        self.remembers = True
        """Whether it is noted what is where; False where the output is only passed through."""

    def close(self) -> None:
        """End the processes."""
        self._resources.close()

    @property
    def warnings(self) -> list[str]:
        """What went wrong without stopping a rendering, such as a cache that cannot be written."""
        return self._resources.warnings

    def job(self, path: str, *, script: bool = False) -> "Job":
        """Read a plan, a file to import, or a cue script: where the name ends in `.cues`."""
        from mmc_audio.importing.read_any import read_any
        from mmc_audio.rendering.job import SCRIPT_SUFFIX, job_of_script

        if script or path.endswith(SCRIPT_SUFFIX):
            return job_of_script(path, self.choice)
        return self.job_of(read_any(path, self._resources.warn), path)

    def job_of(self, plan: "Plan", path: str, memory: "Memory | None" = None) -> "Job":
        """The job of a plan that was read from `path`, and perhaps adjusted since.

        Args:
            plan: what the athlete will do.
            path: the plan's file.
            memory: what is known of the sessions before; None where the plan stands alone.
        """
        from mmc_audio.rendering.job import job_of_plan, with_written
        from mmc_audio.rendering.memory import log_for, memory_of_plan
        from mmc_audio.rendering.script import write

        plan = self.choice.over(plan)
        self._resources.warm(plan)
        known = memory or memory_of_plan(plan, log_for(Path(path), self.log))
        written = write(plan, self._folders, memory=known, file=path, choice=self.choice)
        if written.english:
            self._resources.warn(written.english)
        job = job_of_plan(plan, path, written.script, written.sounds, self.choice.formats)
        return replace(with_written(job, written), memory=known)

    def speaker_of(self, job: "Job") -> "Speaker":
        """Who speaks `job`."""
        return self._resources.speaker(job)

    def render(
        self,
        path: str,
        output: Path,
        *,
        script: bool = False,
        force: bool = False,
        layouts: Collection[str] = (),
    ) -> RenderResult:
        """Render a plan into `output`, or a cue script, as `job` tells them apart.

        Raises:
            MmcError: of every kind; earlier output is whole then.
        """
        check = self._quick_check(path, output)
        inputs = check.inputs()
        note = None if force or layouts else check.note(inputs, self._resources.engine_now)
        if note and (done := self._as_noted(note, output, path)):
            return done
        stopwatch = Stopwatch()
        with stopwatch("write"):
            job = self.job(path, script=script)
        music = as_it_is(job.music)
        done = self.render_job(job, output, force=force, stopwatch=stopwatch, layouts=layouts)
        if self.remembers:
            speaker = self._resources.speaker(job)
            engine = (speaker.engine.name, speaker.version)
            check.keep(done.note(job, engine, inputs, music))
        return done

    def _quick_check(self, path: str, output: Path) -> QuickCheck:
        from mmc_audio.rendering.memory import log_for

        store = self._resources.store("sessions")
        log = log_for(Path(path), self.log)
        return QuickCheck(store, Path(path), output, self.choice, self._folders, log)

    def _as_noted(self, note: RenderRecord, output: Path, path: str) -> RenderResult | None:
        """The result that the last run noted; None if the session has another name now."""
        paths = self._paths(output, note.collection, note.name, Path(path).absolute())
        same = str(paths.mp3) == note.files[0][0]
        return RenderResult.as_noted(note, paths, path) if same else None

    def render_job(
        self,
        job: "Job",
        output: Path,
        *,
        force: bool = False,
        stopwatch: Stopwatch | None = None,
        layouts: Collection[str] = (),
    ) -> RenderResult:
        """Write the session's files into `output`, or find that they are up to date.

        Args:
            job: what to render.
            output: where the collections are.
            force: render also where nothing has changed.
            stopwatch: notes the time each stage takes.
            layouts: how the session is also cut into tracks; those that are there already are
                kept in step with it.
        """
        files = self._files(job, output, layouts)
        stamp = self._stamp(job, files)
        if not force and stamp.is_current():
            done = RenderResult.as_found(job, files.paths)
        else:
            done = self._make(job, files, stopwatch or Stopwatch(), stamp)
        if self.remembers:
            self._sources.keep(files.paths.mp3, job.origin)
        playlists = playlists_of(files, job.collection, layouts)
        return replace(done, playlists=playlists, stamp=stamp)

    def is_current(self, job: "Job", output: Path) -> bool:
        """Whether the session of `job` is in `output` as a rendering would make it now."""
        alone = replace(self._files(job, output), cuts=())  # tracks are made anew with it
        return self._stamp(job, alone).is_current()

    def _stamp(self, job: "Job", files: "SessionFiles") -> "Stamp":
        from mmc_audio.rendering.up_to_date import Stamp, inputs_digest

        digest = inputs_digest(job, self._resources.identity(job))
        return Stamp(self._resources.store("sessions"), digest, files.groups)

    def _files(self, job: "Job", output: Path, layouts: Collection[str] = ()) -> "SessionFiles":
        from mmc_audio.library.session_files import session_files

        paths = self._paths(output, job.collection, job.name, job.origin)
        sections = job.script.sections
        return session_files(paths, sections, formats=job.formats, layouts=layouts)

    def _paths(
        self, output: Path, collection: str, name: str, origin: Path | None
    ) -> "SessionPaths":
        from mmc_audio.library.names import session_paths

        if not self.remembers:
            return session_paths(output, collection, name)
        return self._names.claim(output, collection, name, origin)

    def timeline(self, job: "Job") -> "Timeline":
        """When everything of `job` is heard; speaks what is not in the cache.

        Raises:
            FitError: if a cue or block cannot fit its time.
            UnavailableError: if the engine or the voice is not there, or does not answer.
        """
        from mmc_audio.templates.place import in_template

        try:
            return self._resources.timeline(job)
        except MmcError as error:
            raise in_template(error, job.shown_names) from error

    def pcm(self, job: "Job", timeline: "Timeline") -> "Iterator[Mono]":
        """The sound of each section of `timeline`, in order, before it is encoded."""
        from mmc_audio.audio.parts import whole
        from mmc_audio.audio.section import mix_whole
        from mmc_audio.units import Samples

        sources = self._resources.sources(job, timeline)
        start = Samples(0)
        for section in timeline.sections:
            sound = mix_whole(sources.recipe(whole(section), start), sources.clip)
            yield sound
            start = Samples(start + len(sound))

    def _make(
        self, job: "Job", files: "SessionFiles", stopwatch: Stopwatch, stamp: "Stamp"
    ) -> RenderResult:
        """The flow from script to files."""
        from mmc_audio._lib.atomic import check_writable
        from mmc_audio.library.write import AboutSession, write_session

        check_writable(files.paths.folder)
        with stopwatch("speak and fit"):
            timeline = self.timeline(job)
        with stopwatch("music"):
            sources = self._resources.sources(job, timeline)
        new: set[int] = set()
        with stopwatch("mix, encode and write"):
            sections = self._encoded(timeline, sources, new)
            engine, encoder = self.speaker_of(job).engine.name, job.encoder
            about = AboutSession(
                job.collection, engine, track=job.track, day=job.day, settings=encoder
            )
            then = stamp.set if self.remembers else lambda: None
            joined = write_session(files, timeline, sections, about, then=then)
        return RenderResult.as_made(
            job,
            files.paths,
            timeline,
            samples=joined.samples,
            new=len(new),
            stages=stopwatch.stages,
        )

    def _encoded(self, timeline: "Timeline", sources: "Sources", new: set[int]) -> Iterator[bytes]:
        """The frames, in order; notes in `new` which sections had to be made."""
        from mmc_audio.rendering.sections import encode_all

        total = len(timeline.sections)
        for part in encode_all(timeline.sections, sources, workers=self._resources.workers):
            if part.new:
                new.add(part.section)
            self._resources.watch("Rendering", part.section + 1, total)
            yield part.frames
