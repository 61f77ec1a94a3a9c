"""What templates may know of a rest: how long it is, what comes next, what has room in it."""

from typing import Any

from mmc_audio.coaching.recoveries import moves
from mmc_audio.coaching.rests import READY_LONG_MS
from mmc_audio.coaching.steps import RepsDose, SetStep
from mmc_audio.plan.model import Plan
from mmc_audio.templates.context.bank import warnings
from mmc_audio.templates.context.words import load_words
from mmc_audio.templates.filters import seconds
from mmc_audio.units import Ms

Context = dict[str, Any]


def rest_words(step: SetStep, here: Ms, plan: Plan) -> Context:
    """A rest: `total` from last rep to first rep, of which `s` are spent in this section."""
    after_effort = step.heavy or step.ballistic or step.exercise.modality == "hiit"
    rep_ms = step.dose.tempo.rep_ms if isinstance(step.dose, RepsDose) else 6000
    planned = step.dose.reps.high if isinstance(step.dose, RepsDose) else 5
    imagined = max(2, min(5, planned, IMAGINING_MS // rep_ms))
    running = step.exercise.modality == "running"
    # A rest before a new exercise is shared with its introduction.
    shared = step.next_ready_ms > READY_LONG_MS
    mine = here if shared else step.rest_ms
    pictures = mine >= (PICTURE_MS if shared else LONG_MS) and plan.modality != "running"
    # Between warm-up sets there are plates to change.
    plain = running or step.role == "warmup" or moves(step.recovery)
    return {
        "s": seconds(here),
        "total": seconds(step.rest_ms),
        "safety": warnings(step.warn_after, loaded=step.loaded),
        "recovery": step.recovery.value if step.recovery else "",
        "next": step.up_next,
        "load": load_words(step.next_load),
        "next_role": step.next_role,
        "racking": RACKING_S if step.self_paced and here >= 45_000 else 0,
        "sighs": 0 if plain else _sighs(mine, after_effort=after_effort),
        "settle": SETTLE_S if after_effort else 0,
        "imagined": imagined if pictures and not plain else 0,
        "imagining": seconds(imagined * rep_ms),
    }


LONG_MS: Ms = 60_000
"""A rest has room for a sigh and a picture from here on."""

PICTURE_MS: Ms = 45_000
"""As much holds the question, what comes next, and a picture of it."""

IMAGINING_MS: Ms = 18_000
"""Three to five imagined reps in real time, 18 to 30 s."""

RACKING_S = 8
"""A lifter who ends the set puts the weight away before there is a question."""

SETTLE_S = 11
"""With the check-in before it, over 20 s of normal breathing between hard effort and a sigh."""


def _sighs(rest_ms: Ms, *, after_effort: bool) -> int:
    """How many sighs a rest has room for: two at most, with 15 s of normal breathing after them."""
    if rest_ms < (90_000 if after_effort else LONG_MS):
        return 0
    return 2 if rest_ms >= 90_000 else 1
