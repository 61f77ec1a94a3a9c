"""The rests between sets: who says what in them, and how long each part is."""

from dataclasses import replace
from itertools import zip_longest

from mmc_audio.coaching.steps import IntervalStep, SetStep, WorkStep

LONG_REST_MS = 60_000
READY_LONG_MS = 12_000
READY_SHORT_MS = 8_000
READY_LEAST_MS = 5_000
"""How much of a rest the next section takes for what comes next, the focus and the countdown."""


def join(steps: list[WorkStep]) -> list[WorkStep]:
    """The work with its rests told to both their neighbours, and none after the last set."""
    joined: list[WorkStep] = []
    for step, after in zip_longest(steps, steps[1:]):
        if after is None:
            joined.append(replace(step, rest_ms=0, last=True))
        elif _comes_new(after) or after.exercise.id != step.exercise.id:
            load = after.spoken if isinstance(after, SetStep) and _comes_new(after) else None
            joined.append(replace(step, up_next=after.exercise.name, next_load=load))
        elif isinstance(step, SetStep) and isinstance(after, SetStep) and _heavier(step, after):
            joined.append(replace(step, next_load=after.spoken, next_role=after.role))
        elif isinstance(step, SetStep) and isinstance(after, SetStep):
            joined.append(replace(step, next_role=after.role))
        else:
            joined.append(step)
    return _with_ready(_with_turns(joined))


def _heavier(step: SetStep, after: SetStep) -> bool:
    """Whether the next set has another load, which is set up in the rest."""
    return after.varies and after.spoken is not None and after.spoken != step.spoken


def _comes_new(step: WorkStep) -> bool:
    """Whether its heading tells what is to be done."""
    return isinstance(step, IntervalStep) or step.first or step.changed


def _with_turns(steps: list[WorkStep]) -> list[WorkStep]:
    turn = 0
    counted: list[WorkStep] = []
    for order, step in enumerate(steps):
        if isinstance(step, SetStep):
            counted.append(replace(step, order=order, turn=turn))
            turn += max(1, len(step.sides))
        else:
            counted.append(step)
    return counted


def _with_ready(steps: list[WorkStep]) -> list[WorkStep]:
    """The end of each rest given to the set that follows, where it needs no introduction."""
    for index, after in enumerate(steps[1:]):
        if isinstance(after, SetStep) and not _comes_new(after):
            ready = ready_ms(steps[index].rest_ms)
            steps[index] = replace(steps[index], next_ready_ms=ready)
            steps[index + 1] = replace(after, ready_ms=ready)
    return steps


def ready_ms(rest_ms: int) -> int:
    """How much of a rest belongs to the section after it."""
    if rest_ms >= LONG_REST_MS:
        return READY_LONG_MS
    return min(READY_SHORT_MS, rest_ms) if rest_ms >= READY_LEAST_MS else 0
