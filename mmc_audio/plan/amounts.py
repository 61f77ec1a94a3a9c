"""What the notations of a plan stand for: tempo, repetitions, loads."""

from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.base import Model
from mmc_audio.plan.bounds import MAX_REPS
from mmc_audio.plan.choices import Phase
from mmc_audio.plan.faults import fault
from mmc_audio.plan.kinds import Duration, Flag, Integer
from mmc_audio.units import Ms

MAX_PHASE_MS: Ms = 60_000

_Part = Annotated[Ms, Duration(0, MAX_PHASE_MS)]
_Count = Annotated[int, Integer(1, MAX_REPS)]


class Tempo(Model):
    """Lengths of the four phases, always in the order eccentric, stretch, concentric, peak."""

    NOUN = "a tempo"

    eccentric: _Part
    stretch: _Part
    concentric: _Part
    peak: _Part
    fast: frozenset[Phase] = frozenset()
    """Phases written X: as fast as good technique allows. Their length is `notation.FAST_MS`."""

    @property
    def rep_ms(self) -> Ms:
        """Length of one repetition."""
        return self.eccentric + self.stretch + self.concentric + self.peak


class Reps(Model):
    """How many repetitions: `low == high` but for a range such as 8-12."""

    NOUN = "repetitions"

    low: _Count
    high: _Count
    open: Annotated[bool, Flag()] = False
    """True for `5+` and `failure`: `low` are enough, and more while the form holds. `high` is
    `low` then, until `coaching` knows how far the voice counts."""

    def conflicts(self) -> list[InitErrorDetails]:
        """A range that runs downwards."""
        if self.low <= self.high:
            return []
        return [fault(f"{self.low}-{self.high} runs downwards; write {self.high}-{self.low}")]


LoadUnit = Literal["percent", "kg", "lb", "rpe", "bodyweight", "bar", "pin", "band"]
LoadHow = Literal["", "added", "assisted", "side"]


class Load(Model):
    """How heavy."""

    NOUN = "a load"

    unit: LoadUnit
    value: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
    pair: Annotated[bool, Flag()] = False
    """True for `2x24kg`: two dumbbells or kettlebells of `value` each."""
    high: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 0
    """The upper end of a range such as `70-75%`; 0 for none."""
    how: LoadHow = ""
    """Added to the body's weight (`+10kg`), taken off it (`-20kg`), on each side of a bar."""
    name: Annotated[str, Field(max_length=40)] = ""
    """A band's colour."""

    @property
    def most(self) -> float:
        """The value, or the upper end of its range."""
        return self.high or self.value


def is_mass(load: Any) -> bool:  # noqa: ANN401 - asked of whatever was read
    """Whether a load is a single weight in kg or lb."""
    return (
        isinstance(load, Load)
        and load.unit in {"kg", "lb"}
        and not (load.pair or load.how or load.high)
    )
