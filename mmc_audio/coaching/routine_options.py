"""The built-in routines with their options: defaults, bounds, and what to write instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.coaching.steps import Option, RoutineStep
from mmc_audio.plan.model import Routine

RESTFUL = ("lying", "seated")
"""Postures in which the eyes may close."""


@dataclass(frozen=True, slots=True)
class RoutineOption:
    """An option: its default, and what else it may be."""

    default: Option
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    why: str = ""
    """The reason for the bounds or choices, reported with the error."""


_SIGH_WHY = "more at a stretch makes light-headed"
_CLOSED_EYES = "it is done at rest, never standing or moving"

_POSTURE = RoutineOption("seated", choices=RESTFUL, why=_CLOSED_EYES)
_LYING = RoutineOption("lying", choices=RESTFUL, why=_CLOSED_EYES)
_MINUTES = RoutineOption(5, 1, 20)

OPTIONS: Mapping[str, Mapping[str, RoutineOption]] = {
    "diaphragmatic_breath": {
        "cycles": RoutineOption(6, 1, 60),
        "inhale_ms": RoutineOption(4000, 2000, 8000),
        "exhale_ms": RoutineOption(6000, 2000, 12000),
        "posture": _POSTURE,
    },
    "physiological_sigh": {
        "cycles": RoutineOption(3, 1, 3, why=_SIGH_WHY),
        "posture": RoutineOption("seated", choices=("seated", "lying", "standing_supported")),
    },
    "sigh_practice": {"minutes": RoutineOption(5, 1, 10), "posture": _POSTURE},
    "even_breath": {
        "minutes": _MINUTES,
        "beat_ms": RoutineOption(5000, 3000, 7000),
        "posture": _POSTURE,
    },
    "body_scan": {
        "preset": RoutineOption("quick", choices=("quick", "standard", "deep")),
        "posture": _POSTURE,
        "order": RoutineOption("head_to_toe", choices=("head_to_toe", "toe_to_head")),
        "questions": RoutineOption(default=True),
    },
    "region_scan": {"posture": _POSTURE},
    "activation": {
        "drill": RoutineOption(""),
        "muscle": RoutineOption(""),
        "exercise": RoutineOption(""),
        "reps": RoutineOption(0, 1, 30),
        "hold_ms": RoutineOption(0, 1000, 30000),
        "side": RoutineOption("", choices=("each", "left", "right")),
    },
    "cannot_feel_it": {"exercise": RoutineOption("")},
    "progressive_relaxation": {
        "length": RoutineOption("short", choices=("short", "full")),
        "rounds": RoutineOption(1, 1, 2),
        "posture": _LYING,
        "tense_ms": RoutineOption(6000, 5000, 7000),
        "release_ms": RoutineOption(24000, 15000, 40000),
    },
    "imagery": {
        "exercise": RoutineOption(""),
        "reps": RoutineOption(25, 3, 50),
        "sets": RoutineOption(2, 1, 3),
        "posture": _POSTURE,
    },
    "desk_reset": {},
    "microbreak": {},
    "reflection": {"questions": RoutineOption(3, 1, 6)},
    "carry_over": {},
}
"""Every routine a plan may name, with its options."""

ALIASES: Mapping[str, str] = {
    "breath": "diaphragmatic_breath",
    "sigh": "physiological_sigh",
    "scan": "body_scan",
    "relaxation": "progressive_relaxation",
    "reflect": "reflection",
}


ABOUT: Mapping[str, str] = {
    "diaphragmatic_breath": "slow breaths into the belly, out for longer than in",
    "physiological_sigh": "two breaths in through the nose, then one long sigh out",
    "sigh_practice": "such sighs for some minutes",
    "even_breath": "in and out for the same time",
    "body_scan": "attention through the body, region by region, a question at each",
    "region_scan": "one region, felt for longer: that of the first exercise",
    "activation": "a few slow reps that find a muscle before the work; without options the one "
    "that the work calls for",
    "cannot_feel_it": "what to try when a muscle is hard to feel",
    "progressive_relaxation": "tense a part of the body, and let it go",
    "imagery": "sets in the mind alone, in real time",
    "desk_reset": "a break of some minutes at a desk",
    "microbreak": "a short break at a desk",
    "reflection": "questions about the session",
    "carry_over": "one thing to take into the day",
}
"""What is done in each routine, for docs/plan.md."""

OwnRoutines = Mapping[str, Callable[[Mapping[str, Option]], Mapping[str, Option]]]
"""A coach's own routines by name: each fills the options that a plan gives it, or raises ValueError
with `what; fix`."""


def resolve_routine(routine: Routine, when: str, own: OwnRoutines) -> RoutineStep:
    """The routine with every option filled.

    Args:
        routine: as the plan names it.
        when: prepare or close.
        own: the coach's own routines.

    Raises:
        ValueError: `what; fix`, for an unknown routine or option, or a value out of bounds.
    """
    name = ALIASES.get(routine.routine, routine.routine)
    place: Literal["prepare", "close"] = "close" if when == "close" else "prepare"
    if name in own:
        return RoutineStep(name, own[name](routine.options), place, own=True)
    if name not in OPTIONS:
        near = spelling_fix(name, [*OPTIONS, *own])
        raise ValueError(f"there is no routine {routine.routine}; {near}")
    known = OPTIONS[name]
    for option in routine.options:
        if option not in known:
            raise ValueError(_unknown(name, option))
    values = {key: _value(name, key, routine.options.get(key)) for key in known}
    return RoutineStep(name, values, place)


def _unknown(name: str, option: str) -> str:
    known = [_written(key) for key in OPTIONS[name]]
    if not known:
        return f"{name} has no options; take out {_written(option)}"
    return f"{name} has no option {_written(option)}; {spelling_fix(_written(option), known)}"


def _written(option: str) -> str:
    return option.removesuffix("_ms")


def spelling_fix(word: str, known: "Mapping[str, object] | list[str]") -> str:
    """The fix for a misspelt word."""
    return did_you_mean(word, known, f"write one of {', '.join(known)}")


def _value(name: str, key: str, given: Option | None) -> Option:
    known = OPTIONS[name][key]
    if given is None:
        return known.default
    what = f"{name}: {_written(key)} cannot be {_shown(key, given)}"
    if isinstance(known.default, bool) != isinstance(given, bool):
        raise ValueError(f"{what}; write {'true or false' if known.default else 'a value'}")
    return _CHECKS[type(known.default)](known, what, given)


def _shown(key: str, value: Option) -> str:
    return f"{value / 1000:g}s" if key.endswith("_ms") and isinstance(value, int) else str(value)


def _flag(_: RoutineOption, __: str, given: Option) -> Option:
    return given


def _text(known: RoutineOption, what: str, given: Option) -> Option:
    word = str(given).strip().lower().replace(" ", "_").replace("-", "_")
    if known.choices and word not in known.choices:
        why = f" ({known.why})" if known.why else ""
        raise ValueError(f"{what}{why}; write {' or '.join(known.choices)}")
    return word if known.choices else str(given).strip()


def _number(known: RoutineOption, what: str, given: Option) -> Option:
    whole = isinstance(given, int) and not isinstance(given, bool)
    if not whole or not known.low <= int(given) <= known.high:
        why = f" ({known.why})" if known.why else ""
        low, high = _bounds(known)
        raise ValueError(f"{what}{why}; write {low} to {high}")
    return given


def _bounds(known: RoutineOption) -> tuple[str, str]:
    if known.high >= 1000:
        return f"{known.low / 1000:g}s", f"{known.high / 1000:g}s"
    return f"{known.low:g}", f"{known.high:g}"


_CHECKS: Mapping[type, Callable[[RoutineOption, str, Option], Option]] = {
    bool: _flag,
    str: _text,
    int: _number,
}


def routine_table() -> str:
    """The routines and their options as a table in Markdown, for docs/plan.md."""
    rows = [f"| {_names(name)} | {ABOUT[name]} | {_options(name)} |\n" for name in OPTIONS]
    return "| routine | what is done | options |\n| --- | --- | --- |\n" + "".join(rows)


def _names(name: str) -> str:
    return ", ".join(f"`{each}`" for each in (name, *(k for k, v in ALIASES.items() if v == name)))


def _options(name: str) -> str:
    each = (f"`{_written(key)}`: {_allowed(key, option)}" for key, option in OPTIONS[name].items())
    return "; ".join(each) or "none"


def _allowed(key: str, option: RoutineOption) -> str:
    """What an option may be, and in brackets what it is where it is left out."""
    if isinstance(option.default, bool):
        may_be = "`true` or `false`"
    elif option.choices:
        may_be = " or ".join(f"`{one}`" for one in option.choices)
    else:
        may_be = " to ".join(_bounds(option)) if option.high else "by name"
    return f"{may_be} ({_shown(key, option.default).lower()})" if option.default else may_be
