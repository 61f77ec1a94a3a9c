"""Advice on a program: coverage, steps of load, and too much new at once show over weeks only."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from mmc_audio.advice.case import SEVERITIES, Advice, Severity
from mmc_audio.coaching.loads import PLATE_STEPS
from mmc_audio.coaching.steps import Session, SetStep

BIG_GROUPS: Mapping[str, frozenset[str]] = {
    "chest": frozenset({"chest"}),
    "back": frozenset({"lats", "middle back", "traps"}),
    "shoulders": frozenset({"shoulders", "rotator cuff"}),
    "front of the thighs": frozenset({"quadriceps"}),
    "back of the thighs and glutes": frozenset({"hamstrings", "glutes"}),
    "trunk": frozenset({"abdominals", "obliques", "lower back"}),
}
"""What a program for the whole body trains, with the catalogue's muscle groups."""

_TARGETS: Mapping[str, str] = {
    "pectoralis": "chest", "latissimus": "back", "rhomboids": "back", "trapezius": "back",
    "deltoid": "shoulders", "quadriceps": "front of the thighs",
    "glute": "back of the thighs and glutes", "hamstrings": "back of the thighs and glutes",
    "abdominis": "trunk", "obliques": "trunk", "spinal erectors": "trunk",
}  # fmt: skip
"""Words in the targets of an exercise, for what it trains besides its own group."""

PAIRS = (("chest", "back"), ("front of the thighs", "back of the thighs and glutes"))
"""Counterparts: the second is the one that is forgotten more often, but either may be."""

LEAST_SHARE = 0.5
ENOUGH_SETS = 6
"""Sets of the one from which on a lack of the other is worth a word."""

MOST_STEP = 0.10
"""ACSM 2009: 2 to 10 % at a time. One step of the plates is none too many, however light."""

MOST_NEW, MOST_FIRST = 3, 6
"""New exercises in one session, after the first week and in it."""


@dataclass(frozen=True, slots=True)
class AdvisedDay:
    """One training of a program."""

    week: int
    """From 1."""
    date: str
    """ISO date."""
    session: Session


@dataclass(frozen=True)
class AdvisedWeeks:
    """What the rules look at."""

    days: Sequence[AdvisedDay]
    schedule: str
    """The program's key that says which plans are trained."""
    steps: str
    """Its key that says what changes from week to week; the schedule where there is none."""

    @cached_property
    def sets(self) -> Counter[str]:
        """Working sets by big group, over all weeks."""
        found: Counter[str] = Counter()
        for day in self.days:
            for step in _working(day.session):
                found.update(_trained(step))
        return found

    @property
    def count(self) -> int:
        """How many weeks there are."""
        return len({day.week for day in self.days})


Rule = Callable[[AdvisedWeeks], Iterator[Advice]]


def advise_weeks(weeks: AdvisedWeeks) -> list[Advice]:
    """What a coach would say about a program: the gravest first."""
    found = [finding for rule in RULES.values() for finding in rule(weeks)]
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def cover(weeks: AdvisedWeeks) -> Iterator[Advice]:
    """W-COVER: big muscle groups without a set, or with far fewer than their counterpart."""
    missing = [name for name in BIG_GROUPS if not weeks.sets[name]]
    if missing and weeks.days:
        trained = _listed(
            [name for name, _ in weeks.sets.most_common(4) if name] or ["other muscles"]
        )
        severity: Severity = "info" if len(missing) > len(BIG_GROUPS) // 2 else "warning"
        what = (
            f"{_weeks(weeks.count)} train {trained}, and nothing for {_listed(missing)}; add an "
            "exercise for each, or leave it so where other training has them"
        )
        yield Advice("W-COVER", severity, what, key=weeks.schedule)
    for pair in PAIRS:
        less, more = sorted(pair, key=lambda name: weeks.sets[name])
        if 0 < weeks.sets[less] < LEAST_SHARE * weeks.sets[more] >= ENOUGH_SETS * LEAST_SHARE:
            what = (
                f"{weeks.sets[more]} sets for the {more} and {weeks.sets[less]} for the {less} in "
                f"{_weeks(weeks.count)}; move some of the first to the second"
            )
            yield Advice("W-COVER", "info", what, key=weeks.schedule)


def step(weeks: AdvisedWeeks) -> Iterator[Advice]:
    """W-STEP: a load that rises by more than a tenth over the heaviest week so far."""
    for exercise, loads in _heaviest(weeks.days).items():
        best = 0.0
        for week, (load, unit) in loads.items():
            plate = PLATE_STEPS["lb" if unit == "lb" else "kg"]
            if best and load > max(best * (1 + MOST_STEP), best + plate) + 1e-6:
                what = (
                    f"{exercise} goes from {best:g} to {load:g} {unit} in week {week}, "
                    f"{100 * (load / best - 1):.0f} % more; take steps of 2 to 10 %"
                )
                yield Advice("W-STEP", "warning", what, key=weeks.steps)
            best = max(best, load)


def new(weeks: AdvisedWeeks) -> Iterator[Advice]:
    """W-NEW: more exercises that were never done before than a session has attention for."""
    known: set[str] = set()
    for day in weeks.days:
        names = dict.fromkeys(each.exercise.name for each in day.session.work)
        fresh = [name for name in names if name not in known]
        known |= names.keys()
        most = MOST_FIRST if day.week == 1 else MOST_NEW
        if len(fresh) > most:
            what = (
                f"{len(fresh)} new exercises on {day.date}, in week {day.week}: "
                f"{_listed(fresh)}; begin with {most}, and bring the others a week later"
            )
            yield Advice("W-NEW", "info", what, key=weeks.schedule)


RULES: Mapping[str, Rule] = {"W-COVER": cover, "W-STEP": step, "W-NEW": new}
"""Every rule by its id."""


def _working(session: Session) -> Iterator[SetStep]:
    sets = (each for each in session.work if isinstance(each, SetStep))
    return (each for each in sets if each.role == "work")


def _trained(step: SetStep) -> set[str]:
    """The big groups that a set trains; its own group where that is none of them."""
    own, targets = step.exercise.muscle_group, " ".join(step.exercise.target)
    groups = {name for name, members in BIG_GROUPS.items() if own in members} or {own}
    return groups | {name for word, name in _TARGETS.items() if word in targets}


def _heaviest(days: Sequence[AdvisedDay]) -> Mapping[str, Mapping[int, tuple[float, str]]]:
    """The heaviest load of each exercise in each week, where loads are known in one unit."""
    found: dict[str, dict[int, tuple[float, str]]] = {}
    for week, group in groupby(days, key=lambda day: day.week):
        for day in group:
            for each in _working(day.session):
                if (load := _load(each)) is not None:
                    of_week = found.setdefault(each.exercise.name, {})
                    of_week[week] = max(load, of_week.get(week, load))
    return {
        name: loads
        for name, loads in found.items()
        if len({unit for _, unit in loads.values()}) == 1
    }


def _load(step: SetStep) -> tuple[float, str] | None:
    if step.percent is not None and step.load and step.load.unit == "percent":
        return round(step.percent, 1), "% of the maximum"
    spoken = step.spoken
    if spoken and spoken.kind == "weight" and spoken.how != "assisted":
        return max(spoken.value, spoken.high), spoken.unit
    return None


def _weeks(count: int) -> str:
    return f"{count} week{'s' * (count != 1)}"


def _listed(names: Sequence[str]) -> str:
    lowered = [name[:1].lower() + name[1:] for name in names]
    return " and ".join([", ".join(lowered[:-1]), lowered[-1]]) if lowered[1:] else lowered[0]
