"""A program over its weeks: the session of each day, for advice that no single day shows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mmc_audio.coaching.steps import Session
from mmc_audio.coaching.translation import spoken_in
from mmc_audio.errors import MmcError
from mmc_audio.plan.days import Program, Training
from mmc_audio.plan.mistakes import key_places
from mmc_audio.plan.program_file import SCHEDULES
from mmc_audio.rendering.session import session_of
from mmc_audio.templates.content import Content, read_content
from mmc_audio.templates.search_path import override_folders

if TYPE_CHECKING:
    from mmc_audio.advice.case import Advice
    from mmc_audio.advice.weeks import AdvisedDay

MOST_WEEKS = 12
"""A program without an end, or a long one, is looked at as far as this."""


def days_looked_at(program: Program) -> list[Training]:
    """The trainings that advice is given on."""
    return list(program.trainings(program.start, program.start + timedelta(7 * MOST_WEEKS - 1)))


class _Sessions:
    """Makes the session of each day; the templates of a language are read once."""

    def __init__(self) -> None:
        self._contents: dict[str, Content] = {}

    def of(self, training: Training) -> Session:
        """Everything that happens on a day.

        Raises:
            PlanError: if its plan cannot be meant; ManyErrors for several mistakes.
        """
        plan = training.plan()
        if plan.language not in self._contents:
            self._contents[plan.language] = read_content(override_folders(), plan.language)
        content = self._contents[plan.language]
        with spoken_in(content.translation):
            return session_of(plan, content, str(training.path))


def problems_of(trainings: list[Training]) -> dict[str, int]:
    """What is wrong in the plans of these days, each once, with its exit code."""
    found: dict[str, int] = {}
    sessions = _Sessions()
    for training in trainings:
        try:
            sessions.of(training)
        except MmcError as error:
            found |= {str(one): error.exit_code for one in error.each()}
    return found


def advice_on_weeks(program: Program, trainings: list[Training]) -> "list[Advice]":
    """What a coach would say about the weeks of `program`.

    Raises:
        PlanError: if one of its plans cannot be meant.
    """
    from mmc_audio.advice.weeks import AdvisedWeeks, advise_weeks

    keys = key_places(program.file)
    schedule = next((name for name in SCHEDULES if name in keys), "")
    steps = "progress" if "progress" in keys else schedule
    return advise_weeks(AdvisedWeeks(list(_days(trainings)), schedule, steps))


def _days(trainings: list[Training]) -> "Iterator[AdvisedDay]":
    from mmc_audio.advice.weeks import AdvisedDay

    sessions = _Sessions()
    for training in trainings:
        yield AdvisedDay(training.week, training.date.isoformat(), sessions.of(training))
