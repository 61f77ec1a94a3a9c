"""The program of a workspace: which plan is trained when, and what of it is rendered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mmc_audio._lib.content_folders import from_here
from mmc_audio._lib.long_work import LongWork
from mmc_audio.errors import InputError, MissingError, MmcError
from mmc_audio.plan.program import Program, Training, load_program, parse_program
from mmc_audio.rendering.flow import Renderer
from mmc_audio.studio.planned_day import DayWords, planned
from mmc_audio.studio.program_text import (
    REST,
    new_program,
    with_day,
    with_easier_weeks,
)
from mmc_audio.studio.saved_undo import SavedUndo
from mmc_audio.workspace.days import USUAL, DayState, ProgramOutput
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.render_work import RenderOrder, render_days_work

OUTPUT = "output"
"""In the workspace: where sessions are rendered to."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar."""

    date: date
    plan: str = ""
    """The plan's name; empty on a day of rest and where the program does not run."""
    easier: bool = False
    """Whether its week is an easier one."""
    changed: str = ""
    """What the day changes in its plan, such as `sets 60%`."""


@dataclass(frozen=True, slots=True)
class ProgramOwner:
    """Whose program it is: the workspace's own, or a client's."""

    folder: str = ""
    """In the workspace; empty for the workspace itself."""
    output: str = OUTPUT
    title: str = "My training"
    """Of a program that is begun."""

    @property
    def file(self) -> str:
        """The program's."""
        return f"{self.folder}/{USUAL}" if self.folder else USUAL


