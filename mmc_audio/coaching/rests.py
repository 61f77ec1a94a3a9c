"""The rests between sets: how long each part is, and to which section it belongs.

A rest lasts from the last rep to the first one, whatever is said in it. It begins in the section of
the set before it; its end belongs to the set after it: what comes next, the focus, the countdown.
Where that is another exercise, its introduction is in the rest, too.
"""

from dataclasses import dataclass, replace
from itertools import zip_longest

from mmc_audio.coaching.steps import (
    AmrapDose,
    BreathsDose,
    HoldDose,
    IntervalStep,
    SetStep,
    TimeDose,
    WorkStep,
)
from mmc_audio.units import Ms

LONG_REST_MS: Ms = 60_000
READY_LONG_MS: Ms = 12_000
READY_SHORT_MS: Ms = 8_000
READY_LEAST_MS: Ms = 4_000
"""How much of a rest the next section takes for what comes next, the focus and the countdown; the
least holds the countdown alone."""

TIGHT_REST_MS: Ms = 26_000
"""Below this all of a rest before another exercise is for its introduction: the question how it
felt has no room in it either."""

INTRODUCTION = 0.6
"""The share of a longer rest that an introduction takes, with the countdown after it."""

INTRODUCTION_MOST_MS: Ms = 45_000
"""Introductions with everything in them take 25 to 40 s, the countdown 8."""

REMINDER_MOST_MS: Ms = 20_000
"""The same where the exercise came before, and only what has changed is said."""

NAMED_MS: Ms = 2_500
"""An introduction that is shorter may have no room for the name: the first cue says it."""

NEW_EXERCISE_MS: Ms = 25_000
"""The least rest before another exercise where the plan writes none: time to change places, and
for its name, its sets and how it begins."""

FLOWING = frozenset({"yoga", "pilates"})
"""Where one thing follows the other, and transitions are short."""

NEXT_POSE_MS: Ms = 22_000
"""The least rest before another pose where the plan writes none: its name, its caution, and how to
come into it, said slowly."""

INTERVAL_COUNTDOWN_MS: Ms = 3_000

STRIDE_MS: Ms = 90_000
"""A run that is no longer is a stride or a sprint: work by the clock, with a start and an end."""

LONGEST_CLOCK_MS: Ms = 300_000
"""Work by the clock that is longer has a cue every few minutes, as a run has."""

TAILS_MS: dict[type, Ms] = {HoldDose: 2_000, AmrapDose: 2_000, TimeDose: 2_000}
"""How long the word at the end of such work takes: it is the beginning of the rest."""


def join(steps: list[WorkStep]) -> list[WorkStep]:
    """The work with its rests known to both their neighbours, and none after the last set."""
    joined: list[WorkStep] = []
    for each, after in zip_longest(steps, steps[1:]):
        step = _with_room(each, after)
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
    return _with_parts(_with_turns(joined))


def _with_room(step: WorkStep, after: WorkStep | None) -> WorkStep:
    """The set with a usual rest in which another exercise can be introduced."""
    if not isinstance(step, SetStep) or not step.usual_rest or after is None:
        return step
    goes_on = isinstance(after, SetStep) and runs(after)
    least = NEXT_POSE_MS if after.exercise.modality in FLOWING else NEW_EXERCISE_MS
    if goes_on or not _comes_new(after) or step.rest_ms >= least:
        return step
    return replace(step, rest_ms=least)


def _heavier(step: SetStep, after: SetStep) -> bool:
    """Whether the next set has another load, which is set up in the rest."""
    return after.varies and after.spoken is not None and after.spoken != step.spoken


def _comes_new(step: WorkStep) -> bool:
    """Whether its heading says what is to be done."""
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


@dataclass(frozen=True, slots=True)
class RestParts:
    """What a rest is divided into, besides what stays in the section before it."""

    tail_ms: Ms
    """For the word at the end of the work."""
    intro_ms: Ms | None
    """For the introduction of what follows; None where it has none."""
    ready_ms: Ms


def _with_parts(steps: list[WorkStep]) -> list[WorkStep]:
    """Each rest divided between the set before it and the set after it."""
    for index, after in enumerate(steps[1:]):
        step = steps[index]
        if not step.flows:
            parts = divide(step, after)
            given = (parts.intro_ms or 0) + parts.ready_ms
            steps[index] = replace(step, next_ready_ms=given, tail_ms=parts.tail_ms)
            steps[index + 1] = replace(
                after,
                ready_ms=parts.ready_ms,
                intro_ms=parts.intro_ms,
                called=_is_called(step, after, parts),
            )
    return steps


def divide(step: WorkStep, after: WorkStep) -> RestParts:
    """The parts of the rest between `step` and `after`; together never more than the rest."""
    rest = step.rest_ms
    usual = usual_tail(step) if isinstance(step, SetStep) else 0
    tail = max(0, min(usual, rest - READY_LEAST_MS))
    ready = min(_ready(rest, after), rest - tail)
    if not _comes_new(after):
        # Without a countdown the heading says which set it is, for which there is no time.
        return RestParts(tail, None if ready else 0, ready)
    known = isinstance(after, SetStep) and after.changed
    most = REMINDER_MOST_MS if known else INTRODUCTION_MOST_MS
    return RestParts(tail, _introduction(rest, tail, most) - ready, ready)


def _introduction(rest: Ms, tail: Ms, most: Ms) -> Ms:
    """How much of a rest goes to an introduction and the countdown after it."""
    if rest < TIGHT_REST_MS:
        return rest - tail
    share = min(most, int(round(INTRODUCTION * rest, -3)))
    return min(rest - tail, max(TIGHT_REST_MS, share))


def _ready(rest: Ms, after: WorkStep) -> Ms:
    """How much of a rest belongs to the countdown into `after`."""
    comes_new = _comes_new(after)
    if isinstance(after, IntervalStep):
        return min(INTERVAL_COUNTDOWN_MS, rest // 1000 * 1000)
    if rest < 1000 or (comes_new and runs(after)):
        return 0
    if rest >= LONG_REST_MS and not comes_new:
        return READY_LONG_MS
    if rest >= TIGHT_REST_MS or not comes_new:
        return min(READY_SHORT_MS, rest)
    return min(READY_LEAST_MS, rest)


def _is_called(step: WorkStep, after: WorkStep, parts: RestParts) -> bool:
    """Whether the first cue says the name, since there may have been no time for it."""
    spare = parts.ready_ms - READY_LEAST_MS if parts.intro_ms is None else parts.intro_ms
    new = isinstance(after, SetStep) and runs(after) and _comes_new(after)  # a walk to cool down
    return spare < NAMED_MS and (new or after.exercise.id != step.exercise.id)


def usual_tail(step: SetStep) -> Ms:
    """How long the word at the end of the work takes where there is time for it."""
    if isinstance(step.dose, BreathsDose):
        return 3_000 if step.dose.beats else 4_000
    return 0 if runs(step) else TAILS_MS.get(type(step.dose), 0)


def runs(step: SetStep) -> bool:
    """Whether it has a cue every few minutes, and nobody is counted into it or out of it."""
    if not isinstance(step.dose, TimeDose):
        return False
    longest = STRIDE_MS if step.exercise.modality == "running" else LONGEST_CLOCK_MS
    return step.dose.ms > longest
