"""The coach's memory of an athlete: from the program's days, the sessions before, and the log.

The log is the workspace's own, where a file `practice.sqlite3` is beside the plan or program or
in the folder above; else the user's, where the caller names it. A batch names none: the plans of
several people never hear what another one logged.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import SPAN, LastTime, Memory, Milestone, sentences
from mmc_audio.coaching.session import build_work
from mmc_audio.errors import MmcError
from mmc_audio.ledger.report import MILESTONES
from mmc_audio.ledger.store import Ledger, SetRecord
from mmc_audio.library.said import said_before
from mmc_audio.plan.days import Program, Training
from mmc_audio.plan.model import Plan
from mmc_audio.plan.read import load_plan

LOG_NAME = "practice.sqlite3"

MISSED = 2
"""Trainings without a log, after one, that make a way back."""

AWAY_DAYS = 7


def log_for(plan: Path, users: Path | None = None) -> Path | None:
    """The log of the athlete whose plan or program is in the file `plan`; None for no log.

    Args:
        plan: the file; its folder and the one above are looked into.
        users: the log of this machine's user, where nobody else is trained.
    """
    folder = plan.absolute().parent
    own = (each / LOG_NAME for each in (folder, folder.parent))
    return next((each for each in own if each.is_file()), users)


def memory_of_plan(plan: Plan, log: Path | None) -> Memory:
    """What is known before a plan that stands alone: what was logged before its day."""
    day = date.fromisoformat(plan.date) if plan.date else None
    records = _records(log, day)
    return Memory(last=last_times(records), passed=milestones(records))


@dataclass(frozen=True, slots=True)
class AthleteFiles:
    """Where the sessions and the log of one athlete are."""

    folder: Path
    """The collection's."""
    belongs: Callable[[Path], bool]
    """Whether a session's MP3 was made from this program."""
    log: Path | None = None


def memory_of_day(program: Program, training: Training, before: AthleteFiles) -> Memory:
    """What is known before a day of a program."""
    earlier = list(program.trainings(program.start, training.date))[:-1]
    records = _records(before.log, training.date)
    heard = said_before(before.folder, training.date, SPAN, before.belongs)
    return Memory(
        turn=len(earlier),
        sessions=len(earlier),
        week=training.week,
        opens_week=not any(one.week == training.week for one in earlier),
        easier=training.deload,
        visits=_visits(one.path for one in earlier),
        heard=tuple(_recognised(texts) for texts in heard),
        last=last_times(records),
        passed=milestones(records),
        away_days=_away(records, earlier, training.date),
    )


def _recognised(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences of one session that a listener would recognise, each once."""
    return tuple(dict.fromkeys(one for text in texts for one in sentences(text)))


def _records(log: Path | None, day: date | None) -> list[SetRecord]:
    """What was logged before `day`; all of it without one."""
    found = Ledger(log).records() if log else []
    return [one for one in found if day is None or one.day < day.isoformat()]


def last_times(records: Sequence[SetRecord]) -> Mapping[str, LastTime]:
    """What was logged of each exercise on the last day on which it was."""
    days: dict[str, str] = {}
    for one in records:
        days[one.exercise] = max(one.day, days.get(one.exercise, ""))
    return {
        exercise: _last_time(day, [r for r in records if (r.exercise, r.day) == (exercise, day)])
        for exercise, day in sorted(days.items())
    }


def _last_time(day: str, sets: Sequence[SetRecord]) -> LastTime:
    felt = Counter(one.felt for one in sets if one.felt)
    most = felt.most_common(1)
    return LastTime(
        day=day,
        felt=str(most[0][0]) if most else "",
        clarity=_mean([one.clarity for one in sets if one.clarity is not None]),
        reserve=_mean([one.reserve for one in sets if one.reserve is not None]),
    )


def _mean(values: Sequence[int]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def milestones(records: Sequence[SetRecord]) -> tuple[Milestone, ...]:
    """The milestones passed on the last logged day, by muscle."""
    last = max((one.day for one in records), default="")
    now: Counter[str] = Counter()
    then: Counter[str] = Counter()
    for one in records:
        now[one.muscle or ""] += one.focused_reps
        then[one.muscle or ""] += one.focused_reps * (one.day < last)
    return tuple(
        Milestone(muscle, goal)
        for muscle in sorted(now)
        for goal in MILESTONES
        if muscle and then[muscle] < goal <= now[muscle]
    )


def _away(records: Sequence[SetRecord], earlier: Sequence[Training], day: date) -> int:
    """Days since the last one that was logged, where trainings after it went without a log."""
    last = max((one.day for one in records), default="")
    if not last:
        return 0
    since = (day - date.fromisoformat(last)).days
    missed = sum(one.date.isoformat() > last for one in earlier)
    return since if missed >= MISSED and since >= AWAY_DAYS else 0


def _visits(plans: Iterable[Path]) -> Mapping[str, int]:
    """In how many of these sessions each exercise was."""
    found: Counter[str] = Counter()
    for path, times in Counter(plans).items():
        for exercise in _exercises(path, _changed(path)):
            found[exercise] += times
    return dict(sorted(found.items()))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=256)
def _exercises(path: Path, _changed_ns: int) -> frozenset[str]:
    """The exercises of a plan; none where it is wrong, which is said when it is rendered."""
    try:
        work = build_work(load_plan(path), load_catalogue())
    except MmcError:
        return frozenset()
    return frozenset(step.exercise.id for step in work)


def remembered(memory: Memory) -> tuple[str, ...]:
    """What was remembered, one line each, for those who ask."""
    return tuple(_lines(memory))


def _lines(memory: Memory) -> Iterable[str]:
    if memory.week:
        yield f"session {memory.sessions + 1} of the program, week {memory.week}"
    if memory.easier:
        yield "an easier week"
    if memory.heard:
        many = sum(map(len, memory.heard))
        yield f"heard in the last {len(memory.heard)} sessions: {many} sentences"
    for exercise, last in memory.last.items():
        if last.state:
            yield f"{exercise} on {last.day}: {_logged(last)}"
    for one in memory.passed:
        yield f"passed: {one.reps:,} focused reps of {one.muscle}"
    if memory.away_days:
        yield f"away for {memory.away_days} days"


def _logged(last: LastTime) -> str:
    parts = [f"felt {last.felt}" if last.felt else ""]
    parts += [f"clarity {last.clarity:g}" if last.clarity is not None else ""]
    parts += [f"{last.reserve:g} left" if last.reserve is not None else ""]
    then = "lighter and slower" if last.lost else "a little more"
    return f"{', '.join(filter(None, parts))}; so {then}"
