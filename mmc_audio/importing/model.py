"""What every file becomes first: workouts as somebody wrote or logged them, whatever the app.

Lengths are whole milliseconds, distances metres. `line` is the line of the file, from 1, for
messages; 0 where the file has no lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms

LoadUnit = Literal["kg", "lb", "percent", "rpe", "bodyweight", "named", "unsaid"]
SetKind = Literal["normal", "warmup", "drop", "failure", "rest_pause", "myo", "twenty_ones"]
BlockKind = Literal["superset", "circuit", "emom", "amrap", "for_time", "interval"]


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy, as written."""

    value: float
    unit: LoadUnit
    """`unsaid` where the file has a number alone: that of its other weights, or it is asked for."""
    high: float | None = None
    """The other end of a range such as 70-75 %."""
    pair: bool = False
    """Two dumbbells or kettlebells of `value` each."""
    change: Literal["added", "assisted"] | None = None
    """On top of the body's weight, or taken off it."""
    name: str = ""
    """Of a load without a number of kilos: `bar`, `pin 4`, `green band`."""


@dataclass(frozen=True, slots=True)
class WorkoutSet:
    """One set, planned or done."""

    reps: tuple[int, int] | None = None
    """Fewest and most; the same number twice but for a range."""
    open_end: bool = False
    """`5+`: that many, and more if they come."""
    all_out: bool = False
    """As many as possible: AMRAP, max, to failure."""
    weight: Weight | None = None
    effort: float | None = None
    """RPE, 1 to 10, beside a weight or alone."""
    length_ms: Ms | None = None
    """Of a hold or of continuous work."""
    held: bool = False
    """Whether the length is that of a hold, whatever the exercise is usually."""
    breaths: int | None = None
    distance_m: float | None = None
    rest_ms: Ms | None = None
    """After the set."""
    recovery: Recovery | None = None
    """What is done in that rest."""
    kind: SetKind = "normal"
    mini: str = ""
    """Of myo-reps: the small sets after the first, such as `4x4`."""
    cluster: str = ""
    """Groups of reps with a pause between them, such as `2+2+2`."""
    pause_ms: Ms | None = None
    """Between the groups of a cluster."""
    tempo: str | None = None
    side: Literal["each", "left", "right"] | None = None
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class WorkoutItem:
    """An exercise and its sets."""

    name: str
    """As written in the file."""
    sets: tuple[WorkoutSet, ...]
    group: str | None = None
    """Items in a row with the same group are a superset."""
    note: str = ""
    """A diary or a remark: it becomes a comment."""
    say: str = ""
    """A note that the writer wants to hear."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class WorkoutBlock:
    """Exercises that belong together: a circuit, rounds by the clock."""

    kind: BlockKind
    items: tuple[WorkoutItem, ...]
    rounds: int | None = None
    every_ms: Ms | None = None
    """Of an EMOM: each round begins so long after the last."""
    time_ms: Ms | None = None
    """Of an AMRAP, or the cap of rounds for time."""
    work_ms: Ms | None = None
    """Of each station, or of an interval."""
    rest_ms: Ms | None = None
    """After each station or interval."""
    recovery: Recovery | None = None
    """What is done after each interval."""
    round_rest_ms: Ms | None = None
    in_turn: bool = False
    """Of an EMOM: one exercise a round, and not all of them in each."""
    note: str = ""
    line: int = field(default=0, compare=False)


Entry = WorkoutItem | WorkoutBlock


@dataclass(frozen=True, slots=True)
class Workout:
    """One session."""

    title: str
    entries: tuple[Entry, ...]
    date: datetime | None = None
    """When it was done or is planned, as written: local time unless the file says a zone."""
    note: str = ""
    week: int | None = None
    """Of a program, from 1."""
    weekday: int | None = None
    """Monday is 0."""
    one_rm: Mapping[str, Weight] = field(default_factory=dict)
    rest_ms: Ms | None = None
    """After each set that says no other."""
    goal: str = ""
    line: int = field(default=0, compare=False)

    @property
    def items(self) -> tuple[WorkoutItem, ...]:
        """All exercises, those inside blocks too."""
        nested = (e.items if isinstance(e, WorkoutBlock) else (e,) for e in self.entries)
        return tuple(item for items in nested for item in items)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row or line that could not be used, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}" if self.line else self.why


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """All that one file says."""

    workouts: tuple[Workout, ...]
    is_log: bool = False
    """Whether it records what was done, and does not prescribe."""
    title: str = ""
    """Of the program, where the file names one."""
    skipped: tuple[SkippedRow, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was assumed in reading, or what the plan cannot hold."""
