"""A program's days as sessions: what is rendered for a day, and what is there already."""

import shlex
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mmc_audio._lib.yaml_tree import Mapping, read_tree
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.errors import MissingError, MmcError, UsageError
from mmc_audio.plan.file import read_file
from mmc_audio.plan.program import Program, Rest, Training, load_program, parse_day
from mmc_audio.plan.program_file import SCHEDULES
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.job import Job
from mmc_audio.rendering.memory import AthleteFiles, log_for, memory_of_day
from mmc_audio.rendering.result import RenderResult
from mmc_audio.rendering.session_source import SessionSources
from mmc_audio.rendering.stopwatch import Stopwatch
from mmc_audio.script.model import Script, Setting

if TYPE_CHECKING:
    from mmc_audio.library.names import SessionPaths

USUAL = "program.yaml"
"""The program that is meant where none is named."""

DayState = Literal["rendered", "stale", "missing", "wrong"]


def open_program(path: str | None) -> Program:
    """The program in the file `path`, or `program.yaml` in the current folder.

    Raises:
        MissingError: if it cannot be read; says how to begin where none was named.
        UsageError: if it is a plan.
        PlanError: if it is wrong; ManyErrors if in several places.
    """
    if path is None and not Path(USUAL).exists():
        raise MissingError(
            f"there is no {USUAL} here; name a program, or begin one with 'mmc-audio init'"
        )
    name = path or USUAL
    try:
        return load_program(name)
    except MmcError as error:
        if _keys(name) & {"work", "prepare", "close"} and not is_program(name):
            fix = f"render it without a day: mmc-audio render {shlex.quote(name)}"
            raise UsageError(f"{name} is a plan, not a program; {fix}") from error
        if not name.endswith((".yaml", ".yml")) and Path(name).is_file():
            fix = f"make one of it: mmc-audio import {shlex.quote(name)}"
            raise UsageError(f"{name} is no program, and no plan has days; {fix}") from error
        raise


def with_hint(path: str, error: MmcError, *, renders: bool = True) -> MmcError:
    """`error`, met when `path` was read as a plan; a better one if it is a program."""
    if not is_program(path):
        return error
    command = f"mmc-audio render {shlex.quote(path)}"
    day = f"say which day: {command} --day tomorrow, or --week"
    fix = day if renders else "name one of its plans"
    return UsageError(f"{path} is a program; {fix}")


def is_program(path: str) -> bool:
    """Whether the file says days, as a program does, and no work, as a plan does."""
    keys = _keys(path)
    return bool(keys & {*SCHEDULES, "start"}) and "work" not in keys


def _keys(path: str) -> set[str]:
    """The top keys of a YAML file; none if it is not readable or standard input."""
    try:
        tree = None if path == "-" else read_tree(*read_file(path))
    except MmcError:
        return set()
    return {key.text for key, _ in tree.entries} if isinstance(tree, Mapping) else set()


def day_asked(program: Program, day: str, now: date) -> Training | Rest:
    """What the program says for `tomorrow`, `monday`, `2026-11-30`.

    Raises:
        UsageError: if that is no day.
        PlanError: if the program does not run then.
    """
    return program.day(parse_day(day, now))


def week_from(program: Program, first: date) -> list[Training | Rest]:
    """Seven days from `first` on, as far as the program runs.

    Raises:
        PlanError: if it runs on none of them.
    """
    days = [day for day in _days(first, 7) if _runs(program, day)]
    return [program.day(day) for day in days or [first]]


def coming(program: Program, now: date, weeks: int) -> list[Training | Rest]:
    """The days of so many weeks, from today or the program's start, as far as it runs.

    Raises:
        PlanError: if it is over.
    """
    first = max(now, program.start)
    days = [day for day in _days(first, 7 * weeks) if _runs(program, day)]
    return [program.day(day) for day in days or [first]]


def _days(first: date, count: int) -> list[date]:
    """The calendar ends with the year 9999."""
    return [first + timedelta(n) for n in range(min(count, (date.max - first).days + 1))]


def _runs(program: Program, day: date) -> bool:
    return program.start <= day and (program.end is None or day <= program.end)


def name_of(training: Training) -> str:
    """Base name of the day's files: `2026-11-23-pull-day`, after the plan's file."""
    from mmc_audio.library.names import slug

    return f"{training.date.isoformat()}-{slug(training.path.stem)}"


