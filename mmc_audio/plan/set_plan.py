"""Sets that differ from each other: `sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%]`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import InitErrorDetails

from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import Side, Talk
from mmc_audio.plan.faults import fault
from mmc_audio.plan.kinds import text_of
from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.notation.sets import parse_sets, parse_work
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.notation.weight import parse_load
from mmc_audio.plan.values import AnyLoad, RepCount, RestTime, SetTime, WholeTempo

_COMMA = re.compile(",(?![0-9])")
"""A comma that ends a part: one before a digit is a decimal comma."""

_HOW = {"rest": ("rest_ms", parse_duration), "tempo": ("tempo", parse_tempo)}
"""What may follow a set behind a comma."""


class SetPlan(Model):
    """What one set of several differs in; what is None is as the exercise says."""

    NOUN = "a set"

    reps: RepCount | None = Field(None, description="as for an exercise")
    hold_ms: SetTime | None = Field(None, alias="hold", description="as for an exercise")
    load: AnyLoad | None = Field(None, description="as for an exercise")
    rest_ms: RestTime | None = Field(None, alias="rest", description="rest after this set")
    tempo: WholeTempo | None = Field(None, description="as for an exercise")
    talk: Talk | None = Field(None, description="as for an exercise")
    side: Annotated[Side | None, Field(exclude=True)] = None

    def given(self) -> dict[str, Any]:
        """What the set says itself, by field; a measure takes the place of the other one."""
        said = {name: value for name in SetPlan.model_fields if (value := getattr(self, name))}
        if self.rest_ms == 0:
            said["rest_ms"] = 0
        if "hold_ms" in said or "reps" in said:
            said = {"reps": None, "hold_ms": None} | said
        return said


def parse_set(text: str) -> tuple[SetPlan, ...]:
    """`5 @ 65%`, `3x8 @ 60kg, rest 2m, tempo 30X1`, `1+ @ 85%`, `45s`; several behind commas."""
    found: list[SetPlan] = []
    for part in _COMMA.split(text):
        bare = folded(part)
        word, _, rest = bare.partition(" ")
        if word in _HOW and found:
            name, parse = _HOW[word]
            found[-1] = found[-1].model_copy(update={name: parse(rest)})
        else:
            found += _alike(bare)
    return tuple(found)


def _alike(bare: str) -> Iterator[SetPlan]:
    """One set, or several that are alike: `3x8 @ 60kg`."""
    work, at, load = (part.strip() for part in bare.partition("@"))
    if not work:
        raise ValueError(f"{quoted(bare)} has no repetitions; write such as 5 @ 65%")
    several = re.fullmatch("[1-9][0-9]*(?: ?[x\u00d7] ?| sets? of ).+", work)
    sets = parse_sets(work) if several else None
    done = sets.work if sets and sets.work else parse_work(work)
    if done.amrap:
        raise ValueError(f"{quoted(bare)} is one set by the clock; write such as 5+ or failure")
    one = SetPlan(
        reps=done.reps,
        hold_ms=done.hold_ms,
        load=_load(load) if at else None,
        side="each" if done.each_side else None,
    )
    yield from [one] * (sets.count if sets else 1)


def _load(text: str) -> Any:  # noqa: ANN401 - a Load
    """`65%`, `60kg`, or a bare number, which is an effort behind `@`."""
    is_effort = re.fullmatch("[0-9.]+", text) and float(text) <= 10
    return parse_load(f"@{text}" if is_effort else text)


def set_list(items: Sequence[object]) -> tuple[list[SetPlan], list[InitErrorDetails]]:
    """The sets of a list, and what is wrong with its entries.

    `rest 2m` alone is of the set before it: a list in brackets is split at each comma.
    """
    found: list[SetPlan] = []
    errors: list[InitErrorDetails] = []
    made: tuple[SetPlan, ...] = ()
    for index, item in enumerate(items):
        try:
            how = _how(item)
            if how and made:
                found[-len(made) :] = [one.model_copy(update=how) for one in made]
            else:
                made = _entry(item)
                found += made
        except ValueError as error:
            errors.append(fault(str(error), "sets", index))
    return found, errors


def _how(item: object) -> dict[str, Any]:
    """`rest 2m` or `tempo 30X1` as fields; nothing for a set."""
    word, _, rest = folded(item).partition(" ") if isinstance(item, str) else ("", "", "")
    if word not in _HOW:
        return {}
    name, parse = _HOW[word]
    return {name: parse(rest)}


def _entry(item: object) -> tuple[SetPlan, ...]:
    if isinstance(item, SetPlan):
        return (item,)
    if isinstance(item, Mapping):
        return (SetPlan.model_validate(item),)
    return parse_set(text_of(item, "a set such as 5 @ 65%"))
