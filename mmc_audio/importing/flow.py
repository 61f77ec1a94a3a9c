"""The whole way from files to plans: read, choose, name, print, and see that it loads."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from mmc_audio.errors import InputError, MmcError, UsageError
from mmc_audio.importing.choose import LogChoice, chosen
from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.model import ImportedFile, Workout
from mmc_audio.importing.naming import NamedExercise, Understanding, usual_names
from mmc_audio.importing.plan_text import Origin, PlanText, plan_text, summary
from mmc_audio.importing.program_text import ProgramDay, program_text
from mmc_audio.importing.sniff import format_named, sniffed
from mmc_audio.importing.source import SourceFile
from mmc_audio.plan.read import read_plan

PROGRAM_FILE = "program.yaml"


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the user said."""

    reading: ReadWish = field(default_factory=ReadWish)
    choice: LogChoice = field(default_factory=LogChoice)
    format: str = ""
    """`--from`; empty to look at the content."""
    form: Literal["plan", "program"] | None = None
    """None: one workout is a plan, several days are a program."""
    speak_notes: bool = False


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """A plan or program, and where it goes."""

    path: str
    """From the folder of the import."""
    text: str
    first_line: str


@dataclass(slots=True)
class ImportResult:
    """What one file became."""

    label: str
    files: list[FileToWrite] = field(default_factory=list)
    plans: list[PlanText] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    """What was skipped, assumed or lost, a line each."""
    skipped: int = 0
    workouts: tuple[Workout, ...] = ()
    """All that the file holds."""

    @property
    def names(self) -> list[NamedExercise]:
        """Each exercise that was met."""
        return [named for plan in self.plans for named in plan.names]

    @property
    def summary(self) -> str:
        """The last line to say."""
        return summary(self.names, self.skipped)


def read_workouts(source: SourceFile, wish: ImportWish) -> tuple[FileFormat, ImportedFile]:
    """What the file holds, whatever its format.

    Raises:
        InputError: if it is no such file; says what was met and what was expected.
        UsageError: if it may be in two formats.
    """
    form = format_named(wish.format) if wish.format else sniffed(source)
    imported = form.read(source, wish.reading)
    if not imported.workouts:
        first = f"; first: {imported.skipped[0]}" if imported.skipped else ""
        raise source.error(f"is {form.label} without a workout in it{first}")
    return form, imported


def imported_plans(
    source: SourceFile, wish: ImportWish, today: date, names: Understanding | None = None
) -> ImportResult:
    """The plans of a file, ready to be written; nothing is written here.

    Args:
        source: the file.
        wish: what the user said.
        today: a program begins in the week from the next Monday.
        names: what names mean; the user's own and the catalogue's where left out.
    """
    form, imported = read_workouts(source, wish)
    picked = chosen(imported, wish.choice, source)
    understanding = names or usual_names()
    origin = Origin(Path(source.name).name or source.name, form.label)
    plans = [
        plan_text(
            workout, origin, understanding, speak_notes=wish.speak_notes, is_log=imported.is_log
        )
        for workout in picked
    ]
    result = ImportResult(form.label, plans=plans, workouts=imported.workouts)
    _say(result, source, imported)
    for plan in plans:
        _check(plan, source)
    _files(result, picked, imported, wish, today)
    return result


def _say(result: ImportResult, source: SourceFile, imported: ImportedFile) -> None:
    lost = [line for plan in result.plans for line in plan.lost]
    result.skipped = len(imported.skipped) + len(lost)
    if result.label != "a FIT file" and source.encoding_remark:
        result.messages.append(source.encoding_remark)
    result.messages += imported.remarks
    result.messages += [f"skipped: {skipped}" for skipped in imported.skipped]
    result.messages += [f"skipped: {line}" for line in lost]


def _check(plan: PlanText, source: SourceFile) -> None:
    """A plan that does not load is not written.

    Raises:
        InputError: with what no plan can hold.
    """
    try:
        read_plan(plan.text, source.name)
    except MmcError as error:
        first = error.each()[0]
        raise InputError(
            f"{plan.title!r} makes no plan: {first.what}", source.error("").place
        ) from (error)


def _files(
    result: ImportResult,
    picked: Sequence[Workout],
    imported: ImportedFile,
    wish: ImportWish,
    today: date,
) -> None:
    several = len(picked) > 1 and not (imported.is_log and wish.choice.all)
    as_program = wish.form == "program" or (several and wish.form is None)
    if wish.form == "plan" and len(picked) > 1 and not imported.is_log:
        raise UsageError(_one_plan(picked))
    folder = "plans/" if as_program else ""
    dated = imported.is_log and wish.choice.all and len(picked) > 1
    taken: set[str] = set()
    days = []
    for workout, plan in zip(picked, result.plans, strict=True):
        path = f"{folder}{_free(_base(workout, dated=dated), taken)}.yaml"
        result.files.append(FileToWrite(path, plan.text, plan.first_line))
        planned = replace(workout, date=None) if imported.is_log else workout
        days.append(ProgramDay(planned, path))
    if as_program:
        first = result.plans[0].first_line.partition(": ")[0] + ": the program"
        title = imported.title or "My program"
        text = program_text(title, first, days, today)
        result.files.append(FileToWrite(PROGRAM_FILE, text, first))


def _one_plan(picked: Sequence[Workout]) -> str:
    titles = ", ".join(repr(workout.title) for workout in picked[:4])
    return f"the file has several days ({titles}); name one: --workout, or leave out --as plan"


def _base(workout: Workout, *, dated: bool) -> str:
    name = file_name(workout.title)
    week = f"week-{workout.week}-" if workout.week else ""
    day = f"{workout.date.date().isoformat()}-" if dated and workout.date else ""
    return f"{day}{week}{name}"


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def file_name(title: str) -> str:
    """`Push A, heavy` as `push-a-heavy`: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-") or "plan"
