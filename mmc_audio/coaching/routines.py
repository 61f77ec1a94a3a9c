"""Which routines a session has before and after its work: the plan's own, or the usual ones."""

from collections.abc import Mapping

from mmc_audio.coaching.focus import GOAL_FOCUS
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.routine_options import ALIASES, OPTIONS
from mmc_audio.coaching.way import EVEN_BREATH, WAYS
from mmc_audio.plan.length import work_ms
from mmc_audio.plan.model import Plan, Routine

PREPARE: Mapping[str, tuple[str, ...]] = {
    "resistance": ("diaphragmatic_breath", "physiological_sigh", "body_scan", "activation"),
    "pilates": ("diaphragmatic_breath", "body_scan", "activation"),
    "yoga": ("diaphragmatic_breath", "body_scan"),
    "hiit": ("diaphragmatic_breath", "activation"),
    "martial_arts": ("diaphragmatic_breath", "activation"),
    "ball_sport_prep": ("diaphragmatic_breath", "activation"),
    "running": ("activation",),
}
"""What a session begins with where the plan says nothing, by modality."""

CLOSE: Mapping[str, tuple[str, ...]] = {
    "resistance": ("progressive_relaxation", "reflection", "carry_over"),
    "pilates": ("progressive_relaxation", "reflection"),
    "yoga": ("progressive_relaxation", "reflection"),
    "hiit": ("even_breath", "reflection"),
    "martial_arts": ("progressive_relaxation", "reflection"),
    "ball_sport_prep": ("reflection", "carry_over"),
    "running": ("reflection",),
}
"""What it ends with."""


OUTWARD = {"body_scan": "", "activation": "", "progressive_relaxation": "even_breath"}
"""What stands for a routine that names muscles; nothing for those that are left out."""

SIZES = ("short", "usual", "long")
"""How much of it there is, as one word in the place of the routines."""

BRIEF_MS = 360_000
"""Work shorter than this gets a short preparation and a short end: they are in proportion to it."""

MODEST_MS = 720_000
"""Work shorter than this, which the usual ways in and out take, gets about half of them."""

_UPPER_BACK = Routine(routine="activation", options={"exercise": "scapular_squeeze"})


def is_built_in(name: str) -> bool:
    """Whether a routine of that name is one of ours, or a size in the place of routines."""
    return name in OPTIONS or name in ALIASES or name in SIZES


def asked_routines(plan: Plan, when: str, memory: Memory = NOTHING_KNOWN) -> tuple[Routine, ...]:
    """The routines before or after the work: the plan's own, or its modality's.

    In a program they change with its sessions, see `way.usual_way`.

    Args:
        plan: what it says itself counts.
        when: prepare or close.
        memory: how many sessions came before.
    """
    given = plan.prepare if when == "prepare" else plan.close
    if given is None and not plan.work:
        return ()
    size = _size(plan, given)
    if given is not None and not size:
        return given
    usual = tuple(_usual(name) for name in _usual_names(plan, when))
    chosen = WAYS[size](when, usual, memory)
    return chosen if size == "short" else _for_profile(plan, when, chosen)


def _for_profile(plan: Plan, when: str, chosen: tuple[Routine, ...]) -> tuple[Routine, ...]:
    """A desk worker's gain the upper back, a stressed person's a calm breath."""
    if when == "prepare":
        return (*chosen, _UPPER_BACK) if "desk_worker" in plan.profile else chosen
    calm = "even_breath" in {one.routine for one in chosen}
    return (EVEN_BREATH, *chosen) if "high_stress" in plan.profile and not calm else chosen


def _usual_names(plan: Plan, when: str) -> tuple[str, ...]:
    """The routines of its modality; none that look into the body where attention goes outward."""
    usual = (PREPARE if when == "prepare" else CLOSE)[plan.modality]
    chosen = plan.focus if plan.focus != "auto" else GOAL_FOCUS[plan.goal]
    if chosen == "internal":
        return usual
    return tuple(OUTWARD.get(name, name) for name in usual if OUTWARD.get(name, name))


def _size(plan: Plan, given: tuple[Routine, ...] | None) -> str:
    """One of SIZES; empty where the plan lists its routines."""
    if given is not None:
        words = [one.routine for one in given if not one.options]
        return words[0] if len(given) == 1 and words and words[0] in SIZES else ""
    if not plan.work:
        return "usual"
    work = work_ms(plan)
    return "short" if work < BRIEF_MS else "half" if work < MODEST_MS else "usual"


def _usual(name: str) -> Routine:
    return EVEN_BREATH if name == "even_breath" else Routine(routine=name)
