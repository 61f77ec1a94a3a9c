"""The routines around the work, shorter with each session of a program; `WAYS` has the lengths.

The first sessions of a program have all of them. Later ones take one or two minutes, in turn: one
region felt deeply, another breath, straight to the drill. `prepare: long` asks for all of them and
one more. Around little work there are half of them from the first session on.

Where attention goes to the effect, or a kind of training has no scan or drill, neither do these.
"""

from collections.abc import Callable, Mapping

from mmc_audio.coaching.memory import Memory
from mmc_audio.plan.model import Routine

WHOLE = 3
"""Sessions of a program that begin with the whole way; one ends with all of it."""

MIDDLE = 6
"""Sessions after which it takes one or two minutes."""


def _one(name: str, **options: int) -> Routine:
    return Routine(routine=name, options=options)


_SIGH = _one("physiological_sigh", cycles=2)
_REGION = _one("region_scan")
_DRILL = _one("activation")
EVEN_BREATH = _one("even_breath", minutes=1)

_IN = ((_SIGH, _DRILL), (_REGION,), (EVEN_BREATH,), (_DRILL, _SIGH), (_REGION,))
"""In turn; each takes one to two minutes."""

_NEEDS = {
    "region_scan": "body_scan",
    "activation": "activation",
    "progressive_relaxation": "progressive_relaxation",
    "carry_over": "carry_over",
}
"""What the whole way has to hold, so that a shorter one may hold this part."""

_OUT = (
    (_one("progressive_relaxation"), _one("reflection", questions=1)),
    (_one("reflection", questions=2), _one("carry_over")),
    (EVEN_BREATH, _one("reflection", questions=1)),
    (_one("reflection", questions=3),),
    (EVEN_BREATH, _one("carry_over")),
)

_HALF: Mapping[str, tuple[Routine, ...]] = {
    "prepare": (_SIGH, _REGION, _DRILL),
    "close": (_one("reflection", questions=2), _one("carry_over")),
}

_SHORT: Mapping[str, tuple[Routine, ...]] = {
    "prepare": (_one("physiological_sigh", cycles=1),),
    "close": (_one("reflection", questions=1),),
}

_LONGER = {"prepare": _one("imagery"), "close": EVEN_BREATH}
"""What is added where a plan asks for more than the usual."""

_WHEN: Mapping[str, tuple[tuple[Routine, ...], ...]] = {"prepare": _IN, "close": _OUT}


def usual_way(when: str, usual: tuple[Routine, ...], memory: Memory) -> tuple[Routine, ...]:
    """The routines of a session, where the plan leaves them to the coach.

    Args:
        when: prepare or close.
        usual: the whole way.
        memory: how many sessions came before, and what was lost in them.
    """
    whole = WHOLE if when == "prepare" else 1
    if memory.sessions < whole or len(usual) < 2:
        return usual
    ways = _WHEN[when]
    halfway = memory.sessions < MIDDLE and when == "prepare"
    chosen = _HALF[when] if halfway else ways[memory.turn % len(ways)]
    lost = any(each.lost for each in memory.last.values())
    if when == "prepare" and lost and _DRILL not in chosen:
        chosen = (*chosen, _DRILL)
    return _held_by(usual, chosen, when)


def half_way(when: str, usual: tuple[Routine, ...], memory: Memory) -> tuple[Routine, ...]:
    """As `usual_way`, for work that takes less time than the whole way there and back."""
    if len(usual) < 2 or memory.sessions >= (MIDDLE if when == "prepare" else 1):
        return usual_way(when, usual, memory)
    return _held_by(usual, _HALF[when], when)


def short_way(when: str, _: tuple[Routine, ...], __: Memory) -> tuple[Routine, ...]:
    """As `usual_way`, where a minute has to do."""
    return _SHORT[when]


def long_way(when: str, usual: tuple[Routine, ...], _: Memory) -> tuple[Routine, ...]:
    """As `usual_way`, whole in every session, and more."""
    return (*usual, _LONGER[when])


def _held_by(
    usual: tuple[Routine, ...], chosen: tuple[Routine, ...], when: str
) -> tuple[Routine, ...]:
    """What of `chosen` the usual way has; never nothing."""
    names = {each.routine for each in usual}
    left = tuple(each for each in chosen if _NEEDS.get(each.routine, "") in {*names, ""})
    return left or (_SHORT["prepare"] if when == "prepare" else usual[-1:])


WAYS: Mapping[str, Callable[[str, tuple[Routine, ...], Memory], tuple[Routine, ...]]] = {
    "short": short_way,
    "half": half_way,
    "usual": usual_way,
    "long": long_way,
}
"""By how much of the routines a plan asks for, or has the work for."""
