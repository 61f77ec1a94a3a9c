"""The sections of a Liftoscript exercise as data; the grammar is in liftoscript.lark."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio.importing.model import Weight, WorkoutSet
from mmc_audio.plan.notation.tempo import parse_tempo

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

_SCHEME = re.compile(r"([0-9]+)\+?x([0-9]+)(?:-([0-9]+))?(\+?)", re.IGNORECASE)
_TIMER = re.compile(r"([0-9]+)\+?s(?:\|([0-9]+)s?)?")


@dataclass(frozen=True, slots=True)
class SetGroup:
    """`3x8 80kg @8 120s`, or what a section without sets says of all of them."""

    count: int | None
    one: WorkoutSet


@dataclass(frozen=True, slots=True)
class LiftoscriptSection:
    """What one section says; the parts that it does not speak of are empty."""

    sets: tuple[SetGroup, ...] = ()
    warmup: tuple[SetGroup, ...] | None = None
    superset: str = ""
    reuse: str = ""
    property: str = ""


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = Path(__file__).with_name("liftoscript.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr")


def read_section(text: str) -> LiftoscriptSection:
    """The section in `text`.

    Raises:
        ValueError: for what the language does not have, with what was met.
    """
    from lark import UnexpectedInput

    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        met = text[max(0, (error.column or 1) - 1) :].strip()[:20] or "its end"
        raise ValueError(f"{met!r} is no part of a section") from error
    body: Any = tree.children[0]
    return _SECTIONS[str(body.data)](body)


def _sets(body: "Tree[Token]") -> LiftoscriptSection:
    return LiftoscriptSection(sets=tuple(map(_group, body.children)))


def _warmup(body: "Tree[Token]") -> LiftoscriptSection:
    inner: Any = body.children[0]
    groups = tuple(map(_group, inner.children)) if getattr(inner, "data", "") == "sets" else ()
    return LiftoscriptSection(warmup=groups)


def _word(body: "Tree[Token]") -> str:
    return str(body.children[0]).strip()


_SECTIONS: dict[str, Callable[["Tree[Token]"], LiftoscriptSection]] = {
    "sets": _sets,
    "warmup": _warmup,
    "superset": lambda body: LiftoscriptSection(superset=_word(body)),
    "property": lambda body: LiftoscriptSection(property=_word(body)),
    "reuse": lambda body: LiftoscriptSection(reuse=_word(body)),
}


def _group(tree: Any) -> SetGroup:  # noqa: ANN401 - a tree of lark
    group = SetGroup(None, WorkoutSet())
    for part in tree.children:
        if part is not None and not isinstance(part, str):
            group = _with(group, part.children[0])
    return group


def _with(group: SetGroup, token: "Token") -> SetGroup:
    read = _PARTS.get(token.type)
    return read(group, str(token)) if read else group


def _scheme(group: SetGroup, text: str) -> SetGroup:
    match = _SCHEME.fullmatch("".join(text.split()))
    if match is None or not 1 <= int(match[1]) <= 100:
        raise ValueError(f"{text!r} is no number of sets and reps")
    low, high = int(match[2]), int(match[3] or match[2])
    if not 1 <= low <= high <= 1000:
        raise ValueError(f"{text!r} has no reps, or they run downwards")
    one = replace(group.one, reps=(low, high), open_end=bool(match[4]))
    return SetGroup(int(match[1]), one)


def _percent(group: SetGroup, text: str) -> SetGroup:
    weight = Weight(float(text.rstrip("%+")), "percent")
    return replace(group, one=replace(group.one, weight=weight))


def _weight(group: SetGroup, text: str) -> SetGroup:
    value, unit = float(text.rstrip("+")[:-2]), text.rstrip("+")[-2:].lower()
    weight = Weight(abs(value), "kg" if unit == "kg" else "lb", change=_change(value))
    return replace(group, one=replace(group.one, weight=weight if value else None))


def _change(value: float) -> Any:  # noqa: ANN401 - a literal of Weight
    return "assisted" if value < 0 else None


def _effort(group: SetGroup, text: str) -> SetGroup:
    return replace(group, one=replace(group.one, effort=float(text.strip("@+"))))


def _timer(group: SetGroup, text: str) -> SetGroup:
    match = _TIMER.match(text)
    first = int(match[1]) * 1000 if match else None
    if "|" not in text or match is None:
        return replace(group, one=replace(group.one, rest_ms=first))
    rest = int(match[2]) * 1000 if match[2] else None
    return replace(group, one=replace(group.one, length_ms=first, rest_ms=rest, reps=None))


def _tag(group: SetGroup, text: str) -> SetGroup:
    inner = text[1:-1].strip()
    try:
        parse_tempo(inner)
    except ValueError:
        return replace(group, one=replace(group.one, note=inner))
    return replace(group, one=replace(group.one, tempo=inner))


_PARTS = {
    "SCHEME": _scheme, "PERCENT": _percent, "WEIGHT": _weight, "EFFORT": _effort,
    "TIMER": _timer, "TAG": _tag,
}  # fmt: skip
