"""Plan and its parts: what the athlete will do, as frozen data.

Unknown keys are forbidden. Times are whole milliseconds. What the plan leaves out is `None` here
and is filled from the catalogue by `coaching.session`, never here.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mmc_audio.units import Ms

Side = Literal["each", "left", "right"]
Focus = Literal["internal", "external", "auto"]


class Goal(StrEnum):
    """What the training is for."""

    HYPERTROPHY = "hypertrophy"
    MUSCLE_CONNECTION = "muscle_connection"
    GENERAL = "general"
    MAX_STRENGTH = "max_strength"
    POWER = "power"
    ENDURANCE = "endurance"
    SKILL = "skill"


class Stage(StrEnum):
    """How far the connection is trained."""

    LEARN = "learn"
    BUILD = "build"
    INTEGRATE = "integrate"


class Phase(StrEnum):
    """A part of one repetition, in the order tempo is written."""

    ECCENTRIC = "eccentric"
    STRETCH = "stretch"
    CONCENTRIC = "concentric"
    PEAK = "peak"


class Model(BaseModel):
    """Frozen; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tempo(Model):
    """Lengths of the four phases, always in the order eccentric, stretch, concentric, peak."""

    eccentric: Annotated[Ms, Field(ge=0)]
    stretch: Annotated[Ms, Field(ge=0)]
    concentric: Annotated[Ms, Field(ge=0)]
    peak: Annotated[Ms, Field(ge=0)]
    fast: frozenset[Phase] = frozenset()
    """Phases written X: as fast as good technique allows. Their length is `notation.FAST_MS`."""

    @property
    def rep_ms(self) -> Ms:
        """Length of one repetition."""
        return self.eccentric + self.stretch + self.concentric + self.peak


class Reps(Model):
    """How many repetitions: `low == high` but for a range such as 8-12."""

    low: Annotated[int, Field(ge=1, le=1000)]
    high: Annotated[int, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is over high")
        return self


class Load(Model):
    """How heavy."""

    unit: Literal["percent", "kg", "lb", "rpe", "bodyweight"]
    value: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
    pair: bool = False
    """True for `2x24kg`: two dumbbells or kettlebells of `value` each."""


class OwnCues(Model):
    """Cues that a plan brings for an exercise, in the catalogue's words for them.

    For an exercise the catalogue does not know, `muscle_call`, `lift`, `lower` and `external` are
    required; the rest is optional. For a known one each given field replaces the catalogue's.
    Wordings may be given as `long | shorter | short`.
    """

    muscle_call: str | None = None
    setup: str | None = None
    lift: str | None = None
    squeeze: str | None = None
    lower: str | None = None
    external: str | None = None
    imagery: str | None = None
    form_check: str | None = None
    feel_target: str | None = None
    feel_elsewhere: str | None = None
    phase_words: dict[Phase, str] | None = None


class ExerciseItem(Model):
    """Sets of one exercise: of reps, of holds, of breaths, for a time, or AMRAP."""

    exercise: str
    """Catalogue id, name or alias; or a new name that brings its `cues`."""
    sets: Annotated[int, Field(ge=1, le=100)] | None = None
    reps: Reps | None = None
    amrap_ms: Ms | None = None
    """As many reps as possible within this cap. Excludes `reps`, `hold_ms`, `duration_ms`."""
    hold_ms: Ms | None = None
    duration_ms: Ms | None = None
    """Continuous work, such as a run."""
    breaths: Annotated[int, Field(ge=1, le=200)] | None = None
    """Breath-counted hold."""
    tempo: Tempo | None = None
    start_phase: Literal["eccentric", "concentric"] | None = None
    side: Side | None = None
    switch_ms: Ms | None = None
    """Time to change sides (5 s where left out)."""
    load: Load | None = None
    rest_ms: Ms | None = None
    """Rest after each set but the last of the work."""
    focus: Focus | None = None
    like: str | None = None
    """A known exercise whose words this one gets, where its own name is not known."""
    muscle: str | None = None
    """The muscle it trains, where neither it nor anything like it is known."""
    variant: str | None = None
    """Which of the catalogue's `focus_variants` to cue, such as `triceps` on a bench press."""
    cues: OwnCues | None = None
    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None
    """Line and column in the plan file, for messages."""


class SupersetItem(Model):
    """Two or more exercises in turn; the rest comes after the round."""

    superset: Annotated[tuple[ExerciseItem, ...], Field(min_length=2)]
    rounds: Annotated[int, Field(ge=1, le=100)] = 3
    rest_ms: Ms | None = None
    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None


class Interval(Model):
    """Work and rest by the clock."""

    exercise: str
    work_ms: Ms
    interval_rest_ms: Ms
    rounds: Annotated[int, Field(ge=1, le=200)]
    rest_ms: Ms | None = None
    """Rest after the last round."""
    like: str | None = None
    muscle: str | None = None
    """As for an exercise."""
    focus: Focus | None = None
    cues: OwnCues | None = None


class IntervalItem(Model):
    """An `interval:` entry of the work."""

    interval: Interval
    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None


WorkItem = ExerciseItem | SupersetItem | IntervalItem


class Routine(Model):
    """A block before or after the work: a breath, a scan, an activation, a relaxation."""

    routine: str
    """physiological_sigh, diaphragmatic_breath, body_scan, activation, progressive_relaxation,
    reflection, carry_over, imagery, ..."""
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    """Options as the plan wrote them, checked by `coaching.session` against the routine's own.
    Durations are whole milliseconds under names that end in `_ms`."""
    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None


class VoiceChoice(Model):
    """Who speaks, and how fast."""

    engine: str | None = None
    name: str | None = None
    pace: Annotated[int, Field(ge=80, le=400)] = 150
    """Words per minute."""


class Bed(Model):
    """Music under the voice, from the user's own file."""

    file: str
    """Path, relative to the plan."""
    level_db: Annotated[float, Field(ge=-40, le=-6, allow_inf_nan=False)] = -20
    """Level under speech, in dB relative to the voice."""
    instrumental: bool = False


class Plan(Model):
    """A whole session."""

    title: str
    goal: Goal = Goal.GENERAL
    stage: Stage = Stage.BUILD
    focus: Focus = "auto"
    modality: str = "resistance"
    language: str = "en"
    voice: VoiceChoice = VoiceChoice()
    one_rm: dict[str, Load] = Field(default_factory=dict)
    """One-repetition maximum by exercise, kg or lb."""
    plate_step: Load | None = None
    """Loads are spoken rounded to this (2.5 kg or 5 lb where left out)."""
    readiness: Literal["low", "normal", "high"] = "normal"
    profile: frozenset[str] = frozenset()
    """Flags that remove or soften: pregnant, hypertension, glaucoma, back_pain, knee_pain,
    trauma_sensitive; and desk_worker, high_stress, which add."""
    sport: str | None = None
    spotter: bool = False
    intro: bool = True
    ack_safety: bool = False
    """True shortens the safety words to one sentence; they are never left out."""
    talk: Literal["full", "normal", "sparse"] = "normal"
    bed: Bed | None = None
    date: str | None = None
    """ISO date of the session, if it has one: varies the wordings from day to day."""
    prepare: tuple[Routine, ...] | None = None
    """None: breath, sigh, quick scan, and the activation the work calls for."""
    work: tuple[WorkItem, ...] = ()
    close: tuple[Routine, ...] | None = None
    """None: relaxation and reflection."""
    templates: dict[str, dict[str, str | int | float | bool]] = Field(default_factory=dict)
    """Options for cue templates, by template name."""
