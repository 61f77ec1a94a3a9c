"""The entries of `work`: exercises, supersets, intervals."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.base import Model, or_list, or_text
from mmc_audio.plan.bounds import MAX_REPS
from mmc_audio.plan.choices import Attention, Recovery, Side, StartPhase, Talk
from mmc_audio.plan.conflicts import CONFLICTS
from mmc_audio.plan.faults import KEY, fault
from mmc_audio.plan.kinds import Duration, Integer, Text
from mmc_audio.plan.notation.line import parse_line
from mmc_audio.plan.own_cues import OwnCues
from mmc_audio.plan.set_extras import (
    ChangeTime,
    Drop,
    DropSets,
    Myo,
    OnlyEccentric,
    PauseTime,
    RangeReps,
    RestPause,
    WarmupSets,
)
from mmc_audio.plan.set_plan import SetPlan
from mmc_audio.plan.shorthand import spread_sets
from mmc_audio.plan.values import (
    DISTANCE,
    HOUR,
    MINUTE,
    PACE,
    SECOND,
    AnyLoad,
    ExerciseName,
    Name,
    RepCount,
    RestTime,
    SetCount,
    SetTime,
    WholeTempo,
)
from mmc_audio.units import Ms

Position = tuple[int, int]
"""Line and column in the plan file, for messages."""

_Position = Annotated[Position | None, Field(exclude=True)]

EXERCISE_HINTS: Mapping[str, str] = {
    **dict.fromkeys(("weight", "kg", "lb", "rpe", "rir", "percent"), "write such as `load: 40kg`"),
    **dict.fromkeys(("time", "seconds", "length"), "write `hold: 30s` or `duration: 10m`"),
    "break": "write `rest: 90s`",
    **dict.fromkeys(("unilateral", "sides", "each"), "write `side: each`"),
    "rounds": "write `sets`; rounds belong to a superset or an interval",
    "name": "write `exercise`",
    "notes": "write `note`",
}


class ExerciseItem(Model):
    """Sets of one exercise: of reps, of holds, of breaths, for a time, or AMRAP."""

    NOUN = "an exercise"
    HINTS: ClassVar[Mapping[str, str]] = EXERCISE_HINTS
    ALONE = "exercise"

    exercise: ExerciseName = Field(
        description="its name, as you would write it down; `mmc-audio exercises` says how it is "
        "understood"
    )
    sets: SetCount | None = Field(
        json_schema_extra=or_list,
        default=None,
        description="`3`; with what a set is: `3x10`, `3x8-12/side`, `3x45s`; or sets that "
        "differ: `[5 @ 65%, 3 @ 75%, 1+ @ 85%]`, `3x8, 1x8+`",
    )
    reps: RepCount | None = Field(
        json_schema_extra=or_list,
        default=None,
        description="`10`, `8-12`, `8/side`, `5+` (five or more), `failure`, `AMRAP`, "
        "`7 low + 7 high + 7 full`; or a list with one for each set",
    )
    amrap_ms: Annotated[Ms, Duration(5 * SECOND, HOUR)] | None = Field(
        None, alias="amrap", description="as many repetitions as possible in this time: `60s`"
    )
    up_to: Annotated[int, Integer(1, MAX_REPS)] | None = Field(
        None,
        description="how far the voice counts where a set has an open end (`5+`, `failure`); else "
        "by the load",
    )
    cap_ms: Annotated[Ms, Duration(5 * SECOND, HOUR)] | None = Field(
        None,
        alias="cap",
        exclude=True,
        description="how long `reps: AMRAP` lasts; without it the voice counts the reps",
    )
    hold_ms: SetTime | None = Field(None, alias="hold", description="a hold of this length")
    distance_m: Annotated[int, DISTANCE] | None = Field(
        None,
        alias="distance",
        description="how far, such as `20m`, `400 m`, `1km`; its time is from a usual pace",
    )
    pace: Annotated[float | Literal["self", "counted"], PACE] | None = Field(
        None,
        description="for reps `self` (you set the pace, and the voice is silent; usual for heavy, "
        "open and ranged sets) or `counted`; for a distance how fast, such as `5 km/h`, `6:00 /km`",
    )
    duration_ms: Annotated[Ms, Duration(SECOND, 12 * HOUR)] | None = Field(
        None, alias="duration", description="continuous work, such as a run"
    )
    breaths: Annotated[int, Integer(1, 200)] | None = Field(
        None, description="a hold counted in breaths, 1 to 200"
    )
    tempo: WholeTempo | None = Field(None, description="how long the parts of a repetition last")
    start_phase: StartPhase | None = Field(None, description="with which one a repetition begins")
    side: Side | None = Field(None, description="left, then right; or one side only")
    switch_ms: Annotated[Ms, Duration(0, 5 * MINUTE)] | None = Field(
        None, alias="switch", description="time to change sides (5 s where left out)"
    )
    load: AnyLoad | None = Field(
        json_schema_extra=or_list,
        default=None,
        description="how heavy, see below; or a list with one for each set",
    )
    focus: Attention | None = Field(None, description="as for the session, for this exercise alone")
    talk: Talk | None = Field(
        json_schema_extra=or_list,
        default=None,
        description="how much is said, as for the session; or a list with one for each set",
    )
    like: ExerciseName | None = Field(
        None, description="a known exercise whose words it gets: `like: seated row`"
    )
    muscle: ExerciseName | None = Field(
        None, description="the muscle that a new exercise trains: `muscle: rear delts`"
    )
    variant: Name | None = Field(
        None, description="a variant of the catalogue's cues, such as `triceps` on a bench press"
    )
    cues: OwnCues | None = Field(None, description="your own words for it, see below")
    rest_ms: RestTime | None = Field(
        json_schema_extra=or_list,
        default=None,
        alias="rest",
        description="rest after each set, or `none`; or a list",
    )
    recovery: Recovery | None = Field(
        None,
        description="what is done in that rest, such as jog between runs",
    )
    warmup: Annotated[Literal["auto"] | tuple[SetPlan, ...], WarmupSets()] | None = Field(
        None,
        description="`auto` (a ramp to the working load), or sets such as `[8 @ 40%, 5 @ 60%, "
        "2 @ 80%]` with percentages of the working load",
    )
    drops: Annotated[tuple[Drop, ...], DropSets()] | None = Field(
        None,
        description="drops after the last set: `2` (20 % off each), `[-20%, -20%]` or "
        "`[7.5kg, 5kg]`",
    )
    change_ms: ChangeTime | None = Field(
        None, alias="change", description="time to take weight off for a drop (10 s where left out)"
    )
    rest_pause: RestPause | None = Field(
        None,
        description="short pauses after each set and then what is left: `2x15s`",
    )
    myo: Myo | None = Field(
        None, description="small sets after each set (myo-reps): `4x4`, `4x4, rest 20s`"
    )
    ladder: tuple[int, ...] | None = Field(
        None,
        json_schema_extra=or_text,
        description="sets that climb: `1-5` is 1, 2, 3, 4, 5 reps; `1-5-1` comes down again",
    )
    pause_ms: PauseTime | None = Field(
        None,
        alias="pause",
        description="pause in a cluster such as `reps: 2+2+2` (15 s where left out)",
    )
    cluster: tuple[int, ...] = ()
    """The groups of `reps: 2+2+2`; empty for any other set."""
    ranges: tuple[RangeReps, ...] = ()
    """The parts of `reps: 7 low + 7 high + 7 full`; empty for any other set."""
    only: Annotated[Literal["eccentric"], OnlyEccentric()] | None = Field(
        None, description="`eccentric`: only the lowering counts, the lift is helped"
    )
    note: Annotated[str, Text("a note", 200)] | None = Field(
        None, description="spoken in the setup of the first set, such as `Bench at 30 degrees`"
    )
    each: tuple[SetPlan, ...] = ()
    """What each set differs in, where they do: as many as `sets`."""
    position: _Position = None

    def __init__(self, exercise: str | None = None, /, **keys: Any) -> None:  # noqa: ANN401
        """The exercise by its name, and its other keys."""
        named = {} if exercise is None else {"exercise": exercise}
        super().__init__(**named, **keys)

    @property
    def counts_reps(self) -> bool:
        """Whether nothing says that a set is a hold, a distance or a time."""
        return not (self.hold_ms or self.duration_ms or self.breaths or self.distance_m)

    @property
    def speed_kmh(self) -> float | None:
        """How fast a distance is covered; None where it is not said."""
        return None if isinstance(self.pace, str) else self.pace

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """An exercise as its name or a line, or with keys, in which shorthand is written out."""
        if isinstance(data, ExerciseItem):
            return {name: getattr(data, name) for name in data.model_fields_set}, []
        if isinstance(data, Mapping):
            return spread_sets(data)
        try:
            return spread_sets(parse_line(data)) if isinstance(data, str) else super().spread(data)
        except ValueError as error:
            return {}, [fault(str(error))]

    def conflicts(self) -> list[InitErrorDetails]:
        """Keys that exclude each other."""
        by_key = {key: getattr(self, name) for key, name in self.file_keys().items()}
        given = {key for key, value in by_key.items() if value is not None}
        found = [
            fault(f"`{one}` and `{other}`: {why}", one, kind=KEY, also=("reps", "sets", other))
            for (one, other), why in CONFLICTS.items()
            if {one, other} <= given
        ]
        if self.side in {Side.LEFT, Side.RIGHT} and "switch" in given:
            what = "one side alone is never switched; delete `switch`"
            found.append(fault(what, "switch", kind=KEY))
        return found

    @classmethod
    def more_schema(cls) -> dict[str, Any]:
        """Keys that exclude each other."""
        return {"allOf": [{"not": {"required": list(pair)}} for pair in CONFLICTS]}


WITHIN = frozenset(ExerciseItem.file_keys()) - {"exercise", "sets", "rest"}
"""Keys that belong to an exercise, and not to the superset or the interval it is done in."""


class SupersetMember(ExerciseItem):
    """An exercise of a superset: as many sets as the superset has rounds."""

    NOUN = "an exercise of a superset"
    HINTS: ClassVar[Mapping[str, str]] = {
        **EXERCISE_HINTS,
        "sets": "write `rounds` beside `superset`",
    }
    ABSENT = frozenset({"sets", "warmup", "ladder"})

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """As an exercise; `work: 40s` is how long a station lasts."""
        if isinstance(data, Mapping) and "work" in data and "duration" not in data:
            data = {("duration" if key == "work" else key): value for key, value in data.items()}
        return super().spread(data)
