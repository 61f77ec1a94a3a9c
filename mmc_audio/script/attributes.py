"""What a line belongs to, as data: the attributes in braces, what they may hold and how long.

`{span=work side=left}` says where a session stands, whatever the words beside it say and in
whatever language. docs/cue-script.md describes the names for people who write scripts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from mmc_audio.coaching.set_role import SetRole
from mmc_audio.script.model import PHASES
from mmc_audio.script.stations import station_data

Attributes = Mapping[str, str]

SPANS = ("ready", "work", "rest", "breath", "setup")
"""Kinds of time: getting ready, work, rest, guided breath, and instruction or change of place."""

ROLES = get_args(SetRole)
"""What a set is: work where nothing is said, a warm-up, a group after a pause, or a drop."""

SIDES = ("left", "right")

AIR = ("in", "out", "hold")
"""Phases of a guided breath."""

NONE = "none"
"""The value that ends an attribute: `{rep=none}`."""

OWN = ("phase", "air")
"""Attributes that belong to their line alone; all others hold on."""

OF_ALL_SETS = (
    "name", "muscle", "group", "target", "avoid", "setup", "tempo", "dose", "sets", "rounds",
    "stations",
)  # fmt: skip
"""What is the same for all sets of a step; it stands on the heading of the first."""

LEVELS = (
    ("step", "exercise"),
    OF_ALL_SETS,
    ("set", "role", "part", "load", "reps"),
    ("span",),
    ("self_paced",),
    ("side",),
    ("round", "station"),
    ("rep", "breath"),
)
"""From wide to narrow: an attribute ends all that hold on a narrower level, as a new set ends the
repetition. Those of one level do not end each other."""

COUNTED = len(LEVELS) - 1
"""The level of what is counted: each mark ends it."""

_LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}
_COUNT = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_REPS = re.compile(r"([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?", re.ASCII)


def level_of(name: str) -> int | None:
    """Index in LEVELS; None for a name that this program does not know."""
    return _LEVEL.get(name)


def after(state: Attributes, said: Attributes, *, mark: bool = False) -> dict[str, str]:
    """What holds once `said` has been said.

    Args:
        state: what held before.
        said: the attributes of a mark, a line or a block.
        mark: whether it was a mark, which ends the repetition before it in any case.
    """
    said = lasting(said)
    widest = min(_levels(said), default=COUNTED)
    if mark:
        widest = min(widest, COUNTED - 1)
    kept = {name: value for name, value in state.items() if _LEVEL.get(name, -1) <= widest}
    merged = kept | said
    return {name: value for name, value in merged.items() if value != NONE}


def change(before: Attributes, now: Attributes, *, mark: bool = False) -> dict[str, str]:
    """The least that has to be said so that, after `before`, `now` holds; the opposite of `after`.

    Attributes of a line alone are left out.
    """
    if before == now and not mark:
        return {}
    before, now = lasting(before), lasting(now)
    said = {name: value for name, value in now.items() if before.get(name) != value}
    left = after(before, said, mark=mark)
    if ended := dict.fromkeys((name for name in left if name not in now), NONE):
        said |= ended
        left = after(before, said, mark=mark)
    return said | {name: value for name, value in now.items() if left.get(name) != value}


def lasting(attributes: Attributes) -> dict[str, str]:
    """Without those that belong to their line alone."""
    return {name: value for name, value in attributes.items() if name not in OWN}


def _levels(names: Iterable[str]) -> list[int]:
    return [_LEVEL[name] for name in names if name in _LEVEL]


def count(value: str) -> int:
    """A number of a set, side, round or repetition, from 1.

    Raises:
        ValueError: `what; what to write`.
    """
    if not _COUNT.fullmatch(value):
        raise ValueError(f"{value} is no number here; write 1 to 99999")
    return int(value)


def reps(value: str) -> tuple[int, int]:
    """Least and most of planned repetitions, from `10` or `8-12`.

    Raises:
        ValueError: as `count`.
    """
    found = _REPS.fullmatch(value)
    if not found:
        raise ValueError(f"{value} are no repetitions; write a number such as 10, or 8-12")
    return int(found[1]), int(found[2] or found[1])


def _one_of(noun: str, known: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in known:
            hint = "; the words beside it may be in any language" if noun == "side" else ""
            raise ValueError(f"{value} is no {noun}; write {', '.join(known)}{hint}")
        return value

    return read


def _true(value: str) -> bool:
    """What holds where it is said at all.

    Raises:
        ValueError: for anything but `true`.
    """
    if value != "true":
        raise ValueError(f"{value} is no self_paced; write true, or leave it out")
    return True


READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("set", "sets", "part", "round", "rounds", "station"), count),
    **dict.fromkeys(("rep", "breath"), count),
    "role": _one_of("role", ROLES),
    "stations": station_data,
    "reps": reps,
    "self_paced": _true,
    "span": _one_of("span", SPANS),
    "side": _one_of("side", SIDES),
    "phase": _one_of("phase", PHASES),
    "air": _one_of("breath phase", AIR),
}
"""How a value is read, by name; all others are text."""


def value_of(attributes: Attributes, name: str) -> Any:  # noqa: ANN401  # a number or a text
    """The value of an attribute as READ gives it; None if it is missing or cannot be read.

    A heading of a script from before these names were known may say `side="left arm"`.
    """
    written = attributes.get(name)
    if written is None:
        return None
    try:
        return READ.get(name, str)(written)
    except ValueError:
        return None


def check(name: str, value: str) -> None:
    """That `value` is one that the attribute may have, or ends it.

    Raises:
        ValueError: `what; what to write`.
    """
    if value != NONE and name in READ:
        READ[name](value)
