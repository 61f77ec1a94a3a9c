"""Exercises in turn and work by the clock: supersets, circuits, intervals."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import Attention, Recovery
from mmc_audio.plan.faults import KEY, fault
from mmc_audio.plan.items import WITHIN, SupersetMember
from mmc_audio.plan.kinds import Integer, ListKind
from mmc_audio.plan.own_cues import OwnCues
from mmc_audio.plan.values import ExerciseName, RestTime, SetTime

_Position = Annotated[tuple[int, int] | None, Field(exclude=True)]

_INSIDE = "it belongs to an exercise inside the superset"
_BY_CLOCK = "work by the clock has none; delete it"


class SupersetItem(Model):
    """Two or more exercises in turn; the rest comes after the round."""

    NOUN = "a superset"
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(WITHIN, _INSIDE) | {"sets": "write `rounds`"}

    superset: Annotated[tuple[SupersetMember, ...], ListKind(20)] = Field(
        description="exercises done in turn; each may have its own `rest`"
    )
    rounds: Annotated[int, Integer(1, 100)] = Field(3, description="how often (3 where left out)")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest after each round")
    position: _Position = None

    def conflicts(self) -> list[InitErrorDetails]:
        """What is wrong where a superset has one exercise only."""
        if len(self.superset) > 1:
            return []
        what = "a superset has two exercises or more; add one, or write the exercise alone"
        return [fault(what, "superset", kind=KEY)]


class CircuitItem(SupersetItem):
    """Stations in turn, by reps or by the clock; the rest comes after the round."""

    NOUN = "a circuit"

    superset: Annotated[tuple[SupersetMember, ...], ListKind(20, least=1)] = Field(
        alias="circuit", description="stations in turn; each may have its own `rest`"
    )

    def conflicts(self) -> list[InitErrorDetails]:
        """Nothing: a circuit of one station is one."""
        return []


class Interval(Model):
    """Work and rest by the clock."""

    NOUN = "an interval"
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(WITHIN, _BY_CLOCK) | {
        "sets": "write `rounds`"
    }

    exercise: ExerciseName = Field(description="as for an exercise")
    work_ms: SetTime = Field(alias="work", description="work in each round")
    interval_rest_ms: RestTime = Field(0, alias="rest", description="rest between rounds")
    recovery: Recovery | None = Field(None, description="what is done between the rounds")
    rounds: Annotated[int, Integer(1, 200)] = Field(description="how many rounds")
    focus: Attention | None = Field(None, description="as for an exercise")
    like: ExerciseName | None = Field(None, description="as for an exercise")
    muscle: ExerciseName | None = Field(None, description="as for an exercise")
    cues: OwnCues | None = Field(None, description="as for an exercise")


class IntervalItem(Model):
    """An `interval:` entry of the work."""

    NOUN = "the item around an interval"
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        (*WITHIN, "exercise", "work", "rounds"), "indent it under `interval:`"
    )

    interval: Interval = Field(description="work and rest by the clock")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest after the last round")
    position: _Position = None
