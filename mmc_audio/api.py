"""The public API: plans, scripts, timelines and sessions, for people who write Python.

`import mmc_audio` offers these names; all other modules are private. See docs/python.md.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import PrivateAttr

from mmc_audio.plan.model import Plan
from mmc_audio.rendering.overrides import USUAL, Overrides
from mmc_audio.rendering.resources import Watch, unwatched
from mmc_audio.rendering.result import RenderResult
from mmc_audio.script.model import Script
from mmc_audio.timeline.model import Timeline

if TYPE_CHECKING:
    from pydub import AudioSegment

    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.rendering.job import Job
    from mmc_audio.rendering.script import WrittenPlan


def _ignore(_line: str) -> None:
    """The `note` of those who want none: does nothing."""


def render(
    source: "str | Path | TrainingPlan | CueScript",
    output: str | Path = "output",
    *,
    voice: Overrides = USUAL,
    force: bool = False,
    tracks: Collection[str] = (),
    progress: Watch = unwatched,
) -> RenderResult:
    """Render a session into `output`: the MP3 and the files beside it, all of them or none.

    Args:
        source: the path of a plan or of a cue script (`.cues`), a plan, or a script.
        output: the folder that receives the collection's folder.
        voice: who speaks and how the day feels, before what the plan says.
        force: render again where nothing has changed.
        tracks: how the session is also cut: any of `session`, `exercise`, `set`.
        progress: called with each step: the stage, how many steps are done, of how many.

    Returns:
        Where the files are, and how long the session is.

    Raises:
        MmcError: one line a person can act on, with the exit code of the command line.
    """
    if not isinstance(source, TrainingPlan | CueScript):
        with _renderer(voice, progress) as renderer:
            return renderer.render(str(source), Path(output), force=force, layouts=tracks)
    script = source.script(voice=voice) if isinstance(source, TrainingPlan) else source
    with _renderer(voice, progress) as renderer:
        job = script.job(voice)
        return renderer.render_job(job, Path(output), force=force, layouts=tracks)


def read_script(
    path: str | Path,
    *,
    voice: Overrides = USUAL,
    log: str | Path | None = None,
    note: Callable[[str], None] = _ignore,
) -> "CueScript":
    """What will be said: the script of the plan at `path`, or the cue script (`.cues`) itself.

    Args:
        path: of a plan, a file to import or a cue script; `-` reads a plan from standard input.
        voice: who speaks and how the day feels, before what the plan says.
        log: as in `TrainingPlan.script`.
        note: as in `TrainingPlan.read`.

    Raises:
        MmcError: if it cannot be read, or is wrong.
    """
    from mmc_audio.rendering.job import SCRIPT_SUFFIX, script_in

    if str(path).endswith(SCRIPT_SUFFIX):
        return CueScript(script_in(str(path)), file=str(path))
    return TrainingPlan.read(path, note=note).script(voice=voice, log=log)


class TrainingPlan(Plan):
    """A plan, and what can be done with it. Exported as `mmc_audio.Plan`.

    Its fields are the keys of a plan file (docs/plan.md). What is wrong raises PlanError,
    or ManyErrors, in the words that a wrong file is refused with.
    """

    _file: str = PrivateAttr(default="-")

    @classmethod
    def read(cls, path: str | Path, *, note: Callable[[str], None] = _ignore) -> "TrainingPlan":
        """The plan in a file, or in a file of another app or plain text; `-` reads standard input.

        Args:
            path: of the file.
            note: called with each line that says what was understood of a file to import.

        Raises:
            MmcError: if it cannot be read, or is wrong; every mistake at its line.
        """
        from mmc_audio.importing.read_any import read_any

        found = read_any(str(path), note)
        plan = cls.model_construct(found.model_fields_set, **dict(found))
        plan._file = str(path)  # noqa: SLF001 - its own
        return plan

    @property
    def file(self) -> str:
        """The path it was read from; `-` for standard input and for a plan made in Python."""
        return self._file

    def check(self, *, voice: Overrides = USUAL) -> "PlanCheck":
        """Fit the plan, and say what a careful coach would say about it; nothing is written.

        Raises:
            MmcError: if it cannot be rendered.
        """
        from mmc_audio.rendering.advice import advice_on, as_data

        script = self.script(voice=voice)
        timeline = script.timeline(voice=voice)
        found = advice_on(script.written.session, timeline.timeline) if script.written else []
        advice = as_data(found, self.file)
        return PlanCheck(timeline.duration_s, timeline.dropped, tuple(advice))

    def script(
        self,
        *,
        voice: Overrides = USUAL,
        templates: Sequence[str | Path] | None = None,
        log: str | Path | None = None,
    ) -> "CueScript":
        """What will be said, as a cue script.

        Args:
            voice: who speaks and how the day feels, before what the plan says. How the day feels
                changes the words, so it counts here and not where the script is spoken.
            templates: folders of templates that come before the built-in ones; None for those of
                the current folder, the user and installed packs.
            log: the practice log of who trains, which the coach answers; one that is beside
                the plan or in the folder above comes before it.

        Raises:
            MmcError: if the plan, a template or the log is wrong.
        """
        from mmc_audio.rendering.memory import log_for, memory_of_plan
        from mmc_audio.rendering.script import write
        from mmc_audio.templates.search_path import override_folders

        folders = override_folders() if templates is None else [Path(one) for one in templates]
        plan = voice.over(self)
        known = memory_of_plan(plan, log_for(Path(self.file), Path(log) if log else None))
        written = write(plan, folders, memory=known, file=self.file, choice=voice)
        return CueScript(written.script, self, self.file, written)


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What `TrainingPlan.check` found in a plan that can be rendered."""

    duration_s: float
    dropped: tuple[str, ...]
    """What was left out for lack of time, one line each."""
    advice: tuple[dict[str, object], ...]
    """As `mmc-audio check --json` prints it; it never stops a render."""


