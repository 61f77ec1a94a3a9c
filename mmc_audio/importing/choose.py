"""Which workouts of a log become plans: the latest, those of a title, or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mmc_audio.errors import UsageError
from mmc_audio.importing.dates import moment_order
from mmc_audio.importing.model import ImportedFile, Workout
from mmc_audio.importing.source import SourceFile


@dataclass(frozen=True, slots=True)
class LogChoice:
    """What the user wants of a log; the latest workout where nothing is said."""

    title: str = ""
    """`--workout`: the latest of this title."""
    all: bool = False
    of_each: bool = False
    """The latest of each title, for a program."""


def chosen(imported: ImportedFile, choice: LogChoice, source: SourceFile) -> tuple[Workout, ...]:
    """The workouts that become plans.

    Of a log the latest, or the latest of a title, or all; of a plan all its days, or one.

    Raises:
        UsageError: if no workout has that title; names those there are.
    """
    found = imported.workouts
    if choice.title:
        found = tuple(w for w in found if _fold(w.title) == _fold(choice.title))
        if not found:
            raise UsageError(_titles(imported.workouts, choice.title, source))
    if imported.is_log and choice.of_each and not choice.all:
        return latest_of_each(found)
    if not imported.is_log or choice.all:
        return tuple(sorted(found, key=_when)) if imported.is_log else found
    return (max(enumerate(found), key=lambda pair: (_when(pair[1]), pair[0]))[1],)


def latest_of_each(workouts: Sequence[Workout]) -> tuple[Workout, ...]:
    """The latest workout of each title, in the order they were last done."""
    latest = {workout.title: workout for workout in sorted(workouts, key=_when)}
    return tuple(sorted(latest.values(), key=_when))


def _when(workout: Workout) -> datetime:
    return moment_order(workout.date)


def _fold(title: str) -> str:
    return " ".join(title.casefold().split())


def _titles(workouts: Sequence[Workout], asked: str, source: SourceFile) -> str:
    titles = list(dict.fromkeys(workout.title for workout in reversed(workouts)))
    more = f" and {len(titles) - 8} more" if len(titles) > 8 else ""
    listed = ", ".join(repr(title) for title in titles[:8])
    return f"{source.name} has no workout {asked!r}; it has {listed}{more}"