def job_of_day(
    renderer: Renderer, program: Program, training: Training, memory: Memory = NOTHING_KNOWN
) -> Job:
    """The day's plan as a session of the program, written with what is known of those before.

    Raises:
        PlanError: if the plan is wrong; ManyErrors for several.
        MissingError: if it is gone.
    """
    job = renderer.job_of(training.plan(), str(training.path), memory)
    title = f"{training.date.isoformat()} {job.title}"
    return replace(
        job,
        name=name_of(training),
        title=title,
        collection=program.title,
        script=_titled(job.script, title),
        track=_track(program, training),
        origin=None,  # a day has one name, whichever plan it is made from
    )


def _titled(script: Script, title: str) -> Script:
    """`script` with another title; what it says aloud stays."""
    others = (setting for setting in script.settings if setting.name != "title")
    return replace(script, settings=(Setting("title", title), *others))


def _track(program: Program, training: Training) -> str:
    """`3/24`: which training of the program it is; `3` where that has no end."""
    number = sum(1 for _ in program.trainings(program.start, training.date))
    if program.end is None:
        return f"{number}"
    return f"{number}/{sum(1 for _ in program.trainings(program.start, program.end))}"


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """A program and the folder that its sessions are in."""

    program: Program
    output: Path

    @property
    def folder(self) -> Path:
        """The collection's."""
        from mmc_audio.library.names import session_paths

        return session_paths(self.output, self.program.title, "").folder

    def mp3(self, training: Training) -> Path:
        """Where the day's session is, or would."""
        return self.folder / f"{name_of(training)}.mp3"

    def render(
        self, renderer: Renderer, training: Training, *, force: bool, layouts: Collection[str]
    ) -> tuple[RenderResult, list[str]]:
        """Render a day. Returns also what it replaced: its sessions of another plan for that day.

        Raises:
            MmcError: of every kind; earlier output is whole then.
        """
        from mmc_audio.library.playlist import refresh
        from mmc_audio.library.prune import replace_day

        watch = Stopwatch()
        with watch("write"):
            job = self._job(renderer, training)
        layouts = {"session", *layouts}
        done = renderer.render_job(job, self.output, force=force, stopwatch=watch, layouts=layouts)
        SessionSources.of_user("made").keep(done.mp3, self._file)
        gone = replace_day(self.folder, training.date, done.mp3.stem, self._made)
        if gone:
            refresh(self.folder, self.program.title)
        return done, gone

    def length_s(self, renderer: Renderer, training: Training) -> float:
        """How long a day's session would be, in seconds; nothing is written.

        Raises:
            MmcError: if it cannot be rendered.
        """
        from mmc_audio.audio.parts import session_samples
        from mmc_audio.units import seconds

        return seconds(session_samples(renderer.timeline(self._job(renderer, training))))

    def prune(self, keep: int, now: date) -> list[str]:
        """Remove the program's sessions of days more than `keep` days ago. Returns their names.

        Raises:
            OutputError: if a file cannot be removed.
        """
        from mmc_audio.library.playlist import refresh
        from mmc_audio.library.prune import prune

        before = now - timedelta(days=min(keep, (now - date.min).days))
        gone = prune(self.folder, before, self._made)
        if gone:
            refresh(self.folder, self.program.title)
        return gone

    def _job(self, renderer: Renderer, training: Training) -> Job:
        log = log_for(self._file, renderer.log)
        before = AthleteFiles(self.folder, self._mine, log)
        memory = memory_of_day(self.program, training, before)
        return job_of_day(renderer, self.program, training, memory)

    def _mine(self, mp3: Path) -> bool:
        """Whether a session was made from this program, as far as is known."""
        return SessionSources.of_user("made").of(mp3) in (None, self._file)

    @property
    def _file(self) -> Path:
        return Path(self.program.file).absolute()

    def _made(self, paths: "SessionPaths") -> bool:
        """Whether this program was the last to make a session."""
        return SessionSources.of_user("made").of(paths.mp3) == self._file

    def state(self, renderer: Renderer, training: Training) -> DayState:
        """Whether the day's session is there, and as a rendering would make it now.

        Raises:
            PlanError: if the plan is wrong; ManyErrors for several.
            MissingError: if it is gone.
        """
        if not self.mp3(training).is_file():
            training.plan()
            return "missing"
        job = self._job(renderer, training)
        return "rendered" if renderer.is_current(job, self.output) else "stale"
