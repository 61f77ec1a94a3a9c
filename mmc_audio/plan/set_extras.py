"""What may come around the sets of an exercise: warm-up sets, drops, pauses within a set."""
# ruff: noqa: D102 - `read` and `schema` are explained once, at `kinds.Kind`.

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.amounts import Load, Reps
from mmc_audio.plan.base import Model
from mmc_audio.plan.faults import fault
from mmc_audio.plan.kinds import Duration, Integer, Schema, ValueKind, text_of
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.notation.sets import parse_sets
from mmc_audio.plan.notation.weight import parse_load
from mmc_audio.plan.set_plan import SetPlan, parse_set
from mmc_audio.units import Ms

MOST_DROPS = 6
USUAL_DROP = 20
"""Percent that a drop takes off where the plan does not say (20 to 25 % is usual)."""

PauseTime = Annotated[Ms, Duration(1000, 120_000)]
"""A pause within a set."""

ChangeTime = Annotated[Ms, Duration(0, 120_000)]
"""Time to take weight off; none where somebody else does."""

AUTO: Literal["auto"] = "auto"
_AUTO = frozenset({AUTO, "yes", "true", "ramp"})


class WarmupSets(ValueKind):
    """`auto`, or the warm-up sets with percentages of the working load."""

    def read(self, value: object) -> Literal["auto"] | tuple[SetPlan, ...]:
        if isinstance(value, str) and folded(value) in _AUTO:
            return AUTO
        if isinstance(value, str) and folded(value) in {"none", "no", "false"}:
            return ()
        if isinstance(value, str) and re.fullmatch("[0-9]+", value.strip()):
            what = "does not say what a set is"
            raise ValueError(f"{quoted(value)} {what}; write auto, or such as [8 @ 40%, 5 @ 60%]")
        items = value if isinstance(value, list | tuple) else [value]
        made: list[SetPlan] = []
        for item in items:
            given = (
                item if isinstance(item, SetPlan | Mapping) else text_of(item, "`auto`, or sets")
            )
            made += parse_set(given) if isinstance(given, str) else [SetPlan.model_validate(given)]
        return tuple(made)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": AUTO}, {"type": "string"}, {"type": "array"}]}


class Drop(Model):
    """What is taken off for one drop: a share of the load before it, or the load that is left."""

    NOUN = "a drop"

    percent: Annotated[int, Integer(1, 90)] | None = None
    load: Load | None = None


class DropSets(ValueKind):
    """How many drops, or what each takes off."""

    def read(self, value: object) -> tuple[Drop, ...]:
        if isinstance(value, list | tuple):
            return tuple(_drop(item) for item in value[: MOST_DROPS + 1])
        noun = "a number of drops such as 2, or a list such as [-20%, -20%]"
        text = text_of(value, noun).strip()
        if not re.fullmatch("[1-9]", text) or int(text) > MOST_DROPS:
            raise ValueError(f"{quoted(text)} is not {noun}; write up to {MOST_DROPS} drops")
        return (Drop(percent=USUAL_DROP),) * int(text)

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_DROPS},
                          {"type": "array", "maxItems": MOST_DROPS}]}  # fmt: skip


def _drop(item: object) -> Drop:
    if isinstance(item, Drop):
        return item
    text = text_of(item, "a drop such as -20% or 7.5kg")
    if share := re.fullmatch("-? ?([1-9][0-9]?) ?%", folded(text)):
        return Drop(percent=int(share[1]))
    if text.lstrip().startswith("+"):
        raise ValueError(f"{quoted(text)} adds to the load; write what is left, such as 40kg")
    return Drop(load=parse_load(text))


def parse_cluster(text: str) -> tuple[int, ...]:
    """`2+2+2` as 2, 2, 2; empty for what is no cluster."""
    bare = folded(text).replace(" ", "")
    if not re.fullmatch(r"[1-9][0-9]?(?:\+[1-9][0-9]?){1,9}", bare):
        return ()
    return tuple(int(part) for part in bare.split("+"))


WayPart = Literal["low", "high", "full"]

_WORDS: Mapping[WayPart, tuple[str, ...]] = {
    "low": ("low", "lower", "bottom", "partial", "partials", "lengthened"),
    "high": ("high", "upper", "top", "shortened"),
    "full": ("full", "whole", "complete"),
}
_WHERE: Mapping[str, WayPart] = {word: where for where, words in _WORDS.items() for word in words}
"""Words for a part of the way; partials are done where the muscle is long (Pedrosa 2023)."""

_TWENTY_ONES = frozenset({"twenty-ones", "twenty ones", "21's"})


class RangeReps(Model):
    """Repetitions over a part of the way."""

    NOUN = "repetitions over a part of the way"

    reps: Annotated[int, Integer(1, 100)]
    where: WayPart


