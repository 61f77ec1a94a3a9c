"""Work in rounds against the clock: every minute, as many rounds as possible, for time."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.base import Model
from mmc_audio.plan.faults import fault
from mmc_audio.plan.kinds import Duration, Flag, Integer, ListKind, text_of
from mmc_audio.plan.notation.line import parse_line
from mmc_audio.plan.values import (
    DISTANCE,
    HOUR,
    MINUTE,
    SECOND,
    AnyLoad,
    ExerciseName,
    RepCount,
    RestTime,
    SetTime,
)
from mmc_audio.units import Ms

_Position = Annotated[tuple[int, int] | None, Field(exclude=True)]


class BoutPlan(Model):
    """One exercise of a round: `15 air squat`, `400m run`, `30s plank`."""

    NOUN = "an exercise of the round"
    HINTS: ClassVar[Mapping[str, str]] = {
        "sets": "write `rounds`",
        "duration": "write `hold`",
        "rest": "what is left of the time is the rest; delete it",
    }

    exercise: ExerciseName = Field(description="as for an exercise")
    reps: RepCount | None = Field(None, description="as for an exercise")
    hold_ms: SetTime | None = Field(None, alias="hold", description="as for an exercise")
    distance_m: Annotated[int, DISTANCE] | None = Field(
        None, alias="distance", description="as for an exercise"
    )
    load: AnyLoad | None = Field(None, description="as for an exercise")
    position: _Position = None

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """A bout as a text, or by its keys."""
        if isinstance(data, Mapping):
            return dict(data), []
        try:
            return _as_bout(parse_line(text_of(data, "such as 15 air squat"))), []
        except ValueError as error:
            return {}, [fault(str(error))]


def _as_bout(keys: dict[str, str]) -> dict[str, str]:
    """The keys of a line, where a long time is no other thing than a short one."""
    return {("hold" if key == "duration" else key): value for key, value in keys.items()}


Bouts = Annotated[tuple[BoutPlan, ...], ListKind(20, least=1)]


class Emom(Model):
    """Every minute on the minute, or every so long: work, then rest until the next begins."""

    NOUN = "the key `emom`"

    do: Bouts = Field(
        description="what is done; several take turns from round to round, unless `together`"
    )
    every_ms: Annotated[Ms, Duration(15 * SECOND, 10 * MINUTE)] = Field(
        MINUTE, alias="every", description="when the next round begins; 60 s where left out"
    )
    rounds: Annotated[int, Integer(1, 100)] = Field(10, description="how many; 10 where left out")
    together: Annotated[bool, Flag()] = Field(
        default=False, description="`true` does all of them in each round"
    )


class TimedRounds(Model):
    """As many rounds as possible in a time."""

    NOUN = "the key `amrap`"

    do: Bouts = Field(description="what a round is")
    time_ms: Annotated[Ms, Duration(30 * SECOND, HOUR)] = Field(
        alias="time", description="how long"
    )


class ForTime(Model):
    """Rounds as fast as they stay clean, up to a cap."""

    NOUN = "the key `for_time`"

    do: Bouts = Field(description="what a round is")
    cap_ms: Annotated[Ms, Duration(30 * SECOND, HOUR)] = Field(
        alias="cap", description="when it ends at the latest"
    )
    rounds: Annotated[int, Integer(1, 100)] = Field(1, description="how many; 1 where left out")


class EmomItem(Model):
    """An `emom:` entry of the work."""

    NOUN = "the item around an emom"

    emom: Emom = Field(description="work that begins anew every minute, or every so long")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest after the last round")
    position: _Position = None


class AmrapItem(Model):
    """An `amrap:` entry of the work, of rounds."""

    NOUN = "the item around an amrap"

    amrap: TimedRounds = Field(description="as many rounds as possible in a time")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest afterwards")
    position: _Position = None


class ForTimeItem(Model):
    """A `for_time:` entry of the work."""

    NOUN = "the item around a for_time"

    for_time: ForTime = Field(description="rounds against the clock")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest afterwards")
    position: _Position = None


ClockedItem = EmomItem | AmrapItem | ForTimeItem
