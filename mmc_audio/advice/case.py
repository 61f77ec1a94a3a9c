"""What advice looks at, and what it says: a plan with its session, and findings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mmc_audio.coaching import loads
from mmc_audio.coaching.catalogue import Catalogue
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.focus import GOAL_FOCUS
from mmc_audio.coaching.steps import AmrapDose, Focus, RepsDose, Session, SetStep, WorkStep
from mmc_audio.plan.clocked import ClockedItem
from mmc_audio.plan.model import ExerciseItem, IntervalItem, Load, Plan, SupersetItem
from mmc_audio.units import Ms

Severity = Literal["info", "warning", "strong"]
SEVERITIES: tuple[Severity, ...] = ("strong", "warning", "info")
"""The gravest first."""

Verdict = tuple[Severity, str] | None
"""What a rule has to say about one exercise."""

Position = tuple[int, int]
"""Line and column in the plan file, from 1."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice. It never makes a plan fail."""

    id: str
    """Such as W-LOAD; `why.py` has the reason and the source."""
    severity: Severity
    what: str
    """What is so, and after a semicolon what to do about it."""
    position: Position | None = None
    key: str = ""
    """The plan's key, where it is about the whole session: `bed`, `focus`, `prepare`, `work`."""
    exercise: str = ""
    """Id, where it is about one exercise."""
    suggest: Mapping[str, str | float] = field(default_factory=dict)
    """What to write instead, by the plan's own keys."""


@dataclass(frozen=True, slots=True)
class HeardTime:
    """What the timeline knows and a plan does not."""

    length_ms: Ms
    """Of the whole session."""
    talk: Mapping[int, float] = field(default_factory=dict)
    """Share of a set's time that is speech, counts excluded, by the set's index in the work."""


@dataclass(frozen=True, slots=True)
class AdvisedWork:
    """One exercise as the plan wrote it, and the sets it became."""

    item: ExerciseItem | IntervalItem | ClockedItem
    steps: tuple[WorkStep, ...]
    indexes: tuple[int, ...]
    """Where in the session's work the steps are."""
    position: Position | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise of all its sets."""
        return self.steps[0].exercise

    @property
    def name(self) -> str:
        """The exercise as a message begins with it."""
        return self.exercise.name

    @property
    def focus(self) -> Focus:
        """Where the attention goes in its sets."""
        return self.steps[0].focus

    @property
    def asked(self) -> str | None:
        """The focus that the item itself asks for."""
        item = self.item
        if isinstance(item, IntervalItem):
            return item.interval.focus
        return item.focus if isinstance(item, ExerciseItem) else "external"

    @property
    def sets(self) -> tuple[SetStep, ...]:
        """Its sets; none for intervals."""
        every = [step for step in self.steps if isinstance(step, SetStep)]
        return tuple(step for step in every if step.role == "work")

    @property
    def percent(self) -> float | None:
        """Of the one-repetition maximum, on this day, to a tenth; None where it is not known."""
        percent = self.sets[0].percent if self.sets else None
        return None if percent is None else round(percent, 1)

    @property
    def rpe(self) -> float | None:
        """The effort it asks for, from 1 to 10; None where it asks for none."""
        load = self.sets[0].load if self.sets else None
        return load.value if load and load.unit == "rpe" else None

    @property
    def reps(self) -> RepsDose | None:
        """Its repetitions; None where it is held or done by the clock."""
        dose = self.sets[0].dose if self.sets else None
        return dose if isinstance(dose, RepsDose) else None

    @property
    def to_the_end(self) -> bool:
        """Whether it asks for as many reps as possible."""
        return any(isinstance(one.dose, AmrapDose) or _is_open(one) for one in self.sets)

    def finding(self, id_: str, severity: Severity, what: str, **suggest: str | float) -> Advice:
        """Advice about this exercise, at its place in the plan."""
        return Advice(
            id_, severity, what, self.position, exercise=self.exercise.id, suggest=suggest
        )


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at."""

    plan: Plan
    session: Session
    catalogue: Catalogue
    tasks: tuple[AdvisedWork, ...]
    heard: HeardTime | None = None
    """None where no timeline was made: rules about time and talk are silent then."""

    @property
    def inward(self) -> bool:
        """Whether the goal is one that attention to the muscle serves."""
        return GOAL_FOCUS[self.plan.goal] == "internal"

    def spoken(self, task: AdvisedWork, percent: float) -> str:
        """A share of the exercise's maximum as a weight the plates allow; empty if unknown.

        Kilos are said only to those who gave a maximum.
        """
        one_rm = self._maximum(task.exercise)
        if one_rm is None:
            return ""
        load = Load(unit="percent", value=percent)
        bar = loads.needs_bar(task.exercise.equipment)
        known = loads.KnownMaximum(one_rm, self.plan.plate_step, barbell=bar)
        weight = loads.resolve_load(load, known, tired=False).spoken
        if weight and weight.kind == "bar":
            return "the empty bar"
        return f"{weight.value:g} {weight.unit}" if weight and weight.kind == "weight" else ""

    def _maximum(self, exercise: Exercise) -> Load | None:
        for name, load in self.plan.one_rm.items():
            if self.catalogue.knows(name) and self.catalogue.find(name).id == exercise.id:
                return load
        return None


def _is_open(step: SetStep) -> bool:
    return isinstance(step.dose, RepsDose) and step.dose.reps.open


Rule = Callable[[Case], Iterator[Advice]]


def tasks(plan: Plan, session: Session) -> Iterator[AdvisedWork]:
    """The work as the plan wrote it, each exercise with its sets."""
    found: dict[tuple[int, int], list[int]] = {}
    for index, step in enumerate(session.work):
        found.setdefault(step.item, []).append(index)
    for (place, member), indexes in sorted(found.items()):
        item = plan.work[place]
        position = item.position
        if isinstance(item, SupersetItem):
            item = item.superset[member]
            position = item.position or position
        steps = tuple(session.work[index] for index in indexes)
        yield AdvisedWork(item, steps, tuple(indexes), position)