class ProgramDesk:
    """What a coach does with a program. Every change that the program does not take is undone.

    Args:
        files: the workspace's.
        owner: whose program it is.
    """

    def __init__(self, files: WorkspaceFiles, owner: ProgramOwner | None = None) -> None:
        self._owner = owner or ProgramOwner()
        self._files, self._file, self._title = files, self._owner.file, self._owner.title
        self._undo = SavedUndo(files, self._file)

    def program(self) -> Program | None:
        """The workspace's program; None where there is none.

        Raises:
            PlanError: if it is wrong; ManyErrors if in several places.
        """
        path = self._files.path(self._file)
        # As the command line names it: a session is the same only where its paths are.
        return load_program(from_here(path)) if path.is_file() else None

    def days(self, first: date, count: int) -> list[CalendarDay]:
        """So many days of the calendar.

        Raises:
            PlanError: if the program is wrong.
        """
        program = self.program()
        every = [first + timedelta(n) for n in range(count)]
        return [self._day(program, day) for day in every]

    def _day(self, program: Program | None, day: date) -> CalendarDay:
        try:
            found = program.day(day) if program else None
        except MmcError:
            return CalendarDay(day)
        if not isinstance(found, Training):
            return CalendarDay(day)
        by = found.adjustment
        shares = (("sets", by.sets), ("load", by.load), ("rest", by.rest))
        changed = ", ".join(f"{name} {share}%" for name, share in shares if share is not None)
        return CalendarDay(day, self._name(found.path), found.deload, changed)

    def _name(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self._files.folder).as_posix()
        except ValueError:
            return path.name

    def put(self, plan: str, day: date, *, sets: str = "", load: str = "") -> None:
        """Have a plan trained on a day, perhaps with a share of its sets and load (`70%`).

        Raises:
            InputError: if the program does not allow it, or is written so that it cannot be
                changed.
            OutputError: if it cannot be written.
        """
        self._set({day: DayWords(self._files.path(plan), {"sets": sets, "load": load})})

    def rest(self, day: date) -> None:
        """Rest on a day."""
        if self.plan_on(day):
            self._set({day: None})

    def move(self, day: date, to: date) -> None:
        """Train on `to` what was planned for `day`, and the other way round."""
        program = self.program()
        first, second = (planned(program, each) for each in (day, to))
        if first and day != to:
            self._set({to: first, day: second})

    def copy_week(self, first: date, to: date, changes: Mapping[str, str] | None = None) -> None:
        """Train in seven days from `to` on what is planned for the seven from `first` on.

        Args:
            first: the week's first day.
            to: the first day of the copy; what was planned there is gone.
            changes: what the copy changes in each day, such as `{"sets": "60%"}`.

        Raises:
            InputError: as for `put`, and where nothing is trained in the week.
            OutputError: if it cannot be written.
        """
        program = self.program()
        week = {n: planned(program, first + timedelta(n)) for n in range(7)}
        if not any(week.values()):
            raise InputError("nothing is trained in this week; choose a day of another one")
        if first == to:
            raise InputError("that is the same week; choose another one to copy it to")
        there = {n: planned(program, to + timedelta(n)) for n in range(7)}
        self._set({
            to + timedelta(n): each.changed(changes or {}) if each else None
            for n, each in week.items() if each or there[n]
        })  # fmt: skip

    def easier_weeks(self, every: int) -> None:
        """Make each so many weeks an easier one; 0 for none.

        Raises:
            InputError: if the program does not allow it, or there is none yet.
        """
        if not self._files.version(self._file):
            raise InputError("nothing is planned yet; put a plan on a day first")
        self._write(with_easier_weeks(self.text(), every))

    def restore(self, text: str) -> None:
        """Have the program say what it said before.

        Raises:
            InputError: if it is no program any more, such as with plans that are gone.
        """
        self._write(text)

    def undo(self) -> None:
        """Take the last change back, and then those before it; with the first, the program goes.

        Raises:
            InputError: if there is none, or it cannot be taken back any more.
        """
        self._undo.undo(self._write)

    @property
    def file(self) -> str:
        """The program's file."""
        return self._file

    def text(self) -> str:
        """What the program says; empty where there is none."""
        return self._files.read(self._file).text if self._files.version(self._file) else ""

    def _write(self, text: str, check: Callable[[Program], None] = lambda _: None) -> None:
        """Write the program's text, if it is a program and `check` has nothing against it."""
        before, version = self.text(), self._files.version(self._file)
        try:
            check(
                parse_program(
                    text.encode(errors="surrogatepass"), str(self._files.path(self._file))
                )
            )
        except MmcError as error:
            raise InputError("; ".join(each.what for each in error.each())) from error
        self._files.save(self._file, text, version)
        self._undo.note(before, version)

    def plans(self) -> list[str]:
        """The plans that can be put on a day: the owner's own first."""
        own = self._files.plans(self._owner.folder) if self._owner.folder else []
        return [*own, *self._files.plans()]

    def render_work(self, days: Sequence[date]) -> LongWork:
        """Renders days, in a process that can be stopped."""
        order = RenderOrder(
            tuple(day.isoformat() for day in days), self._owner.output, program=self._file
        )
        return render_days_work(self._files.folder, order)

    def trainings(self, first: date, count: int) -> list[date]:
        """The days among these on which something is trained."""
        return [each.date for each in self.days(first, count) if each.plan]

    def states(self, first: date, count: int) -> Iterator[tuple[date, DayState]]:
        """What is rendered of these days, what has changed since, what is missing.

        Raises:
            PlanError: if the program is wrong.
        """
        program = self.program()
        if program is None:
            return
        output = ProgramOutput(program, Path(from_here(self._files.folder / self._owner.output)))
        with Renderer() as renderer:
            for day in self.trainings(first, count):
                found = program.day(day)
                if isinstance(found, Training):
                    yield day, _state(output, renderer, found)

    def _set(self, days: Mapping[date, DayWords | None]) -> None:
        """Write days, None for rest: all of them, or none."""
        text = self.text()
        folder = self._files.path(self._file).parent
        for day, each in days.items():
            written = each.written(folder) if each else REST
            begun = text.strip()
            text = with_day(text, day, written) if begun else new_program(day, written, self._title)
        self._write(text, lambda program: _check(program, days))

    def plan_on(self, day: date) -> Path | None:
        """The plan's file that is trained on a day; None for rest, and where that is not known."""
        try:
            program = self.program()
            return _plan_on(program, day) if program else None
        except MmcError:
            return None


def _plan_on(program: Program, day: date) -> Path | None:
    found = program.day(day)
    return found.path.resolve() if isinstance(found, Training) else None


def _check(program: Program, days: Mapping[date, DayWords | None]) -> None:
    for day, each in days.items():
        if _plan_on(program, day) != (each.plan.resolve() if each else None):
            what = f"another line of the program says what is trained on {day.isoformat()}"
            raise InputError(f"{what}; change it there")


def _state(output: ProgramOutput, renderer: Renderer, training: Training) -> DayState:
    try:
        return output.state(renderer, training)
    except (InputError, MissingError):
        return "wrong"


def put_on_day(files: WorkspaceFiles, plan: str, day: date) -> None:
    """Have the workspace's program train `plan` on `day`; without a program, one is begun.

    Raises:
        InputError: if the program does not allow it.
        OutputError: if it cannot be written.
    """
    desk = ProgramDesk(files)
    if desk.plan_on(day) != files.path(plan):
        desk.put(plan, day)
