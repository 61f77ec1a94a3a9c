"""What happens in a session, resolved and in order: routines, sets with their rest, intervals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mmc_audio.coaching.demands import ProfileChange
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.memory import NOTHING_KNOWN, UNANSWERED, Answer, Memory
from mmc_audio.coaching.set_role import SetRole
from mmc_audio.plan.choices import Recovery, Talk
from mmc_audio.plan.model import Load, Phase, Plan, Reps, Tempo
from mmc_audio.units import Ms

Focus = Literal["internal", "external"]
Option = str | int | float | bool


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """A breath, a scan, an activation, a relaxation: anything but work."""

    routine: str
    options: Mapping[str, Option] = field(default_factory=dict)
    """Every option of the routine: those the plan left out have their defaults."""
    when: Literal["open", "prepare", "close"] = "prepare"
    own: bool = False
    """Whether it is a coach's own: a template in `routines/`."""


@dataclass(frozen=True, slots=True)
class RepsDose:
    """Repetitions at a tempo."""

    reps: Reps
    tempo: Tempo
    start: Literal["eccentric", "concentric"]
    """The phase the lift starts with."""
    where: Literal["", "low", "high", "full"] = ""
    """Which part of the way, in a set that has several; nothing in any other."""


@dataclass(frozen=True, slots=True)
class HoldDose:
    """A position held for a time."""

    ms: Ms


@dataclass(frozen=True, slots=True)
class BreathsDose:
    """A position held, or beaten, for a number of breaths."""

    breaths: int
    in_ms: Ms
    out_ms: Ms
    beats: int = 0
    """Beats counted in each half-breath, as in the Pilates hundred; 0 for none."""


@dataclass(frozen=True, slots=True)
class AmrapDose:
    """As many good repetitions as possible within a cap."""

    cap_ms: Ms


@dataclass(frozen=True, slots=True)
class TimeDose:
    """Continuous work, such as a run, or a distance at a pace."""

    ms: Ms
    metres: int = 0  # how far, where the plan says a distance
    times: int = 0  # how many, where it is counted all the same: 50 double-unders


Dose = RepsDose | HoldDose | BreathsDose | AmrapDose | TimeDose


LoadKind = Literal[
    "none", "weight", "percent", "reserve", "bodyweight", "bar", "pin", "band", "share"
]


@dataclass(frozen=True, slots=True)
class SpokenLoad:
    """A load as it is spoken."""

    kind: LoadKind
    value: float = 0
    """Kilos or pounds, per cent of the maximum or working load, good reps left, or the pin."""
    unit: Literal["kg", "lb", ""] = ""
    pair: bool = False
    """Whether each hand holds as much."""
    high: float = 0
    """The upper end of a range; 0 for none."""
    how: Literal["", "added", "assisted", "side"] = ""
    """Whether the weight comes on top of the body's, is taken off it, or is on each side."""
    name: str = ""
    """The band's colour."""


