"""What pydantic found wrong, as errors of one line with a place.

Every model of this room gives its own words for what is wrong (`base.Model`), as pydantic errors of
three types that say which place is meant. Here they become PlanError.
"""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from mmc_audio.errors import ManyErrors, MmcError, Place, PlanError
from mmc_audio.plan.written import Key, PlanSource

TAG = "\0"
"""How the name of an entry's kind begins in pydantic's paths: no key of a file can."""

WRONG_KEY = "[key]"
"""What pydantic puts last in the path of a key that is wrong itself."""

VALUE, KEY, MISSING = "value", "key", "missing"
"""Types of an error: the value is wrong (the key's name begins the message), the key is wrong, a
key is missing in the mapping around it."""

_PLAIN = {
    "list_type": "is not a list; write one",
    "tuple_type": "is not a list; write one",
    "dict_type": "is not a mapping; write one",
    "bool_parsing": "is neither; write true or false",
}
"""Errors of pydantic itself that no kind of value words in its own way."""


def fault(what: str, *path: Key, kind: str = VALUE, also: tuple[Key, ...] = ()) -> InitErrorDetails:
    """One mistake at `path` within a model.

    Args:
        what: what is wrong; what to write.
        path: keys and indexes from the model down.
        kind: VALUE, KEY or MISSING.
        also: the last key of another path; the later of the two in the file is shown.
    """
    error = PydanticCustomError("plan", "{what}", {"what": what, "kind": kind, "also": also})
    return InitErrorDetails(type=error, loc=path, input=None)


def reworded(error: ErrorDetails, noun: str) -> InitErrorDetails:
    """An error of pydantic as one of ours."""
    context = error.get("ctx", {})
    path = error["loc"]
    if "kind" in context:
        return fault(context["what"], *path, kind=context["kind"], also=context["also"])
    if error["type"] == "missing":
        return fault(f"`{path[-1]}` is missing in {noun}; add it", *path, kind=MISSING)
    if error["type"] == "value_error":
        return fault(str(context["error"]), *path)
    return fault(
        _PLAIN.get(error["type"], "is invalid; see docs/plan.md for what it may be"), *path
    )


def as_error(error: ValidationError, source: PlanSource | None) -> MmcError:
    """A PlanError, or ManyErrors for several, each with its place in `source`."""
    return reported([_placed(each, source) for each in error.errors(include_url=False)])


def _placed(error: ErrorDetails, source: PlanSource | None) -> PlanError:
    path = _keys(error["loc"])
    context = error["ctx"]
    what, kind = context["what"], context["kind"]
    if kind == VALUE and path and isinstance(path[-1], str):
        what = f"{path[-1][:40]}: {what}"
    if source is None:
        return PlanError(what, _python_place(path), path)
    return PlanError(what, _place(source, error["loc"], kind, context["also"]), path)


def _place(source: PlanSource, loc: tuple[Key, ...], kind: str, also: tuple[Key, ...]) -> Place:
    path = _keys(loc)
    if kind == MISSING:
        return source.value(path[:-1])
    if kind == VALUE and loc[-1:] != (WRONG_KEY,):
        return source.value(path)
    others = [(*path[:-1], key) for key in also]
    places = [source.key(each) for each in (path, *others) if each == path or source.has(each)]
    return max(places, key=_line)


def _keys(loc: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys and indexes of a place, without what pydantic says of unions and keys."""
    path = loc[:-1] if loc[-1:] == (WRONG_KEY,) else loc
    return tuple(part for part in path if not str(part).startswith(TAG))


def _python_place(path: tuple[Key, ...]) -> Place | None:
    """`work[1]` for what a Python program gave: where its parts have no line."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path[:-1])
    return Place(words.removeprefix(".")) if words else None


def reported(errors: Iterable[MmcError]) -> MmcError:
    """One error for many, in the order of the file, and not endlessly many."""
    in_order = sorted(errors, key=lambda error: _line(error.place))
    return in_order[0] if len(in_order) == 1 else ManyErrors(in_order)


def _line(place: Place | None) -> tuple[int, int]:
    return (place.line or 0, place.column or 0) if place else (0, 0)