@dataclass(frozen=True, slots=True)
class CueScript:
    """What will be said: text that a person can read, edit and render."""

    script: Script
    plan: TrainingPlan | None = None
    """What it was made from; None for a script written by hand."""
    file: str = "-"
    """The path of the plan or script it comes from; `-` where there is none."""
    written: "WrittenPlan | None" = field(default=None, repr=False, compare=False)
    """What else its plan became; None for a script written by hand."""

    @classmethod
    def parse(cls, text: str, name: str = "script") -> Self:
        """The script in `text`; `name` stands for the file in messages.

        Raises:
            MmcError: if a line is no cue script; every mistake at its line.
        """
        from mmc_audio.script.own_sounds import own_sounds, sound_names
        from mmc_audio.script.parse import parse

        return cls(parse(text, name, own=sound_names(own_sounds())))

    def __str__(self) -> str:
        """The script as text; `parse` reads it back."""
        from mmc_audio.script.text import to_text

        return to_text(self.script)

    def timeline(
        self, *, voice: Overrides = USUAL, progress: Watch = unwatched
    ) -> "SessionTimeline":
        """When everything is heard; speaks what is not in the cache.

        Args:
            voice: who speaks and how the day feels, before what the plan says.
            progress: called with each step, as in `render`.

        Raises:
            MmcError: if a cue cannot fit its time, or the engine is not there.
        """
        with _renderer(voice, progress) as renderer:
            job = self.job(voice)
            timeline, engine = renderer.timeline(job), renderer.speaker_of(job).engine.name
            return SessionTimeline(timeline, self, voice, engine, tuple(renderer.warnings))

    def job(self, voice: Overrides) -> "Job":
        """What a renderer needs to know of this script."""
        from mmc_audio.rendering.job import job_of_plan, job_of_text, with_written
        from mmc_audio.script.own_sounds import own_sounds, used_sounds

        if self.plan is None:
            return job_of_text(self.script, voice, self.file)
        plan, sounds = voice.over(self.plan), used_sounds(self.script, own_sounds())
        job = job_of_plan(plan, self.plan.file, self.script, sounds)
        return with_written(job, self.written) if self.written else job


@dataclass(frozen=True, slots=True)
class SessionTimeline:
    """When everything of a session is heard."""

    timeline: Timeline = field(repr=False)
    source: CueScript = field(repr=False)
    voice: Overrides
    engine: str
    """Name of the engine that speaks it."""
    notes: tuple[str, ...] = ()
    """What was not as it should be, and did no harm, such as another engine speaking."""

    @property
    def duration_s(self) -> float:
        """Length of the session as a decoder plays it, in seconds."""
        from mmc_audio.audio.parts import session_samples
        from mmc_audio.units import seconds

        return seconds(session_samples(self.timeline))

    @property
    def dropped(self) -> tuple[str, ...]:
        """What was left out for lack of time, one line each."""
        from mmc_audio.rendering.result import dropped_lines

        return tuple(dropped_lines(self.timeline))

    def cue_sheet(self) -> dict[str, Any]:
        """What is heard when, as the `.cues.json` beside an MP3 has it (docs/files.md)."""
        from mmc_audio.library.cues import sheet_of

        return sheet_of(self.timeline, self.engine)

    def render(self, output: str | Path = "output") -> RenderResult:
        """Render the session into `output`; see `render`."""
        return render(self.source, output, voice=self.voice)

    def audio(self) -> "AudioSegment":
        """The sound in memory, 5 MB a minute: mono, 16 bit, 44.1 kHz, with its music; for pydub."""
        from pydub import AudioSegment

        from mmc_audio.units import SAMPLE_RATE

        with _renderer(self.voice) as renderer:
            job = self.source.job(self.voice)
            data = b"".join(part.tobytes() for part in renderer.pcm(job, self.timeline))
        return AudioSegment(data, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)


def _renderer(voice: Overrides, progress: Watch = unwatched) -> "Renderer":
    from mmc_audio.rendering.flow import Renderer

    return Renderer(voice, watch=progress)