@dataclass(frozen=True, slots=True)
class SetStep:
    """One set of one exercise, and the rest after it."""

    exercise: Exercise
    dose: Dose
    number: int  # from 1, within its exercise
    count: int
    """How many sets the exercise has."""
    focus: Focus
    first: bool
    """Whether the exercise is new in this session: it is introduced once."""
    changed: bool = False
    """Whether it came before with another load or dose, which must be said again."""
    new_tempo: bool = False
    """Whether it came before at another tempo."""
    role: SetRole = "work"
    """A warm-up set is numbered among those; a group after a pause and a drop belong to a set."""
    part: int = 1  # from 1, of the groups of a set or of its drops
    parts: int = 1
    groups: tuple[Dose, ...] = ()  # the doses of the groups that the set is done in
    pause_ms: Ms = 0
    """Between those groups."""
    item: tuple[int, int] = (0, 0)
    """Which exercise of the plan it is: index in the work, and in its superset."""
    varies: bool = False
    """Whether it asks for something else than the set before it."""
    scheme: tuple[Dose, ...] = ()
    """The doses of all sets of the exercise."""
    sides: tuple[str, ...] = ()
    """("left", "right"), one of them, or none where both sides work together."""
    switch_ms: Ms = 5000
    free_ms: Ms = 0
    """Silence in which the lifter sets the pace, on each side; 0 where all reps are counted."""
    guided: int = 0  # reps that are counted before that silence
    with_heavy: bool = False  # whether a set of its exercise is heavy, itself or another
    own_tempo: bool = False  # whether the plan asks for its tempo, and not the catalogue
    load: Load | None = None
    """As planned, lightened where the day asks for it."""
    spoken: SpokenLoad | None = None
    percent: float | None = None
    """Of the one-rep maximum, where that is known."""
    rest_ms: Ms = 0
    """From the last rep to the first of the next set; 0 after the last set of the work."""
    usual_rest: bool = False  # whether the plan writes no rest
    recovery: Recovery | None = None  # what is done in the rest, where the plan says it
    flows: bool = False
    """Whether no rest is written: what follows begins as soon as it is announced."""
    tail_ms: Ms = 0  # of `rest_ms`, for the word at the end of the work
    intro_ms: Ms | None = None
    """How much of the rest before this set is for its introduction; None: as long as it takes."""
    ready_ms: Ms = 0
    """How much of the rest before this set is for next-up and countdown."""
    called: bool = False  # whether the first cue of the work says the exercise's name
    next_ready_ms: Ms = 0  # of `rest_ms`, what belongs to the next section
    recall: str = ""
    """Name of the activation drill whose feeling this exercise looks for, if one came before."""
    up_next: str = ""
    """Name of the next exercise, where it is another one or changes."""
    next_load: SpokenLoad | None = None
    """Its load: there is time in the rest to set it up."""
    next_role: SetRole = "work"
    """What the next set of the same exercise is."""
    in_superset: bool = False
    instead_of: str = ""  # the exercise that the profile forbids
    note: str = ""
    """What the plan wants to be said in the setup."""
    warn_before: tuple[str, ...] = ()
    warn_after: tuple[str, ...] = ()
    """Keys of safety lines, said before the work and in the rest after it."""
    only: Literal["", "eccentric"] = ""
    """What of a rep counts, where the rest of it is helped."""
    last: bool = False  # whether the work ends with it
    talk: Talk = Talk.NORMAL
    answer: Answer = UNANSWERED
    """What was done about what was logged of the exercise."""
    order: int = 0
    """How many sets came before in the session. Wordings of rests change with it."""
    turn: int = 0
    """How many bouts came before; a set of each side is two. Wordings of reps change with it."""

    @property
    def place(self) -> int:
        """Its place in what is said in turn: neighbours differ, so that no sentence comes twice."""
        return {
            "warmup": self.count - self.number,  # 0 for the last one, before set 1
            "group": self.number + self.part - 1,
            "drop": self.number + self.part,
        }.get(self.role, self.number)

    @property
    def alternates(self) -> bool:
        """Whether each rep is on the other side, left first."""
        return self.exercise.laterality == "alternating" and not self.sides

    @property
    def self_paced(self) -> bool:
        """Whether the lifter sets the pace, and ends the set."""
        return self.free_ms > 0

    @property
    def heavy(self) -> bool:
        """80 % of the one-rep maximum or more, where attention changed nothing (Calatayud 2016)."""
        return self.percent is not None and self.percent >= 80

    @property
    def loaded(self) -> bool:
        """Whether a weight is lifted: as the load says, else as the exercise is usually done."""
        unit = self.load.unit if self.load else ""
        if unit == "rpe":
            return self.exercise.weighted or not self.exercise.equipment
        return unit in _MASSES if unit else self.exercise.needs_weight

    @property
    def ballistic(self) -> bool:
        """Whether it is thrown rather than lifted; at a slow tempo it is a drill."""
        slow = isinstance(self.dose, RepsDose) and Phase.CONCENTRIC not in self.dose.tempo.fast
        return self.exercise.contraction == "ballistic" and not slow


@dataclass(frozen=True, slots=True)
class Bout:
    """One exercise of a round against the clock."""

    exercise: Exercise
    reps: Reps | None = None
    hold_ms: Ms = 0
    spoken: SpokenLoad | None = None
    metres: int = 0  # how far, where a distance is asked for
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class IntervalStep:
    """Work and rest by the clock; one section for all its rounds."""

    exercise: Exercise
    work_ms: Ms
    pause_ms: Ms
    rounds: int
    focus: Focus
    kind: Literal["interval", "emom", "rounds", "for_time"] = "interval"
    """`work_ms` is one round of an interval or emom, and the whole time of the others."""
    recovery: Recovery = Recovery.REST  # what is done in the pauses
    bouts: tuple[Bout, ...] = ()
    """What is done, where that is not `exercise` alone."""
    together: bool = False  # all bouts in each round of an EMOM, and not one after the other
    rest_ms: Ms = 0
    """After the last round. What follows is as in a set."""
    flows: bool = False
    tail_ms: Ms = 0
    intro_ms: Ms | None = None
    ready_ms: Ms = 0
    called: bool = False
    next_ready_ms: Ms = 0
    up_next: str = ""
    next_load: SpokenLoad | None = None
    last: bool = False
    item: tuple[int, int] = (0, 0)
    instead_of: str = ""
    warn_before: tuple[str, ...] = ()
    warn_after: tuple[str, ...] = ()

    @property
    def loaded(self) -> bool:
        """Whether a weight is lifted."""
        return self.exercise.needs_weight


_MASSES = frozenset({"kg", "lb", "percent", "pin", "bar"})
WorkStep = SetStep | IntervalStep
Step = RoutineStep | WorkStep


@dataclass(frozen=True, slots=True)
class Session:
    """A plan with every default filled and every name looked up."""

    plan: Plan
    moments: tuple[Step, ...]
    """In the order they happen; the first is always the intro with the safety words."""
    changes: tuple[ProfileChange, ...] = ()
    """What the profile takes out of the work, and what is done in its place."""
    lightened: bool = False
    """Whether the day made something of the work lighter."""
    memory: Memory = NOTHING_KNOWN
    """What the coach knows of the sessions before."""

    @property
    def work(self) -> tuple[WorkStep, ...]:
        """The sets and intervals alone."""
        return tuple(m for m in self.moments if not isinstance(m, RoutineStep))

    @property
    def sets(self) -> tuple[SetStep, ...]:
        """The sets alone."""
        return tuple(m for m in self.moments if isinstance(m, SetStep))