def parse_ranges(text: str) -> tuple[RangeReps, ...]:
    """`7 low + 7 high + 7 full`, `8 full + 4 partials`, `twenty-ones`; empty for anything else."""
    bare = folded(text)
    if bare in _TWENTY_ONES:
        bare = "7 low + 7 high + 7 full"
    parts = [
        re.fullmatch(
            r"([1-9][0-9]?)(?: reps?)?(?: ?([a-z]+)(?: (?:half|range|reps?|part))?)?", part
        )
        for part in re.split(r" ?\+ ?", bare)
    ]
    words = [part[2] for part in parts if part]
    if len(words) < len(parts) or not any(words) or not {*words} <= {None, *_WHERE}:
        return ()
    return tuple(
        RangeReps(reps=int(part[1]), where=_WHERE.get(part[2] or "full", "full"))
        for part in parts
        if part
    )


class RestPause(Model):
    """A set, then as many reps as are left after each short pause."""

    NOUN = "the key `rest_pause`"
    SHORT: ClassVar[str] = "`2x15s`, or `{pauses: 2, rest: 15s}`"

    pauses: Annotated[int, Integer(1, 6)] = Field(
        2, description="how many pauses; 2 where left out"
    )
    rest_ms: PauseTime = Field(
        15_000, alias="rest", description="how long each pause is; 15 s where left out"
    )

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """`2x15s`, `2`, `15s` or `yes` for the keys."""
        return _in_short(cls, _REST_PAUSE, data)

    @classmethod
    def more_schema(cls) -> dict[str, Any]:
        """Its short form beside the keys."""
        return {"type": ["object", "string", "integer"]}


class MiniSets(ValueKind):
    """`4x4`: how many small sets, and the reps of each."""

    def read(self, value: object) -> tuple[int, Reps]:
        if isinstance(value, tuple):
            return value
        text = text_of(value, "small sets such as 4x4")
        sets = parse_sets(text)
        if not sets.work or not sets.work.reps or sets.count > 10:
            raise ValueError(f"{quoted(text)} is no number of small sets; write such as 4x4")
        return sets.count, sets.work.reps

    def schema(self) -> Schema:
        return {"type": "string"}


class Myo(Model):
    """An activating set, then small sets after short pauses (myo-reps)."""

    NOUN = "the key `myo`"
    SHORT: ClassVar[str] = "`4x4`, or `{mini: 4x4, rest: 15s}`"

    mini: Annotated[tuple[int, Reps], MiniSets()] = Field(
        description="how many small sets of how many reps, such as `4x4`"
    )
    rest_ms: PauseTime = Field(
        15_000, alias="rest", description="rest before each; 15 s where left out"
    )

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """`4x4`, or `4x4, rest 15s`, for the keys."""
        return _in_short(cls, _MYO, data)

    @classmethod
    def more_schema(cls) -> dict[str, Any]:
        """Its short form beside the keys."""
        return {"type": ["object", "string"]}


_PAUSE = "[0-9][0-9.:]*[ a-z]*"
_REST_PAUSE = re.compile(
    rf"yes|true|auto|(?P<alone>[0-9])|(?:(?P<pauses>[0-9]) ?x ?)?(?P<rest>{_PAUSE})"
)
_MYO = re.compile(
    rf"(?P<mini>[0-9]{{1,2}} ?x ?[0-9-]+)(?: reps)?(?:,? (?:rest )?(?P<rest>{_PAUSE}))?"
)


def _in_short(
    model: type["RestPause"] | type["Myo"], form: re.Pattern[str], data: object
) -> tuple[dict[str, Any], list[InitErrorDetails]]:
    """The keys that a short form stands for; a mapping as it is."""
    if isinstance(data, Mapping):
        return dict(data), []
    match = form.fullmatch(folded(data)) if isinstance(data, str) else None
    if match is None:
        return {}, [fault(f"{quoted(str(data))} is not known; write {model.SHORT}")]
    found = {key: value for key, value in match.groupdict().items() if value}
    return {("pauses" if key == "alone" else key): value for key, value in found.items()}, []


class OnlyEccentric(ValueKind):
    """The word `eccentric`."""

    def read(self, value: object) -> Literal["eccentric"]:
        text = text_of(value, "eccentric")
        if folded(text) not in {"eccentric", "lowering", "negative", "negatives"}:
            raise ValueError(f"{quoted(text)} is not known; write eccentric")
        return "eccentric"

    def schema(self) -> Schema:
        return {"enum": ["eccentric"]}


def parse_ladder(value: Any) -> tuple[int, ...]:  # noqa: ANN401 - as written
    """`1-5`, `1-5-1`, `2,4,6`: the reps of each set.

    Raises:
        ValueError: `what; what to write`, for anything else.
    """
    text = text_of(value, "a ladder such as 1-5")
    ends = re.fullmatch("([1-9][0-9]?) ?- ?([1-9][0-9]?)(?: ?- ?([1-9][0-9]?))?", folded(text))
    listed = re.fullmatch("[1-9][0-9]?(?: ?, ?[1-9][0-9]?)+", folded(text))
    if listed:
        return tuple(int(part) for part in folded(text).split(","))
    if not ends:
        raise ValueError(f"{quoted(text)} is no ladder; write such as 1-5 or 1-5-1")
    stops = [int(end) for end in ends.groups() if end]
    rungs = [stops[0]]
    for stop in stops[1:]:
        step = 1 if stop > rungs[-1] else -1
        rungs += range(rungs[-1] + step, stop + step, step)
    return tuple(rungs)
